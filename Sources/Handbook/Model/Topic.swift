package import Basics
package import Markdown
import Redline

/// A subject that provisions of several codes share.
package struct Topic: Sendable {
  package let id: TopicID
  package let path: String
  package let metadata: TopicMetadata
  /// The definition.
  package let document: MarkdownDocument
}

/// The front matter of a topic.
package struct TopicMetadata: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  /// Words that a trainee would search for.
  package var synonyms: [String] = []
  /// Situations in a reader's words: "A client offers me a gift".
  package var situations: [String] = []
  /// What else readers type when they mean the topic: "can I keep the cookies she baked".
  ///
  /// Only search uses it.
  package var searches: [String] = []
  /// The first steps if someone may be in danger, as plain text; shown above everything else on the topic's
  /// page.
  package var urgent: Located<String>?
  package var related: [Located<TopicID>] = []
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}

  /// The lines of ``urgent``, each of which is a paragraph.
  package var urgentParagraphs: [String] {
    (urgent?.value ?? "").split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  package static let fields: [FrontMatterField<TopicMetadata>] = [
    .init("title", \.title, isRequired: true, "The topic's name."),
    .init("synonyms", \.synonyms, "Other words that a trainee might search for."),
    .init("situations", \.situations, "Situations that readers are in, such as: A client offers me a gift."),
    .init("searches", \.searches, "What else readers type into the search; no page shows it."),
    .init("urgent", \.urgent, "What to do first when someone may be in danger, in plain text."),
    .init("related", \.related, "The ids of related topics."),
    .init("aliases", \.aliases, "Former addresses of the page, which redirect to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}

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

/// The terms that the handbook defines.
package struct Glossary: Sendable {
  package let path: String
  package let metadata: PageMetadata
  package let document: MarkdownDocument
  package let terms: [Term]
}

/// A term and its definition.
package struct Term: Sendable, Equatable {
  package let id: Located<TermID>
  package let title: String
  package let heading: MarkdownDocument.Index
  /// The nodes from the end of the heading to the next term.
  package let body: Range<MarkdownDocument.Index>
}

/// Reads the glossary: its metadata and its terms, each of which is a second-level heading and the text after
/// it.
enum GlossaryReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    var (metadata, diagnostics) = parsed.metadata(as: PageMetadata.self, isOptional: true)
    let (terms, found) = terms(of: parsed.document, path: parsed.path)
    diagnostics += found + MisplacedMarks.diagnostics(in: parsed)
    if metadata?.title.value.isEmpty == true { metadata?.title.value = "Glossary" }
    let glossary = metadata.map {
      Glossary(path: parsed.path, metadata: $0, document: parsed.document, terms: terms)
    }
    return (glossary.map(Record.Content.glossary), diagnostics)
  }

  static func terms(
    of document: MarkdownDocument, path: String
  ) -> (terms: [Term], diagnostics: [Diagnostic]) {
    let blocks = Array(document.children(of: 0))
    var terms: [Term] = []
    for (place, block) in blocks.enumerated() where isTerm(block, document) {
      let end = blocks[(place + 1)...].first { isTerm($0, document) } ?? document.nodes.count
      let range = document.attributes(of: block)?.id?.range ?? document.nodes[block].range
      terms.append(
        Term(
          id: Located(TermID(document.anchor(of: block) ?? ""), range), title: document.plainText(of: block),
          heading: block, body: Int(document.nodes[block].end)..<end))
    }
    return (terms.alphabetized(by: \.title), duplicates(terms, path: path))
  }

  private static func isTerm(_ block: MarkdownDocument.Index, _ document: MarkdownDocument) -> Bool {
    document.nodes[block].kind == .heading && document.nodes[block].level == 2
  }

  private static func duplicates(_ terms: [Term], path: String) -> [Diagnostic] {
    var first: [TermID: SourceRange] = [:]
    var diagnostics: [Diagnostic] = []
    for term in terms {
      if let earlier = first[term.id.value] {
        diagnostics.append(
          Diagnostic(
            .error, .duplicateID, "Id '\(term.id.value)' of this term is given twice in the glossary",
            path: path, range: term.id.range, help: "give each its own id",
            notes: [Diagnostic.Note("it is given first here", path: path, range: earlier)]))
      } else {
        first[term.id.value] = term.id.range
      }
    }
    return diagnostics
  }
}
