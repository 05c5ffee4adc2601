import Basics
import Carena
import Markdown
import TestSupport
import Testing

/// The C functions of the target Carena.
@Suite("Memory of a parse")
struct ArenaTests {
  /// The size of a block of memory.
  private static let block = 1 << 19

  @Test("Allocated memory is zero and aligned, in used blocks too", arguments: [1, 7, 8, 4096, block * 3])
  func zero(size: Int) {
    for _ in 0..<2 {
      defer { handbook_release() }
      let piece: UnsafeMutableRawPointer = handbook_calloc(1, size)
      #expect(Int(bitPattern: piece).isMultiple(of: 8))
      let bytes = UnsafeMutableRawBufferPointer(start: piece, count: size)
      #expect(bytes.allSatisfy { $0 == 0 })
      for index in bytes.indices { bytes[index] = 0xFF }
    }
  }

  @Test("Pieces don't overlap, across blocks too")
  func pieces() {
    defer { handbook_release() }
    let sizes = [5, Self.block / 2, 24, Self.block / 2, Self.block * 2, 1]
    let pieces = sizes.map { size in
      UnsafeMutableRawBufferPointer(start: handbook_calloc(size, 1), count: size)
    }
    for (number, piece) in pieces.enumerated() {
      for index in piece.indices { piece[index] = UInt8(number + 1) }
    }
    for (number, piece) in pieces.enumerated() {
      #expect(piece.allSatisfy { $0 == UInt8(number + 1) })
    }
  }

  @Test("A piece that grows keeps its bytes, where it is or in another block", arguments: [false, true])
  func growth(isFollowed: Bool) {
    defer { handbook_release() }
    var piece: UnsafeMutableRawPointer = handbook_realloc(nil, 10)
    UnsafeMutableRawBufferPointer(start: piece, count: 10).copyBytes(from: 1...10)
    let next = isFollowed ? handbook_calloc(1, 8) : nil
    for size in [12, 16, 17, 1000, Self.block, Self.block * 2] {
      piece = handbook_realloc(piece, size)
      let bytes = UnsafeMutableRawBufferPointer(start: piece, count: size)
      #expect(bytes.prefix(10).elementsEqual(1...10))
      for index in 10..<size { bytes[index] = 0xAA }
    }
    #expect(next.map { $0.load(as: UInt64.self) == 0 } ?? true)
  }

  @Test("The newest piece grows where it is, and no piece moves to become smaller")
  func place() {
    defer { handbook_release() }
    let first: UnsafeMutableRawPointer = handbook_calloc(1, 16)
    #expect(handbook_realloc(first, 4096) == first)
    let second: UnsafeMutableRawPointer = handbook_calloc(1, 8)
    #expect(handbook_realloc(first, 24) == first)
    #expect(second >= first + 4096)
    #expect(handbook_realloc(first, 5000) != first)
  }

  @Test("A text that needs several blocks is parsed like libcmark's own memory would hold it")
  func largeText() {
    let text = Array(
      ((0..<4000).map { "Paragraph \($0) with *emphasis*, `code`, and [a link](x.md).\n\n" }.joined()
        + "```\n" + String(repeating: "a long line of code\n", count: 40_000) + "```\n").utf8)
    var parser = MarkdownParser()
    parser.options.extensions = []
    let before = parser.parse(text[...], path: "a.md").document
    // The block that remains from the first parse isn't clean.
    let again = parser.parse(text[...], path: "a.md").document
    #expect(before.nodes.count == again.nodes.count && before.literals == again.literals)
    #expect(before.nodes.count > 30_000)
  }

  @Test("Threads parse at the same time")
  func threads() {
    let texts = (0..<64).map { number in
      Array(String(repeating: "Text \(number) with *emphasis* and `code`.\n\n", count: 200 + number).utf8)
    }
    @Sendable func words(_ text: [UInt8]) -> String {
      let document = MarkdownParser().parse(text[...], path: "a.md").document
      return document.outline
    }
    let expected = texts.map(words)
    #expect(texts.concurrentMap(neighbours: 1) { words($0) } == expected)
  }
}
