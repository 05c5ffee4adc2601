import Basics
import Handbook
import Markdown

/// A sentence that's true starting on a date, and one that's true before it.
///
/// The page shows the one that's true on the date of the build.
/// A script shows the one that's true when the page is read.
struct EffectiveBlock: TemplateRoot {
  static let template = "effective"

  /// The date in the format `2027-07-01`.
  var day: String
  var before: HTML
  var after: HTML
  var isAfter: Bool

  static let fields = TemplateFields<EffectiveBlock>([
    .text("day", \.day, "The day as `2027-07-01`."),
    .html("before", \.before, "The text to show before that day."),
    .html("after", \.after, "The text to show from that day on."),
    .flag("isAfter", \.isAfter, "Whether the site was built on that day or later."),
  ])
}

extension SiteContext {
  /// Returns the known later changes to a code as plain text.
  func knownChangeSentences(of metadata: CodeMetadata) -> [String] {
    metadata.knownChanges.map(sentence)
  }

  /// Returns a known change with its source and date, as text.
  func sentence(on change: KnownChange) -> String {
    let source = words.filled(
      .knownChangeSource,
      ["source": change.title ?? change.url?.rawValue ?? "", "date": change.seen.map(printed) ?? ""])
    let effective = change.effective.map { words.filled(.knownChangeEffective, ["date": printed($0)]) }
    return [words.filled(.knownChange, ["what": Self.ended(change.what)]), source, effective].compactMap(
      \.self
    )
    .joined(separator: " ")
  }

  /// Returns a known change as markup, with a link to the source.
  func html(of change: KnownChange) -> HTML {
    let title = change.title ?? change.url?.rawValue ?? ""
    let link =
      change.url.flatMap { Address($0.rawValue) }.map {
        HTML(bytes: theme.render(LinkContext(title: title, address: $0)))
      } ?? HTML(escaping: title)
    var html = HTML(escaping: words.filled(.knownChange, ["what": Self.ended(change.what)]) + " ")
    html.bytes +=
      words.filled(
        .knownChangeSource,
        with: ["source": link, "date": HTML(escaping: change.seen.map(printed) ?? "")]
      ).bytes
    if let effective = change.effective {
      let sentence = words.filled(.knownChangeEffective, ["date": printed(effective)])
      html.bytes += HTML(escaping: " \(sentence)").bytes
    }
    return html
  }

  /// Returns a sentence with a period at its end.
  private static func ended(_ sentence: String) -> String {
    guard let last = sentence.unicodeScalars.last, !".!?".unicodeScalars.contains(last) else {
      return sentence
    }
    return sentence + "."
  }

  /// Returns notices of the code that replaced this one and, if the text isn't included, of later changes.
  ///
  /// A page with the code's text shows the changes in its
  /// banner and below the text, so that the text is first.
  func knownChangeNotices(of edition: Edition) -> [NoticeContext] {
    let metadata = edition.metadata
    let replaced = metadata.supersededBy.map { document -> NoticeContext in
      let title = document.title ?? ""
      let link =
        document.url.flatMap { Address($0.rawValue) }.map {
          HTML(bytes: theme.render(LinkContext(title: title, address: $0)))
        } ?? HTML(escaping: title)
      return NoticeContext(html: words.filled(.supersededBy, with: ["code": link]), isWarning: true)
    }
    return [replaced].compactMap(\.self)
      + (metadata.text == .full ? [] : metadata.knownChanges).map {
        NoticeContext(html: html(of: $0), isWarning: true)
      }
  }

  /// Returns a sentence that names what replaced an edition or will replace it, or `nil` if nothing is known to.
  func replacedSentence(of code: CodeOfEthics, edition index: Int) -> String? {
    if let document = code.editions[index].metadata.supersededBy {
      return words.filled(.supersededBy, ["code": document.title ?? document.url?.rawValue ?? ""])
    }
    if index == code.currentIndex, let next = code.next {
      return words.filled(
        .editionComing,
        ["date": printed(next.effective), "edition": name(of: code.editions[next.index])])
    }
    guard index > code.currentIndex else { return nil }
    return words.filled(.editionReplaced, ["edition": name(of: code.current)])
  }

  /// Returns the remarks about a provision or group: a stale translation, later changes, and its effective date.
  func remarks(on id: String, effective: CalendarDate?, of edition: Edition) -> [RemarkContext] {
    var remarks =
      [staleRemark(on: id, of: edition)].compactMap(\.self)
      + edition.metadata.knownChanges(of: id).map { RemarkContext(html: html(of: $0)) }
    if let effective {
      let day = printed(effective)
      remarks.append(
        RemarkContext(
          html: text(
            before: effective, HTML(escaping: words.filled(.effectiveFrom, ["date": day])),
            after: HTML(escaping: words.filled(.effectiveSince, ["date": day])))))
    }
    return remarks
  }

  /// Returns the text that's true when the page is read: one before a day, and another from that day on.
  func text(before day: CalendarDate, _ before: HTML, after: HTML) -> HTML {
    let block = EffectiveBlock(
      day: day.description, before: before, after: after, isAfter: options.date.map { $0 >= day } ?? false)
    return HTML(bytes: theme.render(block))
  }
}
