package import Basics
package import Markdown
package import Redline

/// A comparison of a handbook's claims with the record of reviews.
package struct Review: Sendable {
  /// A claim that hasn't been reviewed against the current wording of the code.
  package struct Open: Sendable {
    package let claim: Claim
    /// The review that is out of date, or `nil` if the claim was never reviewed.
    package let last: ReviewRecord.Pin?
    /// The changes in the wording since then, or `nil` if the claim was never reviewed.
    package let change: [RedlineRun]?

    /// The changes in CriticMarkup, for plain text.
    package var markedChange: String? { change?.marked }
  }

  /// The claims to review, in the order of the handbook's documents.
  package let open: [Open]
  /// The total number of claims.
  package let count: Int
  private let claims: [Claim]
  private let record: ReviewRecord
  private let wordings: [ReferenceTarget: Wording]

  /// - Parameter handbook: A handbook with all its documents; claims in omitted documents can't be compared.
  package init(of handbook: Handbook) {
    claims = handbook.claims
    count = claims.count
    record = handbook.manuscript.reviews
    var wordings: [ReferenceTarget: Wording] = [:]
    for target in Set(claims.map(\.target)) { wordings[target] = handbook.wording(of: target) }
    self.wordings = wordings
    let history = History(record, handbook)
    let record = record
    open = claims.compactMap { claim in
      guard let wording = wordings[claim.target] else { return nil }
      guard let pin = history.pin(of: claim, now: wording.checkCode) else {
        return Open(claim: claim, last: nil, change: nil)
      }
      guard pin.checkCode != wording.checkCode else { return nil }
      let old = record.words[ReviewRecord.Words(provision: pin.provision, checkCode: pin.checkCode)]
      return Open(claim: claim, last: pin, change: WordDiff.runs(from: old?.text ?? "", to: wording.text))
    }
  }

  /// The claims whose provision has changed since they were reviewed.
  package var suspects: [Open] { open.filter { $0.last != nil } }

  /// Records that claims agree with the wording of their provisions.
  ///
  /// - Parameters:
  ///   - isAccepted: Returns whether a claim was reviewed.
  ///   - reviewer: The name of the reviewer, on one line.
  /// - Returns: The record without the reviews of claims that the handbook no longer makes.
  package func accepting(
    _ isAccepted: (Claim) -> Bool, by reviewer: String, on date: CalendarDate
  ) -> ReviewRecord {
    var result = record
    let accepted = claims.filter { isAccepted($0) && wordings[$0.target] != nil }
    let kept = Set(claims.map(\.key)).subtracting(accepted.map(\.key))
    result.pins = record.pins.filter { kept.contains($0.key) }
    for claim in accepted {
      guard let wording = wordings[claim.target] else { continue }
      result.keep(wording, of: claim.provision)
      result.pins.append(
        ReviewRecord.Pin(
          claim: claim.name, provision: claim.provision, checkCode: wording.checkCode, date: date,
          reviewer: reviewer))
    }
    return result
  }
}

/// The subject of a review: a passage and a provision that it is based on.
private struct ReviewKey: Hashable {
  /// The name of a claim, or of the document that contains it.
  let place: String
  let provision: String
}

extension Claim {
  fileprivate var key: ReviewKey { ReviewKey(place: name, provision: provision) }
}

extension ReviewRecord.Pin {
  fileprivate var key: ReviewKey { ReviewKey(place: claim, provision: provision) }
}

/// The reviews of a record by subject, with the current ids of provisions.
private struct History {
  private var byClaim: [ReviewKey: ReviewRecord.Pin] = [:]
  private var byDocument: [ReviewKey: [ReviewRecord.Pin]] = [:]

  init(_ record: ReviewRecord, _ handbook: Handbook) {
    var renamed: [String: String] = [:]
    for code in handbook.codes {
      let text = code.current.text
      for provision in text.provisions {
        for alias in provision.aliases {
          renamed["\(code.id)#\(alias.value)"] = "\(code.id)#\(provision.id.value)"
        }
      }
      for group in text.groups {
        for alias in group.aliases { renamed["\(code.id)#\(alias.value)"] = "\(code.id)#\(group.anchor)" }
      }
    }
    for pin in record.pins {
      let provision = renamed[pin.provision] ?? pin.provision
      byClaim[ReviewKey(place: pin.claim, provision: provision)] = pin
      byDocument[ReviewKey(place: Self.document(of: pin.claim), provision: provision), default: []].append(
        pin)
    }
  }

