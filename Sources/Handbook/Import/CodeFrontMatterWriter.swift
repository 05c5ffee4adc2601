import Markup

/// Writes the front matter of a code file: what is known, and every other key as a comment to fill in.
struct CodeFrontMatterWriter {
  var title: String
  var jurisdiction: String
  var abbreviation: String?
  var isDraft: Bool
  /// Nothing where the text has no marks.
  var redline: RedlineCompleteness?
  var transcriptionNotes: [String]

  /// The lines from `---` to `---`, and an empty one.
  var text: String {
    var known: [(key: String, value: String)] = [
      ("title", Self.scalar(title)), ("jurisdiction", Self.scalar(jurisdiction)),
    ]
    if let abbreviation { known.append(("abbreviation", Self.scalar(abbreviation))) }
    known.append(("status", isDraft ? "draft" : "unknown"))
    known.append(("text", "full"))
    if let redline { known.append(("redline", redline.rawValue)) }
    var lines = ["---"] + known.map { "\($0.key): \($0.value)" }
    if !transcriptionNotes.isEmpty {
      lines.append("transcription-notes:")
      lines += transcriptionNotes.map { "  - \(Self.scalar($0))" }
    }
    let written = Set(known.map(\.key) + ["transcription-notes"])
    let missing = CodeMetadata.fields.map(\.key).filter { !written.contains($0.name) }
    lines.append("# Fill in what the source states, and leave out what it does not:")
    lines += missing.map { "# \($0.name):  # \($0.summary)" }
    lines.append("---")
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// A scalar of YAML: plain where that is safe, else in quotation marks.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { $0.isASCIILetter } ?? false && !text.contains(": ") && !text.contains(" #")
      && !text.hasSuffix(":") && text == text.trimmed && !text.unicodeScalars.contains { $0.value < 0x20 }
      && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n", "\r", "\t": quoted += " "
      default: if scalar.value >= 0x20 { quoted.unicodeScalars.append(scalar) }
      }
    }
    return quoted + "\""
  }
}
