import Basics

/// The head of an HTTP request: its first line and its fields.
///
/// Anything that a server and a browser could read differently is refused rather than repaired: a line that
/// ends without a carriage return, a field that continues on the next line, a space before the colon.
///
/// Source: RFC 9112, sections 2 to 5.
package struct RequestHead: Sendable, Hashable {
  /// The maximum length of a head in bytes, including its empty line.
  package static let maximumLength = 16 << 10
  /// The maximum number of fields.
  static let maximumFields = 100

  /// A field, with its name in lowercase and its value without surrounding space.
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  let method: String
  /// The address as the browser sent it, without spaces and control characters.
  let target: [UInt8]
  /// The second number of the version: 0 or 1.
  let minorVersion: Int
  let fields: [Field]

  /// Returns the length of the head at the start of a buffer, in bytes, or `nil` if its end hasn't arrived
  /// yet.
  ///
  /// - Parameter searched: The number of bytes that were searched before.
  package static func end(in buffer: [UInt8], searched: Int = 0) -> Int? {
    var place = max(3, searched)
    while place < buffer.count {
      if buffer[place] == 0x0A, buffer[place - 1] == 0x0D, buffer[place - 2] == 0x0A,
        buffer[place - 3] == 0x0D
      {
        return place + 1
      }
      place += 1
    }
    return nil
  }

  /// Reads a head.
  ///
  /// - Parameter bytes: The head with the empty line at its end.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.maximumLength else { throw .headTooLong }
    var lines = try Self.lines(bytes)
    guard !lines.isEmpty else { throw .malformed }
    let first = lines.removeFirst().split(separator: 0x20, omittingEmptySubsequences: false)
    guard first.count == 3, !first[0].isEmpty, first[0].allSatisfy(Self.isToken), !first[1].isEmpty,
      first[1].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw .malformed }
    guard first[2].count == 8, first[2].starts(with: Array("HTTP/".utf8)) else { throw .malformed }
    switch String(decoding: first[2].dropFirst(5), as: UTF8.self) {
    case "1.1": minorVersion = 1
    case "1.0": minorVersion = 0
    default: throw .unknownVersion
    }
    guard lines.count <= Self.maximumFields else { throw .headTooLong }
    method = String(decoding: first[0], as: UTF8.self)
    target = Array(first[1])
    var fields: [Field] = []
    for line in lines { fields.append(try Self.field(line)) }
    self.fields = fields
  }

  /// Returns the values of a field, in the order in which they were sent.
  ///
  /// - Parameter name: The name in lowercase.
  func values(of name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Returns the lines before the empty one, without their line endings.
  private static func lines(_ bytes: [UInt8]) throws(Refusal) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while let newline = bytes[start...].firstIndex(of: 0x0A) {
      guard newline > start, bytes[newline - 1] == 0x0D else { throw .malformed }
      let line = bytes[start..<(newline - 1)]
      guard !line.contains(0x0D) else { throw .malformed }
      start = newline + 1
      if line.isEmpty {
        guard start == bytes.count else { throw .malformed }
        return lines
      }
      lines.append(line)
    }
    throw .malformed
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> Field {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed }
    let name = line[..<colon]
    let value = line[(colon + 1)...]
    guard !name.isEmpty, name.allSatisfy(isToken),
      value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else { throw .malformed }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let trimmed = value.drop(while: isSpace)
    let length = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 - trimmed.startIndex } ?? 0
    return Field(
      name: String(decoding: name, as: UTF8.self).lowercased(),
      value: String(decoding: trimmed.prefix(length), as: UTF8.self))
  }

  /// Returns whether a byte can be part of a method or of a field's name.
  ///
  /// Source: RFC 9110, section 5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// The address of a request, split into its path and its query.
package struct RequestTarget: Sendable, Hashable {
  /// The maximum length of an address, in bytes.
  package static let maximumLength = 4096

  package let path: RequestPath
  /// The path as the browser sent it, with a leading slash.
  let encodedPath: String
  /// The part after the question mark, as the browser sent it.
  let query: [UInt8]

  /// Reads an address that begins with a slash.
  ///
  /// Other forms are only for proxies: an address with a scheme, a host with a port, and an asterisk.
  ///
  /// Source: RFC 9112, section 3.2.1.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.maximumLength else { throw .addressTooLong }
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    path = try RequestPath(bytes[..<mark])
    encodedPath = String(decoding: bytes[..<mark], as: UTF8.self)
    query = Array(bytes[min(mark + 1, bytes.count)...])
  }

  /// Returns the value of a part of the query, decoded once.
  func value(of name: String) -> [UInt8]? {
    for part in query.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2, pair[0].elementsEqual(name.utf8) { return PercentCoding.decoded(pair[1]) }
    }
    return nil
  }
}

/// The path of a request, decoded once and known to stay in the site.
///
/// The path is only looked up among the files of the site, so even a path that this check missed couldn't
/// reach the disk.
package struct RequestPath: Sendable, Hashable {
  /// The names between the slashes, decoded; empty for the root.
  package let components: [String]
  /// Whether it ends in a slash.
  package let isFolder: Bool

  /// Reads a path.
  ///
  /// These are refused: a name that is empty or begins with a period, and, encoded or not, a slash in a name,
  /// a backslash, a colon, a control character, or bytes that aren't UTF-8.
  ///
  /// - Parameter bytes: The path as the browser sent it, with a leading slash.
  package init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard bytes.first == UInt8(ascii: "/") else { throw .unsafeAddress }
    var names = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    isFolder = names.last?.isEmpty ?? true
    if isFolder, !names.isEmpty { names.removeLast() }
    var components: [String] = []
    for name in names { components.append(try Self.component(name)) }
    self.components = components
  }

  private static func component(_ name: ArraySlice<UInt8>) throws(Refusal) -> String {
    // Browsers never send a fragment, and they encode bytes outside ASCII.
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
      let decoded = PercentCoding.decoded(name), decoded.first != UInt8(ascii: "."),
      decoded.allSatisfy(isAllowed), let text = String(validating: decoded, as: UTF8.self)
    else { throw .unsafeAddress }
    return text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
      && byte != UInt8(ascii: ":")
  }

  /// The file of the site at the path, which is `index.html` for a folder.
  package var file: String {
    (isFolder ? components + ["index.html"] : components).joined(separator: "/")
  }

  /// The number of folders between the root and the path.
  var depth: Int { isFolder ? components.count : max(0, components.count - 1) }
}
