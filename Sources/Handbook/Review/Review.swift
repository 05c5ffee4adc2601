package import Basics
package import Markdown
package import Redline

/// A comparison of a handbook's claims with the record of reviews.
package struct Review: Sendable {
  /// A claim that hasn't been reviewed against the current wording of the code.
  package struct Open: Sendable {
    package let claim: Claim
    /// The review that is out of date, or `nil` if the claim was never reviewed.
    package let last: ReviewRecord.Pin?
    /// The changes in the wording since then, or `nil` if the claim was never reviewed.
    package let change: [RedlineRun]?

    /// The changes in CriticMarkup, for plain text.
    package var markedChange: String? { change?.marked }
  }

  /// The claims to review, in the order of the handbook's documents.
  package let open: [Open]
  /// The total number of claims.
  package let count: Int
  private let claims: [Claim]
  private let record: ReviewRecord
  private let wordings: [ReferenceTarget: Wording]

  /// - Parameter handbook: A handbook with all its documents; claims in omitted documents can't be compared.
  package init(of handbook: Handbook) {
    claims = handbook.claims
    count = claims.count
    record = handbook.manuscript.reviews
    var wordings: [ReferenceTarget: Wording] = [:]
    for target in Set(claims.map(\.target)) { wordings[target] = handbook.wording(of: target) }
    self.wordings = wordings
    let history = History(record, handbook)
    let record = record
    open = claims.compactMap { claim in
      guard let wording = wordings[claim.target] else { return nil }
      guard let pin = history.pin(of: claim, now: wording.checkCode) else {
        return Open(claim: claim, last: nil, change: nil)
      }
      guard pin.checkCode != wording.checkCode else { return nil }
      let old = record.words[ReviewRecord.Words(provision: pin.provision, checkCode: pin.checkCode)]
      return Open(claim: claim, last: pin, change: WordDiff.runs(from: old?.text ?? "", to: wording.text))
    }
  }

  /// The claims whose provision has changed since they were reviewed.
  package var suspects: [Open] { open.filter { $0.last != nil } }

  /// Records that claims agree with the wording of their provisions.
  ///
  /// - Parameters:
  ///   - isAccepted: Returns whether a claim was reviewed.
  ///   - reviewer: The name of the reviewer, on one line.
  /// - Returns: The record without the reviews of claims that the handbook no longer makes.
  package func accepting(
    _ isAccepted: (Claim) -> Bool, by reviewer: String, on date: CalendarDate
  ) -> ReviewRecord {
    var result = record
    let accepted = claims.filter { isAccepted($0) && wordings[$0.target] != nil }
    let kept = Set(claims.map(\.key)).subtracting(accepted.map(\.key))
    result.pins = record.pins.filter { kept.contains($0.key) }
    for claim in accepted {
      guard let wording = wordings[claim.target] else { continue }
      result.keep(wording, of: claim.provision)
      result.pins.append(
        ReviewRecord.Pin(
          claim: claim.name, provision: claim.provision, checkCode: wording.checkCode, date: date,
          reviewer: reviewer))
    }
    return result
  }
}

/// The subject of a review: a passage and a provision that it is based on.
private struct ReviewKey: Hashable {
  /// The name of a claim, or of the document that contains it.
  let place: String
  let provision: String
}

extension Claim {
  fileprivate var key: ReviewKey { ReviewKey(place: name, provision: provision) }
}

extension ReviewRecord.Pin {
  fileprivate var key: ReviewKey { ReviewKey(place: claim, provision: provision) }
}

/// The reviews of a record by subject, with the current ids of provisions.
private struct History {
  private var byClaim: [ReviewKey: ReviewRecord.Pin] = [:]
  private var byDocument: [ReviewKey: [ReviewRecord.Pin]] = [:]

  init(_ record: ReviewRecord, _ handbook: Handbook) {
    var renamed: [String: String] = [:]
    for code in handbook.codes {
      let text = code.current.text
      for provision in text.provisions {
        for alias in provision.aliases {
          renamed["\(code.id)#\(alias.value)"] = "\(code.id)#\(provision.id.value)"
        }
      }
      for group in text.groups {
        for alias in group.aliases { renamed["\(code.id)#\(alias.value)"] = "\(code.id)#\(group.anchor)" }
      }
    }
    for pin in record.pins {
      let provision = renamed[pin.provision] ?? pin.provision
      byClaim[ReviewKey(place: pin.claim, provision: provision)] = pin
      byDocument[ReviewKey(place: Self.document(of: pin.claim), provision: provision), default: []].append(
        pin)
    }
  }

