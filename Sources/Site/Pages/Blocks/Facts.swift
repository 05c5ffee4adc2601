import Basics
import Handbook
import Markdown

/// A row of the facts about a code.
struct FactContext: TemplateContext {
  var name: String
  var values: [RemarkContext] = []
  /// Whether readers should see it before the text: whom to call, who issued it, its source, who checked it.
  var isKey = false
  /// Whether it's the row with the facts that the source doesn't state.
  var isUnstated = false
  /// The places where it was found, if not in the source of the code.
  var seen: [RemarkContext] = []
  /// Where its file has it, in the preview.
  var mark: HTML?

  init(
    name: String, values: [HTML?], isKey: Bool = false, seen: [RemarkContext] = [], mark: HTML? = nil
  ) {
    self.name = name
    self.mark = mark
    self.values = values.compactMap(\.self).map(RemarkContext.init)
    self.isKey = isKey
    self.seen = seen
  }

  static let fields = TemplateFields<FactContext>([
    .text("name", \.name, "What the fact is about."),
    .flag("isList", { $0.values.count > 1 }, "Whether there are several values."),
    .list("values", \.values, "The values."),
    .flag("isKey", \.isKey, "Whether readers should see it before the text: issuer, source, verification."),
    .flag("isUnstated", \.isUnstated, "Whether it's the row with the facts that the source doesn't state."),
    .list("seen", \.seen, "Where it's published, if not in the source of the code."),
    .html("mark", optional: \.mark, "An empty element that has its file and line, in the preview."),
  ])
}

/// A date for readers and for programs.
struct DateBlock: TemplateRoot {
  static let template = "date"

  /// The date in the format for readers.
  var date: String
  /// The date in the format `2026-11-21`.
  var machineDate: String

  static let fields = TemplateFields<DateBlock>([
    .text("date", \.date, "The date in words."),
    .text("machineDate", \.machineDate, "The date as `2026-11-21`."),
  ])
}

/// A guide for complaints about someone who must follow a code: who, how, by when, and what happens next.
struct ComplaintGuide: TemplateContext {
  /// The parts, each with a heading and the stated values; parts that nobody recorded are left out.
  var parts: [FactContext]

  static let fields = TemplateFields<ComplaintGuide>([
    .list("parts", \.parts, "Who takes complaints, how, by when, and what happens next.")
  ])
}

/// Lists the known facts about a code.
///
/// The facts that the source doesn't state share the last row. A fact that nobody recorded has no row.
struct FactsBuilder {
  let site: SiteContext
  let edition: Edition
  /// The address of the complaint guide on the same page, or `nil` on a page without one.
  var guideAddress: Address?
  /// The facts without a row, because the page shows them elsewhere.
  var omitted: Set<CodeFact> = [.status]

  private var metadata: CodeMetadata { edition.metadata }

  var facts: [FactContext] {
    let call = whoToCall.map {
      let key = metadata.contact?.phone == nil ? "complaints" : "contact"
      return FactContext(name: site.words[.factCall], values: [$0], isKey: true, mark: mark(key))
    }
    let stated = CodeFact.allCases.filter { !omitted.contains($0) && metadata.state(of: $0) == .stated }.map(
      fact)
    let upkeep = [
      source.map {
        FactContext(name: site.words[.factSource], values: [$0], isKey: true, mark: mark("source"))
      },
      // A notice says that a text was never checked.
      metadata.verified.map {
        FactContext(
          name: site.words[.factVerified], values: [verification($0)], isKey: true, mark: mark("verified"))
      },
      metadata.reviewBy.map {
        FactContext(
          name: site.words[.factReview], values: [date(StatedDate($0.value))], mark: mark("review-by"))
      },
    ]
    return ([call] + stated + upkeep + [unstated]).compactMap(\.self)
  }

  /// Returns the row of a stated fact.
  ///
  /// The issuer appears before the text, unless the row about whom to call lists someone.
  private func fact(_ fact: CodeFact) -> FactContext {
    FactContext(
      name: site.words[name(of: fact)], values: values(of: fact), isKey: fact == .issuer && whoToCall == nil,
      seen: seen(fact), mark: mark(fact.rawValue))
  }

  /// The row with the facts that the source doesn't state, or `nil` if there are none.
  private var unstated: FactContext? {
    let facts = CodeFact.allCases.filter { !omitted.contains($0) && metadata.state(of: $0) == .notStated }
    guard !facts.isEmpty else { return nil }
    let names = facts.map { site.words[name(of: $0)] }.joined(separator: "; ")
    var row = FactContext(
      name: site.words[.notStated], values: [HTML(escaping: names)], mark: mark("not-stated"))
    row.isUnstated = true
    return row
  }

