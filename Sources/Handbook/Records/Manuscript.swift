import Basics

/// Everything that authors wrote, as records whose references are still unresolved text with source ranges.
package struct Manuscript: Sendable {
  package var configuration = HandbookConfiguration()
  package var configurationPath = "\(SourceRole.contentFolder)/handbook.yml"
  /// The codes, in alphabetical order of their jurisdictions.
  package var codes: [CodeOfEthics] = []
  /// The topics, in alphabetical order.
  package var topics: [Topic] = []
  /// The lessons, in the order that authors gave, then in alphabetical order.
  package var lessons: [Lesson] = []
  package var glossary: Glossary?
  /// The pages, in alphabetical order.
  package var pages: [StandalonePage] = []
  /// The paths of the files that have no other role, such as images.
  package var assets: [String] = []

  /// The citations and paths of the records that are left out of this handbook.
  package var withheld: Set<String> = []

  /// The citations and paths of files that can't be read.
  ///
  /// If a code's abbreviation can't be read either, ``unknownCode`` is one of them.
  package var unreadable: Set<String> = []

  /// A placeholder for the abbreviation of a code that can't be read at all.
  static let unknownCode = "codes"

  /// The published ids, which must not be removed.
  package var publishedIDs: [PublishedID] = []

  /// The published pages, which must not be removed.
  package var publishedPages: [PublishedPage] = []

  /// The published self-checks, as they were at the time.
  package var publishedQuestions: [PublishedQuestion] = []
  /// The published versions of texts.
  package var publishedVersions: [PublishedVersion] = []

  /// The paths of captured sources, sorted.
  package var sources: [String] = []

  /// The reviews of claims, with the wording that was reviewed.
  package var reviews = ReviewRecord()

  /// Lessons for facilitators, which are left out here and have their pages in the facilitators' edition.
  package var facilitatorLessons: [Lesson] = []

  /// What a manuscript in another language knows about its originals, or `nil` in the default language.
  package var language: ManuscriptLanguage?
  /// The words of references in the sentences that pages quote from each other.
  package var referenceWords = ReferenceText.Words()
  /// The handbook in its other languages, in the order of `languages` in the configuration.
  package var translations: [Manuscript] = []

  package init() {}
}

extension Manuscript {
  /// Returns what to do about a reference to a record that is left out of this handbook.
  ///
  /// - Parameter name: The record's citation or path.
  static func help(withheld name: String) -> String {
    let isLesson = name.split(separator: "/").contains("lessons")
    return isLesson
      ? "its front matter says 'publish: false' or 'audience: facilitator'; remove that line, or this reference"
      : "remove 'publish: false' from its front matter, or remove this reference"
  }

  /// Returns the paths of the captured sources of an edition, which have its name and another extension.
  package func sources(of edition: Edition) -> [String] {
    let stem = edition.path.dropLast(".md".count) + ".source."
    return sources.filter { $0.hasPrefix(stem) && !$0.dropFirst(stem.count).contains(".") }
  }
}

/// Creates a manuscript from the records of all documents.
enum ManuscriptAssembler {
  /// Assembles a manuscript.
  ///
  /// - Parameters:
  ///   - configuration: The settings from `handbook.yml`.
  ///   - records: The records of all Markdown files of the content, sorted by path.
  ///   - assets: The paths of all other files.
  ///   - includesUnpublished: Whether records with `publish: false` are kept.
  ///   - edition: The audience of the handbook; the learners' edition omits lessons for facilitators.
  /// - Returns: The manuscript without records that could not be read, which the diagnostics report.
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
    let gathered = EditionGatherer.gather(editions, in: configuration.language)
    manuscript.codes = gathered.codes
    manuscript.unreadable.formUnion(gathered.unreadable)
    diagnostics += gathered.diagnostics
    manuscript.topics = manuscript.topics.alphabetized(in: configuration.language) { $0.metadata.title.value }
    manuscript.lessons = manuscript.lessons.inOrder(in: configuration.language)
    manuscript.pages = manuscript.pages.alphabetized(in: configuration.language) { $0.metadata.title.value }
    return (manuscript, diagnostics)
  }
}

extension [Lesson] {
  /// The lessons in the order that authors gave, then the others in alphabetical order.
  fileprivate func inOrder(in language: String) -> [Lesson] {
    alphabetized(in: language) { $0.metadata.title.value }.sorted(by: { $0.metadata.order ?? Int.max })
  }
}
