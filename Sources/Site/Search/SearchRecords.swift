import Basics
import Handbook
import Markdown
import Search

/// Finds what readers can search: provisions, groups, topics, terms, and sections of lessons and pages.
struct SearchRecords: Sendable {
  let site: SiteContext
  /// The index of each code in the corpus.
  private let codePlaces: [CodeID: Int]
  /// The index of each topic in the corpus.
  private let topicPlaces: [TopicID: Int]

  init(site: SiteContext) {
    self.site = site
    codePlaces = Dictionary(
      uniqueKeysWithValues: site.handbook.codes.enumerated().map { ($0.element.id, $0.offset) })
    topicPlaces = Dictionary(
      uniqueKeysWithValues: site.handbook.topics.enumerated().map { ($0.element.id, $0.offset) })
  }

  /// Builds the index of the whole handbook.
  ///
  /// Words are counted on all cores, in runs of documents.
  func index(to deliver: @escaping SearchIndex.Delivery) {
    let corpus = corpus
    let counted = runs.concurrentMap { run in
      TokenizedRecords(run.flatMap { records(of: $0) }, of: corpus)
    }
    SearchIndexer.merge(
      counted + [TokenizedRecords(citationRecords, of: corpus)], of: corpus, to: deliver)
  }

  /// Builds the index of the whole handbook, and recounts words only in the runs that have changed.
  func index(reusing cache: inout WordCache) -> (index: SearchIndex, unfindable: UnfindableWords) {
    let corpus = corpus
    let known = cache
    let counted = Array(runs.enumerated()).concurrentMap { place, run in
      let found = run.flatMap { records(of: $0) }
      let words = known.words(of: found, inRun: place, of: corpus) ?? TokenizedRecords(found, of: corpus)
      return (records: found, words: words)
    }
    cache.replace(with: counted, of: corpus)
    return SearchIndexer.merge(
      counted.map(\.words) + [TokenizedRecords(citationRecords, of: corpus)], of: corpus)
  }

  private var runs: [[HandbookDocument]] {
    let documents = site.handbook.currentDocuments
    return evenRanges(of: documents.count, in: 16).map { Array(documents[$0]) }
  }

  /// All records, in the order of the index.
  var all: [SearchRecord] { site.handbook.currentDocuments.flatMap { records(of: $0) } + citationRecords }

  /// The words that don't find any records.
  var unfindableWords: UnfindableWords { UnfindableWords(in: all, of: corpus) }

  private var corpus: SearchCorpus {
    SearchCorpus(
      codes: site.handbook.codes.map { code in
        let metadata = code.current.metadata
        return SearchCorpus.Code(
          abbreviation: code.id.rawValue, jurisdiction: localName(of: metadata.jurisdiction.value),
          status: metadata.status.rawValue, title: metadata.title.value,
          address: site.map.route(ofCode: code.id, edition: code.currentIndex).path,
          isIncluded: metadata.text == .full, source: metadata.source?.url?.rawValue ?? "",
          itemCount: code.current.text.provisions.count { $0.parent == nil },
          shortName: site.text.sharesJurisdiction(code) ? metadata.shortTitle ?? code.id.rawValue : "")
      },
      topics: site.handbook.topics.map { topic in
        SearchCorpus.Topic(
          id: topic.id.rawValue, title: topic.metadata.title.value, synonyms: topic.metadata.synonyms,
          searches: topic.metadata.searches,
          address: site.map.route(of: .topic(topic.id)).path,
          provisionCount: site.handbook.passagesByTopic[topic.id]?.count ?? 0,
          urgent: topic.metadata.urgentParagraphs.joined(separator: " "))
      },
      jurisdictions: StateTiles.jurisdictions.map {
        SearchCorpus.Jurisdiction(abbreviation: $0.abbreviation, name: localName(of: $0.name))
      },
      language: site.handbook.configuration.language,
      strings: site.words.searchTexts,
      answersPath: site.theme.assets.first { $0.name == "search-answers.js" }.map {
        site.wayToSharedRoot + $0.path
      } ?? "")
  }

  private func localName(of jurisdiction: String) -> String {
    Jurisdiction.name(jurisdiction, in: site.handbook.configuration.language)
  }

