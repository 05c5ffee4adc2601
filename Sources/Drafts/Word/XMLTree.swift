import Cexpat

/// An element of an XML document.
///
/// Names have the usual prefix of their namespace, such as `w:p` for a paragraph in WordprocessingML,
/// whatever prefix the file uses.
final class XMLElement {
  enum Child {
    case element(XMLElement)
    case text(String)
  }

  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [Child] = []
  /// The index of the element among those with its name in the document, from 1.
  let ordinal: Int

  fileprivate init(name: String, attributes: [String: String], ordinal: Int) {
    self.name = name
    self.attributes = attributes
    self.ordinal = ordinal
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  var elements: some Sequence<XMLElement> {
    children.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  func first(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// The text directly inside the element.
  var text: String {
    children.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
  }

  /// Returns whether any descendant satisfies a condition.
  func contains(where isWanted: (XMLElement) -> Bool) -> Bool {
    elements.contains { isWanted($0) || $0.contains(where: isWanted) }
  }
}

/// Reads XML into a tree of limited depth and size.
///
/// Documents with a document type are rejected. So there are no entities except XML's five predefined ones:
/// no entity can expand, and nothing outside the file is opened. The parser gets the whole document at once,
/// because it would reread a token that arrives in many pieces for each of them.
struct XMLTree {
  enum Refusal: Error, Equatable, CustomStringConvertible {
    case notXML(line: Int, reason: String)
    case documentType
    case tooDeep
    case tooLarge

    var description: String {
      switch self {
      case .notXML(let line, let reason): "is damaged: \(reason) at line \(line)"
      case .documentType: "has a document type, which Word never writes"
      case .tooDeep: "nests more than \(XMLTree.maximumDepth) elements"
      case .tooLarge: "has more than \(XMLTree.maximumElements) elements, or a value of more than 1 MB"
      }
    }
  }

  static let maximumDepth = 200
  static let maximumElements = 2_000_000
  static let maximumValue = 1 << 20

  static func read(_ bytes: [UInt8]) throws(Refusal) -> XMLElement {
    guard let parser = XML_ParserCreateNS(nil, CChar(bitPattern: separator)) else {
      preconditionFailure("there's enough memory for an XML parser")
    }
    defer { XML_ParserFree(parser) }
    let builder = Builder(parser)
    XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let data, let name, let attributes else { return }
        Builder.of(data).begin(name, attributes)
      }, { data, _ in if let data { Builder.of(data).end() } })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let data, let text else { return }
      Builder.of(data).add(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      if let data { Builder.of(data).refuse(.documentType) }
    }
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32(clamping: $0.count), 1)
      }
    }
    if let refusal = builder.refusal { throw refusal }
    guard status == XML_STATUS_OK, let root = builder.root else {
      let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "no element"
      throw .notXML(line: Int(XML_GetCurrentLineNumber(parser)), reason: reason)
    }
    return root
  }

  /// Separates a namespace from a name.
  ///
  /// No namespace can contain this character.
  private static let separator = UInt8(ascii: "\n")

  /// The prefixes of names, by namespace.
  ///
  /// Office's strict namespaces are equivalent to the older ones.
  ///
  /// Source: ECMA-376, parts 1 and 4, annex A.
  fileprivate static let prefixes: [String: String] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
    "http://www.w3.org/XML/1998/namespace": "xml:",
  ]
}

/// Builds the tree from the parser's callbacks.
private final class Builder {
  private(set) var root: XMLElement?
  private(set) var refusal: XMLTree.Refusal?
  private let parser: XML_Parser
  private var open: [XMLElement] = []
  private var text: [UInt8] = []
  private var count = 0
  private var ordinals: [String: Int] = [:]

  init(_ parser: XML_Parser) {
    self.parser = parser
  }

  static func of(_ data: UnsafeMutableRawPointer) -> Builder {
    Unmanaged<Builder>.fromOpaque(data).takeUnretainedValue()
  }

  func refuse(_ refusal: XMLTree.Refusal) {
    guard self.refusal == nil else { return }
    self.refusal = refusal
    XML_StopParser(parser, 0)
  }

  func begin(_ name: UnsafePointer<CChar>, _ values: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
    flush()
    count += 1
    guard refusal == nil else { return }
    guard open.count < XMLTree.maximumDepth else { return refuse(.tooDeep) }
    guard count <= XMLTree.maximumElements else { return refuse(.tooLarge) }
    var attributes: [String: String] = [:]
    var index = 0
    while let key = values[index], let value = values[index + 1] {
      let value = String(cString: value)
      guard value.utf8.count <= XMLTree.maximumValue, attributes.count < 1000 else {
        return refuse(.tooLarge)
      }
      attributes[Self.shortName(String(cString: key))] = value
      index += 2
    }
    let name = Self.shortName(String(cString: name))
    ordinals[name, default: 0] += 1
    let element = XMLElement(name: name, attributes: attributes, ordinal: ordinals[name] ?? 0)
    if let parent = open.last { parent.children.append(.element(element)) } else { root = element }
    open.append(element)
  }

  func end() {
    flush()
    if !open.isEmpty { open.removeLast() }
  }

  func add(_ bytes: UnsafePointer<CChar>, _ count: Int) {
    bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      text.append(contentsOf: UnsafeBufferPointer(start: $0, count: count))
    }
  }

  private func flush() {
    guard !text.isEmpty else { return }
    open.last?.children.append(.text(String(decoding: text, as: UTF8.self)))
    text.removeAll(keepingCapacity: true)
  }

  private static func shortName(_ name: String) -> String {
    guard let end = name.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return name }
    let local = name[name.index(after: end)...]
    guard let prefix = XMLTree.prefixes[String(name[..<end])] else { return "?:\(local)" }
    return prefix + local
  }
}