  /// Where a key of the front matter is, in the preview; `nil` in a build, or if the key isn't there.
  private func mark(_ key: String) -> HTML? {
    guard let path = site.sourcePath(edition.originalPath), let range = edition.keyRanges[key] else {
      return nil
    }
    return HTML(sourceMark: path, line: range.start.line)
  }

  private func name(of fact: CodeFact) -> ThemePhrase {
    switch fact {
    case .status: .factStatus
    case .issuer: .factIssuer
    case .administrator: .factAdministrator
    case .instrument: .factInstrument
    case .version: .factVersion
    case .adopted: .factAdopted
    case .effective: .factEffective
    case .commentDeadline: .factCommentDeadline
    case .appliesTo: .factAppliesTo
    case .scope: .factScope
    case .credentials: .factCredentials
    case .authority: .factAuthority
    case .adaptedFrom: .factAdaptedFrom
    case .history: .factHistory
    case .formerly: .factFormerly
    case .supersededBy: .factSupersededBy
    case .reviewCycle: .factReviewCycle
    case .contact: .factContact
    case .signature: .factSignature
    case .renewal: .factRenewal
    case .dutyToReport: .factDutyToReport
    case .complaints: .factComplaints
    case .sanctions: .factSanctions
    case .appeal: .factAppeal
    case .related: .factRelated
    case .reproduction: .factReproduction
    }
  }

  private func values(of fact: CodeFact) -> [HTML?] {
    switch fact {
    case .status: []
    case .issuer: [metadata.issuer.map { HTML(markup: stated($0)) }]
    case .administrator: [metadata.administrator.map { HTML(markup: stated($0)) }]
    case .instrument: [site.instrument(of: metadata).map { HTML(escaping: $0) }]
    case .version: [metadata.version.map { HTML(markup: stated($0)) }]
    case .adopted: [metadata.adopted.map(date)]
    case .effective: [metadata.effective.map(date)]
    case .commentDeadline:
      [
        metadata.commentDeadline.map { date(StatedDate($0)) },
        metadata.commentDeadline == nil ? nil : commentsTo,
      ]
    case .appliesTo: [list(metadata.appliesTo)]
    case .scope: [list(metadata.scope)]
    case .credentials: metadata.credentials.map(credential)
    case .authority: [list(metadata.authority)]
    case .adaptedFrom: [metadata.adaptedFrom.map { HTML(markup: link($0)) }]
    case .history: history
    case .formerly: [list(metadata.formerly)]
    case .supersededBy: [metadata.supersededBy.map { HTML(markup: link($0)) }]
    case .reviewCycle: [metadata.reviewCycle.map { HTML(markup: stated($0)) }]
    case .contact: [metadata.contact.flatMap(html(of:))]
    case .signature: [signature]
    case .renewal: [metadata.renewal.map(renewal)]
    case .dutyToReport: [metadata.dutyToReport.map { HTML(markup: stated($0)) }]
    case .complaints: [complaints]
    case .sanctions: [list(metadata.sanctions)]
    case .appeal: [appeal]
    case .related: metadata.related.map { HTML(markup: link($0)) }
    case .reproduction: [metadata.reproduction.map { HTML(markup: stated($0)) }]
    }
  }

  private func seen(_ fact: CodeFact) -> [RemarkContext] {
    metadata.factSources.filter { $0.facts.contains(fact) }.map { source in
      let title =
        source.url.map { link($0.rawValue, source.title ?? $0.rawValue) } ?? stated(source.title ?? "")
      let day = source.seen.map { HTML.escaped(site.printed($0)) } ?? ""
      return RemarkContext(
        html: site.words.filled(.factSeen, with: ["source": HTML(markup: title), "date": HTML(markup: day)]))
    }
  }

  // MARK: Single facts

  /// The phone number for questions or, if there's none, for complaints.
  private var whoToCall: HTML? {
    if let phone = metadata.contact?.phone {
      let name = metadata.contact?.name ?? metadata.issuer
      return joined([name.map(stated), call(phone)])
    }
    guard let phone = metadata.complaints?.phone else { return nil }
    return joined([metadata.complaints?.body.map(stated), call(phone)])
  }

  private var history: [HTML] {
    metadata.history.map { entry in
      HTML(bytes: (entry.on.map(date) ?? HTML()).bytes + Array(": \(stated(entry.what))".utf8))
    }
  }

  /// Where to send comments on a draft, after the words that say so.
  private var commentsTo: HTML? {
    metadata.commentsTo.flatMap(html(of:)).map { site.words.filled(.commentsTo, with: ["contact": $0]) }
  }

