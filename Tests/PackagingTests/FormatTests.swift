import Foundation
import Site
import TestSupport
import Testing

@testable import Packaging

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The formats of packages")
struct FormatTests {
  private static let package = SmallPackage()

  private static func text(_ files: [OutputFile], _ path: String) -> String {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test("A folder has a start page that leads to the site")
  func folder() {
    let files = SiteFolder.files(of: Self.package.files, outline: Self.package.outline)
    #expect(PackageVerifier(files).problems.isEmpty)
    let start = Self.text(files, SiteFolder.startPage)
    #expect(start.contains("<a href=\"handbook/index.html\">Ethics &amp; Law</a>"))
    #expect(
      Self.package.outline.fileName == "ethics--law-learner"
        || Self.package.outline.fileName == "ethics-law-learner")
  }

  @Test(
    "A package's folder has the package's name, shortened if unpacked paths would be too long for Windows")
  func folderName() {
    func folder(_ name: String, longestPath: Int) -> String {
      SiteFolder.folder(
        named: name, of: [OutputFile(path: String(repeating: "a", count: longestPath), bytes: [])])
    }
    let name = "code-of-ethics-of-washington-learner"
    #expect(folder(name, longestPath: 100) == name)
    for length in [140, 150, 160, 169] {
      let cut = folder(name, longestPath: length)
      #expect(name.hasPrefix(cut) && !cut.hasSuffix("-"))
      // A folder of 44 characters, the names of the archive, the folder, and the file, and their separators.
      #expect(44 + name.count + 1 + cut.count + 1 + length <= 259, "\(length)")
    }
    #expect(folder(name, longestPath: 250) == "code-of")
  }

  @Test("A long title is shortened in the names of packages")
  func longTitle() {
    let title = String(repeating: "Ethics ", count: 40)
    let name = SiteOutline(title: title, sections: []).fileName
    #expect(name.hasPrefix("ethics-ethics-") && name.hasSuffix("-learner") && name.utf8.count < 100)
  }

  @Test("A table that becomes a list in an EPUB keeps the caption that names it")
  func wideTable() throws {
    var content = SmallPackage.sound
    for name in ["Alaska", "Idaho", "Ohio"] {
      content["codes/\(name.lowercased()).md"] = """
        ---
        title: Code
        jurisdiction: \(name)
        abbreviation: \(name.prefix(2).uppercased())
        status: in-force
        ---

        - No gifts. {#gifts .gifts}
        """
    }
    let package = SmallPackage(content)
    let book = Book(of: package.files, outline: package.outline, at: .standard)
    let page = Self.text(book.files, "EPUB/compare.xhtml")
    #expect(page.contains("<p class=\"caption\" id=\"_matrix\">"))
    // A row names the state of each of its cells, which repeat it only for phones.
    #expect(page.contains("<b>Idaho:</b>") && !page.contains("cell-state"))
  }

  @Test("An EPUB has no menus, and the facts about a code are open")
  func menus() {
    let book = Book(of: Self.package.files, outline: Self.package.outline, at: .standard)
    let page = Self.text(book.files, "EPUB/codes/washington.xhtml")
    #expect(page.contains("provision-text"))
    #expect(!page.contains("<details class=\"more\">"))
    #expect(page.contains("<details class=\"fold facts-fold\" open=\"open\">"), "\(page)")
  }

  @Test("Packages in a language written from right to left state the direction")
  func rightToLeft() throws {
    let package = SmallPackage(
      SmallPackage.sound.merging(["handbook.yml": "title: Ethics\nlanguage: fa\n"]) { $1 })
    let book = Book(of: package.files, outline: package.outline, at: .standard)
    let opf = Self.text(book.files, "EPUB/package.opf")
    #expect(opf.contains("xml:lang=\"fa\" dir=\"rtl\">"))
    #expect(opf.contains("<spine toc=\"ncx\" page-progression-direction=\"rtl\">"))
    for path in ["EPUB/nav.xhtml", "EPUB/topics/gifts.xhtml"] {
      #expect(Self.text(book.files, path).contains("xml:lang=\"fa\" dir=\"rtl\">"), "\(path)")
    }
    let single = try SingleFile.page(of: package.files, outline: package.outline)
    #expect(String(decoding: single, as: UTF8.self).contains("<html lang=\"fa\" dir=\"rtl\">"))
  }