  /// Returns the review that determines the state of a claim, or `nil` if it was never reviewed.
  ///
  /// A heading or question can be renamed along with the law. For a claim without its own review, the result
  /// is therefore an out-of-date review of the same document and provision, if there is one.
  func pin(of claim: Claim, now checkCode: CheckCode) -> ReviewRecord.Pin? {
    byClaim[claim.key]
      ?? byDocument[ReviewKey(place: Self.document(of: claim.name), provision: claim.provision)]?
      .last { $0.checkCode != checkCode }
  }

  private static func document(of claim: String) -> String {
    String(claim.prefix { $0 != "#" })
  }
}

/// The record of reviews, in `Content/reviewed.txt`: which claims, when, by whom, and against which wording.
///
/// The program maintains the file, and `handbook review` writes it. There are two kinds of lines:
///
///     words AR#gifts 8c1f33d0aa01b2c4 I will neither give nor accept gifts …
///     claim lessons/boundaries#gifts AR#gifts 8c1f33d0aa01b2c4 2026-11-28 Jane Doe
///
/// The wording is stored so that the handbook can show what changed. It is stored once, even if many claims
/// are based on it.
package struct ReviewRecord: Sendable, Equatable {
  /// A review of one claim.
  package struct Pin: Sendable, Hashable {
    /// The claim's name, as in ``Claim/name``.
    package let claim: String
    /// The provision, as in ``Claim/provision``.
    package let provision: String
    /// The check code of the reviewed wording, as in ``Wording/checkCode``.
    package let checkCode: CheckCode
    package let date: CalendarDate
    /// The name of the reviewer.
    package let reviewer: String
  }

  /// A wording of a provision that a review refers to.
  struct Words: Hashable {
    let provision: String
    let checkCode: CheckCode
  }

  package internal(set) var pins: [Pin] = []
  private(set) var words: [Words: Wording] = [:]
  /// The path of the file, or the path for a new file.
  package private(set) var path = "\(SourceRole.contentFolder)/\(fileName)"

  package init() {}

  package static let fileName = "reviewed.txt"

  /// Reads the record from a handbook's files.
  package static func read(_ files: [SourceFile]) -> (record: ReviewRecord, diagnostics: [Diagnostic]) {
    let list = LineList(role: .reviews)
    var (lines, path, diagnostics) = list.lines(in: files)
    var record = ReviewRecord()
    guard list.file(among: files) != nil else { return (record, diagnostics) }
    record.path = path
    for line in lines where !record.add(line.value) {
      diagnostics.append(
        Diagnostic(
          .error, .unreadableReview, "Line wasn't written by 'handbook review'", path: path,
          range: line.range,
          help: "restore the file from version control, or remove the line and review the claim again"))
    }
    return (record, diagnostics)
  }

  /// Adds the contents of a line, and returns whether the line is valid.
  private mutating func add(_ line: String) -> Bool {
    let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true).map(String.init)
    switch parts.first {
    case "words" where parts.count > 3:
      let text = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)[3]
      keep(Wording(String(text)), of: parts[1])
      return true
    case "claim" where parts.count == 6:
      guard let checkCode = CheckCode(parts[3]), let date = CalendarDate(parts[4]) else { return false }
      pins.append(
        Pin(claim: parts[1], provision: parts[2], checkCode: checkCode, date: date, reviewer: parts[5]))
      return true
    default: return false
    }
  }

  /// Stores wording, so that later changes to it can be shown.
  mutating func keep(_ wording: Wording, of provision: String) {
    words[Words(provision: provision, checkCode: wording.checkCode)] = wording
  }

  /// The file, with its lines sorted and only the wording that reviews refer to.
  package var file: SourceFile {
    let needed = Set(pins.map { Words(provision: $0.provision, checkCode: $0.checkCode) })
    let remark = "# What was reviewed, and against which words of the codes, written by 'handbook review'."
    let texts = words.filter { needed.contains($0.key) }.map { key, wording in
      "words \(key.provision) \(key.checkCode) \(wording.text)"
    }
    let claims = pins.map { pin in
      "claim \(pin.claim) \(pin.provision) \(pin.checkCode) \(pin.date) \(pin.reviewer)"
    }
    let lines = [remark] + texts.sorted { $0.precedesInBytes($1) } + claims.sorted { $0.precedesInBytes($1) }
    return SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }
}
