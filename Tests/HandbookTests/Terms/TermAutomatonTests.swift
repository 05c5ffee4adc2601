import Basics
import TestSupport
import Testing

@testable import Handbook

@Suite("The automaton that finds terms")
struct TermAutomatonTests {
  private func matches(_ titles: [String], _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return TermAutomaton(titles).matches(in: bytes).map { match in
      "\(match.term): \(String(decoding: bytes[match.range], as: UTF8.self))"
    }
  }

  @Test("Among terms with the same beginning, the longest one matches, wherever the others end")
  func longest() {
    let titles = ["peer", "peer support", "peer support specialist", "support", "specialist training"]
    #expect(matches(titles, "a peer support specialist training") == ["2: peer support specialist"])
    #expect(matches(titles, "a peer support training") == ["1: peer support"])
    #expect(
      matches(titles, "peer supported support specialist trainings") == [
        "0: peer", "3: support", "4: specialist trainings",
      ])
    #expect(matches(titles, "peer peer support") == ["0: peer", "1: peer support"])
  }

  @Test("A title that is another title's plural matches as itself, and the first of two equal titles wins")
  func plurals() {
    #expect(matches(["code", "codes"], "code codes codesx") == ["0: code", "1: codes"])
    #expect(matches(["codes", "code"], "code codes") == ["1: code", "0: codes"])
    #expect(matches(["Code", "code"], "CODES") == ["0: CODES"])
  }

  @Test("Punctuation in a title must match, and matches begin and end at word boundaries")
  func signs() {
    #expect(matches(["peer/consumer"], "a Peer/Consumer, a peer / consumer") == ["0: Peer/Consumer"])
    #expect(matches(["consent (adult)"], "consent (adult), consent (adult)x") == ["0: consent (adult)"])
    #expect(matches(["consent (adult)"], "consent (adult)s") == ["0: consent (adult)s"])
    #expect(matches(["“duty”"], "a “duty”, a“duty”") == ["0: “duty”"])
    #expect(matches(["client's rights", "a", ""], "Client’s \n rights, a") == ["0: Client’s \n rights"])
  }

  @Test("The automaton finds the same matches as a search from every word", arguments: UInt64(0)..<300)
  func sameAsSearch(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = ["a", "b", "as", "A", "B", "s", "'", "(", ")", " ", " ", " ", "  ", "-", "ab"]
    func text(_ count: Int) -> String { (0..<count).map { _ in random.pick(words) }.joined() }
    let titles = (0..<6).map { _ in text(1 + random.below(5)) }
    let text = text(60)
    let found = TermAutomaton(titles).matches(in: Array(text.utf8))
    #expect(found == Search(titles: titles).matches(in: Array(text.utf8)), "\(titles) in '\(text)'")
  }

  @Test(
    "A hostile glossary takes at most two steps for each token of a text",
    arguments: [100, 1_000, 2_000, 4_000])
  func steps(count: Int) {
    let long = String(repeating: "a ", count: count) + "b"
    let chain = (1...60).map { String(repeating: "a ", count: $0) }
    for titles in [[long], ["a", long], chain, chain.map { $0 + "b" }] {
      let terms = TermAutomaton(titles)
      for text in [String(repeating: "a ", count: count), String(repeating: "a ", count: count) + "c"] {
        var steps = 0
        _ = terms.matches(in: Array(text.utf8), counting: &steps)
        let tokens = 2 * count + 2
        #expect(steps <= 2 * tokens, "\(titles.count) titles")
      }
    }
  }
}

/// A reference implementation that searches again from each position, for ASCII only.
private struct Search {
  let titles: [String]

  private func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-")
  }

  func matches(in text: [UInt8]) -> [TermAutomaton.Match] {
    let phrases = titles.enumerated()
      .map { (term: $0, bytes: Array($1.lowercased().split(separator: " ").joined(separator: " ").utf8)) }
      .filter { $0.bytes.count > 1 }
      .sorted { ($1.bytes.count, $0.term) < ($0.bytes.count, $1.term) }
    var matches: [TermAutomaton.Match] = []
    var start = 0
    while start < text.count {
      var next = start + 1
      if start == 0 || !isWord(text[start - 1]) {
        for phrase in phrases {
          guard let end = end(of: phrase.bytes, in: text, at: start) else { continue }
          matches.append(TermAutomaton.Match(term: phrase.term, range: start..<end))
          next = end
          break
        }
      }
      start = next
    }
    return matches
  }

  private func end(of phrase: [UInt8], in text: [UInt8], at start: Int) -> Int? {
    var offset = start
    for byte in phrase {
      guard offset < text.count, text[offset].lowercasedASCII == byte else { return nil }
      offset += 1
      if byte == 0x20 { while offset < text.count, text[offset] == 0x20 { offset += 1 } }
    }
    func byte(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }
    if !isWord(byte(offset)) { return offset }
    return byte(offset)?.lowercasedASCII == UInt8(ascii: "s") && !isWord(byte(offset + 1)) ? offset + 1 : nil
  }
}