  private func records(of document: HandbookDocument) -> [SearchRecord] {
    switch document.key {
    case .code(let id, _, _):
      return site.handbook.code(id).map { records(of: $0) } ?? []
    case .topic(let id):
      guard let topic = site.handbook.topic(id) else { return [] }
      var text = text(of: document.key, document.document, 0..<document.document.nodes.count)
      for situation in topic.metadata.situations { text += [UInt8(ascii: "\n")] + situation.utf8 }
      return [
        SearchRecord(
          .topic, address: address(.topic(id)), title: topic.metadata.title.value, text: text,
          topics: topicPlaces[id].map { [$0] } ?? [])
      ]
    case .lesson(let id):
      guard let lesson = site.handbook.lesson(id) else { return [] }
      return sections(
        .lesson, key: document.key, title: lesson.metadata.title.value,
        opening: [lesson.metadata.description].compactMap(\.self)
          + lesson.metadata.objectives.map(\.text.value),
        document: document.document)
    case .glossary:
      guard let glossary = site.handbook.manuscript.glossary else { return [] }
      return glossary.terms.map { term in
        SearchRecord(
          .term, address: address(.glossary, anchor: term.id.value.rawValue), title: term.title,
          context: glossary.metadata.title.value, text: text(of: document.key, document.document, term.body))
      }
    case .page(let id):
      guard let page = site.handbook.page(id) else { return [] }
      return sections(
        .page, key: document.key, title: page.metadata.title.value,
        opening: [page.metadata.description].compactMap(\.self), document: document.document)
    }
  }

  // MARK: Codes

  private func records(of code: CodeOfEthics) -> [SearchRecord] {
    let edition = code.current
    let text = edition.text
    let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
    let place = codePlaces[code.id]
    var whole = SearchRecord(
      .code, address: site.map.route(ofCode: code.id, edition: code.currentIndex).path,
      title: site.text.codeName(code.id, edition: code.currentIndex),
      citations: [code.id.rawValue] + edition.metadata.formerly,
      context: context(edition.metadata.title.value, of: code), text: [], code: place)
    // Readers may also type the name that the front matter has.
    let jurisdiction = edition.metadata.jurisdiction.value
    if localName(of: jurisdiction) != jurisdiction { whole.keywords.append(jurisdiction) }
    if edition.metadata.text == .reference {
      whole.text = self.text(of: key, text.document, 0..<text.document.nodes.count)
    }
    let groups = text.groups.filter { $0.heading != nil || !prose(of: $0).isEmpty }.map { group in
      var bytes: [UInt8] = []
      for node in prose(of: group) { append(node, of: key, text.document, to: &bytes) }
      return SearchRecord(
        .code, address: address(of: code, anchor: group.anchor),
        title: site.text.name(of: group) ?? whole.title,
        citations: ["\(code.id)#\(group.anchor)"], context: context(whole.title, of: code), text: bytes,
        code: place,
        topics: topics(group.topics))
    }
    return [whole] + FactRecords(site: site, code: code, place: place).all + groups
      + text.provisions.indices.map { record(ofProvision: $0, of: code, key: key) }
      + code.ended(in: code.currentIndex).map { record(of: $0, of: code) }
  }

  /// Returns the record of a provision that's no longer in the code, as its title states.
  private func record(of ended: EndedProvision, of code: CodeOfEthics) -> SearchRecord {
    let name = "\(site.text.codeName(code.id, edition: code.currentIndex)), \(site.name(of: ended, in: code))"
    return SearchRecord(
      .provision, address: address(of: code, anchor: ended.id),
      title: site.words.filled(.repealedTitle, ["place": name]),
      citations: ["\(code.id)#\(ended.id)"] + ended.aliases.map { "\(code.id)#\($0)" },
      context: ([site.sentence(on: ended, in: code)] + replacements(of: ended, in: code)).joined(
        separator: " "),
      text: Array((ended.text ?? "").utf8),
      code: codePlaces[code.id])
  }

  /// Returns the names of the provisions that replaced one, after the words "Replaced by"; empty if there are none.
  private func replacements(of ended: EndedProvision, in code: CodeOfEthics) -> [String] {
    let titles = site.replacements(of: ended, in: code, edition: code.currentIndex).map(\.title)
    return titles.isEmpty ? [] : [site.words[.replacedBy], titles.joined(separator: "; ")]
  }

