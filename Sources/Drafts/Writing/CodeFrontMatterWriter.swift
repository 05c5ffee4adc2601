import Basics
import Handbook
import Markdown
import Redline

/// Writes the front matter of a code file: what is known, and every other key as a comment to fill in.
struct CodeFrontMatterWriter {
  var title: String
  var jurisdiction: String
  var abbreviation: String?
  var isDraft: Bool
  /// `nil` if the text has no marks.
  var redline: RedlineCompleteness?
  var transcriptionNotes: [String]

  /// A title with its changes as marks, and whether they can be written: a title is plain text, not Markdown.
  static func title(of runs: [DraftRun], movesPunctuation: Bool) -> (text: String, isReadable: Bool) {
    let flat = runs.map { run in
      var run = run
      run.text = (run.style.contains(.markdown) ? PlainMarkdown.padded(run.text) : run.text)
        .replacing("\n", with: " ").replacing("\t", with: " ")
      return run
    }
    let parts = MarkRepair.parts(of: flat.filter(\.isText), movesPunctuation: movesPunctuation)
    var (marked, proposed, current) = ("", "", "")
    for part in parts {
      switch part {
      case .kept(let text):
        marked += text.string
        proposed += text.string
        current += text.string
      case .change(let old, let new):
        let (old, new) = (old.string, new.string)
        marked += old.isEmpty ? "{++\(new)++}" : new.isEmpty ? "{--\(old)--}" : "{~~\(old)~>\(new)~~}"
        proposed += new
        current += old
      case .comment: break
      }
    }
    (proposed, current) = (oneLine(proposed), oneLine(current))
    guard proposed != current else { return (proposed, true) }
    let range = SourceRange(line: 1, column: 1, length: marked.utf8.count)
    let (title, diagnostics) = RedlinedTitle.read(Located(marked, range), path: "")
    let isReadable =
      !diagnostics.contains { $0.severity == .error }
      && title.map { oneLine($0.proposed) == proposed } ?? false
      && title.map { oneLine($0.current) == current } ?? false
    return (isReadable ? oneLine(marked) : proposed.isEmpty ? current : proposed, isReadable)
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
  }

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

  /// A scalar of YAML: plain if that is safe, otherwise in quotation marks.
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