  /// Returns a person or body to write to or call.
  func html(of contact: Contact) -> HTML? {
    joined([
      contact.name.map(stated),
      contact.url.map { link($0.rawValue, $0.rawValue) },
      contact.phone.map(call),
      contact.email.map { link("mailto:\($0)", $0) },
    ])
  }

  private var complaints: HTML? {
    guard let complaints = metadata.complaints else { return nil }
    if let guideAddress { return HTML(markup: link(guideAddress, site.words[.complaintGuide])) }
    return joined([
      complaints.body.map(stated),
      complaints.url.map { link($0.rawValue, $0.rawValue) },
      complaints.deadline.map { filled(.complaintsWithin, "deadline", $0) },
    ])
  }

  private var signature: HTML? {
    guard let signature = metadata.signature else { return nil }
    return joined([
      signature.who.isEmpty ? nil : stated(signature.who.joined(separator: "; ")),
      signature.when.map(stated),
      signature.witness.map { filled(.signatureWith, "witness", $0) },
      signature.form.map(link),
    ])
  }

  private var appeal: HTML? {
    guard let appeal = metadata.appeal else { return nil }
    return joined([
      appeal.to.map(stated),
      appeal.within.map { filled(.within, "time", $0) },
      appeal.url.map { link($0.rawValue, $0.rawValue) },
    ])
  }

  private var source: HTML? {
    guard let source = metadata.source else { return nil }
    return joined([
      source.url.map { link($0.rawValue, source.title ?? $0.rawValue) }
        ?? source.title.map(stated),
      source.captured.map { HTML.escaped(site.words.filled(.capturedOn, ["date": site.printed($0)])) },
    ])
  }

  private func verification(_ verified: Verification) -> HTML {
    let date = verified.on.map { site.printed($0.value) } ?? ""
    guard let person = verified.by, let reference = verified.against else { return HTML(escaping: date) }
    return site.words.filled(
      .verifiedBy,
      with: [
        "date": HTML(escaping: date), "person": HTML(markup: stated(person)),
        "reference": HTML(markup: stated(reference)),
      ])
  }

  // MARK: The complaint guide

  /// The guide, or `nil` if nobody has recorded how to complain.
  var guide: ComplaintGuide? {
    guard let complaints = metadata.complaints else { return nil }
    let who = [
      complaints.body.map(stated), complaints.phone.map(call),
      complaints.email.map { link("mailto:\($0)", $0) },
      complaints.covers.isEmpty
        ? nil
        : filled(.complaintsCover, "people", complaints.covers.joined(separator: "; ")),
    ]
    let how =
      complaints.ways.map(stated)
      + [
        complaints.url.map { link($0.rawValue, $0.rawValue) }, complaints.form.map(link),
        complaints.mustInclude.isEmpty
          ? nil
          : filled(.complaintsInclude, "parts", complaints.mustInclude.joined(separator: "; ")),
        complaints.anonymous.map { HTML.escaped(site.words[$0 ? .complaintsAnonymous : .complaintsNamed]) },
        complaints.signed.map { HTML.escaped(site.words[$0 ? .complaintsSigned : .complaintsUnsigned]) },
      ].compactMap(\.self)
    let when =
      [complaints.deadline.map(stated)].compactMap(\.self)
      + complaints.deadlines.map { stated("\($0.who.capitalizedFirst): \($0.within)") }
    let next =
      complaints.steps.map(step)
      + (metadata.sanctions.isEmpty
        ? []
        : [
          HTML.escaped("\(site.words[.factSanctions]): ") + stated(metadata.sanctions.joined(separator: "; "))
        ])
      + (appeal.map { appeal in
        ["\(HTML.escaped(site.words[.factAppeal])): \(String(decoding: appeal.bytes, as: UTF8.self))"]
      } ?? [])
    let parts: [(ThemePhrase, [String])] = [
      (.complaintsWho, who.compactMap(\.self)), (.complaintsHow, how), (.complaintsWhen, when),
      (.complaintsNext, next),
    ]
    var guide = ComplaintGuide(
      parts: parts.filter { !$0.1.isEmpty }.map { name, values in
        FactContext(
          name: site.words[name], values: values.map { HTML(markup: $0) }, mark: mark("complaints"))
      })
    if !guide.parts.isEmpty { guide.parts[0].seen = seen(.complaints) }
    return guide.parts.isEmpty ? nil : guide
  }

  // MARK: Markup

  private func date(_ date: StatedDate) -> HTML {
    let points = [date.start, date.end].compactMap(\.self).map { point in
      String(
        decoding: site.theme.render(DateBlock(date: site.printed(point), machineDate: "\(point)")),
        as: UTF8.self)
    }
    guard points.count == 2 else { return HTML(markup: points.joined()) }
    return site.words.filled(
      .period, with: ["start": HTML(markup: points[0]), "end": HTML(markup: points[1])])
  }

