import Basics
import Handbook
import Search

/// Finds what the handbook knows about a code: who issued it, its status, whom to call, where to complain.
///
/// A fact that the source of a code doesn't state is a record too where the text is included, so that the question
/// "who issued it" isn't answered by silence.
struct FactRecords {
  let site: SiteContext
  let code: CodeOfEthics
  /// The place of the code in the corpus.
  let place: Int?

  private var metadata: CodeMetadata { code.current.metadata }

  var all: [SearchRecord] {
    [
      record(
        .factIssuer, [metadata.issuer, site.instrument(of: metadata)], isExpected: true,
        keywords: "issuer issued who wrote author published adopted agency board department"),
      record(
        .factStatus, [site.status(of: code.current).word, effectiveDates], isExpected: true,
        keywords: "status in force law binding official current draft adopted effective still valid"),
      record(
        .factContact,
        [metadata.contact?.name ?? metadata.issuer] + contactWays, isExpected: false,
        isKnown: !contactWays.isEmpty,
        citations: [metadata.contact?.phone, metadata.contact?.email].compactMap(\.self),
        keywords: "contact call phone telephone number email reach ask question who website"),
      record(
        .factComplaints, complaintWays, isExpected: true,
        keywords: "complaint complain report file grievance deadline where who unethical violation"),
      record(
        metadata.text == .full ? .transcriptionNotes : .referenceNotes,
        metadata.transcriptionNotes.map(Optional.some), isExpected: false, anchor: "_notes",
        keywords: "notes copy transcription errors"),
    ].compactMap(\.self)
  }

  private var contactWays: [String?] {
    guard let contact = metadata.contact else { return [] }
    return [contact.phone, contact.email, contact.url?.rawValue].compactMap(\.self)
  }

  private var complaintWays: [String?] {
    guard let complaints = metadata.complaints else { return [] }
    let deadline = complaints.deadline.map { site.words.filled(.complaintsWithin, ["deadline": $0]) }
    return [complaints.url?.rawValue, deadline].compactMap(\.self)
  }

  private var effectiveDates: String? {
    metadata.effective.map { "\(site.words[.factEffective]): \(site.printed($0))" }
  }

  /// - Parameters:
  ///   - isExpected: Whether readers are told if the source doesn't state it.
  ///   - keywords: Words that lead to the fact in an English handbook.
  private func record(
    _ name: ThemePhrase, _ values: [String?], isExpected: Bool, isKnown: Bool = true,
    anchor: String = "_facts", citations: [String] = [], keywords: String
  ) -> SearchRecord? {
    let known = isKnown ? values.compactMap(\.self) : []
    guard !known.isEmpty || (isExpected && metadata.text == .full) else { return nil }
    let route = site.map.route(ofCode: code.id, edition: code.currentIndex)
    return SearchRecord(
      .fact, address: Route("").address(of: route, anchor: anchor),
      title: "\(site.text.codeName(code.id, edition: code.currentIndex)): \(site.words[name])",
      citations: citations, context: metadata.title.value,
      text: Array((known.isEmpty ? site.words[.notStated] : known.joined(separator: ". ")).utf8), code: place,
      keywords: [keywords])
  }
}
