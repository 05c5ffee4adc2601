import Markup

/// Puts the published names of assets into the `url(…)`s of a style sheet.
///
/// A page that is read from a folder must load everything from there, so an address that leaves the theme is an
/// error, as is one that leads to no asset.
struct StyleSheetAddresses {
  private let file: TemplateSource
  /// The published file names by the names in the theme.
  private let published: [String: String]
  private var output: [UInt8] = []
  private var diagnostics: [Diagnostic] = []

  static func rewrite(
    _ file: TemplateSource, published: [String: String]
  ) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    var rewriter = StyleSheetAddresses(file: file, published: published)
    rewriter.rewrite()
    return (rewriter.output, rewriter.diagnostics)
  }

  private init(file: TemplateSource, published: [String: String]) {
    self.file = file
    self.published = published
  }

  private mutating func rewrite() {
    let opening = Array("url(".utf8)
    var offset = 0
    let bytes = file.bytes
    while offset < bytes.count {
      guard bytes[offset...].starts(with: opening) else {
        output.append(bytes[offset])
        offset += 1
        continue
      }
      output.append(contentsOf: opening)
      offset += opening.count
      let end = bytes[offset...].firstIndex(of: UInt8(ascii: ")")) ?? bytes.count
      write(offset..<end)
      offset = end
    }
  }

  private mutating func write(_ range: Range<Int>) {
    var inner = range
    func isTrimmed(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x22 || byte == 0x27 }
    while let first = inner.first, isTrimmed(file.bytes[first]) { inner = (first + 1)..<inner.upperBound }
    while let last = inner.last, isTrimmed(file.bytes[last]) { inner = inner.lowerBound..<last }
    let address = file.text(inner)
    if address.hasPrefix("data:") || address.hasPrefix("#") {
      output.append(contentsOf: file.bytes[range])
    } else if let name = published[address] {
      output.append(contentsOf: "\"\(name)\"".utf8)
    } else {
      let isOutside = address.utf8.contains(UInt8(ascii: ":")) || address.hasPrefix("/")
      let nearest = NearestMatch.of(address, among: published.keys.sorted())
      diagnostics.append(
        isOutside
          ? file.error("external-asset", "'\(address)' is not in the theme's assets", at: inner)
          : file.error(
            "unknown-asset",
            "Asset '\(address)' does not exist" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), at: inner
          )
      )
    }
  }
}
