package import Basics
package import Markdown

/// A published id of a provision or group, from a line of `published-ids.txt`: `WA#gifts`.
package struct PublishedID: Sendable, Hashable, Comparable {
  package let code: CodeID
  package let provision: ProvisionID
  /// The file that lists the id, and the range in it.
  package let path: String
  package let range: SourceRange

  /// The id as in the list and between double brackets: `WA#gifts`.
  package var citation: String { "\(code)#\(provision)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.code, left.provision) < (right.code, right.provision)
  }

  /// Reads the list from a handbook's files.
  package static func read(_ files: [SourceFile]) -> (ids: [PublishedID], diagnostics: [Diagnostic]) {
    let (entries, path, diagnostics) = PublishedList.ids.list.lines(in: files)
    let ids = entries.compactMap { entry -> PublishedID? in
      // Neither a code nor an id contains a space.
      let text = entry.value.utf8.prefix { !$0.isASCIIWhitespace }
      let parts = text.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      let start = entry.range.start
      return PublishedID(
        code: CodeID(String(Substring(parts[0]))), provision: ProvisionID(String(Substring(parts[1]))),
        path: path, range: SourceRange(line: start.line, column: start.column, length: text.count))
    }
    return (ids, diagnostics)
  }
}

/// The address of a published page, from a line of `published-pages.txt`: `lessons/gifts.html`.
package struct PublishedPage: Sendable, Hashable {
  /// The path from the root of the site.
  package let address: String
  /// The file that lists the page, and the range in it.
  package let path: String
  package let range: SourceRange

  /// Reads the list from a handbook's files.
  package static func read(_ files: [SourceFile]) -> (pages: [PublishedPage], diagnostics: [Diagnostic]) {
    let (entries, path, diagnostics) = PublishedList.pages.list.lines(in: files)
    return (entries.map { PublishedPage(address: $0.value, path: path, range: $0.range) }, diagnostics)
  }
}

/// A published self-check, from a line of `published-questions.txt`: `lessons/gifts#scarf 1f2e3d4c`.
package struct PublishedQuestion: Sendable, Hashable {
  package let lesson: LessonID
  package let name: String
  package let digest: String
  /// The file that lists the question, and the range in it.
  package let path: String
  package let range: SourceRange

  /// The self-check as in the list: `lessons/gifts#scarf`.
  package var citation: String { "\(Self.folder)\(lesson)#\(name)" }

  private static let folder = "lessons/"

  /// Returns the line of a question.
  fileprivate static func line(_ lesson: LessonID, _ identity: QuestionIdentity) -> String {
    "\(folder)\(lesson)#\(identity.name) \(identity.digest)"
  }

  fileprivate var line: String { "\(citation) \(digest)" }

  /// Reads the list from a handbook's files.
  package static func read(_ files: [SourceFile]) -> (
    questions: [PublishedQuestion], diagnostics: [Diagnostic]
  ) {
    let (entries, path, diagnostics) = PublishedList.questions.list.lines(in: files)
    let questions = entries.compactMap { entry -> PublishedQuestion? in
      let words = entry.value.split(separator: " ")
      guard words.count == 2, words[0].hasPrefix(folder), let mark = words[0].firstIndex(of: "#") else {
        return nil
      }
      return PublishedQuestion(
        lesson: LessonID(String(words[0][..<mark].dropFirst(folder.count))),
        name: String(words[0][words[0].index(after: mark)...]), digest: String(words[1]), path: path,
        range: entry.range)
    }
    return (questions, diagnostics)
  }
}

/// A published version of a code's text, from a line of `published-versions.txt`.
///
///     OR 2024 2026-11-28 8c1f33d0aa01b2c4 Oregon, Code of Ethics, 2024
package struct PublishedVersion: Sendable, Hashable {
  package let code: CodeID
  /// The name of its edition, as in ``Edition/name``.
  package let edition: String
  /// The date on which the version was recorded.
  package let date: CalendarDate
  package let checkCode: CheckCode
  /// The name of the text at that time: jurisdiction, title, and version.
  package let name: String
  /// The file that lists the version, and the range in it.
  package let path: String
  package let range: SourceRange

  /// The version as in the list.
  var line: String { "\(code) \(edition) \(date) \(checkCode) \(name)" }

  /// Reads the list from a handbook's files.
  package static func read(
    _ files: [SourceFile]
  ) -> (versions: [PublishedVersion], diagnostics: [Diagnostic]) {
    var (entries, path, diagnostics) = PublishedList.versions.list.lines(in: files)
    let versions = entries.compactMap { entry -> PublishedVersion? in
      if let version = PublishedVersion(entry, path: path) { return version }
      diagnostics.append(
        Diagnostic(
          .error, .unreadableVersion, "Line wasn't written by 'handbook ids --publish'", path: path,
          range: entry.range, help: "restore the line from version control"))
      return nil
    }
    return (versions, diagnostics)
  }

  private init?(_ entry: Located<String>, path: String) {
    let parts = entry.value.split(separator: " ").map(String.init)
    // The name of an edition's file can contain spaces.
    guard
      let place = parts.indices.dropFirst(2).first(where: { CalendarDate(parts[$0]) != nil }),
      let date = CalendarDate(parts[place]), parts.indices.contains(place + 1),
      let checkCode = CheckCode(parts[place + 1])
    else { return nil }
    code = CodeID(parts[0])
    edition = parts[1..<place].joined(separator: " ")
    self.date = date
    self.checkCode = checkCode
    name = parts[(place + 2)...].joined(separator: " ")
    self.path = path
    range = entry.range
  }
}

