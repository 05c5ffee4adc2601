import Markup

/// Writes diagnostics as people read them: the place, the rule, the line with a marker, and what would help.
struct DiagnosticReport {
  private let files: [String: SourceFile]
  private let usesColor: Bool

  /// - Parameter files: The files whose lines are shown.
  init(files: [SourceFile], usesColor: Bool) {
    self.files = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    self.usesColor = usesColor
  }

  /// All diagnostics, in order, each followed by an empty line.
  func text(for diagnostics: [Diagnostic]) -> String {
    diagnostics.sorted().map { text(for: $0) }.joined(separator: "\n")
  }

  private func text(for diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity
    let colored = color(severity == .error ? "1;31" : "1;33", "\(severity.rawValue):")
    var text = color("1", "\(place(diagnostic.path, diagnostic.range)):")
    text += " \(colored) \(Terminal.printable(diagnostic.summary)) [\(diagnostic.identifier)]\n"
    text += excerpt(diagnostic.path, diagnostic.range)
    if let help = diagnostic.help { text += "  help: \(Terminal.printable(help))\n" }
    for note in diagnostic.notes {
      text += "  note: \(place(note.path, note.range)): \(note.message)\n"
      text += excerpt(note.path, note.range)
    }
    return text
  }

  /// Where a diagnostic is: the path, the line and the column.
  func place(_ path: String, _ range: SourceRange?) -> String {
    guard let range else { return path }
    return "\(path):\(range.start.line):\(range.start.column)"
  }

  /// The source line with a marker under the place.
  func excerpt(_ path: String, _ range: SourceRange?) -> String {
    guard let range, let line = line(range.start.line, of: path) else { return "" }
    let before = line.prefix(max(0, range.start.column - 1))
    let isOneLine = range.end.line == range.start.line
    let inside = line.dropFirst(before.count).prefix(
      isOneLine ? range.end.column - range.start.column : line.count)
    // Tabs are kept, so that the marker stands under its place whatever their width.
    let padding = String(decoding: before, as: UTF8.self).map { $0 == "\t" ? "\t" : " " }.joined()
    let width = max(1, String(decoding: inside, as: UTF8.self).count)
    let marker = color("1;32", "^" + String(repeating: "~", count: width - 1))
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let shown = Terminal.printable(String(decoding: line, as: UTF8.self))
    return "  \(number) | \(shown)\n  \(margin) | \(padding)\(marker)\n"
  }

  private func line(_ number: Int, of path: String) -> ArraySlice<UInt8>? {
    guard let bytes = files[path]?.bytes else { return nil }
    var line = 1
    var start = 0
    while line < number {
      guard let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = newline + 1
      line += 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let content = bytes[start..<end]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }

  private func color(_ code: String, _ text: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
