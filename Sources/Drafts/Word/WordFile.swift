import Czlib

/// A Word file: a zip archive that is checked before any part of it is unpacked.
///
/// Drafts come by email from anywhere. So the archive's directory is checked first: the names of its
/// entries, their stated sizes, and whether they overlap. A part is unpacked only on request.
///
/// Source: PKWARE APPNOTE 6.3.9, sections 4.3 and 4.4; "A better zip bomb" (Fifield, 2019) on overlaps;
/// ECMA-376, part 2, on the parts of a package.
package struct WordFile: Sendable {
  /// The reason that a file is rejected.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    case tooLarge
    case notZip
    case damaged
    case encrypted
    /// The container format of Word 97 and of password-protected files.
    case oldFormat
    case unsafeName(String)
    case overlapping
    case unpacksTooLarge
    case noDocument
    /// A part of the file can't be read, for the given reason.
    case part(String, String)

    package var description: String {
      switch self {
      case .tooLarge: "is larger than \(WordFile.maximumBytes >> 20) MB"
      case .notZip: "is not a Word file: open it in Word and save it as .docx"
      case .damaged: "is a damaged archive: open it in Word and save it again as .docx"
      case .encrypted:
        "is protected by a password: remove it in Word (File > Info > Protect Document), then save it again"
      case .oldFormat:
        "is in the format of Word 97 (.doc): open it in Word or LibreOffice and save it as .docx"
      case .unsafeName(let name): "contains an entry with an unsafe name, '\(name)'"
      case .overlapping: "contains overlapping entries, which only an attack has"
      case .unpacksTooLarge: "would unpack to more than \(WordFile.maximumUnpackedBytes >> 20) MB"
      case .noDocument: "contains no document: open it in Word and save it as .docx"
      case .part(let name, let reason): "can't be read: '\(name)' \(reason)"
      }
    }
  }

  package static let maximumBytes = 32 << 20
  package static let maximumUnpackedBytes = 256 << 20
  /// The maximum unpacked size of one text part.
  private static let maximumPartBytes = 64 << 20
  private static let maximumEntries = 5000

  private let bytes: [UInt8]
  private let entries: [String: Entry]

  private struct Entry {
    var name: String
    var flags: Int
    var method: Int
    var checksum: Int
    var packed: Int
    var unpacked: Int
    var offset: Int
  }

  package init(_ bytes: [UInt8]) throws(Refusal) {
    self.bytes = bytes
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
    if Self.isOldFormat(bytes) {
      throw Self.holdsEncryptedPackage(bytes) ? .encrypted : .oldFormat
    }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notZip }
    let directory = try Self.directory(of: bytes)
    try Self.judge(directory, in: bytes)
    entries = Dictionary(directory.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    guard !directory.isEmpty else { throw .noDocument }
  }

  /// Returns whether bytes begin like an OLE container, the format of Word 97 files and of encrypted Word
  /// files.
  package static func isOldFormat(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// Returns whether an OLE container has a stream named `EncryptedPackage`, in UTF-16.
  ///
  /// Source: MS-OFFCRYPTO, section 2.3.4.4.
  private static func holdsEncryptedPackage(_ bytes: [UInt8]) -> Bool {
    let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    return bytes.indices.lazy.filter { bytes[$0] == name[0] }.contains { bytes[$0...].starts(with: name) }
  }

  // MARK: Parts

  func contains(_ part: String) -> Bool { entries[Self.key(part)] != nil }

  /// Returns the bytes of a part, or `nil` if the file has no such part.
  func bytes(of part: String) throws(Refusal) -> [UInt8]? {
    guard let entry = entries[Self.key(part)] else { return nil }
    guard entry.unpacked <= Self.maximumPartBytes else { throw .unpacksTooLarge }
    guard let name = number(at: entry.offset + 26, 2), let extra = number(at: entry.offset + 28, 2) else {
      throw .damaged
    }
    let start = entry.offset + 30 + name + extra
    guard start + entry.packed <= bytes.count else { throw .damaged }
    let packed = bytes[start..<(start + entry.packed)]
    let unpacked = entry.method == 0 ? Array(packed) : Self.inflated(packed, to: entry.unpacked)
    guard let unpacked, unpacked.count == entry.unpacked, Self.checksum(unpacked) == entry.checksum else {
      throw .damaged
    }
    return unpacked
  }

  /// Returns the tree of a part, or `nil` if the file has no such part.
  func tree(of part: String) throws(Refusal) -> XMLElement? {
    guard let bytes = try bytes(of: part) else { return nil }
    do throws(XMLTree.Refusal) {
      return try XMLTree.read(bytes)
    } catch {
      throw .part(part, "\(error)")
    }
  }

  private static func key(_ part: String) -> String {
    (part.hasPrefix("/") ? String(part.dropFirst()) : part).lowercased()
  }

  /// Unpacks Deflate data, or returns `nil` if the data is damaged or longer than stated.
  private static func inflated(_ packed: ArraySlice<UInt8>, to size: Int) -> [UInt8]? {
    var stream = z_stream()
    let started = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { preconditionFailure("zlib accepts these settings") }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    var status: Int32 = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        status = inflate(&stream, Z_FINISH)
      }
      count = Int(stream.total_out)
    }
    return status == Z_STREAM_END ? output : nil
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    Int(bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
  }

  // MARK: Directory

  private static func judge(_ entries: [Entry], in bytes: [UInt8]) throws(Refusal) {
    var unpacked = 0
    for entry in entries {
      guard entry.flags & 1 == 0 else { throw .encrypted }
      guard entry.method == 0 || entry.method == 8 else { throw .damaged }
      guard isSafe(entry.name) else { throw .unsafeName(entry.name) }
      // Deflate can't compress by more than a factor of 1032, whatever the directory says.
      guard entry.unpacked <= max(entry.packed, 1) * 1032 else { throw .damaged }
      unpacked += entry.unpacked
    }
    guard unpacked <= maximumUnpackedBytes else { throw .unpacksTooLarge }
    let sorted = entries.sorted { $0.offset < $1.offset }
    for (index, entry) in sorted.enumerated() {
      let end = index + 1 < sorted.count ? sorted[index + 1].offset : bytes.count
      guard number(in: bytes, at: entry.offset, 4) == 0x0403_4B50,
        let name = number(in: bytes, at: entry.offset + 26, 2),
        let extra = number(in: bytes, at: entry.offset + 28, 2)
      else { throw .damaged }
      guard entry.offset + 30 + name + extra + entry.packed <= end else { throw .overlapping }
    }
  }

  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains(":")
      && !name.unicodeScalars.contains { $0.value < 0x20 }
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  private static func directory(of bytes: [UInt8]) throws(Refusal) -> [Entry] {
    guard let end = endOfDirectory(in: bytes), let count = number(in: bytes, at: end + 10, 2),
      let offset = number(in: bytes, at: end + 16, 4)
    else { throw .notZip }
    guard count <= maximumEntries else { throw .damaged }
    var entries: [Entry] = []
    var place = offset
    for _ in 0..<count {
      func field(_ offset: Int, _ length: Int) -> Int? { number(in: bytes, at: place + offset, length) }
      guard field(0, 4) == 0x0201_4B50, let flags = field(8, 2), let method = field(10, 2),
        let checksum = field(16, 4), let packed = field(20, 4), let unpacked = field(24, 4),
        let nameLength = field(28, 2), let extraLength = field(30, 2), let commentLength = field(32, 2),
        let local = field(42, 4), place + 46 + nameLength <= bytes.count,
        let name = String(validating: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      else { throw .damaged }
      // 0xFFFFFFFF refers to Zip64 fields, which no draft needs.
      guard packed != 0xFFFF_FFFF, unpacked != 0xFFFF_FFFF, local != 0xFFFF_FFFF else { throw .damaged }
      entries.append(
        Entry(
          name: name, flags: flags, method: method, checksum: checksum, packed: packed, unpacked: unpacked,
          offset: local))
      place += 46 + nameLength + extraLength + commentLength
    }
    return entries
  }

  /// Returns the offset of the end-of-directory record, which is the last thing in the file except for a
  /// comment.
  private static func endOfDirectory(in bytes: [UInt8]) -> Int? {
    let length = 22
    guard bytes.count >= length else { return nil }
    return stride(from: bytes.count - length, through: max(0, bytes.count - length - 0xFFFF), by: -1)
      .first { number(in: bytes, at: $0, 4) == 0x0605_4B50 }
  }

  private func number(at place: Int, _ count: Int) -> Int? { Self.number(in: bytes, at: place, count) }

  /// Returns a little-endian number of the given length.
  private static func number(in bytes: [UInt8], at place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// The parts of a Word file that contain text or formatting, found through the package's relationships.
///
/// Source: ECMA-376, part 2, section 9 (relationships), and part 1, section 11.3 (the parts of a document).
struct WordPackage {
  struct Relationship {
    /// The last component of the relationship's type, such as `styles`.
    var type: String
    var target: String
    var isExternal: Bool
  }

  let file: WordFile
  let document: XMLElement
  let styles: XMLElement?
  let numbering: XMLElement?
  let footnotes: XMLElement?
  let endnotes: XMLElement?
  let comments: XMLElement?
  /// The document's headers and footers.
  let margins: [XMLElement]
  /// The document's relationships, by their ids.
  let relationships: [String: Relationship]
  /// The footnotes' relationships, by their ids.
  let noteRelationships: [String: Relationship]

  init(_ file: WordFile) throws(WordFile.Refusal) {
    self.file = file
    let root = try Self.relationships(of: "", in: file)
    let path = root.values.first { $0.type == "officeDocument" }?.target ?? "word/document.xml"
    guard let document = try file.tree(of: path), document.name == "w:document" else { throw .noDocument }
    self.document = document
    let relationships = try Self.relationships(of: path, in: file)
    func part(_ type: String) throws(WordFile.Refusal) -> XMLElement? {
      guard let found = relationships.values.first(where: { $0.type == type && !$0.isExternal }) else {
        return nil
      }
      return try file.tree(of: found.target)
    }
    self.relationships = relationships
    styles = try part("styles")
    numbering = try part("numbering")
    footnotes = try part("footnotes")
    endnotes = try part("endnotes")
    comments = try part("comments")
    let notes = relationships.values.first { $0.type == "footnotes" && !$0.isExternal }
    noteRelationships =
      try notes.map { relation throws(WordFile.Refusal) in
        try Self.relationships(of: relation.target, in: file)
      } ?? [:]
    var margins: [XMLElement] = []
    for relation in relationships.values.sorted(by: { $0.target < $1.target })
    where (relation.type == "header" || relation.type == "footer") && !relation.isExternal {
      if let tree = try file.tree(of: relation.target) { margins.append(tree) }
    }
    self.margins = margins
  }

  private static func relationships(
    of part: String, in file: WordFile
  ) throws(WordFile.Refusal) -> [String: Relationship] {
    let folder = part.split(separator: "/").dropLast().map(String.init)
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    let path = (folder + ["_rels", "\(name).rels"]).joined(separator: "/")
    guard let tree = try file.tree(of: path) else { return [:] }
    var found: [String: Relationship] = [:]
    for element in tree.elements where element.name == "Relationship" {
      guard let id = element["Id"], let type = element["Type"], let target = element["Target"] else {
        continue
      }
      let isExternal = element["TargetMode"] == "External"
      found[id] = Relationship(
        type: type.split(separator: "/").last.map(String.init) ?? type,
        target: isExternal ? target : resolved(target, in: folder), isExternal: isExternal)
    }
    return found
  }

  /// Returns the path, from the package's root, of a relative target.
  private static func resolved(_ target: String, in folder: [String]) -> String {
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/").map(String.init) where part != "." {
      if part == ".." { if !parts.isEmpty { parts.removeLast() } } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
