/// The looks of a site: its templates, its assets and the words of its interface.
///
/// A theme that was loaded can render every page and block: its templates name only values that exist.
package struct Theme: Sendable {
  /// The files to publish, sorted by name.
  package let assets: [ThemeAsset]
  package let strings: ThemeStrings
  private let programs: TemplatePrograms

  init(assets: [ThemeAsset], strings: ThemeStrings, programs: TemplatePrograms) {
    self.assets = assets
    self.strings = strings
    self.programs = programs
  }

  /// The pages and blocks that a theme has a template for.
  static let roots: [any TemplateRoot.Type] = {
    var roots: [any TemplateRoot.Type] = [
      RedirectPage.self, NavigationBlock.self, CalloutBlock.self, QuestionBlock.self, QuotationContext.self,
      QuotedTextBlock.self, PrintedTextBlock.self, AnswerKeyBlock.self, LinkContext.self, DateBlock.self,
      EffectiveBlock.self, SuspectBlock.self, PracticeCard.self,
    ]
    for page in PageKind.all.flatMap(\.roots) where !roots.contains(where: { $0 == page }) {
      roots.append(page)
    }
    return roots
  }()

  /// A page, in UTF-8.
  func render(_ page: some PageContext) -> [UInt8] { programs.render(page: page) }

  /// A block, in UTF-8.
  func render(_ block: some TemplateRoot) -> [UInt8] { programs.render(block) }
}
