import Testing

@testable import Search

@Suite("The tokenizer")
struct TokenizerTests {
  @Test(
    "Text is split into folded words",
    arguments: [
      ("", []),
      ("?! … §", []),
      ("Peer's PEERS’ don’t o'clock", ["peer", "peers", "dont", "oclock"]),
      ("it’s 'quoted' s' 's", ["it", "quoted", "s", "s"]),
      ("RCW 18.420, WAC 246-929-210.", ["rcw", "18.420", "wac", "246-929-210"]),
      ("1–2 3‑4 5. 6- 7.x", ["1-2", "3-4", "5", "6", "7", "x"]),
      ("recovery-oriented e.g.", ["recovery", "oriented", "e", "g"]),
      ("Café cafe\u{301} naïve Straße Œuvre", ["cafe", "cafe", "naive", "strasse", "oeuvre"]),
      ("co\u{AD}worker zero\u{200C}width", ["coworker", "zerowidth"]),
      ("ΕΛΛΆΔΑ МИР Ёлка", ["ελλΆδα", "мир", "ёлка"]),
      ("漢字 🎈party🎈", ["漢字", "party"]),
      ("贈り物を受け取りません。", ["贈り", "り物", "物を", "を受", "受け", "け取", "取り", "りま", "ませ", "せん"]),
      ("我不收礼物，2件A级。", ["我不", "不收", "收礼", "礼物", "2", "件", "a", "级"]),
      ("선물을 받지 𠀀𠀁", ["선물", "물을", "받지", "𠀀𠀁"]),
      ("ของขวัญ", ["ขอ", "อง", "งข", "ขว", "วั", "ัญ"]),
      ("(a) § 2-11 [iv]", ["a", "2-11", "iv"]),
    ] as [(String, [String])])
  func words(text: String, words: [String]) {
    #expect(Tokenizer.words(of: text).map { String(decoding: $0, as: UTF8.self) } == words)
  }

  @Test("A word keeps its first forty scalars, whole")
  func longWords() {
    #expect(
      Tokenizer.words(of: String(repeating: "é", count: 90)) == [
        Array(repeating: UInt8(ascii: "e"), count: 40)
      ])
    #expect(Tokenizer.words(of: String(repeating: "𐐷", count: 90)).map(\.count) == [160])
    #expect(Tokenizer.words(of: String(repeating: "a", count: 39) + "ß").map(\.count) == [39])
  }

  @Test("Bytes that aren't UTF-8 are read as separators, and never beyond the end of the text")
  func invalidBytes() {
    for tail: [UInt8] in [
      [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x8E], [0xFF], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
    ] {
      let text = Array("gift".utf8) + tail
      text.withUnsafeBufferPointer { bytes in
        var first: [UInt8]?
        Tokenizer.forEachWord(in: bytes) { word in first = first ?? Array(word) }
        #expect(first == Array("gift".utf8))
      }
    }
  }
}
