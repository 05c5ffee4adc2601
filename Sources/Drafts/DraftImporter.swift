package import Basics
import Handbook
import Markdown

/// Converts a draft of a code of ethics to a code file, with marks for its tracked changes and ids for its
/// provisions.
///
/// A reader turns the file into a ``Draft``, ``StructureBuilder`` turns the draft into an ``Outline``, and
/// ``CodeBodyWriter`` turns the outline into text, which ``Completeness`` compares with the file. Each step
/// reports what a person must check. The words never change.
package struct DraftImporter {
  /// The content of a draft's file.
  package enum Source: Sendable {
    /// Plain text or Markdown. If `isMarkdown` is `nil`, the importer determines which.
    case text([UInt8], isMarkdown: Bool?)
    case word([UInt8])
    case html([UInt8])

    fileprivate var bytes: [UInt8] {
      switch self {
      case .text(let bytes, _), .word(let bytes), .html(let bytes): bytes
      }
    }
  }

  package struct Options: Sendable {
    /// The name or abbreviation of the state or territory.
    package var jurisdiction: String
    /// The abbreviation that citations begin with, or `nil` for the postal abbreviation.
    package var abbreviation: String?
    /// The path of the new file.
    package var path: String
    /// The path of the draft, which is named if the draft can't be read, or `nil` to name the new file.
    package var draftPath: String?
    /// Whether underlined words are read as insertions and struck words as deletions.
    package var readsFormat = false
    /// Whether signature blocks, forms, and history notes are left out.
    package var leavesOutForms = false
    /// Whether each instrument in a draft gets a separate file.
    package var splits = false

    package init(jurisdiction: String, abbreviation: String? = nil, path: String) {
      self.jurisdiction = jurisdiction
      self.abbreviation = abbreviation
      self.path = path
    }
  }

  /// A code imported from a draft.
  package struct Code: Sendable {
    package var file: SourceFile
    /// A one-sentence summary of the structure that was found.
    package var summary: String
    /// The outline, with one line for each block.
    package var listing: String
  }

  package struct Result: Sendable {
    /// The codes in the draft; empty if it couldn't be read.
    package var codes: [Code] = []
    package var diagnostics: [Diagnostic] = []

    /// The file of the first code.
    package var file: SourceFile? { codes.first?.file }
  }

  /// Returns the name of a jurisdiction's code file, without the extension: `washington`.
  package static func slug(of jurisdiction: String) -> String {
    HeadingAnchors.slug(of: Array(Jurisdiction.name(of: jurisdiction).utf8))
  }

  /// Imports a draft.
  package static func run(_ source: Source, _ options: Options) -> Result {
    let (draft, outline): (Draft, Outline)
    switch understand(source, options) {
    case .failure(let problem): return Result(diagnostics: [problem.diagnostic])
    case .success(let understood): (draft, outline) = understood
    }
    let parts = options.splits ? Instruments.divide(outline) : [outline]
    var result = Result()
    for (index, part) in parts.enumerated() {
      let code = CodeFileWriter.write(part, draft, options, instrument: index, of: parts)
      result.codes.append(code.code)
      result.diagnostics += code.diagnostics
    }
    if !options.splits { result.diagnostics += Instruments.doubts(of: outline, path: options.path) }
    result.diagnostics.sort()
    return result
  }

  /// The reason that no code could be made from a draft.
  struct Problem: Error {
    var diagnostic: Diagnostic
  }

  /// Reads a draft and finds its structure.
  ///
  /// - Parameter prepare: A function that changes the draft before its structure is found.
  static func understand(
    _ source: Source, _ options: Options, prepare: (inout Draft) -> Void = { _ in }
  ) -> Swift.Result<(draft: Draft, outline: Outline), Problem> {
    func problem(_ reason: String) -> Problem {
      Problem(
        diagnostic: Diagnostic(
          .error, .importUnreadable, "The draft \(reason)", path: options.draftPath ?? options.path))
    }
    do throws(Unreadable) {
      let draft = try read(source, readsFormat: options.readsFormat)
      var resolved = draft
      DraftEndings.resolve(&resolved)
      prepare(&resolved)
      let outline = StructureBuilder.build(resolved, leavesOutForms: options.leavesOutForms)
      guard !outline.blocks.isEmpty || !outline.title.words.isEmpty else {
        return .failure(problem("has no text"))
      }
      return .success((draft, outline))
    } catch {
      return .failure(problem(error.reason))
    }
  }

  /// The reason that a draft can't be read.
  package struct Unreadable: Error {
    /// The rest of a sentence that begins with "The draft": "is not text in UTF-8".
    package var reason: String
  }

  static func read(_ source: Source, readsFormat: Bool = false) throws(Unreadable) -> Draft {
    guard !source.bytes.isEmpty else { throw Unreadable(reason: "is empty") }
    switch source {
    case .text(let bytes, let isMarkdown):
      let text = try text(of: bytes)
      return isMarkdown ?? MarkdownDraftReader.looksRight(for: text)
        ? MarkdownDraftReader.read(text) : TextDraftReader.read(text)
    case .word(let bytes):
      do throws(WordFile.Refusal) {
        return try WordReader.read(try WordFile(bytes), readsFormat: readsFormat)
      } catch {
        throw Unreadable(reason: "\(error)")
      }
    case .html(let bytes):
      let text = try text(of: bytes)
      do throws(HTMLTree.Refusal) {
        var draft = try HTMLDraftReader.read(text)
        if readsFormat { draft.readFormatAsChanges() }
        return draft
      } catch {
        throw Unreadable(reason: "\(error)")
      }
    }
  }

  /// Returns the text of bytes in UTF-8, or in UTF-16 with a byte order mark.
  private static func text(of bytes: [UInt8]) throws(Unreadable) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]), bytes.count.isMultiple(of: 2) {
      let isLittle = bytes[0] == 0xFF
      let units = stride(from: 2, to: bytes.count, by: 2).map { index in
        isLittle
          ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
          : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      }
      guard let text = String(validating: units, as: UTF16.self), !units.contains(0) else {
        throw Unreadable(reason: "is not text in UTF-8")
      }
      return text
    }
    guard !bytes.contains(0) else { throw Unreadable(reason: "contains a NUL byte, which no text has") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Unreadable(reason: "is not text in UTF-8: save it as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
