import Basics
import Markdown

/// Gathers the editions of each code and finds the one that readers get first.
enum EditionGatherer {
  static func gather(
    _ editions: [(slug: String, edition: Edition)]
  ) -> (codes: [CodeOfEthics], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var codes: [CodeOfEthics] = []
    var owners: [String: Edition] = [:]
    for (slug, members) in Dictionary(grouping: editions, by: \.slug).sorted(by: { $0.key < $1.key }) {
      let sorted = members.map(\.edition).sorted(by: isNewer)
      guard let newest = sorted.first else { continue }
      let abbreviation = newest.metadata.abbreviation
      guard !abbreviation.value.isEmpty else { continue }
      diagnostics += disagreements(sorted, with: newest)
      if let other = owners[abbreviation.value] {
        diagnostics.append(
          Diagnostic(
            .error, .duplicateAbbreviation,
            "Abbreviation '\(abbreviation.value)' is used by two codes", path: newest.path,
            range: abbreviation.range, help: "give each code its own abbreviation",
            notes: [
              Diagnostic.Note(
                "it is used first here", path: other.path, range: other.metadata.abbreviation.range)
            ]))
        continue
      }
      owners[abbreviation.value] = newest
      let current = sorted.firstIndex { $0.metadata.status == .inForce } ?? 0
      codes.append(
        CodeOfEthics(id: CodeID(abbreviation.value), slug: slug, editions: sorted, currentIndex: current))
    }
    codes.sort { $0.id < $1.id }
    return (codes.alphabetized { $0.current.metadata.jurisdiction.value }, diagnostics)
  }

  /// Newer editions come first: by the day in force, then the day of adoption, then the name.
  private static func isNewer(_ left: Edition, _ right: Edition) -> Bool {
    func dates(_ edition: Edition) -> (String, String, String) {
      let metadata = edition.metadata
      let effective = metadata.effective ?? metadata.adopted
      return (
        effective?.description ?? "", metadata.adopted?.description ?? "", edition.slug ?? ""
      )
    }
    return dates(left) > dates(right)
  }

  private static func disagreements(_ editions: [Edition], with newest: Edition) -> [Diagnostic] {
    editions.filter { $0.metadata.abbreviation.value != newest.metadata.abbreviation.value }.map {
      Diagnostic(
        .error, .editionMismatch, "Editions of one code must have one abbreviation", path: $0.path,
        range: $0.metadata.abbreviation.range,
        help: "write 'abbreviation: \(newest.metadata.abbreviation.value)'")
    }
  }
}
