package import Basics
import Markdown
import Redline

/// Gives an id to every provision that has none.
package struct IDWriter {
  /// A provision that gets an id.
  package struct GivenID: Sendable, Hashable {
    package let code: CodeID
    /// The id that followed from its position.
    package let former: ProvisionID
    package let id: ProvisionID
    package let path: String
    /// The place of the provision before the file is written.
    package let range: SourceRange
  }

  /// The files that change, in the order of their paths; none where a provision can't be given an id.
  package private(set) var files: [SourceFile] = []
  package private(set) var given: [GivenID] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - handbook: A handbook that was read without an error.
  ///   - files: The files that it was read from.
  package init(_ handbook: Handbook, files: [SourceFile]) {
    let sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    let parser = DocumentParser(allowsRawHTML: handbook.configuration.unsafeHTML)
    for code in handbook.codes {
      var assigner = IDAssigner(code, published: handbook.manuscript.publishedIDs)
      for (index, assignments) in assigner.assign().enumerated() where !assignments.isEmpty {
        guard let file = sources[code.editions[index].path] else { continue }
        write(assignments, of: code, edition: index, into: file, parser: parser)
        warnOfReferences(to: assignments, of: code, edition: index, handbook: handbook)
      }
    }
    self.files.sort { $0.path < $1.path }
    if diagnostics.contains(where: { $0.severity == .error }) {
      self.files = []
      given = []
    }
  }

  private mutating func write(
    _ assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition index: Int, into file: SourceFile,
    parser: DocumentParser
  ) {
    let provisions = code.editions[index].text.provisions
    let (written, refused) =
      IDInsertion(file, parser: parser)?.inserting(assignments) ?? (nil, assignments.map(\.provision))
    guard let written else {
      diagnostics += refused.map { place in
        Diagnostic(
          .error, .noPlaceForID, "Provision has no place where an id can be written", path: file.path,
          range: provisions[place].id.range, help: "begin the item with a paragraph")
      }
      return
    }
    files.append(written)
    given += assignments.map { assignment in
      let provision = provisions[assignment.provision]
      return GivenID(
        code: code.id, former: provision.id.value, id: assignment.id, path: file.path,
        range: provision.id.range)
    }
  }

  /// Tells of references that name a provision by the id that follows from its position, which it loses.
  private mutating func warnOfReferences(
    to assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition: Int, handbook: Handbook
  ) {
    let provisions = code.editions[edition].text.provisions
    var ids: [ReferenceTarget: ProvisionID] = [:]
    for assignment in assignments {
      let former = provisions[assignment.provision].id.value
      ids[.provision(code.id, edition: edition, former)] = assignment.id
    }
    for document in handbook.documents where !document.isOtherView {
      for (reference, target) in zip(document.document.references, handbook.targets[document.key] ?? []) {
        guard let target, let id = ids[target] else { continue }
        diagnostics.append(
          Diagnostic(
            .warning, .formerID,
            "Reference '\(reference.target)' names a provision that gets the id '\(id)'",
            path: document.path, range: reference.range, help: "name it by that id"))
      }
    }
  }
}
