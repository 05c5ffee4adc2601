import Markup

/// What one Markdown file is a record of.
enum AssembledRecord: Sendable {
  case edition(slug: String, Edition)
  case topic(Topic)
  case lesson(Lesson)
  case glossary(Glossary)
  case page(StandalonePage)

  var isPublished: Bool {
    switch self {
    case .edition(_, let edition): edition.metadata.publish
    case .topic(let topic): topic.metadata.publish
    case .lesson(let lesson): lesson.metadata.publish
    case .glossary(let glossary): glossary.metadata.publish
    case .page(let page): page.metadata.publish
    }
  }
}

extension AssembledRecord {
  /// What references name the record by: as a citation and as a path.
  var names: [String] {
    switch self {
    case .edition(_, let edition): [edition.metadata.abbreviation.value, edition.path]
    case .topic(let topic): ["topics/\(topic.id)", topic.path]
    case .lesson(let lesson): ["lessons/\(lesson.id)", lesson.path]
    case .glossary(let glossary): ["glossary", glossary.path]
    case .page(let page): ["pages/\(page.id)", page.path]
    }
  }

  /// Whether an edition of the handbook has the record.
  func isFor(_ edition: HandbookEdition) -> Bool {
    guard case .lesson(let lesson) = self, edition == .learner else { return true }
    return lesson.metadata.audience != .facilitator
  }
}

/// Turns one parsed document into its record.
enum RecordAssembler {
  static func assemble(_ parsed: ParsedDocument) -> (record: AssembledRecord?, diagnostics: [Diagnostic]) {
    switch SourceRole(path: parsed.path) {
    case .code(let slug, let edition):
      return assembleEdition(parsed, slug: slug, edition: edition)
    case .topic(let slug):
      let (metadata, diagnostics) = parsed.metadata(as: TopicMetadata.self)
      let topic = metadata.map {
        Topic(id: TopicID(slug), path: parsed.path, metadata: $0, document: parsed.document)
      }
      return (topic.map(AssembledRecord.topic), diagnostics + MisplacedMarks.diagnostics(in: parsed))
    case .lesson(let slug):
      return assembleLesson(parsed, slug: slug)
    case .glossary:
      var (metadata, diagnostics) = parsed.metadata(as: PageMetadata.self, isOptional: true)
      let (terms, found) = TermAssembler.terms(of: parsed.document, path: parsed.path)
      diagnostics += found + MisplacedMarks.diagnostics(in: parsed)
      if metadata?.title.value.isEmpty == true { metadata?.title.value = "Glossary" }
      let glossary = metadata.map {
        Glossary(path: parsed.path, metadata: $0, document: parsed.document, terms: terms)
      }
      return (glossary.map(AssembledRecord.glossary), diagnostics)
    case .page(let slug):
      let (metadata, diagnostics) = parsed.metadata(as: PageMetadata.self)
      let page = metadata.map {
        StandalonePage(id: PageID(slug), path: parsed.path, metadata: $0, document: parsed.document)
      }
      return (page.map(AssembledRecord.page), diagnostics + MisplacedMarks.diagnostics(in: parsed))
    case .configuration, .publishedIDs, .asset, .unplaced:
      let unplaced = Diagnostic(
        .error, "unplaced-file", "Markdown file stands in no folder of the handbook", path: parsed.path,
        help: "move it to codes, lessons, topics or pages")
      return (nil, [unplaced])
    }
  }

  private static func assembleEdition(
    _ parsed: ParsedDocument, slug: String, edition: String?
  ) -> (AssembledRecord?, [Diagnostic]) {
    let decoded = parsed.metadata(as: CodeMetadata.self)
    var diagnostics = decoded.1
    guard var metadata = decoded.0 else { return (nil, diagnostics) }
    guard metadata.text == .full else {
      let text = CodeText(document: parsed.document, groups: [], provisions: [])
      let record = Edition(path: parsed.path, slug: edition, metadata: metadata, text: text, redline: nil)
      return (.edition(slug: slug, record), diagnostics + MisplacedMarks.diagnostics(in: parsed))
    }
    let (title, inTitle) = RedlinedTitle.read(metadata.title, path: parsed.path)
    diagnostics += inTitle
    if let title { metadata.title.value = title.proposed }
    func assemble(_ document: MarkdownDocument, marked: CodeText? = nil) -> CodeText {
      var assembler = CodeTextAssembler(document: document, path: parsed.path, marked: marked)
      let text = assembler.assemble()
      // What is wrong with the blocks is wrong in every view, and is said once.
      if marked == nil { diagnostics += assembler.diagnostics }
      return text
    }
    let marked = assemble(parsed.redlined?.redline ?? parsed.document)
    guard parsed.redlined != nil || title != nil else {
      let record = Edition(path: parsed.path, slug: edition, metadata: metadata, text: marked, redline: nil)
      return (.edition(slug: slug, record), diagnostics)
    }
    let record = Edition(
      path: parsed.path, slug: edition, metadata: metadata, text: assemble(parsed.document, marked: marked),
      redline: CodeRedline(
        marked: marked, current: assemble(parsed.redlined?.current ?? parsed.document, marked: marked),
        title: title))
    return (.edition(slug: slug, record), diagnostics)
  }

  private static func assembleLesson(
    _ parsed: ParsedDocument, slug: String
  ) -> (AssembledRecord?, [Diagnostic]) {
    let (metadata, diagnostics) = parsed.metadata(as: LessonMetadata.self)
    guard let metadata else { return (nil, diagnostics) }
    let parts = LessonAssembler.parts(of: parsed.document, path: parsed.path)
    let lesson = Lesson(
      id: LessonID(slug), path: parsed.path, metadata: metadata, document: parsed.document,
      sections: parts.sections, questions: parts.questions)
    return (
      .lesson(lesson), diagnostics + parts.diagnostics + MisplacedMarks.diagnostics(in: parsed)
    )
  }
}

extension ParsedDocument {
  /// The front matter as a record.
  ///
  /// - Parameter isOptional: Whether a document may do without, and without its required keys.
  /// - Returns: Nothing where the document's YAML could not be read, which was reported when it was parsed.
  fileprivate func metadata<Metadata: FrontMatterRecord>(
    as type: Metadata.Type, isOptional: Bool = false
  ) -> (Metadata?, [Diagnostic]) {
    if let frontMatter {
      let (record, diagnostics) = frontMatter.decode(as: type, path: path)
      return (record, isOptional ? diagnostics.filter { $0.identifier != "missing-key" } : diagnostics)
    }
    guard !hasUnreadableFrontMatter else { return (nil, []) }
    if isOptional { return (Metadata(), []) }
    let empty = FrontMatter(entries: [], range: SourceRange(line: 1, column: 1))
    return (nil, empty.decode(as: type, path: path).diagnostics)
  }
}
