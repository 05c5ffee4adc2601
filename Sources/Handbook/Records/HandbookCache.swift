import Basics
import Markdown

/// The results of reading and resolving a handbook's files, reused for parts whose inputs haven't changed.
///
/// A document depends on its own file and on the settings that all documents share: the configuration, the
/// glossary, and how the handbook is read. Its references depend on the document and on the outlines of all
/// others.
package struct HandbookCache: Sendable {
  /// The inputs that every document depends on, besides its own file.
  struct Setting: Sendable, Equatable {
    let configuration: SourceFile?
    let glossary: SourceFile?
    let includesUnpublished: Bool
    let edition: HandbookEdition
    let day: CalendarDate?
  }

  private struct Entry: Sendable {
    let bytes: [UInt8]
    let version: Int
    /// The record of a Markdown file, or `nil` for another file.
    let record: Record?
  }

  /// The references of one document.
  struct Resolution: Sendable {
    let version: Int
    let targets: [ReferenceTarget?]
    let diagnostics: [Diagnostic]
    let found: BackReferences.Found
  }

  /// The version of the content that documents show on other pages, which changes with each edit of it.
  package private(set) var outlineVersion = 0
  private var setting: Setting?
  private var entries: [String: Entry] = [:]
  private var assets: [String] = []
  private var counter = 0
  private var resolutions: [DocumentKey: Resolution] = [:]
  private var index: TargetIndex?
  /// The words that ``resolutions`` are written with.
  private var words = ReferenceText.Words()
  /// The cached results for the handbook's other languages.
  var translations: [LanguageTag: HandbookCache] = [:]
  /// The ``outlineVersion`` that ``resolutions`` and ``index`` are of.
  private var resolvedVersion = 0

  package init() {}

  /// Returns the cached results for the handbook in another language.
  package func translation(into language: LanguageTag) -> HandbookCache? { translations[language] }

  /// Returns the version number of a file, which changes whenever the file does.
  package func version(of path: String) -> Int { entries[path]?.version ?? 0 }

  // MARK: Documents

  /// Discards the records that were read with different settings.
  mutating func enter(_ setting: Setting) {
    guard setting != self.setting else { return }
    self.setting = setting
    entries = [:]
  }

  /// Returns the record of a file, or `nil` if it was not read before with the same bytes.
  func record(of file: SourceFile) -> Record? {
    guard let entry = entries[file.path], entry.bytes == file.bytes else { return nil }
    return entry.record
  }

  /// Replaces the remembered files.
  ///
  /// - Parameters:
  ///   - files: The text files of the content.
  ///   - assets: The paths of its other files.
  ///   - records: The records of the Markdown files, by path.
  mutating func replace(with files: [SourceFile], assets: [String], _ records: [String: Record]) {
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(files.count)
    var isShownElsewhere = files.count != self.entries.count || assets != self.assets
    self.assets = assets
    for file in files {
      let old = self.entries[file.path]
      if let old, old.bytes == file.bytes {
        entries[file.path] = old
        continue
      }
      counter += 1
      let record = records[file.path]
      entries[file.path] = Entry(bytes: file.bytes, version: counter, record: record)
      let outline = record?.outline
      if outline == nil || outline != old?.record?.outline { isShownElsewhere = true }
    }
    self.entries = entries
    guard isShownElsewhere else { return }
    counter += 1
    outlineVersion = counter
  }

  // MARK: References

  /// Forgets references that were written with other words.
  mutating func use(_ words: ReferenceText.Words) {
    guard words != self.words else { return }
    self.words = words
    resolutions = [:]
  }

  /// The targets of references, or `nil` if they may have changed.
  var knownIndex: TargetIndex? { resolvedVersion == outlineVersion ? index : nil }

  /// Returns the references of a document, or `nil` if the document or anything that it may refer to has
  /// changed.
  func resolution(of document: HandbookDocument) -> Resolution? {
    guard resolvedVersion == outlineVersion, let known = resolutions[document.key],
      known.version == version(of: document.path)
    else { return nil }
    return known
  }

  /// Replaces the remembered references.
  mutating func replace(with resolutions: [DocumentKey: Resolution], _ index: TargetIndex) {
    self.resolutions = resolutions
    self.index = index
    resolvedVersion = outlineVersion
  }
}
