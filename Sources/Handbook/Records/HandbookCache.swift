import Basics

/// What was made of a handbook's files, to be used again where nothing that it is made from has changed.
///
/// A document is made from its file and from what holds for all documents: the configuration, the glossary, and how
/// the handbook is read. What it refers to is found from the document and from what all others show of themselves.
package struct HandbookCache: Sendable {
  /// What every document depends on beside its own file.
  struct Setting: Sendable, Equatable {
    let configuration: SourceFile?
    let glossary: SourceFile?
    let includesUnpublished: Bool
    let edition: HandbookEdition
  }

  private struct Entry: Sendable {
    let bytes: [UInt8]
    let version: Int
    /// `nil` for a file that isn't Markdown.
    let record: Record?
  }

  /// The references of one document.
  struct Resolution: Sendable {
    let version: Int
    let targets: [ReferenceTarget?]
    let diagnostics: [Diagnostic]
    let found: BackReferences.Found
  }

  /// The number of what documents show of themselves on the pages of others: another one after every change.
  package private(set) var outlineVersion = 0
  private var setting: Setting?
  private var entries: [String: Entry] = [:]
  private var assets: [String] = []
  private var counter = 0
  private var resolutions: [DocumentKey: Resolution] = [:]
  private var index: TargetIndex?
  /// The words that ``resolutions`` are written with.
  private var words = ReferenceText.Words()
  /// What was made of the handbook in its other languages.
  var translations: [LanguageTag: HandbookCache] = [:]
  /// The ``outlineVersion`` that ``resolutions`` and ``index`` are of.
  private var resolvedVersion = 0

  package init() {}

  /// What was made of the handbook in another language.
  package func translation(into language: LanguageTag) -> HandbookCache? { translations[language] }

  /// The number of a file: another one after every change.
  package func version(of path: String) -> Int { entries[path]?.version ?? 0 }

  // MARK: Documents

  /// Forgets what was read in another setting.
  mutating func enter(_ setting: Setting) {
    guard setting != self.setting else { return }
    self.setting = setting
    entries = [:]
  }

  /// The record of a file, if it was read before with the same bytes.
  func record(of file: SourceFile) -> Record? {
    guard let entry = entries[file.path], entry.bytes == file.bytes else { return nil }
    return entry.record
  }

  /// Remembers these files and no others.
  ///
  /// - Parameters:
  ///   - files: The text files of the content.
  ///   - assets: The paths of its other files.
  ///   - records: The records of the Markdown files by their paths.
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

  /// The targets that there are, where they are as they were.
  var knownIndex: TargetIndex? { resolvedVersion == outlineVersion ? index : nil }

  /// The references of a document, where it and all that it may refer to is as it was.
  func resolution(of document: HandbookDocument) -> Resolution? {
    guard resolvedVersion == outlineVersion, let known = resolutions[document.key],
      known.version == version(of: document.path)
    else { return nil }
    return known
  }

  /// Remembers these references and no others.
  mutating func replace(with resolutions: [DocumentKey: Resolution], _ index: TargetIndex) {
    self.resolutions = resolutions
    self.index = index
    resolvedVersion = outlineVersion
  }
}
