import Basics
import Drafts
import TestSupport
import Testing

@Suite("A Word file from anywhere")
struct WordFileTests {
  private func refusal(_ change: (inout WordArchive) -> Void) -> WordFile.Refusal? {
    var archive = WordDocument(WordDocument.title("Text")).archive
    change(&archive)
    do {
      _ = try WordFile(archive.bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("is read if its directory is sound")
  func sound() {
    #expect(refusal { _ in } == nil)
  }

  @Test("is refused if it has no document")
  func noDocument() {
    var archive = WordDocument(WordDocument.title("Text")).archive
    archive.entries.removeAll { $0.name == "word/document.xml" }
    let imported = Imported(.word(archive.bytes))
    #expect(imported.result.diagnostics.first?.summary.contains("contains no document") == true)
  }

  @Test("is refused with advice if it is of Word 97 or protected by a password")
  func oldFormat() {
    let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    #expect(throws: WordFile.Refusal.oldFormat) { try WordFile(start + [UInt8](repeating: 0, count: 600)) }
    #expect(throws: WordFile.Refusal.encrypted) {
      try WordFile(start + [UInt8](repeating: 0, count: 600) + name)
    }
  }

  @Test(
    "is refused if a name points outside the archive",
    arguments: ["../a", "/a", "a/../../b", "a\\b", "C:a", "a\nb"])
  func names(name: String) {
    #expect(refusal { $0.entries.append(.init(name: name, bytes: Array("x".utf8))) } == .unsafeName(name))
  }

  @Test("is refused if it would unpack to too much")
  func bomb() {
    let data = [UInt8](repeating: 0, count: 500_000)
    #expect(
      refusal { $0.entries.append(.init(name: "a", bytes: data, method: 8, claimedSize: 400_000_000)) }
        == .unpacksTooLarge)
    #expect(
      refusal {
        $0.entries.append(
          .init(name: "a", bytes: [UInt8](repeating: 0, count: 10), method: 8, claimedSize: 100_000_000))
      }
        == .damaged)
  }

  @Test("is refused if entries overlap")
  func overlap() {
    #expect(
      refusal { $0.entries.append(.init(name: "a", bytes: Array("xx".utf8), claimedOffset: 0)) }
        == .overlapping
    )
  }

  @Test("is refused if it is encrypted or packed in another way")
  func encrypted() {
    #expect(refusal { $0.entries[2].flags = 1 } == .encrypted)
    #expect(refusal { $0.entries[2].method = 99 } == .damaged)
  }

  @Test("is refused without a crash, whatever is cut off or changed")
  func damaged() {
    let sound = WordDocument(WordDocument.title("Text")).bytes
    for count in stride(from: 0, to: sound.count, by: 7) {
      #expect(throws: WordFile.Refusal.self) { try WordFile(Array(sound.prefix(count))) }
    }
    for index in stride(from: sound.count - 250, to: sound.count, by: 1) {
      var changed = sound
      changed[index] = 0xFF
      _ = try? WordFile(changed)
    }
    #expect(throws: WordFile.Refusal.notZip) { try WordFile(Array("%PDF-1.7".utf8)) }
  }
}
