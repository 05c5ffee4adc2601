import Basics
package import Handbook
import Markdown
import Redline

/// Writes a code as a Word file that an agency can comment on and send back.
///
/// Marks become tracked changes, and editors' comments become comments. The id of each provision and heading
/// becomes a bookmark, by which an update of the code finds it again. Labels are text before a tab, as they
/// are printed. The style of each paragraph tells what it is, so that nothing has to be guessed when the file
/// comes back.
///
/// Source: ECMA-376, part 1, sections 11.3, 17.3 to 17.13; part 2, section 9.
package struct WordExport {
  /// A part of the package.
  package struct Part: Sendable {
    package var path: String
    package var bytes: [UInt8]
  }

  /// The author and the time of the tracked changes, which Word shows.
  private let author: String
  private let date: String
  private let document: MarkdownDocument
  private var body = ""
  private var comments: [String] = []
  private var notes: [String] = []
  private var links: [String] = []
  private var revision = 0
  private var bookmark = 0
  /// The labels and bookmarks of provisions and headings, by their nodes.
  private var marks: [Int: (label: String?, id: String?)] = [:]

  /// Returns the parts of the package.
  ///
  /// The part that must be first in the archive comes first.
  ///
  /// - Parameter date: The time of the tracked changes, such as `2026-11-21T00:00:00Z`.
  package static func parts(of edition: Edition, date: String) -> [Part] {
    let text = edition.redline?.marked ?? edition.text
    var export = Self(
      text.document, author: edition.metadata.issuer ?? edition.metadata.jurisdiction.value, date: date)
    for group in text.groups {
      if let heading = group.heading {
        export.marks[heading] = (group.label, group.isPermanent ? group.anchor : nil)
      }
    }
    for provision in text.provisions {
      export.marks[provision.node] = (
        provision.label, provision.isPermanent ? provision.id.value.rawValue : nil
      )
    }
    export.writeTitle(edition)
    export.writeFacts(edition.metadata)
    export.writeBlocks(of: 0, depth: 0)
    return export.package(title: edition.metadata.title.value)
  }

  private init(_ document: MarkdownDocument, author: String, date: String) {
    self.document = document
    self.author = author
    self.date = date
  }

  /// Returns the name of the bookmark for an id.
  ///
  /// Word allows up to 40 letters, digits, and underscores.
  static func bookmark(for id: String) -> String {
    let isPlain =
      id.utf8.count <= 36 && id.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
    if isPlain { return "hb_" + id.replacing("-", with: "_") }
    // FNV-1a gives an id the same name in every file.
    let hash = id.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return "hbx_" + String(hash, radix: 16)
  }

  // MARK: Blocks

  private mutating func writeTitle(_ edition: Edition) {
    let runs = edition.redline?.title?.runs ?? [RedlineRun(.kept, edition.metadata.title.value)]
    let content = runs.map { change(run($0.text, []), as: $0.kind) }.joined()
    body += paragraph(content, style: "Title")
  }

  /// Writes a table of the facts in the front matter, which an import leaves out.
  private mutating func writeFacts(_ metadata: CodeMetadata) {
    let facts: [(String, String?)] = [
      ("Jurisdiction", metadata.jurisdiction.value), ("Citations", metadata.abbreviation.value),
      ("Status", metadata.status.rawValue), ("Issuer", metadata.issuer), ("Version", metadata.version),
      ("Adopted", metadata.adopted.map { "\($0)" }), ("Effective", metadata.effective.map { "\($0)" }),
      ("Source", metadata.source?.title),
    ]
    let rows = facts.compactMap { key, value in value.map { (key, $0) } }.map { key, value in
      "<w:tr>"
        + [key, value].map { "<w:tc><w:tcPr/>\(paragraph(run($0, []), style: "HandbookText"))</w:tc>" }
        .joined() + "</w:tr>"
    }
    body +=
      "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblCaption w:val=\"\(Self.factsCaption)\"/></w:tblPr>"
      + "<w:tblGrid><w:gridCol w:w=\"2400\"/><w:gridCol w:w=\"6600\"/></w:tblGrid>\(rows.joined())</w:tbl>"
  }

  static let factsCaption = "Facts about the code (not part of its text)"

  private mutating func writeBlocks(of parent: Int, depth: Int, isItem: Bool = false) {
    for (place, child) in document.children(of: parent).enumerated() {
      let node = document.nodes[child]
      switch node.kind {
      case .list: for item in document.children(of: child) { writeItem(item, depth: depth + 1) }
      case .paragraph where isItem && place == 0: continue
      case .paragraph:
        let isRule = marks[child] != nil
        body += paragraph(
          (isRule ? opening(of: child) : "") + inline(child) + (isRule ? closing(of: child) : ""),
          style: isRule ? "HandbookRule" : depth > 0 ? "HandbookText\(min(depth, 9))" : "HandbookText")
      case .heading:
        body += paragraph(
          opening(of: child, separator: " ") + inline(child) + closing(of: child),
          style: "Heading\(max(1, node.level - 1))")
      case .thematicBreak: body += paragraph("", style: "HandbookDivider")
      case .table: writeTable(child)
      case .footnoteDefinition: break
      case .blockQuote, .callout: writeBlocks(of: child, depth: depth)
      case .codeBlock: body += paragraph(run(document.string(node.text), []), style: "HandbookText")
      default: break
      }
    }
  }

  private mutating func writeItem(_ item: Int, depth: Int) {
    let style = "HandbookItem\(min(depth, 9))"
    let first = document.children(of: item).first { _ in true }
    let hasText = first.map { document.nodes[$0].kind == .paragraph } ?? false
    let content = hasText ? first.map { inline($0) } ?? "" : ""
    body += paragraph(opening(of: item, bullet: "•") + content + closing(of: item), style: style)
    writeBlocks(of: item, depth: depth, isItem: hasText)
  }

  /// Returns the bookmark and the label at the start of a block.
  private mutating func opening(of node: Int, bullet: String? = nil, separator: String = "\t") -> String {
    var content = ""
    if let id = marks[node]?.id {
      bookmark += 1
      content = "<w:bookmarkStart w:id=\"\(bookmark)\" w:name=\"\(Self.bookmark(for: id))\"/>"
    }
    guard let label = marks[node]?.label ?? bullet else { return content }
    return content + run(label + separator, [])
  }

  private func closing(of node: Int) -> String {
    marks[node]?.id == nil ? "" : "<w:bookmarkEnd w:id=\"\(bookmark)\"/>"
  }

  private mutating func writeTable(_ table: Int) {
    var rows = ""
    var width = 0
    for row in document.children(of: table) {
      let cells = Array(document.children(of: row))
      width = max(width, cells.count)
      rows += "<w:tr>"
      for cell in cells { rows += "<w:tc><w:tcPr/>\(paragraph(inline(cell), style: "HandbookText"))</w:tc>" }
      rows += "</w:tr>"
    }
    body +=
      "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>"
      + "<w:tblGrid>\(String(repeating: "<w:gridCol/>", count: width))</w:tblGrid>\(rows)</w:tbl>"
  }

  private func paragraph(_ content: String, style: String) -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(content)</w:p>"
  }

  // MARK: Inline text

  /// The formatting and revision around a piece of text.
  private struct Look {
    var styles: Set<String> = []
    var change = RedlineRun.Kind.kept
  }

  private mutating func inline(_ node: Int) -> String {
    var text = ""
    for child in document.children(of: node) { text += inline(child, Look()) }
    return text
  }

  private mutating func inline(_ index: Int, _ look: Look) -> String {
    let node = document.nodes[index]
    var inner = look
    switch node.kind {
    case .text: return change(run(document.string(node.text), look.styles), as: look.change)
    case .inlineCode:
      return change(
        run(document.string(node.text), look.styles.union(["<w:rStyle w:val=\"HandbookCode\"/>"])),
        as: look.change)
    case .softBreak: return change(run(" ", look.styles), as: look.change)
    case .lineBreak: return change("<w:r><w:br/></w:r>", as: look.change)
    case .emphasis: inner.styles.insert("<w:i/>")
    case .strong: inner.styles.insert("<w:b/>")
    case .insertion: inner.change = .inserted
    case .deletion: inner.change = .deleted
    case .editorComment: return comment(document.plainRemark(of: index))
    case .link:
      let content = children(of: index, inner)
      return link(to: address(of: node), content)
    case .footnoteReference: return change(note(document.string(node.footnoteLabel)), as: look.change)
    case .image: return ""
    default: break
    }
    return children(of: index, inner)
  }

  private mutating func children(of index: Int, _ look: Look) -> String {
    var text = ""
    for child in document.children(of: index) { text += inline(child, look) }
    return text
  }

  private func run(_ text: String, _ styles: Set<String>) -> String {
    guard !text.isEmpty else { return "" }
    let properties = styles.isEmpty ? "" : "<w:rPr>\(styles.sorted().joined())</w:rPr>"
    let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map { part in
      part.isEmpty ? "" : "<w:t xml:space=\"preserve\">\(Self.escaped(String(part)))</w:t>"
    }
    return "<w:r>\(properties)\(parts.joined(separator: "<w:tab/>"))</w:r>"
  }

  private mutating func change(_ content: String, as kind: RedlineRun.Kind) -> String {
    guard kind != .kept, !content.isEmpty else { return content }
    revision += 1
    let attributes = "w:id=\"\(revision)\" w:author=\"\(Self.escaped(author))\" w:date=\"\(date)\""
    if kind == .inserted { return "<w:ins \(attributes)>\(content)</w:ins>" }
    let deleted = content.replacing("<w:t ", with: "<w:delText ").replacing("</w:t>", with: "</w:delText>")
    return "<w:del \(attributes)>\(deleted)</w:del>"
  }

  private mutating func comment(_ text: String) -> String {
    let id = comments.count
    comments.append(
      "<w:comment w:id=\"\(id)\" w:author=\"\(Self.escaped(author))\" w:date=\"\(date)\">"
        + "<w:p>\(run(text, []))</w:p></w:comment>")
    return "<w:commentRangeStart w:id=\"\(id)\"/><w:commentRangeEnd w:id=\"\(id)\"/>"
      + "<w:r><w:commentReference w:id=\"\(id)\"/></w:r>"
  }

  private mutating func note(_ label: String) -> String {
    let definition = document.nodes.indices.first {
      document.nodes[$0].kind == .footnoteDefinition
        && document.string(document.nodes[$0].footnoteLabel) == label
    }
    guard let definition else { return "" }
    var content = ""
    for block in document.children(of: definition) { content += "<w:p>\(inline(block))</w:p>" }
    let id = notes.count + 2
    notes.append("<w:footnote w:id=\"\(id)\">\(content)</w:footnote>")
    return "<w:r><w:footnoteReference w:id=\"\(id)\"/></w:r>"
  }

  private func address(of node: Node) -> String {
    if let reference = node.referenceIndex { return document.references[reference].target }
    return document.string(node.destination)
  }

  private mutating func link(to address: String, _ content: String) -> String {
    if address.hasPrefix("#") {
      return
        "<w:hyperlink w:anchor=\"\(Self.bookmark(for: String(address.dropFirst())))\">\(content)</w:hyperlink>"
    }
    guard DraftLinks.isAllowed(address) else { return content }
    links.append(address)
    return "<w:hyperlink r:id=\"rIdLink\(links.count)\">\(content)</w:hyperlink>"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where scalar.value >= 0x20 || scalar == "\t" {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: Package

  private func package(title: String) -> [Part] {
    WordPackageWriter(
      body: body, comments: comments, notes: notes, links: links, title: title, author: author, date: date
    )
    .parts
  }
}

extension MarkdownDocument {
  /// Returns the words of an editor's comment.
  fileprivate func plainRemark(of index: Int) -> String {
    subtree(of: index).map { node in
      switch nodes[node].kind {
      case .text, .inlineCode: string(nodes[node].text)
      case .softBreak, .lineBreak: " "
      default: ""
      }
    }.joined()
  }
}

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
