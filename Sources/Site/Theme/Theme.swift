import Mustache

/// The looks of a site: its templates, its assets and the words of its interface.
///
/// A theme that was loaded can render every page and block: its templates name only values that exist.
package struct Theme: Sendable {
  /// The files to publish, sorted by name.
  package let assets: [ThemeAsset]
  package let strings: ThemeStrings
  private let templates: ThemeTemplates
  private let library: MustacheLibrary
  /// Libraries in which what a shell says on every page is text, by the way to the root.
  private var shellLibraries: [Address: MustacheLibrary] = [:]

  init(assets: [ThemeAsset], strings: ThemeStrings, templates: ThemeTemplates) {
    self.assets = assets
    self.strings = strings
    self.templates = templates
    library = templates.library()
  }

  /// The theme for pages whose shells differ from these in nothing that ``PageShell/sharedFields`` names.
  ///
  /// - Parameter shells: One for each depth of folders.
  func prepared(for shells: [PageShell]) -> Theme {
    var theme = self
    for shell in shells { theme.shellLibraries[shell.root] = templates.library(for: shell) }
    return theme
  }

  /// A page, in UTF-8.
  func render(_ page: some PageContext) -> [UInt8] {
    render(page, from: shellLibraries[page.shell.root] ?? library)
  }

  /// The pages and blocks that a theme has a template for.
  static let roots: [any TemplateRoot.Type] = [
    HomePage.self, CodePage.self, ReferenceCodePage.self, CodesPage.self, TopicPage.self, TopicsPage.self,
    ComparePage.self, SideBySidePage.self, LessonPage.self, LessonsPage.self, ObjectivesPage.self,
    GlossaryPage.self, PlainPage.self, SearchPage.self, SubjectIndexPage.self, CitationsPage.self,
    ChangesPage.self, PrintPage.self, SignPage.self, NotFoundPage.self, RedirectPage.self,
    NavigationBlock.self, CalloutBlock.self, QuestionBlock.self, QuotationBlock.self, AnswerKeyBlock.self,
  ]

  /// A block, in UTF-8.
  func render(_ block: some TemplateRoot) -> [UInt8] {
    render(block, from: library)
  }

  private func render(_ root: some TemplateRoot, from library: MustacheLibrary) -> [UInt8] {
    guard let template = library.getTemplate(named: type(of: root).template) else {
      preconditionFailure("a theme that was loaded has a template for every page and block")
    }
    return Array(template.render(TemplateAnswer(context: root), library: library).utf8)
  }
}
