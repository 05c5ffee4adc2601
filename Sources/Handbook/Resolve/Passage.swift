import Basics
import Markdown

/// A part of a code's current edition that has a topic.
package struct Passage: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    /// The index in the edition's ``CodeText/provisions``.
    case provision(Int)
    /// The index in the edition's ``CodeText/groups`` of a group that contains only prose.
    case group(Int)
  }

  package let code: CodeID
  package let part: Part
}

extension CodeText {
  /// The parts with each topic, in the order of the text.
  ///
  /// A group's topics apply to each of its provisions, or to the group itself if it contains only prose.
  /// Parts that a draft removes are excluded.
  package var partsByTopic: [TopicID: [Passage.Part]] {
    var parts: [TopicID: [Passage.Part]] = [:]
    func add(_ part: Passage.Part, to topics: [Located<TopicID>]) {
      for topic in Set(topics.map(\.value)) { parts[topic, default: []].append(part) }
    }
    let provisionsByGroup = Dictionary(grouping: provisions.indices) { provisions[$0].group }
    for (place, group) in groups.enumerated() {
      if group.isProse, !isGone(group) { add(.group(place), to: group.topics) }
      for provision in provisionsByGroup[place] ?? [] where !isGone(provisions[provision]) {
        add(.provision(provision), to: provisions[provision].topics)
      }
    }
    return parts
  }

  /// Returns whether a view has no text for a provision and for those inside it.
  ///
  /// The depth of recursion is limited because the parser limits the depth of lists.
  private func isGone(_ provision: Provision) -> Bool {
    provision.isEmpty
      && provision.content.allSatisfy { element in
        if case .provisions(let places) = element {
          places.allSatisfy { isGone(provisions[$0]) }
        } else {
          true
        }
      }
  }

  /// Returns whether a view has no text for a group that contains only prose.
  private func isGone(_ group: CodeGroup) -> Bool {
    group.content.allSatisfy { element in
      switch element {
      case .prose(let node), .leadIn(let node): document.nodes[node].flags.contains(.emptied)
      case .provisions: false
      }
    }
  }
}

extension CodeGroup {
  /// Whether the group has text but no provisions.
  var isProse: Bool {
    !content.isEmpty
      && content.allSatisfy { element in
        if case .provisions = element { false } else { true }
      }
  }
}

/// The codes that cover one topic, and those that don't.
package struct TopicCoverage: Sendable {
  /// The codes that mention the topic, in alphabetical order, with the passages that do.
  package let speaking: [(code: CodeOfEthics, parts: [Passage.Part])]
  /// The codes that were checked against the topics and don't mention this one.
  package let silent: [CodeOfEthics]
  /// The codes that haven't been checked against the topics and have no provision on this one.
  package let unreviewed: [CodeOfEthics]
  /// The codes whose text isn't included, so that their coverage is unknown.
  package let unheld: [CodeOfEthics]

  package init(of topic: TopicID, in handbook: Handbook) {
    let passages = Dictionary(grouping: handbook.passagesByTopic[topic] ?? [], by: \.code)
    var speaking: [(CodeOfEthics, [Passage.Part])] = []
    var silent: [CodeOfEthics] = []
    var unreviewed: [CodeOfEthics] = []
    var unheld: [CodeOfEthics] = []
    for code in handbook.codes {
      if let found = passages[code.id] {
        speaking.append((code, found.map(\.part)))
      } else if code.current.metadata.text == .reference {
        unheld.append(code)
      } else if code.current.metadata.topics == nil {
        unreviewed.append(code)
      } else {
        silent.append(code)
      }
    }
    self.speaking = speaking
    self.silent = silent
    self.unreviewed = unreviewed
    self.unheld = unheld
  }
}

/// Finds the sentence around a range of a text.
enum Sentence {
  /// The length of the longest sentence that is shown whole, in Unicode scalars; a longer one is cut between
  /// words.
  static let longest = 320
  /// How far to search for the ends of a sentence on each side, in bytes: text beyond that is never shown.
  private static let reach = 4 * 2 * longest

  /// Returns the sentence around a range of a text, without white space at its ends.
  ///
  /// Marks inside the range don't end a sentence.
  ///
  /// - Parameters:
  ///   - range: The range in bytes.
  ///   - text: The text in UTF-8.
  static func around(_ range: Range<Int>, in text: [UInt8]) -> String {
    shown(self.range(around: range, in: text), around: range, in: text)
  }

  /// Returns the range of the sentence around a range of a text, without white space at its ends.
  static func range(around range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    let first = max(0, range.lowerBound - reach)
    let start = (first..<range.lowerBound).reversed().lazy.compactMap { mark in
      SentenceEnds.english.end(ofMarkAt: mark, in: text).flatMap { $0 <= range.lowerBound ? $0 : nil }
    }.first
    let last = min(text.count, range.upperBound + reach)
    let end = (range.upperBound..<last).lazy.compactMap { mark in
      SentenceEnds.english.end(ofMarkAt: mark, in: text)
    }.first
    return trim((start ?? first)..<(end ?? last), in: text)
  }

  private static func trim(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isASCIIWhitespace { range = range.dropFirst() }
    while let last = range.last, text[last].isASCIIWhitespace { range = range.dropLast() }
    return range
  }

  /// Returns a sentence, or if it's too long, the words around a range in it.
  static func shown(_ range: Range<Int>, around focus: Range<Int>, in text: [UInt8]) -> String {
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    func beginsScalar(_ index: Int) -> Bool { text[index] & 0xC0 != 0x80 }
    guard range.count(where: beginsScalar) > longest else { return string(range) }
    let margin = max(0, (longest - focus.count(where: beginsScalar)) / 2)
    var start = focus.lowerBound
    var before = 0
    while start > range.lowerBound, before < margin || !text[start - 1].isASCIIWhitespace {
      start -= 1
      if beginsScalar(start) { before += 1 }
    }
    var end = focus.upperBound
    var behind = 0
    while end < range.upperBound, behind < margin || !text[end].isASCIIWhitespace {
      if beginsScalar(end) { behind += 1 }
      end += 1
    }
    return (start > range.lowerBound ? "… " : "") + string(start..<end) + (end < range.upperBound ? " …" : "")
  }
}
