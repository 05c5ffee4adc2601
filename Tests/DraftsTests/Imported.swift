import Basics
import Drafts
import Handbook
import TestSupport

/// The result of an import in a test: the body of the code file, and the diagnostics.
struct Imported {
  let body: String
  let title: String?
  let result: DraftImporter.Result

  init(_ source: DraftImporter.Source, _ change: (inout DraftImporter.Options) -> Void = { _ in }) {
    var options = DraftImporter.Options(jurisdiction: "Ohio", path: "Content/codes/ohio.md")
    change(&options)
    result = DraftImporter.run(source, options)
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    body = file.firstRange(of: "\n---\n\n").map { String(file[$0.upperBound...]) } ?? ""
    title = file.split(separator: "\n").first { $0.hasPrefix("title: ") }.map { String($0.dropFirst(7)) }
  }

  init(word document: WordDocument, _ change: (inout DraftImporter.Options) -> Void = { _ in }) {
    self.init(.word(document.bytes), change)
  }

  init(text: String, _ change: (inout DraftImporter.Options) -> Void = { _ in }) {
    self.init(.text(Array(text.utf8), isMarkdown: false), change)
  }

  init(html: String, _ change: (inout DraftImporter.Options) -> Void = { _ in }) {
    self.init(.html(Array(html.utf8)), change)
  }

  var file: String { String(decoding: result.file?.bytes ?? [], as: UTF8.self) }

  var rules: [Rule] { result.diagnostics.map(\.rule) }

  /// Returns the summaries of one rule's diagnostics.
  func reports(_ rule: Rule) -> [String] { result.diagnostics.filter { $0.rule == rule }.map(\.summary) }

  var errors: [String] { result.diagnostics.filter { $0.severity == .error }.map(\.summary) }

  /// A handbook that contains the written file.
  var handbook: SmallHandbook { SmallHandbook(["codes/ohio.md": file]) }

  /// The numbers of provisions, groups with a heading, and levels that a handbook finds in the written file.
  var counts: [Int] {
    guard let text = handbook.manuscript.codes.first?.current.text else { return [] }
    var depths: [Int] = []
    for provision in text.provisions { depths.append(provision.parent.map { depths[$0] + 1 } ?? 1) }
    return [text.provisions.count, text.groups.count { $0.heading != nil }, depths.max() ?? 0]
  }

  /// The labels that a handbook finds, in order.
  var labels: [String] {
    handbook.manuscript.codes.first?.current.text.provisions.map { $0.label ?? "•" } ?? []
  }
}
