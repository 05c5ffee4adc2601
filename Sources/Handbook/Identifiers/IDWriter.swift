package import Basics
import Markdown
import Redline

/// Adds an id to each provision that doesn't have one.
package struct IDWriter {
  /// A provision that gets an id.
  package struct GivenID: Sendable, Hashable {
    package let code: CodeID
    /// The id that was based on the provision's position.
    package let former: ProvisionID
    package let id: ProvisionID
    package let path: String
    /// The provision's range before the file is written.
    package let range: SourceRange
  }

  /// The files that change, in the order of their paths; empty if a provision can't be given an id.
  package private(set) var files: [SourceFile] = []
  package private(set) var given: [GivenID] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - handbook: A handbook that was read without an error.
  ///   - files: The files that it was read from.
  package init(_ handbook: Handbook, files: [SourceFile]) {
    let sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    let parser = DocumentParser(allowsRawHTML: handbook.configuration.unsafeHTML)
    for code in handbook.codes {
      var assigner = IDAssigner(code, published: handbook.manuscript.publishedIDs)
      for (index, assignments) in assigner.assign().enumerated() where !assignments.isEmpty {
        guard let file = sources[code.editions[index].path] else { continue }
        write(assignments, of: code, edition: index, into: file, parser: parser)
        warnOfReferences(to: assignments, of: code, edition: index, handbook: handbook)
      }
    }
    self.files.sort { $0.path < $1.path }
    if diagnostics.contains(where: { $0.severity == .error }) {
      self.files = []
      given = []
    }
  }

  private mutating func write(
    _ assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition index: Int, into file: SourceFile,
    parser: DocumentParser
  ) {
    let provisions = code.editions[index].text.provisions
    let (written, refused) =
      IDInsertion(file, parser: parser)?.inserting(assignments) ?? (nil, assignments.map(\.provision))
    guard let written else {
      diagnostics += refused.map { place in
        Diagnostic(
          .error, .noPlaceForID, "Provision has no place for an id", path: file.path,
          range: provisions[place].id.range, help: "begin the item with a paragraph")
      }
      return
    }
    files.append(written)
    given += assignments.map { assignment in
      let provision = provisions[assignment.provision]
      return GivenID(
        code: code.id, former: provision.id.value, id: assignment.id, path: file.path,
        range: provision.id.range)
    }
  }

  /// Warns about references to a provision by the position-based id that it loses.
  private mutating func warnOfReferences(
    to assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition: Int, handbook: Handbook
  ) {
    let provisions = code.editions[edition].text.provisions
    var ids: [ReferenceTarget: ProvisionID] = [:]
    for assignment in assignments {
      let former = provisions[assignment.provision].id.value
      ids[.provision(code.id, edition: edition, former)] = assignment.id
    }
    for document in handbook.documents where !document.isOtherView {
      for (reference, target) in zip(document.document.references, handbook.targets[document.key] ?? []) {
        guard let target, let id = ids[target] else { continue }
        diagnostics.append(
          Diagnostic(
            .warning, .formerID,
            "Reference '\(reference.target)' names a provision that gets the id '\(id)'",
            path: document.path, range: reference.range, help: "name it by that id"))
      }
    }
  }
}

/// Inserts ids into the file of an edition without changing anything else.
struct IDInsertion {
  private let file: SourceFile
  private let edition: Edition
  private let parser: DocumentParser
  /// The offset of the Markdown in the file's bytes.
  private let bodyStart: Int

  /// - Parameters:
  ///   - file: A file whose edition was read without an error.
  ///   - parser: The parser of the handbook's files.
  /// - Returns: `nil` if the file has no edition.
  init?(_ file: SourceFile, parser: DocumentParser) {
    guard let edition = Self.edition(of: file, parser: parser) else { return nil }
    self.file = file
    self.edition = edition
    self.parser = parser
    bodyStart = FrontMatterParser.parse(file).bodyStart
  }

  /// Returns the file with ids inserted, after checking that it reads the same in every other way.
  ///
  /// - Returns: The file, or the indices of the provisions that can't be given an id.
  func inserting(_ assignments: [IDAssigner.Assignment]) -> (file: SourceFile?, refused: [Int]) {
    var insertions: [(offset: Int, text: String)] = []
    var refused: [Int] = []
    for assignment in assignments {
      if let insertion = insertion(of: assignment.id, at: assignment.provision) {
        insertions.append(insertion)
      } else {
        refused.append(assignment.provision)
      }
    }
    guard refused.isEmpty else { return (nil, refused) }
    let result = SourceFile(path: file.path, bytes: inserting(insertions))
    let read = Self.edition(of: result, parser: parser)
    let expected = Self.summary(of: edition, with: assignments)
    let found = read.map { Self.summary(of: $0, with: []) } ?? []
    guard found.count == expected.count else { return (nil, assignments.map(\.provision)) }
    let count = edition.text.provisions.count
    refused = Set(expected.indices.filter { found[$0] != expected[$0] }.map { $0 % count }).sorted()
    return refused.isEmpty ? (result, []) : (nil, refused)
  }

