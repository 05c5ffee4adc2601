import Basics
import Handbook
import Search

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
        keywords: "issuer issued who wrote author published adopted agency board department administered"),
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
      keywords: "status in force law binding official current draft adopted effective still valid")
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
