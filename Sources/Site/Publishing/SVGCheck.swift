package import Basics
import Markdown

/// Checks that an SVG picture only draws: it runs no scripts, loads nothing, and has no links.
///
/// A browser that opens the picture through its address runs its scripts with the site's permissions. So the
/// check allows only elements and attributes that are known to be harmless (`SVGVocabulary`), and reports
/// everything else. It also reports XML that isn't well-formed, because a lenient parser could see a
/// different picture from the one that was checked. The time taken grows linearly with the size of the
/// picture.
///
/// Sources: Extensible Markup Language 1.0, fifth edition; Namespaces in XML 1.0, third edition; SVG 2.
package enum SVGCheck {
  /// A problem with a picture, and its range.
  package struct Problem: Sendable, Hashable {
    package let summary: String
    package let range: SourceRange
  }

  /// Returns everything that isn't allowed, in the order of the file.
  ///
  /// Reading stops at the first position that isn't well-formed.
  package static func problems(in bytes: [UInt8]) -> [Problem] {
    var reader = SVGReader(bytes)
    reader.read()
    guard !reader.problems.isEmpty else { return [] }
    var starts: [UInt32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(UInt32(offset + 1))
    }
    let lines = SourceLines(starts: starts)
    return reader.problems.map { offsets, summary in
      let firstLine = bytes[offsets].prefix { $0 != UInt8(ascii: "\n") }
      let start = lines.position(at: offsets.lowerBound)
      return Problem(
        summary: summary,
        range: SourceRange(line: start.line, column: start.column, length: max(1, firstLine.count)))
    }
  }
}

/// Reads a picture as strict XML.
private struct SVGReader {
  /// An error for the first range that isn't well-formed.
  private struct Malformed: Error {
    let range: Range<Int>
    let summary: String
  }

  /// An element whose end tag hasn't been read yet.
  private struct Element {
    /// The bytes of the name in the start tag.
    let name: Range<Int>
    /// The local name of an SVG element, or `nil` for an editor's own element.
    let local: String?
    /// The prefixes that its start tag binds to a namespace.
    let prefixes: [String]
  }

  /// The style sheet of a `style` element, with character references decoded.
  private struct Style {
    var text: [UInt8] = []
    /// The offset of each byte in the file.
    var places: [Int] = []
  }

  private static let maximumDepth = 200
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: [UInt8]
  private var index = 0
  private var open: [Element] = []
  /// The namespaces of each prefix, the innermost last.
  private var namespaces: [String: [SVGVocabulary.Namespace]] = ["": [.none], "xml": [.xml]]
  private var style: Style?
  private var hasRoot = false
  private(set) var problems: [(range: Range<Int>, summary: String)] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read() {
    do throws(Malformed) {
      try checkEncoding()
      if starts(with: Self.byteOrderMark) { index += Self.byteOrderMark.count }
      if starts(with: "<?xml".utf8), peek(5)?.isASCIIWhitespace == true { try readDeclaration() }
      while index < bytes.count { try readNext() }
      if let element = open.last { throw Malformed(range: element.name, summary: "Element is never closed") }
      if !hasRoot { throw Malformed(range: 0..<0, summary: "File has no <svg> element") }
    } catch {
      problems.append((error.range, error.summary))
    }
  }

