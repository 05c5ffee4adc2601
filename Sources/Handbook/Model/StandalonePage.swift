package import Basics
package import Markdown

/// A page that isn't a code, a lesson, or a topic.
package struct StandalonePage: Sendable {
  package let id: PageID
  package let path: String
  package let metadata: PageMetadata
  package let document: MarkdownDocument
}

/// The front matter of a plain page or the glossary.
package struct PageMetadata: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  package var description: String?
  package var typographic = false
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}

  package static let fields: [FrontMatterField<PageMetadata>] = [
    .init("title", \.title, isRequired: true, "The page's title."),
    .init("description", \.description, "A one-sentence description of the page."),
    .init("typographic", \.typographic, "Whether straight quotes and hyphens become typographic ones."),
    .init("aliases", \.aliases, "Former addresses of the page, which redirect to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}
