import ArgumentParser
import Basics
import Drafts
import Handbook
import Markdown
import SystemPackage

/// The command `handbook verify sources`.
struct VerifySourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Compare codes with their captured sources, word by word.",
    discussion: """
      A captured source is a copy of what the issuer published, stored next to the code: codes/washington.source.txt, or \
      .html, .docx, or .pdf. The command checks that a code has every word of its source, in order, and no others, in \
      each of its views. Declare intentional differences in the code's front matter, under source: differences:.

      With --against, it compares the captured source with a newly saved copy. It shows what the issuer has changed \
      since the capture, provision by provision, and whether the code matches the new copy. It never uses the network.

      Exit status: 0 if everything agrees, 1 if something differs.

      Examples:
        handbook verify sources
        handbook verify sources WA
        handbook verify sources WA --against ~/Downloads/code-of-ethics.docx
      """)

  @Argument(help: ArgumentHelp("The code, by its abbreviation (default: every code).", valueName: "code"))
  var code: String?

  @Option(help: ArgumentHelp("A newly saved copy to compare the captured source with.", valueName: "file"))
  var against: FilePath?

  @OptionGroup var options: ContentOptions

  @OptionGroup var report: ReportOptions

  func run() throws {
    var options = options
    options.unpublished = true
    let run = HandbookRun(options, format: report.format)
    let reading = try run.read()
    let errors = reading.diagnostics.errors
    guard errors.isEmpty else { throw run.fail(errors, "nothing compared") }
    let handbook = reading.handbook
    if let code, handbook.code(CodeID(code)) == nil {
      throw Refused("No code has the abbreviation '\(code)'", status: .content)
    }
    let captured = CapturedSources(handbook, in: options.source).all.filter {
      code == nil || $0.code.rawValue == code
    }
    guard !captured.isEmpty else {
      let name = code.flatMap { handbook.code(CodeID($0))?.slug } ?? "<code>"
      throw Refused(
        "Nothing to compare: keep a copy of the source in \(SourceRole.contentFolder)/codes/\(name).source.txt",
        status: .content)
    }
    if let against {
      guard captured.count == 1 else {
        throw ValidationError("Which code is it? Name it: handbook verify sources WA --against …")
      }
      try compare(captured[0], with: against, run)
    } else {
      try prove(captured, of: handbook, run)
    }
  }

  private func prove(_ captured: [CapturedSource], of handbook: Handbook, _ run: HandbookRun) throws {
    var rows: [GapRow] = []
    var example: String?
    for source in captured {
      let proof = try source.proof()
      rows += proof.gaps.map { GapRow($0, source, unit: proof.unit) }
      example = example ?? proof.gaps.first?.declaration
      let result =
        proof.holds
        ? "\(Phrase.counted(proof.wordCount, "word")), all in \(source.path) in order"
        : "differs from \(source.path) in \(Phrase.counted(proof.gaps.count, "place"))"
      let views = proof.views.count > 1 ? ", in all \(proof.views.count) views" : ""
      run.say("\(source.name): \(result)\(proof.holds ? views : "")")
    }
    Terminal.standardOutput(Listing(rows, format: report.format).text)
    let without =
      handbook.codes.flatMap(\.editions).count { $0.metadata.text == .full }
      - Set(captured.map(\.edition.path)).count
    if code == nil, without > 0 { run.say("\(Phrase.counted(without, "text")) without a captured source") }
    if let example {
      run.say(
        "If a difference is intentional, declare it under 'source' in the code: differences: [\(example)]")
    }
    if !rows.isEmpty { throw ExitCode.content }
  }

  private func compare(_ source: CapturedSource, with file: FilePath, _ run: HandbookRun) throws {
    let new = try CapturedSource.words(of: file)
    let changes = SourceChanges(of: source.edition, source.code, from: try source.words(), to: new).changes
    Terminal.standardOutput(Listing(changes.map { ChangeRow($0, source) }, format: report.format).text)
    let proof = SourceProof(of: source.edition, source.code, in: new)
    run.say(
      changes.isEmpty
        ? "The new copy has the words of \(source.path)"
        : "\(Phrase.counted(changes.count, "passage")) changed since the capture"
    )
    run.say(
      proof.holds
        ? "The code matches the new copy"
        : "The code differs from the new copy in \(Phrase.counted(proof.gaps.count, "place"))")
    if !changes.isEmpty || !proof.holds { throw ExitCode.content }
  }
}

/// A captured source and the edition that it belongs to.
struct CapturedSource {
  let code: CodeID
  let edition: Edition
  /// The path of the file, relative to the folder of the handbook.
  let path: String
  let location: FilePath

  /// The code, with its edition if it has several: `OR 2018`.
  var name: String { edition.slug.map { "\(code) \($0)" } ?? code.rawValue }

  /// Returns the words of the source.
  ///
  /// - Throws: ``Refused`` if the file can't be read as a source.
  func words() throws -> SourceWords { try Self.words(of: location) }

  /// Compares the text with the source.
  ///
  /// - Throws: ``Refused`` if the file can't be read as a source.
  func proof() throws -> SourceProof { SourceProof(of: edition, code, in: try words()) }

  /// A statement about a text that isn't proven, or `nil` if it has the words of the source.
  var differenceRemark: String? {
    do {
      let gaps = try proof().gaps
      return gaps.isEmpty ? nil : "differs from \(path) in \(Phrase.counted(gaps.count, "place"))"
    } catch {
      return "has a captured source that can't be read: \(path)"
    }
  }

  /// Returns the words of a file in any format that drafts can have.
  static func words(of file: FilePath) throws -> SourceWords {
    let source = try DraftFile(file).source()
    do {
      return try SourceWords(reading: source)
    } catch {
      throw Refused("'\(file)' \(error.reason)", status: .content)
    }
  }
}