  private func checkEncoding() throws(Malformed) {
    var decoder = UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &rest) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return
      case .error(let length):
        throw Malformed(range: offset..<(offset + length), summary: "File is not UTF-8 text")
      }
    }
  }

  // MARK: Markup

  private mutating func readNext() throws(Malformed) {
    let start = index
    guard bytes[index] == UInt8(ascii: "<") else { return try readText() }
    switch peek(1) {
    case UInt8(ascii: "/"): try readEndTag()
    case UInt8(ascii: "?"):
      let end = offset(of: "?>") ?? bytes.count
      problems.append((start..<min(bytes.count, end + 2), "Picture has a processing instruction"))
      index = min(bytes.count, end + 2)
    case UInt8(ascii: "!") where starts(with: "<!--".utf8): try readComment()
    case UInt8(ascii: "!") where starts(with: "<![CDATA[".utf8): try readCharacterData()
    case UInt8(ascii: "!"):
      throw Malformed(
        range: start..<(start + 2), summary: "Picture has a document type, which could define anything")
    default: try readStartTag()
    }
  }

  /// Reads `<?xml version="1.0" encoding="UTF-8"?>`.
  private mutating func readDeclaration() throws(Malformed) {
    let start = index
    guard let end = offset(of: "?>") else {
      throw Malformed(range: start..<(start + 5), summary: "XML declaration has no end")
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    if let encoding = text.firstRange(of: "encoding") {
      let value = text[encoding.upperBound...].drop { $0.isWhitespace || $0 == "=" }
      guard value.hasPrefix("\"utf-8\"") || value.hasPrefix("'utf-8'") else {
        throw Malformed(range: start..<end, summary: "Picture must be encoded in UTF-8")
      }
    }
    index = end + 2
  }

  /// Reads a comment, which must also be a single comment in HTML.
  private mutating func readComment() throws(Malformed) {
    let start = index
    index += 4
    guard let end = offset(of: "--") else {
      throw Malformed(range: start..<(start + 4), summary: "Comment has no end")
    }
    let text = bytes[index..<end]
    guard peek(end + 2 - index) == UInt8(ascii: ">"), text.first != UInt8(ascii: ">"),
      text.last != UInt8(ascii: "-")
    else {
      throw Malformed(range: start..<(end + 2), summary: "Comment must not contain '--' or begin with '>'")
    }
    index = end + 3
  }

  private mutating func readCharacterData() throws(Malformed) {
    let start = index
    index += 9
    guard !open.isEmpty, let end = offset(of: "]]>") else {
      throw Malformed(range: start..<index, summary: "Character data has no end or is outside of <svg>")
    }
    guard !bytes[index..<end].contains(UInt8(ascii: "<")) else {
      throw Malformed(range: start..<end, summary: "Character data must not contain '<'")
    }
    if style != nil { appendStyle(bytes[index..<end], at: index, end: end) }
    index = end + 3
  }

  private mutating func readText() throws(Malformed) {
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
      let start = index
      let byte = bytes[index]
      if byte == UInt8(ascii: "&") {
        let character = try readReference()
        if style != nil { appendStyle(character.utf8, at: start, end: start) }
      } else {
        try check(byte)
        index += 1
        if style != nil { appendStyle([byte], at: start, end: index) }
      }
      if open.isEmpty, !byte.isASCIIWhitespace {
        throw Malformed(range: start..<index, summary: "Text is outside of <svg>")
      }
    }
  }

  private mutating func appendStyle(_ text: some Collection<UInt8>, at start: Int, end: Int) {
    style?.text += text
    style?.places += text.indices.enumerated().map { start == end ? start : start + $0.offset }
  }

  /// Reads a reference to a character, such as `&lt;`, `&#60;`, or `&#x3C;`.
  private mutating func readReference() throws(Malformed) -> String {
    let start = index
    let name = bytes[(start + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
    index = min(bytes.count, name.endIndex + 1)
    let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    let text = String(decoding: name, as: UTF8.self)
    guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";") else {
      throw Malformed(range: start..<index, summary: "'&' must be written as '&amp;'")
    }
    if let character = known[text] { return character }
    let digits = text.dropFirst()
    let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard text.hasPrefix("#"), digits.first != "+", digits.dropFirst().first != "+",
      let scalar = number.flatMap(Unicode.Scalar.init),
      scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar)
    else { throw Malformed(range: start..<index, summary: "Reference '&\(text);' is not defined") }
    return String(scalar)
  }

  private func check(_ byte: UInt8) throws(Malformed) {
    if byte < 0x20, !byte.isASCIIWhitespace || byte == 0x0B || byte == 0x0C {
      throw Malformed(range: index..<(index + 1), summary: "Control character is not allowed")
    }
  }

  // MARK: Tags

  private mutating func readStartTag() throws(Malformed) {
    index += 1
    let name = try readName()
    var attributes: [(name: Range<Int>, value: String)] = []
    var isEmpty = false
    while true {
      let hadSpace = skipSpace()
      guard let byte = peek() else { throw Malformed(range: name, summary: "Tag has no end") }
      if byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: "/") {
        guard peek(1) == UInt8(ascii: ">") else { throw Malformed(range: name, summary: "Tag has no end") }
        index += 1
        isEmpty = true
        break
      }
      guard hadSpace else {
        throw Malformed(range: index..<(index + 1), summary: "Space is missing before an attribute")
      }
      attributes.append(try readAttribute())
    }
    index += 1
    try enter(name, attributes, isEmpty: isEmpty)
  }

  private mutating func readAttribute() throws(Malformed) -> (name: Range<Int>, value: String) {
    let name = try readName()
    _ = skipSpace()
    guard peek() == UInt8(ascii: "=") else {
      throw Malformed(range: name, summary: "Attribute '\(text(name))' has no value")
    }
    index += 1
    _ = skipSpace()
    guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw Malformed(range: name, summary: "Value of '\(text(name))' has no quotation marks")
    }
    index += 1
    var value: [UInt8] = []
    while let byte = peek(), byte != quote {
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") {
        value += try readReference().utf8
      } else {
        try check(byte)
        value.append(byte)
        index += 1
      }
    }
    guard peek() == quote else {
      throw Malformed(range: name, summary: "Value of '\(text(name))' has no end")
    }
    index += 1
    return (name, String(decoding: value, as: UTF8.self))
  }

  private mutating func readName() throws(Malformed) -> Range<Int> {
    let start = index
    while let byte = peek(),
      byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    { index += 1 }
    let name = bytes[start..<index]
    guard let first = name.first, first.isASCIILetter || first == UInt8(ascii: "_"),
      name.count(where: { $0 == UInt8(ascii: ":") }) <= 1, name.last != UInt8(ascii: ":")
    else {
      throw Malformed(
        range: start..<min(bytes.count, max(index, start + 1)), summary: "Name is expected here")
    }
    return start..<index
  }

  private mutating func readEndTag() throws(Malformed) {
    index += 2
    let name = try readName()
    _ = skipSpace()
    guard peek() == UInt8(ascii: ">") else { throw Malformed(range: name, summary: "Tag has no end") }
    index += 1
    guard let element = open.popLast(), bytes[element.name] == bytes[name] else {
      throw Malformed(range: name, summary: "</\(text(name))> closes nothing that is open")
    }
    leave(element.prefixes)
    if element.local == "style" { finishStyle() }
  }

  private mutating func leave(_ prefixes: [String]) {
    for prefix in prefixes { namespaces[prefix]?.removeLast() }
  }

  /// Checks an element and its attributes, whose namespaces are known only after all of them are read.
  private mutating func enter(
    _ name: Range<Int>, _ attributes: [(name: Range<Int>, value: String)], isEmpty: Bool
  ) throws(Malformed) {
    var prefixes: [String] = []
    for attribute in attributes {
      let (prefix, local) = parts(of: attribute.name)
      guard prefix == "xmlns" || (prefix.isEmpty && local == "xmlns") else { continue }
      let bound = prefix.isEmpty ? "" : local
      guard bound != "xml", bound != "xmlns" else {
        throw Malformed(range: attribute.name, summary: "Prefix '\(bound)' is reserved")
      }
      namespaces[bound, default: []].append(SVGVocabulary.Namespace(attribute.value))
      prefixes.append(bound)
    }
    let local = try checkElement(name)
    try checkAttributes(attributes, of: local, named: text(name))
    guard !isEmpty else { return leave(prefixes) }
    guard open.count < Self.maximumDepth else {
      throw Malformed(
        range: name, summary: "Elements are nested more than \(Self.maximumDepth) levels deep")
    }
    open.append(Element(name: name, local: local, prefixes: prefixes))
    if local == "style" { style = Style() }
  }

  /// - Returns: The local name of an SVG element, or `nil` for an editor's own element.
  private mutating func checkElement(_ name: Range<Int>) throws(Malformed) -> String? {
    let (prefix, local) = parts(of: name)
    let namespace = try namespace(of: prefix, at: name)
    if open.isEmpty {
      guard !hasRoot, namespace == .svg, local == "svg" else {
        throw Malformed(
          range: name,
          summary: hasRoot
            ? "Picture has more than one root element"
            : "Root element must be <svg xmlns=\"http://www.w3.org/2000/svg\">")
      }
      hasRoot = true
      return local
    }
    if namespace == .editor { return nil }
    if style != nil || namespace != .svg || !SVGVocabulary.elements.contains(local) {
      problems.append((name, "Element <\(text(name))> is not allowed in a picture"))
    }
    return local
  }

  private mutating func checkAttributes(
    _ attributes: [(name: Range<Int>, value: String)], of element: String?, named elementName: String
  ) throws(Malformed) {
    var seen: Set<String> = []
    for (name, value) in attributes {
      let (prefix, local) = parts(of: name)
      // Two prefixes of one namespace could hide a duplicate, so this compares namespaces, not prefixes.
      let namespace = prefix.isEmpty ? .none : try namespace(of: prefix, at: name)
      let key = namespace == .editor || prefix == "xmlns" ? text(name) : "\(namespace) \(local)"
      guard seen.insert(key).inserted else {
        throw Malformed(range: name, summary: "Attribute '\(text(name))' is given twice")
      }
      if prefix == "xmlns" || (prefix.isEmpty && local == "xmlns") || namespace == .editor { continue }
      // Browsers ignore all attributes of unknown elements.
      guard let element else { continue }
      if !SVGVocabulary.allows(local, in: namespace) {
        problems.append((name, "Attribute '\(text(name))' of <\(elementName)> is not allowed in a picture"))
      } else if local == "href" {
        checkAddress(value, isPicture: element == "image" || element == "feImage", at: name)
      } else if local == "attributeName" {
        if !SVGVocabulary.allowsAnimation(of: value) {
          problems.append((name, "Animating '\(value)' is not allowed in a picture"))
        }
      } else if value.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "@") }) {
        for address in StyleAddresses.all(in: Array(value.utf8)[...]) { check(address, at: name) }
      }
    }
  }

  private mutating func checkAddress(_ address: String, isPicture: Bool, at name: Range<Int>) {
    if address.hasPrefix("#") || (isPicture && SVGVocabulary.isPictureData(address)) { return }
    problems.append((name, "'\(address.prefix(80))' is not a part of the picture"))
  }

  private mutating func check(_ address: StyleAddresses.Found, at range: Range<Int>) {
    switch address.form {
    case .imported: problems.append((range, "Style sheet of a picture can't import another"))
    case .computed:
      problems.append((range, "Address in a picture can't be computed by '\(address.text)'"))
    case .loaded:
      if address.text.hasPrefix("#") || SVGVocabulary.isPictureData(address.text)
        || SVGVocabulary.isFontData(address.text)
      {
        return
      }
      problems.append((range, "'\(address.text.prefix(80))' is not a part of the picture"))
    }
  }

  private mutating func finishStyle() {
    guard let style else { return }
    self.style = nil
    for address in StyleAddresses.all(in: style.text[...]) {
      let first = style.places[address.range.lowerBound]
      let last = address.range.isEmpty ? first : style.places[address.range.upperBound - 1]
      check(address, at: first..<(max(first, last) + 1))
    }
  }

  // MARK: Bytes

  private func parts(of name: Range<Int>) -> (prefix: String, local: String) {
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else { return ("", text(name)) }
    return (text(name.lowerBound..<colon), text((colon + 1)..<name.upperBound))
  }

  private func namespace(
    of prefix: String, at name: Range<Int>
  ) throws(Malformed) -> SVGVocabulary.Namespace {
    if prefix == "xmlns" { return .none }
    guard let namespace = namespaces[prefix]?.last else {
      throw Malformed(range: name, summary: "Prefix '\(prefix)' is not declared")
    }
    return namespace
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private func starts(with text: some Sequence<UInt8>) -> Bool { bytes[index...].starts(with: text) }

  /// Returns the offset of the next occurrence of a text, or `nil` if there's none.
  private func offset(of text: StaticString) -> Int? {
    text.withUTF8Buffer { text in
      let last = bytes.count - text.count
      var offset = index
      while offset <= last {
        if bytes[offset] == text[0], bytes[offset...].starts(with: text) { return offset }
        offset += 1
      }
      return nil
    }
  }

  /// - Returns: Whether there was any space.
  private mutating func skipSpace() -> Bool {
    let start = index
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    return index > start
  }
}