/// A list of published names that must never be removed, with one name per line.
package struct PublishedList: Sendable {
  fileprivate let list: LineList
  /// The name of its file in `Content`.
  package let fileName: String
  /// What the names stand for, used in the first line of a new list.
  private let subject: String

  package static let ids = PublishedList(
    list: LineList(role: .publishedIDs), fileName: "published-ids.txt", subject: "Ids")
  package static let pages = PublishedList(
    list: LineList(role: .publishedPages), fileName: "published-pages.txt", subject: "Addresses of pages")
  package static let versions = PublishedList(
    list: LineList(role: .publishedVersions), fileName: "published-versions.txt", subject: "Texts of codes")
  package static let questions = PublishedList(
    list: LineList(role: .publishedQuestions), fileName: "published-questions.txt", subject: "Self-checks")

  /// Returns the list's file, or `nil` if there is none.
  package func file(among files: [SourceFile]) -> SourceFile? { list.file(among: files) }

  /// Returns the list with names added, sorted, after the comments at its beginning.
  ///
  /// The names must include those already in the list, which are removed otherwise.
  ///
  /// - Parameter file: The existing list, or `nil` if there is none.
  func adding(_ names: some Sequence<String>, to file: SourceFile?) -> SourceFile {
    var remarks = String(decoding: file?.bytes ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { $0.hasPrefix("#") }.map(String.init)
    if remarks.isEmpty {
      remarks = [
        "# \(subject) that were published and must never vanish, written by 'handbook ids --publish'."
      ]
    }
    return written(remarks, names, in: file)
  }

  fileprivate func written(_ remarks: [String], _ names: some Sequence<String>, in file: SourceFile?)
    -> SourceFile
  {
    let lines = remarks + Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return SourceFile(
      path: file?.path ?? "\(SourceRole.contentFolder)/\(fileName)",
      text: lines.joined(separator: "\n") + "\n")
  }
}

extension Handbook {
  /// Returns the list of the current self-checks, or `nil` if there is nothing to list.
  ///
  /// Self-checks of lessons that this handbook doesn't include stay in the list.
  package func publishedQuestions(replacing file: SourceFile?) -> SourceFile? {
    let others = manuscript.publishedQuestions.filter { lesson($0.lesson) == nil }.map(\.line)
    let own = lessons.flatMap { lesson in
      lesson.questions.map { PublishedQuestion.line(lesson.id, $0.identity) }
    }
    guard file != nil || !own.isEmpty else { return nil }
    return PublishedList.questions.written(
      [
        "# Self-checks as they were published, written by 'handbook ids --publish'. A change to one is reported."
      ],
      others + own, in: file)
  }

  /// Returns the list of published ids with all permanent ids of this handbook added to it.
  ///
  /// - Parameter file: The existing list, or `nil` if there is none.
  package func publishedIDs(addedTo file: SourceFile?) -> SourceFile {
    let added = codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.permanentAnchors.map { "\(code.id)#\($0)" }
      }
    }
    return PublishedList.ids.adding(manuscript.publishedIDs.map(\.citation) + added, to: file)
  }

  /// Returns the list of published pages with more addresses added to it.
  ///
  /// - Parameter file: The existing list, or `nil` if there is none.
  package func publishedPages(_ addresses: [String], addedTo file: SourceFile?) -> SourceFile {
    PublishedList.pages.adding(manuscript.publishedPages.map(\.address) + addresses, to: file)
  }
}

extension CodeText {
  /// The permanent ids of provisions and groups, which are those that authors gave.
  var permanentAnchors: [String] {
    provisions.filter(\.isPermanent).map(\.id.value.rawValue) + groups.filter(\.isPermanent).map(\.anchor)
  }
}