/// The captured sources of a handbook.
struct CapturedSources {
  let all: [CapturedSource]
  private let handbook: Handbook

  /// - Parameter folder: The folder of the handbook.
  init(_ handbook: Handbook, in folder: FilePath) {
    self.handbook = handbook
    all = handbook.codes.flatMap { code in
      code.editions.filter { $0.metadata.text == .full }.flatMap { edition in
        handbook.manuscript.sources(of: edition).map { path in
          CapturedSource(
            code: code.id, edition: edition, path: path, location: folder.below(FilePath(path)))
        }
      }
    }
  }

  /// The texts that aren't proven against their source, because they differ from it or no copy of it was kept.
  ///
  /// Texts that were replaced don't count.
  ///
  /// - Parameter remark: Returns the remark on a text and its source, or `nil` if the text has the words of the
  ///   source.
  func unproven(remark: (CapturedSource) -> String? = \.differenceRemark) -> [ListedEntry] {
    let sources = Dictionary(grouping: all, by: \.edition.path)
    return handbook.codes.flatMap { code in
      code.editions.prefix(code.currentIndex + 1).filter {
        $0.metadata.text == .full && $0.metadata.status != .superseded
      }.flatMap { edition in
        let remarks =
          sources[edition.path].map { $0.compactMap(remark) } ?? ["has no captured source"]
        return remarks.map { remark in
          ListedEntry(
            path: edition.path, range: edition.metadata.title.range, subject: code.id.rawValue, remark: remark
          )
        }
      }
    }
  }

  /// A warning for each code that is marked as verified but differs from its captured source.
  var diagnostics: [Diagnostic] {
    all.compactMap { source in
      guard let verified = source.edition.metadata.verified else { return nil }
      let range = verified.on?.range ?? source.edition.metadata.title.range
      let proof: SourceProof
      do {
        proof = try source.proof()
      } catch {
        return Diagnostic(
          .warning, .unprovenText, "The captured source of '\(source.name)' can't be read: \(error)",
          path: source.edition.path, range: range, help: "save the source again as text, HTML, Word, or PDF")
      }
      guard let first = proof.gaps.first else { return nil }
      return Diagnostic(
        .warning, .unprovenText,
        "'\(source.name)' says that it was verified, and differs from its captured source in \(Phrase.counted(proof.gaps.count, "place"))",
        path: source.edition.path, range: range,
        help: "the first: \(first.sentence(proof.unit)); 'handbook verify sources \(source.code)' lists all",
        notes: [Diagnostic.Note("the captured source", path: source.path)])
    }
  }
}

/// The remarks on texts and their captured sources, which are compared again only if one of them has changed.
struct SourceRemarks {
  /// The bytes of the text's file and of its source, and the remark.
  private struct Entry {
    let text: [UInt8]
    let source: [UInt8]?
    let remark: String?
  }

  private var known: [String: Entry] = [:]

  /// Returns the remark on a text and its source, or `nil` if the text has the words of the source.
  ///
  /// - Parameters:
  ///   - text: The bytes of the text's file.
  ///   - compare: Compares them if the remark isn't known.
  mutating func remark(
    on source: CapturedSource, text: [UInt8], compare: (CapturedSource) -> String? = \.differenceRemark
  ) -> String? {
    let bytes = try? Files.read(source.location)
    if let entry = known[source.path], entry.text == text, entry.source == bytes { return entry.remark }
    let remark = compare(source)
    known[source.path] = Entry(text: text, source: bytes, remark: remark)
    return remark
  }
}

extension SourceProof.Gap {
  /// Returns the difference on one line: "only in the code: exchange".
  ///
  /// - Parameter unit: The unit of positions in the source.
  func sentence(_ unit: String) -> String {
    switch (inSource.isEmpty, inCode.isEmpty) {
    case (true, _): "only in the code: \(inCode)"
    case (_, true): "only in the source: \(inSource)"
    case _ where isMoved: "moved here from \(unit) \(sourceLine ?? 1) of the source: \(inCode)"
    default: "in the source: \(inSource); in the code: \(inCode)"
    }
  }
}

/// A passage in which a code differs from its captured source.
private struct GapRow: ListingRow {
  let code: String
  let place: String?
  let views: [String]
  let inSource: String
  let inCode: String
  /// Whether the source has the words in another place.
  let moved: Bool
  let path: String
  let line: Int
  let source: String
  let sourceLine: Int?
  private let sentence: String

  private enum CodingKeys: CodingKey {
    case code, place, views, inSource, inCode, moved, path, line, source, sourceLine
  }

  /// - Parameter unit: The unit of positions in the source.
  init(_ gap: SourceProof.Gap, _ captured: CapturedSource, unit: String) {
    code = captured.code.rawValue
    place = gap.place
    views = gap.views.map(\.rawValue)
    inSource = gap.inSource
    inCode = gap.inCode
    moved = gap.isMoved
    path = captured.edition.path
    line = gap.codeLine
    source = captured.path
    sourceLine = gap.sourceLine
    sentence = gap.sentence(unit)
  }

  var columns: [String] {
    let view =
      views.count == 1 && views[0] == CodeView.proposed.rawValue ? "" : " (\(views.joined(separator: ", ")))"
    return ["\(path):\(line)", place ?? "title", sentence + view]
  }
}

/// A provision that the issuer changed.
private struct ChangeRow: ListingRow {
  let code: String
  let place: String?
  /// The text in CriticMarkup.
  let change: String

  init(_ change: SourceChanges.Change, _ captured: CapturedSource) {
    code = captured.code.rawValue
    place = change.place
    self.change = change.marked
  }

  var columns: [String] { [place ?? "before the text", change] }
}
