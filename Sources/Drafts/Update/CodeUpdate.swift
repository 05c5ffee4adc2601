package import Basics
import Markdown
import Redline

/// Updates a code file from a new draft: the words come from the draft; ids, topics, former ids, and editors'
/// notes stay with the provisions that they belong to.
package struct CodeUpdate {
  package struct Result: Sendable {
    /// The new file, or `nil` if the draft or the old file can't be read.
    package var file: SourceFile?
    /// A one-sentence summary of what happened to the provisions.
    package var summary = ""
    /// The changes, in a few lines for each provision that differs.
    package var difference = ""
    /// The ids of provisions that the draft no longer has.
    package var vanished: [String] = []
    package var diagnostics: [Diagnostic] = []
    /// Whether the new file is identical to the old one, byte for byte.
    package var isUnchanged = false
  }

  /// Updates a file.
  ///
  /// - Parameters:
  ///   - old: The current code file.
  ///   - keepsVanished: Whether provisions that the draft no longer has stay as deleted text, with their ids.
  ///   - successors: The id of the provision that takes over a vanished provision's id as an alias, by the
  ///     vanished id.
  ///   - isEdition: Whether the result is a new edition, whose text nobody has compared or tagged yet.
  package static func run(
    _ source: DraftImporter.Source, _ options: DraftImporter.Options, old: SourceFile,
    keepsVanished: Bool = false, successors: [String: String] = [:], isEdition: Bool = false
  ) -> Result {
    guard let code = ExistingCode(old) else {
      return Result(diagnostics: [
        Diagnostic(
          .error, .importUnreadable, "The code to update has errors", path: old.path,
          help: "run handbook check, and fix it first")
      ])
    }
    let understood = DraftImporter.understand(source, options) { draft in code.restoreRoles(in: &draft) }
    switch understood {
    case .failure(let problem): return Result(diagnostics: [problem.diagnostic])
    case .success(let understood):
      var update = Self(
        code, understood.outline, keepsVanished: keepsVanished, successors: successors, isEdition: isEdition)
      return update.run(understood.draft, options, old)
    }
  }

  private let code: ExistingCode
  private var outline: Outline
  private let keepsVanished: Bool
  private let successors: [String: String]
  private let isEdition: Bool
  private var result = Result()
  /// The number of changed passages that aren't provisions.
  private var otherChanges = 0

  private init(
    _ code: ExistingCode, _ outline: Outline, keepsVanished: Bool, successors: [String: String],
    isEdition: Bool
  ) {
    self.code = code
    self.outline = outline
    self.keepsVanished = keepsVanished
    self.successors = successors
    self.isEdition = isEdition
  }

  private mutating func run(_ draft: Draft, _ options: DraftImporter.Options, _ old: SourceFile) -> Result {
    var owners = ownersByBookmark()
    for kind in [ExistingCode.Block.Kind.heading, .provision, .other] { match(kind, &owners) }
    for (index, owner) in owners.enumerated() {
      if let owner { carry(code.blocks[owner], to: index) }
    }
    var header = takeTitle(isOwn: draft.blocks.contains { $0.role != nil })
    if isEdition { header = Self.withoutReviews(header) }
    describe(owners)
    let isSame = saysTheSame(owners) && successors.isEmpty && header == code.header
    let problems = giveAliases(owners, path: options.path)
    if keepsVanished { putBack(owners) }
    let written = CodeFileWriter.update(outline, draft, options, header: header, taken: code.ids)
    result.file = isSame ? SourceFile(path: options.path, bytes: old.bytes) : written.file
    result.isUnchanged = isSame || written.file.bytes == old.bytes
    result.diagnostics = problems + written.diagnostics
    return result
  }

  /// Returns the old block for each new block that has its bookmark, as in an exported code.
  ///
  /// A moved block occurs twice: deleted in its old position and inserted in the new one, where LibreOffice
  /// gives it a copy of the bookmark and Word gives it none. The id belongs to the text that stays.
  private func ownersByBookmark() -> [Int?] {
    var owners = [Int?](repeating: nil, count: outline.blocks.count)
    var claims: [Int: [Int]] = [:]
    var claimed = Set<Int>()
    for isCopy in [false, true] {
      for (index, block) in outline.blocks.enumerated() where !claimed.contains(index) {
        let found = block.bookmarks.lazy.compactMap { code.block(withBookmark: $0, isCopy: isCopy) }.first
        guard let found, code.blocks[found].kind == kind(of: block) else { continue }
        claims[found, default: []].append(index)
        claimed.insert(index)
      }
    }
    for (old, places) in claims.sorted(by: { $0.key < $1.key }) {
      let texts = places.map { text(of: outline.blocks[$0]) }
      if let staying = texts.firstIndex(where: { !$0.proposed.isEmpty }) {
        owners[places[staying]] = old
        continue
      }
      let moved = outline.blocks.indices.first { index in
        guard !claimed.contains(index), kind(of: outline.blocks[index]) == code.blocks[old].kind else {
          return false
        }
        let new = text(of: outline.blocks[index])
        return new.current.isEmpty && new.proposed == texts[0].current
      }
      owners[moved ?? places[0]] = old
      claimed.insert(moved ?? places[0])
    }
    return owners
  }

  /// Returns the front matter without the keys that say that somebody has read the text.
  private static func withoutReviews(_ header: String) -> String {
    var isDropped = false
    return header.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      // The value of a key continues on indented lines.
      if let first = line.first, first != " ", first != "\t" {
        isDropped = ["verified:", "topics:", "not-stated:"].contains { line.hasPrefix($0) }
      }
      return !isDropped || line.isEmpty
    }.joined(separator: "\n")
  }

  /// Returns the front matter, with the draft's title if the draft is an exported code.
  ///
  /// Any other draft's title is only a guess, so its change is reported instead.
  private mutating func takeTitle(isOwn: Bool) -> String {
    guard let old = code.title, !outline.title.words.isBlank else { return code.header }
    let marked = RedlinedTitle.read(old, path: "").title
    let new = CodeFrontMatterWriter.title(of: outline.title, movesPunctuation: false)
    let before = (marked?.proposed ?? old.value.trimmed, marked?.current ?? old.value.trimmed)
    let after = (CodeMatching.oneLine(outline.title.proposed), CodeMatching.oneLine(outline.title.current))
    guard before != after, isOwn || outline.title.holdsChange else { return code.header }
    var lines = code.header.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let (start, end) = (old.range.start, old.range.end)
    guard isOwn, new.isReadable, start.line == end.line, lines.indices.contains(start.line - 1) else {
      outline.doubts.append(
        DraftDoubt(
          .importStructure, "The draft changes the title to '\(after.0)'",
          help: "change the title in the front matter", source: outline.titleSource))
      return code.header
    }
    let line = Array(lines[start.line - 1].utf8)
    lines[start.line - 1] =
      String(decoding: line.prefix(start.column - 1), as: UTF8.self) + CodeFrontMatterWriter.scalar(new.text)
      + String(decoding: line.dropFirst(end.column - 1), as: UTF8.self)
    result.difference = "~ title\n    \(new.text)\n"
    otherChanges += 1
    return lines.joined(separator: "\n")
  }

  /// Returns whether the draft and the file have the same blocks in the same order, with the same words.
  private func saysTheSame(_ owners: [Int?]) -> Bool {
    let new = zip(outline.blocks, owners).filter { kind(of: $0.0) != nil }
    guard new.count == code.blocks.count else { return false }
    guard notes == code.notes else { return false }
    return zip(new, code.blocks.indices).allSatisfy { block, index in
      switch kind(of: block.0) {
      case .divider: code.blocks[index].kind == .divider
      case .table:
        code.blocks[index].kind == .table && text(of: block.0).proposed == code.blocks[index].proposed
      default: block.1 == index && block.0.carried?.source != nil
      }
    }
  }

  /// Finds the old block for each new block of a kind.
  private func match(_ kind: ExistingCode.Block.Kind, _ owners: inout [Int?]) {
    let taken = Set(owners.compactMap(\.self))
    let new = outline.blocks.indices.filter { self.kind(of: outline.blocks[$0]) == kind && owners[$0] == nil }
    let old = code.blocks.indices.filter { code.blocks[$0].kind == kind && !taken.contains($0) }
    let matches = CodeMatching.match(
      new.map { text(of: outline.blocks[$0]) },
      to: old.map {
        .init(
          proposed: code.blocks[$0].proposed, current: code.blocks[$0].current,
          label: code.blocks[$0].label.map(CodeMatching.bare))
      })
    for (place, match) in zip(new, matches) { owners[place] = match.map { old[$0] } }
  }

  private func kind(of block: Outline.Block) -> ExistingCode.Block.Kind? {
    if case .prose = block.kind, block.runs.isEmpty { return nil }
    return ExistingCode.Block.Kind(block.kind)
  }

  private func text(of block: Outline.Block) -> CodeMatching.Text {
    var runs = block.runs
    if case .table(let rows) = block.kind { runs = Array(rows.joined().joined(separator: [DraftRun(" ")])) }
    let proposed = CodeMatching.oneLine(shown(runs.filter { $0.change != .deleted }))
    let current = CodeMatching.oneLine(shown(runs.filter { $0.change != .inserted }))
    let label = block.isHeading ? nil : block.label
    return .init(
      proposed: label.map { CodeMatching.without($0, proposed) } ?? proposed,
      current: label.map { CodeMatching.without($0, current) } ?? current, label: label.map(CodeMatching.bare)
    )
  }

  private func shown(_ runs: [DraftRun]) -> String {
    let text = runs.filter(\.isText).map {
      InlineWriter.shownText(of: .init(text: $0.text, style: $0.style, link: nil))
    }.joined()
    return runs.contains { $0.style.contains(.markdown) && $0.isText } ? PlainMarkdown.text(of: text) : text
  }

  /// Copies the ids and attributes of an old block to a new one.
  private mutating func carry(_ old: ExistingCode.Block, to index: Int) {
    let new = text(of: outline.blocks[index])
    var isSame = new.proposed == old.proposed && new.current == old.current
    if outline.blocks[index].isHeading {
      // A heading's label is part of its text, or is prepended to it.
      let label = old.label.map { "\($0) " } ?? ""
      isSame = isSame || (new.proposed == label + old.proposed && new.current == label + old.current)
    } else {
      isSame = isSame && new.label == old.label.map(CodeMatching.bare)
    }
    outline.blocks[index].carried = Outline.Carried(
      id: old.id, topics: old.topics, aliases: old.aliases, others: old.others,
      source: isSame ? old.source : nil)
    if !isSame {
      let own = outline.blocks[index].runs.filter { $0.style.contains(.comment) }.map(\.text)
      outline.blocks[index].runs += old.remarks.filter { !own.contains($0) }
        .map { DraftRun($0, style: .comment) }
    }
  }

  // MARK: Aliases

  /// Gives the ids of vanished provisions to their successors, as aliases.
  ///
  /// - Returns: A diagnostic for each id that can't be given.
  private mutating func giveAliases(_ owners: [Int?], path: String) -> [Diagnostic] {
    guard !successors.isEmpty else { return [] }
    let kept = Set(owners.compactMap(\.self))
    var gone: [String: ExistingCode.Block] = [:]
    for (index, block) in code.blocks.enumerated() where !kept.contains(index) {
      if let id = block.id { gone[id] = block }
    }
    let ids = CodeBodyWriter.write(outline, line: 1, taken: code.ids).ids
    var places: [String: Int] = [:]
    for index in outline.blocks.indices { if let id = ids[index] { places[id] = index } }
    var diagnostics: [Diagnostic] = []
    for (former, successor) in successors.sorted(by: { $0.key < $1.key }) {
      guard let block = gone[former] else {
        diagnostics.append(
          places[former] == nil
            ? Diagnostic(
              .error, .unknownProvision, "Provision '#\(former)' isn't in the code to update", path: path)
            : Diagnostic(
              .error, .ambiguousAlias, "Provision '#\(former)' is still in the draft, and keeps its id",
              path: path))
        continue
      }
      guard let place = places[successor] else {
        let nearest = NearestMatch.of(successor, among: places.keys.sorted())
        diagnostics.append(
          Diagnostic(
            .error, .unknownProvision, "Provision '#\(successor)' isn't in the updated code", path: path,
            meant: nearest?.map { "#\($0)" }))
        continue
      }
      give([former] + block.aliases, to: place, id: successor)
    }
    return diagnostics
  }

  private mutating func give(_ aliases: [String], to place: Int, id: String) {
    var carried =
      outline.blocks[place].carried
      ?? Outline.Carried(id: id, topics: [], aliases: [], others: [], source: nil)
    carried.id = id
    carried.aliases += aliases
    // The text of an unchanged provision stays the same, except for the attributes at its end.
    if let source = carried.source, let range = source.attributesAtEnd {
      let attributes = source[range]
      if let key = attributes.firstRange(of: "alias=\"") {
        carried.source =
          source[..<key.upperBound] + aliases.joined(separator: " ") + " " + source[key.upperBound...]
      } else {
        carried.source = source.dropLast() + " alias=\"\(aliases.joined(separator: " "))\"}"
      }
    } else {
      carried.source = nil
    }
    outline.blocks[place].carried = carried
  }

  // MARK: What changed

  private mutating func describe(_ owners: [Int?]) {
    var (same, changed, fresh) = (0, 0, 0)
    var lines: [String] = []
    // The texts of blocks that are in a new position.
    let moved = Set(
      outline.blocks.indices.compactMap { index in
        let new = text(of: outline.blocks[index])
        return owners[index] != nil && new.current.isEmpty && !new.proposed.isEmpty ? new.proposed : nil
      })
    for (index, block) in outline.blocks.enumerated() {
      guard let kind = kind(of: block), kind != .divider, kind != .table else { continue }
      let isProvision = kind == .provision
      let new = text(of: block)
      guard let owner = owners[index] else {
        if new.proposed.isEmpty, moved.contains(new.current) { continue }
        if isProvision { fresh += 1 } else { otherChanges += 1 }
        lines.append("+ \(labelled(block.words.shortened, isProvision ? block.label : nil))")
        continue
      }
      if block.carried?.source != nil {
        if isProvision { same += 1 }
        continue
      }
      if isProvision { changed += 1 } else { otherChanges += 1 }
      let old = code.blocks[owner]
      // A heading's label is part of its text.
      let (before, after) = (
        labelled(old.proposed, isProvision ? old.label : nil),
        labelled(new.proposed, isProvision ? block.label : nil)
      )
      lines.append("~ \(old.id.map { "#\($0)" } ?? (isProvision ? labelled("", old.label) : "paragraph"))")
      lines.append(
        before == after && new.current.isEmpty
          ? "    moved: \(after.shortened)"
          : "    \(WordDiff.runs(from: before, to: after).map(Self.marked).joined())")
    }
    let kept = Set(owners.compactMap(\.self))
    for (index, old) in code.blocks.enumerated() where !kept.contains(index) {
      switch old.kind {
      case .provision:
        result.vanished.append(old.id ?? old.label ?? old.proposed.shortened)
        lines.append("- \(old.id.map { "#\($0) " } ?? "")\(labelled(old.proposed.shortened, old.label))")
      case .heading, .other:
        otherChanges += 1
        lines.append("- \(old.proposed.shortened)")
      case .divider, .table, nil: break
      }
    }
    for name in otherDifferences {
      otherChanges += 1
      lines.append("~ \(name)")
    }
    result.difference += lines.map { $0 + "\n" }.joined()
    result.summary =
      "\(Phrase.counted(same, "provision")) unchanged, \(changed) changed, \(fresh) new, \(result.vanished.count) gone"
    if otherChanges > 0 {
      result.summary += "; \(Phrase.counted(otherChanges, "change")) in other text"
    }
  }

  /// The names of passages that differ and are compared as a whole.
  private var otherDifferences: [String] {
    let tables = outline.blocks.filter { kind(of: $0) == .table }.map { text(of: $0).proposed }
    let old = code.blocks.filter { $0.kind == .table }.map(\.proposed)
    return (tables == old ? [] : ["tables"]) + (notes == code.notes ? [] : ["footnotes"])
  }

  /// The words of the draft's footnotes.
  private var notes: [String] {
    outline.notes.map { CodeMatching.oneLine(shown($0.runs.filter { $0.change != .deleted })) }
  }

  private func labelled(_ text: String, _ label: String?) -> String {
    [label, text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func marked(_ run: RedlineRun) -> String {
    switch run.kind {
    case .kept: run.text
    case .inserted: "{++\(run.text)++}"
    case .deleted: "{--\(run.text)--}"
    }
  }

  /// Restores vanished provisions in their old positions, as deleted text.
  private mutating func putBack(_ owners: [Int?]) {
    let kept = Set(owners.compactMap(\.self))
    var blocks = outline.blocks
    var shift = 0
    for (index, old) in code.blocks.enumerated() where old.kind == .provision && !kept.contains(index) {
      let before = (0..<index).last { kept.contains($0) }
      let place = before.flatMap { before in owners.firstIndex { $0 == before } }.map { $0 + 1 } ?? 0
      var block = Outline.Block(
        kind: .item(depth: 1), runs: [DraftRun(old.proposed, .deleted)], label: old.label,
        source: place > 0 ? outline.blocks[place - 1].source : 0)
      if place > 0, case .item(let depth) = outline.blocks[place - 1].kind {
        block.kind = .item(depth: depth)
      }
      block.carried = Outline.Carried(
        id: old.id, topics: old.topics, aliases: old.aliases, others: old.others, source: nil)
      block.isPutBack = true
      blocks.insert(block, at: min(place + shift, blocks.count))
      shift += 1
    }
    outline.blocks = blocks
  }
}

/// An existing code file: its blocks with their ids, topics, labels, and source, to be updated from a new
/// draft.
struct ExistingCode {
  struct Block {
    enum Kind: Equatable {
      case heading, provision, other
      case divider, table

      init?(_ shape: Outline.Block.Kind) {
        switch shape {
        case .heading: self = .heading
        case .item, .rule: self = .provision
        case .prose: self = .other
        case .divider: self = .divider
        case .table: self = .table
        case .verbatim: return nil
        }
      }
    }

    /// The form that the block has in an outline.
    var shape: Outline.Block.Kind
    var kind: Kind? { Kind(shape) }
    /// The block's text with all changes accepted or all rejected, on one line and without its label.
    var proposed: String
    var current: String
    var label: String?
    var id: String?
    var topics: [String] = []
    var aliases: [String] = []
    /// The other attributes, such as `effective="2026-01-01"`.
    var others: [String] = []
    /// The editors' comments in the block.
    var remarks: [String] = []
    /// The block's text in the file, including attributes but without a list marker.
    var source: String
  }

  /// The front matter and the empty lines after it, unchanged.
  let header: String
  let title: Located<String>?
  let blocks: [Block]
  /// The positions of blocks by the bookmarks of their ids.
  private let places: [String: Int]
  /// All ids and former ids.
  let ids: Set<String>
  /// The words of each footnote, in order.
  let notes: [String]

  /// Reads a file, or returns `nil` if it isn't a code file or has errors.
  init?(_ file: SourceFile) {
    guard TextCheck(file).isReadable else { return nil }
    let front = FrontMatterParser.parse(file)
    let (parsed, diagnostics) = DocumentParser(allowsRawHTML: false).parse(file)
    guard front.frontMatter != nil, !diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    let document = parsed.redlined?.redline ?? parsed.document
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var reader = BlockReader(document: document, lines: lines.map(String.init))
    reader.readChildren(of: 0, number: nil)
    blocks = reader.blocks
    var places: [String: Int] = [:]
    for (index, block) in blocks.enumerated() {
      if let id = block.id { places[WordExport.bookmark(for: id)] = index }
    }
    self.places = places
    if case .scalar(let title)? = front.frontMatter?["title"] { self.title = title } else { title = nil }
    ids = Set(blocks.compactMap(\.id) + blocks.flatMap(\.aliases))
    notes = document.nodes.indices.filter { document.nodes[$0].kind == .footnoteDefinition }
      .map { CodeMatching.oneLine(document.plainText(of: $0, options: .withoutDeletions)) }
    let body = file.bytes[front.bodyStart...].firstIndex { $0 != 0x0A && $0 != 0x0D } ?? file.bytes.endIndex
    header = String(decoding: file.bytes[..<body], as: UTF8.self)
  }

  /// Returns the block whose id has a bookmark.
  ///
  /// - Parameter isCopy: Whether the bookmark is a copy, which LibreOffice names `hb_id_Copy_1`.
  func block(withBookmark name: String, isCopy: Bool = false) -> Int? {
    guard isCopy else { return places[name] }
    return name.ranges(of: "_Copy_").last.flatMap { places[String(name[..<$0.lowerBound])] }
  }

  /// Gives each block after a deleted paragraph the role that it has in the code.
  ///
  /// LibreOffice gives the paragraph after a deleted one the style of the deleted one.
  func restoreRoles(in draft: inout Draft) {
    guard draft.blocks.contains(where: { $0.role != nil }) else { return }
    for index in draft.blocks.indices.dropFirst() where draft.blocks[index - 1].ending == .deleted {
      let block = draft.blocks[index]
      guard block.isParagraph || block.isHeading else { continue }
      let words = Completeness.words(of: block.runs.words)
      let old =
        block.bookmarks.lazy.compactMap { self.block(withBookmark: $0) }.first
        ?? blocks.firstIndex { old in
          [old.proposed, [old.label ?? "", old.proposed].joined(separator: " ")].contains {
            !words.isEmpty && Completeness.words(of: $0) == words
          }
        }
      if let old { draft.blocks[index].takeRole(of: blocks[old].shape) }
    }
  }
}

extension DraftBlock {
  /// Changes the block to one of another shape.
  fileprivate mutating func takeRole(of shape: Outline.Block.Kind) {
    let label: TypedLabel =
      switch role {
      case .item(_, let label), .rule(let label): label
      case .text, nil:
        if case .heading = shape { TypedLabel("") } else { runs.takeLabel() }
      }
    (kind, role) = (.paragraph, nil)
    switch shape {
    case .heading(let level): kind = .heading(level: max(1, level - 1))
    case .item(let depth): role = .item(depth: depth, label: label)
    case .rule: role = .rule(label: label)
    case .prose(let depth): role = .text(depth: depth)
    case .divider, .table, .verbatim: break
    }
  }
}

/// Walks the tree of a code file.
private struct BlockReader {
  let document: MarkdownDocument
  let lines: [String]
  var blocks: [ExistingCode.Block] = []

  /// - Parameter number: The number of the item that contains the children, or `nil` if it has a bullet or
  ///   there is none.
  mutating func readChildren(of parent: Int, number: String?, depth: Int = 0) {
    for (place, child) in document.children(of: parent).enumerated() {
      let node = document.nodes[child]
      switch node.kind {
      case .list:
        for (offset, item) in document.children(of: child).enumerated() {
          let delimiter = node.flags.contains(.parenthesis) ? ")" : "."
          let number = node.flags.contains(.ordered) ? "\(node.firstNumber + offset)\(delimiter)" : nil
          readChildren(of: item, number: number, depth: depth + 1)
        }
      case .paragraph where depth > 0 && place == 0:
        append(child, attributesOf: parent, .item(depth: depth), number: number)
      case .paragraph where document.attributes(of: child) != nil:
        append(child, attributesOf: child, .rule)
      case .paragraph: append(child, attributesOf: child, .prose(depth: depth))
      case .heading: append(child, attributesOf: child, .heading(level: node.level))
      case .thematicBreak:
        blocks.append(.init(shape: .divider, proposed: "", current: "", source: ""))
      case .table: append(child, attributesOf: child, .table([]))
      default: break
      }
    }
  }

  private mutating func append(
    _ node: Int, attributesOf owner: Int, _ shape: Outline.Block.Kind, number: String? = nil
  ) {
    let attributes = document.attributes(of: owner)
    let kind = ExistingCode.Block.Kind(shape)
    var proposed = CodeMatching.oneLine(document.plainText(of: node, options: .withoutDeletions))
    var current = CodeMatching.oneLine(document.plainText(of: node, options: .withoutInsertions))
    var label = attributes?["label"]?.value ?? number
    if let read = PrintedLabel(proposed), read.text.hasPrefix("("), attributes?["label"] == nil,
      kind == .provision
    {
      // A number and a mark together form the label; only the mark is in the text.
      proposed = CodeMatching.without(read.text, proposed)
      current = CodeMatching.without(read.text, current)
      label = [number, read.text].compactMap(\.self).joined(separator: " ")
    } else if let label, kind != .heading {
      proposed = CodeMatching.without(label, proposed)
      current = CodeMatching.without(label, current)
    }
    blocks.append(
      ExistingCode.Block(
        shape: shape, proposed: proposed, current: current, label: label, id: attributes?.id?.value,
        topics: attributes?.classes.map(\.value) ?? [],
        aliases: attributes?["alias"]?.value.split(separator: " ").map(String.init) ?? [],
        others: attributes?.pairs.filter { !["label", "alias"].contains($0.key.value) }
          .map { "\($0.key.value)=\"\($0.value.value)\"" } ?? [],
        remarks: remarks(in: node),
        source: source(of: node)))
  }

  private func remarks(in node: Int) -> [String] {
    document.subtree(of: node).filter { document.nodes[$0].kind == .editorComment }.map { comment in
      document.subtree(of: comment).filter { document.nodes[$0].kind == .text }
        .map { document.string(document.nodes[$0].text) }.joined()
    }
  }

  /// Returns the lines of a block from its first character to its last, without the indentation of the lines
  /// after the first.
  private func source(of node: Int) -> String {
    let (first, last) = (Int(document.nodes[node].startLine) - 1, Int(document.nodes[node].endLine) - 1)
    guard lines.indices.contains(first), lines.indices.contains(last) else { return "" }
    var text = lines[first...last].map(\.trimmed)
    if document.nodes[node].kind == .heading {
      // The writer adds the heading's marks again.
      let marks = text[0].prefix { $0 == "#" }
      if marks.isEmpty { return text.dropLast().joined(separator: "\n") }
      return String(text[0].dropFirst(marks.count)).trimmed
    }
    let start = max(0, Int(document.nodes[node].startColumn) - 1)
    text[0] = String(decoding: Array(lines[first].utf8).dropFirst(start), as: UTF8.self).trimmedEnd
    return text.joined(separator: "\n")
  }
}

/// Matches the provisions of a new draft to the provisions of a code.
///
/// Provisions with the same text match. The rest are matched by their words, the most similar first, and by
/// position if several are equally similar. An id never leaves a provision that didn't change, and never goes
/// to one that is less similar than another.
struct CodeMatching {
  /// The minimum similarity, from 0 to 1, of two texts that are the same provision before and after a change.
  private static let likeness = 0.5
  /// The minimum similarity if the labels are the same too.
  private static let likenessWithLabel = 0.34
  /// If there are more pairs than this, only nearby texts are compared.
  private static let maximumPairs = 400_000

  /// The parts of a block that are compared.
  struct Text {
    var proposed: String
    var current: String
    var label: String?
  }

  /// Returns the index of the old text that each new text matches, or `nil` if it's new.
  static func match(_ new: [Text], to old: [Text]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: new.count)
    var taken = Set<Int>()
    // A draft with marks is also compared by its current text, which is what the code said before.
    for (ofNew, ofOld) in [
      (\Text.proposed, \Text.proposed), (\Text.current, \Text.proposed), (\Text.current, \Text.current),
    ] as [(KeyPath<Text, String>, KeyPath<Text, String>)] {
      var places: [String: [Int]] = [:]
      for index in old.indices where !taken.contains(index) && !old[index][keyPath: ofOld].isEmpty {
        places[old[index][keyPath: ofOld], default: []].append(index)
      }
      for index in new.indices where matches[index] == nil {
        let words = new[index][keyPath: ofNew]
        guard let same = places[words], !same.isEmpty else { continue }
        let chosen = same.firstIndex { old[$0].label == new[index].label } ?? 0
        matches[index] = same[chosen]
        taken.insert(same[chosen])
        places[words]?.remove(at: chosen)
      }
    }
    matchAlike(new, old, &matches, &taken)
    return matches
  }

  private static func matchAlike(
    _ new: [Text], _ old: [Text], _ matches: inout [Int?], _ taken: inout Set<Int>
  ) {
    let left = new.indices.filter { matches[$0] == nil }
    let right = old.indices.filter { !taken.contains($0) }
    guard !left.isEmpty, !right.isEmpty else { return }
    let reach = left.count * right.count > maximumPairs ? 100 : Int.max
    let oldWords = right.map { counted(old[$0].proposed) }
    var pairs: [(score: Double, distance: Double, new: Int, old: Int)] = []
    for (rank, index) in left.enumerated() {
      let words = counted(new[index].proposed)
      let before = counted(new[index].current)
      for (place, other) in right.enumerated() where abs(place - rank) <= reach {
        let score = max(alike(words, oldWords[place]), alike(before, oldWords[place]))
        let isLabelled = new[index].label != nil && new[index].label == old[other].label
        guard score >= (isLabelled ? likenessWithLabel : likeness) else { continue }
        let distance = abs(Double(index) / Double(new.count) - Double(other) / Double(old.count))
        pairs.append((score + (isLabelled ? 0.05 : 0), distance, index, other))
      }
    }
    pairs.sort { ($1.score, $0.distance, $0.new, $0.old) < ($0.score, $1.distance, $1.new, $1.old) }
    for pair in pairs where matches[pair.new] == nil && !taken.contains(pair.old) {
      matches[pair.new] = pair.old
      taken.insert(pair.old)
    }
  }

  private static func counted(_ text: String) -> [Substring: Int] {
    Completeness.words(of: text.lowercased()).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Returns the share of words that two texts have in common.
  private static func alike(_ one: [Substring: Int], _ other: [Substring: Int]) -> Double {
    let common = one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
    let all = one.values.reduce(0, +) + other.values.reduce(0, +)
    return all == 0 ? 0 : Double(2 * common) / Double(all)
  }

  static func oneLine(_ text: String) -> String {
    text.utf8.split { $0.isASCIIWhitespace }.map { String(Substring($0)) }.joined(separator: " ")
  }

  /// Returns a text without the label at its start and the colon or dash after it.
  static func without(_ label: String, _ text: String) -> String {
    let label = bare(label)
    guard text.hasPrefix(label) else { return text }
    return String(text.dropFirst(label.count).drop { ":–— ".contains($0) })
  }

  /// Returns a label without the colon or dash that separates it from the text.
  static func bare(_ label: String) -> String {
    var label = Substring(label)
    while label.count > 1, let last = label.last, ":–— ".contains(last) { label.removeLast() }
    return String(label)
  }
}
