import Basics

/// A theme's scripts and style sheets as pages load them: without comments, blank lines, and indentation.
///
/// That makes them a fifth smaller. Comments after code stay, because finding them takes a parser for each language, and
/// so do comments about a license. If a string or a comment might continue on the next line of code, the whole file is
/// published as it is.
package enum PublishedCode {
  /// Returns the published form of an asset, which is its own bytes unless it's a script or a style sheet.
  package static func bytes(of asset: [UInt8], named name: String) -> [UInt8] {
    let isScript = name.hasSuffix(".js")
    guard isScript || name.hasSuffix(".css") else { return asset }
    return compacted(asset, hasLineComments: isScript) ?? asset
  }

  /// Returns the lines with code, without indentation, or `nil` if it isn't certain where strings and comments end.
  private static func compacted(_ code: [UInt8], hasLineComments: Bool) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(code.count)
    var comment: [ArraySlice<UInt8>] = []
    func keepLicense() {
      let text = Array(comment.joined(separator: [UInt8(ascii: "\n")]))
      if isAboutLicense(text) { result += text + [UInt8(ascii: "\n")] }
      comment = []
    }
    for whole in code.split(separator: UInt8(ascii: "\n")) {
      let line = whole.drop(while: \.isSpaceOrTab)
      if !comment.isEmpty {
        comment.append(whole)
        guard let end = line.firstRange(ofPair: "*/") else { continue }
        guard isBlank(line[end.upperBound...]) else { return nil }
        keepLicense()
      } else if line.starts(with: "/*".utf8) {
        comment = [line]
        guard let end = line.dropFirst(2).firstRange(ofPair: "*/") else { continue }
        if isBlank(line[end.upperBound...]) {
          keepLicense()
        } else {
          // Code follows the comment, which can be a type.
          comment = []
          guard isComplete(line[end.upperBound...]) else { return nil }
          result += line + [UInt8(ascii: "\n")]
        }
      } else if hasLineComments, line.starts(with: "//".utf8) {
        comment = [line]
        keepLicense()
      } else if !isBlank(line) {
        guard isComplete(line) else { return nil }
        result += line + [UInt8(ascii: "\n")]
      }
    }
    guard comment.isEmpty else { return nil }
    if code.last != UInt8(ascii: "\n"), !result.isEmpty { result.removeLast() }
    return result
  }

  /// Returns whether each string and comment that begins in a line of code certainly ends in it.
  private static func isComplete(_ line: ArraySlice<UInt8>) -> Bool {
    var backquotes = 0
    for byte in line where byte == UInt8(ascii: "`") { backquotes += 1 }
    guard backquotes.isMultiple(of: 2), line.last != UInt8(ascii: "\\") else { return false }
    var rest = line
    while let start = rest.firstRange(ofPair: "/*") {
      guard let end = rest[start.upperBound...].firstRange(ofPair: "*/") else { return false }
      rest = rest[end.upperBound...]
    }
    return true
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

  private static func isAboutLicense(_ comment: [UInt8]) -> Bool {
    if comment.starts(with: "/*!".utf8) || comment.starts(with: "//!".utf8) { return true }
    let text = comment.map(\.lowercasedASCII)
    return ["@license", "@preserve", "copyright", "spdx-license"].contains { text.holds(Array($0.utf8)) }
  }
}

extension ArraySlice<UInt8> {
  /// Returns the first range of two bytes, which are the text of `pair`.
  fileprivate func firstRange(ofPair pair: StaticString) -> Range<Int>? {
    let (first, second) = (pair.utf8Start[0], pair.utf8Start[1])
    var start = startIndex
    while let found = self[start...].firstIndex(of: first), found + 1 < endIndex {
      if self[found + 1] == second { return found..<found + 2 }
      start = found + 1
    }
    return nil
  }
}

/// Replaces the names of assets in a theme's style sheet with their published names.
///
/// A page that's opened from a folder must load everything from that folder, so an address outside the theme
/// is an error, as is the address of a missing asset. As in browsers, addresses are relative to the style
/// sheet's folder.
struct ThemeStyleSheet {
  private let file: TemplateSource
  /// The published paths below `assets/`, by the paths in the theme.
  private let published: [String: String]
  private var diagnostics: [Diagnostic] = []

  /// - Parameter published: The published paths of all assets that aren't style sheets, by their paths in the
  ///   theme, both below `assets/`.
  static func published(
    _ file: TemplateSource, assets published: [String: String]
  ) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    var sheet = ThemeStyleSheet(file: file, published: published)
    let bytes = StyleAddresses.replacing(in: file.bytes[...]) { sheet.replacement(for: $0) }
    return (bytes, sheet.diagnostics)
  }

  private init(file: TemplateSource, published: [String: String]) {
    self.file = file
    self.published = published
  }

  private mutating func replacement(for address: StyleAddresses.Found) -> String? {
    switch address.form {
    case .computed: return nil
    case .imported:
      diagnostics.append(
        file.error(
          .importedStyleSheet, "A style sheet can't import another", at: address.range,
          help: "load both in a template: <link rel=\"stylesheet\" href=\"{{root}}{{assets.….css}}\">"))
      return nil
    case .loaded: break
    }
    if address.text.lowercased().hasPrefix("data:") || address.text.hasPrefix("#") { return nil }
    let path = address.text.prefix { $0 != "?" && $0 != "#" }
    guard let name = name(of: path) else {
      diagnostics.append(
        file.error(.externalAsset, "'\(address.text)' is not in the theme's assets", at: address.range))
      return nil
    }
    guard let target = published[name] else {
      let folder = Route(file.name)
      let spellings = published.keys.sorted().map { folder.address(of: Route($0)) }
      diagnostics.append(
        file.error(
          .unknownAsset, "Asset '\(address.text)' does not exist", at: address.range,
          help: NearestMatch.of(String(path), among: spellings).map { "did you mean '\($0.text)'?" }))
      return nil
    }
    return Route(file.name).address(of: Route(target)) + address.text.dropFirst(path.count)
  }

  /// Returns the path below `assets/` that an address refers to, or `nil` if it's outside the theme.
  private func name(of address: Substring) -> String? {
    guard !address.contains(":"), !address.contains("\\"), !address.hasPrefix("/") else { return nil }
    var folders = file.name.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/", omittingEmptySubsequences: false) where part != "." {
      if part != ".." {
        folders.append(PercentCoding.decoded(part))
      } else if folders.popLast() == nil {
        return nil
      }
    }
    return folders.joined(separator: "/")
  }
}
