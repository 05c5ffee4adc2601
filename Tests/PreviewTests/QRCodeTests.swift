import TestSupport
import Testing

@testable import Preview

@Suite("The QR code of the preview's address")
struct QRCodeTests {
  @Test("A reader that follows the standard reads text of every length without an error")
  func readsBack() throws {
    for length in 0...106 {
      let text = String((0..<length).map { Character(UnicodeScalar(UInt8(33 + ($0 * 7 + length) % 90))) })
      let code = try #require(QRCode(text))
      let read = try Reader(code).read()
      #expect(read == text, "\(length) bytes")
    }
    #expect(QRCode(String(repeating: "a", count: 107)) == nil)
  }

  @Test("The code of an address matches one that phones have read")
  func golden() throws {
    let code = try #require(QRCode("http://192.168.1.20:8000/?key=abc"))
    #expect(try Golden.difference(code.text(usesColor: false), from: "Preview/qr-code.txt") == nil)
  }

  @Test("A terminal with colors shows light modules on a dark background, whatever its own colors")
  func colors() throws {
    let code = try #require(QRCode("a"))
    let lines = code.text(usesColor: true).split(separator: "\n")
    #expect(lines.count == (21 + 8 + 1) / 2)
    #expect(lines.allSatisfy { $0.hasPrefix("\u{1B}[38;5;231;48;5;16m") && $0.hasSuffix("\u{1B}[0m") })
    #expect(lines[0].dropFirst(19).prefix(29).allSatisfy { $0 == "█" })
  }
}

/// A reader of QR codes, written from the standard instead of from the code that draws them.
private struct Reader {
  let code: QRCode
  private let version: Int

  struct Unreadable: Error {}

  init(_ code: QRCode) {
    self.code = code
    version = (code.size - 17) / 4
  }

  func read() throws -> String {
    let mask = try mask()
    let codewords = codewords(mask: mask)
    let check = [7, 10, 15, 20, 26][version - 1]
    // The polynomial of the codewords is zero at every root of the generator.
    var root: UInt8 = 1
    for _ in 0..<check {
      let value = codewords.reduce(UInt8(0)) { ReedSolomon.product($0, root) ^ $1 }
      guard value == 0 else { throw Unreadable() }
      root = ReedSolomon.product(root, 2)
    }
    guard codewords[0] >> 4 == 0b0100 else { throw Unreadable() }
    let nibbles = codewords.flatMap { [$0 >> 4, $0 & 15] }
    let count = Int(nibbles[1] << 4 | nibbles[2])
    let bytes = (0..<count).map { nibbles[3 + 2 * $0] << 4 | nibbles[4 + 2 * $0] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the mask, if both copies of the format information are the same and correct.
  private func mask() throws -> Int {
    let size = code.size
    let first =
      (0..<6).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0..<6).reversed().map { ($0, 8) }
    let second = (0..<7).map { (size - 1 - $0, 8) } + ((size - 8)..<size).map { (8, $0) }
    func value(_ places: [(Int, Int)]) -> Int {
      places.reduce(0) { $0 << 1 | (code.isDark($1.0, $1.1) ? 1 : 0) } ^ 0b101_0100_0001_0010
    }
    let format = value(first)
    guard format == value(second), code.isDark(size - 8, 8), format >> 13 == 0b01 else { throw Unreadable() }
    return format >> 10 & 7
  }

  private func codewords(mask: Int) -> [UInt8] {
    let size = code.size
    var bits: [Bool] = []
    var isUpward = true
    var right = size - 1
    while right > 0 {
      if right == 6 { right -= 1 }
      for row in isUpward ? Array((0..<size).reversed()) : Array(0..<size) {
        for column in [right, right - 1] where isData(row, column) {
          bits.append(code.isDark(row, column) != Self.isInverted(mask, row, column))
        }
      }
      isUpward.toggle()
      right -= 2
    }
    return (0..<(bits.count / 8)).map { byte in
      bits[(8 * byte)..<(8 * byte + 8)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }

  private func isData(_ row: Int, _ column: Int) -> Bool {
    let size = code.size
    if row == 6 || column == 6 { return false }
    if row < 9, column < 9 || column >= size - 8 { return false }
    if row >= size - 8, column < 9 { return false }
    let alignment = size - 9...size - 5
    return !(version > 1 && alignment.contains(row) && alignment.contains(column))
  }

  private static func isInverted(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
    [
      (row + column) % 2, row % 2, column % 3, (row + column) % 3, (row / 2 + column / 3) % 2,
      row * column % 2 + row * column % 3, (row * column % 2 + row * column % 3) % 2,
      ((row + column) % 2 + row * column % 3) % 2,
    ][mask] == 0
  }
}