  @Test("The single file contains each page, what the pages load, and nothing else")
  func singleFile() throws {
    let bytes = try SingleFile.page(of: Self.package.files, outline: Self.package.outline)
    #expect(PackageVerifier([OutputFile(path: "book.html", bytes: bytes)]).problems.isEmpty)
    let packed = try #require(SingleFile.files(in: bytes))
    #expect(PackageVerifier(packed).problems.isEmpty)
    #expect(SearchIndexVerifier(packed).problems.isEmpty)
    let paths = Set(packed.map(\.path))
    #expect(paths.count == packed.count)
    #expect(
      paths.isSuperset(of: [
        "index.html", "codes/washington.html", "codes/washington.proposed.html", "lessons/gifts.html",
        "search.html", "practice.html", "practice/index.js", "files/lessons/house.png",
      ]))
    #expect(
      !paths.contains { [".json", ".xml", ".woff2"].contains(where: $0.hasSuffix) || $0 == "print.html" })
    let original = Dictionary(uniqueKeysWithValues: Self.package.files.map { ($0.path, $0.bytes) })
    for file in packed where file.path.hasSuffix(".js") || file.path.hasSuffix(".png") {
      #expect(file.bytes == original[file.path], "\(file.path)")
    }
    #expect(try SingleFile.page(of: Self.package.files.reversed(), outline: Self.package.outline) == bytes)
  }

  @Test("Without JavaScript, the single file shows the text of the codes, and repeats no id")
  func singleFileWithoutScript() throws {
    let bytes = try SingleFile.page(of: Self.package.files, outline: Self.package.outline)
    let page = String(decoding: bytes, as: UTF8.self)
    let plain = try #require(page.firstMatch(of: /<main>.*<\/main>/.dotMatchesNewlines())).output
    #expect(plain.contains("This file needs JavaScript"))
    #expect(plain.contains("<h2>Washington"))
    #expect(plain.contains("<del>accept<ins class=\"gap\"> </ins></del><ins>exchange</ins> gifts."))
    #expect(!plain.contains(" id=") && !plain.contains("<a "))
  }

  @Test("The single file leaves out blank lines, except in preformatted text")
  func blankLines() throws {
    let text = "```\none\n\n\ntwo\n```\n"
    let package = SmallPackage([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n\n\(text)"),
      "pages/a.md": "---\ntitle: A\n---\n\n\(text)",
    ])
    let bytes = try SingleFile.page(of: package.files, outline: package.outline)
    #expect(String(decoding: bytes, as: UTF8.self).contains("one\n\n\ntwo"))
    let packed = try #require(SingleFile.files(in: bytes))
    let page = try #require(packed.first { $0.path == "pages/a.html" })
    let markup = String(decoding: page.bytes, as: UTF8.self)
    let main = try #require(markup.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines())).output
    #expect(main.matches(of: /\n\n+/).map(\.output) == ["\n\n\n"])
  }

  @Test("A book is well-formed XML, without a script, and every link stays in it")
  func book() throws {
    let book = Book(of: Self.package.files, outline: Self.package.outline, at: .standard)
    #expect(PackageVerifier(book.files).problems.isEmpty)
    for file in book.files where !file.path.hasSuffix(".css") && !file.path.hasSuffix(".png") {
      #expect(XMLParser(data: Data(file.bytes)).parse(), "\(file.path)")
    }
    let lesson = Self.text(book.files, "EPUB/lessons/gifts.xhtml")
    #expect(lesson.contains("href=\"../codes/washington.xhtml#gifts\""))
    #expect(book.files.contains { $0.path.hasSuffix("house.png") })
    #expect(Self.text(book.files, "EPUB/pages/about.xhtml").contains("https://example.org/?a=1&amp;b=2"))
    #expect(!book.files.contains { $0.path.contains("sign") || $0.path.contains("search") })
    #expect(Self.text(book.files, "EPUB/package.opf").contains("<dc:title>Ethics &amp; Law</dc:title>"))
  }

  @Test("A book's contents include groups and sections, for older devices too")
  func bookContents() throws {
    let book = Book(of: Self.package.files, outline: Self.package.outline, at: .standard)
    let contents = Self.text(book.files, "EPUB/nav.xhtml")
    #expect(contents.contains("<a href=\"lessons/gifts.xhtml#gifts\">Gifts</a>"))
    #expect(contents.contains("<a href=\"codes/washington.xhtml#conduct--heading\">Conduct</a>"))
    let links = contents.matches(of: /<a href="([^"]*)"/).map(\.output.1)
    let older = Self.text(book.files, "EPUB/toc.ncx").matches(of: /<content src="([^"]*)"/).map(\.output.1)
    #expect(links == older && Set(links).count == links.count)
  }

  @Test("Separators that a browser draws are text in a book")
  func bookSeparators() throws {
    var content = SmallPackage.sound
    content["topics/gifts.md"] = "---\ntitle: Gifts\nsynonyms: [present, tip, scarf]\n---\n\nPresents.\n"
    let package = SmallPackage(content)
    let book = Book(of: package.files, outline: package.outline, at: .standard)
    let topic = Self.text(book.files, "EPUB/topics/gifts.xhtml")
    #expect(topic.contains("<span>present</span>, <span>tip</span>, <span>scarf</span>"), "\(topic)")
  }

  @Test("A wide table becomes a list of its rows in a book, and a narrow one stays a table")
  func bookTables() throws {
    var content = SmallPackage.sound
    content["pages/about.md"] = """
      ---
      title: About
      ---

      | State | One | Two | Three |
      |---|---|---|---|
      | Ohio | 1 | *2* | 3 |

      | State | Narrow |
      |---|---|
      | Ohio | 4 |
      """
    let package = SmallPackage(content)
    let book = Book(of: package.files, outline: package.outline, at: .standard)
    let page = Self.text(book.files, "EPUB/pages/about.xhtml")
    #expect(page.contains("<div class=\"row-head\">Ohio</div>"))
    #expect(page.contains("<li><b>Two:</b> <em>2</em></li>"))
    #expect(page.components(separatedBy: "<table").count == 2)
    #expect(XMLParser(data: Data(page.utf8)).parse())
    #expect(
      Self.text(book.files, "EPUB/package.opf").contains("schema:accessibilitySummary\">The whole text"))
  }

  @Test("A changed book has a different identifier, so that no device shows an older copy")
  func bookIdentity() throws {
    func identifier(_ content: [String: String]) throws -> Substring {
      let package = SmallPackage(content)
      let book = Book(of: package.files, outline: package.outline, at: .standard)
      let document = Self.text(book.files, "EPUB/package.opf")
      return try #require(document.firstMatch(of: /<dc:identifier id="id">(urn:uuid:[^<]*)</)?.output.1)
    }
    var content = SmallPackage.sound
    let first = try identifier(content)
    #expect(try identifier(content) == first)
    content["topics/gifts.md"] = "---\ntitle: Gifts\n---\n\nPresents and favors.\n"
    #expect(try identifier(content) != first)
  }

  @Test("A book's archive begins with its type, without compression or extra fields")
  func bookArchive() throws {
    var archive: [UInt8] = []
    try Book(of: Self.package.files, outline: Self.package.outline, at: .standard).archive { archive += $0 }
    #expect(String(decoding: archive[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
    let listing = ZipListing(archive)
    #expect(listing.names.first == "mimetype")
    #expect(listing.methods.first == 0)
    #expect(listing.extraLengths.allSatisfy { $0 == 0 })
  }

  @Test("A course's manifest is XML that lists every file once, and an item for each lesson")
  func course() throws {
    let course = try #require(Course(of: Self.package.files, outline: Self.package.outline))
    #expect(PackageVerifier(course.files).problems.isEmpty)
    let manifest = Self.text(course.files, "imsmanifest.xml")
    #expect(XMLParser(data: Data(manifest.utf8)).parse())
    let listed = manifest.split(separator: "<file href=\"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
    #expect(listed.sorted() == course.files.map(\.path).filter { $0 != "imsmanifest.xml" }.sorted())
    #expect(manifest.contains("adlcp:scormtype=\"sco\" href=\"course/gifts.html\""))
  }

  @Test("The identifiers in a manifest are based on the handbook and its lessons, whatever their order")
  func courseNames() throws {
    func names(_ content: [String: String]) throws -> Set<String> {
      let package = SmallPackage(content)
      let course = try #require(Course(of: package.files, outline: package.outline))
      let manifest = Self.text(course.files, "imsmanifest.xml")
      return Set(
        manifest.matches(of: /<(?:manifest|item|resource) identifier="([^"]*)"/).map { String($0.output.1) })
    }
    var content = SmallPackage.sound
    let one = try names(content)
    #expect(one.isSuperset(of: ["item-gifts", "lesson-gifts", "whole-handbook", "handbook"]))
    content["lessons/first.md"] = "---\ntitle: First\norder: 1\n---\n\nText.\n\n> [!KEYPOINTS]\n> - None.\n"
    #expect(try names(content) == one.union(["item-first", "lesson-first"]))
    content["handbook.yml"] = "title: Another handbook\n"
    #expect(try names(content).intersection(one).count == one.count - 1, "the course itself has another name")
  }

  @Test("Links out of a course open in a new window, and the verifier finds no other change")
  func linksOutOfCourse() throws {
    let course = try #require(Course(of: Self.package.files, outline: Self.package.outline))
    let about = Self.text(course.files, "handbook/pages/about.html")
    #expect(about.contains("href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener\""))
    for file in course.files where file.path.hasSuffix(".html") {
      for tag in HTMLScanner.tokens(of: file.bytes).compactMap(\.tag) where tag.name == "a" {
        let isOutside = tag["href"].map { PackageLink($0, from: file.path) } == .outside
        #expect((tag["target"] == "_blank") == isOutside, "\(file.path): \(tag["href"] ?? "")")
      }
    }
  }

  @Test(
    "A lesson's page contains the author's rule for completion",
    arguments: [
      ("", "end-seen"), ("complete: all-answered\n", "all-answered"),
      ("complete: score>=80\n", "score&gt;=80"),
    ])
  func completion(line: String, rule: String) throws {
    var content = SmallPackage.sound
    content["lessons/gifts.md"] = content["lessons/gifts.md"]?.replacing(
      "title: On gifts\n", with: "title: On gifts\n\(line)")
    let package = SmallPackage(content)
    let course = try #require(Course(of: package.files, outline: package.outline))
    #expect(Self.text(course.files, "course/gifts.html").contains("data-complete=\"\(rule)\""))
    #expect(!Self.text(course.files, "handbook.html").contains("data-complete"))
  }

  @Test("Lessons with the same name in two folders have separate pages")
  func nestedLessons() throws {
    var content = SmallPackage.sound
    for folder in ["a", "b"] {
      content["lessons/\(folder)/twin.md"] =
        "---\ntitle: Twin \(folder)\n---\n\nText.\n\n> [!KEYPOINTS]\n> - None.\n"
    }
    let package = SmallPackage(content)
    let course = try #require(Course(of: package.files, outline: package.outline))
    #expect(PackageVerifier(course.files).problems.isEmpty)
    #expect(try !ZipArchive.bytes(of: course.files, at: .standard).isEmpty)
    #expect(course.files.contains { $0.path == "course/b/twin.html" })
  }

  @Test("No course is made from a handbook without lessons")
  func noCourse() {
    var content = SmallPackage.sound
    content["lessons/gifts.md"] = nil
    content["lessons/house.png"] = nil
    let package = SmallPackage(content)
    #expect(!package.files.isEmpty)
    #expect(Course(of: package.files, outline: package.outline) == nil)
  }
}
