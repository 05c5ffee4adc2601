import Basics
import Markdown

/// Finds the terms of a glossary in running text, in time proportional to the length of the text.
///
/// A term matches as whole words. Case is ignored, curly and straight apostrophes are the same, white space
/// between words can have any length, and the last word can have an `s` for the plural.
///
/// Texts and terms are divided into tokens: words, white space, and single marks. The automaton reads a text's
/// tokens from last to first, and after each one knows the longest term that begins there, so it never reads a
/// token twice. Restarting at each word would take quadratic time for `a a a …` and a term such as `a a a b`.
///
/// Source: Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975).
struct TermAutomaton: Sendable {
  /// A term in a text.
  struct Match: Sendable, Equatable {
    /// The index of the term in the glossary's ``Glossary/terms``.
    let term: Int
    /// The range in bytes of the text.
    let range: Range<Int>
  }

  /// A phrase that the automaton accepts: a term's title or its plural.
  private struct Phrase {
    var term: Int
    /// The number of its tokens.
    var tokens: Int
    /// The number of Unicode scalars in the title: of two titles with the same tokens, the longer one isn't a
    /// plural.
    var scalars: Int
  }

  /// A state of the automaton: the tokens read so far that are the end of a phrase.
  private struct State {
    /// The state whose tokens are the longest proper suffix of this state's tokens.
    var fallback: Int32 = 0
    /// The index of the longest phrase that ends here, or -1.
    var phrase: Int32 = -1
  }

  /// A token of a term, and the state in which it is read.
  private struct Edge: Hashable {
    var state: Int32
    var token: Int32
  }

  private var phrases: [Phrase] = []
  private var states: [State] = [State()]
  private var edges: [Edge: Int32] = [:]
  /// The numbers of the tokens that occur in terms, from 1.
  private var vocabulary: [Token.Key: Int32] = [:]
  /// The number for white space, or 0 if no term contains any.
  private var space: Int32 = 0
  /// The numbers of the tokens that begin a term.
  private var firstTokens: Set<Int32> = []
  /// Whether any token of a term begins this way, which excludes most words of a text quickly.
  private var beginnings = [Bool](repeating: false, count: Token.beginnings)

  /// Whether there are no terms to find.
  var isEmpty: Bool { phrases.isEmpty }

  /// - Parameter titles: The titles of the terms; an empty title or one of a single character is never found.
  init(_ titles: [String]) {
    for (term, title) in titles.enumerated() {
      let words = Array(title.lowercased().onOneLine.utf8)
      let count = String(decoding: words, as: UTF8.self).unicodeScalars.count
      guard count > 1 else { continue }
      for ending in ["", "s"] {
        let tokens = (words + Array(ending.utf8)).withUnsafeBufferPointer { text in
          Token.all(in: text).map { $0.key(in: text) }
        }
        add(tokens, of: term, scalars: count)
      }
    }
    space = vocabulary[.space] ?? 0
    setFallbacks()
  }

  private mutating func add(_ tokens: [Token.Key], of term: Int, scalars: Int) {
    var state: Int32 = 0
    for token in tokens.reversed() {
      let number = vocabulary[token] ?? Int32(vocabulary.count + 1)
      vocabulary[token] = number
      beginnings[token.beginning] = true
      if let next = edges[Edge(state: state, token: number)] {
        state = next
      } else {
        edges[Edge(state: state, token: number)] = Int32(states.count)
        state = Int32(states.count)
        states.append(State())
      }
    }
    if let first = tokens.first.flatMap({ vocabulary[$0] }) { firstTokens.insert(first) }
    let known = states[Int(state)].phrase
    if known >= 0, phrases[Int(known)].scalars >= scalars { return }
    states[Int(state)].phrase = Int32(phrases.count)
    phrases.append(Phrase(term: term, tokens: tokens.count, scalars: scalars))
  }