  private static func edition(of file: SourceFile, parser: DocumentParser) -> Edition? {
    let (document, _) = parser.parse(file)
    guard case .edition(let edition, _)? = Record.read(document).content else { return nil }
    return edition
  }

  // MARK: Places

  /// Returns the text to insert to give a provision an id, and the offset to insert it at.
  private func insertion(of id: ProvisionID, at place: Int) -> (offset: Int, text: String)? {
    let text = edition.redline?.marked ?? edition.text
    let document = text.document
    let node = text.provisions[place].node
    if let attributes = document.attributes(of: node) {
      return document.lines.offset(of: attributes.range.start).map { (bodyStart + $0 + 1, "#\(id) ") }
    }
    guard let end = endOfParagraph(of: node, in: document) else { return nil }
    return (bodyStart + end, " {#\(id)}")
  }

  /// Returns the offset after the text of a provision, where its attributes go.
  private func endOfParagraph(of node: MarkdownDocument.Index, in document: MarkdownDocument) -> Int? {
    let isItem = document.nodes[node].kind == .listItem
    let hasContent = Int(document.nodes[node].end) > node + 1
    guard !isItem || hasContent else {
      // An empty item ends after its marker.
      return document.sourceOffset(of: document.nodes[node]).map { start in
        start + document.literals[start..<document.sourceCount].prefix { !$0.isASCIIWhitespace }.count
      }
    }
    let paragraph = isItem ? node + 1 : node
    guard document.nodes[paragraph].kind == .paragraph,
      let end = document.sourceEnd(of: document.nodes[paragraph])
    else { return nil }
    // A paragraph's range includes the spaces at its end.
    return end - document.literals[..<end].reversed().prefix { $0.isSpaceOrTab }.count
  }

  private func inserting(_ insertions: [(offset: Int, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var copied = 0
    for (offset, text) in insertions.sorted(by: { $0.offset < $1.offset }) {
      bytes += file.bytes[copied..<offset]
      bytes += text.utf8
      copied = offset
    }
    return bytes + file.bytes[copied...]
  }

  // MARK: Proof

  /// Returns everything that was read for each provision in each view, as text that can be compared.
  ///
  /// - Parameter assignments: Ids that replace position-based ones.
  private static func summary(of edition: Edition, with assignments: [IDAssigner.Assignment]) -> [String] {
    let ids = Dictionary(uniqueKeysWithValues: assignments.map { ($0.provision, $0.id) })
    return edition.views.flatMap { view in
      let text = edition.text(of: view)
      return text.provisions.enumerated().map { place, provision in
        let id = ids[place] ?? provision.id.value
        let isPermanent = ids[place] != nil || provision.isPermanent
        let topics = provision.topics.map(\.value.rawValue).joined(separator: " ")
        let aliases = provision.aliases.map(\.value).joined(separator: " ")
        let position = "\(provision.ordinal) \(provision.group) \(provision.parent.map(String.init) ?? "")"
        return [
          "\(id) \(isPermanent)", provision.label ?? "", topics, aliases, position,
          "\(provision.isEmpty)", text.words(of: provision),
          provision.leadIn.map { text.document.plainText(of: $0) } ?? "",
        ].joined(separator: "\n")
      }
    }
  }
}

/// A provision with its citation.
package struct ListedID: Sendable, Hashable {
  package let code: CodeID
  /// The name of the edition, or `nil` if the code has only one.
  package let edition: String?
  package let id: ProvisionID
  /// Whether the author gave the id; otherwise it is based on the position and can change.
  package let isPermanent: Bool
  /// Whether the list of published ids contains it.
  package let isPublished: Bool
  /// Where the provision is in the code: "Professional conduct, item 5".
  package let place: String
  package let path: String
  package let range: SourceRange

  /// The citation as written between double brackets: `WA#gifts`.
  package var citation: String { "\(code)#\(id)" }
}

extension Handbook {
  /// All provisions of all editions, in the order of the codes and of their texts.
  package var ids: [ListedID] {
    let text = ReferenceText(self)
    let published = Set(manuscript.publishedIDs.map(\.citation))
    return codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.map { provision in
          ListedID(
            code: code.id, edition: code.editions.count > 1 ? edition.slug : nil, id: provision.id.value,
            isPermanent: provision.isPermanent,
            isPublished: published.contains("\(code.id)#\(provision.id.value)"),
            place: text.placeInCode(provision, of: edition.text), path: edition.path,
            range: provision.id.range)
        }
      }
    }
  }
}
