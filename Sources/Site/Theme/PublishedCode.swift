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
        guard let end = line.firstRange(of: "*/".utf8) else { continue }
        guard isBlank(line[end.upperBound...]) else { return nil }
        keepLicense()
      } else if line.starts(with: "/*".utf8) {
        comment = [line]
        guard let end = line.dropFirst(2).firstRange(of: "*/".utf8) else { continue }
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
    while let start = rest.firstRange(of: "/*".utf8) {
      guard let end = rest[start.upperBound...].firstRange(of: "*/".utf8) else { return false }
      rest = rest[end.upperBound...]
    }
    return true
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

  private static func isAboutLicense(_ comment: [UInt8]) -> Bool {
    if comment.starts(with: "/*!".utf8) || comment.starts(with: "//!".utf8) { return true }
    let text = String(decoding: comment, as: UTF8.self).lowercased()
    return ["@license", "@preserve", "copyright", "spdx-license"].contains { text.contains($0) }
  }
}
