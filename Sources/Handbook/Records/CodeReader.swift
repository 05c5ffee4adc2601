import Basics
import Markdown
import Redline

/// Reads an edition of a code: its metadata and its text in each view.
enum CodeReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    let decoded = parsed.metadata(as: CodeMetadata.self)
    var diagnostics = decoded.1
    guard var metadata = decoded.0 else { return (nil, diagnostics) }
    guard metadata.text == .full else {
      let text = CodeText(document: parsed.document, groups: [], provisions: [])
      let record = Edition(
        path: parsed.path, slug: name.edition, metadata: metadata, text: text, redline: nil,
        keyRanges: parsed.keyRanges)
      return (.edition(record, code: name.slug), diagnostics + MisplacedMarks.diagnostics(in: parsed))
    }
    let (title, inTitle) = RedlinedTitle.read(metadata.title, path: parsed.path)
    diagnostics += inTitle
    if let title { metadata.title.value = title.proposed }
    func assemble(_ document: MarkdownDocument, marked: CodeText? = nil) -> CodeText {
      var assembler = CodeTextAssembler(document: document, path: parsed.path, marked: marked)
      let text = assembler.assemble()
      // A problem with the blocks occurs in every view, so it is reported only once.
      if marked == nil { diagnostics += assembler.diagnostics }
      return text
    }
    let marked = assemble(parsed.redlined?.redline ?? parsed.document)
    guard parsed.redlined != nil || title != nil else {
      let record = Edition(
        path: parsed.path, slug: name.edition, metadata: metadata, text: marked, redline: nil,
        keyRanges: parsed.keyRanges)
      return (.edition(record, code: name.slug), diagnostics)
    }
    let record = Edition(
      path: parsed.path, slug: name.edition, metadata: metadata,
      text: assemble(parsed.document, marked: marked),
      redline: CodeRedline(
        marked: marked, current: assemble(parsed.redlined?.current ?? parsed.document, marked: marked),
        title: title), keyRanges: parsed.keyRanges)
    return (.edition(record, code: name.slug), diagnostics)
  }
}

extension ParsedDocument {
  /// Where the keys of the front matter are.
  fileprivate var keyRanges: [String: SourceRange] {
    let keys = (frontMatter?.entries ?? []).map { ($0.key.value, $0.key.range) }
    return Dictionary(keys) { first, _ in first }
  }
}

/// Reads the groups and provisions of a code from its Markdown.
///
/// A heading or a thematic break begins a group. A list item or a paragraph with attributes is a provision,
/// and a paragraph before a list is its lead-in. The source's label at the start of a provision is removed
/// from the text.
struct CodeTextAssembler {
  private(set) var document: MarkdownDocument
  private(set) var diagnostics: [Diagnostic] = []
  private let path: String
  /// The same text with its marks, if this is another view of it.
  private let marked: CodeText?
  private var groups: [CodeGroup] = []
  private var provisions: [Provision] = []
  private var ids = ProvisionIDs()
  /// The number of top-level provisions in the current group.
  private var ordinal = 0
  /// The paragraph just read, if it is a provision that a list may continue.
  private var openParagraph: Int?

  /// - Parameter marked: The same text with its marks, if the document is another view of it.
  init(document: MarkdownDocument, path: String, marked: CodeText? = nil) {
    self.document = document
    self.path = path
    self.marked = marked
  }

  /// Reads the whole code.
  mutating func assemble() -> CodeText {
    reserveWrittenIDs()
    openGroup(unnamed: false)
    let blocks = Array(document.children(of: 0))
    for (place, block) in blocks.enumerated() {
      read(block, before: place + 1 < blocks.count ? blocks[place + 1] : nil)
    }
    nameFirstGroup()
    unnameOnlyGroup()
    return CodeText(document: document, groups: groups, provisions: provisions)
  }

  private mutating func read(_ block: MarkdownDocument.Index, before next: MarkdownDocument.Index?) {
    let paragraphBefore = openParagraph
    openParagraph = nil
    switch document.nodes[block].kind {
    case .heading:
      openGroup(heading: block)
    case .thematicBreak:
      openGroup(unnamed: true)
    case .list:
      let group = groups.count - 1
      var leadIn: MarkdownDocument.Index?
      if case .leadIn(let paragraph)? = groups[group].content.last { leadIn = paragraph }
      let places = readList(block, parent: paragraphBefore, leadIn: leadIn)
      if let paragraphBefore {
        provisions[paragraphBefore].content.append(.provisions(places))
      } else {
        groups[group].content.append(.provisions(places))
      }
    case .paragraph where document.attributes(of: block) != nil:
      ordinal += 1
      let place = addProvision(node: block, parent: nil, leadIn: nil, ordinal: ordinal, number: nil)
      provisions[place].content = [.prose(block)]
      appendToGroup(place)
      openParagraph = place
    case .paragraph where next.map { document.nodes[$0].kind } == .list:
      groups[groups.count - 1].content.append(.leadIn(block))
    default:
      groups[groups.count - 1].content.append(.prose(block))
    }
  }

