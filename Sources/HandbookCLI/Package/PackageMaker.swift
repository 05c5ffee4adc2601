import ArgumentParser
import Basics
import Handbook
import Packaging
import Site

/// A kind of package to hand out.
enum PackageKind: String, ExpressibleByArgument, CaseIterable {
  /// The site in a folder, as an archive.
  case zip
  /// The site as one page.
  case singleFile = "single-file"
  case epub
  case pdf
  /// A course for learning management systems.
  case scorm
  /// The self-checks as a question bank in the GIFT format.
  case gift
  /// The self-checks as a question bank in Moodle's XML format.
  case moodle
  /// The self-checks as a package of IMS QTI 2.1.
  case qti
  /// The self-checks and the glossary as notes for Anki.
  case anki
  /// Documents for teaching the lessons.
  case kit

  /// The end of the file's name, after the names of the handbook and the edition.
  var ending: String {
    switch self {
    case .zip: ".zip"
    case .singleFile: ".html"
    case .epub: ".epub"
    case .pdf: ".pdf"
    case .scorm: "-scorm.zip"
    case .gift: ".gift.txt"
    case .qti: "-qti.zip"
    case .moodle: ".moodle.xml"
    case .anki: ".anki.txt"
    case .kit: "-kit.zip"
    }
  }

  /// Whether it can have only one lesson.
  var allowsLesson: Bool { self == .pdf || self == .kit }
}

/// The site that packages are made from, and the variants of it that some kinds need.
struct PackageSources {
  /// The site in one language, which most packages are made from.
  let site: PreparedSite
  /// The files of ``site``.
  let files: [OutputFile]
  /// The files for a folder, which has all languages unless one was chosen.
  let folderFiles: [OutputFile]
  /// The facilitator's edition in the same language, which a trainer's kit is made from, or `nil` if no kit is wanted.
  let facilitators: PreparedSite?
  /// The name of a trainer's kit.
  let kitName: String
  let outline: SiteOutline

  /// Renders a site.
  ///
  /// - Parameters:
  ///   - site: The site in all its languages.
  ///   - language: The language that was chosen, or `nil` for the default language.
  ///   - kinds: The kinds of packages to make.
  ///   - options: The options from which the facilitator's edition is read.
  /// - Throws: A ``Refused`` if the site isn't in the language, or an error from reading the facilitator's edition.
  init(
    of site: PreparedSite, in language: LanguageTag?, for kinds: [PackageKind], _ options: SiteCommandOptions,
    _ run: HandbookRun
  ) throws {
    guard let alone = site.inOneLanguage(language) else {
      let known =
        site.languages.isEmpty
        ? "it has one language"
        : "its languages are \(site.languages.map(\.rawValue).joined(separator: ", "))"
      throw Refused("the handbook isn't in '\(language?.rawValue ?? "")'; \(known)")
    }
    self.site = alone
    outline = alone.outline
    files = run.files(of: alone)
    folderFiles =
      language == nil && !site.languages.isEmpty && kinds.contains(.zip) ? run.files(of: site) : files
    let facilitators = kinds.contains(.kit) ? try run.site(for: .facilitator, options, beside: site) : nil
    self.facilitators = facilitators?.inOneLanguage(language)
    kitName = (facilitators ?? site).outline.fileName
  }
}

/// Creates packages of a site, and checks each one before it is handed out.
struct PackageMaker {
  /// The reason why a package is not created, which an author can fix in the content.
  struct Refusal: CommandFailure {
    let description: String
    let status = ExitCode.content

    init(_ description: String) {
      self.description = description
    }

    init?(_ problems: [PackageProblem]) {
      guard !problems.isEmpty else { return nil }
      let shown = problems.prefix(20).map(\.description)
      let rest = problems.count - shown.count
      description =
        (["a package must work in any folder without a network, and this one would not:"] + shown
        + (rest > 0 ? ["and \(Phrase.grouped(rest)) more"] : [])).joined(separator: "\n  ")
    }
  }

  let sources: PackageSources
  /// Returns the time of a package that is made from some files.
  let time: ([OutputFile]) -> PackageTime
  /// What the PDF and the kit contain.
  let selection: PrintedBook.Selection

  private var site: [OutputFile] { sources.files }
  private var outline: SiteOutline { sources.outline }
  private var bank: QuestionBank { sources.site.questionBank }

  /// Checks the site itself, which all packages are made from.
  func verifySite() throws {
    let problems = PackageVerifier(site).problems + SearchIndexVerifier(site).problems
    if let refusal = Refusal(problems) { throw refusal }
  }

