import Basics
import Markdown

/// What each code lacks, in the order of how much readers would notice.
enum UnfinishedList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.codes.flatMap { code in
      missing(in: code, of: handbook).map { range, subject, remark in
        ListedEntry(path: code.current.path, range: range, subject: subject, remark: remark)
      }
    }
  }

  private typealias Lack = (range: SourceRange?, subject: String, remark: String)

  private static func missing(in code: CodeOfEthics, of handbook: Handbook) -> [Lack] {
    let metadata = code.current.metadata
    let text = code.current.text
    let title = metadata.title.range
    var found: [Lack] = []
    func add(_ remark: String) { found.append((title, code.id.rawValue, remark)) }

    let jurisdiction = metadata.jurisdiction.value.lowercased()
    if metadata.shortTitle == nil, handbook.manuscript.sharedJurisdictions.contains(jurisdiction) {
      add("has no short title, and another code has its jurisdiction")
    }
    if metadata.source == nil { add("has no source") }
    if metadata.verified == nil, metadata.text == .full { add("was never verified") }
    let unrecorded = CodeFact.allCases.filter { !$0.isExceptional && metadata.state(of: $0) == .notRecorded }
    let (first, rest) = (unrecorded.filter(\.isAskedFor), unrecorded.filter { !$0.isAskedFor })
    if !first.isEmpty { add("doesn't record \(names(first))") }
    if metadata.text == .full {
      if metadata.topics == nil { add("was not reviewed for topics") }
      for provision in text.provisions where provision.topics.isEmpty && !text.isCovered(provision) {
        found.append((provision.id.range, "\(code.id)#\(provision.id.value)", "carries no topic"))
      }
      for provision in text.provisions where !provision.isPermanent {
        found.append((provision.id.range, "\(code.id)#\(provision.id.value)", "has no permanent id"))
      }
      found += suspiciousLabels(in: text, of: code.id)
    }
    if !rest.isEmpty { add("doesn't record \(names(rest))") }
    return found
  }

  private static func names(_ facts: [CodeFact]) -> String { facts.map(\.rawValue).joined(separator: ", ") }

  /// Labels that look wrong: one that comes twice under the same heading or provision, and a provision without a label
  /// among others that have one.
  private static func suspiciousLabels(in text: CodeText, of code: CodeID) -> [Lack] {
    struct Place: Hashable { let group: Int, parent: Int? }
    let siblings = Dictionary(grouping: text.provisions.indices) { index in
      Place(group: text.provisions[index].group, parent: text.provisions[index].parent)
    }
    let lacks = siblings.values.flatMap { places -> [(Int, String)] in
      let labels = places.compactMap { text.provisions[$0].label }
      var seen: Set<String> = []
      return places.compactMap { place in
        guard let label = text.provisions[place].label else {
          return labels.count * 2 > places.count ? (place, "has no label, and those beside it do") : nil
        }
        return seen.insert(label).inserted
          ? nil : (place, "has the label '\(label)', and so does another beside it")
      }
    }
    return lacks.sorted { $0.0 < $1.0 }.map { place, remark in
      let id = text.provisions[place].id
      return (id.range, "\(code)#\(id.value)", remark)
    }
  }
}

extension CodeFact {
  /// Whether most codes don't have the fact, so that nobody misses it.
  fileprivate var isExceptional: Bool {
    switch self {
    case .supersededBy, .formerly, .reviewCycle: true
    default: false
    }
  }

  /// Whether readers ask for the fact before they read: whether the code binds them, whom to call, where to complain.
  fileprivate var isAskedFor: Bool {
    switch self {
    case .status, .issuer, .effective, .contact, .complaints, .appliesTo, .version: true
    default: false
    }
  }
}
