import Basics
package import Markdown

/// The generated text of references for which the author didn't write one.
package struct ReferenceText: Sendable {
  /// The words around labels and numbers, which a theme can replace.
  package struct Words: Sendable, Equatable {
    /// The name of a code that isn't in force: a word after the name of its jurisdiction, or a phrase that
    /// contains `{place}`.
    package var draft = "draft"
    package var proposed = "proposed"
    package var adopted = "adopted"
    package var superseded = "superseded"
    package var item = "item"
    package var group = "group"
    package var part = "part"
    package var glossary = "Glossary"
    /// The character between a word and its number.
    ///
    /// On pages, it's a no-break space, so that a line doesn't end between them.
    package var numberSpace = " "

    package init() {}

    /// Returns a word with its number, such as "item 5".
    func numbered(_ word: String, _ number: some CustomStringConvertible) -> String {
      "\(word)\(numberSpace)\(number)"
    }
  }

  private let manuscript: Manuscript
  private let records: RecordIndex
  private let words: Words
  /// The name of each provision, by code, edition, and provision index; stored because many references use
  /// it.
  private var provisionNames: [[[String]]] = []
  /// The short citation of each provision, by the same indices: "WA 12".
  private var shortNames: [[[String]]] = []
  /// The names of jurisdictions that several codes share, in lowercase.
  private let sharedJurisdictions: Set<String>

  package init(_ handbook: Handbook, words: Words = Words()) {
    self.init(handbook.manuscript, handbook.records, words: words)
  }

  /// - Parameter records: The indices of the manuscript's records.
  init(_ manuscript: Manuscript, _ records: RecordIndex, words: Words = Words()) {
    self.manuscript = manuscript
    self.records = records
    self.words = words
    sharedJurisdictions = manuscript.sharedJurisdictions
    let unnamed = self
    let places = Array(manuscript.codes.indices)
    provisionNames = places.concurrentMap { unnamed.names(ofProvisionsOf: $0) }
    shortNames = places.concurrentMap { unnamed.shortNames(ofProvisionsOf: $0) }
  }

  private func names(ofProvisionsOf code: Int) -> [[String]] {
    manuscript.codes[code].editions.enumerated().map { place, edition in
      let name = codeName(manuscript.codes[code].id, edition: place)
      return edition.text.provisions.map { "\(name), \(placeInCode($0, of: edition.text))" }
    }
  }

  /// Returns the generated text of a reference, which is the short citation if the author asked for it.
  package func text(for target: ReferenceTarget, of reference: Reference) -> String {
    reference.isShort ? shortText(for: target) : text(for: target)
  }

  /// Returns the short citation of a code or a part of one: "WA 12", "MT (2)(b)(iii)".
  ///
  /// Other targets have their full text.
  package func shortText(for target: ReferenceTarget) -> String {
    switch target {
    case .code(let id, _): return id.rawValue
    case .group(let id, let edition, let group):
      return [id.rawValue, groupName(id, edition: edition, group: group)].compactMap(\.self)
        .joined(separator: " ")
    case .provision(let id, let edition, let provision):
      guard let (code, place) = self.place(of: provision, in: id, edition: edition) else {
        return "\(id)#\(provision)"
      }
      return shortNames[code][edition][place]
    case .topic, .lesson, .glossary, .term, .page, .anchor, .asset: return text(for: target)
    }
  }

  /// Returns the text for a target: "Washington draft, Professional conduct, item 5".
  package func text(for target: ReferenceTarget) -> String {
    switch target {
    case .code(let id, let edition):
      codeName(id, edition: edition)
    case .group(let id, let edition, let group):
      [codeName(id, edition: edition), groupName(id, edition: edition, group: group)]
        .compactMap(\.self).joined(separator: ", ")
    case .provision(let id, let edition, let provision):
      provisionName(id, edition: edition, provision: provision)
    case .topic(let id, _):
      records.place(of: id).map { manuscript.topics[$0].metadata.title.value } ?? id.rawValue
    case .lesson(let id, let anchor):
      lesson(id, anchor: anchor)
    case .glossary: manuscript.glossary?.metadata.title.value ?? words.glossary
    case .term(let id): records.place(of: id).flatMap { manuscript.glossary?.terms[$0].title } ?? id.rawValue
    case .page(let id, let anchor): page(id, anchor: anchor)
    case .anchor(_, let anchor): anchor
    case .asset(let path, _): path
    }
  }

  private func code(_ id: CodeID) -> CodeOfEthics? { records.place(of: id).map { manuscript.codes[$0] } }

  /// Returns the name of a code's edition: "Washington draft".
  package func codeName(_ id: CodeID, edition: Int) -> String {
    guard let code = code(id), code.editions.indices.contains(edition) else { return id.rawValue }
    let metadata = code.editions[edition].metadata
    let status: String? =
      switch metadata.status {
      case .draft: words.draft
      case .proposed: words.proposed
      case .adopted: words.adopted
      case .superseded: words.superseded
      case .inForce, .unknown: nil
      }
    guard let status, status.contains("{place}") else {
      return [placeName(of: code), status].compactMap(\.self).joined(separator: " ")
    }
    return status.replacing("{place}", with: placeName(of: code))
  }

  /// Returns the name that distinguishes a code from all others, by the code's id.
  package func placeName(of id: CodeID) -> String { code(id).map { placeName(of: $0) } ?? id.rawValue }

  /// Returns the name that distinguishes a code from all others.
  ///
  /// It is the jurisdiction, with the short title if another code has the same jurisdiction: "Arkansas
  /// (supervisors)".
  package func placeName(of code: CodeOfEthics) -> String {
    let metadata = code.current.metadata
    let jurisdiction = Jurisdiction.name(
      metadata.jurisdiction.value, in: manuscript.configuration.language)
    guard sharesJurisdiction(code) else { return jurisdiction }
    return "\(jurisdiction) (\(metadata.shortTitle ?? code.id.rawValue))"
  }

  /// Returns whether another code has the same jurisdiction.
  package func sharesJurisdiction(_ code: CodeOfEthics) -> Bool {
    sharedJurisdictions.contains(code.current.metadata.jurisdiction.value.lowercased())
  }

  /// Returns the position of a provision in its code: "Professional conduct, item 5".
  package func placeInCode(_ provision: Provision, of text: CodeText) -> String {
    var labels: [String] = []
    var place: Provision? = provision
    while let current = place {
      labels.append(step(current, of: text, counted: words.numbered(words.item, current.ordinal)))
      place = current.parent.map { text.provisions[$0] }
    }
    if let first = labels.last, first.first?.isNumber == true {
      labels[labels.count - 1] = words.numbered(words.item, first)
    }
    let path = labels.reversed().reduce(into: "") { path, label in
      // Labels in parentheses follow each other without a space: item 2(a)(iv).
      path += path.isEmpty ? label : label.hasPrefix("(") ? label : ", \(label)"
    }
    return [name(of: text.groups[provision.group]), path].compactMap(\.self).joined(separator: ", ")
  }

  /// Returns one step of the path to a provision: its label, with its number if a sibling has the same label.
  ///
  /// - Parameter counted: The text for a provision without a label.
  private func step(_ provision: Provision, of text: CodeText, counted: String) -> String {
    let label = provision.label.map(Self.citable) ?? counted
    guard text.repeatsLabel(of: provision) else { return label }
    return "\(label) (\(words.numbered(words.item, provision.ordinal)))"
  }

  /// Returns the name of a group, or `nil` for the beginning of a code.
  ///
  /// The name is the label and the title, or "group 3" or "Conduct, part 2" for an unnamed group.
  package func name(of group: CodeGroup) -> String? {
    if let ordinal = group.unnamedOrdinal {
      // The content between the heading and the first break is part 1 of the heading.
      guard let title = group.continuedTitle else { return words.numbered(words.group, ordinal) }
      return "\(title), \(words.numbered(words.part, ordinal + 1))"
    }
    guard !group.title.isEmpty else { return group.label.map(Self.citable) }
    return [group.label, group.title].compactMap(\.self).joined(separator: " ")
  }

  private func provisionName(_ id: CodeID, edition: Int, provision: ProvisionID) -> String {
    guard let (code, place) = place(of: provision, in: id, edition: edition) else {
      return "\(id)#\(provision)"
    }
    return provisionNames[code][edition][place]
  }

  /// Returns the indices of a code and of a provision in an edition's text.
  private func place(of provision: ProvisionID, in id: CodeID, edition: Int) -> (code: Int, provision: Int)? {
    guard let code = records.place(of: id), manuscript.codes[code].editions.indices.contains(edition),
      let place = manuscript.codes[code].editions[edition].text.place(of: provision)
    else { return nil }
    return (code, place)
  }

  // MARK: Short citations

  private func shortNames(ofProvisionsOf code: Int) -> [[String]] {
    let id = manuscript.codes[code].id
    return manuscript.codes[code].editions.map { edition in
      let text = edition.text
      let paths = text.provisions.map { shortPath(to: $0, of: text) }
      let counts = Dictionary(grouping: paths) { $0 }.mapValues(\.count)
      // Where numbers start over in each group, all of them need the group's number for consistency.
      let isCountedAnew = zip(text.provisions, paths).contains { $0.label == nil && counts[$1] != 1 }
      return zip(text.provisions, paths).map { provision, path in
        let isUnique = counts[path] == 1 && !(isCountedAnew && path.first?.isNumber == true)
        return "\(id) \(isUnique ? path : qualified(path, by: text.groups[provision.group]))"
      }
    }
  }

  /// Returns the labels and numbers that identify a provision in its group: `(2)(b)(iii)`, `3.2`.
  private func shortPath(to provision: Provision, of text: CodeText) -> String {
    var steps: [String] = []
    var place: Provision? = provision
    while let current = place {
      steps.append(step(current, of: text, counted: "\(current.ordinal)"))
      place = current.parent.map { text.provisions[$0] }
    }
    return steps.reversed().reduce(into: "") { path, step in
      let isPlain = path.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: ".") }
      path += path.isEmpty || step.hasPrefix("(") ? step : isPlain ? ".\(step)" : ", \(step)"
    }
  }

  private func qualified(_ path: String, by group: CodeGroup) -> String {
    if let ordinal = group.unnamedOrdinal, group.continuedTitle == nil { return "\(ordinal).\(path)" }
    return [group.label.map(Self.citable) ?? name(of: group), path].compactMap(\.self).joined(separator: ", ")
  }

  private func groupName(_ id: CodeID, edition: Int, group: GroupID) -> String? {
    guard let code = code(id), code.editions.indices.contains(edition) else { return nil }
    return code.editions[edition].text.groups.first { $0.id == group }.flatMap(name(of:)) ?? group.rawValue
  }

  private func lesson(_ id: LessonID, anchor: String?) -> String {
    // By its index, because a copy of a lesson takes longer than the search.
    guard let place = records.place(of: id) else { return id.rawValue }
    let title = manuscript.lessons[place].metadata.title.value
    guard let anchor else { return title }
    let section =
      manuscript.lessons[place].sections.first { $0.anchor == anchor }?.title
      ?? manuscript.lessons[place].metadata.objectives.first { $0.id.value.rawValue == anchor }?.text.value
    return section.map { "\(title), \($0)" } ?? title
  }

  private func page(_ id: PageID, anchor: String?) -> String {
    guard let place = records.place(of: id) else { return id.rawValue }
    let title = manuscript.pages[place].metadata.title.value
    let document = manuscript.pages[place].document
    guard let anchor, let heading = document.heading(named: anchor) else { return title }
    return "\(title), \(document.plainText(of: heading))"
  }

  /// Returns a label as citations write it, without the period, colon, or dash that separates it from the
  /// text.
  private static func citable(_ label: String) -> String {
    // A list's number before a mark reads as one label: "2. (a)" is cited as "2(a)".
    var label = label.replacing(". (", with: "(")
    while let last = label.last, ".:,;-\u{2013}\u{2014} ".contains(last) { label.removeLast() }
    return label
  }
}

extension Manuscript {
  /// The jurisdictions that several codes share, in lowercase.
  package var sharedJurisdictions: Set<String> {
    let names = codes.map { $0.current.metadata.jurisdiction.value.lowercased() }
    return Set(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys)
  }
}
