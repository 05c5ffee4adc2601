import Basics
import Handbook
import Markdown
import Redline

/// A code of ethics as JSON, for programs: its facts and their states, and its groups and provisions.
///
/// `Documentation/data.md` describes the schema. New keys can be added without notice, but changing or
/// removing a key increases ``version``.
struct CodeData {
  static let version = 1

  let site: SiteContext
  let code: CodeOfEthics
  let editionIndex: Int

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }
  private var text: CodeText { edition.text }

  /// Returns the path of the file, which is next to the edition's page.
  static func path(of code: CodeOfEthics, edition: Int) -> String {
    "codes/\(code.pageName(ofEdition: edition)).json"
  }

  var file: OutputFile {
    OutputFile(
      path: Self.path(of: code, edition: editionIndex), bytes: value.lines + [UInt8(ascii: "\n")])
  }

  private var value: JSONText {
    .object([
      "version": .number(Self.version),
      "id": .text(code.id.rawValue),
      "name": .text(site.text.codeName(code.id, edition: editionIndex)),
      "title": .text(metadata.title.value),
      "jurisdiction": .text(metadata.jurisdiction.value),
      "shortTitle": metadata.shortTitle.map(JSONText.text),
      "status": .text(metadata.status.rawValue),
      "page": .text(site.map.route(ofCode: code.id, edition: editionIndex).path),
      "isCurrentEdition": .flag(editionIndex == code.currentIndex),
      "text": .text(metadata.text.rawValue),
      "edition": .text(edition.name),
      "permanentPage": .text(
        site.map.route(of: site.map.permanentSubject(of: code, edition: editionIndex)).path),
      "checkCode": metadata.text == .full
        ? .text(site.checkCode(of: code.id, edition: editionIndex)) : nil,
      "isOfficial": .flag(false),
      "source": metadata.source.map { source in
        .object([
          "title": source.title.map(JSONText.text), "url": source.url.map { .text($0.rawValue) },
          "captured": source.captured.map { .text("\($0)") },
        ])
      },
      "verified": metadata.verified.map { verified in
        .object([
          "on": verified.on.map { .text("\($0.value)") }, "by": verified.by.map(JSONText.text),
          "against": verified.against.map(JSONText.text),
        ])
      },
      "topicsReviewed": metadata.topics?.reviewed.map { .text("\($0)") },
      "facts": facts,
      "knownChanges": metadata.knownChanges.isEmpty ? nil : .list(metadata.knownChanges.map(knownChange)),
      "transcriptionNotes": .texts(metadata.transcriptionNotes),
      "groups": metadata.text == .full ? .list(text.groups.indices.map(group)) : nil,
    ])
  }

  // MARK: Facts

  private var facts: JSONText {
    .object(
      CodeFact.allCases.map { fact in
        let seen = metadata.factSources.filter { $0.facts.contains(fact) }.map { source in
          JSONText.object([
            "title": source.title.map(JSONText.text), "url": source.url.map { .text($0.rawValue) },
            "seen": source.seen.map { .text("\($0)") },
          ])
        }
        let state = metadata.state(of: fact)
        return (
          fact.rawValue,
          .object([
            "state": .text(state.rawValue), "value": state == .stated ? value(of: fact) : nil,
            "seen": seen.isEmpty ? nil : .list(seen),
          ])
        )
      })
  }

  private func value(of fact: CodeFact) -> JSONText? {
    switch fact {
    case .status: .text(metadata.status.rawValue)
    case .issuer: metadata.issuer.map(JSONText.text)
    case .administrator: metadata.administrator.map(JSONText.text)
    case .instrument: .text(metadata.instrument.rawValue)
    case .version: metadata.version.map(JSONText.text)
    case .adopted: metadata.adopted.map { .text("\($0)") }
    case .effective: metadata.effective.map { .text("\($0)") }
    case .commentDeadline: metadata.commentDeadline.map { .text("\($0)") }
    case .appliesTo: .texts(metadata.appliesTo)
    case .scope: .texts(metadata.scope)
    case .credentials: .list(metadata.credentials.map(credential))
    case .authority: .texts(metadata.authority)
    case .adaptedFrom: metadata.adaptedFrom.map(document)
    case .history:
      .list(metadata.history.map { .object(["on": $0.on.map { .text("\($0)") }, "what": .text($0.what)]) })
    case .formerly: .texts(metadata.formerly)
    case .supersededBy: metadata.supersededBy.map(document)
    case .reviewCycle: metadata.reviewCycle.map(JSONText.text)
    case .contact: metadata.contact.map(contact)
    case .signature: metadata.signature.map(signature)
    case .renewal: metadata.renewal.map(renewal)
    case .dutyToReport: metadata.dutyToReport.map(JSONText.text)
    case .complaints: metadata.complaints.map(complaints)
    case .sanctions: .texts(metadata.sanctions)
    case .appeal: metadata.appeal.map(appeal)
    case .related: .list(metadata.related.map(document))
    case .reproduction: metadata.reproduction.map(JSONText.text)
    }
  }

  private func document(_ document: NamedDocument) -> JSONText {
    .object(["title": document.title.map(JSONText.text), "url": document.url.map { .text($0.rawValue) }])
  }

  private func knownChange(_ change: KnownChange) -> JSONText {
    .object([
      "what": .text(change.what), "source": change.title.map(JSONText.text),
      "url": change.url.map { .text($0.rawValue) }, "seen": change.seen.map { .text("\($0)") },
      "effective": change.effective.map { .text("\($0)") },
      "provisions": .texts(change.provisions.map(\.value)),
    ])
  }

  private func contact(_ contact: Contact) -> JSONText {
    .object([
      "name": contact.name.map(JSONText.text), "url": contact.url.map { .text($0.rawValue) },
      "phone": contact.phone.map(JSONText.text), "email": contact.email.map(JSONText.text),
    ])
  }

  private func credential(_ credential: Credential) -> JSONText {
    .object([
      "name": .text(credential.name), "acronym": credential.acronym.map(JSONText.text),
      "level": credential.level.map(JSONText.text), "formerNames": .texts(credential.formerNames),
    ])
  }

  private func signature(_ signature: SignatureRule) -> JSONText {
    .object([
      "who": .texts(signature.who), "when": signature.when.map(JSONText.text),
      "witness": signature.witness.map(JSONText.text), "form": signature.form.map(document),
    ])
  }

  private func renewal(_ renewal: Renewal) -> JSONText {
    .object([
      "every": renewal.every.map(JSONText.text), "hours": renewal.hours.map(JSONText.text),
      "ethicsHours": renewal.ethicsHours.map(JSONText.text), "attestedBy": .texts(renewal.attestedBy),
    ])
  }

  private func appeal(_ appeal: Appeal) -> JSONText {
    .object([
      "to": appeal.to.map(JSONText.text), "within": appeal.within.map(JSONText.text),
      "url": appeal.url.map { .text($0.rawValue) },
    ])
  }

  private func complaints(_ complaints: Complaints) -> JSONText {
    .object([
      "body": complaints.body.map(JSONText.text), "url": complaints.url.map { .text($0.rawValue) },
      "phone": complaints.phone.map(JSONText.text), "email": complaints.email.map(JSONText.text),
      "ways": .texts(complaints.ways), "form": complaints.form.map(document),
      "mustInclude": .texts(complaints.mustInclude), "anonymous": complaints.anonymous.map(JSONText.flag),
      "signed": complaints.signed.map(JSONText.flag), "covers": .texts(complaints.covers),
      "deadline": complaints.deadline.map(JSONText.text),
      "deadlines": .list(
        complaints.deadlines.map { .object(["who": .text($0.who), "within": .text($0.within)]) }),
      "steps": .list(
        complaints.steps.map { .object(["what": .text($0.what), "within": $0.within.map(JSONText.text)]) }),
    ])
  }

  // MARK: Text

  private func group(_ place: Int) -> JSONText {
    let group = text.groups[place]
    return .object([
      "id": .text(group.anchor),
      "label": group.label.map(JSONText.text),
      "heading": group.heading == nil ? nil : .text(group.title),
      "name": site.text.name(of: group).map(JSONText.text),
      "topics": .texts(group.topics.map(\.value.rawValue)),
      "prose": .texts(group.content.compactMap(prose)),
      "provisions": .list(places(in: group.content).map(provision)),
    ])
  }

  private func prose(_ element: CodeElement) -> String? {
    guard case .prose(let node) = element else { return nil }
    let words = text.document.plainText(of: node)
    return words.isEmpty ? nil : words
  }

  private func places(in content: [CodeElement]) -> [Int] {
    content.flatMap { element -> [Int] in
      if case .provisions(let places) = element { places } else { [] }
    }
  }

  /// Returns a provision as JSON.
  ///
  /// The recursion is as deep as the lists, whose depth the parser limits.
  private func provision(_ place: Int) -> JSONText {
    let provision = text.provisions[place]
    let target = ReferenceTarget.provision(code.id, edition: editionIndex, provision.id.value)
    let words = provision.content.compactMap(prose).joined(separator: "\n")
    return .object([
      "id": .text(provision.id.value.rawValue),
      "label": provision.label.map(JSONText.text),
      "number": .number(provision.ordinal),
      "citation": .text(site.text.text(for: target).withPlainSpaces),
      "shortCitation": .text(site.text.shortText(for: target).withPlainSpaces),
      "leadIn": provision.leadIn.map { .text(text.document.plainText(of: $0)) },
      "text": .text(words),
      "isRemoved": provision.isEmpty ? .flag(true) : nil,
      "redline": redline(place),
      "checkCode": .text(text.wording(ofProvisionAt: place).checkCode.rawValue),
      "topics": .texts(provision.topics.map(\.value.rawValue)),
      "effective": provision.effective.map { .text("\($0)") },
      "formerly": provision.formerNumbers.isEmpty ? nil : .texts(provision.formerNumbers),
      "provisions": .list(provision.parts.map(self.provision)),
    ])
  }

  /// Returns the text that the draft keeps, inserts, and deletes, or `nil` for a provision without marks.
  private func redline(_ place: Int) -> JSONText? {
    guard let marked = edition.redline?.marked else { return nil }
    let runs = marked.provisions[place].content.compactMap(\.proseNode).flatMap {
      marked.document.redlineRuns(of: $0)
    }
    guard runs.contains(where: { $0.kind != .kept }) else { return nil }
    return .list(
      runs.filter { !$0.text.isEmpty }.map { run in
        let kind =
          switch run.kind {
          case .kept: "kept"
          case .inserted: "inserted"
          case .deleted: "deleted"
          }
        return .object(["kind": .text(kind), "text": .text(run.text)])
      })
  }
}

