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
      guard let record = document.record, includesUnpublished || record.isPublished,
        record.isFor(handbookEdition)
      else {
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
    manuscript.topics.sort { $0.id < $1.id }
    manuscript.lessons.sort { $0.place < $1.place }
    manuscript.pages.sort { $0.id < $1.id }
    return (manuscript, diagnostics)
  }
}

extension Lesson {
  /// What lessons are ordered by: the order that authors gave, then the name.
  fileprivate var place: (Int, LessonID) { (metadata.order ?? Int.max, id) }
}