/// The elements and attributes that are allowed in an SVG picture: those that draw.
///
/// They don't include `script`, `foreignObject`, `a`, and all HTML; event attributes such as `onload`; and
/// `xml:base`, which would change the meaning of local addresses.
///
/// Source: SVG 2, appendices on elements and attributes; Filter Effects Module Level 1.
enum SVGVocabulary {
  /// A namespace, as far as the check needs to distinguish them.
  enum Namespace: Sendable, Hashable {
    case none
    case svg
    case xlink
    case xml
    /// A drawing program's namespace, whose elements and attributes browsers ignore.
    case editor
    case other

    init(_ name: String) {
      switch name {
      case "": self = .none
      case "http://www.w3.org/2000/svg": self = .svg
      case "http://www.w3.org/1999/xlink": self = .xlink
      case "http://www.w3.org/XML/1998/namespace": self = .xml
      case _ where SVGVocabulary.editors.contains(name): self = .editor
      default: self = .other
      }
    }
  }

  /// The namespaces of drawing programs and of the metadata that they add.
  private static let editors: Set<String> = [
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://www.serif.com/", "http://www.bohemiancoding.com/sketch/ns", "http://www.figma.com/figma/ns",
    "http://boxy-svg.com",
  ]

  static let elements: Set<String> = Set(
    """
    svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc \
    metadata style linearGradient radialGradient stop pattern clipPath mask marker image filter feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap \
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge \
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate \
    animateTransform animateMotion set view
    """.split(separator: " ").map(String.init))

