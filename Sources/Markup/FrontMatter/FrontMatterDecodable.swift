/// A value that can be read from YAML.
package protocol FrontMatterDecodable: Sendable {
  /// What the author may write.
  static var shape: FrontMatterShape { get }

  /// Reads a value, or returns nothing after it has reported why not.
  static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self?
}

/// Collects what is wrong while the values of one file's front matter are read.
package struct FrontMatterDecoder: Sendable {
  /// The path for diagnostics.
  package let path: String
  package private(set) var diagnostics: [Diagnostic] = []

  package init(path: String) {
    self.path = path
  }

  package mutating func report(
    _ rule: Rule, _ summary: String, at range: SourceRange, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
  }

  /// Reports that a value is not of its shape.
  package mutating func mismatch(_ value: YAMLValue, expected shape: FrontMatterShape, help: String? = nil) {
    let found =
      switch value {
      case .scalar(let scalar): scalar.value.isEmpty ? "nothing" : "'\(scalar.value)'"
      case .sequence: "a list"
      case .mapping: "keys with values"
      }
    report(.wrongType, "Value must be \(shape.expectation), not \(found)", at: value.range, help: help)
  }
}

extension String: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .text }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> String? {
    guard case .scalar(let scalar) = value, !scalar.value.isEmpty else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return scalar.value
  }
}

extension Int: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .integer }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Int? {
    guard case .scalar(let scalar) = value, let number = Int(scalar.value) else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return number
  }
}

extension Bool: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .boolean }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Bool? {
    guard case .scalar(let scalar) = value, let flag = Bool(scalar.value) else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return flag
  }
}

extension CalendarDate: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .date }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> CalendarDate? {
    guard case .scalar(let scalar) = value, let date = CalendarDate(scalar.value) else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return date
  }
}

extension Array: FrontMatterDecodable where Element: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .list(Element.shape) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> [Element]? {
    guard case .sequence(let values, _) = value else {
      var help: String?
      if case .scalar(let scalar) = value, !scalar.value.isEmpty { help = "write [\(scalar.value)]" }
      decoder.mismatch(value, expected: shape, help: help)
      return nil
    }
    return values.compactMap { Element.decode($0, &decoder) }
  }
}

extension Located: FrontMatterDecodable where Value: FrontMatterDecodable {
  package static var shape: FrontMatterShape { Value.shape }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Located<Value>? {
    Value.decode(value, &decoder).map { Located($0, value.range) }
  }
}

/// A list of words of which an author writes one.
package protocol FrontMatterChoice: FrontMatterDecodable, RawRepresentable<String>, CaseIterable {}

extension FrontMatterChoice {
  package static var shape: FrontMatterShape { .choice(allCases.map(\.rawValue)) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    guard case .scalar(let scalar) = value, let choice = Self(rawValue: scalar.value) else {
      var help: String?
      if case .scalar(let scalar) = value,
        let nearest = NearestMatch.of(scalar.value, among: allCases.map(\.rawValue))
      {
        help = "did you mean '\(nearest)'?"
      }
      decoder.mismatch(value, expected: shape, help: help)
      return nil
    }
    return choice
  }
}
