import Markup

/// Reports the marks of a redline where readers have no views to choose from: everywhere but in the text and the
/// title of a code.
enum MisplacedMarks {
  static func diagnostics(in parsed: ParsedDocument) -> [Diagnostic] {
    var ranges = parsed.redlined?.marks.map(\.range) ?? []
    if case .scalar(let title)? = parsed.frontMatter?["title"],
      RedlineScanner.mayHoldMarks(Array(title.value.utf8)[...])
    {
      ranges.append(title.range)
    }
    return ranges.map { range in
      Diagnostic(
        .error, "redline-outside-code",
        "A redline's marks stand in the text or title of a code that is held here",
        path: parsed.path, range: range,
        help: "write the text as it is to be read; where no mark is meant, write a backslash before '{'")
    }
  }
}
