import Basics

/// Writes diagnostics for people to read: the position, the rule, the line with a marker, and the fix.
struct DiagnosticReport {
  /// The length of the longest line that is shown whole, in bytes.
  ///
  /// For a longer line, this many bytes around the position are shown.
  private static let longestLine = 400
  /// The number of bytes of a longer line that are shown before the position.
  private static let before = 120

  private let files: [String: SourceFile]
  private let usesColor: Bool

  /// - Parameter files: The files whose lines are shown.
  init(files: [SourceFile], usesColor: Bool) {
    self.files = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    self.usesColor = usesColor
  }

  /// Returns all diagnostics, in order, with an empty line after each.
  func text(for diagnostics: [Diagnostic]) -> String {
    var lines = FileLines(files)
    return diagnostics.sorted().map { text(for: $0, lines: &lines) }.joined(separator: "\n")
  }

  private func text(for diagnostic: Diagnostic, lines: inout FileLines) -> String {
    let severity = diagnostic.severity
    let colored = color(severity == .error ? "1;31" : "1;33", "\(severity.rawValue):")
    var text = color("1", "\(place(diagnostic.path, diagnostic.range)):")
    text += " \(colored) \(Terminal.printable(diagnostic.summary)) [\(diagnostic.identifier)]\n"
    text += excerpt(diagnostic.path, diagnostic.range, lines: &lines)
    if let help = diagnostic.help { text += "  help: \(Terminal.printable(help))\n" }
    for note in diagnostic.notes {
      text += "  note: \(place(note.path, note.range)): \(Terminal.printable(note.message))\n"
      text += excerpt(note.path, note.range, lines: &lines)
    }
    return text
  }

  /// Returns the location of a diagnostic: the path, the line, and the column.
  func place(_ path: String, _ range: SourceRange?) -> String {
    let path = Terminal.printable(path)
    guard let range else { return path }
    return "\(path):\(range.start.line):\(range.start.column)"
  }

  /// Returns the source line with a marker under the range.
  func excerpt(_ path: String, _ range: SourceRange?) -> String {
    var lines = FileLines(files)
    return excerpt(path, range, lines: &lines)
  }

  private func excerpt(_ path: String, _ range: SourceRange?, lines: inout FileLines) -> String {
    guard let range, let line = lines.line(range.start.line, of: path) else { return "" }
    let start = line.index(line.startIndex, offsetBy: range.start.column - 1, limitedBy: line.endIndex)
    let place = start.map { max($0, line.startIndex) } ?? line.endIndex
    let isOneLine = range.end.line == range.start.line
    let length = isOneLine ? max(0, range.end.column - range.start.column) : line.count
    let part = Self.part(of: line, around: place)
    let before = String(decoding: line[part.lowerBound..<place], as: UTF8.self)
    let inside = String(decoding: line[place..<part.upperBound].prefix(length), as: UTF8.self)
    let prefix = part.lowerBound > line.startIndex ? "…" : ""
    let suffix = part.upperBound < line.endIndex ? "…" : ""
    // Tabs are kept, so that the marker is under its range whatever the width of tabs.
    let padding = (prefix + before).map { $0 == "\t" ? "\t" : " " }.joined()
    let marker = color("1;32", "^" + String(repeating: "~", count: max(1, inside.count) - 1))
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let shown = Terminal.printable(prefix + String(decoding: line[part], as: UTF8.self) + suffix)
    return "  \(number) | \(shown)\n  \(margin) | \(padding)\(marker)\n"
  }

  /// Returns the part of a line to show: the whole line, or complete characters around a position.
  private static func part(of line: ArraySlice<UInt8>, around place: Int) -> Range<Int> {
    guard line.count > longestLine else { return line.startIndex..<line.endIndex }
    var start = max(line.startIndex, min(place - before, line.endIndex - longestLine))
    var end = min(line.endIndex, start + longestLine)
    let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
    while start < place, isContinuation(line[start]) { start += 1 }
    while end > place, end < line.endIndex, isContinuation(line[end]) { end -= 1 }
    return start..<end
  }

  private func color(_ code: String, _ text: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The lines of files, by number.
///
/// Each file is searched once, when the first of its lines is needed.
private struct FileLines {
  private let files: [String: SourceFile]
  /// The offsets at which the lines of a file begin, from 0, and one past the end of the file.
  private var starts: [String: [Int]] = [:]

  init(_ files: [String: SourceFile]) {
    self.files = files
  }

  /// Returns a line without its line ending, or `nil` if the file has no such line.
  ///
  /// - Parameter number: The number of the line, from 1.
  mutating func line(_ number: Int, of path: String) -> ArraySlice<UInt8>? {
    guard let bytes = files[path]?.bytes else { return nil }
    if starts[path] == nil { starts[path] = Self.starts(of: bytes) }
    guard let starts = starts[path], number > 0, number < starts.count else { return nil }
    let content = bytes[starts[number - 1]..<(starts[number] - 1)]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }

  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    // The last line ends where another line feed could be.
    starts.append(bytes.count + 1)
    return starts
  }
}

/// The output of a command's diagnostics on standard error.
struct DiagnosticOutput {
  let diagnostics: [Diagnostic]
  /// The files whose lines are shown.
  let files: [SourceFile]
  let format: ReportFormat

