import Basics
import Site
import Synchronization
import TestSupport
import Testing

@testable import Packaging

@Suite("Archives")
struct ArchiveTests {
  private static func file(_ path: String, _ text: String = "text") -> OutputFile {
    OutputFile(path: path, bytes: Array(text.utf8))
  }

  @Test("The same files in another order give the same bytes, sorted, with a single time")
  func reproducible() throws {
    let files = ["b.html", "a/c.css", "a.html"].map { Self.file($0, String(repeating: $0, count: 50)) }
    let archive = try ZipArchive.bytes(of: files, at: .standard)
    #expect(try ZipArchive.bytes(of: files.reversed(), at: .standard) == archive)
    #expect(try ZipArchive.bytes(of: files, at: PackageTime(epochSeconds: 1_800_000_000)) != archive)
    let listing = ZipListing(archive)
    #expect(listing.names == ["a.html", "a/c.css", "b.html"])
    #expect(listing.dates == [0x0021, 0x0021, 0x0021])
    #expect(listing.extraLengths == [0, 0, 0])
  }

  @Test(
    "A path that leaves the folder, or isn't valid on every system, is refused",
    arguments: [
      "../a", "/a", "a//b", "a/../b", "a\\b", "C:/a", "a/.", "", "a\u{0}b", "a/b.", "a/b ", "a?b", "con.html",
      "a/LPT1", "a\u{200B}b",
    ])
  func paths(path: String) {
    #expect(throws: ZipArchive.Refusal.path(path)) {
      try ZipArchive.bytes(of: [Self.file(path)], at: .standard)
    }
  }

  @Test("A path that would be too long in a Windows downloads folder is refused")
  func longPath() throws {
    let path = String(repeating: "folder/", count: 30)
    #expect(try !ZipArchive.bytes(of: [Self.file(path + "a.htm")], at: .standard).isEmpty)
    #expect(throws: ZipArchive.Refusal.length(path + "a.html")) {
      try ZipArchive.bytes(of: [Self.file(path + "a.html")], at: .standard)
    }
  }

  @Test("Bytes with repetitions at any distance are restored exactly", arguments: 0..<20)
  func longMatches(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = (0..<4).map { _ in (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    var bytes: [UInt8] = []
    for _ in 0..<200 {
      let part = parts.randomElement(using: &generator) ?? []
      let start = Int.random(in: 0..<300, using: &generator)
      bytes += part[start..<Int.random(in: start..<300, using: &generator)]
      if seed % 3 == 0 { bytes += [UInt8](repeating: 7, count: Int.random(in: 0..<100, using: &generator)) }
    }
    let encoded = LongMatches.encoded(bytes)
    #expect(encoded.count < bytes.count / 2)
    #expect(LongMatches.decoded(encoded) == bytes)
    #expect(LongMatches.decoded(LongMatches.encoded(parts[0])) == parts[0])
    #expect(Deflate.expanded(Deflate.compressed(bytes)) == bytes)
    for length in (bytes.count - 14)...bytes.count {
      let text = PrintableText.text(of: Array(bytes.prefix(length)))
      #expect(text.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "<") })
      #expect(text.utf8.count * 13 < length * 16 + 32)
      #expect(PrintableText.bytes(of: text.utf8, count: length) == Array(bytes.prefix(length)))
    }
  }

  @Test("Bytes that occur many times are copied from the place with the longest repetition")
  func longestMatch() {
    let long = (0..<400).map { "rule \($0 * $0 % 977) " }.joined()
    let bytes = Array((long + long.prefix(40) + "!" + long.prefix(60) + "?" + long).utf8)
    let encoded = LongMatches.encoded(bytes)
    #expect(LongMatches.decoded(encoded) == bytes)
    #expect(encoded.count < long.utf8.count + 30)
  }

  @Test("A short pattern that repeats a few times can be packed", arguments: 15..<40)
  func pattern(period: Int) {
    let pattern = (0..<period).map { UInt8($0) }
    for length in period..<(4 * period) {
      let bytes = [200, 201] + (0..<length).map { pattern[$0 % period] } + [202, 203]
      #expect(LongMatches.decoded(LongMatches.encoded(bytes)) == bytes, "\(length)")
    }
  }

  @Test("Bytes that aren't packed files are rejected", arguments: 0..<40)
  func broken(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = LongMatches.decoded(bytes)
    _ = FileList.files(in: bytes)
    _ = Deflate.expanded(bytes)
    _ = PrintableText.bytes(of: bytes, count: 100)
    var encoded = LongMatches.encoded([UInt8](repeating: 1, count: 500))
    encoded[Int.random(in: 0..<encoded.count, using: &generator)] ^= 0x55
    _ = LongMatches.decoded(encoded)
  }

  @Test("Two paths that differ only by case are refused")
  func collision() {
    #expect(throws: ZipArchive.Refusal.collision("A.html", "a.html")) {
      try ZipArchive.bytes(of: [Self.file("a.html"), Self.file("A.html")], at: .standard)
    }
  }

  /// Returns a file of zeros that checks how it is read.
  private static func zeros(_ path: String, size: Int) -> OutputFile {
    OutputFile(
      path: path,
      content: .stored(
        StoredFile(location: path, size: size, version: "1", head: []) { _, range in
          precondition(range.count <= StoredFile.blockSize, "it is read in blocks")
          return [UInt8](repeating: 0, count: range.count)
        }))
  }

  @Test("A large file is packed block by block, without compression")
  func large() throws {
    let size = 20 << 20
    var blocks = 0
    var archive: [UInt8] = []
    try ZipArchive.write([Self.file("a"), Self.zeros("b.mp4", size: size)], at: .standard) { block in
      #expect(block.count <= StoredFile.blockSize)
      blocks += 1
      archive += block
    }
    #expect(blocks > 20)
    let listing = ZipListing(archive)
    #expect(listing.names == ["a", "b.mp4"])
    #expect(listing.methods == [0, 0])
    #expect(archive.count > size && archive.count < size + 1000)
  }

  @Test("A small file from the disk is packed like one in memory")
  func small() throws {
    let stored = try ZipArchive.bytes(of: [Self.zeros("b.txt", size: 5000)], at: .standard)
    let file = OutputFile(path: "b.txt", bytes: [UInt8](repeating: 0, count: 5000))
    #expect(try ZipArchive.bytes(of: [file], at: .standard) == stored)
  }

  @Test("An archive that exceeds the limits of the format is refused before anything is written")
  func limits() {
    let files = (0..<5).map { Self.zeros("v\($0).mp4", size: 1 << 30) }
    #expect(throws: ZipArchive.Refusal.self) {
      try ZipArchive.write(files, at: .standard) { _ in Issue.record("it has written") }
    }
    #expect(throws: ZipArchive.Refusal.count(65_536)) {
      try ZipArchive.write((0..<65_536).map { Self.file("f\($0)") }, at: .standard) { _ in }
    }
  }

  @Test("A file that changes between its checksum and its copy is refused")
  func changing() {
    let reads = Mutex(0)
    let file = StoredFile(location: "a", size: 5 << 20, version: "1", head: []) { _, range in
      let count = reads.withLock {
        $0 += 1
        return $0
      }
      return [UInt8](repeating: count > 5 ? 1 : 0, count: range.count)
    }
    #expect(throws: ZipArchive.Refusal.changed("a.mp4")) {
      try ZipArchive.write([OutputFile(path: "a.mp4", content: .stored(file))], at: .standard) { _ in }
    }
  }

  @Test(
    "Times match the calendar",
    arguments: [
      (315_532_800, "1980-01-01T00:00:00Z"), (0, "1980-01-01T00:00:00Z"),
      (951_827_696, "2000-02-29T12:34:56Z"), (1_795_219_200, "2026-11-21T00:00:00Z"),
      (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
    ])
  func times(seconds: Int, text: String) {
    #expect(PackageTime(epochSeconds: seconds).text == text)
  }

  @Test(
    "Digests match the examples in the standard",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func digest(text: String, hexadecimal: String) {
    let digest = SHA256.digest(of: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    #expect(digest.joined() == hexadecimal)
  }

  @Test(
    "Base64 matches the examples in the standard",
    arguments: zip(
      ["", "f", "fo", "foo", "foob", "fooba", "foobar"],
      ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]))
  func base64(text: String, encoded: String) {
    #expect(Base64.text(of: Array(text.utf8)) == encoded)
  }
}

/// The contents of the directory at the end of an archive.
struct ZipListing {
  private(set) var names: [String] = []
  private(set) var dates: [Int] = []
  private(set) var extraLengths: [Int] = []
  private(set) var methods: [Int] = []

  init(_ bytes: [UInt8]) {
    func number(_ place: Int, _ length: Int) -> Int {
      bytes[place..<(place + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let end = bytes.count - 22
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let length = number(place + 28, 2)
      names.append(String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self))
      dates.append(number(place + 14, 2))
      methods.append(number(place + 10, 2))
      extraLengths.append(number(place + 30, 2) + number(number(place + 42, 4) + 28, 2))
      place += 46 + length
    }
  }
}