  /// Adds a paragraph's provision to the provisions at the end of the current group.
  private mutating func appendToGroup(_ place: Int) {
    let group = groups.count - 1
    if case .provisions(let places)? = groups[group].content.last {
      groups[group].content[groups[group].content.count - 1] = .provisions(places + [place])
    } else {
      groups[group].content.append(.provisions([place]))
    }
  }

  // MARK: Provisions

  /// Reads the items of a list, including nested lists.
  ///
  /// The depth of recursion is limited because the parser limits the depth of lists.
  private mutating func readList(
    _ list: MarkdownDocument.Index, parent: Int?, leadIn: MarkdownDocument.Index?
  ) -> [Int] {
    let listNode = document.nodes[list]
    var places: [Int] = []
    // Numbering continues across all lists of one parent or one group.
    var count = parent.map { numberOfParts(of: $0) } ?? ordinal
    for (offset, item) in document.children(of: list).enumerated() {
      count += 1
      let delimiter = listNode.flags.contains(.parenthesis) ? ")" : "."
      let number = listNode.flags.contains(.ordered) ? "\(listNode.firstNumber + offset)\(delimiter)" : nil
      let place = addProvision(node: item, parent: parent, leadIn: leadIn, ordinal: count, number: number)
      readContent(of: item, provision: place)
      places.append(place)
    }
    if parent == nil { ordinal = count }
    return places
  }

  private func numberOfParts(of provision: Int) -> Int {
    provisions[provision].content.reduce(0) { sum, element in
      if case .provisions(let places) = element { sum + places.count } else { sum }
    }
  }

  private mutating func readContent(of item: MarkdownDocument.Index, provision: Int) {
    let blocks = Array(document.children(of: item))
    for (place, block) in blocks.enumerated() {
      let isBeforeList = place + 1 < blocks.count && document.nodes[blocks[place + 1]].kind == .list
      switch document.nodes[block].kind {
      case .list:
        var leadIn: MarkdownDocument.Index?
        if case .leadIn(let paragraph)? = provisions[provision].content.last { leadIn = paragraph }
        let places = readList(block, parent: provision, leadIn: leadIn)
        provisions[provision].content.append(.provisions(places))
      case .paragraph where place > 0 && isBeforeList:
        provisions[provision].content.append(.leadIn(block))
      default:
        provisions[provision].content.append(.prose(block))
      }
    }
  }

  private mutating func addProvision(
    node: MarkdownDocument.Index, parent: Int?, leadIn: MarkdownDocument.Index?, ordinal: Int, number: String?
  ) -> Int {
    let attributes = document.attributes(of: node)
    var label = ProvisionLabel.take(
      from: &document, at: node, written: attributes?["label"]?.value, number: number)
    let inRedline = provisionInRedline(at: provisions.count)
    let isEmpty = inRedline != nil && document.isBlank(ownTextOf: node)
    if isEmpty { label = inRedline?.label }
    let base = parent.map { provisions[$0].id.value.rawValue } ?? groups[groups.count - 1].anchor
    let range = attributes?.id?.range ?? document.nodes[node].range
    let id = attributes?.id?.value ?? ids.unused("\(base)-\(ordinal)")
    checkKeys(of: attributes, known: ["label", "alias", "formerly", "effective"])
    var topics = topics(of: attributes)
    // A group's topics apply to each of its provisions.
    let inherited = parent == nil ? groups[groups.count - 1].topics : []
    topics += inherited.filter { topic in !topics.contains { $0.value == topic.value } }
    provisions.append(
      Provision(
        id: Located(ProvisionID(id), range), isPermanent: attributes?.id != nil, label: label,
        ordinal: ordinal, group: groups.count - 1, parent: parent, node: node, leadIn: leadIn,
        topics: topics, aliases: aliases(of: attributes), formerNumbers: formerNumbers(of: attributes),
        effective: effectiveDate(of: attributes),
        content: [], isEmpty: isEmpty))
    return provisions.count - 1
  }

