import Markup

/// Reads the inlines of one block of pandoc's tree into runs.
struct PandocInlines {
  private(set) var runs: [StyledRun] = []
  /// How many footnotes stand before this block.
  private let footnotesBefore: Int
  /// What the source does with the end of the paragraph.
  private(set) var ending = DraftBlock.Ending.kept
  /// The blocks of each footnote that the text refers to.
  private(set) var footnotes: [[JSONValue]] = []
  private(set) var problems: [String] = []
  /// Remarks that wait for the end of the text that they are about.
  private var openComments: [(id: String, text: String)] = []

  private struct Context {
    var kind = DraftPiece.Kind.kept
    /// Whether the text was inserted and then deleted, and is in neither version.
    var isGone = false
    var style: StyledRun.Style = []
    var address: String?
  }

  init(footnotesBefore: Int = 0) {
    self.footnotesBefore = footnotesBefore
  }

  mutating func read(_ inlines: [JSONValue]) {
    read(inlines, Context())
    // A remark whose end is in another block stands at the end of this one.
    for comment in openComments { runs.append(StyledRun(kind: .comment, text: comment.text)) }
    openComments = []
  }

  /// Reads whatever text is anywhere in a value.
  mutating func readAnything(_ value: JSONValue) {
    if value["t"]?.string == "Str" || value["t"]?.string == "Space" {
      read([value])
    } else if case .array(let values) = value {
      for value in values { readAnything(value) }
    } else if let content = value["c"] {
      readAnything(content)
    }
  }

  var plainText: String { runs.map(\.text).joined() }

  private mutating func add(_ text: String, _ context: Context) {
    guard !text.isEmpty else { return }
    guard !context.isGone else {
      if !text.isBlank { report("Text that was put in and struck again is left out") }
      return
    }
    if let last = runs.last, last.kind == context.kind, last.style == context.style,
      last.address == context.address, last.kind != .comment
    {
      runs[runs.count - 1].text += text
    } else {
      runs.append(
        StyledRun(kind: context.kind, text: text, style: context.style, address: context.address))
    }
  }

  private mutating func read(_ inlines: [JSONValue], _ context: Context) {
    for inline in inlines { read(inline, context) }
  }

  private mutating func read(_ inline: JSONValue, _ context: Context) {
    let content = inline["c"] ?? .null
    var inner = context
    switch inline["t"]?.string {
    case "Str": add(content.string ?? "", context)
    case "Space", "SoftBreak", "LineBreak": add(" ", context)
    case "Emph":
      inner.style.formSymmetricDifference(.emphasis)
      read(content.array ?? [], inner)
    case "Strong":
      inner.style.insert(.strong)
      read(content.array ?? [], inner)
    case "Code":
      inner.style = .code
      add(content[1]?.string ?? "", inner)
    case "Strikeout":
      report("Text is struck by its format, not by a tracked change, and is kept with a remark")
      read(content.array ?? [], context)
      runs.append(StyledRun(kind: .comment, text: "Struck in the source by its format"))
    case "Underline", "SmallCaps", "Superscript", "Subscript": read(content.array ?? [], context)
    case "Quoted":
      let isSingle = content[0]?["t"]?.string == "SingleQuote"
      add(isSingle ? "‘" : "“", context)
      read(content[1]?.array ?? [], context)
      add(isSingle ? "’" : "”", context)
    case "Cite": read(content[1]?.array ?? [], context)
    case "Link":
      inner.address = content[2]?[0]?.string
      // A jump inside the document leads nowhere in a handbook.
      if inner.address?.hasPrefix("#") ?? true { inner.address = context.address }
      read(content[1]?.array ?? [], inner)
    case "Span": readSpan(content, context)
    case "Note":
      footnotes.append(content.array ?? [])
      inner.style = .markdown
      add("[^\(footnotesBefore + footnotes.count)]", inner)
    case "Image":
      report("A picture is left out")
      runs.append(StyledRun(kind: .comment, text: "A picture stands here in the source"))
    case "Math", "RawInline":
      report("A formula or raw code is kept as a remark")
      runs.append(StyledRun(kind: .comment, text: "In the source: \(content[1]?.string ?? "")"))
    default: break
    }
  }

  private mutating func report(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func readSpan(_ content: JSONValue, _ context: Context) {
    var inner = context
    let classes = (content[0]?[1]?.array ?? []).compactMap(\.string)
    let inlines = content[1]?.array ?? []
    switch classes.first {
    case "insertion":
      inner.isGone = context.isGone || context.kind == .deleted
      inner.kind = .inserted
    case "deletion":
      inner.isGone = context.isGone || context.kind == .inserted
      inner.kind = .deleted
    case "paragraph-insertion": ending = ending == .deleted ? .kept : .inserted
    case "paragraph-deletion": ending = ending == .inserted ? .kept : .deleted
    case "comment-start":
      var text = PandocInlines()
      text.read(inlines)
      openComments.append((attribute("id", of: content), text.plainText.trimmed))
      return
    case "comment-end":
      let id = attribute("id", of: content)
      if let place = openComments.firstIndex(where: { $0.id == id }) {
        runs.append(StyledRun(kind: .comment, text: openComments.remove(at: place).text))
      }
      return
    default: break
    }
    read(inlines, inner)
  }

  private func attribute(_ name: String, of span: JSONValue) -> String {
    (span[0]?[2]?.array ?? []).first { $0[0]?.string == name }?[1]?.string ?? ""
  }
}
