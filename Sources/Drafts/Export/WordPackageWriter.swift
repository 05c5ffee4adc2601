/// Writes the parts of a Word file around the body of its document.
struct WordPackageWriter {
  let body: String
  let comments: [String]
  let notes: [String]
  let links: [String]
  let title: String
  let author: String
  let date: String

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  /// The parts of the file.
  ///
  /// The settings turn on Track Changes, so that nobody can forget to.
  var parts: [WordExport.Part] {
    var parts = [
      part("[Content_Types].xml", contentTypes), part("_rels/.rels", rootRelationships),
      part("word/document.xml", document), part("word/styles.xml", styles),
      part("word/settings.xml", element("settings", "<w:trackRevisions/>")),
      part("word/_rels/document.xml.rels", documentRelationships), part("docProps/core.xml", properties),
    ]
    if !comments.isEmpty { parts.append(part("word/comments.xml", element("comments", comments.joined()))) }
    if !notes.isEmpty {
      parts.append(part("word/footnotes.xml", element("footnotes", separators + notes.joined())))
    }
    return parts
  }

  private func part(_ path: String, _ content: String) -> WordExport.Part {
    WordExport.Part(path: path, bytes: Array((Self.head + content).utf8))
  }

  private func element(_ name: String, _ content: String) -> String {
    "<w:\(name) xmlns:w=\"\(Self.word)\" xmlns:r=\"\(Self.relations)\">\(content)</w:\(name)>"
  }

  private var document: String {
    let page =
      "<w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" "
      + "w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>"
    return element("document", "<w:body>\(body)<w:sectPr>\(page)</w:sectPr></w:body>")
  }

  /// The separator lines above footnotes, which Word requires.
  private var separators: String {
    "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
      + "<w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
  }

  // MARK: Styles

  private var styles: String {
    var styles = style("Normal", "Normal", isDefault: true, spacing: 120)
    styles += style("Title", "Title", run: "<w:b/><w:sz w:val=\"36\"/>", spacing: 240)
    for level in 1...5 {
      styles += style(
        "Heading\(level)", "heading \(level)",
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"\(level - 1)\"/>",
        run: "<w:b/><w:sz w:val=\"\(30 - level * 2)\"/>",
        spacing: 120)
    }
    styles += style("HandbookText", "Handbook Text", spacing: 120)
    styles += style("HandbookRule", "Handbook Rule", spacing: 120)
    styles += style(
      "HandbookDivider", "Handbook Divider",
      paragraph: "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>",
      spacing: 120)
    for depth in 1...9 {
      let left = depth * 600
      styles += style(
        "HandbookItem\(depth)", "Handbook Item \(depth)",
        paragraph: "<w:tabs><w:tab w:val=\"left\" w:pos=\"\(left)\"/></w:tabs>",
        indent: "<w:ind w:left=\"\(left)\" w:hanging=\"600\"/>", spacing: 60)
      styles += style(
        "HandbookText\(depth)", "Handbook Text \(depth)", indent: "<w:ind w:left=\"\(left)\"/>", spacing: 60)
    }
    styles +=
      "<w:style w:type=\"character\" w:styleId=\"HandbookCode\"><w:name w:val=\"Handbook Code\"/>"
      + "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/></w:rPr></w:style>"
    return element("styles", styles)
  }

  private func style(
    _ id: String, _ name: String, isDefault: Bool = false, paragraph: String = "", indent: String = "",
    run: String = "",
    spacing: Int
  ) -> String {
    // The schema requires this order.
    let properties =
      "<w:pPr>\(paragraph.contains("outlineLvl") ? "<w:keepNext/>" : paragraph)"
      + "<w:spacing w:after=\"\(spacing)\"/>\(indent)"
      + (paragraph.contains("outlineLvl") ? paragraph.replacing("<w:keepNext/>", with: "") : "") + "</w:pPr>"
    return "<w:style w:type=\"paragraph\"\(isDefault ? " w:default=\"1\"" : "") w:styleId=\"\(id)\">"
      + "<w:name w:val=\"\(name)\"/>\(isDefault ? "" : "<w:basedOn w:val=\"Normal\"/>")"
      + "\(properties)\(run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>")</w:style>"
  }

  // MARK: Relationships and properties

  private var contentTypes: String {
    var overrides = [
      ("/word/document.xml", "\(Self.kind).document.main+xml"),
      ("/word/styles.xml", "\(Self.kind).styles+xml"),
      ("/word/settings.xml", "\(Self.kind).settings+xml"),
    ]
    overrides.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    if !comments.isEmpty { overrides.append(("/word/comments.xml", "\(Self.kind).comments+xml")) }
    if !notes.isEmpty { overrides.append(("/word/footnotes.xml", "\(Self.kind).footnotes+xml")) }
    return "<Types xmlns=\"\(Self.package)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + overrides.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined() + "</Types>"
  }

  private func relationships(_ list: [(id: String, type: String, target: String, isExternal: Bool)]) -> String
  {
    "<Relationships xmlns=\"\(Self.package)/relationships\">"
      + list.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\($0.type)\" Target=\"\(WordExport.escaped($0.target))\""
          + ($0.isExternal ? " TargetMode=\"External\"/>" : "/>")
      }.joined() + "</Relationships>"
  }

  private var rootRelationships: String {
    relationships([
      ("rId1", "\(Self.relations)/officeDocument", "word/document.xml", false),
      ("rId2", "\(Self.package)/relationships/metadata/core-properties", "docProps/core.xml", false),
    ])
  }

  private var documentRelationships: String {
    var list = [
      (id: "rIdStyles", type: "\(Self.relations)/styles", target: "styles.xml", isExternal: false),
      (id: "rIdSettings", type: "\(Self.relations)/settings", target: "settings.xml", isExternal: false),
    ]
    if !comments.isEmpty { list.append(("rIdComments", "\(Self.relations)/comments", "comments.xml", false)) }
    if !notes.isEmpty { list.append(("rIdFootnotes", "\(Self.relations)/footnotes", "footnotes.xml", false)) }
    list += links.enumerated().map { ("rIdLink\($0 + 1)", "\(Self.relations)/hyperlink", $1, true) }
    return relationships(list)
  }

  private var properties: String {
    "<cp:coreProperties xmlns:cp=\"\(Self.package)/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      + "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(WordExport.escaped(title))</dc:title><dc:creator>\(WordExport.escaped(author))</dc:creator>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(date)</dcterms:created></cp:coreProperties>"
  }
}