/// A code of ethics as Akoma Ntoso, the XML format that legislatures exchange.
///
/// Groups become sections and provisions become paragraphs, each with its permanent id as `eId`. A number
/// that the source doesn't print gets no `num`. A draft's marks become `ins` and `del`.
/// Source: Akoma Ntoso version 1.0 part 2, OASIS Standard, namespace 3.0.
struct AkomaNtoso {
  let site: SiteContext
  let code: CodeOfEthics
  let editionIndex: Int

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }
  private var text: CodeText { edition.redline?.marked ?? edition.text }

  /// Returns the path of the file, which is next to the edition's page.
  static func path(of code: CodeOfEthics, edition: Int) -> String {
    "codes/\(code.pageName(ofEdition: edition)).akn.xml"
  }

  /// Returns whether an edition's text can be written in this format, which requires a date.
  static func canDescribe(_ metadata: CodeMetadata) -> Bool {
    metadata.text == .full && date(of: metadata) != nil
  }

  /// Returns the date that identifies a text, and what the date says: when the code was adopted or took effect, or
  /// else when the text was captured or verified.
  private static func date(of metadata: CodeMetadata) -> (day: CalendarDate, name: String)? {
    metadata.adopted.map { ($0.firstDay, "adopted") } ?? metadata.effective.map { ($0.firstDay, "effective") }
      ?? metadata.source?.captured.map { ($0.firstDay, "captured") }
      ?? metadata.verified?.on.map { ($0.value, "verified") }
  }

  /// The file, or `nil` if ``canDescribe(_:)`` is false.
  var file: OutputFile? {
    guard Self.canDescribe(metadata) else { return nil }
    let document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
      <act name="code-of-ethics">
      \(meta)<preface>
      <p><docTitle>\(XML.escaped(metadata.title.value))</docTitle></p>
      </preface>
      <body>
      \(text.groups.map(section).joined())</body>
      </act>
      </akomaNtoso>

      """
    return OutputFile(
      path: Self.path(of: code, edition: editionIndex), bytes: Array(document.utf8))
  }

  // MARK: Metadata

  private var meta: String {
    let language = site.handbook.configuration.language.prefix { $0 != "-" }
    let work = "/akn/us/act/\(metadata.jurisdiction.value.slugged)/\(code.id.rawValue.lowercased())"
    let expression = "\(work)/\(language)@\(site.checkCode(of: code.id, edition: editionIndex))"
    let dated = Self.date(of: metadata).map { "<FRBRdate date=\"\($0.day)\" name=\"\($0.name)\"/>\n" } ?? ""
    let author = "<FRBRauthor href=\"#issuer\"/>\n"
    func level(_ name: String, _ address: String, _ rest: String) -> String {
      let address = XML.escaped(address)
      return
        "<\(name)>\n<FRBRthis value=\"\(address)\"/>\n<FRBRuri value=\"\(address)\"/>\n\(dated)\(author)\(rest)</\(name)>\n"
    }
    return """
      <meta>
      <identification source="#handbook">
      \(level("FRBRWork", work, "<FRBRcountry value=\"us\"/>\n<FRBRauthoritative value=\"false\"/>\n"))\
      \(level("FRBRExpression", expression, "<FRBRlanguage language=\"\(XML.escaped(String(language)))\"/>\n"))\
      \(level("FRBRManifestation", "\(expression).akn", "<FRBRformat value=\"application/akn+xml\"/>\n"))\
      </identification>
      <references source="#handbook">
      <TLCOrganization eId="handbook" href="/ontology/organization/handbook" \
      showAs="\(XML.escaped(site.handbook.configuration.title.value))"/>
      <TLCOrganization eId="issuer" href="/ontology/organization/issuer" \
      showAs="\(XML.escaped(metadata.issuer ?? metadata.jurisdiction.value))"/>
      </references>
      </meta>

      """
  }

  // MARK: Text

  private func section(_ group: CodeGroup) -> String {
    """
    <section eId="\(XML.escaped(group.anchor))">
    \(group.label.map { "<num>\(XML.escaped($0))</num>\n" } ?? "")\
    \(group.heading.map { "<heading>\(inlines(of: $0))</heading>\n" } ?? "")\
    \(parts(of: group.content, in: group.anchor))</section>

    """
  }

  /// Returns the parts of a section, or of a paragraph that has parts.
  ///
  /// A part without its own id is a container.
  private func parts(of content: [CodeElement], in id: String) -> String {
    var count = 0
    let parts = content.map { element -> String in
      switch element {
      case .provisions(let places): return places.map(paragraph).joined()
      case .prose(let node), .leadIn(let node):
        count += 1
        let name = if case .leadIn = element { "lead-in" } else { "text" }
        return "<hcontainer name=\"\(name)\" eId=\"\(XML.escaped(id))__\(name)_\(count)\">\n<content>\n"
          + "<p>\(inlines(of: node))</p>\n</content>\n</hcontainer>\n"
      }
    }.joined()
    // Hierarchical elements can't be empty.
    return parts.isEmpty ? "<content>\n<p/>\n</content>\n" : parts
  }

  /// Returns a provision as a paragraph.
  ///
  /// The recursion is as deep as the lists, whose depth the parser limits.
  private func paragraph(_ place: Int) -> String {
    let provision = text.provisions[place]
    let id = provision.id.value.rawValue
    let own = provision.content.compactMap(\.proseNode).map { "<p>\(inlines(of: $0))</p>\n" }.joined()
    let parts = provision.parts.map(paragraph).joined()
    let body =
      parts.isEmpty
      ? "<content>\n\(own.isEmpty ? "<p/>\n" : own)</content>\n"
      : (own.isEmpty ? "" : "<intro>\n\(own)</intro>\n") + parts
    return """
      <paragraph eId="\(XML.escaped(id))">
      \(provision.label.map { "<num>\(XML.escaped($0))</num>\n" } ?? "")\(body)</paragraph>

      """
  }

  private func inlines(of node: MarkdownDocument.Index) -> String {
    text.document.redlineRuns(of: node).map { run in
      let words = XML.escaped(run.text)
      return switch run.kind {
      case .kept: words
      case .inserted: "<ins>\(words)</ins>"
      case .deleted: "<del>\(words)</del>"
      }
    }.joined()
  }
}

extension String {
  /// The text in lowercase, with hyphens in place of everything but ASCII letters and digits.
  fileprivate var slugged: String {
    lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}
