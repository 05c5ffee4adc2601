import Basics

/// Puts the published names of assets into a theme's style sheet.
///
/// A page that is read from a folder must load everything from there, so an address outside the theme is an
/// error, as is the address of a missing asset. Addresses are relative to the sheet's own folder, as browsers read
/// them.
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

  /// The path below `assets/` that an address leads to, or `nil` if it leads out of the theme.
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
