package import Basics
package import Markdown

/// Which claims were reviewed, when, by whom, and against which words: `Content/reviewed.txt`.
///
/// The program keeps the file, and `handbook review` writes it. A line says one of two things:
///
///     words AR#gifts 8c1f33d0aa01b2c4 I will neither give nor accept gifts …
///     claim lessons/boundaries#gifts AR#gifts 8c1f33d0aa01b2c4 2026-11-28 Jane Doe
///
/// The words are kept so that the handbook can show what changed in them. They are kept once, however many claims rest
/// on them.
package struct ReviewRecord: Sendable, Equatable {
  /// A review of one claim.
  package struct Pin: Sendable, Hashable {
    /// The claim's name, as in ``Claim/name``.
    package let claim: String
    /// The provision, as in ``Claim/provision``.
    package let provision: String
    /// The check code of the words that were reviewed, as in ``Wording/checkCode``.
    package let checkCode: CheckCode
    package let date: CalendarDate
    /// The name of the reviewer.
    package let reviewer: String
  }

  /// Words of a provision that a review has seen.
  struct Words: Hashable {
    let provision: String
    let checkCode: CheckCode
  }

  package internal(set) var pins: [Pin] = []
  private(set) var words: [Words: Wording] = [:]
  /// The file's path, or the path that a new file gets.
  package private(set) var path = "\(SourceRole.contentFolder)/\(fileName)"

  package init() {}

  package static let fileName = "reviewed.txt"

  /// Reads the record among a handbook's files.
  package static func read(_ files: [SourceFile]) -> (record: ReviewRecord, diagnostics: [Diagnostic]) {
    let list = LineList(role: .reviews)
    var (lines, path, diagnostics) = list.lines(in: files)
    var record = ReviewRecord()
    guard list.file(among: files) != nil else { return (record, diagnostics) }
    record.path = path
    for line in lines where !record.add(line.value) {
      diagnostics.append(
        Diagnostic(
          .error, .unreadableReview, "Line is not one that 'handbook review' writes", path: path,
          range: line.range,
          help: "restore the file from version control, or remove the line and review the claim again"))
    }
    return (record, diagnostics)
  }

  /// Adds what a line says, if it says anything.
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

  /// Keeps words, so that a later change in them can be shown.
  mutating func keep(_ wording: Wording, of provision: String) {
    words[Words(provision: provision, checkCode: wording.checkCode)] = wording
  }

  /// The file, with its lines in order and only the words that a review has seen.
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
