import Handbook

/// Decides which pages a handbook's site has and where they stand.
struct SitePlanner {
  let handbook: Handbook

  /// All pages; two may have one route, where two files of the content ask for it.
  var pages: [Page] {
    var pages = [
      page(.home, "index.html"),
      page(.notFound, "404.html"),
      page(.search, "search.html"),
    ]
    if !handbook.codes.isEmpty { pages.append(page(.codes, "codes/index.html")) }
    pages += handbook.codes.flatMap(pages(of:))
    if !handbook.topics.isEmpty {
      pages.append(page(.topics, "topics/index.html"))
      pages.append(page(.comparison, "compare.html"))
      if !handbook.codesWithText.isEmpty { pages.append(page(.sideBySide, "compare-texts.html")) }
    }
    pages += handbook.topics.map { page(.topic($0.id), "topics/\($0.id).html") }
    if !handbook.lessons.isEmpty { pages.append(page(.lessons, "lessons/index.html")) }
    pages += handbook.lessons.map { page(.lesson($0.id), "lessons/\($0.id).html") }
    if handbook.manuscript.glossary != nil { pages.append(page(.glossary, "glossary.html")) }
    if !handbook.topics.isEmpty || handbook.manuscript.glossary != nil {
      pages.append(page(.subjectIndex, "subjects.html"))
      pages += SubjectTitles(of: handbook).lettersOfPages.map { letter in
        page(.subjectLetter(letter), "subjects/\(IndexLetter.slug(of: letter)).html")
      }
    }
    if handbook.codes.contains(where: { $0.editions.contains { $0.redline != nil } }) {
      pages.append(page(.changes, "changes.html"))
    }
    if !handbook.citations.isEmpty { pages.append(page(.citationIndex, "citations.html")) }
    if handbook.lessons.contains(where: { !$0.metadata.objectives.isEmpty }) {
      pages.append(page(.objectiveIndex, "objectives.html"))
    }
    if handbook.documents.count <= PageLimits.documentsForPrint { pages.append(page(.print, "print.html")) }
    pages += handbook.manuscript.pages.map { page(.plain($0.id), "pages/\($0.id).html") }
    return pages
  }

  private func pages(of code: CodeOfEthics) -> [Page] {
    let editions = code.editions.indices.flatMap { place -> [Page] in
      let edition = code.editions[place]
      let name = place == code.currentIndex ? code.slug : "\(code.slug)/\(edition.slug ?? "")"
      let views = edition.views.map { view in
        // The view that readers get first has the code's own address.
        let ending = view == edition.mainView ? "" : ".\(view.rawValue)"
        return page(.code(code.id, edition: place, view: view), "codes/\(name)\(ending).html")
      }
      guard code.hasDifference(at: place) else { return views }
      return views + [page(.difference(code.id, edition: place), "codes/\(name).changes.html")]
    }
    guard code.current.metadata.text == .full else { return editions }
    return editions + [page(.signing(code.id), "codes/\(code.slug).sign.html")]
  }

  private func page(_ subject: Page.Subject, _ path: String) -> Page {
    Page(subject: subject, route: Route(path))
  }

  /// The file of the content that a page comes from, for diagnostics; the configuration for generated pages.
  static func source(of subject: Page.Subject, in handbook: Handbook) -> String {
    switch subject {
    case .code(let id, let edition, _):
      handbook.codes.first { $0.id == id }?.editions[edition].path ?? ""
    case .difference(let id, let edition):
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
