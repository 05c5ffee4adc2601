import ArgumentParser
import Basics
import Handbook
import Packaging
import Site
import SystemPackage

/// The command `handbook package`.
struct PackageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract:
      "Make files to hand out: zip, one HTML page, EPUB, PDF, SCORM, question banks, a trainer's kit.",
    discussion: """
      Each file works without a network and is checked before it is written. If one fails, none is written. The \
      same content always results in the same bytes, except for PDF. The time in archives is SOURCE_DATE_EPOCH. If \
      that isn't set, it's the day of --date or the newest day in the content, with a time of day that depends on the \
      content.

      zip           the site in a folder, with a page that says where to start
      single-file   all pages, redline views, and search in one HTML file
      epub          EPUB 3, for e-readers
      pdf           a book with contents, indexes, and page numbers; needs Chromium
      scorm         SCORM 1.2: lessons with their completion and score
      gift          the self-checks in the GIFT format, for Moodle and other systems
      moodle        the self-checks in Moodle's XML format
      qti           the self-checks as a package of IMS QTI 2.1
      anki          the self-checks and the glossary as notes for Anki
      kit           slides, tests, an agenda, and a certificate for each lesson
      all           every package that the handbook has content for

      Examples:
        handbook package
        handbook package --as zip epub --edition facilitator
        handbook package --as all
        handbook package --as zip pdf --state WA
        handbook package --as pdf --code WA
        handbook package --as kit --lesson boundaries
      """)

  @OptionGroup var options: SiteCommandOptions

  @Option(
    name: .customLong("as"), parsing: .upToNextOption,
    help: ArgumentHelp("The packages to make, one or more (default: zip).", valueName: "kind"))
  var kinds: [EitherArgument<PackageKind, EveryKind>] = []

  @OptionGroup var state: StateOption

  @Option(
    help: ArgumentHelp(
      "Include only this code in the PDF, with its entries in the indexes.", valueName: "abbreviation"))
  var code: String?

  @Option(help: ArgumentHelp("Include only this lesson in the PDF or the kit.", valueName: "id"))
  var lesson: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The format of diagnostics (default: text).", valueName: "format"))
  var format: [EitherArgument<ReportFormat, Former<PackageKind>>] = []

  @Option(
    help: ArgumentHelp(
      "The language of the packages (default: the handbook's default language; for a zip, all of them).",
      valueName: "tag"))
  var language: LanguageTag?

  @Option(name: .shortAndLong, help: "The folder to write to (default: Packages in the source).")
  var output: FilePath?

  @Option(name: [.customShort("d"), .customLong("destination")], help: .hidden)
  var formerOutput: FilePath?

  /// The value of `--as` for every package that the handbook has content for.
  enum EveryKind: String, ExpressibleByArgument, CaseIterable {
    case all
  }

  func validate() throws {
    guard code != nil || lesson != nil else { return }
    if [code, lesson, state.state].count(where: { $0 != nil }) > 1 {
      throw ValidationError("Use only one of '--state', '--code', and '--lesson'.")
    }
    if code != nil, wanted != [.pdf] { throw ValidationError("'--code' needs '--as pdf'.") }
    guard wanted.allSatisfy(\.allowsLesson) else {
      throw ValidationError("'--lesson' needs '--as pdf' or '--as kit'.")
    }
  }

  /// What the PDF and the kit contain, and what that adds to their names.
  private var selection: (content: PrintedBook.Selection, suffix: String) {
    if let code { return (.code(code), "-code-\(code)") }
    if let lesson { return (.lesson(lesson), "-\(lesson.replacing("/", with: "-"))") }
    return (.everything, "")
  }

  private var makesAll: Bool { kinds.contains { $0.second == .all } }

  /// The kinds of packages to make, in the order in which they are made.
  private var wanted: [PackageKind] {
    if kinds.isEmpty, format.isEmpty, code != nil || lesson != nil { return [.pdf] }
    if makesAll { return PackageKind.allCases }
    // Formerly, `--format` was the option for the kinds of packages.
    let named = kinds.compactMap(\.first) + format.compactMap(\.second?.value)
    return PackageKind.allCases.filter((named.isEmpty ? [.zip] : named).contains)
  }

  private var reportFormat: ReportFormat {
    format.compactMap(\.first).last ?? .text
  }

  func run() throws {
    let destination = output ?? formerOutput ?? options.source.below("Packages")
    let location = Files.location(of: destination)
    for source in try options.sources() where location.starts(with: Files.location(of: source)) {
      throw OutputFolder.Refusal.overlapsSource(destination, source: source)
    }
    try HandbookRun.withSite(options, format: reportFormat, hasAddress: false) { site, run in
      let site = try state.limit(site)
      let sources = try PackageSources(of: site, in: language, for: wanted, options, run)
      let given = try BuildDate.epoch().map { PackageTime(epochSeconds: $0) }
      let day = options.date.date ?? sources.outline.newestDate
      let maker = PackageMaker(
        sources: sources, time: { given ?? PackageTime(on: day, of: $0) }, selection: selection.content)
      run.begin(.verifying)
      try maker.verifySite()
      let made = wanted.filter { kind in
        guard makesAll, let lack = maker.lack(for: kind) else { return true }
        run.say("No \(kind.rawValue): \(lack)")
        return false
      }
      let suffix =
        (site.stateAbbreviation.map { "-\($0)" } ?? "")
        + (language.map { $0 == site.languages.first ? "" : "-\($0)" } ?? "")
      let paths = made.map { kind in
        // A trainer's kit has notes that only facilitators see.
        let name = kind == .kit ? sources.kitName : site.outline.fileName
        return (kind, destination.appending(name + suffix + selection.suffix + kind.ending))
      }
      try WholeFiles.write(.replacing) { files in
        for (kind, path) in paths {
          run.begin(.packing(kind))
          try files.add(path) { try maker.write(kind, to: $0) }
        }
      }
      for (_, path) in paths { Terminal.standardOutput("\(path)\n") }
      return "\(site.pageCount) pages in \(Phrase.counted(paths.count, "package"))"
    }
  }
}
