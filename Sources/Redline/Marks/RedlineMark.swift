package import Basics
import Markdown

/// One change that an author marked in the source, in CriticMarkup notation.
///
/// All ranges are in bytes of the source, from 0.
package struct RedlineMark: Sendable, Hashable {
  /// The meaning of a mark.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// `{++new++}`
    case insertion
    /// `{--old--}`
    case deletion
    /// `{~~old~>new~~}`
    case substitution
    /// `{==text==}`
    case highlight
    /// `{>>text<<}`
    case comment
  }

  package var kind: Kind
  /// The whole mark, including delimiters.
  package var extent: Range<Int>
  /// The offset of `~>`; only a substitution has one.
  package var separator: Int?
  /// The range from the first byte of the opening delimiter to the byte after the closing one.
  package var range: SourceRange

  package init(kind: Kind, extent: Range<Int>, separator: Int? = nil, range: SourceRange) {
    self.kind = kind
    self.extent = extent
    self.separator = separator
    self.range = range
  }

  /// The opening delimiter.
  package var opening: Range<Int> { extent.lowerBound..<(extent.lowerBound + Self.delimiterLength) }
  /// The closing delimiter.
  package var closing: Range<Int> { (extent.upperBound - Self.delimiterLength)..<extent.upperBound }
  /// The content between the delimiters, including both halves of a substitution and its separator.
  package var body: Range<Int> { opening.upperBound..<closing.lowerBound }

  /// The text that the draft deletes: a deletion's body, or a substitution's first half.
  package var deleted: Range<Int>? {
    switch kind {
    case .deletion: body
    case .substitution: separator.map { body.lowerBound..<$0 }
    case .insertion, .highlight, .comment: nil
    }
  }

  /// The text that the draft inserts: an insertion's body, or a substitution's second half.
  package var inserted: Range<Int>? {
    switch kind {
    case .insertion: body
    case .substitution: separator.map { ($0 + Self.separatorLength)..<body.upperBound }
    case .deletion, .highlight, .comment: nil
    }
  }

  /// The length in bytes of `{++` and of every other opening or closing delimiter.
  package static let delimiterLength = 3
  /// The length of `~>` in bytes.
  package static let separatorLength = 2
}

extension RedlineMark.Kind {
  /// Creates the kind of mark that `{` followed by two bytes opens.
  init?(opening first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (UInt8(ascii: "+"), UInt8(ascii: "+")): self = .insertion
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): self = .deletion
    case (UInt8(ascii: "~"), UInt8(ascii: "~")): self = .substitution
    case (UInt8(ascii: "="), UInt8(ascii: "=")): self = .highlight
    case (UInt8(ascii: ">"), UInt8(ascii: ">")): self = .comment
    default: return nil
    }
  }

  /// The byte that occurs twice before the closing `}`.
  var closingByte: UInt8 {
    switch self {
    case .insertion: UInt8(ascii: "+")
    case .deletion: UInt8(ascii: "-")
    case .substitution: UInt8(ascii: "~")
    case .highlight: UInt8(ascii: "=")
    case .comment: UInt8(ascii: "<")
    }
  }

  /// The opening delimiter that authors write.
  package var opening: String {
    switch self {
    case .insertion: "{++"
    case .deletion: "{--"
    case .substitution: "{~~"
    case .highlight: "{=="
    case .comment: "{>>"
    }
  }

  /// The closing delimiter that authors write.
  package var closing: String {
    switch self {
    case .insertion: "++}"
    case .deletion: "--}"
    case .substitution: "~~}"
    case .highlight: "==}"
    case .comment: "<<}"
    }
  }
}
