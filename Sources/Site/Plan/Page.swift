import Basics
package import Handbook

/// A page of the site: its subject and its address.
package struct Page: Sendable, Hashable {
  /// What a page shows.
  package enum Subject: Sendable, Hashable {
    case home
    case codes
    case code(CodeID, edition: Int, view: CodeView)
    /// The current edition of a code, at the address that it keeps after a newer edition is published.
    case frozen(CodeID, edition: Int, view: CodeView)
    /// The differences between an edition and an earlier one.
    case difference(CodeID, edition: Int, since: Int)
    /// The history of each provision of a code, edition by edition.
    case history(CodeID)
    /// A translated code next to its original.
    case parallel(CodeID, edition: Int)
    /// A sheet with the text of an edition, to sign it or comment on it.
    case sheet(CodeID, edition: Int, SheetKind)
    case topics
    case topic(TopicID)
    case comparison
    /// The comparison with the full texts.
    case sideBySide
    /// The differences between any two texts that readers choose.
    case moves
    /// The differences for a person who moves from one state to another.
    case moving(CodeID, to: CodeID)
    case lessons
    case lesson(LessonID)
    case practice
    case glossary
    case plain(PageID)
    case subjectIndex
    /// The subjects of one letter, if there are too many subjects for one page.
    case subjectLetter(String)
    case citationIndex
    case objectiveIndex
    case changes
    /// All versions of codes, with their check codes.
    case versions
    case search
    case print
    case notFound
  }

  package let subject: Subject
  package let route: Route

  package init(subject: Subject, route: Route) {
    self.subject = subject
    self.route = route
  }

  init(_ subject: Subject, at path: String) {
    self.init(subject: subject, route: Route(path))
  }
}

/// The most content that a page shows before it's split or links to other pages, so that no page grows with
/// the handbook until browsers can't display it.
///
/// The limits are far above a typical handbook: 51 codes of 40 provisions stay below all of them.
enum PageLimits {
  /// The most documents on the print page; nobody prints more.
  static let documentsForPrint = 500

  /// The most pages of a site that readers can keep on their devices.
  static let pagesOffline = 2_000

  /// The most subjects of the A–Z index on one page; above that, each letter has its own page.
  static let subjects = 2_000

  /// The most places that the A–Z index lists for a subject; above that, it links to the topic.
  static let placesOfSubject = 150

  /// The most passages on the side-by-side page; above that, it links to the topics, which have them.
  static let passagesSideBySide = 5_000

  /// The most self-checks on the practice page for readers without scripts; above that, it links to lessons.
  static let questionsForPractice = 300

  /// The most earlier editions that an edition of a code is compared with, each on its own page.
  static let comparisonsOfEdition = 9

  /// The most synonyms of a topic in the list of topics.
  static let synonymsInList = 4

  /// The most codes or lessons in the navigation; if there are more, it lists the nearest.
  static let siblings = 14

  /// Returns the elements of a list that the navigation shows around one of them.
  static func window<Element>(of list: [Element], around place: Int) -> ArraySlice<Element> {
    let first = max(0, min(place - siblings / 2, list.count - siblings))
    return list[first..<min(list.count, first + siblings)]
  }
}

/// The location of a page or a file in the site.
package struct Route: Sendable, Hashable, Comparable {
  /// The path from the root of the site, which is never absolute and always ends with a file name.
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.path.precedesInBytes(right.path)
  }

  /// The relative path from a page at this route to the root of the site: empty, or `../` for each folder.
  var wayToRoot: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Returns the percent-encoded relative address of another route from this one.
  ///
  /// - Parameter anchor: The anchor without `#`.
  func address(of other: Route, anchor: String? = nil) -> String {
    let fragment = anchor.map { "#" + Route.encodedFragment($0) } ?? ""
    if other == self, anchor != nil { return fragment }
    let shared = sharedFolders(with: other)
    let up = path.utf8.dropFirst(shared).count { $0 == UInt8(ascii: "/") }
    let rest = shared == 0 ? other.path : String(other.path.utf8.dropFirst(shared)) ?? ""
    return String(repeating: "../", count: up) + Route.encoded(rest) + fragment
  }

  /// Returns the length in bytes of the folders that this route shares with another, including their slashes.
  private func sharedFolders(with other: Route) -> Int {
    var length = 0
    var shared = 0
    for (byte, otherByte) in zip(path.utf8, other.path.utf8) {
      guard byte == otherByte else { break }
      length += 1
      if byte == UInt8(ascii: "/") { shared = length }
    }
    return shared
  }

  /// Returns a path or fragment in which all bytes with a special meaning in addresses are escaped.
  ///
  /// Source: RFC 3986, sections 2.1 and 3.3. Colons are also escaped, so that a first component is never
  /// mistaken for a scheme.
  package static func encoded(_ text: String) -> String {
    escaped(text, except: isUnreserved)
  }

  /// Returns an escaped fragment, which can have parameters for the program that opens a file: `page=3`.
  private static func encodedFragment(_ text: String) -> String {
    escaped(text) { isUnreserved($0) || $0 == UInt8(ascii: "=") }
  }

  @inline(__always)
  private static func escaped(_ text: String, except isKept: (UInt8) -> Bool) -> String {
    guard !text.utf8.allSatisfy(isKept) else { return text }
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isKept(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
    default: false
    }
  }
}

/// An address that a page can link to or load from.
///
/// Source: WHATWG URL, section 4.1, for the definition of a scheme; the list of schemes is our own.
struct Address: Sendable, Hashable {
  /// The text of the address before it's escaped for an attribute.
  let text: String

  /// Creates an address inside the site from one that the site's plan made: relative to its page,
  /// percent-encoded, and ending with a file name or an anchor.
  init(internal text: String) {
    self.text = text
  }

  /// Creates an address from one that an author wrote.
  ///
  /// Returns `nil` if its scheme isn't `http`, `https`, `mailto`, or `tel`, if it has a host without a
  /// scheme, or if it contains a control character, a space, or a backslash.
  init?(_ text: String) {
    guard !text.isEmpty, Address.isSafe(text) else { return nil }
    self.text = text
  }

  private static func isSafe(_ text: String) -> Bool {
    if text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) { return false }
    if text.hasPrefix("//") { return false }
    let beforeDelimiter = text.utf8.prefix { byte in
      byte != UInt8(ascii: ":") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?")
        && byte != UInt8(ascii: "#")
    }
    let hasScheme = text.utf8[beforeDelimiter.endIndex...].first == UInt8(ascii: ":")
    guard hasScheme else { return true }
    return ["http", "https", "mailto", "tel"].contains(String(Substring(beforeDelimiter)).lowercased())
  }
}
