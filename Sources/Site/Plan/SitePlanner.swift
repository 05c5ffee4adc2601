import Handbook

/// Decides which pages a handbook's site has and where they stand.
struct SitePlanner {
  let handbook: Handbook

  /// All pages; two may have one route, where two files of the content ask for it.
  var pages: [Page] {
    var pages = [
      page(.home, "index.html"),
      page(.notFound, "404.html"),
    ]
    if !handbook.codes.isEmpty { pages.append(page(.codes, "codes/index.html")) }
    pages += handbook.codes.flatMap(pages(of:))
    if !handbook.topics.isEmpty {
      pages.append(page(.topics, "topics/index.html"))
      pages.append(page(.comparison, "compare.html"))
    }
    pages += handbook.topics.map { page(.topic($0.id), "topics/\($0.id).html") }
    if !handbook.lessons.isEmpty { pages.append(page(.lessons, "lessons/index.html")) }
    pages += handbook.lessons.map { page(.lesson($0.id), "lessons/\($0.id).html") }
    if handbook.manuscript.glossary != nil { pages.append(page(.glossary, "glossary.html")) }
    pages += handbook.manuscript.pages.map { page(.plain($0.id), "pages/\($0.id).html") }
    return pages
  }

  private func pages(of code: CodeOfEthics) -> [Page] {
    code.editions.indices.map { place in
      let folder = place == code.currentIndex ? "codes/\(code.slug)" : "codes/\(code.slug)/\(code.editions[place].slug ?? "")"
      return page(.code(code.id, edition: place, view: .proposed), "\(folder).html")
    }
  }

  private func page(_ subject: Page.Subject, _ path: String) -> Page {
    Page(subject: subject, route: Route(path))
  }

  /// The file of the content that a page comes from, for diagnostics; the configuration for generated pages.
  static func source(of subject: Page.Subject, in handbook: Handbook) -> String {
    switch subject {
    case .code(let id, let edition, _):
      handbook.codes.first { $0.id == id }?.editions[edition].path ?? ""
    case .signing(let id): handbook.codes.first { $0.id == id }?.current.path ?? ""
    case .topic(let id): handbook.topics.first { $0.id == id }?.path ?? ""
    case .lesson(let id): handbook.lessons.first { $0.id == id }?.path ?? ""
    case .plain(let id): handbook.manuscript.pages.first { $0.id == id }?.path ?? ""
    case .glossary: handbook.manuscript.glossary?.path ?? ""
    default: handbook.manuscript.configurationPath
    }
  }
}
