/// The difference between two texts, word by word, as a reader would mark it.
///
/// Taking the deleted runs out gives the new text, and the inserted ones the old, byte for byte. Time is
/// bounded: the shortest difference is looked for up to a limit, beyond which the text is divided at words that
/// are unique on both sides, and what is then still too different is replaced as a whole.
package enum WordDiff {
  /// The runs that turn one text into another.
  package static func runs(from old: String, to new: String) -> [RedlineRun] {
    if old.utf8.elementsEqual(new.utf8) { return old.isEmpty ? [] : [RedlineRun(.kept, old)] }
    let oldTokens = WordTokens(old)
    let newTokens = WordTokens(new)
    var vocabulary: [ArraySlice<UInt8>: Int] = [:]
    func numbers(_ tokens: WordTokens) -> [Int] {
      tokens.tokens.map { token in
        let bytes = tokens.bytes[token.range]
        if let known = vocabulary[bytes] { return known }
        vocabulary[bytes] = vocabulary.count
        return vocabulary.count - 1
      }
    }
    let pairs = SequenceDiff.matches(numbers(oldTokens), numbers(newTokens))
    var edits = WordEdits(pairs, oldTokens, newTokens)
    edits.coalesce()
    return edits.runs
  }
}
