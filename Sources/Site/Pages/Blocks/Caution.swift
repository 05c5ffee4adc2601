import Basics
import Handbook
import Markdown

/// The notice on copies that leave the handbook, which identifies the copied text.
struct CautionContext: TemplateContext {
  var status: StatusContext
  /// Sentences about the status, the text shown, its source, the last check, and that it isn't official.
  var sentences: [RemarkContext]
  /// The version check code.
  var checkCode: String
  /// The permanent address of the version, in full if the site has an address.
  var permanentAddress: String
  /// The page that lists all versions with their check codes.
  var versions: Address?

  static let fields = TemplateFields<CautionContext>([
    .object("status", \.status, "The code's status."),
    .list(
      "sentences", \.sentences, "What the copy shows, where it comes from, and when it was last checked."),
    .text("checkCode", \.checkCode, "The version check code."),
    .text("permanentAddress", \.permanentAddress, "The permanent address of the version, as text."),
    .address("versions", optional: \.versions, "The page that lists all versions by their check codes."),
  ])
}

extension SiteContext {
  /// Returns the notice for a copy of a code.
  func caution(
    on code: CodeOfEthics, edition index: Int, view: CodeView, from route: Route
  ) -> CautionContext {
    let edition = code.editions[index]
    let metadata = edition.metadata
    let title = metadata.source.flatMap { $0.title ?? $0.url?.rawValue }
    let source = [title, metadata.source?.url.map { "<\($0.rawValue)>" }].compactMap(\.self).joined(
      separator: " ")
    let checked = metadata.verified?.on.map { words.filled(.cautionChecked, ["date": printed($0.value)]) }
    let sentences: [String?] =
      translationSentences(of: code, edition: index) + [
        statusSentence(of: edition), replacedSentence(of: code, edition: index),
        edition.redline == nil ? nil : shownText(in: view),
        title == nil ? words[.cautionWithoutSource] : words.filled(.cautionSource, ["source": source]),
        checked ?? words[.notVerified],
      ] + knownChangeSentences(of: metadata) + [words[.notOfficial]]
    return CautionContext(
      status: status(of: edition),
      sentences: sentences.compactMap(\.self).map { RemarkContext(html: HTML(escaping: $0)) },
      checkCode: checkCode(of: code.id, edition: index),
      permanentAddress: (siteAddress?.text ?? "")
        + Route.encoded(map.route(of: map.permanentSubject(of: code, edition: index)).path),
      versions: map.has(.versions) ? address(of: .versions, from: route) : nil)
  }

  /// Returns the header of each printed sheet: "WA · undated draft · 0c934a59".
  func runningHead(of code: CodeOfEthics, edition index: Int) -> String {
    let edition = code.editions[index]
    let word = status(of: edition).word
    let version = edition.metadata.version
    // "Draft · undated draft" would repeat the status.
    let repeatsStatus = version?.lowercased().contains(word.lowercased()) == true
    // If the text isn't included, there's no version to check.
    let checkCode = edition.metadata.text == .full ? checkCode(of: code.id, edition: index) : nil
    return [
      code.id.rawValue, repeatsStatus ? nil : word, version, checkCode,
    ].compactMap(\.self).joined(separator: " · ")
  }

  private func shownText(in view: CodeView) -> String {
    switch view {
    case .redline: words[.cautionRedline]
    case .proposed: words[.cautionProposed]
    case .current: words[.cautionCurrent]
    }
  }
}

/// A call-out in prose.
struct CalloutBlock: TemplateRoot {
  static let template = "callout"

  /// The kinds of call-outs that a theme supports.
  ///
  /// A question is a ``QuestionBlock``.
  enum Kind: String, Sendable, CaseIterable {
    case note, tip, important, warning, scenario, facilitator, keypoints, caution
  }

  var kind: Kind
  /// The author's title, which replaces the kind's default title.
  var title: HTML?
  var content: HTML

  static let fields = TemplateFields<CalloutBlock>([
    .text("kind", \.kind.rawValue, "The kind, in lowercase."),
    .flag("isNote", { $0.kind == .note }, "Whether it's a note."),
    .flag("isTip", { $0.kind == .tip }, "Whether it's a tip."),
    .flag("isImportant", { $0.kind == .important }, "Whether it's important."),
    .flag("isWarning", { $0.kind == .warning }, "Whether it's a warning."),
    .flag("isScenario", { $0.kind == .scenario }, "Whether it's a scenario."),
    .flag("isFacilitator", { $0.kind == .facilitator }, "Whether it's for facilitators."),
    .flag("isKeypoints", { $0.kind == .keypoints }, "Whether it lists key points."),
    .flag("isCaution", { $0.kind == .caution }, "Whether it warns of harm."),
    .html("title", optional: \.title, "The author's title."),
    .html("content", \.content, "The text."),
  ])
}