  /// Finds the fallback of each state, shorter states first.
  private mutating func setFallbacks() {
    var children = [[(token: Int32, state: Int32)]](repeating: [], count: states.count)
    for (edge, state) in edges { children[Int(edge.state)].append((edge.token, state)) }
    var queue: [Int32] = [0]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      for child in children[Int(state)] {
        queue.append(child.state)
        guard state != 0 else { continue }
        var steps = 0
        let fallback = follow(child.token, from: states[Int(state)].fallback, counting: &steps)
        states[Int(child.state)].fallback = fallback
        // A phrase with fewer tokens counts only if no longer one ends here.
        if states[Int(child.state)].phrase < 0 {
          states[Int(child.state)].phrase = states[Int(fallback)].phrase
        }
      }
    }
  }

  /// Reads one token.
  ///
  /// - Parameter steps: A count that increases by the number of states tried.
  private func follow(_ token: Int32, from start: Int32, counting steps: inout Int) -> Int32 {
    var state = start
    while true {
      steps += 1
      if let next = edges[Edge(state: state, token: token)] { return next }
      if state == 0 { return 0 }
      state = states[Int(state)].fallback
    }
  }

  // MARK: Reading

  /// Returns whether a text may contain a term, which requires a token that begins one.
  func mayOccur(in text: [UInt8]) -> Bool {
    guard !isEmpty else { return false }
    return text.withUnsafeBufferPointer { text in
      var offset = 0
      while offset < text.count {
        let token = Token(at: offset, in: text)
        if firstTokens.contains(number(of: token, in: text)) { return true }
        offset = token.end
      }
      return false
    }
  }

  /// Returns the terms in a text from first to last.
  ///
  /// Terms don't overlap. Of terms that begin at the same token, the result has the longest.
  func matches(in text: [UInt8]) -> [Match] {
    var steps = 0
    return matches(in: text, counting: &steps)
  }

  /// Returns the terms in a text.
  ///
  /// - Parameter steps: A count that increases by the number of states tried, at most twice the number of
  ///   tokens.
  func matches(in text: [UInt8], counting steps: inout Int) -> [Match] {
    guard !isEmpty else { return [] }
    var tokens: [Token] = []
    /// The phrase that begins at each token, or -1.
    var found: [Int32] = []
    text.withUnsafeBufferPointer { text in
      tokens = Token.all(in: text)
      found = [Int32](repeating: -1, count: tokens.count)
      var state: Int32 = 0
      for index in tokens.indices.reversed() {
        let token = number(of: tokens[index], in: text)
        state = token == 0 ? 0 : follow(token, from: state, counting: &steps)
        found[index] = states[Int(state)].phrase
      }
    }
    var matches: [Match] = []
    var index = 0
    while index < tokens.count {
      guard found[index] >= 0 else {
        index += 1
        continue
      }
      let phrase = phrases[Int(found[index])]
      let last = index + phrase.tokens - 1
      matches.append(Match(term: phrase.term, range: tokens[index].start..<tokens[last].end))
      index = last + 1
    }
    return matches
  }

  /// Returns the number of a token in a text, or 0 if no term contains it.
  private func number(of token: Token, in text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if token.kind == .space { return space }
    return beginnings[token.beginning(in: text)] ? vocabulary[token.key(in: text)] ?? 0 : 0
  }
}

/// A word, white space, or a mark in a text.
///
/// Letters, digits, hyphens, and `_` are parts of words. An apostrophe isn't, so the word in "the client's"
/// is "client".
private struct Token {
  enum Kind { case word, space, sign }

  /// The properties that matching tokens share.
  struct Key: Hashable {
    /// The bytes in lowercase, with straight apostrophes and a space for any white space.
    var bytes: [UInt8]
    /// Whether a word directly precedes or follows a mark: a term that ends with a mark doesn't match if a
    /// word continues after it.
    var joinsBefore = false
    var joinsBehind = false

    static let space = Key(bytes: [UInt8(ascii: " ")])

    var beginning: Int { Token.beginning(bytes[0], bytes.count > 1 ? bytes[1] : 0) }
  }

  var kind: Kind
  var start: Int
  var end: Int