  /// Attributes that describe, refer, or control, rather than draw.
  private static let otherAttributes: Set<String> = Set(
    """
    id class style lang role tabindex href type media version baseProfile attributeName attributeType \
    requiredFeatures requiredExtensions systemLanguage zoomAndPan contentScriptType contentStyleType focusable
    """.split(separator: " ").map(String.init))

  /// Attributes that affect drawing, which animations can also change.
  private static let drawingAttributes: Set<String> = Set(
    """
    accumulate additive alignment-baseline amplitude ascent azimuth baseFrequency baseline-shift begin bias by \
    calcMode clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters \
    color-profile color-rendering cursor cx cy d descent diffuseConstant direction display divisor \
    dominant-baseline dur dx dy edgeMode elevation enable-background end exponent fill fill-opacity fill-rule \
    filter filterRes filterUnits flood-color flood-opacity font font-family font-feature-settings font-size \
    font-size-adjust font-stretch font-style font-variant font-weight fr from fx fy gradientTransform \
    gradientUnits height image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix \
    kernelUnitLength kerning keyPoints keySplines keyTimes lengthAdjust letter-spacing lighting-color \
    limitingConeAngle marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask \
    mask-type maskContentUnits maskUnits max method min mix-blend-mode mode numOctaves offset opacity operator \
    order orient origin overflow paint-order path pathLength patternContentUnits patternTransform patternUnits \
    pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r \
    radius refX refY repeatCount repeatDur restart result rotate rx ry scale seed shape-rendering side slope \
    solid-color solid-opacity spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap \
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfaceScale tableValues targetX targetY \
    text-align text-anchor text-decoration text-overflow text-rendering textLength to transform \
    transform-box transform-origin unicode-bidi unicode-range values vector-effect viewBox viewTarget \
    visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
    """.split(separator: " ").map(String.init))

