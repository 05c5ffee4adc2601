/// The differences between two texts as stretches of tokens, and how they are made readable.
struct WordEdits {
  /// A stretch of one text that stands for a stretch of the other.
  private struct Edit {
    /// Places among the old text's tokens.
    var old: Range<Int>
    /// Places among the new text's tokens.
    var new: Range<Int>
  }

  private var edits: [Edit] = []
  private let old: WordTokens
  private let new: WordTokens

  /// - Parameter pairs: The places of equal tokens, ascending on both sides.
  init(_ pairs: [(old: Int, new: Int)], _ old: WordTokens, _ new: WordTokens) {
    self.old = old
    self.new = new
    var (oldNext, newNext) = (0, 0)
    for pair in pairs + [(old.tokens.count, new.tokens.count)] {
      if pair.old > oldNext || pair.new > newNext {
        edits.append(Edit(old: oldNext..<pair.old, new: newNext..<pair.new))
      }
      (oldNext, newNext) = (pair.old + 1, pair.new + 1)
    }
  }

  /// Joins edits that a reader would mark as one, then moves each to where it reads best.
  ///
  /// Joined are those with nothing but white space between them, and substitutions around punctuation or
  /// around one or two words that are shorter than what changes on both sides of them.
  mutating func coalesce() {
    var joined: [Edit] = []
    for edit in edits {
      guard let last = joined.last, isJoined(last, edit) else {
        joined.append(edit)
        continue
      }
      joined[joined.count - 1] = Edit(
        old: last.old.lowerBound..<edit.old.upperBound, new: last.new.lowerBound..<edit.new.upperBound)
    }
    edits = joined
    for index in edits.indices { slide(index) }
  }

  var runs: [RedlineRun] {
    var runs: [RedlineRun] = []
    var next = 0
    for edit in edits {
      runs.append(.kept, text(of: next..<edit.old.lowerBound, in: old))
      runs.append(.deleted, text(of: edit.old, in: old))
      runs.append(.inserted, text(of: edit.new, in: new))
      next = edit.old.upperBound
    }
    runs.append(.kept, text(of: next..<old.tokens.count, in: old))
    return runs
  }

  private func text(of places: Range<Int>, in text: WordTokens) -> String {
    guard let first = places.first, let last = places.last else { return "" }
    return text.string(text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound)
  }

  private func isJoined(_ left: Edit, _ right: Edit) -> Bool {
    let kept = old.tokens[left.old.upperBound..<right.old.lowerBound]
    let words = kept.count { $0.kind == .word }
    guard words <= 2 else { return false }
    if words == 0 {
      // A sentence that stays whole between two others is no gap.
      return kept.allSatisfy { $0.kind == .space } || (hasBothSides(left) && hasBothSides(right))
    }
    let size = kept.reduce(0) { $0 + $1.range.count }
    return size <= self.size(of: left) && size <= self.size(of: right) && hasBothSides(left)
      && hasBothSides(right)
  }

  private func hasBothSides(_ edit: Edit) -> Bool {
    !edit.old.isEmpty && !edit.new.isEmpty
  }

  private func size(of edit: Edit) -> Int {
    max(size(of: edit.old, in: old), size(of: edit.new, in: new))
  }

  private func size(of places: Range<Int>, in text: WordTokens) -> Int {
    guard let first = places.first, let last = places.last else { return 0 }
    return text.tokens[last].range.upperBound - text.tokens[first].range.lowerBound
  }

  /// Moves an insertion or deletion along text that repeats itself to the place that reads best.
  private mutating func slide(_ index: Int) {
    let edit = edits[index]
    guard edit.old.isEmpty || edit.new.isEmpty else { return }
    let tokens = edit.old.isEmpty ? new : old
    let range = edit.old.isEmpty ? edit.new : edit.old
    let room = edit.old.lowerBound - (index > 0 ? edits[index - 1].old.upperBound : 0)
    let roomAfter =
      (index + 1 < edits.count ? edits[index + 1].old.lowerBound : old.tokens.count) - edit.old.upperBound
    var best = (score: score(range, in: tokens), shift: 0)
    for direction in [-1, 1] {
      var shift = 0
      while abs(shift) < (direction < 0 ? room : roomAfter) {
        let leaving = direction < 0 ? range.upperBound + shift - 1 : range.lowerBound + shift
        let entering = direction < 0 ? range.lowerBound + shift - 1 : range.upperBound + shift
        guard tokens.tokens.indices.contains(entering), isEqual(leaving, entering, in: tokens) else { break }
        shift += direction
        let score = score((range.lowerBound + shift)..<(range.upperBound + shift), in: tokens)
        if score > best.score { best = (score, shift) }
      }
    }
    let shift = best.shift
    edits[index] = Edit(
      old: (edit.old.lowerBound + shift)..<(edit.old.upperBound + shift),
      new: (edit.new.lowerBound + shift)..<(edit.new.upperBound + shift))
  }

  private func isEqual(_ left: Int, _ right: Int, in text: WordTokens) -> Bool {
    text.bytes[text.tokens[left].range].elementsEqual(text.bytes[text.tokens[right].range])
  }

  /// How well a stretch reads as one change: best as a sentence, well as words with the space behind them, or
  /// with the one before where punctuation follows.
  private func score(_ places: Range<Int>, in text: WordTokens) -> Int {
    guard let first = places.first, let last = places.last else { return 0 }
    let tokens = text.tokens
    let before = first > 0 ? tokens[first - 1] : nil
    let after = last + 1 < tokens.count ? tokens[last + 1] : nil
    let startsSentence = first < 2 || (before?.kind == .space && endsSentence(tokens[first - 2], in: text))
    var score = 0
    if tokens[first].kind == .word, startsSentence, endsSentence(tokens[last], in: text) || last > first {
      score +=
        endsSentence(tokens[last], in: text)
          || (last > first && endsSentence(tokens[last - 1], in: text)) ? 8 : 0
    }
    if tokens[first].kind == .word, before?.kind != .word { score += 2 }
    if tokens[last].kind == .space, after?.kind == .word { score += 1 }
    if tokens[first].kind == .space, after == nil || after?.kind == .punctuation { score += 4 }
    if after?.kind == .word, tokens[last].kind == .word { score -= 4 }
    return score
  }

  /// Whether a token is the mark at which a sentence ends.
  private func endsSentence(_ token: WordTokens.Token, in text: WordTokens) -> Bool {
    token.kind == .punctuation
      && SentenceEnds.english.end(ofMarkAt: token.range.lowerBound, in: text.bytes) != nil
  }
}
