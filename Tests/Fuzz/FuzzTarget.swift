import Basics
import Handbook
import Markdown
import Redline
import Search
import Site
import TestSupport

/// A reader of untrusted input, and its guarantees for any bytes.
///
/// A broken guarantee stops the process, so that libFuzzer keeps the input.
enum FuzzTarget: String, CaseIterable {
  case frontMatter = "front-matter"
  case redlines, attributes, references, slugs, markdown, commonmark, templates, search
  case markdownDrafts = "markdown-drafts"
  case textDrafts = "text-drafts"
  case webPages = "web-pages"
  case wordFiles = "word-files"
  case requests, ids, differences, links, packages

  func run(_ input: [UInt8]) {
    switch self {
    case .frontMatter: readFrontMatter(input)
    case .redlines: readRedlines(input)
    case .attributes: readMarkdown(input, extensions: [.attributes, .headingAnchors])
    case .references: resolveReferences(input)
    case .slugs: makeSlugs(input)
    case .markdown: readMarkdown(input, extensions: MarkdownParser.Extensions.standard.union(.typography))
    case .commonmark: compareWithReference(input)
    case .templates: readTemplate(input)
    case .search: index(input)
    case .markdownDrafts: importDraft(.text(input, isMarkdown: true))
    case .textDrafts: importDraft(.text(input, isMarkdown: false))
    case .webPages: importDraft(.html(input))
    case .wordFiles: readWordFile(input)
    case .requests: readRequests(input)
    case .ids: giveIDs(input)
    case .differences: compareEditions(input)
    case .links: linkText(input)
    case .packages: makePackages(input)
    }
  }

  /// Reads a file of any role.
  ///
  /// The first byte selects the role.
  private func readFrontMatter(_ input: [UInt8]) {
    let paths = [
      "codes/a.md", "topics/a.md", "lessons/a.md", "pages/a.md", "glossary.md", "handbook.yml",
      "published-ids.txt",
    ]
    guard let first = input.first else { return }
    let file = SourceFile(
      path: "Content/\(paths[Int(first) % paths.count])", bytes: Array(input.dropFirst()))
    let (manuscript, read) = ManuscriptReader(includesUnpublished: true).read([file])
    let (handbook, resolved) = HandbookResolver.resolve(manuscript)
    Promise.placesExist(read + resolved + HandbookChecks.diagnostics(for: handbook, on: nil), in: [file])
  }

  private func readRedlines(_ input: [UInt8]) {
    guard Promise.isText(input), let (text, diagnostics) = RedlineParser.parse(input[...], path: "a.md")
    else { return }
    Promise.placesExist(diagnostics, in: [SourceFile(path: "a.md", bytes: input)])
    for document in [text.redline, text.proposed, text.current] {
      Promise.isTree(document)
      Promise.isWellFormed(Promise.html(of: document))
    }
    guard diagnostics.allSatisfy({ $0.severity == .warning }) else { return }
    Promise.saysTheSame(text.proposed, as: text.redline, .withoutDeletions)
    Promise.saysTheSame(text.current, as: text.redline, .withoutInsertions)
  }

  private func readMarkdown(_ input: [UInt8], extensions: MarkdownParser.Extensions) {
    guard Promise.isText(input) else { return }
    var options = MarkdownParser.Options()
    options.extensions = extensions
    let (document, diagnostics) = MarkdownParser(options: options).parse(input[...], path: "a.md")
    Promise.placesExist(diagnostics, in: [SourceFile(path: "a.md", bytes: input)])
    Promise.isTree(document)
    Promise.isWellFormed(Promise.html(of: document))
    _ = document.plainText(of: 0)
  }

