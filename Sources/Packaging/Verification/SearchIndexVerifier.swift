import Basics
import Handbook
package import Site

/// Checks that the search of a site is complete: every file of the index exists, and every result leads to a
/// page.
///
/// Source: SearchIndexFormat.md.
package struct SearchIndexVerifier {
  private let files: [String: FileContent]

  /// - Parameter files: All files of the site, with their paths from its root.
  package init(_ files: [OutputFile]) {
    self.files = Dictionary(files.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  package var problems: [PackageProblem] {
    let root = "search/root.js"
    guard let entry = data(of: root)?[1] else {
      return [problem(root, "the search index has no readable root")]
    }
    guard let hash = entry["directory"]?.string, let records = entry["records"]?.integer else {
      return [problem(root, "the root of the search index names no directory")]
    }
    let path = "search/directory-\(hash).js"
    guard let directory = data(of: path)?[1], let groupSize = directory["groupSize"]?.integer else {
      return [problem(path, "the search index has no readable directory")]
    }
    var problems: [PackageProblem] = []
    var shown = 0
    for family in ["lexicon", "citations", "positions", "postings", "facets", "texts"] {
      for shard in shards(of: family, in: directory, groupSize: groupSize) {
        guard let shard = shard.flatMap({ files[$0] == nil ? nil : $0 }) else {
          problems.append(problem(path, "a file of '\(family)' is missing"))
          continue
        }
        guard family == "texts" else { continue }
        let records = data(of: shard)?[1]?.array ?? []
        shown += records.count
        problems += records.compactMap { record in
          let address = record[1]?.string ?? ""
          let page = address.prefix { $0 != "#" }
          return leads(String(page))
            ? nil : problem(shard, "a result leads to '\(address)', which isn't a page")
        }
      }
    }
    if shown != records {
      problems.append(problem(root, "\(records) records are indexed and \(shown) can be shown"))
    }
    return problems
  }

  /// Returns whether an address from the root of the site leads to one of its pages.
  private func leads(_ address: String) -> Bool {
    if case .file(let path, _) = PackageLink(address, from: "index.html") {
      files[path] != nil
    } else {
      false
    }
  }

  /// Returns the paths of a family's shards, with `nil` for a shard without a hash.
  private func shards(of family: String, in directory: JSONValue, groupSize: Int) -> [String?] {
    let hashes = directory[family]?[1]?.string?.split(separator: " ") ?? []
    // Each number ends with a digit below 32 of the 64.
    let last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
    let count = directory[family]?[0]?.string?.count { last.contains($0) } ?? 0
    return (0..<count).map { number in
      let group = number / max(1, groupSize)
      return hashes.indices.contains(group) ? "search/\(family)/\(number)-\(hashes[group]).js" : nil
    }
  }

  /// Returns the arguments of the function call in a file of the index.
  private func data(of path: String) -> JSONValue? {
    guard let bytes = files[path]?.bytesInMemory, let start = bytes.firstIndex(of: UInt8(ascii: "(")),
      let end = bytes.lastIndex(of: UInt8(ascii: ")")), start < end
    else { return nil }
    return JSONValue([UInt8(ascii: "[")] + bytes[(start + 1)..<end] + [UInt8(ascii: "]")])
  }

  private func problem(_ path: String, _ summary: String) -> PackageProblem {
    PackageProblem(path: path, summary: summary)
  }
}

/// A JSON value.
///
/// Source: RFC 8259. Numbers are kept as written.
indirect enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a text, or returns `nil` if it isn't JSON or is nested deeper than ``maximumDepth``.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    guard reader.index == bytes.count else { return nil }
    self = value
  }

  static let maximumDepth = 400

  var array: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  subscript(index: Int) -> JSONValue? {
    if case .array(let array) = self, array.indices.contains(index) { array[index] } else { nil }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    mutating func skipSpace() {
      while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) -> JSONValue? {
      skipSpace()
      guard depth < JSONValue.maximumDepth, index < bytes.count else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "{"): return object(depth: depth)
      case UInt8(ascii: "["): return array(depth: depth)
      case UInt8(ascii: "\""): return string().map(JSONValue.string)
      case UInt8(ascii: "t"): return word("true", .bool(true))
      case UInt8(ascii: "f"): return word("false", .bool(false))
      case UInt8(ascii: "n"): return word("null", .null)
      default: return number()
      }
    }

    mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
      guard bytes[index...].starts(with: word.utf8) else { return nil }
      index += word.utf8.count
      return value
    }

    mutating func number() -> JSONValue? {
      let start = index
      while index < bytes.count, bytes[index].isASCIILetterOrDigit || "+-.".utf8.contains(bytes[index]) {
        index += 1
      }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      return Double(text) == nil ? nil : .number(text)
    }

    mutating func array(depth: Int) -> JSONValue? {
      index += 1
      var values: [JSONValue] = []
      if take(UInt8(ascii: "]")) { return .array(values) }
      repeat {
        guard let value = value(depth: depth + 1) else { return nil }
        values.append(value)
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "]")) ? .array(values) : nil
    }

    mutating func object(depth: Int) -> JSONValue? {
      index += 1
      var members: [String: JSONValue] = [:]
      if take(UInt8(ascii: "}")) { return .object(members) }
      repeat {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let key = string(),
          take(UInt8(ascii: ":")), let value = value(depth: depth + 1)
        else { return nil }
        members[key] = value
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    mutating func string() -> String? {
      index += 1
      var text: [UInt8] = []
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard escape(into: &text) else { return nil }
        case 0..<0x20: return nil
        default: text.append(byte)
        }
      }
      return nil
    }

    private mutating func escape(into text: inout [UInt8]) -> Bool {
      guard index < bytes.count else { return false }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        guard let read = escapedScalar() else { return false }
        // Text can't contain NUL, and this text will be part of a file.
        let scalar = read.value == 0 ? "\u{FFFD}" : read
        text += Array(String(Character(scalar)).utf8)
      default: return false
      }
      return true
    }

    private mutating func escapedScalar() -> Unicode.Scalar? {
      guard let first = fourDigits() else { return nil }
      guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
      else { return nil }
      index += 2
      guard let second = fourDigits(), (0xDC00..<0xE000).contains(second) else { return nil }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func fourDigits() -> UInt32? {
      guard index + 4 <= bytes.count else { return nil }
      let digits = bytes[index..<(index + 4)]
      index += 4
      guard digits.allSatisfy(\.isASCIILetterOrDigit) else { return nil }
      return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
  }
}
