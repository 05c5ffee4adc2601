/// A part of a record whose words weigh alike.
enum Field: Int, CaseIterable {
  /// The title, the label and the abbreviation of the code.
  case title
  case context
  case leadIn
  case text
  /// The titles of a record's topics, and the synonyms of a topic.
  case topics
  /// What a draft strikes. It never adds to the weight of a record.
  case removed

  /// The number of the fields that a record is weighed by: all but the last.
  static let weighedCount = 5

  /// Whether a quoted phrase is looked for in the field.
  var hasPositions: Bool {
    switch self {
    case .title, .context, .leadIn, .text: true
    case .topics, .removed: false
    }
  }
}

/// How often a form occurs in each field of a record, in 32 bits; a count stops at its largest value.
struct FieldCounts: Sendable, Hashable {
  private(set) var bits: UInt32 = 0

  @inline(__always)
  mutating func increment(_ field: Field) {
    if self[field] < Self.largest(field) { bits += 1 << Self.shift(field) }
  }

  @inline(__always)
  subscript(field: Field) -> UInt32 { (bits >> Self.shift(field)) & Self.largest(field) }

  /// Whether the form stands in a field whose words have positions.
  var hasPositions: Bool { bits & 0x000F_FFFF != 0 }

  /// Whether the form stands in a field that the record is weighed by.
  var isWeighed: Bool { bits & 0x00FF_FFFF != 0 }

  @inline(__always)
  private static func shift(_ field: Field) -> UInt32 {
    switch field {
    case .title: 0
    case .context: 4
    case .leadIn: 8
    case .text: 12
    case .topics: 20
    case .removed: 24
    }
  }

  @inline(__always)
  private static func largest(_ field: Field) -> UInt32 {
    switch field {
    case .text, .removed: 0xFF
    default: 0xF
    }
  }
}