  /// Returns the line below a result, with a sentence about what replaced the code if it was superseded.
  private func context(_ line: String, of code: CodeOfEthics) -> String {
    [line, site.replacedSentence(of: code, edition: code.currentIndex) ?? ""].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private func record(ofProvision index: Int, of code: CodeOfEthics, key: DocumentKey) -> SearchRecord {
    let text = code.current.text
    let provision = text.provisions[index]
    var bytes: [UInt8] = []
    for case .prose(let node) in provision.content { append(node, of: key, text.document, to: &bytes) }
    var record = SearchRecord(
      .provision, address: address(of: code, anchor: provision.id.value.rawValue),
      title: site.text.text(for: .provision(code.id, edition: code.currentIndex, provision.id.value)),
      citations: [
        "\(code.id)#\(provision.id.value)",
        site.text.shortText(for: .provision(code.id, edition: code.currentIndex, provision.id.value)),
      ] + labels(of: provision, in: text, of: code) + provision.formerNumbers,
      context: context(of: provision, in: code),
      leadIn: text.leadIn(of: provision), text: bytes, code: codePlaces[code.id],
      topics: topics(provision.topics))
    record.removedText = removedText(ofProvision: index, of: code)
    return record
  }

  /// Returns the name of a provision's group, with a warning if a later change is known or the code was replaced.
  private func context(of provision: Provision, in code: CodeOfEthics) -> String {
    let group = site.text.name(of: code.current.text.groups[provision.group])
    let isChanged = !code.current.metadata.knownChanges(of: provision.id.value.rawValue).isEmpty
    let line = [group, isChanged ? site.words[.knownChangeShort] : nil].compactMap(\.self)
    return context(line.joined(separator: ", "), of: code)
  }

  /// Returns the citations by labels and numbers, such as "WA 5" and "MT 2(b)".
  ///
  /// If the group has no name, they include the group's number.
  private func labels(of provision: Provision, in text: CodeText, of code: CodeOfEthics) -> [String] {
    var path: [String] = []
    var current: Provision? = provision
    while let place = current {
      path.insert(place.label ?? "\(place.ordinal)", at: 0)
      current = place.parent.map { text.provisions[$0] }
    }
    let label = path.joined()
    var numbers: [String] = []
    // If numbering restarts in each group, a number alone is ambiguous.
    if path.count > 1 || provision.label != nil || Set(text.provisions.map(\.group)).count == 1 {
      numbers.append(label)
    }
    if let group = text.groups[provision.group].unnamedOrdinal { numbers.append("\(group) \(label)") }
    let jurisdiction = code.current.metadata.jurisdiction.value
    let local = localName(of: jurisdiction)
    return ([code.id.rawValue, jurisdiction] + (local == jurisdiction ? [] : [local])).flatMap { name in
      numbers.map { "\(name) \($0)" }
    }
  }

  /// Returns the text that the draft deletes from a provision.
  private func removedText(ofProvision index: Int, of code: CodeOfEthics) -> [UInt8] {
    guard let marked = code.current.redline?.marked else { return [] }
    var bytes: [UInt8] = []
    for case .prose(let node) in marked.provisions[index].content {
      for inline in marked.document.subtree(of: node) where marked.document.nodes[inline].kind == .deletion {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        for child in marked.document.children(of: inline) {
          marked.document.appendPlainText(of: child, to: &bytes)
        }
      }
    }
    return bytes
  }

  private func prose(of group: CodeGroup) -> [MarkdownDocument.Index] {
    group.content.compactMap { element in
      if case .prose(let node) = element { node } else { nil }
    }
  }

  private func topics(_ topics: [Located<TopicID>]) -> [Int] {
    topics.compactMap { topicPlaces[$0.value] }
  }

  // MARK: Sections

  /// Returns a record for the text before the first heading, and one for each heading up to the third level.
  private func sections(
    _ kind: SearchRecord.Kind, key: DocumentKey, title: String, opening: [String], document: MarkdownDocument
  ) -> [SearchRecord] {
    let headings = document.children(of: 0).filter {
      document.nodes[$0].kind == .heading && document.nodes[$0].level <= 3
    }
    var first = SearchRecord(
      kind, address: address(Page.Subject(key)), title: title, text: [],
      keywords: kind == .lesson ? ["lesson"] : [])
    for line in opening { first.text += Array(line.utf8) + [UInt8(ascii: "\n")] }
    let opening = 1..<(headings.first ?? document.nodes.count)
    first.text += text(of: key, document, opening)
    first.firstSelfCheck = document.firstQuestion(in: opening)
    return [first]
      + headings.enumerated().map { place, heading in
        let end = place + 1 < headings.count ? headings[place + 1] : document.nodes.count
        let section = Int(document.nodes[heading].end)..<end
        var record = SearchRecord(
          kind, address: address(Page.Subject(key), anchor: document.anchor(of: heading)),
          title: document.plainText(of: heading), context: title, text: text(of: key, document, section))
        record.firstSelfCheck = document.firstQuestion(in: section)
        return record
      }
  }

  /// Returns the plain text of consecutive whole blocks.
  private func text(
    of key: DocumentKey, _ document: MarkdownDocument, _ range: Range<MarkdownDocument.Index>
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      append(index, of: key, document, to: &bytes)
      index = Int(document.nodes[index].end)
    }
    return bytes
  }

