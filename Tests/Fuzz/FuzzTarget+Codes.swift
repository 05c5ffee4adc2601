import Basics
import Handbook
import Redline
import TestSupport

extension FuzzTarget {
  /// Assigns ids to the provisions of a code and adds them to the list.
  ///
  /// A NUL separates the body from the list.
  ///
  /// Only ids are written, provisions that have an id keep it, and repeating the command changes nothing.
  func giveIDs(_ input: [UInt8]) {
    let (body, list) = halves(input)
    guard Promise.isText(body), Promise.isText(list) else { return }
    let start = Array(codeFile("").utf8)
    let files = [
      SourceFile(path: "Content/codes/a.md", bytes: start + body),
      SourceFile(path: "Content/published-ids.txt", bytes: list),
    ]
    let (before, errors) = read(files)
    guard errors.isEmpty else { return }
    let writer = IDWriter(before, files: files)
    Promise.placesExist(writer.diagnostics, in: files)
    let code = writer.files.first ?? files[0]
    demand(writer.files.count <= 1 && code.path == files[0].path, "only the code's file is written")
    let (after, newErrors) = read([code, files[1]])
    demand(newErrors.isEmpty, "a file with ids is read without an error: \(newErrors)")
    let old = before.ids
    let new = after.ids
    demand(old.count == new.count, "no provision comes or goes")
    let hasRefused = !writer.diagnostics.isEmpty && writer.files.isEmpty
    for (old, new) in zip(old, new) {
      demand(new.isPermanent || hasRefused, "every provision has an id that was written")
      demand(!old.isPermanent || old.id == new.id, "an id stays: \(old.id), not \(new.id)")
    }
    demand(holdsInOrder(code.bytes, files[0].bytes), "nothing but ids is written")
    demand(hasRefused || IDWriter(after, files: [code, files[1]]).files.isEmpty, "ids are given once")
    checkList(after, code: code, list: files[1])
  }

  /// Checks that no id leaves the list, and that a second run adds none.
  private func checkList(_ handbook: Handbook, code: SourceFile, list: SourceFile) {
    let added = handbook.publishedIDs(addedTo: list)
    let (kept, now) = (PublishedID.read([list]).ids, PublishedID.read([added]).ids)
    let names = Set(now.map { "\($0.code)#\($0.provision)" })
    for id in kept {
      demand(names.contains("\(id.code)#\(id.provision)"), "\(id.provision) stays in the list")
    }
    let (again, errors) = read([code, added])
    demand(errors.isEmpty, "a list that was written is read without an error: \(errors)")
    demand(again.publishedIDs(addedTo: added).bytes == added.bytes, "a list is written once")
  }

  /// Compares two editions, which a NUL separates.
  ///
  /// Without deletions, the difference has the new text; without insertions, the old text. A text doesn't
  /// differ from itself.
  func compareEditions(_ input: [UInt8]) {
    let (first, second) = halves(input)
    guard let old = text(of: first), let new = text(of: second) else { return }
    let difference = EditionDifference(from: old, to: new)
    let (provisions, blocks) = (difference.provisions, difference.blocks)
    checkRuns(provisions.map(\.runs), blocks.map(\.runs), old: old, new: new)
    demand(
      provisions.compactMap(\.newPlace) == Array(new.provisions.indices),
      "each provision of the new is told of")
    demand(
      provisions.compactMap(\.oldPlace).sorted() == Array(old.provisions.indices),
      "each provision of the old is told of once")
    for change in EditionDifference(from: new, to: new).provisions {
      demand(change.isUnchanged && !change.isMoved, "a text does not differ from itself")
    }
  }

  private func checkRuns(
    _ provisions: [[RedlineRun]], _ blocks: [[RedlineRun]], old: CodeText, new: CodeText
  ) {
    let runs = provisions + blocks
    let told = (old: sorted(runs.map(\.oldText)), new: sorted(runs.map(\.newText)))
    demand(told.old == sorted(texts(of: old)), "a difference without what is new is the old: \(told.old)")
    demand(told.new == sorted(texts(of: new)), "a difference without what is gone is the new: \(told.new)")
  }

  private func sorted(_ texts: [String]) -> [String] {
    texts.filter { !$0.isEmpty }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the texts that a difference compares: those of provisions, and of headings and other blocks.
  private func texts(of text: CodeText) -> [String] {
    func words(_ content: [CodeElement]) -> [String] {
      content.compactMap { element in
        switch element {
        case .prose(let node), .leadIn(let node): text.document.plainText(of: node)
        case .provisions: nil
        }
      }
    }
    return text.provisions.map { words($0.content).joined(separator: "\n") }
      + text.groups.flatMap { group in
        (group.heading.map { [text.document.plainText(of: $0)] } ?? []) + words(group.content)
      }
  }

  private func text(of body: [UInt8]) -> CodeText? {
    guard Promise.isText(body) else { return nil }
    let file = SourceFile(path: "Content/codes/a.md", bytes: Array(codeFile("").utf8) + body)
    let (handbook, errors) = read([file])
    return errors.isEmpty ? handbook.codes.first?.current.text : nil
  }

  private func read(_ files: [SourceFile]) -> (handbook: Handbook, errors: [Diagnostic]) {
    let all = files + [SourceFile(path: "Content/handbook.yml", text: "title: A\n")]
    let (manuscript, read) = ManuscriptReader(includesUnpublished: true).read(all)
    let (handbook, resolved) = HandbookResolver.resolve(manuscript)
    return (handbook, (read + resolved).filter { $0.severity == .error })
  }

  private func halves(_ input: [UInt8]) -> (first: [UInt8], second: [UInt8]) {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    return (Array(parts[0]), parts.count > 1 ? Array(parts[1]) : [])
  }

  /// Returns whether bytes are what is left of others after some are removed.
  private func holdsInOrder(_ all: [UInt8], _ some: [UInt8]) -> Bool {
    var place = some.startIndex
    for byte in all where place < some.endIndex && byte == some[place] { place += 1 }
    return place == some.endIndex
  }
}
