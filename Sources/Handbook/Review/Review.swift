import Basics
package import Markdown
package import Redline

/// What a handbook claims, compared with what was reviewed.
package struct Review: Sendable {
  /// A claim that nobody has reviewed against the words that the code has now.
  package struct Open: Sendable {
    package let claim: Claim
    /// The review that is out of date; `nil` for a claim that was never reviewed.
    package let last: ReviewRecord.Pin?
    /// What changed in the words since then; `nil` for a claim that was never reviewed.
    package let change: [RedlineRun]?

    /// The same in CriticMarkup, for plain text.
    package var markedChange: String? { change?.marked }
  }

  /// The claims to review, in the order of the handbook's documents.
  package let open: [Open]
  /// How many claims there are.
  package let count: Int
  private let claims: [Claim]
  private let record: ReviewRecord
  private let wordings: [ReferenceTarget: Wording]

  /// - Parameter handbook: One with all its documents; what isn't read can't be compared.
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

  /// Records that claims agree with the words of their provisions.
  ///
  /// - Parameters:
  ///   - isAccepted: Which of the claims were reviewed.
  ///   - reviewer: The name of the person, in one line.
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

/// What a review is about: a place, and a provision that it rests on.
private struct ReviewKey: Hashable {
  /// A claim's name, or the document that it is in.
  let place: String
  let provision: String
}

extension Claim {
  fileprivate var key: ReviewKey { ReviewKey(place: name, provision: provision) }
}

extension ReviewRecord.Pin {
  fileprivate var key: ReviewKey { ReviewKey(place: claim, provision: provision) }
}

/// The reviews of a record by what they are about, with provisions by the ids that they have now.
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

  /// The review that says how a claim stands; `nil` if it was never reviewed.
  ///
  /// A heading or question can be renamed together with the law. A claim without a review of its own therefore takes
  /// one of the same document and provision that is out of date.
  func pin(of claim: Claim, now checkCode: CheckCode) -> ReviewRecord.Pin? {
    byClaim[claim.key]
      ?? byDocument[ReviewKey(place: Self.document(of: claim.name), provision: claim.provision)]?
      .last { $0.checkCode != checkCode }
  }

  private static func document(of claim: String) -> String {
    String(claim.prefix { $0 != "#" })
  }
}
