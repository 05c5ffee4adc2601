/// A record whose fields are keys of YAML.
///
/// The fields are declared once; from them come the reading, the check for unknown and missing keys, and the
/// schema for editors.
package protocol FrontMatterRecord: FrontMatterDecodable {
  static var fields: [FrontMatterField<Self>] { get }
  init()
}

/// A key of a record and how its value is stored.
package struct FrontMatterField<Record>: Sendable {
  package let key: FrontMatterKey
  let store: @Sendable (YAMLValue, inout Record, inout FrontMatterDecoder) -> Void

  /// - Parameters:
  ///   - name: The key as authors write it.
  ///   - path: Where the value goes; it stays as it is when the value can't be read.
  ///   - isRequired: Whether a record without the key is an error.
  ///   - summary: One sentence on what the key says.
  package init<Value: FrontMatterDecodable>(
    _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable, isRequired: Bool = false,
    _ summary: String
  ) {
    key = FrontMatterKey(name: name, shape: Value.shape, isRequired: isRequired, summary: summary)
    store = { value, record, decoder in
      if let decoded = Value.decode(value, &decoder) { record[keyPath: path] = decoded }
    }
  }

  /// A key whose absence is stored as nothing.
  package init<Value: FrontMatterDecodable>(
    _ name: String, _ path: any WritableKeyPath<Record, Value?> & Sendable, isRequired: Bool = false,
    _ summary: String
  ) {
    key = FrontMatterKey(name: name, shape: Value.shape, isRequired: isRequired, summary: summary)
    store = { value, record, decoder in
      if let decoded = Value.decode(value, &decoder) { record[keyPath: path] = decoded }
    }
  }
}

extension FrontMatterRecord {
  package static var shape: FrontMatterShape { .record(fields.map(\.key)) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    guard case .mapping(let entries, let range) = value else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return decode(entries, range: range, &decoder)
  }

  /// Reads the fields of a record; whatever can't be read is reported and left as it was.
  ///
  /// - Parameter range: Where a missing key is reported.
  package static func decode(
    _ entries: [YAMLValue.Entry], range: SourceRange, _ decoder: inout FrontMatterDecoder
  ) -> Self {
    var record = Self()
    let fields = fields
    for entry in entries {
      if let field = fields.first(where: { $0.key.name == entry.key.value }) {
        field.store(entry.value, &record, &decoder)
      } else {
        let nearest = NearestMatch.of(entry.key.value, among: fields.map(\.key.name))
        decoder.report(
          .unknownKey, "Key '\(entry.key.value)' is not known here", at: entry.key.range,
          help: nearest.map { "did you mean '\($0)'?" }
            ?? "known keys: \(fields.map(\.key.name).joined(separator: ", "))")
      }
    }
    for field in fields where field.key.isRequired {
      guard !entries.contains(where: { $0.key.value == field.key.name }) else { continue }
      decoder.report(
        .missingKey, "Key '\(field.key.name)' is required",
        at: SourceRange(line: range.start.line, column: range.start.column),
        help: "add '\(field.key.name): …', \(field.key.shape.expectation)")
    }
    return record
  }
}

extension FrontMatter {
  /// Reads the front matter as a record.
  ///
  /// - Parameter path: The path for diagnostics.
  package func decode<Record: FrontMatterRecord>(
    as type: Record.Type, path: String
  ) -> (record: Record, diagnostics: [Diagnostic]) {
    var decoder = FrontMatterDecoder(path: path)
    let record = Record.decode(entries, range: range, &decoder)
    return (record, decoder.diagnostics)
  }
}
