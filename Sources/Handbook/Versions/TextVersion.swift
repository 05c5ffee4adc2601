package import Basics
package import Markdown

/// A current or former version of a code's text, identified by a check code.
package struct TextVersion: Sendable, Hashable {
  package let code: CodeID
  /// The name of the edition, as in ``Edition/name``.
  package let editionName: String
  package let checkCode: CheckCode
  package let state: State
  /// The line that records the version, or `nil` if there is none.
  package let published: PublishedVersion?

  /// Whether the handbook still has the text.
  package enum State: Sendable, Hashable {
    /// It is the text of the edition with this index, which readers see first.
    case current(edition: Int)
    /// It is the text of the edition with this index, which isn't the one that readers see first.
    case earlier(edition: Int)
    /// The handbook has the edition with different text.
    case replaced
    /// The handbook no longer has the edition.
    case gone

    /// The name of the state in data and on the command line.
    package var name: String {
      switch self {
      case .current: "current"
      case .earlier: "earlier"
      case .replaced: "replaced"
      case .gone: "gone"
      }
    }
  }

  /// The index of the edition that has this text, or `nil` if the handbook no longer has it.
  package var edition: Int? {
    switch state {
    case .current(let edition), .earlier(let edition): edition
    case .replaced, .gone: nil
    }
  }
}

extension Handbook {
  /// All versions that are in the handbook or were published, code by code, newest first.
  package var versions: [TextVersion] {
    let recorded = Dictionary(grouping: manuscript.publishedVersions, by: \.code)
    let gone = Set(recorded.keys).subtracting(manuscript.codes.map(\.id)).sorted()
    return codes.flatMap { versions(of: $0, recorded: recorded[$0.id] ?? []) }
      + gone.flatMap { id in
        (recorded[id] ?? []).sorted { $1.date < $0.date }.map {
          TextVersion(
            code: id, editionName: $0.edition, checkCode: $0.checkCode, state: .gone, published: $0)
        }
      }
  }

  private func versions(of code: CodeOfEthics, recorded: [PublishedVersion]) -> [TextVersion] {
    var rest = recorded.sorted { $1.date < $0.date }
    let held = code.editions.indices.filter { code.editions[$0].metadata.text == .full }
    let names = Set(held.map { code.editions[$0].name })
    func state(of edition: Int) -> TextVersion.State {
      edition == code.currentIndex ? .current(edition: edition) : .earlier(edition: edition)
    }
    let current = held.map { index -> TextVersion in
      let edition = code.editions[index]
      let checkCode = edition.checkCode
      let line =
        rest.firstIndex { $0.checkCode == checkCode && $0.edition == edition.name }
        ?? rest.firstIndex { $0.checkCode == checkCode }
      return TextVersion(
        code: code.id, editionName: edition.name, checkCode: checkCode, state: state(of: index),
        published: line.map { rest.remove(at: $0) })
    }
    return current
      + rest.map { line in
        // A version that was recorded under two names is still here under one of them.
        let edition = held.first { code.editions[$0].checkCode == line.checkCode }
        return TextVersion(
          code: code.id, editionName: line.edition, checkCode: line.checkCode,
          state: edition.map(state(of:)) ?? (names.contains(line.edition) ? .replaced : .gone),
          published: line)
      }
  }

  /// Returns the list of published versions with those of this handbook added to it.
  ///
  /// - Parameters:
  ///   - file: The existing list, or `nil` if there is none.
  ///   - date: The date of publication.
  package func publishedVersions(addedTo file: SourceFile?, on date: CalendarDate) -> SourceFile {
    let added = versions.compactMap { version -> String? in
      guard version.published == nil, let edition = version.edition, let code = code(version.code) else {
        return nil
      }
      let line = [
        version.code.rawValue, version.editionName, "\(date)", "\(version.checkCode)",
        code.editions[edition].fullName,
      ]
      return line.joined(separator: " ").onOneLine
    }
    return PublishedList.versions.adding(manuscript.publishedVersions.map(\.line) + added, to: file)
  }
}

extension Edition {
  /// The name of the edition in addresses and in the list of published versions.
  ///
  /// It is the name of the file in the folder of a code. If a code has only one file, the name is generated
  /// from its version or its date, so that the file can be moved to a folder under that name when a second
  /// edition is added.
  package var name: String {
    if let slug { return slug }
    let date = metadata.effective ?? metadata.adopted
    let names = [metadata.version, date?.description].compactMap(\.self).map {
      HeadingAnchors.slug(of: Array($0.utf8))
    }
    return names.first { !$0.isEmpty } ?? Self.undatedName
  }

  /// The name of a code's only edition if it has neither a version nor a date.
  package static let undatedName = "undated"

  /// The name that distinguishes the edition from all other texts: jurisdiction, title, and version if it has
  /// one.
  package var fullName: String {
    [metadata.jurisdiction.value, metadata.title.value, metadata.version].compactMap(\.self)
      .joined(separator: ", ")
  }
}

extension CodeText {
  /// The check code of the whole text without markup, with one line for each block.
  package var checkCode: CheckCode {
    CheckCode(of: document.children(of: 0).map { document.plainText(of: $0) }.joined(separator: "\n"))
  }
}

/// A check code: 16 hexadecimal digits that are computed from a text and help people identify it.
///
/// The same text always has the same code, on any machine and in any version of the program. A code helps
/// people not to confuse texts, but it isn't secure against forgery. For that, sign the list of published
/// versions.
package struct CheckCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let rawValue: String

  /// Computes the check code of a text as it is, including white space.
  package init(of words: String) {
    rawValue = ContentHash.name(of: Array(words.utf8))
  }

  /// Reads a check code that a person typed; spaces, hyphens, and case are ignored.
  ///
  /// - Returns: The code, or `nil` if the text isn't 16 hexadecimal digits.
  package init?(_ typed: String) {
    let digits = typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    guard digits.utf8.count == Self.length, digits.utf8.allSatisfy(Self.isDigit) else { return nil }
    rawValue = digits
  }

  private static let length = 16

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var description: String { rawValue }

  /// Returns the number of positions at which two codes have different digits.
  package func distance(to other: CheckCode) -> Int {
    zip(rawValue.utf8, other.rawValue.utf8).count { $0 != $1 }
  }
}