  /// Returns whether an SVG element can have an attribute.
  static func allows(_ attribute: String, in namespace: Namespace) -> Bool {
    switch namespace {
    case .none:
      otherAttributes.contains(attribute) || drawingAttributes.contains(attribute)
        || attribute.hasPrefix("aria-") || attribute.hasPrefix("data-")
    case .xlink: ["href", "title", "type", "show", "actuate", "role", "arcrole"].contains(attribute)
    case .xml: ["lang", "space", "id"].contains(attribute)
    case .editor: true
    case .svg, .other: false
    }
  }

  static func allowsAnimation(of attribute: String) -> Bool { drawingAttributes.contains(attribute) }

  /// Returns whether an address contains a bitmap picture, which can't contain a script.
  static func isPictureData(_ address: String) -> Bool {
    ["png", "jpeg", "jpg", "gif", "webp", "avif"].contains { isData(address, of: "image/\($0)") }
  }

  /// Returns whether an address contains a font.
  static func isFontData(_ address: String) -> Bool {
    [
      "font/woff2", "font/woff", "font/ttf", "font/otf", "application/font-woff", "application/font-woff2",
      "application/x-font-woff", "application/x-font-ttf", "application/x-font-opentype",
      "application/octet-stream",
    ].contains { isData(address, of: $0) }
  }

  private static func isData(_ address: String, of type: String) -> Bool {
    let start = ["data:\(type);base64,", "data:\(type);charset=utf-8;base64,"].first { address.hasPrefix($0) }
    guard let start else { return false }
    return address.utf8.dropFirst(start.utf8.count).allSatisfy { byte in
      byte.isASCIILetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "=") || byte.isASCIIWhitespace
    }
  }
}
