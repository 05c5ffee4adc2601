package import Basics
package import Handbook
package import Markdown

/// A handbook written in a test: paths below `Content/` and their texts.
package struct SmallHandbook {
  package let manuscript: Manuscript
  package let handbook: Handbook
  /// The files that the handbook was read from, sorted by path.
  package let files: [SourceFile]
  /// All diagnostics from reading, resolving, and checking, in the order of reports.
  package let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - files: The files. If `handbook.yml` is missing, one with a title is added.
  ///   - date: The date of the build, for rules that depend on it.
  package init(
    _ files: [String: String], includesUnpublished: Bool = false, edition: HandbookEdition = .learner,
    on date: CalendarDate? = nil
  ) {
    var sources = files.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }
    if files["handbook.yml"] == nil {
      sources.append(SourceFile(path: "Content/handbook.yml", text: "title: Handbook\n"))
    }
    sources.sort { $0.path < $1.path }
    self.files = sources
    let (manuscript, read) = ManuscriptReader(
      includesUnpublished: includesUnpublished, edition: edition, on: date
    ).read(
      sources.filter { SourceRole(path: $0.path) != .asset },
      assets: sources.map(\.path).filter { SourceRole(path: $0) == .asset })
    let (handbook, resolved) = HandbookResolver.resolve(manuscript)
    self.manuscript = manuscript
    self.handbook = handbook
    diagnostics = (read + resolved + HandbookChecks.diagnostics(for: handbook, on: date)).sorted()
  }

  /// Returns the diagnostics of one rule, as `path:line:column: summary`.
  package func reports(of identifier: String) -> [String] {
    diagnostics.filter { $0.identifier == identifier }.map(\.oneLine)
  }

  /// The distinct identifiers of all errors.
  package var errors: Set<String> {
    Set(diagnostics.filter { $0.severity == .error }.map(\.identifier))
  }
}

extension Diagnostic {
  /// The position and the summary, as in `Content/pages/a.md:3:1: Provision 'WA#x' does not exist`.
  package var oneLine: String {
    guard let start = range?.start else { return "\(path): \(summary)" }
    return "\(path):\(start.line):\(start.column): \(summary)"
  }
}

/// Returns a code file with front matter, for tests of its text.
package func codeFile(_ body: String, abbreviation: String = "WA", jurisdiction: String = "Washington")
  -> String
{
  """
  ---
  title: Code of Ethics
  jurisdiction: \(jurisdiction)
  abbreviation: \(abbreviation)
  status: draft
  ---

  \(body)
  """
}
