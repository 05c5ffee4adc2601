/// How a form differs from its stem: what is dropped from the stem's end, and what then follows.
struct Ending: Hashable, Sendable {
  /// In UTF-16 code units.
  let dropped: Int
  let suffix: [UInt8]

  init(of form: [UInt8], stem: [UInt8]) {
    let shared = UTF16Order.sharedPrefix(form, stem)
    dropped = UTF16Order.length(of: stem[shared...])
    suffix = Array(form[shared...])
  }

  /// As the client reads it: a digit of ``NumberText`` and the suffix.
  ///
  /// A stem has ``Tokenizer/longestWord`` code units at most, or twice as many where all are surrogates.
  var text: [UInt8] { [NumberText.digit(min(dropped, 63))] + suffix }
}

/// One-character codes for the most frequent endings.
struct EndingCodes: Sendable {
  /// The endings that have a code, the most frequent first; their codes are the digits of ``NumberText`` in order.
  let endings: [Ending]

  private let codes: [Ending: UInt8]

  /// - Parameter partialCounts: How often each ending is needed, in parts that are added up.
  init(of partialCounts: [[Ending: Int]]) {
    let counts = partialCounts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    let byFrequency = counts.sorted { left, right in
      left.value == right.value
        ? left.key.text.lexicographicallyPrecedes(right.key.text) : left.value > right.value
    }
    endings = byFrequency.prefix(64).map(\.key)
    codes = Dictionary(uniqueKeysWithValues: zip(endings, (0..<64).map(NumberText.digit)))
  }

  /// Appends the code of an ending; one without a code is written out between parentheses.
  func append(_ ending: Ending, to text: inout [UInt8]) {
    if let code = codes[ending] {
      text.append(code)
    } else {
      text += [UInt8(ascii: "(")] + ending.text + [UInt8(ascii: ")")]
    }
  }
}
