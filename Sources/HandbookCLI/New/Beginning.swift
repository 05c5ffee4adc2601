import Markup

/// A file with gaps that a new one is made of.
struct Beginning {
  private let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The file with its gaps filled: `{name}` by a value.
  func filled(_ values: KeyValuePairs<String, String>) -> [UInt8] {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "{") {
      result += rest[..<start]
      rest = rest[start...]
      if let (name, value) = values.first(where: { rest.hasPrefix("{\($0.key)}") }) {
        result += value
        rest = rest.dropFirst(name.count + 2)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return Array((result + rest).utf8)
  }

  /// A text as a value of YAML.
  ///
  /// Source: YAML 1.2.2, section 7.3.1, double-quoted style.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.properties.generalCategory == .control: " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// The name of a file for a title, without its ending; nothing where the title has no letter or digit.
  static func slug(of title: String) -> String? {
    guard
      title.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return nil }
    return HeadingAnchors.slug(of: Array(title.utf8))
  }
}
