import Basics
import Drafts
import TestSupport
import Testing

@Suite("Word files from untrusted senders")
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

  @Test("A file with a valid directory is read")
  func sound() {
    #expect(refusal { _ in } == nil)
  }

  @Test("A file without a document is rejected")
  func noDocument() {
    var archive = WordDocument(WordDocument.title("Text")).archive
    archive.entries.removeAll { $0.name == "word/document.xml" }
    let imported = Imported(.word(archive.bytes))
    #expect(imported.result.diagnostics.first?.summary.contains("contains no document") == true)
  }

  @Test("A Word 97 or password-protected file is rejected with advice")
  func oldFormat() {
    let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    #expect(throws: WordFile.Refusal.oldFormat) { try WordFile(start + [UInt8](repeating: 0, count: 600)) }
    #expect(throws: WordFile.Refusal.encrypted) {
      try WordFile(start + [UInt8](repeating: 0, count: 600) + name)
    }
  }

  @Test(
    "A file with a name that points outside the archive is rejected",
    arguments: ["../a", "/a", "a/../../b", "a\\b", "C:a", "a\nb"])
  func names(name: String) {
    #expect(refusal { $0.entries.append(.init(name: name, bytes: Array("x".utf8))) } == .unsafeName(name))
  }

  @Test("A file that would unpack to too many bytes is rejected")
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

  @Test("A file with overlapping entries is rejected")
  func overlap() {
    #expect(
      refusal { $0.entries.append(.init(name: "a", bytes: Array("xx".utf8), claimedOffset: 0)) }
        == .overlapping
    )
  }

  @Test("A file that is encrypted or uses another compression method is rejected")
  func encrypted() {
    #expect(refusal { $0.entries[2].flags = 1 } == .encrypted)
    #expect(refusal { $0.entries[2].method = 99 } == .damaged)
  }

  @Test("A file is rejected without a crash, whatever is cut off or changed")
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
