package import Basics
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
  package static func run(
    _ source: DraftImporter.Source, _ options: DraftImporter.Options, old: SourceFile,
    keepsVanished: Bool = false, successors: [String: String] = [:]
  ) -> Result {
    guard let code = ExistingCode(old) else {
      return Result(diagnostics: [
        Diagnostic(
          .error, .importUnreadable, "The code to update has errors", path: old.path,
          help: "run handbook check, and fix it first")
      ])
    }
    switch DraftImporter.understand(source, options) {
    case .failure(let problem): return Result(diagnostics: [problem.diagnostic])
    case .success(let understood):
      var update = Self(
        code, understood.outline, keepsVanished: keepsVanished, successors: successors)
      return update.run(understood.draft, options, old)
    }
  }

  private let code: ExistingCode
  private var outline: Outline
  private let keepsVanished: Bool
  private let successors: [String: String]
  private var result = Result()

  private init(
    _ code: ExistingCode, _ outline: Outline, keepsVanished: Bool, successors: [String: String]
  ) {
    self.code = code
    self.outline = outline
    self.keepsVanished = keepsVanished
    self.successors = successors
  }

  private mutating func run(_ draft: Draft, _ options: DraftImporter.Options, _ old: SourceFile) -> Result {
    var owners = ownersByBookmark()
    for kind in [ExistingCode.Block.Kind.heading, .provision, .other] { match(kind, &owners) }
    for (index, owner) in owners.enumerated() {
      if let owner { carry(code.blocks[owner], to: index) }
    }
    describe(owners)
    let isSame = saysTheSame(owners) && successors.isEmpty
    let problems = giveAliases(owners, path: options.path)
    if keepsVanished { putBack(owners) }
    let written = CodeFileWriter.update(outline, draft, options, header: code.header, taken: code.ids)
    result.file = isSame ? SourceFile(path: options.path, bytes: old.bytes) : written.file
    result.isUnchanged = isSame || written.file.bytes == old.bytes
    result.diagnostics = problems + written.diagnostics
    return result
  }

  /// Returns the old block for each new block that has its bookmark, as in an exported code.
  private func ownersByBookmark() -> [Int?] {
    var places: [String: Int] = [:]
    for (index, block) in code.blocks.enumerated() {
      if let id = block.id { places[WordExport.bookmark(for: id)] = index }
    }
    var taken = Set<Int>()
    return outline.blocks.map { block in
      let found = block.bookmarks.lazy.compactMap { places[$0] }.first
      guard let found, code.blocks[found].kind == kind(of: block), taken.insert(found).inserted else {
        return nil
      }
      return found
    }
  }

  /// Returns whether the draft and the file have the same blocks in the same order, with the same words.
  private func saysTheSame(_ owners: [Int?]) -> Bool {
    let new = zip(outline.blocks, owners).filter { kind(of: $0.0) != nil }
    guard new.count == code.blocks.count else { return false }
    let notes = outline.notes.map { CodeMatching.oneLine(shown($0.runs.filter { $0.change != .deleted })) }
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
    switch block.kind {
    case .heading: .heading
    case .item, .rule: .provision
    case .prose: block.runs.isEmpty ? nil : .other
    case .divider: .divider
    case .table: .table
    case .verbatim: nil
    }
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
      id: old.id, topics: old.topics, aliases: old.aliases, source: isSame ? old.source : nil)
    if !isSame {
      outline.blocks[index].runs += old.remarks.map { DraftRun($0, style: .comment) }
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
      outline.blocks[place].carried ?? Outline.Carried(id: id, topics: [], aliases: [], source: nil)
    carried.id = id
    carried.aliases += aliases
    // The text of an unchanged provision stays the same, except for the attributes at its end.
    if let source = carried.source, source.hasSuffix("}"), let open = source.lastIndex(of: "{") {
      let attributes = source[open...]
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
    for (index, block) in outline.blocks.enumerated() where kind(of: block) == .provision {
      let words = block.words.shortened
      guard let owner = owners[index] else {
        fresh += 1
        lines.append("+ \(block.label.map { "\($0) " } ?? "")\(words)")
        continue
      }
      if block.carried?.source != nil {
        same += 1
        continue
      }
      changed += 1
      let old = code.blocks[owner]
      let (before, after) = (
        labelled(old.proposed, old.label), labelled(text(of: block).proposed, block.label)
      )
      lines.append("~ \(old.id.map { "#\($0)" } ?? labelled("", old.label))")
      lines.append("    \(WordDiff.runs(from: before, to: after).map(Self.marked).joined())")
    }
    let kept = Set(owners.compactMap(\.self))
    for (index, old) in code.blocks.enumerated() where old.kind == .provision && !kept.contains(index) {
      result.vanished.append(old.id ?? old.label ?? old.proposed.shortened)
      lines.append("- \(old.id.map { "#\($0) " } ?? "")\(labelled(old.proposed.shortened, old.label))")
    }
    result.difference = lines.map { $0 + "\n" }.joined()
    result.summary =
      "\(Outline.counted(same, "provision")) unchanged, \(changed) changed, \(fresh) new, \(result.vanished.count) gone"
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
        kind: .item(depth: 1), runs: [DraftRun(old.proposed, .deleted)], label: old.label, isLabelTyped: true,
        source: place > 0 ? outline.blocks[place - 1].source : 0)
      if place > 0, case .item(let depth) = outline.blocks[place - 1].kind {
        block.kind = .item(depth: depth)
      }
      block.carried = Outline.Carried(id: old.id, topics: old.topics, aliases: old.aliases, source: nil)
      block.isPutBack = true
      blocks.insert(block, at: min(place + shift, blocks.count))
      shift += 1
    }
    outline.blocks = blocks
  }
}
