import Foundation

/// A line of a list.
protocol ListingRow: Encodable {
  /// The columns in the output for people.
  var columns: [String] { get }
}

/// The list that a command prints on standard output: columns for people, an array of objects for programs.
struct Listing<Row: ListingRow> {
  private let rows: [Row]
  private let format: ReportFormat

  init(_ rows: [Row], format: ReportFormat) {
    self.rows = rows
    self.format = format
  }

  var text: String {
    switch format {
    case .json: JSONLines.array(of: rows)
    case .text, .github: table
    }
  }

  private var table: String {
    let columns = rows.map(\.columns)
    let count = columns.map(\.count).max() ?? 0
    let widths = (0..<count).map { place in
      columns.map { place < $0.count - 1 ? $0[place].count : 0 }.max() ?? 0
    }
    return columns.map { cells in
      let padded = cells.enumerated().map { place, cell in
        cell + String(repeating: " ", count: max(0, widths[place] - cell.count))
      }
      return Terminal.printable(padded.joined(separator: "  ")) + "\n"
    }.joined()
  }
}

/// JSON for programs.
enum JSONLines {
  /// Returns an array with one object per line, each with sorted keys.
  static func array(of values: [some Encodable]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = values.compactMap { value in
      (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }
}
