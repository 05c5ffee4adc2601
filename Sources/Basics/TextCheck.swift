/// The problems with the characters of a file: bytes that aren't text, and characters that readers can't see.
///
/// - A byte that isn't valid UTF-8, or that is NUL: the file can't be read.
/// - A control character other than tab and line ends, or a noncharacter: an error. XML can't contain them,
///   so they break e-books.
/// - An invisible character, or one that changes the direction of text: a warning. It can make a text read
///   differently from what is in the file.
package struct TextCheck: Sendable {
  /// The problems in file order.
  package let diagnostics: [Diagnostic]
  /// Whether the file is text that can be parsed.
  package let isReadable: Bool

  /// Checks a file of the content, or a draft that is about to become one.
  package init(_ file: SourceFile) {
    var places = Places(file)
    if let offset = Self.firstInvalidByte(of: file.bytes) {
      isReadable = false
      diagnostics = [
        places.diagnostic(
          .error, .invalidUTF8, "Byte \(offset) is not valid UTF-8", at: offset,
          help: "save the file as UTF-8")
      ]
      return
    }
    var found: [Diagnostic] = []
    let nul = file.bytes.withUnsafeBufferPointer { bytes -> Int? in
      var offset = 0
      while let (character, range) = HiddenCharacter.first(in: bytes, from: offset) {
        offset = range.upperBound
        if character.scalar == "\0" { return range.lowerBound }
        // An editor may write a byte order mark at the start of a file.
        if range.lowerBound == 0, character.scalar == "\u{FEFF}" { continue }
        found.append(
          places.diagnostic(
            character.severity, character.rule, character.summary, at: range.lowerBound, length: range.count,
            help: character.help))
      }
      return nil
    }
    isReadable = nul == nil
    if let nul {
      let problem = places.diagnostic(
        .error, .nulByte, "Byte \(nul) is NUL, which text doesn't contain", at: nul, help: "remove it")
      found = [problem]
    }
    diagnostics = found
  }

  /// Returns the diagnostics that others found in the file, without those for a character reported here.
  ///
  /// YAML, for example, can't be parsed where it has a control character.
  package func withoutRepetitions(_ others: [Diagnostic]) -> [Diagnostic] {
    let reported = Set(diagnostics.filter { $0.severity == .error }.compactMap(\.range?.start))
    return reported.isEmpty ? others : others.filter { $0.range.map { !reported.contains($0.start) } ?? true }
  }

  /// Whether the file has characters that are errors.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Returns the offset of the first byte that isn't part of well-formed UTF-8.
  ///
  /// Source: The Unicode Standard 16.0, table 3-7, well-formed UTF-8 byte sequences.
  static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// The lines of a file, counted only as far as diagnostics need them.
  private struct Places {
    let file: SourceFile
    private var line = 1
    private var lineStart = 0
    /// The offset up to which lines have been counted.
    private var counted = 0

    init(_ file: SourceFile) {
      self.file = file
    }

    /// - Parameter offset: At or after the last offset passed.
    mutating func diagnostic(
      _ severity: Diagnostic.Severity, _ rule: Rule, _ summary: String, at offset: Int, length: Int = 1,
      help: String
    ) -> Diagnostic {
      for index in counted..<offset where file.bytes[index] == UInt8(ascii: "\n") {
        line += 1
        lineStart = index + 1
      }
      counted = offset
      return Diagnostic(
        severity, rule, summary, path: file.path,
        range: SourceRange(line: line, column: offset - lineStart + 1, length: length), help: help)
    }
  }
}

/// A character that readers can't see but that changes how programs process the text around it.
package struct HiddenCharacter: Sendable, Equatable {
  package enum Kind: Sendable {
    /// C0 except tab, LF, and CR; DEL; C1.
    case control
    /// A noncharacter: U+FDD0 to U+FDEF, and the last two code points of each plane.
    case noncharacter
    /// A character that overrides or isolates the direction of text: U+202A to U+202E and U+2066 to U+2069.
    case direction
    /// A zero-width space: U+200B and U+FEFF.
    case invisible
  }

  package let scalar: Unicode.Scalar
  package let kind: Kind

  /// - Returns: `nil` for any other character.
  package init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: return nil
    case 0x00..<0x20, 0x7F...0x9F: kind = .control
    case 0xFDD0...0xFDEF: kind = .noncharacter
    case 0x202A...0x202E, 0x2066...0x2069: kind = .direction
    case 0x200B, 0xFEFF: kind = .invisible
    case let value where value & 0xFFFE == 0xFFFE: kind = .noncharacter
    default: return nil
    }
    self.scalar = scalar
  }

  /// Returns the first hidden character of a text, and its range.
  ///
  /// - Parameter bytes: Well-formed UTF-8.
  package static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (character: HiddenCharacter, range: Range<Int>)? {
    var index = start
    while index < bytes.count {
      // Most of a text is printable ASCII, which is skipped eight bytes at a time.
      if index + 8 <= bytes.count, isPrintable(bytes, at: index) {
        index += 8
        continue
      }
      let end = min(index + 8, bytes.count)
      while index < end {
        let length = sequenceLength(bytes[index])
        let next = min(index + length, bytes.count)
        if mayBeHidden(bytes[index]), let scalar = scalar(of: bytes[index..<next]),
          let character = HiddenCharacter(scalar)
        {
          return (character, index..<next)
        }
        index = next
      }
    }
    return nil
  }

  /// Returns whether the eight bytes at an offset are all from U+0020 to U+007E.
  @inline(__always)
  private static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones << 7
    // Bytes below 0x20 borrow from their high bit; 0x7F is the only one that carries into it.
    return (word | (word &- ones &* 0x20) | (word &+ ones)) & highs == 0
  }

  /// Returns whether a character that begins with a byte can be hidden.
  @inline(__always)
  private static func mayBeHidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F, 0xC2, 0xE2, 0xEF, 0xF0...0xF4: true
    default: false
    }
  }

  /// Returns the scalar that well-formed UTF-8 encodes.
  private static func scalar(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    guard let first = bytes.first, first >= 0x80 else { return bytes.first.map(Unicode.Scalar.init) }
    // The first byte begins with as many 1 bits as there are bytes, followed by a 0 bit.
    let start = UInt32(first) & (0x7F >> UInt32(bytes.count))
    return Unicode.Scalar(bytes.dropFirst().reduce(start) { $0 << 6 | UInt32($1 & 0x3F) })
  }

  @inline(__always)
  private static func sequenceLength(_ byte: UInt8) -> Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  // MARK: Reporting

  package var severity: Diagnostic.Severity {
    switch kind {
    case .control, .noncharacter: .error
    case .direction, .invisible: .warning
    }
  }

  package var rule: Rule {
    switch kind {
    case .control, .noncharacter: .controlCharacter
    case .direction, .invisible: .invisibleCharacter
    }
  }

  package var summary: String {
    switch kind {
    case .control: "\(name) is a control character, which text can't contain"
    case .noncharacter: "\(name) is a noncharacter, which text can't contain"
    case .direction: "\(name) is invisible and changes the direction of the text around it"
    case .invisible: "\(name) is invisible"
    }
  }

  package var help: String {
    switch kind {
    case .control, .noncharacter: "remove it"
    case .direction, .invisible: "remove it, or write '&#x\(digits);' in Markdown if you need it"
    }
  }

  /// The character's name in Unicode notation: `U+202E`.
  package var name: String { "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits }

  private var digits: String { String(scalar.value, radix: 16, uppercase: true) }
}
