import Basics
import Handbook
import Markdown

/// The text that links to provisions and terms show in a popover.
///
/// A provision is shown with its lead-ins, under its citation and the code's status.
struct LinkPreviews: Sendable {
  /// The maximum length of a text in characters; longer texts are cut after a word.
  private static let longest = 400

  private let previews: [ReferenceTarget: LinkTarget.Preview]

  init(of handbook: Handbook, words: ThemeStrings, text: ReferenceText) {
    let targets = Array(handbook.backReferences.keys)
    let found = targets.concurrentMap { target in
      (target, Self.preview(of: target, in: handbook, words: words, text: text))
    }
    previews = Dictionary(uniqueKeysWithValues: found.compactMap { key, value in value.map { (key, $0) } })
  }

  /// Returns the preview of a reference's target, or `nil` for whole documents, groups, headings, and files.
  subscript(target: ReferenceTarget) -> LinkTarget.Preview? { previews[target] }

  private static func preview(
    of target: ReferenceTarget, in handbook: Handbook, words: ThemeStrings, text: ReferenceText
  ) -> LinkTarget.Preview? {
    switch target {
    case .provision(let id, let edition, let provision):
      guard let code = handbook.code(id), let place = code.editions[edition].text.place(of: provision) else {
        return nil
      }
      return LinkTarget.Preview(
        name: "\(text.text(for: target)) · \(StatusContext(of: code.editions[edition], words: words).word)",
        text: shortened(wording(ofProvision: place, in: code.editions[edition].text)))
    case .term(let id):
      guard let glossary = handbook.manuscript.glossary,
        let term = glossary.terms.first(where: { $0.id.value == id }), !term.body.isEmpty
      else { return nil }
      var bytes: [UInt8] = []
      text.appendPlainText(
        of: term.body.lowerBound, in: glossary.document, targets: handbook.targets[.glossary] ?? [],
        to: &bytes)
      return LinkTarget.Preview(name: term.title, text: shortened(String(decoding: bytes, as: UTF8.self)))
    case .code, .group, .topic, .lesson, .glossary, .page, .anchor, .asset:
      return nil
    }
  }

  /// Returns the text of a provision after its lead-ins, from the outermost list inward.
  private static func wording(ofProvision place: Int, in text: CodeText) -> String {
    let provision = text.provisions[place]
    let own = provision.content.compactMap { element in
      if case .prose(let node) = element { text.document.plainText(of: node) } else { nil }
    }
    let hasParts = provision.content.contains { if case .provisions = $0 { true } else { false } }
    return ([text.leadIn(of: provision)] + own + (hasParts ? ["…"] : [])).filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func shortened(_ text: String) -> String {
    guard text.count > longest else { return text }
    let words = text.prefix(longest).split(separator: " ").dropLast()
    return words.joined(separator: " ") + " …"
  }
}

extension ReferenceText {
  /// Appends the plain text of a node, with its citations written out.
  ///
  /// - Parameter targets: The targets of the document's references, in their order.
  func appendPlainText(
    of node: MarkdownDocument.Index, in document: MarkdownDocument, targets: [ReferenceTarget?],
    to bytes: inout [UInt8]
  ) {
    document.appendPlainText(of: node, to: &bytes) { reference in
      guard let place = document.nodes[reference].referenceIndex, targets.indices.contains(place),
        let target = targets[place]
      else { return "" }
      return text(for: target, of: document.references[place])
    }
  }
}

extension CodeText {
  /// Returns the lead-ins of a provision, from the outermost list inward; empty if there are none.
  func leadIn(of provision: Provision) -> String {
    var parts: [String] = []
    var current: Provision? = provision
    while let place = current {
      if let node = place.leadIn { parts.append(document.plainText(of: node)) }
      current = place.parent.map { provisions[$0] }
      if let parent = current, case .prose(let node)? = parent.content.first {
        parts.append(document.plainText(of: node))
      }
    }
    return parts.reversed().joined(separator: " ")
  }
}
