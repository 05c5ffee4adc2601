import Basics

/// The kind of address that a link or picture has, determined by a list of allowed schemes.
///
/// Source: RFC 3986, section 3.1 (schemes), and the URL Standard for how browsers treat other bytes: they
/// drop tabs and line ends, trim spaces and control characters, and read `\` as `/`.
package enum Address: Sendable, Hashable {
  /// `http`, `https`, `mailto`, or `tel`. For a picture, also an image in a `data` address.
  case external
  /// A path relative to the file, or `#` with an anchor.
  case `internal`
  /// Everything else, including `//host`.
  case unsafe

  /// Classifies an address whose escapes and entities have been decoded.
  ///
  /// - Parameter isImage: Whether a picture is loaded from the address.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, isImage: Bool) {
    var colon: Int?
    var isFirstSegment = true
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0...0x1F, 0x7F, UInt8(ascii: "\\"):
        self = .unsafe
        return
      case UInt8(ascii: ":") where isFirstSegment:
        colon = offset
        isFirstSegment = false
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isFirstSegment = false
      default: break
      }
    }
    let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
    guard let colon else {
      let isNetworkPath =
        start + 1 < bytes.count && bytes[start] == UInt8(ascii: "/") && bytes[start + 1] == UInt8(ascii: "/")
      self = isNetworkPath ? .unsafe : .internal
      return
    }
    let isAllowed = Self.isAllowed(bytes[..<colon], rest: bytes[(colon + 1)...], isImage: isImage)
    self = isAllowed ? .external : .unsafe
  }

  private static func isAllowed(
    _ scheme: Slice<UnsafeBufferPointer<UInt8>>, rest: Slice<UnsafeBufferPointer<UInt8>>, isImage: Bool
  ) -> Bool {
    func matches(_ text: StaticString, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
      let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      return bytes.count >= wanted.count && zip(wanted, bytes).allSatisfy { $0 == $1.lowercasedASCII }
    }
    switch scheme.count {
    case 3: return matches("tel", scheme)
    case 4:
      if matches("http", scheme) { return true }
      return isImage && matches("data", scheme)
        && (matches("image/png;", rest) || matches("image/gif;", rest) || matches("image/jpeg;", rest)
          || matches("image/webp;", rest))
    case 5: return matches("https", scheme)
    case 6: return matches("mailto", scheme)
    default: return false
    }
  }
}

extension Address {
  /// Returns a web or email address with the scheme that the author left out, or `nil` if the text doesn't
  /// look like either.
  package static func completed(_ text: String) -> String? {
    guard !text.contains(where: \.isWhitespace) else { return nil }
    for (broken, scheme) in [
      ("https//", "https://"), ("http//", "http://"), ("https:/", "https://"), ("http:/", "http://"),
    ]
    where text.hasPrefix(broken) && !text.hasPrefix(scheme) {
      return scheme + text.dropFirst(broken.count).drop { $0 == "/" }
    }
    let host = text.prefix { !"/?#".contains($0) }
    let ending = host.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard host.contains("."), topLevelDomains.contains(ending), !host.hasPrefix(".") else { return nil }
    if let at = host.firstIndex(of: "@") {
      return at > host.startIndex && host.count == text.count ? "mailto:\(text)" : nil
    }
    return host.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-.".utf8.contains($0) }
      ? "https://\(text)" : nil
  }

  /// Returns the address that was probably meant by an unsafe one, or `nil` if it's unknown.
  static func corrected(_ text: String) -> String? {
    if text.contains("\\"), !text.contains(":") { return text.replacing("\\", with: "/") }
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://"),
      let scheme = NearestMatch.of(String(text[..<colon]), among: ["http", "https"])
    else { return text.hasPrefix("//") ? completed(String(text.dropFirst(2))) : nil }
    return "\(scheme.text)\(text[colon...])"
  }

  /// The top-level domains that most agencies and boards use.
  ///
  /// No file name in a handbook has one of these as its extension.
  private static let topLevelDomains: Set<String> = [
    "gov", "org", "com", "net", "edu", "us", "info", "mil", "io",
  ]
}

/// Lists what a document refers to, in document order, and checks every address in it.
///
/// Also reports raw HTML.
enum ReferenceCollector: MarkdownExtension {
  static let option: MarkdownParser.Extensions = []

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var rawHTML = RawHTMLReport()
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .reference: document.addReference(.citation, index)
      case .quotation: document.addReference(.quotation, index)
      case .link, .image: judge(index, of: &document, &context)
      case .htmlBlock, .inlineHTML:
        guard !context.options.allowsRawHTML else { continue }
        rawHTML.add(index, of: document, &context)
      default: continue
      }
    }
  }

  private static func judge(
    _ index: Int, of document: inout MarkdownDocument, _ context: inout ParsingContext
  ) {
    let node = document.nodes[index]
    let address = document.literals.withUnsafeBufferPointer {
      Address(UnsafeBufferPointer(rebasing: $0[node.literal.range]), isImage: node.kind == .image)
    }
    switch address {
    case .external: break
    case .internal:
      document.nodes[index].flags.insert(.internal)
      document.addReference(node.kind == .image ? .image : .link, index)
    case .unsafe:
      document.nodes[index].flags.insert(.unsafe)
      let written = document.string(node.literal)
      context.report(
        .error, .unsafeAddress,
        "Address '\(written)' isn't http, https, mailto, tel, or a path",
        document.placeOfAddress(index),
        help: "link to a web address, or to a file of the content by its path from this file",
        meant: Address.corrected(written).map { NearestMatch($0, isOnlyOne: true) })
    }
  }
}

extension MarkdownDocument {
  fileprivate mutating func addReference(_ form: Reference.Form, _ index: Index) {
    nodes[index].value = Int32(truncatingIfNeeded: references.count)
    references.append(
      Reference(
        form: form, target: string(nodes[index].literal), range: placeOfAddress(index),
        isShort: nodes[index].kind == .reference && nodes[index].flags.contains(.short)))
  }

  /// Returns the range of the target of a link, picture, reference, or quotation, or the range of the whole
  /// node if the target is written elsewhere.
  fileprivate func placeOfAddress(_ index: Index) -> SourceRange {
    let node = nodes[index]
    if node.literal.range.upperBound <= sourceCount, !node.literal.isEmpty {
      return lines.range(node.literal.range, near: node.startLine)
    }
    guard node.kind == .link || node.kind == .image else { return place(of: index) }
    // If the address has escapes, it's the text after `](`.
    let text = index + 1 < Int(node.end) ? children(of: index).reduce(index) { $1 } : index
    guard text != index, let bracket = sourceEnd(of: nodes[text]), let end = sourceEnd(of: node),
      bracket + 2 < end, literals[bracket] == UInt8(ascii: "]"), literals[bracket + 1] == UInt8(ascii: "(")
    else { return place(of: index) }
    return lines.range((bracket + 2)..<(end - 1))
  }
}