  /// Returns why the handbook has no content for a package, or `nil` if it does.
  func lack(for kind: PackageKind) -> Refusal? {
    switch kind {
    case .scorm where !outline.entries.contains { $0.kind == .lesson }:
      Refusal("a course needs a lesson, and the handbook has none")
    case .gift where bank.lessons.isEmpty, .moodle where bank.lessons.isEmpty,
      .qti where bank.lessons.isEmpty,
      .anki where bank.lessons.isEmpty:
      Refusal("a question bank needs self-checks, and the handbook has none")
    case .kit where kit == nil:
      if case .lesson(let name) = selection {
        Refusal("the handbook has no lesson '\(name)'")
      } else {
        Refusal("a trainer's kit needs a lesson, and the handbook has none")
      }
    case .pdf where !sources.site.canBePrinted:
      Refusal("the handbook is too large for one page, from which the PDF is printed")
    case .pdf where book == nil:
      switch selection {
      case .everything: Refusal("a book needs a code, a topic, or a lesson, and the handbook has none")
      case .code(let name): Refusal("the handbook has no code '\(name)'")
      case .lesson(let name): Refusal("the handbook has no lesson '\(name)'")
      }
    default: nil
    }
  }

  private var kit: TrainersKit? {
    if case .lesson(let id) = selection { return sources.facilitators?.trainersKit(lesson: id) }
    return sources.facilitators?.trainersKit()
  }

  private var book: PrintedBook? { sources.site.printedBook(selection) }

  /// Writes a package to a file, block by block.
  func write(_ kind: PackageKind, to file: FileWriter) throws {
    if let lack = lack(for: kind) { throw lack }
    switch kind {
    case .zip:
      let files = SiteFolder.files(of: sources.folderFiles, outline: outline)
      try verify(files)
      let folder = SiteFolder.folder(named: outline.fileName, of: files)
      try SiteFolder.archive(files, folder: folder, at: time(files)) { try file.write($0) }
    case .singleFile:
      let page = try SingleFile.page(of: site, outline: outline)
      try verify([OutputFile(path: "\(outline.fileName).html", bytes: page)])
      guard let files = SingleFile.files(in: page) else { preconditionFailure("the page contains its files") }
      try verify(files)
      try file.write(page)
    case .epub:
      let book = Book(of: site, outline: outline, at: time(site))
      try verify(book.files)
      try book.archive { try file.write($0) }
    case .scorm:
      guard let course = Course(of: site, outline: outline) else {
        preconditionFailure("the handbook has a lesson")
      }
      try verify(course.files)
      try ZipArchive.write(course.files, at: time(site)) { try file.write($0) }
    case .gift: try file.write(GIFT.file(of: bank))
    case .moodle: try file.write(MoodleXML.file(of: bank))
    case .qti: try ZipArchive.write(QTIPackage(of: bank).files, at: time(site)) { try file.write($0) }
    case .anki: try file.write(AnkiNotes.file(of: bank))
    case .kit:
      guard let kit, let facilitators = sources.facilitators else {
        preconditionFailure("the handbook has a lesson")
      }
      let files = try KitPackage(of: kit).files
      try verify(files)
      let folder = SiteFolder.folder(named: "\(facilitators.outline.fileName)-kit", of: files)
      try SiteFolder.archive(files, folder: folder, at: time(files)) { try file.write($0) }
    case .pdf:
      guard let book else { preconditionFailure("the book has a section") }
      try file.write(printed(book))
    }
  }

  /// The maximum number of times that a book is printed.
  ///
  /// Page numbers don't change after the second time, unless their width moves a page break.
  private static let mostPrints = 4

  /// Prints a book with its own page numbers, and checks the contents of the file.
  private func printed(_ book: PrintedBook) throws -> [UInt8] {
    let browser = try Chromium()
    try browser.requireFonts(for: book.languages)
    var numbers: PrintedBook.PageNumbers = [:]
    for _ in 0..<Self.mostPrints {
      let bytes = try browser.pdf(of: book.printableFiles(numbers))
      let file = PDFFile(bytes)
      let places = file.places
      if places.allSatisfy({ numbers[$0.key] == $0.value }) {
        if let refusal = Refusal(file.problems(at: "\(outline.fileName).pdf")) { throw refusal }
        return bytes
      }
      // An element that shares its page with another isn't linked again, and keeps its number.
      numbers.merge(places) { $1 }
    }
    throw Chromium.Failure.failed("the page numbers of the book don't settle")
  }

  private func verify(_ files: [OutputFile]) throws {
    if let refusal = Refusal(PackageVerifier(files).problems) { throw refusal }
  }
}

extension ZipArchive.Refusal: CommandFailure {
  var status: ExitCode { .content }
}

extension SingleFile.Refusal: CommandFailure {
  var status: ExitCode { .content }
}
