/// A QR code with a short text, for a phone's camera.
///
/// It uses byte mode and error correction level L, in versions 1 to 5. These keep all data in one block, so
/// no blocks are interleaved, and need no version information.
///
/// Source: ISO/IEC 18004:2015.
package struct QRCode: Sendable, Hashable {
  /// The number of modules on each side.
  package let size: Int
  /// Whether each module is dark, row by row.
  private var modules: [Bool]
  /// Whether a module belongs to a pattern that helps readers find the code, rather than to the data.
  private var isReserved: [Bool]

  /// The data and error correction codewords of each version at level L.
  ///
  /// Source: ISO/IEC 18004, table 9.
  private static let capacities: [(data: Int, check: Int)] = [
    (19, 7), (34, 10), (55, 15), (80, 20), (108, 26),
  ]

  /// - Parameter text: At most 106 bytes of UTF-8; the result is `nil` for longer text.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    // The mode, the length, and the terminator take two bytes together.
    guard let version = Self.capacities.firstIndex(where: { bytes.count + 2 <= $0.data }) else { return nil }
    let capacity = Self.capacities[version]
    size = 21 + 4 * version
    modules = Array(repeating: false, count: size * size)
    isReserved = modules
    placePatterns(alignment: version == 0 ? nil : size - 7)
    let data = Self.codewords(of: bytes, count: capacity.data)
    place(data + ReedSolomon.check(of: data, count: capacity.check))
    let masked = (0..<8).map { mask -> QRCode in
      var copy = self
      copy.apply(mask: mask)
      return copy
    }
    if let best = masked.min(by: { $0.penalty < $1.penalty }) { modules = best.modules }
  }

  /// Returns whether the module in a row and a column is dark.
  package func isDark(_ row: Int, _ column: Int) -> Bool { modules[row * size + column] }

  /// Returns the code in half blocks, with two rows in each line, and the light margin that readers need.
  ///
  /// - Parameter usesColor: Whether the terminal shows colors. Without them, the code looks right on a dark
  ///   background, and most readers accept an inverted one too.
  package func text(usesColor: Bool) -> String {
    let margin = 4
    let range = -margin..<(size + margin)
    func isLight(_ row: Int, _ column: Int) -> Bool {
      !((0..<size).contains(row) && (0..<size).contains(column) && isDark(row, column))
    }
    return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { row in
      let line = range.map { column in
        switch (isLight(row, column), isLight(row + 1, column)) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }.joined()
      return usesColor ? "\u{1B}[38;5;231;48;5;16m\(line)\u{1B}[0m\n" : "\(line)\n"
    }.joined()
  }

  // MARK: - Data

  /// Returns the mode, the length, the bytes, and padding.
  ///
  /// Source: ISO/IEC 18004, sections 7.4.5, 7.4.9, and 7.4.10.
  private static func codewords(of bytes: [UInt8], count: Int) -> [UInt8] {
    let byteMode: UInt8 = 0b0100
    // All bytes are shifted by the four bits of the mode.
    let whole = [UInt8(bytes.count)] + bytes + [0]
    var codewords: [UInt8] = []
    var previous = byteMode
    for byte in whole {
      codewords.append(previous << 4 | byte >> 4)
      previous = byte
    }
    for index in 0..<(count - codewords.count) { codewords.append(index.isMultiple(of: 2) ? 0xEC : 0x11) }
    return codewords
  }

  // MARK: - Placement

  private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
    modules[row * size + column] = isDark
    isReserved[row * size + column] = true
  }

  /// Draws the finder, timing, and alignment patterns, and reserves space for the format information.
  ///
  /// - Parameter alignment: The row and the column of the alignment pattern's center, or `nil` if the version
  ///   has none.
  ///
  /// Source: ISO/IEC 18004, section 6.3.
  private mutating func placePatterns(alignment: Int?) {
    for index in 0..<size {
      set(6, index, index.isMultiple(of: 2))
      set(index, 6, index.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      placeSquares(row, column, radius: 4, light: [2, 4])
    }
    if let alignment { placeSquares(alignment, alignment, radius: 2, light: [1]) }
    writeFormat(0)
  }

  /// Draws squares around a center, from the inside out.
  ///
  /// - Parameter light: The distances from the center of the light squares.
  private mutating func placeSquares(_ row: Int, _ column: Int, radius: Int, light: Set<Int>) {
    for down in -radius...radius {
      for right in -radius...radius {
        guard (0..<size).contains(row + down), (0..<size).contains(column + right) else { continue }
        set(row + down, column + right, !light.contains(max(abs(down), abs(right))))
      }
    }
  }

  /// Fills the free modules, in columns of two from the lower right corner, alternately going up and down.
  ///
  /// Source: ISO/IEC 18004, section 7.7.3.
  private mutating func place(_ codewords: [UInt8]) {
    var bit = 0
    for (turn, right) in Self.columns(of: size).enumerated() {
      for step in 0..<size {
        let row = turn.isMultiple(of: 2) ? size - 1 - step : step
        for column in [right, right - 1] where !isReserved[row * size + column] {
          // The last few modules of some versions contain no data and stay light.
          if bit < codewords.count * 8 {
            modules[row * size + column] = codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
          }
          bit += 1
        }
      }
    }
  }

  /// Returns the right columns of the pairs, which skip the column of the timing pattern.
  private static func columns(of size: Int) -> [Int] {
    Array(stride(from: size - 1, to: 6, by: -2)) + Array(stride(from: 5, to: 0, by: -2))
  }

  // MARK: - Masks

  /// Inverts the data modules that a mask selects, and records the mask in the format information.
  ///
  /// Source: ISO/IEC 18004, table 10.
  private mutating func apply(mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isReserved[row * size + column] {
        let isInverted =
          switch mask {
          case 0: (row + column) % 2 == 0
          case 1: row % 2 == 0
          case 2: column % 3 == 0
          case 3: (row + column) % 3 == 0
          case 4: (row / 2 + column / 3) % 2 == 0
          case 5: row * column % 2 + row * column % 3 == 0
          case 6: (row * column % 2 + row * column % 3) % 2 == 0
          default: ((row + column) % 2 + row * column % 3) % 2 == 0
          }
        if isInverted { modules[row * size + column].toggle() }
      }
    }
    writeFormat(mask)
  }

  /// Writes the level and the mask, with their own error correction, in both places.
  ///
  /// Source: ISO/IEC 18004, section 7.9.1 and annex C.
  private mutating func writeFormat(_ mask: Int) {
    let levelL = 0b01
    let data = levelL << 3 | mask
    var remainder = data
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
    let format = (data << 10 | remainder) ^ 0x5412
    func isSet(_ bit: Int) -> Bool { format >> bit & 1 == 1 }
    for bit in 0..<6 { set(bit, 8, isSet(bit)) }
    set(7, 8, isSet(6))
    set(8, 8, isSet(7))
    set(8, 7, isSet(8))
    for bit in 9..<15 { set(8, 14 - bit, isSet(bit)) }
    for bit in 0..<8 { set(8, size - 1 - bit, isSet(bit)) }
    for bit in 8..<15 { set(size - 15 + bit, 8, isSet(bit)) }
    set(size - 8, 8, true)
  }

  /// A score for the patterns that confuse readers: long runs, blocks, false finders, and too much of
  /// one color.
  ///
  /// Source: ISO/IEC 18004, section 7.8.3.1.
  private var penalty: Int {
    let rows = (0..<size).map { row in (0..<size).map { isDark(row, $0) } }
    let columns = (0..<size).map { column in (0..<size).map { isDark($0, column) } }
    var total = (rows + columns).reduce(0) { $0 + Self.penalty(ofLine: $1) }
    for row in 1..<size {
      for column in 1..<size {
        let corner = isDark(row, column)
        if corner == isDark(row - 1, column), corner == isDark(row, column - 1),
          corner == isDark(row - 1, column - 1)
        {
          total += 3
        }
      }
    }
    let share = modules.count { $0 } * 100 / modules.count
    return total + abs(share - 50) / 5 * 10
  }

  private static func penalty(ofLine line: [Bool]) -> Int {
    var total = 0
    var length = 0
    for index in line.indices {
      length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
      if length == 5 { total += 3 } else if length > 5 { total += 1 }
    }
    // A finder's dark-light-dark with four light modules on either side.
    let finder = [true, false, true, true, true, false, true]
    let light = [false, false, false, false]
    for pattern in [light + finder, finder + light] where line.count >= pattern.count {
      for start in 0...(line.count - pattern.count)
      where line[start..<(start + pattern.count)].elementsEqual(pattern) {
        total += 40
      }
    }
    return total
  }
}

/// The error correction of QR codes: Reed–Solomon codes over the field of 256 elements.
///
/// Source: ISO/IEC 18004, section 7.5.2 and annex A.
enum ReedSolomon {
  /// Returns the check codewords: the remainder of the data after division by the generator polynomial.
  static func check(of data: [UInt8], count: Int) -> [UInt8] {
    let generator = generator(of: count)
    var remainder = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for index in remainder.indices { remainder[index] ^= product(generator[index], factor) }
    }
    return remainder
  }

  /// Returns the product of (x - 2⁰) … (x - 2ⁿ⁻¹), without its leading coefficient, which is 1.
  private static func generator(of degree: Int) -> [UInt8] {
    var coefficients = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in coefficients.indices {
        let next = index + 1 < degree ? coefficients[index + 1] : 0
        coefficients[index] = product(coefficients[index], root) ^ next
      }
      root = product(root, 2)
    }
    return coefficients
  }

  /// Returns the product in the field that x⁸ + x⁴ + x³ + x² + 1 defines.
  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var result: UInt8 = 0
    for bit in (0..<8).reversed() {
      let overflow = result >> 7
      result = result << 1 ^ overflow * 0x1D
      if right >> bit & 1 == 1 { result ^= left }
    }
    return result
  }
}
