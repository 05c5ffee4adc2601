/// A Word file that is safe to hand to another program: a zip of known size that holds a document.
///
/// Drafts come by e-mail from anywhere, so the archive's directory is read and judged before anything is
/// unpacked: what it names, how large it says it is, and whether its entries lie where they should.
///
/// Source: PKWARE APPNOTE 6.3.9, sections 4.3 and 4.4; "A better zip bomb" (Fifield, 2019) on overlaps.
package struct WordFile: Sendable {
  package let bytes: [UInt8]

  /// Why a file is refused.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    case tooLarge
    case notZip
    case damaged
    case encrypted
    case unsafeName(String)
    case overlapping
    case unpacksTooLarge
    case noDocument

    package var description: String {
      switch self {
      case .tooLarge: "is larger than \(WordFile.maximumBytes >> 20) MB"
      case .notZip: "is no Word file: save it from Word as .docx"
      case .damaged: "is a damaged archive"
      case .encrypted: "is protected by a password: save it without"
      case .unsafeName(let name): "holds an entry with an unsafe name, '\(name)'"
      case .overlapping: "holds entries that lie over one another, as only an attack does"
      case .unpacksTooLarge: "would unpack to more than \(WordFile.maximumUnpackedBytes >> 20) MB"
      case .noDocument: "holds no word/document.xml: save it from Word as .docx"
      }
    }
  }

  package static let maximumBytes = 32 << 20
  package static let maximumUnpackedBytes = 256 << 20
  private static let maximumEntries = 5000

  package init(_ bytes: [UInt8]) throws(Refusal) {
    self.bytes = bytes
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notZip }
    try judge(entries())
  }

  private struct Entry {
    var name: String
    var flags: Int
    var method: Int
    var packed: Int
    var unpacked: Int
    var offset: Int
  }

  private func judge(_ entries: [Entry]) throws(Refusal) {
    var unpacked = 0
    for entry in entries {
      guard entry.flags & 1 == 0 else { throw .encrypted }
      guard entry.method == 0 || entry.method == 8 else { throw .damaged }
      guard Self.isSafe(entry.name) else { throw .unsafeName(entry.name) }
      // Deflate can't shrink more than 1032 to 1, whatever the directory says.
      guard entry.unpacked <= max(entry.packed, 1) * 1032 else { throw .damaged }
      unpacked += entry.unpacked
    }
    guard unpacked <= Self.maximumUnpackedBytes else { throw .unpacksTooLarge }
    let sorted = entries.sorted { $0.offset < $1.offset }
    for (index, entry) in sorted.enumerated() {
      let end = index + 1 < sorted.count ? sorted[index + 1].offset : bytes.count
      guard number(at: entry.offset, 4) == 0x0403_4B50, let name = number(at: entry.offset + 26, 2),
        let extra = number(at: entry.offset + 28, 2)
      else { throw .damaged }
      guard entry.offset + 30 + name + extra + entry.packed <= end else { throw .overlapping }
    }
    guard entries.contains(where: { $0.name == "word/document.xml" }) else { throw .noDocument }
  }

  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains(":")
      && !name.unicodeScalars.contains { $0.value < 0x20 }
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  /// The entries of the archive's directory.
  private func entries() throws(Refusal) -> [Entry] {
    guard let end = endOfDirectory(), let count = number(at: end + 10, 2),
      let offset = number(at: end + 16, 4)
    else { throw .notZip }
    guard count <= Self.maximumEntries else { throw .damaged }
    var entries: [Entry] = []
    var place = offset
    for _ in 0..<count {
      guard number(at: place, 4) == 0x0201_4B50, let flags = number(at: place + 8, 2),
        let method = number(at: place + 10, 2), let packed = number(at: place + 20, 4),
        let unpacked = number(at: place + 24, 4), let nameLength = number(at: place + 28, 2),
        let extraLength = number(at: place + 30, 2), let commentLength = number(at: place + 32, 2),
        let local = number(at: place + 42, 4), place + 46 + nameLength <= bytes.count,
        let name = String(validating: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      else { throw .damaged }
      // 0xFFFFFFFF refers to the fields of Zip64, which no draft needs.
      guard packed != 0xFFFF_FFFF, unpacked != 0xFFFF_FFFF, local != 0xFFFF_FFFF else { throw .damaged }
      entries.append(
        Entry(name: name, flags: flags, method: method, packed: packed, unpacked: unpacked, offset: local))
      place += 46 + nameLength + extraLength + commentLength
    }
    return entries
  }

  /// Where the record is that ends the directory: the last thing but a comment.
  private func endOfDirectory() -> Int? {
    let length = 22
    guard bytes.count >= length else { return nil }
    for place in stride(from: bytes.count - length, through: max(0, bytes.count - length - 0xFFFF), by: -1)
    where number(at: place, 4) == 0x0605_4B50 {
      return place
    }
    return nil
  }

  /// A number of some bytes, the least significant first.
  private func number(at place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
