package import Basics
import Markdown

/// Reads `handbook.yml`.
package enum ConfigurationReader {
  /// Reads the configuration of a handbook.
  ///
  /// - Parameter file: `nil` if the content has no such file, which is an error.
  package static func read(
    _ file: SourceFile?, folder: String = SourceRole.contentFolder
  ) -> (configuration: HandbookConfiguration, diagnostics: [Diagnostic]) {
    guard let file else {
      let missing = Diagnostic(
        .error, .missingConfiguration, "A handbook needs the file \(folder)/handbook.yml",
        path: "\(folder)/handbook.yml", help: "create it with 'title: …'")
      return (HandbookConfiguration(), [missing])
    }
    let text = TextCheck(file)
    guard text.isReadable else { return (HandbookConfiguration(), text.diagnostics) }
    let (value, unreadable) = YAMLReader(path: file.path).read(file.bytes[...])
    guard unreadable.isEmpty else {
      return (HandbookConfiguration(), text.diagnostics + text.withoutRepetitions(unreadable))
    }
    var decoder = FrontMatterDecoder(path: file.path)
    let place = SourceRange(line: 1, column: 1)
    let configuration = HandbookConfiguration.decode(value ?? .mapping([], place), &decoder)
    var diagnostics = text.diagnostics + decoder.diagnostics
    if let configuration { diagnostics += check(configuration, path: file.path) }
    return (configuration ?? HandbookConfiguration(), diagnostics)
  }

  private static func check(_ configuration: HandbookConfiguration, path: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    func report(_ rule: Rule, _ summary: String, _ range: SourceRange, _ help: String) {
      diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
    }
    if let base = configuration.baseURL, SiteAddress(base.value.rawValue) == nil {
      report(
        .wrongType, "Base address '\(base.value.rawValue)' is not the address of a site", base.range,
        "write 'https://example.org/handbook/', without '?' and '#'")
    }
    for series in configuration.citationSeries {
      for form in series.forms where !form.value.contains("{n}") {
        report(
          .citationForm, "Form '\(form.value)' has no place for the number", form.range,
          "write {n} where the number stands")
      }
      if LegalCitationPattern(series) == nil {
        report(
          .citationNumber, "Pattern '\(series.number.value)' is not a regular expression",
          series.number.range, "write a pattern such as '\\d+\\.\\d+'")
      }
      if let address = series.address, WebAddress(address.value.replacing("{n}", with: "1")) == nil {
        report(
          .unsafeAddress, "Address '\(address.value)' is not one that readers may be sent to",
          address.range, "write 'https://…{n}'")
      }
    }
    return diagnostics
  }
}
