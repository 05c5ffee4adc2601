import Basics
import Handbook
import Markdown
import Preview
import Search

/// The reports of the preview, on the terminal and in the panel of its pages.
struct PreviewOutput: Sendable {
  let isStrict: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  let format: ReportFormat
  /// The template for links that open a position in the author's editor.
  let editor: EditorLink?
  /// The diagnostics of the last build.
  private var known: Set<Diagnostic> = []

  init(isStrict: Bool, isQuiet: Bool, isVerbose: Bool, format: ReportFormat, editor: EditorLink? = nil) {
    self.editor = editor
    self.isStrict = isStrict
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.format = format
  }

  /// Returns whether a diagnostic prevents a new site.
  func isError(_ diagnostic: Diagnostic) -> Bool { diagnostic.severity == .error || isStrict }

  func said(_ diagnostics: [Diagnostic], of files: [SourceFile]) -> DiagnosticOutput {
    DiagnosticOutput(diagnostics: diagnostics, files: files, format: format)
  }

  /// Returns the problems for display on a page, errors first.
  ///
  /// - Parameter isBlocking: Whether they prevent a new site.
  func report(of said: DiagnosticOutput, isBlocking: Bool = true) -> PreviewReport {
    let report = DiagnosticReport(files: said.files, usesColor: false)
    let sorted = said.diagnostics.sorted()
    let ordered = sorted.filter { $0.severity == .error } + sorted.filter { $0.severity != .error }
    return PreviewReport(
      counts: said.counts,
      problems: ordered.prefix(PreviewReport.maximumProblems).map { diagnostic in
        PreviewReport.Problem(
          diagnostic, place: report.place(diagnostic.path, diagnostic.range),
          excerpt: report.excerpt(diagnostic.path, diagnostic.range),
          editor: editor?.address(of: diagnostic.path, diagnostic.range?.start))
      }, total: ordered.count, isBlocking: isBlocking)
  }

  /// Returns the page with the unfinished work in a handbook, the most important first.
  ///
  /// - Parameters:
  ///   - date: The date that determines which reviews are overdue; `nil` omits everything that depends on it.
  ///   - unfindable: Everyday words that find nothing in the site's search, by subject.
  ///   - unproven: The texts that aren't proven against their source.
  func authorsPage(
    of handbook: Handbook, on date: CalendarDate?, unfindable: [StockWords.Subject], unproven: [ListedEntry]
  ) -> AuthorsPage {
    // Work that belongs to two sections is in the first one.
    var listed: Set<ListedEntry> = []
    func section(_ list: HandbookLists, _ title: String, _ advice: String) -> AuthorsPage.Section? {
      date.map {
        AuthorsPage.Section(
          title: title, advice: advice,
          entries: list.entries(for: handbook, on: $0).filter { listed.insert($0).inserted }.map(entry))
      }
    }
    let day = date.map { "\($0)" } ?? "YYYY-MM-DD"
    let sections = [
      AuthorsPage.Section(
        title: "Missing facts",
        advice: """
          Add what the source states. When you have looked for every fact, write not-stated: [all-others] for the rest. \
          When you have compared the text with its source, write verified: { on: \(day), by: Your Name }.
          """,
        entries: handbook.unfinished(.facts).filter { listed.insert($0).inserted }.map(entry)),
      AuthorsPage.Section(
        title: "Missing ids and labels",
        advice: "Run handbook ids --write for the ids, and compare the labels with the source.",
        entries: handbook.unfinished(.text).map(entry)),
      AuthorsPage.Section(
        title: "Codes to review for topics",
        advice: """
          Add topics to the rules that are about them. A rule can have none. When you have compared every rule of a \
          code with every topic, write topics: { reviewed: \(day), by: Your Name } in its front matter. Its rules \
          without a topic are then no longer listed. handbook list uncovered lists each of them.
          """,
        entries: handbook.unfinished(.topics).map(entry)),
      AuthorsPage.Section(
        title: "Topics without provisions",
        advice: "Add the topic to the provisions that are about it, or delete its file.",
        entries: handbook.topicsWithoutProvisions.map(entry)),
      section(
        .stale, "Codes to check against their source",
        "Compare the text with its source, then write the day in verified."),
      AuthorsPage.Section(
        title: "Text that isn't proven against its source",
        advice: """
          Keep a copy of the source next to the code, such as oregon.source.txt, then run handbook verify sources, which \
          lists the differences.
          """,
        entries: unproven.map(entry)),
      section(
        .suspect, "Text to review", "Check it against the rule that it cites, then run handbook review."),
      questions(of: handbook),
      words(unfindable),
      section(.orphans, "Pages that nothing links to", "Link to them from a lesson, a topic, or a page."),
    ]
    return AuthorsPage(
      sections.compactMap(\.self) + handbook.translationProgress.map(translation)
        + [section(.drafts, "Drafts and unpublished files", "Publish them when they are ready.")]
        .compactMap(\.self))
  }

