package import Basics
package import Markdown

/// Something that the handbook says because a provision of a code says it.
///
/// A lesson that explains a rule, a question whose right answer follows from one, and a note of an editor all become
/// wrong when the words of the rule change. A claim is one such place and one provision that it rests on.
package struct Claim: Sendable, Hashable {
  /// What makes the claim.
  package enum Kind: Sendable, Hashable {
    /// The text under a heading, or before the first one.
    case section
    /// An objective of a lesson, through the sections that teach it.
    case objective
    /// A self-check with its answers and their reasons.
    case question
    /// An editor's note in a code, which is about the provision around it.
    case note
  }

  package let kind: Kind
  package let document: DocumentKey
  /// What tells the place from others in its document.
  ///
  /// It is the anchor of a heading, the id of an objective, or a name made of a question's text, so that it stays the
  /// same when questions are reordered. `nil` before the first heading.
  package let part: String?
  /// The provision or group that the claim rests on.
  package let target: ReferenceTarget
  /// The first place of the claim that names the provision.
  package let path: String
  package let range: SourceRange

  /// The claim as it is listed and reviewed: `lessons/boundaries#gifts`.
  package var name: String { document.citation + (part.map { "#\($0)" } ?? "") }
  /// The provision as it is written between double brackets: `AR#gifts`.
  package var provision: String { target.citation }
}

extension Handbook {
  /// Everything that the handbook says because a provision says it, in the order of its documents.
  ///
  /// Each place and each provision that it rests on is listed once.
  package var claims: [Claim] {
    currentDocuments.concurrentMap { document -> [Claim] in
      if case .code(let id, _, _) = document.key { return code(id).map(notes) ?? [] }
      var finder = ClaimFinder(document, targets: targets[document.key] ?? [])
      finder.findInText()
      if case .lesson(let id) = document.key, let lesson = lesson(id) {
        for objective in lesson.metadata.objectives {
          let trace = ObjectiveTrace(of: objective, in: lesson, handbook: self)
          for target in trace.provisions {
            finder.add(.objective, objective.id.value.rawValue, target, objective.id.range)
          }
        }
      }
      return finder.claims
    }.flatMap(\.self)
  }

  /// The editors' notes of a code's current edition.
  private func notes(of code: CodeOfEthics) -> [Claim] {
    guard let text = code.current.redline?.marked else { return [] }
    return text.provisions.compactMap { provision in
      let subtree = text.document.subtree(of: provision.node)
      guard let note = subtree.first(where: { text.document.nodes[$0].kind == .editorComment }) else {
        return nil
      }
      return Claim(
        kind: .note, document: .code(code.id, edition: code.currentIndex, view: .proposed),
        part: provision.id.value.rawValue,
        target: .provision(code.id, edition: code.currentIndex, provision.id.value), path: code.current.path,
        range: text.document.place(of: note))
    }
  }
}

/// Finds the claims of one document.
private struct ClaimFinder {
  private let document: HandbookDocument
  private let targets: [ReferenceTarget?]
  private(set) var claims: [Claim] = []
  private var seen: Set<Place> = []

  private struct Place: Hashable {
    let part: String?
    let target: ReferenceTarget
  }

  init(_ document: HandbookDocument, targets: [ReferenceTarget?]) {
    self.document = document
    self.targets = targets
  }

  /// Adds what the text says under each heading and in each question.
  mutating func findInText() {
    let tree = document.document
    var section: String?
    var question: (nodes: Range<MarkdownDocument.Index>, name: String)?
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      if node.kind == .heading { section = tree.anchorOrID(of: index) ?? section }
      if node.kind == .question { question = (tree.subtree(of: index), tree.questionName(of: index)) }
      guard let reference = node.referenceIndex, let target = targets[reference] else { continue }
      if let question, question.nodes.contains(index) {
        add(.question, question.name, target, tree.place(of: index))
      } else {
        add(.section, section, target, tree.place(of: index))
      }
    }
  }

  /// Adds a claim, unless it is there or rests on no provision.
  mutating func add(_ kind: Claim.Kind, _ part: String?, _ target: ReferenceTarget, _ range: SourceRange) {
    switch target {
    case .provision, .group: break
    case .code, .topic, .lesson, .glossary, .term, .page, .anchor, .asset: return
    }
    guard seen.insert(Place(part: part, target: target)).inserted else { return }
    claims.append(
      Claim(
        kind: kind, document: document.key, part: part, target: target, path: document.path, range: range))
  }
}

extension MarkdownDocument {
  /// The id that the author gave to a heading, or its anchor.
  package func anchorOrID(of heading: Index) -> String? {
    attributes(of: heading)?.id?.value ?? anchor(of: heading)
  }

  /// A name for a question that doesn't depend on its place: its author's id, or one made of its text.
  package func questionName(of question: Index) -> String {
    if let id = attributes(of: question)?.id { return id.value }
    let stem = children(of: question).filter { nodes[$0].kind != .choice }.map { plainText(of: $0) }
    return "question-\(ContentHash.name(of: Array(stem.joined(separator: " ").utf8)).prefix(8))"
  }
}

/// The words of a provision or group, as a claim about it rests on them.
package struct Wording: Sendable, Hashable {
  /// Plain text in one line.
  ///
  /// It starts with the text that introduces the provision, because the item alone can say the opposite of the rule:
  /// "I will not: (a) accept gifts".
  package let text: String

  /// - Parameter text: Any text; its white space becomes single spaces.
  package init(_ text: String) {
    self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package var checkCode: CheckCode { CheckCode(of: text) }
}

extension CodeText {
  /// The words of a provision with those that introduce it and those of its parts.
  package func wording(ofProvisionAt place: Int) -> Wording {
    // From the provision to the outermost one that it is a part of.
    var chain = [place]
    while let parent = provisions[chain[chain.count - 1]].parent { chain.append(parent) }
    var nodes: [MarkdownDocument.Index] = []
    for (step, ancestor) in chain.reversed().enumerated() {
      if let leadIn = provisions[ancestor].leadIn, !nodes.contains(leadIn) { nodes.append(leadIn) }
      guard step < chain.count - 1 else { break }
      for element in provisions[ancestor].content {
        guard case .prose(let node) = element, !nodes.contains(node) else { continue }
        nodes.append(node)
      }
    }
    return Wording(
      (nodes + [provisions[place].node]).map { document.plainText(of: $0) }.joined(separator: " "))
  }

  /// The words of a group without its heading.
  func wording(ofGroupAt place: Int) -> Wording {
    let nodes = groups[place].content.flatMap { element in
      switch element {
      case .prose(let node), .leadIn(let node): [node]
      case .provisions(let places): places.map { provisions[$0].node }
      }
    }
    return Wording(nodes.map { document.plainText(of: $0) }.joined(separator: " "))
  }
}

extension Handbook {
  /// The words of a provision or group; `nil` for other targets.
  func wording(of target: ReferenceTarget) -> Wording? {
    switch target {
    case .provision(let id, let edition, let provision):
      guard let text = code(id)?.editions[edition].text, let place = text.place(of: provision) else {
        return nil
      }
      return text.wording(ofProvisionAt: place)
    case .group(let id, let edition, let group):
      guard let text = code(id)?.editions[edition].text,
        let place = text.groups.firstIndex(where: { $0.id == group })
      else { return nil }
      return text.wording(ofGroupAt: place)
    case .code, .topic, .lesson, .glossary, .term, .page, .anchor, .asset: return nil
    }
  }
}
