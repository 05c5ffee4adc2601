/// Builds Word files in tests from short WordprocessingML.
///
/// The document has the styles Title, Heading1, and Heading2, and two lists. List 1 counts `1.`, `(a)`, `i)`,
/// and list 2 counts `1.`, `1.1`.
package struct WordDocument {
  package var body: String
  package var styles = Self.styles
  package var numbering = Self.numbering
  /// Footnotes, whose ids count from 2.
  package var notes: [String] = []
  /// Reviewers' comments, whose ids count from 0.
  package var comments: [String] = []
  /// The addresses of links, whose ids are `rId100` and up.
  package var links: [String] = []
  /// The text of a page header.
  package var header: String?
  /// The path of the main part.
  package var path = "word/document.xml"
  /// The text before the root element, such as a document type.
  package var prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#

  package init(_ body: String...) {
    self.body = body.joined()
  }

  // MARK: Parts

  private static let namespaces =
    [
      "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
      "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
      "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
      "v": "urn:schemas-microsoft-com:vml",
      "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    ].sorted { $0.key < $1.key }.map { "xmlns:\($0.key)=\"\($0.value)\"" }.joined(separator: " ")

  private static let styles = """
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
    <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>\
    <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>\
    <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>\
    <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    """

  private static let numbering =
    definition(0, [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3)")])
    + definition(1, [("decimal", "%1."), ("decimal", "%1.%2")])
    + #"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    + #"<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#

  /// Returns the definition of a list, from the format and the text of each level.
  package static func definition(_ id: Int, _ levels: [(format: String, text: String)], extra: String = "")
    -> String
  {
    let levels = levels.enumerated().map { index, level in
      "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(level.format)\"/>\(extra)"
        + "<w:lvlText w:val=\"\(level.text)\"/></w:lvl>"
    }
    return "<w:abstractNum w:abstractNumId=\"\(id)\">\(levels.joined())</w:abstractNum>"
  }

  private func part(_ name: String, _ content: String) -> String {
    "\(prolog)<w:\(name) \(Self.namespaces)>\(content)</w:\(name)>"
  }

  package var archive: WordArchive {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationships(_ list: [(id: String, type: String, target: String, isExternal: Bool)]) -> String {
      let items = list.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(base)/\($0.type)\" Target=\"\($0.target)\""
          + ($0.isExternal ? " TargetMode=\"External\"/>" : "/>")
      }
      return "<?xml version=\"1.0\"?><Relationships "
        + "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let name = path.split(separator: "/").last ?? ""
    var parts = [("styles", styles), ("numbering", numbering)]
    if !notes.isEmpty {
      let notes = notes.enumerated().map { "<w:footnote w:id=\"\($0 + 2)\">\($1)</w:footnote>" }
      parts.append(("footnotes", notes.joined()))
    }
    if !comments.isEmpty {
      let comments = comments.enumerated().map {
        "<w:comment w:id=\"\($0)\" w:author=\"A\">\(Self.paragraph(Self.run($1)))</w:comment>"
      }
      parts.append(("comments", comments.joined()))
    }
    var related = parts.map { (id: "rId-\($0.0)", type: $0.0, target: "\($0.0).xml", isExternal: false) }
    related += links.enumerated().map { ("rId\(100 + $0)", "hyperlink", $1, true) }
    if header != nil { related.append(("rId-header", "header", "header1.xml", false)) }
    var entries = [
      (
        "[Content_Types].xml",
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
      ),
      ("_rels/.rels", relationships([("rId1", "officeDocument", path, false)])),
      (path, part("document", "<w:body>\(body)</w:body>")),
      ("\(folder)/_rels/\(name).rels", relationships(related)),
    ]
    let elements = [
      "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments",
    ]
    entries += parts.map { ("\(folder)/\($0.0).xml", part(elements[$0.0] ?? $0.0, $0.1)) }
    if let header { entries.append(("\(folder)/header1.xml", part("hdr", Self.paragraph(Self.run(header))))) }
    return WordArchive(entries: entries.map { .init(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  package var bytes: [UInt8] { archive.bytes }

  // MARK: Content

  private static let revision = #"w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z""#

  /// Returns a run of text.
  ///
  /// Properties are elements such as `<w:b/>`.
  package static func run(_ text: String, _ properties: String = "") -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return "<w:r>\(properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>")"
      + "<w:t xml:space=\"preserve\">\(escaped)</w:t></w:r>"
  }

  package static func inserted(_ runs: String) -> String { "<w:ins \(revision)>\(runs)</w:ins>" }

  package static func deleted(_ text: String, _ properties: String = "") -> String {
    let run = run(text, properties).replacing("w:t>", with: "w:delText>").replacing(
      "<w:t ", with: "<w:delText ")
    return "<w:del \(revision)>\(run)</w:del>"
  }

  /// Returns a paragraph of runs.
  ///
  /// - Parameters:
  ///   - list: The list, and the level in it from 0.
  ///   - mark: `ins` or `del` if the paragraph's end is a tracked change.
  package static func paragraph(
    _ content: String, style: String? = nil, list: (id: Int, level: Int)? = nil, mark: String? = nil,
    extra: String = ""
  ) -> String {
    var properties = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
    if let list {
      properties += "<w:numPr><w:ilvl w:val=\"\(list.level)\"/><w:numId w:val=\"\(list.id)\"/></w:numPr>"
    }
    properties += extra
    if let mark { properties += "<w:rPr><w:\(mark) \(revision)/></w:rPr>" }
    return "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")\(content)</w:p>"
  }

  package static func title(_ text: String) -> String { paragraph(run(text), style: "Title") }

  /// Returns an item of a list, which is list 1 by default.
  package static func item(_ content: String, level: Int = 0, list: Int = 1, mark: String? = nil) -> String {
    paragraph(content, list: (list, level), mark: mark)
  }

  /// Returns a table from rows of cells in WordprocessingML.
  package static func table(_ rows: [[String]], grid: Bool = true) -> String {
    let width = rows.first?.count ?? 0
    let columns = grid ? "<w:tblGrid>\(String(repeating: "<w:gridCol/>", count: width))</w:tblGrid>" : ""
    let content = rows.map { "<w:tr>\($0.joined())</w:tr>" }.joined()
    return "<w:tbl><w:tblPr/>\(columns)\(content)</w:tbl>"
  }

  package static func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(run(text)))</w:tc>"
  }

  /// Returns a field that shows its result.
  package static func field(_ instruction: String, _ result: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> \(instruction) </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(result)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }
}