  /// Returns the provision at the same index in the redline, or `nil` if none there has text of its own.
  private func provisionInRedline(at place: Int) -> Provision? {
    guard let marked, marked.provisions.indices.contains(place) else { return nil }
    let provision = marked.provisions[place]
    return marked.document.isBlank(ownTextOf: provision.node) ? nil : provision
  }

  private func topics(of attributes: Attributes?) -> [Located<TopicID>] {
    attributes?.classes.map { $0.map(TopicID.init) } ?? []
  }

  /// Returns the former ids, which are in one attribute, separated by spaces.
  private func aliases(of attributes: Attributes?) -> [Located<String>] {
    guard let alias = attributes?["alias"] else { return [] }
    return alias.value.split(separator: " ").map { Located(String($0), alias.range) }
  }

  /// Returns the former numbers, which are in one attribute, separated by semicolons.
  private func formerNumbers(of attributes: Attributes?) -> [String] {
    (attributes?["formerly"]?.value.split(separator: ";") ?? []).map { String($0).trimmed }.filter {
      !$0.isEmpty
    }
  }

  /// Returns the first day on which a provision is in effect, and reports a value that isn't a date.
  private mutating func effectiveDate(of attributes: Attributes?) -> CalendarDate? {
    guard let written = attributes?["effective"] else { return nil }
    if let date = CalendarDate(written.value) { return date }
    diagnostics.append(
      Diagnostic(
        .error, .wrongType, "Attribute 'effective' is not a date", path: path, range: written.range,
        help: "write the day as 2027-07-01"))
    return nil
  }

  private mutating func checkKeys(of attributes: Attributes?, known: [String]) {
    for pair in attributes?.pairs ?? [] where !known.contains(pair.key.value) {
      let nearest = NearestMatch.of(pair.key.value, among: known)
      diagnostics.append(
        Diagnostic(
          .error, .unknownAttribute, "Attribute '\(pair.key.value)' is not known here", path: path,
          range: pair.key.range,
          help: known.isEmpty ? "remove it" : "known attributes: \(known.joined(separator: ", "))",
          meant: nearest))
    }
  }

  // MARK: Groups

  private mutating func openGroup(heading: MarkdownDocument.Index) {
    let attributes = document.attributes(of: heading)
    let label = ProvisionLabel.take(
      from: &document, at: heading, written: attributes?["label"]?.value, number: nil, marksAreLabels: false)
    checkKeys(of: attributes, known: ["label", "alias"])
    groups.append(
      CodeGroup(
        heading: heading,
        id: GroupID(document.anchor(of: heading) ?? ids.unused("group-\(groups.count)")),
        title: title(of: heading), label: label,
        level: min(6, max(2, document.nodes[heading].level)), unnamedOrdinal: nil, continuedTitle: nil,
        topics: topics(of: attributes), isPermanent: attributes?.id != nil, aliases: aliases(of: attributes),
        content: []))
    ordinal = 0
  }

  /// Returns the title of a group.
  ///
  /// In a redline it is the new title. If a view has no text for the heading, the title is that of the
  /// redline.
  private func title(of heading: MarkdownDocument.Index) -> String {
    let title = document.plainText(of: heading, options: .withoutDeletions).trimmed
    guard title.isEmpty else { return title }
    if let marked, marked.groups.indices.contains(groups.count) { return marked.groups[groups.count].title }
    return document.plainText(of: heading)
  }

  private mutating func openGroup(unnamed: Bool) {
    let heading = groups.last { $0.heading != nil }
    let count = groups.reversed().prefix { $0.unnamedOrdinal != nil }.count
    groups.append(
      CodeGroup(
        heading: nil, id: GroupID(ids.unused("group-\(groups.count + 1)")), title: "", label: nil, level: 2,
        unnamedOrdinal: unnamed ? count + 1 : nil, continuedTitle: unnamed ? heading?.title : nil, topics: [],
        content: []))
    ordinal = 0
  }

  /// Numbers the content before the first heading or break among the unnamed groups if it has provisions, and
  /// removes it if it is empty.
  private mutating func nameFirstGroup() {
    let hasProvisions = groups[0].content.contains { if case .provisions = $0 { true } else { false } }
    if hasProvisions {
      let unnamed = groups.prefix { $0.heading == nil }.count
      for place in 0..<unnamed { groups[place] = groups[place].unnamed(ordinal: place + 1) }
    } else if groups[0].content.isEmpty, groups.count > 1 {
      dropFirstGroup()
    }
  }

