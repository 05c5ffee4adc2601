import Markup

/// Documents that were read before, to be used again where nothing that they are made from has changed.
///
/// What a document is made from is its file, and what holds for all documents: the configuration, the glossary,
/// and how the handbook is read.
package struct DocumentCache: Sendable {
  /// What every document depends on beside its own file.
  struct Setting: Sendable, Equatable {
    let configuration: SourceFile?
    let glossary: SourceFile?
    let includesUnpublished: Bool
    let edition: HandbookEdition
  }

  private struct Entry: Sendable {
    let bytes: [UInt8]
    let document: ReadDocument
  }

  private var setting: Setting?
  private var entries: [String: Entry] = [:]

  package init() {}

  /// Forgets what was read in another setting.
  mutating func enter(_ setting: Setting) {
    guard setting != self.setting else { return }
    self.setting = setting
    entries = [:]
  }

  /// The document of a file, where it was read before with the same bytes.
  func document(of file: SourceFile) -> ReadDocument? {
    guard let entry = entries[file.path], entry.bytes == file.bytes else { return nil }
    return entry.document
  }

  /// Remembers these documents and no others.
  mutating func replace(with documents: [(file: SourceFile, document: ReadDocument)]) {
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(documents.count)
    for (file, document) in documents { entries[file.path] = Entry(bytes: file.bytes, document: document) }
    self.entries = entries
  }
}
