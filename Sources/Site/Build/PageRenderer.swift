import Handbook
import Markup

/// Renders the pages of a site.
struct PageRenderer: Sendable {
  let site: SiteContext

  /// The file of a page.
  func render(_ page: Page) -> OutputFile {
    OutputFile(path: page.route.path, bytes: bytes(of: page))
  }

  /// The file at a former address, which leads to a page.
  func render(redirect subject: Page.Subject, at route: Route) -> OutputFile {
    var context = RedirectPage(
      language: site.handbook.configuration.language, title: site.name(of: subject),
      address: site.address(of: subject, from: route))
    context.canonical = site.canonicalAddress(of: site.map.route(of: subject))
    return OutputFile(path: route.path, bytes: site.theme.render(context))
  }

  private func bytes(of page: Page) -> [UInt8] {
    let theme = site.theme
    let indexes = IndexPageBuilder(site: site, page: page)
    switch page.subject {
    case .home: return theme.render(indexes.home())
    case .codes: return theme.render(indexes.codes())
    case .topics: return theme.render(indexes.topics())
    case .lessons: return theme.render(indexes.lessons())
    case .comparison: return theme.render(ComparePageBuilder(site: site, page: page).build())
    case .sideBySide: return theme.render(SideBySidePageBuilder(site: site, page: page).build())
    case .code(let id, let edition, let view):
      let code = required(site.handbook.code(id), page)
      let builder = CodePageBuilder(site: site, page: page, code: code, editionIndex: edition, view: view)
      return code.editions[edition].metadata.text == .full
        ? theme.render(builder.build()) : theme.render(builder.buildReference())
    case .topic(let id):
      let topic = required(site.handbook.topic(id), page)
      return theme.render(TopicPageBuilder(site: site, page: page, topic: topic).build())
    case .lesson(let id):
      let lesson = required(site.handbook.lesson(id), page)
      return theme.render(LessonPageBuilder(site: site, page: page, lesson: lesson).build())
    case .glossary:
      let glossary = required(site.handbook.manuscript.glossary, page)
      return theme.render(GlossaryPageBuilder(site: site, page: page, glossary: glossary).build())
    case .plain(let id):
      let record = required(site.handbook.page(id), page)
      return theme.render(StandalonePageBuilder(site: site, page: page, record: record).build())
    case .notFound: return theme.render(indexes.notFound())
    case .difference(let id, let edition):
      let code = required(site.handbook.code(id), page)
      return theme.render(
        DifferencePageBuilder(site: site, page: page, code: code, editionIndex: edition).build())
    case .signing(let id):
      let code = required(site.handbook.code(id), page)
      return theme.render(SignPageBuilder(site: site, page: page, code: code).build())
    case .subjectIndex: return theme.render(SubjectIndexBuilder(site: site, page: page).build())
    case .subjectLetter(let letter):
      return theme.render(SubjectIndexBuilder(site: site, page: page, letter: letter).build())
    case .citationIndex: return theme.render(CitationsPageBuilder(site: site, page: page).build())
    case .objectiveIndex: return theme.render(ObjectivesPageBuilder(site: site, page: page).build())
    case .print: return theme.render(PrintPageBuilder(site: site, page: page).build())
    case .search: return theme.render(SearchPage(shell: site.shell(of: page, title: site.words[.search])))
    case .changes: return theme.render(ChangesPageBuilder(site: site, page: page).build())
    }
  }

  private func required<Record>(_ record: Record?, _ page: Page) -> Record {
    guard let record else { preconditionFailure("the plan is of this handbook, which has \(page.subject)") }
    return record
  }
}