  private func append(
    _ node: MarkdownDocument.Index, of key: DocumentKey, _ document: MarkdownDocument, to bytes: inout [UInt8]
  ) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    let isSelfCheck = document.nodes[node].kind == .question
    if isSelfCheck { bytes.append(SearchRecord.selfCheckMark) }
    site.text.appendPlainText(
      of: node, in: document, targets: site.handbook.targets[key] ?? [], to: &bytes)
    if isSelfCheck { bytes.append(SearchRecord.selfCheckMark) }
  }

  // MARK: Citations of law

  private var citationRecords: [SearchRecord] {
    guard site.map.has(.citationIndex) else { return [] }
    let series = Dictionary(
      site.handbook.configuration.citationSeries.map { ($0.abbreviation.value, $0) }
    ) { first, _ in first }
    return site.handbook.citations.keys.sorted().map { citation in
      let name = "\(citation.series) \(citation.number)"
      let forms =
        series[citation.series]?.forms.map { $0.value.replacing("{n}", with: citation.number) } ?? []
      let sentences = (site.handbook.citations[citation] ?? []).map(\.sentence)
      return SearchRecord(
        .legalCitation, address: address(.citationIndex, anchor: CitationsPageBuilder.anchor(name)),
        title: name,
        citations: [name] + forms.filter { $0 != name }, context: series[citation.series]?.name ?? "",
        text: Array(sentences.joined(separator: "\n").utf8))
    }
  }

  // MARK: Addresses, from the root of the site

  private func address(_ subject: Page.Subject, anchor: String? = nil) -> String {
    Route("").address(of: site.map.route(of: subject), anchor: anchor)
  }

  private func address(of code: CodeOfEthics, anchor: String) -> String {
    Route("").address(of: site.map.route(ofCode: code.id, edition: code.currentIndex), anchor: anchor)
  }
}

extension MarkdownDocument {
  /// Returns the number (from 1) of the first self-check that lies completely in a range, or `nil` if none does.
  fileprivate func firstQuestion(in range: Range<Index>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if nodes[index].kind == .question { return nodes[..<index].count { $0.kind == .question } + 1 }
      index = Int(nodes[index].end)
    }
    return nil
  }
}

/// Finds the facts about a code: who issued it, its status, whom to call, and where to complain.
///
/// A fact that the source doesn't state also has a record, so that the question "who issued it" gets an
/// answer. A fact that nobody recorded has none, because search can't claim that the source doesn't state it.
struct FactRecords {
  let site: SiteContext
  let code: CodeOfEthics
  /// The index of the code in the corpus.
  let place: Int?

  private var metadata: CodeMetadata { code.current.metadata }

