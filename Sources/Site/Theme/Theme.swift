/// The looks of a site: its templates, its assets and the words of its interface.
///
/// A theme that was loaded can render every page and block: its templates name only values that exist.
package struct Theme: Sendable {
  /// The files to publish, sorted by name.
  package let assets: [ThemeAsset]
  package let strings: ThemeStrings
  private let program: TemplateProgram

  init(assets: [ThemeAsset], strings: ThemeStrings, program: TemplateProgram) {
    self.assets = assets
    self.strings = strings
    self.program = program
  }

  /// The pages and blocks that a theme has a template for.
  static let roots: [any TemplateRoot.Type] = [
    HomePage.self, CodePage.self, ReferenceCodePage.self, CodesPage.self, TopicPage.self, TopicsPage.self,
    ComparePage.self, SideBySidePage.self, LessonPage.self, LessonsPage.self, ObjectivesPage.self,
    GlossaryPage.self, PlainPage.self, SearchPage.self, SubjectIndexPage.self, CitationsPage.self,
    ChangesPage.self, PrintPage.self, SignPage.self, NotFoundPage.self, RedirectPage.self,
    NavigationBlock.self, CalloutBlock.self, QuestionBlock.self, QuotationBlock.self,
  ]

  /// A page or a block, in UTF-8.
  func render(_ root: any TemplateRoot) -> [UInt8] {
    TemplateRenderer.render(root, program)
  }
}
