import Foundation
import Handbook
import Testing

@Suite("A Word file from anywhere")
struct WordFileTests {
  private func refusal(_ change: (inout WordArchive) -> Void) -> WordFile.Refusal? {
    var archive = WordArchive(paragraphs: WordArchive.paragraph(("", "Text")))
    change(&archive)
    do {
      _ = try WordFile([UInt8](archive.data))
      return nil
    } catch {
      return error
    }
  }

  @Test("is taken where its directory is sound")
  func sound() {
    #expect(refusal { _ in } == nil)
  }

  @Test("is refused where it holds no document")
  func noDocument() {
    #expect(refusal { $0.entries.removeLast() } == .noDocument)
  }

  @Test(
    "is refused where a name leads out of the archive",
    arguments: ["../a", "/a", "a/../../b", "a\\b", "C:a", "a\nb"])
  func names(name: String) {
    #expect(refusal { $0.entries.append(.init(name: name, data: Data("x".utf8))) } == .unsafeName(name))
  }

  @Test("is refused where it would unpack to too much")
  func bomb() {
    let data = Data(count: 500_000)
    #expect(
      refusal { $0.entries.append(.init(name: "a", data: data, method: 8, claimedSize: 400_000_000)) }
        == .unpacksTooLarge)
    #expect(
      refusal {
        $0.entries.append(.init(name: "a", data: Data(count: 10), method: 8, claimedSize: 100_000_000))
      }
        == .damaged)
  }

  @Test("is refused where entries overlap")
  func overlap() {
    #expect(
      refusal { $0.entries.append(.init(name: "a", data: Data("xx".utf8), claimedOffset: 0)) } == .overlapping
    )
  }

  @Test("is refused where it is encrypted or packed in another way")
  func encrypted() {
    #expect(refusal { $0.entries[2].flags = 1 } == .encrypted)
    #expect(refusal { $0.entries[2].method = 99 } == .damaged)
  }

  @Test("is refused, never a crash, whatever is cut off or changed")
  func damaged() {
    let sound = [UInt8](WordArchive(paragraphs: WordArchive.paragraph(("", "Text"))).data)
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