  /// The maximum number of diagnostics of one file that people see.
  ///
  /// The output includes the number of the others.
  static let maximumPerFile = 100

  /// Prints the diagnostics, sorted by path, line, and column.
  ///
  /// JSON output contains all of them.
  func print() {
    let text =
      switch format {
      case .text: report(usesColor: Terminal.usesColor)
      case .json: DiagnosticList(diagnostics.sorted()).json
      case .github: DiagnosticList(limited.flatMap(\.shown)).annotations + notices
      }
    if !text.isEmpty { Terminal.standardError(text) }
  }

  /// Returns the diagnostics for people to read, with at most ``maximumPerFile`` for each file.
  func report(usesColor: Bool) -> String {
    let report = DiagnosticReport(files: files, usesColor: usesColor)
    return limited.map { file in
      let text = report.text(for: file.shown)
      return file.omitted == 0 ? text : "\(text)\n\(Self.remainder(of: file))\n"
    }.joined(separator: "\n")
  }

  /// The number of errors and warnings: "1 error, 2 warnings".
  var counts: String {
    let errors = diagnostics.count { $0.severity == .error }
    return "\(Phrase.counted(errors, "error")), \(Phrase.counted(diagnostics.count - errors, "warning"))"
  }

  /// The diagnostics of one file that are shown, and the number of diagnostics that aren't.
  private typealias Limited = (path: String, shown: [Diagnostic], omitted: Int)

  /// The diagnostics, grouped by file.
  ///
  /// If a file has too many, its errors take precedence over its warnings.
  private var limited: [Limited] {
    let sorted = diagnostics.sorted()
    var files: [Limited] = []
    var start = 0
    while start < sorted.count {
      let path = sorted[start].path
      let end = sorted[start...].firstIndex { $0.path != path } ?? sorted.count
      let all = sorted[start..<end]
      let errors = all.filter { $0.severity == .error }
      let others = all.filter { $0.severity != .error }
      let shown =
        all.count <= Self.maximumPerFile
        ? Array(all) : (errors + others).prefix(Self.maximumPerFile).sorted()
      files.append((path, shown, all.count - shown.count))
      start = end
    }
    return files
  }

  private static func remainder(of file: Limited) -> String {
    "\(Terminal.printable(file.path)): and \(Phrase.grouped(file.omitted)) more"
  }

  private var notices: String {
    limited.filter { $0.omitted > 0 }.map { "::notice::\(Self.remainder(of: $0))\n" }.joined()
  }
}

/// Diagnostics in formats for programs.
struct DiagnosticList {
  private let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// An array of objects, one per line.
  var json: String { JSONLines.array(of: diagnostics.map(Entry.init)) }

  /// Workflow commands of GitHub Actions.
  ///
  /// Source: GitHub Actions, "Workflow commands", setting an error message.
  var annotations: String {
    diagnostics.map { diagnostic in
      var properties = ["file=\(Self.property(diagnostic.path))"]
      if let start = diagnostic.range?.start { properties += ["line=\(start.line)", "col=\(start.column)"] }
      properties.append("title=\(Self.property(diagnostic.identifier))")
      let message = [diagnostic.summary, diagnostic.help.map { "help: \($0)" }].compactMap(\.self)
      return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::"
        + Self.escaped(message.joined(separator: "\n")) + "\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// A diagnostic as an object.
  private struct Entry: Encodable {
    let severity: String
    let identifier: String
    let summary: String
    let path: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let help: String?
    /// The text to write, if there is only one possible correction.
    let replacement: Replacement?
    let notes: [Note]?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      identifier = diagnostic.identifier
      summary = diagnostic.summary
      path = diagnostic.path
      line = diagnostic.range?.start.line
      column = diagnostic.range?.start.column
      endLine = diagnostic.range?.end.line
      endColumn = diagnostic.range?.end.column
      help = diagnostic.help
      replacement = diagnostic.replacement.map(Replacement.init)
      notes = diagnostic.notes.isEmpty ? nil : diagnostic.notes.map(Note.init)
    }

    /// A text and the range that it replaces.
    struct Replacement: Encodable {
      let line: Int
      let column: Int
      let endLine: Int
      let endColumn: Int
      let text: String

      init(_ replacement: Diagnostic.Replacement) {
        line = replacement.range.start.line
        column = replacement.range.start.column
        endLine = replacement.range.end.line
        endColumn = replacement.range.end.column
        text = replacement.text
      }
    }

    /// A related position.
    struct Note: Encodable {
      let message: String
      let path: String
      let line: Int?
      let column: Int?

      init(_ note: Diagnostic.Note) {
        message = note.message
        path = note.path
        line = note.range?.start.line
        column = note.range?.start.column
      }
    }
  }
}
