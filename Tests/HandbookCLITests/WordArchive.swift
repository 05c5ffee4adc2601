import Foundation

/// Makes Word files, and archives that only pretend to be, without a program for it.
struct WordArchive {
  /// An entry, stored as it is.
  struct Entry {
    var name: String
    var data: Data
    var flags: UInt16 = 0
    var method: UInt16 = 0
    /// What the directory says of the unpacked size, where that is to be a lie.
    var claimedSize: UInt32?
    /// Where the directory says that the entry begins, where that is to be a lie.
    var claimedOffset: UInt32?
  }

  var entries: [Entry]

  /// A document with paragraphs in WordprocessingML.
  init(paragraphs: String) {
    let types = """
      <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default \
      Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override \
      PartName="/word/document.xml" \
      ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
      """
    let relations = """
      <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="rId1" Target="word/document.xml" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>
      """
    let document = """
      <?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
      <w:body>\(paragraphs)</w:body></w:document>
      """
    entries = [
      Entry(name: "[Content_Types].xml", data: Data(types.utf8)),
      Entry(name: "_rels/.rels", data: Data(relations.utf8)),
      Entry(name: "word/document.xml", data: Data(document.utf8)),
    ]
  }

  /// A paragraph of runs, each kept, `+` inserted or `-` deleted.
  ///
  /// - Parameter mark: `ins` or `del` where the paragraph's end is itself a tracked change.
  static func paragraph(_ runs: (String, String)..., mark: String? = nil) -> String {
    let change = #"w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z""#
    let properties = mark.map { "<w:pPr><w:rPr><w:\($0) \(change)/></w:rPr></w:pPr>" } ?? ""
    let text = runs.map { kind, text in
      switch kind {
      case "+": "<w:ins \(change)><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:ins>"
      case "-": "<w:del \(change)><w:r><w:delText xml:space=\"preserve\">\(text)</w:delText></w:r></w:del>"
      default: "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
      }
    }
    return "<w:p>\(properties)\(text.joined())</w:p>"
  }

  /// The archive's bytes.
  ///
  /// Source: PKWARE APPNOTE 6.3.9, section 4.3.
  var data: Data {
    var archive = Data()
    var directory = Data()
    for entry in entries {
      let offset = UInt32(archive.count)
      let sum = Self.checksum(entry.data)
      let size = UInt32(entry.data.count)
      let name = Data(entry.name.utf8)
      func common(_ unpacked: UInt32) -> Data {
        var fields = Self.bytes(20, 2)
        fields += Self.bytes(UInt32(entry.flags), 2)
        fields += Self.bytes(UInt32(entry.method), 2)
        fields += Self.bytes(0, 4)
        for number in [sum, size, unpacked] { fields += Self.bytes(number, 4) }
        fields += Self.bytes(UInt32(name.count), 2)
        fields += Self.bytes(0, 2)
        return fields
      }
      archive += Self.bytes(0x0403_4B50, 4) + common(size) + name + entry.data
      directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common(entry.claimedSize ?? size)
      directory += Data(count: 10)
      directory += Self.bytes(entry.claimedOffset ?? offset, 4) + name
    }
    let start = UInt32(archive.count)
    archive += directory + Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4)
    archive += Self.bytes(UInt32(entries.count), 2) + Self.bytes(UInt32(entries.count), 2)
    archive += Self.bytes(UInt32(directory.count), 4) + Self.bytes(start, 4) + Self.bytes(0, 2)
    return archive
  }

  private static func bytes(_ value: UInt32, _ count: Int) -> Data {
    Data((0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) })
  }

  /// CRC-32 as in ISO 3309.
  private static func checksum(_ data: Data) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
