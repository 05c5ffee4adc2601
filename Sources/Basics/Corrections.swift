/// Files with the replacements of their diagnostics applied.
///
/// Only diagnostics with a ``Diagnostic/replacement`` are applied. They have one if only one correction is
/// possible.
package struct Corrections: Sendable {
  /// A line that changes.
  package struct Line: Sendable, Hashable {
    package let path: String
    /// The line number, from 1.
    package let number: Int
    package let old: String
    package let new: String
  }

  /// The files that change, sorted by path.
  package private(set) var files: [SourceFile] = []
  /// The lines that change, sorted by path and number.
  package private(set) var lines: [Line] = []

  /// - Parameters:
  ///   - diagnostics: In any order. If two overlap, the first in the text is applied.
  ///   - files: The files that can change.
  package init(of diagnostics: [Diagnostic], in files: [SourceFile]) {
    let byPath = Dictionary(grouping: diagnostics.filter { $0.replacement != nil }, by: \.path)
    for file in files.sorted(byBytesOf: \.path) {
      guard let found = byPath[file.path] else { continue }
      let starts = SourceLines(of: file.bytes)
      var bytes: [UInt8] = []
      var end = 0
      for replacement in found.compactMap(\.replacement).sorted(by: { $0.range.start < $1.range.start }) {
        let range = replacement.range
        guard range.start.line == range.end.line, let start = starts.offset(of: range.start),
          let stop = starts.offset(of: range.end), start >= end, stop <= file.bytes.count
        else { continue }
        bytes += file.bytes[end..<start] + Array(replacement.text.utf8)
        end = stop
      }
      guard end > 0 else { continue }
      bytes += file.bytes[end...]
      self.files.append(SourceFile(path: file.path, bytes: bytes))
      lines += Self.changedLines(of: file, bytes)
    }
  }

  /// Returns the lines that differ.
  ///
  /// A replacement never contains a line end.
  private static func changedLines(of file: SourceFile, _ bytes: [UInt8]) -> [Line] {
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") }
    let old = file.bytes.split(omittingEmptySubsequences: false, whereSeparator: isEnd)
    let new = bytes.split(omittingEmptySubsequences: false, whereSeparator: isEnd)
    return zip(old, new).enumerated().filter { $0.element.0 != $0.element.1 }.map { number, pair in
      Line(
        path: file.path, number: number + 1, old: String(decoding: pair.0, as: UTF8.self),
        new: String(decoding: pair.1, as: UTF8.self))
    }
  }
}

/// The word that an author probably meant.
package struct NearestMatch: Sendable, Hashable {
  /// The valid word.
  package let text: String
  /// Whether no other candidate is close, so that a program can replace the written word with this one.
  package let isOnlyOne: Bool

  package init(_ text: String, isOnlyOne: Bool) {
    self.text = text
    self.isOnlyOne = isOnlyOne
  }

  /// Returns the same match as part of a longer text.
  package func map(_ transform: (String) -> String) -> NearestMatch {
    NearestMatch(transform(text), isOnlyOne: isOnlyOne)
  }

  /// Returns the candidate with the smallest edit distance to a word, or `nil` if none is close.
  ///
  /// A transposition of neighbors counts as one edit, and case doesn't count. A candidate is close if the
  /// distance is at most a third of the word's length, or one edit. A candidate that is a prefix of the word,
  /// or that has the word as a prefix, is close too.
  ///
  /// - Parameters:
  ///   - word: The word that was written.
  ///   - candidates: The valid words. Among equally close ones, the first in sorted order wins.
  package static func of(_ word: String, among candidates: some Sequence<String>) -> NearestMatch? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 200 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    var close: Set<String> = []
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().unicodeScalars)
      guard !other.isEmpty, other.count <= 200 else { continue }
      var distance = Int.max
      if abs(other.count - wanted.count) <= limit { distance = editDistance(wanted, other) }
      if distance > limit {
        guard min(wanted.count, other.count) >= 3, other.starts(with: wanted) || wanted.starts(with: other)
        else { continue }
        distance = limit + abs(other.count - wanted.count)
      }
      close.insert(candidate)
      if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best.map { NearestMatch($0.candidate, isOnlyOne: close.count == 1 && $0.distance <= 2) }
  }

  /// Returns whether the distance between two words is at most a third of the first word's length, or one
  /// edit.
  package static func areClose(_ word: String, _ other: String) -> Bool {
    word == other || of(word, among: [other]) != nil
  }

  /// Returns the optimal string alignment distance: the number of insertions, deletions, substitutions, and
  /// transpositions of neighbors.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for i in left.indices {
      current[0] = i + 1
      for j in right.indices {
        let substitution = previous[j] + (left[i] == right[j] ? 0 : 1)
        current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, substitution)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
        }
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}
