package import Basics
package import Markdown

/// A statement in the handbook that is based on a provision of a code.
///
/// A lesson that explains a rule, a question with an answer based on one, and an editor's note all become
/// wrong when the wording of the rule changes. A claim combines one such passage with one provision that it
/// is based on.
package struct Claim: Sendable, Hashable {
  /// The kind of passage that makes the claim.
  package enum Kind: Sendable, Hashable {
    /// The text under a heading, or before the first one.
    case section
    /// An objective of a lesson, through the sections that teach it.
    case objective
    /// A self-check with its answers and rationales.
    case question
    /// An editor's note in a code about the provision that contains it.
    case note
  }

  package let kind: Kind
  package let document: DocumentKey
  /// The name of the passage in its document, or `nil` for the text before the first heading.
  ///
  /// It is the anchor of a heading, the id of an objective, or a name generated from a question's text, so
  /// that it doesn't change when questions are reordered.
  package let part: String?
  /// The provision or group that the claim is based on.
  package let target: ReferenceTarget
  /// The file of the first reference to the provision in the passage, and the range in it.
  package let path: String
  package let range: SourceRange

  /// The name of the claim in lists and reviews: `lessons/boundaries#gifts`.
  package var name: String { document.citation + (part.map { "#\($0)" } ?? "") }
  /// The provision as written between double brackets: `AR#gifts`.
  package var provision: String { target.citation }
}

extension Handbook {
  /// All claims of the handbook, in the order of its documents.
  ///
  /// Each combination of a passage and a provision is listed once.
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

  /// Returns the editors' notes in a code's current edition.
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

  /// Adds the claims of the text under each heading and in each question.
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

  /// Adds a claim, unless it is already there or isn't about a provision or group.
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
  /// Returns the id that the author gave to a heading, or its anchor.
  package func anchorOrID(of heading: Index) -> String? {
    attributes(of: heading)?.id?.value ?? anchor(of: heading)
  }

  /// Returns a name for a question that doesn't depend on its position: the author's id, or one based on its
  /// text.
  package func questionName(of question: Index) -> String {
    if let id = attributes(of: question)?.id { return id.value }
    let stem = children(of: question).filter { nodes[$0].kind != .choice }.map { plainText(of: $0) }
    return "question-\(ContentHash.name(of: Array(stem.joined(separator: " ").utf8)).prefix(8))"
  }
}

/// The wording of a provision or group on which claims about it are based.
package struct Wording: Sendable, Hashable {
  /// The plain text on one line.
  ///
  /// It starts with the text that introduces the provision, because the item by itself can say the opposite
  /// of the rule: "I will not: (a) accept gifts".
  package let text: String

  /// - Parameter text: The text, in which each run of white space becomes a single space.
  package init(_ text: String) {
    self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package var checkCode: CheckCode { CheckCode(of: text) }
}

extension CodeText {
  /// Returns the wording of a provision, including the text that introduces it and its parts.
  package func wording(ofProvisionAt place: Int) -> Wording {
    // From the provision to the outermost provision that contains it.
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

  /// Returns the wording of a group without its heading.
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
  /// Returns the wording of a provision or group, or `nil` for other targets.
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
