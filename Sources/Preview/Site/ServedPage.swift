/// What the preview changes in a page that it serves.
enum ServedPage {
  /// The page with its tag, which the preview's script reads from its own element.
  ///
  /// A field of the response wouldn't do: a browser under load doesn't always show it to scripts, and a page without a
  /// tag can't know that it's old.
  static func bytes(of page: [UInt8], tag: String) -> [UInt8] {
    inserting(" data-tag=\"\(tag)\"", after: "src=\"\(PreviewSite.scriptAddress)\"", in: page)
  }

  /// The page with relative addresses that start at the root of the server, wherever it's shown.
  static func rooted(_ page: [UInt8]) -> [UInt8] {
    inserting("\n<base href=\"/\">", after: "<head>", in: page)
  }

  /// The page as it is if it doesn't have the mark.
  private static func inserting(_ text: String, after mark: String, in page: [UInt8]) -> [UInt8] {
    guard let place = page.firstRange(of: Array(mark.utf8)) else { return page }
    return page[..<place.upperBound] + Array(text.utf8) + page[place.upperBound...]
  }
}
