/// The parts of a Word file that have words or say how words look, found through the package's relationships.
///
/// Source: ECMA-376, part 2, section 9 (relationships), and part 1, section 11.3 (the parts of a document).
struct WordPackage {
  struct Relationship {
    /// The last component of its type, such as `styles`.
    var type: String
    var target: String
    var isExternal: Bool
  }

  let file: WordFile
  let document: XMLElement
  let styles: XMLElement?
  let numbering: XMLElement?
  let footnotes: XMLElement?
  let endnotes: XMLElement?
  let comments: XMLElement?
  /// The headers and footers that the document has.
  let margins: [XMLElement]
  /// What the document's own relationships lead to, by their ids.
  let relationships: [String: Relationship]
  /// What the footnotes' relationships lead to.
  let noteRelationships: [String: Relationship]

  init(_ file: WordFile) throws(WordFile.Refusal) {
    self.file = file
    let root = try Self.relationships(of: "", in: file)
    let path = root.values.first { $0.type == "officeDocument" }?.target ?? "word/document.xml"
    guard let document = try file.tree(of: path), document.name == "w:document" else { throw .noDocument }
    self.document = document
    let relationships = try Self.relationships(of: path, in: file)
    func part(_ type: String) throws(WordFile.Refusal) -> XMLElement? {
      guard let found = relationships.values.first(where: { $0.type == type && !$0.isExternal }) else {
        return nil
      }
      return try file.tree(of: found.target)
    }
    self.relationships = relationships
    styles = try part("styles")
    numbering = try part("numbering")
    footnotes = try part("footnotes")
    endnotes = try part("endnotes")
    comments = try part("comments")
    let notes = relationships.values.first { $0.type == "footnotes" && !$0.isExternal }
    noteRelationships =
      try notes.map { relation throws(WordFile.Refusal) in
        try Self.relationships(of: relation.target, in: file)
      } ?? [:]
    var margins: [XMLElement] = []
    for relation in relationships.values.sorted(by: { $0.target < $1.target })
    where (relation.type == "header" || relation.type == "footer") && !relation.isExternal {
      if let tree = try file.tree(of: relation.target) { margins.append(tree) }
    }
    self.margins = margins
  }

  private static func relationships(
    of part: String, in file: WordFile
  ) throws(WordFile.Refusal) -> [String: Relationship] {
    let folder = part.split(separator: "/").dropLast().map(String.init)
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    let path = (folder + ["_rels", "\(name).rels"]).joined(separator: "/")
    guard let tree = try file.tree(of: path) else { return [:] }
    var found: [String: Relationship] = [:]
    for element in tree.elements where element.name == "Relationship" {
      guard let id = element["Id"], let type = element["Type"], let target = element["Target"] else {
        continue
      }
      let isExternal = element["TargetMode"] == "External"
      found[id] = Relationship(
        type: type.split(separator: "/").last.map(String.init) ?? type,
        target: isExternal ? target : resolved(target, in: folder), isExternal: isExternal)
    }
    return found
  }

  /// The path from the package's root that a relative target means.
  private static func resolved(_ target: String, in folder: [String]) -> String {
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/").map(String.init) where part != "." {
      if part == ".." { if !parts.isEmpty { parts.removeLast() } } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