  /// Removes the number of the only group of a code without headings, because "group 1" would not help
  /// readers.
  private mutating func unnameOnlyGroup() {
    let counted = groups.indices.filter { groups[$0].unnamedOrdinal != nil }
    guard counted.count == 1, groups.allSatisfy({ $0.heading == nil }) else { return }
    groups[counted[0]] = groups[counted[0]].unnamed(ordinal: nil)
  }

  private mutating func dropFirstGroup() {
    groups.removeFirst()
    provisions = provisions.map { $0.inGroup($0.group - 1) }
  }

  /// Reserves the ids that authors gave so that positions can't use them, and reports duplicate ids.
  private mutating func reserveWrittenIDs() {
    for (node, attributes) in document.attributes {
      guard let id = attributes.id else { continue }
      guard let first = ids.reserve(id) else { continue }
      let owner = document.nodes[node].kind == .heading ? "group" : "provision"
      diagnostics.append(
        Diagnostic(
          .error, .duplicateID, "Id '\(id.value)' of this \(owner) is given twice in one code", path: path,
          range: id.range, help: "give each its own id",
          notes: [Diagnostic.Note("it is given first here", path: path, range: first)]))
    }
  }
}

/// The ids in use in one code.
struct ProvisionIDs {
  private var taken: [String: SourceRange] = [:]

  /// Reserves an id that an author gave.
  ///
  /// - Returns: The range of an earlier use of the id, or `nil` if there is none.
  mutating func reserve(_ id: Located<String>) -> SourceRange? {
    if let first = taken[id.value] { return first }
    taken[id.value] = id.range
    return nil
  }

  /// Reserves and returns a position-based id, with a number added if it is already in use.
  mutating func unused(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while taken[id] != nil {
      id = "\(wanted)-\(number)"
      number += 1
    }
    taken[id] = SourceRange(line: 1, column: 1)
    return id
  }
}

extension MarkdownDocument {
  /// Returns the text node at the start of a block, or `nil` if the block doesn't start with text.
  ///
  /// Text in a deletion counts if the deletion is the whole paragraph.
  func firstText(of block: Index) -> Index? {
    var index = block + 1
    let end = Int(nodes[block].end)
    var paragraphEnd = end
    while index < end {
      switch nodes[index].kind {
      case .paragraph:
        paragraphEnd = Int(nodes[index].end)
        index += 1
      case .insertion, .highlight: index += 1
      case .deletion where Int(nodes[index].end) == paragraphEnd: index += 1
      case .text: return index
      default: return nil
      }
    }
    return nil
  }

  /// Returns whether a text node ends at a word boundary.
  ///
  /// It does if it is the last node of its block, or if a line break or a change that begins with a space
  /// follows.
  func isWordBoundary(after text: Index) -> Bool {
    let next = text + 1
    guard nodes.indices.contains(next) else { return true }
    switch nodes[next].kind {
    case _ where nodes[next].kind.isBlock: return true
    case .softBreak, .lineBreak: return true
    case .insertion, .deletion:
      guard Int(nodes[next].end) > next + 1, nodes[next + 1].kind == .text else { return false }
      return bytes(nodes[next + 1].text).first == UInt8(ascii: " ")
    default: return false
    }
  }

  /// Returns whether a block has no text of its own, apart from the lists inside it.
  func isBlank(ownTextOf block: Index) -> Bool {
    var index = block + 1
    let end = Int(nodes[block].end)
    while index < end {
      switch nodes[index].kind {
      case .list: index = Int(nodes[index].end)
      case .paragraph: index += 1
      case .softBreak, .lineBreak: index += 1
      case .text:
        guard bytes(nodes[index].text).allSatisfy({ $0 == UInt8(ascii: " ") }) else { return false }
        index += 1
      default: return false
      }
    }
    return true
  }
}

extension Provision {
  /// Returns the same provision with another group index.
  func inGroup(_ group: Int) -> Provision {
    Provision(
      id: id, isPermanent: isPermanent, label: label, ordinal: ordinal, group: group, parent: parent,
      node: node, leadIn: leadIn, topics: topics, aliases: aliases, formerNumbers: formerNumbers,
      effective: effective,
      content: content, isEmpty: isEmpty)
  }
}

extension CodeGroup {
  /// Returns the same group without its name.
  ///
  /// - Parameter ordinal: The group's number from 1, or `nil` for a group that isn't counted.
  func unnamed(ordinal: Int?) -> CodeGroup {
    CodeGroup(
      heading: nil, id: id, title: "", label: label, level: level, unnamedOrdinal: ordinal,
      continuedTitle: nil, topics: topics, content: content)
  }
}

/// Finds the label that a source gives a provision, and removes it from the text.
enum ProvisionLabel {
  /// The length of the longest mark in parentheses that can be a label, in bytes: `(xviii)`, `(7306)`.
  private static let longestMark = 8

