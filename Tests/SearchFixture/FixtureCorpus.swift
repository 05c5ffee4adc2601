import Search

/// A corpus that a test writes as JSON.
///
/// The keys are the names of the Swift properties.
struct FixtureCorpus: Decodable {
  let corpus: SearchCorpus
  let records: [SearchRecord]

  private struct Code: Decodable {
    let abbreviation: String
    let jurisdiction: String
    let status: String
    let title: String
    let address: String
    let isIncluded: Bool?
    let source: String?
    let itemCount: Int?
  }

  private struct Topic: Decodable {
    let id: String
    let title: String
    let synonyms: [String]
    let searches: [String]?
    let address: String
    let provisionCount: Int
    let urgent: String?
  }

  private struct Jurisdiction: Decodable {
    let abbreviation: String
    let name: String
  }

  private struct Record: Decodable {
    let kind: String
    let address: String
    let title: String
    let label: String?
    let citations: [String]?
    let context: String?
    let leadIn: String?
    let text: String
    let removedText: String?
    let code: Int?
    let topics: [Int]?
    let keywords: [String]?
  }

  private enum Key: CodingKey {
    case codes, topics, jurisdictions, language, strings, records, answersPath
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    corpus = SearchCorpus(
      codes: try container.decode([Code].self, forKey: .codes).map {
        SearchCorpus.Code(
          abbreviation: $0.abbreviation, jurisdiction: $0.jurisdiction, status: $0.status, title: $0.title,
          address: $0.address, isIncluded: $0.isIncluded ?? true, source: $0.source ?? "",
          itemCount: $0.itemCount ?? 0)
      },
      topics: try container.decode([Topic].self, forKey: .topics).map {
        SearchCorpus.Topic(
          id: $0.id, title: $0.title, synonyms: $0.synonyms, searches: $0.searches ?? [], address: $0.address,
          provisionCount: $0.provisionCount, urgent: $0.urgent ?? "")
      },
      jurisdictions: try container.decodeIfPresent([Jurisdiction].self, forKey: .jurisdictions)?.map {
        SearchCorpus.Jurisdiction(abbreviation: $0.abbreviation, name: $0.name)
      } ?? [],
      language: try container.decodeIfPresent(String.self, forKey: .language) ?? "en",
      strings: try container.decodeIfPresent([String: String].self, forKey: .strings) ?? [:],
      answersPath: try container.decodeIfPresent(String.self, forKey: .answersPath) ?? "")
    records = try container.decode([Record].self, forKey: .records).map { record in
      guard let kind = SearchRecord.Kind.allCases.first(where: { $0.name == record.kind }) else {
        throw DecodingError.dataCorruptedError(
          forKey: .records, in: container, debugDescription: "No kind of record is called '\(record.kind)'")
      }
      return SearchRecord(
        kind, address: record.address, title: record.title, label: record.label,
        citations: record.citations ?? [], context: record.context ?? "", leadIn: record.leadIn ?? "",
        text: Array(record.text.utf8), removedText: Array((record.removedText ?? "").utf8), code: record.code,
        topics: record.topics ?? [], keywords: record.keywords ?? [])
    }
  }
}
