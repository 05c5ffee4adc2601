import Basics

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

/// The reference for theme authors, as Markdown: the values that each template can use.
package enum ThemeReference {
  /// A section for each page and block, then one for each context in them, all with a table of their fields.
  package static var markdown: String {
    let roots = Theme.roots.sorted { $0.template < $1.template }
    var sections = roots.map { root in
      section(
        "`\(root.template).mustache`", root.schema,
        note: root is any PageContext.Type ? "A page, which also has the values of \(shell.name)." : nil)
    }
    sections += parts(of: [shell] + roots.map { $0.schema }).map { section($0.name, $0) }
    return sections.joined(separator: "\n")
  }

  private static var shell: TemplateSchema { PageShell.schema }

  /// Returns the schemas of the shell and of the contexts in fields, sorted by name.
  private static func parts(of schemas: [TemplateSchema]) -> [TemplateSchema] {
    var found = [shell.name: shell]
    var waiting = schemas
    while let schema = waiting.popLast() {
      for field in schema.fields {
        guard let part = field.kind.part?.schema, found[part.name] == nil else { continue }
        found[part.name] = part
        waiting.append(part)
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  private static func section(_ title: String, _ schema: TemplateSchema, note: String? = nil) -> String {
    var lines = ["## \(title)", ""]
    if let note { lines += [note, ""] }
    guard !schema.fields.isEmpty else { return lines.joined(separator: "\n") }
    lines += ["| name | kind | meaning |", "|---|---|---|"]
    lines += schema.fields.map { field in
      let kind = [
        field.kind.word, field.kind.part.map { "of \($0.schema.name)" }, field.isOptional ? "or absent" : nil,
      ]
      return "| `\(field.name)` | \(kind.compactMap(\.self).joined(separator: " ")) | \(field.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