  private func list(_ values: [String]) -> HTML? {
    values.isEmpty ? nil : HTML(markup: stated(values.joined(separator: "; ")))
  }

  /// Returns what the front matter says, with its language if it isn't the page's.
  ///
  /// A translated code takes its facts from the original, so they're in the default language.
  private func stated(_ text: String) -> String {
    guard let language = site.handbook.language?.original else { return HTML.escaped(text) }
    return "<span lang=\"\(HTML.escaped(language.rawValue))\">\(HTML.escaped(text))</span>"
  }

  /// Returns a phrase of the interface with what the front matter says.
  private func filled(_ phrase: ThemePhrase, _ place: String, _ value: String) -> String {
    let html = site.words.filled(phrase, with: [place: HTML(markup: stated(value))])
    return String(decoding: html.bytes, as: UTF8.self)
  }

  private func credential(_ credential: Credential) -> HTML {
    let former = credential.formerNames.joined(separator: "; ")
    return HTML(
      markup: stated(credential.fullName)
        + (former.isEmpty ? "" : ", \(filled(.credentialFormerly, "names", former))"))
  }

  private func renewal(_ renewal: Renewal) -> HTML {
    HTML(markup: renewal.parts.map { filled($0, $1, $2) }.joined(separator: "; "))
  }

  private func step(_ step: ComplaintStep) -> String {
    stated(step.what) + (step.within.map { " (\(filled(.within, "time", $0)))" } ?? "")
  }

  private func joined(_ parts: [String?]) -> HTML? {
    let parts = parts.compactMap(\.self)
    return parts.isEmpty ? nil : HTML(markup: parts.joined(separator: ", "))
  }

  private func call(_ phone: String) -> String {
    link("tel:" + phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }, phone)
  }

  private func link(_ document: NamedDocument) -> String {
    let title = document.title ?? ""
    return document.url.map { link($0.rawValue, title) } ?? stated(title)
  }

  /// Returns a link if the address is safe for readers; otherwise, its text.
  private func link(_ address: String, _ text: String) -> String {
    guard let url = Address(address) else { return stated(text) }
    // The text is the address itself, or the title that the front matter gives.
    return text == address || address == "mailto:\(text)" || address.hasPrefix("tel:")
      ? link(url, text) : link(url, text, language: site.handbook.language?.original)
  }

  private func link(_ address: Address, _ text: String, language: LanguageTag? = nil) -> String {
    let link = LinkContext(title: text, address: address, language: language?.rawValue)
    return String(decoding: site.theme.render(link), as: UTF8.self)
  }
}

extension SiteContext {
  /// Returns a credential as text: "Certified Peer Specialist (CPS), level 2; formerly Peer Counselor".
  func sentence(on credential: Credential) -> String {
    guard !credential.formerNames.isEmpty else { return credential.fullName }
    let former = credential.formerNames.joined(separator: "; ")
    return "\(credential.fullName), \(words.filled(.credentialFormerly, ["names": former]))"
  }

  /// Returns the renewal rules of a credential as text.
  func sentence(on renewal: Renewal) -> String {
    renewal.parts.map { words.filled($0, [$1: $2]) }.joined(separator: "; ")
  }

  /// Returns a step of a complaint as text: "The body acknowledges the complaint (within 5 business days)".
  func sentence(on step: ComplaintStep) -> String {
    step.within.map { "\(step.what) (\(words.filled(.within, ["time": $0])))" } ?? step.what
  }

  /// Returns a date as precisely as its source states it.
  func printed(_ date: StatedDate) -> String {
    guard let end = date.end else { return printed(date.start) }
    return words.filled(.period, ["start": printed(date.start), "end": printed(end)])
  }

  func printed(_ point: StatedDate.Point) -> String {
    words.date(year: point.year, month: point.month, day: point.day)
  }
}

extension Credential {
  /// The name with the acronym and the level.
  fileprivate var fullName: String {
    [name + (acronym.map { " (\($0))" } ?? ""), level].compactMap(\.self).joined(separator: ", ")
  }
}

extension Renewal {
  /// The stated rules: a phrase, its placeholder, and what the front matter says.
  fileprivate var parts: [(ThemePhrase, String, String)] {
    let parts: [(ThemePhrase, String, String?)] = [
      (.renewalEvery, "time", every), (.renewalHours, "hours", hours), (.renewalEthics, "hours", ethicsHours),
      (.renewalAttested, "people", attestedBy.isEmpty ? nil : attestedBy.joined(separator: "; ")),
    ]
    return parts.compactMap { phrase, place, value in value.map { (phrase, place, $0) } }
  }
}
