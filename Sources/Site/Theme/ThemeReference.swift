/// The reference for authors of themes, as Markdown: the values that each template can use.
package enum ThemeReference {
  /// A section for every page and block, then one for every context that they contain, each with a table of its
  /// fields.
  package static var markdown: String {
    let roots = Theme.roots.sorted { $0.template < $1.template }
    var sections = roots.map { root in
      section(
        "`\(root.template).mustache`", root.schema,
        note: root is any PageContext.Type ? "A page: it has the values of \(shell.name), too." : nil)
    }
    sections += parts(of: [shell] + roots.map { $0.schema }).map { section($0.name, $0) }
    return sections.joined(separator: "\n")
  }

  private static var shell: TemplateSchema { PageShell.schema }

  /// The schema of the shell, and those of the contexts that some field contains, by name.
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
    lines += ["| name | kind | what it is |", "|---|---|---|"]
    lines += schema.fields.map { field in
      let kind = [
        field.kind.word, field.kind.part.map { "of \($0.schema.name)" }, field.isOptional ? "or absent" : nil,
      ]
      return "| `\(field.name)` | \(kind.compactMap(\.self).joined(separator: " ")) | \(field.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
