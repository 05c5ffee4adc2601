import Basics
import Markdown

/// Warns about white space that only a resolution shows: two spaces where a mark was removed, or a space
/// before punctuation.
///
/// An author's text is never corrected, because the space belongs inside the mark. White space that has
/// nothing to do with a mark, such as two spaces after a period, isn't reported.
enum RedlineSpacing {
  /// - Parameter stretches: The ranges in which marks were searched for.
  static func warnings(
    _ text: [UInt8], _ marks: [RedlineMark], _ stretches: [Range<Int>], path: String, lines: SourceLines
  ) -> [Diagnostic] {
    var warnings: [Int: Diagnostic] = [:]
    for side in RedlineResolution.Side.allCases {
      let resolution = RedlineResolution(text, marks, side: side)
      for finding in findings(in: resolution, of: text, marks, stretches) where warnings[finding.mark] == nil
      {
        let name = side == .proposed ? "proposed" : "current"
        let mark = marks[finding.mark]
        warnings[finding.mark] = Diagnostic(
          .warning, .redlineSpacing,
          finding.isDouble
            ? "The \(name) text has two spaces here" : "The \(name) text has a space before punctuation here",
          path: path, range: mark.range, help: "put the space inside the mark that it comes and goes with")
      }
    }
    return warnings.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Finding {
    var mark: Int
    var isDouble: Bool
  }

  private static func findings(
    in resolution: RedlineResolution, of text: [UInt8], _ marks: [RedlineMark], _ stretches: [Range<Int>]
  ) -> [Finding] {
    let bytes = resolution.bytes
    let origins = resolution.origins
    var findings: [Finding] = []
    var search = MarkSearch(marks, stretches)
    var index = 0
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == 0x20, isWrong(at: index + 1, in: bytes), !isLineStart(index, in: bytes) else {
        continue
      }
      let first = origins.offset(of: index)
      let second = origins.offset(of: index + 1)
      guard let mark = search.mark(concerned: first..<(second + 1)) else { continue }
      findings.append(Finding(mark: mark, isDouble: bytes[index + 1] == 0x20))
    }
    return findings
  }

  /// Returns whether a byte must not follow a space: another space, unless the line, cell, or text ends
  /// there, or punctuation that a word doesn't begin with.
  private static func isWrong(at index: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[index] {
    case 0x20:
      return index + 1 < bytes.count && !bytes[index + 1].isASCIIWhitespace
        && bytes[index + 1] != UInt8(ascii: "{") && bytes[index + 1] != UInt8(ascii: "|")
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      return index + 1 == bytes.count
        || !(bytes[index + 1].isASCIILetterOrDigit || bytes[index + 1] == bytes[index])
    default:
      return false
    }
  }

  /// Returns whether only white space and block markers are before a byte on its line or in its cell.
  private static func isLineStart(_ index: Int, in bytes: [UInt8]) -> Bool {
    var place = index
    while place > 0, isMarker(bytes[place - 1]) { place -= 1 }
    return place == 0 || bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D
      || bytes[place - 1] == UInt8(ascii: "|")
  }

  private static func isMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: ")"):
      true
    default: byte.isASCIIDigit
    }
  }

  /// Finds the mark that a range of source bytes touches.
  ///
  /// Ranges must be passed in ascending order.
  private struct MarkSearch {
    private let marks: [RedlineMark]
    private let stretches: [Range<Int>]
    private var mark = 0
    private var stretch = 0

    init(_ marks: [RedlineMark], _ stretches: [Range<Int>]) {
      self.marks = marks
      self.stretches = stretches
    }

    mutating func mark(concerned bytes: Range<Int>) -> Int? {
      while mark < marks.count, marks[mark].extent.upperBound <= bytes.lowerBound { mark += 1 }
      while stretch < stretches.count, stretches[stretch].upperBound <= bytes.lowerBound { stretch += 1 }
      guard mark < marks.count, marks[mark].extent.overlaps(bytes), stretch < stretches.count,
        stretches[stretch].contains(bytes.lowerBound)
      else { return nil }
      return mark
    }
  }
}