  /// Resolves the input as the target of a reference and as the page with the reference.
  private func resolveReferences(_ input: [UInt8]) {
    guard Promise.isText(input) else { return }
    let text = String(decoding: input, as: UTF8.self)
    let book = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts .gifts}\n- No loans. {#loans}\n"),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n",
      "pages/a.md": "---\ntitle: A\n---\n\n## Part\n\n[[\(text)]] and ![[\(text)]]\n\n\(text)\n",
    ])
    Promise.placesExist(book.diagnostics, in: book.files)
  }

  private func makeSlugs(_ input: [UInt8]) {
    let slug = HeadingAnchors.slug(of: input)
    demand(!slug.isEmpty, "a slug has a character")
    demand(!slug.hasPrefix("-") && !slug.hasSuffix("-"), "a slug has no hyphen at its ends")
    demand(HeadingAnchors.slug(of: Array(slug.utf8)) == slug, "a slug is its own slug")
    demand(!slug.utf8.contains { $0 <= 0x20 || "\"'<>&#/\\".utf8.contains($0) }, "a slug is harmless")
    guard Promise.isText(input) else { return }
    var lines: [UInt8] = []
    for line in input.split(separator: 0x0A) { lines += Array("# ".utf8) + line + [0x0A] }
    let (document, _) = MarkdownParser().parse(lines[...], path: "a.md")
    let anchors = document.nodes.indices.filter { document.nodes[$0].kind == .heading }
      .compactMap { document.attributes(of: $0)?.id == nil ? document.anchor(of: $0) : nil }
    demand(Set(anchors).count == anchors.count, "every heading has an anchor of its own")
    let code = SourceFile(
      path: "Content/codes/a.md", text: codeFile("- " + String(decoding: input, as: UTF8.self)))
    let (manuscript, read) = ManuscriptReader().read([code])
    let (handbook, _) = HandbookResolver.resolve(manuscript)
    // Ids are assigned only if there are no errors, as in the command.
    guard !read.contains(where: { $0.severity == .error }) else { return }
    _ = IDWriter(handbook, files: [code])
  }

  /// Checks that plain CommonMark renders exactly as with libcmark, except for empty titles, which are
  /// omitted.
  private func compareWithReference(_ input: [UInt8]) {
    guard Promise.isText(input) else { return }
    var options = MarkdownParser.Options()
    options.allowsRawHTML = true
    options.extensions = []
    var (document, diagnostics) = MarkdownParser(options: options).parse(input[...], path: "a.md")
    guard !diagnostics.contains(where: { $0.severity == .error && $0.identifier != "unsafe-address" }) else {
      return
    }
    document.trustAddresses()
    let html = Promise.html(of: document, allowsRawHTML: true)
    let reference = ReferenceHTML.render(input)
    demand(
      String(decoding: html, as: UTF8.self)
        == String(decoding: reference, as: UTF8.self).replacing(" title=\"\"", with: ""),
      "CommonMark is rendered as libcmark renders it: \(String(decoding: html, as: UTF8.self).debugDescription), "
        + "not \(String(decoding: reference, as: UTF8.self).debugDescription)")
  }

  /// Reads a theme whose only template is the input.
  private func readTemplate(_ input: [UInt8]) {
    let files = [
      SourceFile(path: "theme/templates/home.mustache", bytes: input),
      SourceFile(path: "theme/templates/part.mustache", text: "{{title}}"),
      SourceFile(path: "theme/strings.yml", text: "language: en\n"),
    ]
    let (theme, diagnostics) = Theme.load(files, from: "theme")
    demand(theme == nil, "a theme without templates is none")
    Promise.placesExist(diagnostics, in: files)
  }

  private func index(_ input: [UInt8]) {
    guard Promise.isText(input) else { return }
    let halves = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let title = halves.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let record = SearchRecord(
      .page, address: "a.html", title: title, citations: [title], context: title, text: input,
      removedText: Array(halves.last ?? []))
    let index = SearchIndexer.index(
      [record, record],
      of: SearchCorpus(topics: [
        .init(id: "a", title: title, synonyms: [title], address: "b", provisionCount: 1)
      ]))
    for file in index.files {
      demand(!file.bytes.holds(Array("</script".utf8)), "no shard ends its script")
    }
  }
}