  /// Returns the review that determines the state of a claim, or `nil` if it was never reviewed.
  ///
  /// A heading or question can be renamed along with the law. For a claim without its own review, the result
  /// is therefore an out-of-date review of the same document and provision, if there is one.
  func pin(of claim: Claim, now checkCode: CheckCode) -> ReviewRecord.Pin? {
    byClaim[claim.key]
      ?? byDocument[ReviewKey(place: Self.document(of: claim.name), provision: claim.provision)]?
      .last { $0.checkCode != checkCode }
  }

  private static func document(of claim: String) -> String {
    String(claim.prefix { $0 != "#" })
  }
}

/// The record of reviews, in `Content/reviewed.txt`: which claims, when, by whom, and against which wording.
///
/// The program maintains the file, and `handbook review` writes it. There are two kinds of lines:
///
///     words AR#gifts 8c1f33d0aa01b2c4 I will neither give nor accept gifts …
///     claim lessons/boundaries#gifts AR#gifts 8c1f33d0aa01b2c4 2026-11-28 Jane Doe
///
/// The wording is stored so that the handbook can show what changed. It is stored once, even if many claims
/// are based on it.
package struct ReviewRecord: Sendable, Equatable {
  /// A review of one claim.
  package struct Pin: Sendable, Hashable {
    /// The claim's name, as in ``Claim/name``.
    package let claim: String
    /// The provision, as in ``Claim/provision``.
    package let provision: String
    /// The check code of the reviewed wording, as in ``Wording/checkCode``.
    package let checkCode: CheckCode
    package let date: CalendarDate
    /// The name of the reviewer.
    package let reviewer: String
  }

  /// A wording of a provision that a review refers to.
  struct Words: Hashable {
    let provision: String
    let checkCode: CheckCode
  }

  package internal(set) var pins: [Pin] = []
  private(set) var words: [Words: Wording] = [:]
  /// The path of the file, or the path for a new file.
  package private(set) var path = "\(SourceRole.contentFolder)/\(fileName)"

  package init() {}

  package static let fileName = "reviewed.txt"

  /// Reads the record from a handbook's files.
  package static func read(_ files: [SourceFile]) -> (record: ReviewRecord, diagnostics: [Diagnostic]) {
    let list = LineList(role: .reviews)
    var (lines, path, diagnostics) = list.lines(in: files)
    var record = ReviewRecord()
    guard list.file(among: files) != nil else { return (record, diagnostics) }
    record.path = path
    for line in lines where !record.add(line.value) {
      diagnostics.append(
        Diagnostic(
          .error, .unreadableReview, "Line wasn't written by 'handbook review'", path: path,
          range: line.range,
          help: "restore the file from version control, or remove the line and review the claim again"))
    }
    return (record, diagnostics)
  }

  /// Adds the contents of a line, and returns whether the line is valid.
  private mutating func add(_ line: String) -> Bool {
    let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true).map(String.init)
    switch parts.first {
    case "words" where parts.count > 3:
      let text = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)[3]
      keep(Wording(String(text)), of: parts[1])
      return true
    case "claim" where parts.count == 6:
      guard let checkCode = CheckCode(parts[3]), let date = CalendarDate(parts[4]) else { return false }
      pins.append(
        Pin(claim: parts[1], provision: parts[2], checkCode: checkCode, date: date, reviewer: parts[5]))
      return true
    default: return false
    }
  }

  /// Stores wording, so that later changes to it can be shown.
  mutating func keep(_ wording: Wording, of provision: String) {
    words[Words(provision: provision, checkCode: wording.checkCode)] = wording
  }

  /// The file, with its lines sorted and only the wording that reviews refer to.
  package var file: SourceFile {
    let needed = Set(pins.map { Words(provision: $0.provision, checkCode: $0.checkCode) })
    let remark = "# What was reviewed, and against which words of the codes, written by 'handbook review'."
    let texts = words.filter { needed.contains($0.key) }.map { key, wording in
      "words \(key.provision) \(key.checkCode) \(wording.text)"
    }
    let claims = pins.map { pin in
      "claim \(pin.claim) \(pin.provision) \(pin.checkCode) \(pin.date) \(pin.reviewer)"
    }
    let lines = [remark] + texts.sorted { $0.precedesInBytes($1) } + claims.sorted { $0.precedesInBytes($1) }
    return SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }
}

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
    self.text = text.onOneLine
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
