/// What the telling of changes and the import of drafts ask of words. A word is what ``WordTokens`` says.
extension String {
  /// Whether nothing but white space stands in it.
  package var isBlank: Bool {
    utf8.allSatisfy(\.isASCIIWhitespace)
  }

  /// Without the white space at both ends.
  package var trimmed: String { trimmedStart.trimmedEnd }

  /// Without the white space that it begins with.
  package var trimmedStart: String {
    utf8.firstIndex { !$0.isASCIIWhitespace }.map { String(self[$0...]) } ?? ""
  }

  /// Without the white space that it ends with.
  package var trimmedEnd: String {
    utf8.lastIndex { !$0.isASCIIWhitespace }.map { String(self[...$0]) } ?? ""
  }

  var holdsWord: Bool {
    WordTokens(self).tokens.contains { $0.kind == .word }
  }

  var startsInWord: Bool { !leadingWordPart.isEmpty }

  var endsInWord: Bool { !trailingWordPart.isEmpty }

  /// The word or part of one that it begins with.
  var leadingWordPart: String {
    let tokens = WordTokens(self)
    guard let first = tokens.tokens.first, first.kind == .word else { return "" }
    return tokens.string(first.range)
  }

  /// The word or part of one that it ends with.
  var trailingWordPart: String {
    let tokens = WordTokens(self)
    guard let last = tokens.tokens.last, last.kind == .word else { return "" }
    return tokens.string(last.range)
  }

  /// Its first words, with what stands between them.
  func firstWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.prefix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Its last words, with what stands between them.
  func lastWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.suffix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Its last bytes, from where a word could begin.
  func tail(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.endIndex, offsetBy: -count)
    let start = utf8[cut...].firstIndex { $0.isASCIIWhitespace } ?? endIndex
    return String(self[start...])
  }

  /// Its first bytes, up to where a word could end.
  func head(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.startIndex, offsetBy: count)
    let end = utf8[..<cut].lastIndex { $0.isASCIIWhitespace } ?? startIndex
    return String(self[..<end])
  }
}
