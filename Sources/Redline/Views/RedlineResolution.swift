import Basics
import Markdown

/// A marked source with its changes accepted or rejected.
///
/// It's the source without delimiters, comments, and one side of each change. The remaining parts are simply
/// joined, and white space isn't adjusted.
package struct RedlineResolution: Sendable {
  /// Which side of the changes is kept.
  package enum Side: UInt8, Sendable, Hashable, CaseIterable {
    /// All changes accepted.
    case proposed
    /// All changes rejected.
    case current
  }

  /// The remaining text.
  package let bytes: [UInt8]

  /// The ranges removed from the source, in bytes from 0, ascending and not touching each other.
  package let dropped: [Range<Int>]

  /// The source offsets at which placeholders were inserted.
  private let placeholders: [Int]

  /// Returns the text with all changes accepted.
  package static func proposed(_ source: [UInt8], _ marks: [RedlineMark]) -> [UInt8] {
    Self(source, marks, side: .proposed).bytes
  }

  /// Returns the text with all changes rejected.
  package static func current(_ source: [UInt8], _ marks: [RedlineMark]) -> [UInt8] {
    Self(source, marks, side: .current).bytes
  }

  /// - Parameters:
  ///   - source: The source that the marks' ranges refer to.
  ///   - marks: The marks in the order in which the scanner returns them.
  ///   - placeholders: Offsets of dropped bytes, in ascending order, at which `placeholder` is inserted, so
  ///     that a block that the resolution leaves empty is still parsed as a block.
  package init(_ source: [UInt8], _ marks: [RedlineMark], side: Side, placeholders: [Int] = []) {
    dropped = Self.dropped(by: marks, side: side)
    self.placeholders = placeholders
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + placeholders.count * Self.placeholder.count)
    var kept = 0
    var waiting = placeholders[...]
    for range in dropped {
      bytes += source[kept..<range.lowerBound]
      kept = range.upperBound
      while let first = waiting.first, first < range.upperBound {
        bytes += Self.placeholder
        waiting.removeFirst()
      }
    }
    bytes += source[kept...]
    self.bytes = bytes
  }

  /// The content of a block that would otherwise be empty: the noncharacter U+FDEF.
  static let placeholder: [UInt8] = [0xEF, 0xB7, 0xAF]

  private static func dropped(by marks: [RedlineMark], side: Side) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    for mark in marks {
      let removed = side == .proposed ? mark.deleted : mark.inserted
      if mark.kind == .comment || (removed != nil && mark.kind != .substitution) {
        pieces.append(mark.extent)
        continue
      }
      pieces.append(mark.opening)
      if let separator = mark.separator {
        let kept = side == .proposed ? separator + RedlineMark.separatorLength : mark.body.lowerBound
        let end = side == .proposed ? mark.body.upperBound : separator
        pieces[pieces.count - 1] = mark.extent.lowerBound..<kept
        pieces.append(end..<mark.extent.upperBound)
      } else {
        pieces.append(mark.closing)
      }
    }
    pieces.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var merged: [Range<Int>] = []
    for piece in pieces {
      if let last = merged.last, piece.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
      } else {
        merged.append(piece)
      }
    }
    return merged
  }
}

extension RedlineResolution {
  /// Converts offsets in the resolved text to offsets in the source.
  package struct Origins: Sendable {
    /// The start of each run of kept bytes, in the resolved text and in the source, in ascending order.
    private var runs: [(resolved: Int, source: Int)] = [(0, 0)]

    init(_ resolution: RedlineResolution) {
      var resolved = 0
      var kept = 0
      var waiting = resolution.placeholders[...]
      for range in resolution.dropped {
        resolved += range.lowerBound - kept
        kept = range.upperBound
        while let first = waiting.first, first < range.upperBound {
          runs.append((resolved, range.lowerBound))
          resolved += RedlineResolution.placeholder.count
          waiting.removeFirst()
        }
        runs.append((resolved, kept))
      }
    }

    /// Returns the source offset of a byte of the resolved text.
    package func offset(of resolved: Int) -> Int {
      var low = 0
      var high = runs.count
      while low < high {
        let middle = (low + high) / 2
        if runs[middle].resolved <= resolved { low = middle + 1 } else { high = middle }
      }
      let run = runs[low - 1]
      return run.source + resolved - run.resolved
    }
  }

  /// The source offsets of the resolved text.
  package var origins: Origins { Origins(self) }
}