  static func all(in text: UnsafeBufferPointer<UInt8>) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 3)
    var offset = 0
    while offset < text.count {
      let token = Token(at: offset, in: text)
      tokens.append(token)
      offset = token.end
    }
    return tokens
  }

  /// Creates the token that begins at an offset.
  init(at start: Int, in text: UnsafeBufferPointer<UInt8>) {
    self.start = start
    var end = start + Self.length(at: start, in: text)
    if Self.isWord(at: start, in: text) {
      kind = .word
      while end < text.count, Self.isWord(at: end, in: text) { end += Self.length(at: end, in: text) }
    } else if text[start].isASCIIWhitespace {
      kind = .space
      while end < text.count, text[end].isASCIIWhitespace { end += 1 }
    } else {
      kind = .sign
    }
    self.end = end
  }

  func key(in text: UnsafeBufferPointer<UInt8>) -> Key {
    guard kind != .space else { return .space }
    var bytes = Array(text[start..<end])
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for index in bytes.indices { bytes[index] = bytes[index].lowercasedASCII }
    } else {
      bytes = String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: []) { bytes, scalar in
        bytes += (scalar == "\u{2019}" ? "'" : scalar.properties.lowercaseMapping).utf8
      }
    }
    guard kind == .sign else { return Key(bytes: bytes) }
    return Key(
      bytes: bytes, joinsBefore: Self.isWord(before: start, in: text),
      joinsBehind: end < text.count && Self.isWord(at: end, in: text))
  }

  // MARK: Beginnings

  /// The number of different beginnings.
  static let beginnings = 1024

  /// Returns a number below ``beginnings`` that is the same for all tokens with the same key.
  @inline(__always)
  func beginning(in text: UnsafeBufferPointer<UInt8>) -> Int {
    Self.beginning(text[start], start + 1 < end ? text[start + 1] : 0)
  }

  @inline(__always)
  static func beginning(_ first: UInt8, _ second: UInt8) -> Int {
    // Outside ASCII, uppercase and lowercase letters can differ in any bit, and an apostrophe can be curly.
    if first >= 0x80 || second >= 0x80 || first == UInt8(ascii: "'") { return 0 }
    // Case doesn't affect the last five bits of a letter.
    return Int(first & 31) << 5 | (second.isASCIILetter ? Int(second & 31) : 0)
  }

  // MARK: Characters

  @inline(__always)
  private static func length(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard text[offset] >= 0x80 else { return 1 }
    var end = offset + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end - offset
  }

  /// Returns whether the character that begins at an offset is part of a word.
  ///
  /// Outside ASCII, all characters are, except the symbols of Latin-1 (U+0080 to U+00BF) and general
  /// punctuation (U+2000 to U+207F), which includes quotation marks and dashes.
  @inline(__always)
  private static func isWord(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = text[offset]
    if byte < 0x80 {
      return byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    let next = offset + 1 < text.count ? text[offset + 1] : 0
    return !(byte == 0xC2 || (byte == 0xE2 && (next == 0x80 || next == 0x81)))
  }

  private static func isWord(before offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 && isWord(at: start, in: text)
  }
}

/// Links the first use of each glossary term in running text to the glossary.
///
/// Headings, links, code, quotations, and self-checks aren't changed. Neither is a term that the author
/// already refers to on the same page.
struct TermLinkExtension: Sendable {
  private let targets: [String]
  private let terms: TermAutomaton

  /// - Parameter glossary: The glossary, or `nil` if the handbook has none and no text is changed.
  init(_ glossary: Glossary?) {
    let terms = glossary?.terms ?? []
    targets = terms.map { "glossary#\($0.id.value)" }
    self.terms = TermAutomaton(terms.map(\.title))
  }

  /// Whether there are no terms, so that nothing is ever changed.
  var isEmpty: Bool { terms.isEmpty }

  /// Links the terms in a document to the glossary.
  func apply(to document: inout MarkdownDocument) {
    guard terms.mayOccur(in: document.literals) else { return }
    var isReferredTo = termsOfAuthor(in: document)
    var edits: [InlineEdit] = []
    for run in TextRuns(document, leavingOut: Self.isLeftOut).runs {
      var matches: [TermAutomaton.Match] = []
      for match in terms.matches(in: run.bytes(in: document)) where !isReferredTo[match.term] {
        isReferredTo[match.term] = true
        matches.append(match)
      }
      let places = run.places(of: matches.map(\.range), in: document)
      for (match, place) in zip(matches, places) {
        edits += self.edits(for: match, at: place, in: run, of: &document)
      }
    }
    document.apply(edits)
  }

  private func edits(
    for match: TermAutomaton.Match, at place: SourceRange, in run: TextRun,
    of document: inout MarkdownDocument
  ) -> [InlineEdit] {
    let reference = Node.foundTerm(
      reference: document.references.count, target: document.appendLiteral(targets[match.term].utf8))
    document.references.append(Reference(form: .term, target: targets[match.term], range: place))
    return run.wrap(match.range, in: reference)
  }

  /// Returns, for each term, whether the author refers to it.
  private func termsOfAuthor(in document: MarkdownDocument) -> [Bool] {
    var written: Set<String> = []
    for node in document.nodes where node.kind != .quotation {
      guard let reference = node.referenceIndex else { continue }
      let target = document.references[reference].target
      let name = String(target.split(separator: "/").last ?? "")
      if name.hasPrefix("glossary") { written.insert(name.replacing(".md#", with: "#")) }
    }
    return targets.map(written.contains)
  }

  /// Returns whether a block isn't running text: a heading, a table's header row, a title, a quotation, a
  /// footnote, or a self-check.
  private static func isLeftOut(_ index: MarkdownDocument.Index, of document: MarkdownDocument) -> Bool {
    let node = document.nodes[index]
    switch node.kind {
    case .heading, .blockQuote, .question, .footnoteDefinition: return true
    case .tableCell: return node.flags.contains(.head)
    case .paragraph:
      return document.nodes[index - 1].kind == .callout && document.nodes[index - 1].flags.contains(.titled)
    default: return false
    }
  }
}
