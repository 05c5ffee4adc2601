import Basics

/// The pages, destinations, and links of a PDF file.
///
/// It reads files that Chromium writes, in which objects follow each other and aren't in compressed streams.
/// In other files, it may miss links but never invents any, and ``links`` reports what it can't read as
/// ``Link/unread(_:)``.
///
/// Source: ISO 32000-1, sections 7.3, 7.7, and 12.
package struct PDFFile {
  /// The target of a link.
  enum Link: Hashable {
    /// A web address, an email address, or a telephone number; or any other address, which no file should
    /// contain.
    case address(String)
    /// A position in the file, by the name of its destination.
    case place(String)
    /// Another action, by its type.
    case action(String)
    /// An annotation in an unknown format.
    case unread(String)
  }

  /// The dictionaries by their object numbers.
  private var objects: [Int: [UInt8]] = [:]
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var index = 0
    let marks = (start: Array(" 0 obj\n".utf8), end: Array("endobj".utf8), stream: Array(" stream\n".utf8))
    while let mark = Self.index(of: marks.start, in: bytes, from: index) {
      var first = mark
      while first > 0, bytes[first - 1].isASCIIDigit { first -= 1 }
      let body = mark + marks.start.count
      guard let number = Int(String(decoding: bytes[first..<mark], as: UTF8.self)),
        let end = Self.index(of: marks.end, in: bytes, from: body)
      else {
        index = body
        continue
      }
      if let stream = Self.index(of: marks.stream, in: bytes, from: body, to: end) {
        let dictionary = Array(bytes[body..<stream])
        objects[number] = dictionary
        // The contents of a stream never count as objects, even if they look like some.
        let length = Self.number(after: "/Length ", in: dictionary) ?? 0
        index = min(bytes.count, stream + marks.stream.count + length)
      } else {
        objects[number] = Array(bytes[body..<end])
        index = end
      }
    }
  }

  private static func index(of mark: [UInt8], in bytes: [UInt8], from start: Int, to end: Int? = nil) -> Int?
  {
    bytes.withUnsafeBufferPointer { bytes in
      let last = (end ?? bytes.count) - mark.count
      var index = start
      while index <= last {
        if bytes[index] == mark[0], mark.indices.allSatisfy({ bytes[index + $0] == mark[$0] }) {
          return index
        }
        index += 1
      }
      return nil
    }
  }

  private static func text(after key: String, in dictionary: [UInt8]) -> ArraySlice<UInt8>? {
    index(of: Array(key.utf8), in: dictionary, from: 0).map { dictionary[($0 + key.utf8.count)...] }
  }

  private static func number(after key: String, in dictionary: [UInt8]) -> Int? {
    text(after: key, in: dictionary).flatMap {
      Int(String(decoding: $0.prefix(while: \.isASCIIDigit), as: UTF8.self))
    }
  }

  /// Returns the object numbers in a list of references, such as `[2 0 R 7 0 R]`.
  private static func references(after key: String, in dictionary: [UInt8]) -> [Int] {
    guard let rest = text(after: key, in: dictionary) else { return [] }
    let list = rest.drop { $0 != UInt8(ascii: "[") }.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    let words = list.split { $0.isASCIIWhitespace }.map { String(decoding: $0, as: UTF8.self) }
    return words.indices.filter { words[$0] == "R" && $0 >= 2 }.compactMap { Int(words[$0 - 2]) }
  }

  private static func has(_ type: String, _ dictionary: [UInt8]) -> Bool {
    guard let rest = text(after: type, in: dictionary), let next = rest.first else { return false }
    return !next.isASCIILetterOrDigit
  }

  /// The object numbers of the pages, in order.
  private var pages: [Int] {
    func leaves(_ number: Int, depth: Int) -> [Int] {
      guard depth < 64, let object = objects[number] else { return [] }
      if Self.has("/Type /Pages", object) {
        return Self.references(after: "/Kids", in: object).flatMap { leaves($0, depth: depth + 1) }
      }
      return [number]
    }
    let catalog = objects.values.first { Self.has("/Type /Catalog", $0) }
    return catalog.flatMap { Self.number(after: "/Pages ", in: $0) }.map { leaves($0, depth: 0) } ?? []
  }

  /// The number of pages.
  package var pageCount: Int { pages.count }

  /// The page number of each destination by its name; pages are counted from 1.
  package var places: [String: Int] {
    guard let catalog = objects.values.first(where: { Self.has("/Type /Catalog", $0) }),
      let names = Self.number(after: "/Dests ", in: catalog).flatMap({ objects[$0] })
    else { return [:] }
    let numbers = Dictionary(uniqueKeysWithValues: pages.enumerated().map { ($1, $0 + 1) })
    var places: [String: Int] = [:]
    // Each line is a name and an array that begins with the page, or a reference to such an array.
    for line in names.split(separator: UInt8(ascii: "\n")) {
      let line = line.drop { $0 != UInt8(ascii: "/") }.dropFirst()
      let name = line.prefix { !$0.isASCIIWhitespace && $0 != UInt8(ascii: "[") }
      let rest = line.dropFirst(name.count).drop { !$0.isASCIIDigit }
      guard var target = Int(String(decoding: rest.prefix(while: \.isASCIIDigit), as: UTF8.self)) else {
        continue
      }
      if numbers[target] == nil, let array = objects[target] {
        let first = array.drop { !$0.isASCIIDigit }.prefix(while: \.isASCIIDigit)
        target = Int(String(decoding: first, as: UTF8.self)) ?? 0
      }
      if let page = numbers[target] { places[Self.name(name)] = page }
    }
    return places
  }

  /// Returns a name with escapes such as `#20` replaced.
  private static func name(_ bytes: some Sequence<UInt8>) -> String {
    let text = bytes.map { $0 == UInt8(ascii: "#") ? UInt8(ascii: "%") : $0 == UInt8(ascii: "%") ? 0 : $0 }
    let read = PercentCoding.decoded(text) ?? text
    return String(decoding: read.map { $0 == 0 ? UInt8(ascii: "%") : $0 }, as: UTF8.self)
  }

  /// The targets of the links, in the order of the objects.
  var links: [Link] {
    objects.sorted { $0.key < $1.key }.map(\.value).filter { Self.has("/Subtype /Link", $0) }.map { object in
      if let rest = Self.text(after: "/Dest /", in: object) {
        return .place(Self.name(rest.prefix { !$0.isASCIIWhitespace && $0 != UInt8(ascii: ">") }))
      }
      guard let rest = Self.text(after: "/S /", in: object) else {
        return .unread(String(decoding: object.prefix(80), as: UTF8.self))
      }
      let type = String(decoding: rest.prefix(while: \.isASCIILetterOrDigit), as: UTF8.self)
      guard type == "URI", let address = Self.text(after: "/URI (", in: object) else { return .action(type) }
      var text: [UInt8] = []
      var isEscaped = false
      for byte in address {
        if !isEscaped, byte == UInt8(ascii: ")") { break }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        if !isEscaped { text.append(byte) }
      }
      return .address(String(decoding: text, as: UTF8.self))
    }
  }

  /// Whether assistive technology can use the file: it's tagged and states its language.
  private var isTagged: Bool {
    objects.values.contains {
      Self.has("/Type /Catalog", $0) && Self.has("/StructTreeRoot", $0) && Self.has("/Lang", $0)
    }
  }

  /// Returns the problems of the file: links that lead nowhere or to the computer that made it, actions, and
  /// missing tags.
  ///
  /// - Parameter path: The name of the file, for the report.
  package func problems(at path: String) -> [PackageProblem] {
    var summaries: [String] = []
    if pages.isEmpty { summaries.append("the file has no pages that can be read") }
    if !isTagged { summaries.append("the file isn't tagged, or doesn't say its language") }
    let places = places
    for link in links {
      switch link {
      case .place(let name):
        if places[name] == nil { summaries.append("'\(name)' leads to no place in the file") }
      case .address(let address):
        if PackageLink(address, from: path) != .outside {
          summaries.append("'\(address)' isn't an address of the web")
        }
      case .action(let type): summaries.append("a link has the action '\(type)'")
      case .unread(let start): summaries.append("a link can't be read: '\(start)'")
      }
    }
    for type in ["/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA"]
    where objects.values.contains(where: { Self.has(type, $0) }) {
      summaries.append("the file contains '\(type)'")
    }
    if bytes.holds(Array("file:///".utf8)) {
      summaries.append("the file contains the address of a local file")
    }
    var known: Set<String> = []
    return summaries.filter { known.insert($0).inserted }.map { PackageProblem(path: path, summary: $0) }
  }
}