  /// Returns a provision's label in the source, or `nil` if it has none, and removes the label from the text.
  ///
  /// The `label` attribute comes first, then a mark in parentheses at the start of the text, such as `(a)` or
  /// `(iv)`, and then the number of an ordered list. Punctuation that separates a written label from the
  /// text, as in "Rule 1.1: Seek supervision", is part of the label, so that no word or mark of the source is
  /// lost.
  ///
  /// - Parameters:
  ///   - written: The value of the `label` attribute.
  ///   - number: The number of the item in an ordered list, with its delimiter.
  ///   - marksAreLabels: Whether a mark in parentheses is a label even without the attribute.
  static func take(
    from document: inout MarkdownDocument, at node: MarkdownDocument.Index, written: String?, number: String?,
    marksAreLabels: Bool = true
  ) -> String? {
    guard let text = document.firstText(of: node) else { return written ?? number }
    let bytes = document.bytes(document.nodes[text].text)
    if let written {
      let endsInBoundary = document.isWordBoundary(after: text)
      guard let length = length(of: written, in: bytes, endsInBoundary: endsInBoundary) else {
        return written
      }
      let label = String(decoding: bytes.prefix(length), as: UTF8.self)
      drop(length, from: text, of: &document)
      return label
    }
    guard marksAreLabels, let length = lengthOfMark(in: bytes),
      length < bytes.count || document.isWordBoundary(after: text)
    else { return number }
    let mark = String(decoding: bytes.prefix(length), as: UTF8.self)
    drop(length, from: text, of: &document)
    return number.map { "\($0) \(mark)" } ?? mark
  }

  /// Returns the length in bytes of a written label at the start of a text, including separating punctuation.
  ///
  /// Returns `nil` if the text doesn't begin with the label.
  ///
  /// The label must be whole: `1` isn't the label of "10 hours", nor `7306.1` that of "7306.1.2".
  ///
  /// - Parameter endsInBoundary: Whether the end of the text is also the end of a word.
  private static func length(of label: String, in text: ArraySlice<UInt8>, endsInBoundary: Bool) -> Int? {
    guard text.starts(with: label.utf8) else { return nil }
    let rest = text.dropFirst(label.utf8.count)
    let marks = rest.prefix { ".:)".utf8.contains($0) }
    let afterMarks = rest.dropFirst(marks.count)
    let spaces = afterMarks.prefix { $0 == UInt8(ascii: " ") }
    let afterSpaces = afterMarks.dropFirst(spaces.count)
    let dash = ["\u{2014}", "\u{2013} ", "- "].first { afterSpaces.starts(with: $0.utf8) }
    if let dash, !spaces.isEmpty || dash != "- " {
      return label.utf8.count + marks.count + spaces.count + (dash == "- " ? 1 : 3)
    }
    let isWhole = afterMarks.isEmpty ? endsInBoundary : !spaces.isEmpty
    if isWhole { return label.utf8.count + marks.count }
    // A label that ends in a punctuation mark needs no space after it: `(a)` is the label of "(a)Be kind".
    return label.utf8.last.map(isLetterOrDigit) == false ? label.utf8.count : nil
  }

  /// Returns the length in bytes of a mark such as `(a)`, followed by a space or the end of the text.
  private static func lengthOfMark(in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.first == UInt8(ascii: "(") else { return nil }
    guard let close = bytes.prefix(longestMark + 2).firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let inside = bytes[(bytes.startIndex + 1)..<close]
    guard !inside.isEmpty, inside.allSatisfy(isLetterOrDigit) else { return nil }
    let isNumber = inside.allSatisfy(isDigit)
    let isRoman = inside.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
    // A word in parentheses isn't a label, unless it is one letter, a doubled letter as in `(aa)`, or a Roman
    // numeral.
    let isLetter = inside.count == 1 || (inside.count == 2 && inside.first == inside.last)
    guard isNumber || isRoman || isLetter else { return nil }
    let after = close + 1
    guard after == bytes.endIndex || bytes[after] == UInt8(ascii: " ") else { return nil }
    return after - bytes.startIndex
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Removes bytes and the spaces after them from the start of a text.
  private static func drop(
    _ count: Int, from text: MarkdownDocument.Index, of document: inout MarkdownDocument
  ) {
    let bytes = document.bytes(document.nodes[text].text)
    let spaces = bytes.dropFirst(count).prefix { $0 == UInt8(ascii: " ") }.count
    document.dropFirst(count + spaces, of: text)
  }
}
