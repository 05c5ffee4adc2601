import Basics
import Handbook
import Markdown

/// A row of the facts about a code.
struct FactContext: TemplateContext {
  var name: String
  /// What the source states, or nothing: the page then prints that the source doesn't state it.
  var value: HTML?
  /// Whether readers should see it before the text of the code: who issued it, where it is from, who compared it.
  var isKey = false

  static let fields = TemplateFields<FactContext>([
    .text("name", \.name, "What the fact is about."),
    .html("value", optional: \.value, "What the source states."),
    .flag("isKey", \.isKey, "Whether readers should see it before the text: issuer, source, verification."),
  ])
}

/// A day, in words and for programs.
struct DateBlock: TemplateRoot {
  static let template = "date"

  /// The day as it is printed.
  var date: String
  /// The day as `2026-11-21`.
  var machineDate: String

  static let fields = TemplateFields<DateBlock>([
    .text("date", \.date, "The day in words."),
    .text("machineDate", \.machineDate, "The day as `2026-11-21`."),
  ])
}

/// Lists what is known about a code.
///
/// What its source does not state has a row without a value.
struct FactsBuilder {
  let site: SiteContext
  let metadata: CodeMetadata

  var facts: [FactContext] {
    [
      fact(.factIssuer, metadata.issuer.map { HTML(escaping: $0) }, isKey: true),
      fact(.factInstrument, site.instrument(of: metadata).map { HTML(escaping: $0) }),
      fact(.factVersion, metadata.version.map { HTML(escaping: $0) }),
      fact(.factAdopted, metadata.adopted.map(date)),
      fact(.factEffective, metadata.effective.map(date)),
      metadata.status == .draft || metadata.commentDeadline != nil
        ? fact(.factCommentDeadline, metadata.commentDeadline.map(date)) : nil,
      fact(.factAppliesTo, list(metadata.appliesTo)),
      fact(.factAuthority, list(metadata.authority)),
      fact(.factContact, contact),
      fact(.factComplaints, complaints),
      fact(.factSource, source, isKey: true),
      fact(
        .factVerified, metadata.verified.map(verification) ?? HTML(escaping: site.words[.notVerified]),
        isKey: true),
      metadata.reviewBy.map { fact(.factReview, date($0.value)) },
    ].compactMap(\.self)
  }

  private func fact(_ name: ThemePhrase, _ value: HTML?, isKey: Bool = false) -> FactContext {
    FactContext(name: site.words[name], value: value, isKey: isKey)
  }

  private func date(_ date: CalendarDate) -> HTML {
    HTML(bytes: site.theme.render(DateBlock(date: site.printed(date), machineDate: "\(date)")))
  }

  private func list(_ values: [String]) -> HTML? {
    values.isEmpty ? nil : HTML(escaping: values.joined(separator: "; "))
  }

  private var contact: HTML? {
    guard let contact = metadata.contact else { return nil }
    let phone = contact.phone.map { phone in
      link("tel:" + phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }, phone)
    }
    return joined([
      contact.name.map { HTML.escaped($0) },
      contact.url.map { link($0.rawValue, $0.rawValue) },
      phone,
      contact.email.map { link("mailto:\($0)", $0) },
    ])
  }

  private var complaints: HTML? {
    guard let complaints = metadata.complaints else { return nil }
    return joined([
      complaints.url.map { link($0.rawValue, $0.rawValue) },
      complaints.deadline.map { HTML.escaped(site.words.filled(.complaintsWithin, ["deadline": $0])) },
    ])
  }

  private var source: HTML? {
    guard let source = metadata.source else { return nil }
    return joined([
      source.url.map { link($0.rawValue, source.title ?? $0.rawValue) }
        ?? source.title.map { HTML.escaped($0) },
      source.captured.map { HTML.escaped(site.words.filled(.capturedOn, ["date": site.printed($0)])) },
    ])
  }

  private func verification(_ verified: Verification) -> HTML {
    let date = verified.on.map { site.printed($0.value) } ?? ""
    guard let person = verified.by, let reference = verified.against else { return HTML(escaping: date) }
    return HTML(
      escaping: site.words.filled(
        .verifiedBy, ["date": date, "person": person, "reference": reference]))
  }

  private func joined(_ parts: [String?]) -> HTML? {
    let parts = parts.compactMap(\.self)
    return parts.isEmpty ? nil : HTML(markup: parts.joined(separator: ", "))
  }

  /// A link where the address is one that readers may be sent to, otherwise its text.
  private func link(_ address: String, _ text: String) -> String {
    guard let address = Address(address) else { return HTML.escaped(text) }
    let link = site.theme.render(LinkContext(title: text, address: address))
    return String(decoding: link, as: UTF8.self)
  }
}
