/// A page whose relative addresses start at the root of the server, wherever it is shown.
enum RootedPage {
  /// The page with a `base` behind its `<head>`; a page without `<head>` as it is.
  static func bytes(of page: [UInt8]) -> [UInt8] {
    guard let head = page.firstRange(of: Array("<head>".utf8)) else { return page }
    return page[..<head.upperBound] + Array("\n<base href=\"/\">".utf8) + page[head.upperBound...]
  }
}