  private func entry(_ entry: ListedEntry) -> AuthorsPage.Entry {
    let place = [entry.path, entry.range.map { "\($0.start.line)" }].compactMap(\.self)
    return AuthorsPage.Entry(
      place: place.joined(separator: ":"), text: "\(entry.subject) \(entry.remark)",
      editor: editor?.address(of: entry.path, entry.range?.start))
  }

  /// Returns what the translation into one language lacks.
  private func translation(_ progress: TranslationProgress) -> AuthorsPage.Section {
    let tag = progress.language.rawValue
    return AuthorsPage.Section(
      title: "Translations into \(progress.language.name)",
      advice: """
        The language '\(tag)' \(progress.summary.remark). Readers see the original of everything else. Write a \
        translation next to its original, with .\(tag) before the ending.
        """,
      entries: progress.entries.map(entry))
  }

  /// Returns the everyday words that find nothing, one entry for each subject.
  private func words(_ unfindable: [StockWords.Subject]) -> AuthorsPage.Section {
    AuthorsPage.Section(
      title: "Words that find nothing in search",
      advice: "Add those that your readers might type to the synonyms of a topic.",
      entries: unfindable.map {
        AuthorsPage.Entry(place: "", text: "\($0.name): \($0.words.joined(separator: ", "))")
      })
  }

  /// Returns the objectives that fewer than three self-checks assess.
  private func questions(of handbook: Handbook) -> AuthorsPage.Section {
    let enough = 3
    let entries = handbook.lessons.flatMap { lesson in
      lesson.metadata.objectives.compactMap { objective -> AuthorsPage.Entry? in
        let count = lesson.questions.count { $0.objective?.value == objective.id.value }
        guard count < enough else { return nil }
        return AuthorsPage.Entry(
          place: "\(lesson.path):\(objective.id.range.start.line)",
          text: "\(objective.id.value) has \(Phrase.counted(count, "self-check"))",
          editor: editor?.address(of: lesson.path, objective.id.range.start))
      }
    }
    return AuthorsPage.Section(
      title: "Objectives with fewer than \(enough) self-checks", advice: "Write more questions for them.",
      entries: entries)
  }

  /// A clock that measures the stages of a build.
  var stages: StageClock { StageClock(isVerbose: isVerbose && !isQuiet) }

  /// A clock for the first build, which shows progress because it can take long.
  var firstStages: StageClock {
    StageClock(isVerbose: isVerbose && !isQuiet, progress: isQuiet ? nil : Progress.begin())
  }

  /// Reports a new site.
  ///
  /// - Parameter changes: The number of changed source files and the resulting changes in the site, or `nil`
  ///   for the
  ///   first site.
  mutating func finish(
    _ said: DiagnosticOutput, pages: Int, changes: (files: Int, site: SiteChanges)?,
    in stages: StageClock
  ) {
    print(said)
    let summary =
      if let changes {
        "\(Phrase.counted(changes.files, "source file")) changed \(phrase(changes.site))"
      } else {
        "\(Phrase.counted(pages, "page")) built"
      }
    say("\(summary); \(said.counts); \(stages.total)")
  }

  /// Reports that there is no new site.
  mutating func refuse(_ said: DiagnosticOutput, hasSite: Bool, in stages: StageClock) {
    print(said)
    let what = hasSite ? "the last good site stays" : "no site yet"
    say("\(said.counts); \(what); \(stages.total)")
  }

  /// Reports a failure of the system.
  func fail(_ description: String) {
    Terminal.standardError("handbook: \(description)\n")
  }

  /// Prints all errors, and other diagnostics only if they are new.
  private mutating func print(_ said: DiagnosticOutput) {
    let fresh = said.diagnostics.filter { isError($0) || !known.contains($0) }
    DiagnosticOutput(diagnostics: fresh, files: said.files, format: format).print()
    known = Set(said.diagnostics)
  }

  private func phrase(_ changes: SiteChanges) -> String {
    guard changes != SiteChanges() else { return "nothing in the site" }
    var parts: [String] = []
    if changes.pages > 0 { parts.append(Phrase.counted(changes.pages, "page")) }
    if changes.styleSheets > 0 { parts.append(Phrase.counted(changes.styleSheets, "style sheet")) }
    if changes.others > 0 { parts.append(Phrase.counted(changes.others, "other file")) }
    return parts.joined(separator: ", ")
  }

  private func say(_ line: String) {
    if !isQuiet { Terminal.standardError(line + "\n") }
  }
}
