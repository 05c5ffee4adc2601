import Markup

extension TemplateCompiler {
  func meant(_ word: String, among candidates: some Sequence<String>) -> String {
    NearestMatch.of(word, among: Set(candidates).sorted()).map { "; did you mean '\($0)'?" } ?? ""
  }

  mutating func report(
    _ identifier: String, _ summary: String, _ tag: TemplateTag, _ source: TemplateSource, help: String? = nil
  ) {
    report(identifier, summary, at: tag.nameRange, source, help: help)
  }

  mutating func report(
    _ identifier: String, _ summary: String, at range: Range<Int>, _ source: TemplateSource,
    help: String? = nil
  ) {
    guard reported.insert("\(source.path):\(range.lowerBound):\(identifier)").inserted else { return }
    diagnostics.append(source.error(identifier, summary, at: range, help: help))
  }
}
