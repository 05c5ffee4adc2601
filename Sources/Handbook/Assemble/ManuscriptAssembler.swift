import Markup

/// Makes a manuscript of the records of all documents.
enum ManuscriptAssembler {
  /// Assembles a manuscript.
  ///
  /// - Parameters:
  ///   - configuration: What `handbook.yml` says.
  ///   - documents: All Markdown files of the content as they were read, sorted by path.
  ///   - assets: The paths of all other files.
  ///   - includesUnpublished: Whether records with `publish: false` are kept.
  ///   - edition: Whom the handbook is for; a lesson for facilitators is left out of the learner's.
  /// - Returns: The manuscript without what could not be read, which the diagnostics name.
  static func assemble(
    configuration: HandbookConfiguration, documents: [ReadDocument], assets: [String],
    includesUnpublished: Bool, edition handbookEdition: HandbookEdition = .learner
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var manuscript = Manuscript()
    manuscript.configuration = configuration
    manuscript.assets = assets
    var diagnostics: [Diagnostic] = []
    var editions: [(slug: String, edition: Edition)] = []
    for document in documents {
      diagnostics += document.recordDiagnostics
      guard let record = document.record else { continue }
      guard includesUnpublished || record.isPublished, record.isFor(handbookEdition) else {
        manuscript.withheld.formUnion(record.names)
        continue
      }
      switch record {
      case .edition(let slug, let edition): editions.append((slug, edition))
      case .topic(let topic): manuscript.topics.append(topic)
      case .lesson(let lesson): manuscript.lessons.append(lesson)
      case .glossary(let glossary): manuscript.glossary = glossary
      case .page(let page): manuscript.pages.append(page)
      }
    }
    let gathered = EditionGatherer.gather(editions)
    manuscript.codes = gathered.codes
    diagnostics += gathered.diagnostics
    manuscript.topics = manuscript.topics.alphabetized { $0.metadata.title.value }
    manuscript.lessons = manuscript.lessons.inOrder
    manuscript.pages = manuscript.pages.alphabetized { $0.metadata.title.value }
    return (manuscript, diagnostics)
  }
}

extension [Lesson] {
  /// The lessons in the order that authors gave, then those without one from A to Z.
  fileprivate var inOrder: [Lesson] {
    alphabetized { $0.metadata.title.value }.sorted(by: { $0.metadata.order ?? Int.max })
  }
}