  var all: [SearchRecord] {
    [
      record(
        .factIssuer, [.issuer, .administrator], [metadata.issuer, metadata.administrator, instrument],
        keywords:
          "issuer issued who wrote author published adopted agency board department administered oversees charge"
      ),
      status,
      record(
        .factContact, [.contact],
        contactWays.isEmpty ? [] : [metadata.contact?.name ?? metadata.issuer] + contactWays,
        citations: [metadata.contact?.phone, metadata.contact?.email].compactMap(\.self),
        keywords: "contact call phone telephone number email reach ask question who website"),
      record(
        .factComplaints, [.complaints], complaintWays, anchor: hasGuide ? "_complaints" : "_facts",
        citations: [metadata.complaints?.phone].compactMap(\.self),
        keywords: "complaint complain report file grievance deadline where who unethical violation anonymous"),
      record(
        .factSanctions, [.sanctions, .appeal], metadata.sanctions + appealWays,
        keywords: "sanction sanctions discipline suspend suspended revoke revoked lose certificate appeal"),
      record(
        .factDutyToReport, [.dutyToReport], [metadata.dutyToReport],
        keywords: "report colleague coworker peer violation duty must"),
      record(
        .factSignature, [.signature], signatureWays, keywords: "sign signed signature signing form witness"),
      record(
        .factRenewal, [.renewal], [metadata.renewal.map(site.sentence)],
        keywords: "renew renewal recertification hours continuing education CEU ethics hours"),
      record(
        .factCredentials, [.credentials], metadata.credentials.map(site.sentence),
        keywords: "credential certification certificate acronym title former name"),
      record(
        .factHistory, [.history, .adaptedFrom],
        metadata.history.map { "\($0.on.map(site.printed) ?? ""): \($0.what)" }
          + [metadata.adaptedFrom?.title],
        keywords: "history changed renamed adapted earlier version"),
      record(
        .factReproduction, [.reproduction], [metadata.reproduction],
        keywords: "copy copying copyright reproduce permission license"),
      record(
        .factRelated, [.related], metadata.related.map(\.title), keywords: "form document related supervisor"),
      metadata.knownChanges.isEmpty
        ? nil
        : record(
          .factKnownChanges, text: site.knownChangeSentences(of: metadata).joined(separator: " "),
          anchor: metadata.text == .full ? "_known-changes" : "_main",
          citations: [], keywords: "change changed newer update updated amended current out of date"),
      metadata.transcriptionNotes.isEmpty
        ? nil
        : record(
          metadata.text == .full ? .transcriptionNotes : .referenceNotes,
          text: metadata.transcriptionNotes.joined(separator: ". "), anchor: "_notes", citations: [],
          keywords: "notes copy transcription errors"),
    ].compactMap(\.self)
  }

  /// The record of the code's status.
  ///
  /// It always exists if the text is included, because readers first ask whether a code is binding.
  private var status: SearchRecord? {
    guard metadata.text == .full || metadata.state(of: .status) != .notRecorded else { return nil }
    let effective = metadata.effective.map { "\(site.words[.factEffective]): \(site.printed($0))" }
    return record(
      .factStatus,
      text: [site.status(of: code.current).word, site.statusSentence(of: code.current), effective]
        .compactMap(\.self).joined(separator: ". "),
      anchor: "_facts", citations: [],
      keywords: "status in force law binding official current draft final adopted effective still valid yet")
  }

  private var instrument: String? { site.instrument(of: metadata) }

  private var contactWays: [String?] {
    guard let contact = metadata.contact else { return [] }
    return [contact.phone, contact.email, contact.url?.rawValue].compactMap(\.self)
  }

  private var hasGuide: Bool { FactsBuilder(site: site, edition: code.current).guide != nil }

  private var complaintWays: [String?] {
    guard let complaints = metadata.complaints else { return [] }
    let deadline = complaints.deadline.map { site.words.filled(.complaintsWithin, ["deadline": $0]) }
    return [complaints.body, complaints.phone, complaints.email] + complaints.ways
      + [complaints.url?.rawValue, complaints.form?.title, deadline]
      + complaints.deadlines.map { "\($0.who): \($0.within)" } + complaints.steps.map(site.sentence)
  }

  private var appealWays: [String?] {
    [metadata.appeal?.to, metadata.appeal?.within.map { site.words.filled(.within, ["time": $0]) }]
  }

  private var signatureWays: [String?] {
    guard let signature = metadata.signature else { return [] }
    return signature.who + [signature.when, signature.witness]
  }

  /// Returns the record of some facts, or `nil` if none of them is recorded.
  ///
  /// - Parameter keywords: Words that find the facts in an English handbook.
  private func record(
    _ name: ThemePhrase, _ facts: [CodeFact], _ values: [String?], anchor: String = "_facts",
    citations: [String] = [], keywords: String
  ) -> SearchRecord? {
    let known = values.compactMap(\.self)
    guard !known.isEmpty || facts.contains(where: { metadata.state(of: $0) == .notStated }) else {
      return nil
    }
    return record(
      name, text: known.isEmpty ? site.words[.notStated] : known.joined(separator: ". "), anchor: anchor,
      citations: citations, keywords: keywords)
  }

  private func record(
    _ name: ThemePhrase, text: String, anchor: String, citations: [String], keywords: String
  ) -> SearchRecord {
    let route = site.map.route(ofCode: code.id, edition: code.currentIndex)
    return SearchRecord(
      .fact, address: Route("").address(of: route, anchor: anchor),
      title: "\(site.text.codeName(code.id, edition: code.currentIndex)): \(site.words[name])",
      citations: citations, context: metadata.title.value, text: Array(text.utf8), code: place,
      keywords: [keywords])
  }
}
