import Basics

/// Everything that authors wrote, as records whose references are still text with a place.
package struct Manuscript: Sendable {
  package var configuration = HandbookConfiguration()
  package var configurationPath = "\(SourceRole.contentFolder)/handbook.yml"
  /// From A to Z by their jurisdictions.
  package var codes: [CodeOfEthics] = []
  /// From A to Z.
  package var topics: [Topic] = []
  /// In the order that authors gave, then from A to Z.
  package var lessons: [Lesson] = []
  package var glossary: Glossary?
  /// From A to Z.
  package var pages: [StandalonePage] = []
  /// The paths of the files that are neither Markdown nor configuration.
  package var assets: [String] = []

  /// What references could name of records that are left out of this handbook: their citations and paths.
  package var withheld: Set<String> = []

  /// What references could name of files that can't be read: their citations and paths.
  ///
  /// ``unknownCode`` is among them if a code's abbreviation can't be read either.
  package var unreadable: Set<String> = []

  /// What stands for the abbreviation of a code of which nothing can be read.
  static let unknownCode = "codes"

  /// The ids that were once published and must not vanish.
  package var publishedIDs: [PublishedID] = []

  /// The pages that were once published and must not vanish.
  package var publishedPages: [PublishedPage] = []

  /// The self-checks that were once published, as they were then.
  package var publishedQuestions: [PublishedQuestion] = []
  /// The versions of texts that were once published.
  package var publishedVersions: [PublishedVersion] = []

  /// The paths of captured sources, sorted.
  package var sources: [String] = []

  /// What was reviewed, and against which words.
  package var reviews = ReviewRecord()

  /// The lessons that are left out because they are for facilitators, whose edition has their pages.
  package var facilitatorLessons: [Lesson] = []

  /// What a manuscript in another language knows of its originals; `nil` in the default language.
  package var language: ManuscriptLanguage?
  /// The words of references in the sentences that pages quote from each other.
  package var referenceWords = ReferenceText.Words()
  /// The handbook in its other languages, in the order of `languages` in the configuration.
  package var translations: [Manuscript] = []

  package init() {}
}

extension Manuscript {
  /// The paths of the captured sources of an edition: those with its name and another ending.
  package func sources(of edition: Edition) -> [String] {
    let stem = edition.path.dropLast(".md".count) + ".source."
    return sources.filter { $0.hasPrefix(stem) && !$0.dropFirst(stem.count).contains(".") }
  }
}

/// Makes a manuscript of the records of all documents.
enum ManuscriptAssembler {
  /// Assembles a manuscript.
  ///
  /// - Parameters:
  ///   - configuration: What `handbook.yml` says.
  ///   - records: All Markdown files of the content as they were read, sorted by path.
  ///   - assets: The paths of all other files.
  ///   - includesUnpublished: Whether records with `publish: false` are kept.
  ///   - edition: Whom the handbook is for; a lesson for facilitators is left out of the learner's.
  /// - Returns: The manuscript without what could not be read, which the diagnostics name.
  static func assemble(
    configuration: HandbookConfiguration, records: [Record], assets: [String],
    includesUnpublished: Bool, edition handbookEdition: HandbookEdition = .learner
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var manuscript = Manuscript()
    manuscript.configuration = configuration
    manuscript.assets = assets
    var diagnostics: [Diagnostic] = []
    var editions: [(slug: String, edition: Edition)] = []
    for record in records {
      diagnostics += record.recordDiagnostics
      manuscript.unreadable.formUnion(record.unreadableNames)
      guard let content = record.content else { continue }
      let isPublished = content.metadata.publish
      guard includesUnpublished || isPublished, content.isFor(handbookEdition) else {
        manuscript.withheld.formUnion(content.names)
        if case .lesson(let lesson) = content, isPublished {
          manuscript.facilitatorLessons.append(lesson)
        }
        continue
      }
      switch content {
      case .edition(let edition, let slug): editions.append((slug, edition))
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
