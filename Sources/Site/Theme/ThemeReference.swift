/// The reference for authors of themes, as Markdown: what each template is given.
package enum ThemeReference {
  /// A section for every page and block, then one for every context that they hold, each with a table of its
  /// fields.
  package static var markdown: String {
    let roots = Theme.roots.sorted { $0.template < $1.template }
    var sections = roots.map { section("`\($0.template).mustache`", $0.schema) }
    sections += parts(of: roots.map(\.self)).map { section($0.name, $0) }
    return sections.joined(separator: "\n")
  }

  /// The schemas of the contexts that some field holds, by name.
  private static func parts(of roots: [any TemplateContext.Type]) -> [TemplateSchema] {
    var found: [String: TemplateSchema] = [:]
    var waiting = roots.map { $0.schema }
    while let schema = waiting.popLast() {
      for field in schema.fields {
        guard let part = field.kind.part?.schema, found[part.name] == nil else { continue }
        found[part.name] = part
        waiting.append(part)
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  private static func section(_ title: String, _ schema: TemplateSchema) -> String {
    var lines = ["## \(title)", "", "| name | kind | what it is |", "|---|---|---|"]
    lines += schema.fields.map { field in
      let kind = [
        field.kind.word, field.kind.part.map { "of \($0.schema.name)" }, field.isOptional ? "or absent" : nil,
      ]
      return "| `\(field.name)` | \(kind.compactMap(\.self).joined(separator: " ")) | \(field.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
