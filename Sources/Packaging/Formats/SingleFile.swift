import Basics
package import Site

/// A whole site in one page, with its styles, scripts, pictures, search, and practice.
///
/// The page contains the compressed files of the site and `single_file.js`, which acts as the web host: it
/// shows the page in the fragment of the address and runs the site's unchanged scripts. Without JavaScript,
/// readers see a notice and the text of the codes. `0014-single-file.md` explains why.
package struct SingleFile {
  private let files: [String: [UInt8]]
  private let outline: SiteOutline
  /// The paths of the pages that the file contains.
  private let pages: [String]

  private init(files: [OutputFile], outline: SiteOutline) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    self.outline = outline
    let known = self.files
    pages = (outline.entries.map(\.path) + Self.otherPages).filter { known[$0] != nil }
  }

  /// Pages that aren't in an outline because their scripts show the text.
  private static let otherPages = ["search.html", "practice.html", "moving/index.html"]
  /// Folders with data that scripts load.
  private static let dataFolders = ["search/", "practice/"]

  /// The reason why a site can't become one page.
  package struct Refusal: Error, Equatable, CustomStringConvertible {
    /// The largest file.
    let path: String
    /// The size of all files that the page would contain, in bytes.
    let total: Int

    package var description: String {
      "one page can contain \(SingleFile.maximumAttachments >> 20) MB of pictures and other files, and the site has "
        + "\(total >> 20) MB; the largest is '\(path)'. Make a zip instead"
    }
  }

  /// The maximum number of bytes of files on the disk that a page can contain.
  ///
  /// Browsers become slow with more, and the page is created in memory.
  static let maximumAttachments = 128 << 20

  /// Creates the page.
  ///
  /// - Parameters:
  ///   - files: All files of the site.
  ///   - outline: The pages that it contains, starting with the home page.
  /// - Throws: A ``Refusal``, or an error from reading a file.
  package static func page(of files: [OutputFile], outline: SiteOutline) throws -> [UInt8] {
    let stored = files.filter { $0.content.bytesInMemory == nil }
    let total = stored.reduce(0) { $0 + $1.content.size }
    if total > maximumAttachments, let largest = stored.max(by: { $0.content.size < $1.content.size }) {
      throw Refusal(path: largest.path, total: total)
    }
    let inMemory = try files.map { OutputFile(path: $0.path, bytes: try $0.content.read()) }
    return SingleFile(files: inMemory, outline: outline).page()
  }

  /// Returns the files in a page from ``page(of:outline:)``, or `nil` if it contains none.
  package static func files(in page: [UInt8]) -> [OutputFile]? {
    let tokens = HTMLScanner.tokens(of: page)
    guard let place = tokens.firstIndex(where: { $0.tag?["id"] == packID }), place + 1 < tokens.count,
      let size = tokens[place].tag?["data-size"].flatMap({ Int($0) }),
      case .raw(let text, _) = tokens[place + 1], let packed = PrintableText.bytes(of: text, count: size)
    else { return nil }
    return Deflate.expanded(packed).flatMap(LongMatches.decoded).flatMap(FileList.files)
  }

  /// The id of the element with the files.
  private static let packID = "files"

  private func page() -> [UInt8] {
    let held = Set(pages)
    let scanned = pages.concurrentMap {
      PackedPage(path: $0, bytes: files[$0] ?? [], files: files, held: held)
    }
    let references = scanned.reduce(into: Set<String>()) { $0.formUnion($1.references) }
    let codes = Set(scanned.flatMap(\.scripts)).sorted(byBytesOf: \.self)
    let others = files.keys.filter { path in
      !held.contains(path)
        && (references.contains(path) || codes.contains(path)
          || Self.dataFolders.contains(where: path.hasPrefix))
    }.sorted(byBytesOf: \.self)
    var packed = zip(pages, scanned).map { (path: $0, bytes: $1.bytes) }
    packed += others.map { path in
      (path, path.hasSuffix(".css") ? Self.withoutFonts(files[path] ?? []) : files[path] ?? [])
    }
    let bytes = Deflate.compressed(LongMatches.encoded(FileList.bytes(of: packed)))
    let style = Array(PackageResources.single_file_css)
    let start = Array(
      "document.documentElement.className = \"DecompressionStream\" in window ? \"packed\" : \"\";".utf8)
    let loader = PublishedCode.bytes(of: Array(PackageResources.single_file_js), named: "single_file.js")
    let scripts = [start, loader] + codes.compactMap { files[$0] }
    let digests = scripts.map(SHA256.policySource).joined(separator: " ")
    let title = XML.escaped(outline.title)
    let page = """
      <!DOCTYPE html>
      <html lang="\(XML.escaped(outline.language))"\(Book.direction(of: outline.language))>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src \(digests); style-src \(SHA256.policySource(of: style)); img-src data: blob:; media-src blob:; base-uri 'none'; form-action 'none'">
      <title>\(title)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <style>\(String(decoding: style, as: UTF8.self))</style>
      <script>\(String(decoding: start, as: UTF8.self))</script>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <p role="note">\(XML.escaped(outline.singleFileNotice))</p>

      """
    let rest = """
      </main>
      <script type="application/octet-stream" id="\(Self.packID)" data-size="\(bytes.count)">\(PrintableText.text(of: bytes))</script>
      <script>\(String(decoding: loader, as: UTF8.self))</script>
      </body>
      </html>

      """
    return Array(page.utf8) + plainCodes + Array(rest.utf8)
  }

  /// The text of the codes for readers without JavaScript.
  private var plainCodes: [UInt8] {
    let codes = outline.entries.filter { $0.kind == .code }.map { entry -> [UInt8] in
      let tokens = HTMLScanner.tokens(of: files[entry.path] ?? [])
      guard let main = PageFrame.main(in: tokens),
        tokens[main].contains(where: { $0.tag?["class"] == "provision-text" })
      else { return [] }
      var writer = MarkupWriter()
      writer.write("<section>\n<h2>\(XML.escaped(entry.title))</h2>\n")
      var body = BookBody(path: entry.path, pages: [], resources: [])
      body.droppedClasses.formUnion([
        "provision-meta", "contents", "page-head-code", "standing", "editor-notes", "note-mark",
      ])
      body.keepsSectionsOfPage = false
      // Two codes can have the same ids.
      body.droppedAttributes.formUnion(["id", "aria-labelledby", "aria-label", "start"])
      body.write(tokens[main].dropFirst().dropLast(), to: &writer)
      writer.write("\n</section>\n")
      return Self.withoutBlankLines(writer.bytes)
    }
    return codes.flatMap(\.self)
  }

  /// Returns markup without blank lines, which templates leave.
  ///
  /// Markup with preformatted text keeps them.
  private static func withoutBlankLines(_ markup: [UInt8]) -> [UInt8] {
    guard markup.firstRange(of: "<pre".utf8) == nil else { return markup }
    return Array(markup.split(separator: UInt8(ascii: "\n")).joined(separator: "\n".utf8)) + "\n".utf8
  }

  /// Returns a style sheet without the site's fonts, which would be a sixth of the file.
  ///
  /// Readers see their device's fonts instead.
  private static func withoutFonts(_ sheet: [UInt8]) -> [UInt8] {
    let text = String(decoding: sheet, as: UTF8.self)
    return Array(text.replacing(/@font-face\s*\{[^{}]*url\([^{}]*\}\n?/, with: "").utf8)
  }
}

/// A page of the site as it is in the single file.
private struct PackedPage {
  private(set) var bytes: [UInt8] = []
  /// The files other than pages that it loads or links to.
  private(set) var references: Set<String> = []
  /// The scripts that it runs.
  private(set) var scripts: Set<String> = []

  init(path: String, bytes: [UInt8], files: [String: [UInt8]], held: Set<String>) {
    var writer = MarkupWriter()
    var links: [Bool] = []
    var isInData = false
    /// The number of elements around the token in which line breaks are shown.
    var preformatted = 0
    for token in HTMLScanner.tokens(of: bytes) {
      switch token {
      case .text(let text)
      where preformatted == 0 && text.contains(UInt8(ascii: "\n")) && text.allSatisfy { $0 <= 0x20 }:
        writer.write("\n")
      case .start(let tag):
        if Self.preformatted.contains(tag.name) { preformatted += 1 }
        let targets = PageAddress.all(in: tag).compactMap { address -> String? in
          guard case .file(let file, _) = PackageLink(address.text, from: path) else { return nil }
          return file
        }
        if tag.name == "a" {
          // A link to something that the file doesn't contain becomes plain text.
          let isKept = targets.allSatisfy { held.contains($0) || !$0.hasSuffix(".html") }
          links.append(isKept)
          if !isKept { continue }
        } else if tag.name == "link", tag["rel"] != "stylesheet" {
          continue
        } else if tag.name == "script" {
          guard tag["src"] != nil else {
            isInData = true
            continue
          }
          let clients = [tag["data-client"], tag["data-answers"]].compactMap { address -> String? in
            guard let address,
              case .file(let file, _) = PackageLink((tag["data-root"] ?? "") + address, from: path)
            else { return nil }
            return file
          }
          scripts.formUnion(targets + clients)
        }
        references.formUnion(targets.filter { !$0.hasSuffix(".html") && files[$0] != nil })
        for target in targets where target.hasSuffix(".css") {
          references.formUnion(Self.pictures(of: files[target] ?? [], at: target))
        }
        writer.write(token)
      case .raw where isInData: continue
      case .end("script") where isInData: isInData = false
      case .end("a") where links.popLast() == false: continue
      case .end(let name) where Self.preformatted.contains(name):
        preformatted = max(0, preformatted - 1)
        writer.write(token)
      default: writer.write(token)
      }
    }
    self.bytes = writer.bytes
  }

  /// Elements in which line breaks are shown.
  private static let preformatted: Set<String> = ["pre", "textarea"]

  /// Returns the files that a style sheet loads, except fonts.
  private static func pictures(of sheet: [UInt8], at path: String) -> [String] {
    StyleAddresses.all(in: sheet[...]).compactMap { address in
      guard case .file(let file, _) = PackageLink(address.text, from: path),
        !MediaType(path: file).name.hasPrefix("font/")
      else { return nil }
      return file
    }
  }
}

/// Bytes as printable ASCII characters, which editors and mail programs leave unchanged.
///
/// Two characters contain 13 bits, so the text is 23 percent longer than the bytes. Base64 would be 33 percent
/// longer. The 91 digits are the characters from `$` to `~`, but `!` instead of `<`, so that the text can be in
/// a script element. `single_file.js` reads this format.
enum PrintableText {
  private static let base = 91
  private static let bitsInPair = 13
  private static let digits: [UInt8] = (UInt8(ascii: "$")...UInt8(ascii: "~")).map {
    $0 == UInt8(ascii: "<") ? UInt8(ascii: "!") : $0
  }
  private static let values: [UInt8: Int] = Dictionary(
    uniqueKeysWithValues: digits.enumerated().map { ($1, $0) })

  /// Returns the text of bytes.
  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 5 / 4 + 2)
    var bits = 0
    var count = 0
    func append(_ pair: Int) {
      text.append(digits[pair / base])
      text.append(digits[pair % base])
    }
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      if count >= bitsInPair {
        count -= bitsInPair
        append(bits >> count)
        bits &= 1 << count - 1
      }
    }
    if count > 0 { append(bits << (bitsInPair - count)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the bytes of a text, or `nil` if the text isn't that of so many bytes.
  static func bytes(of text: some Collection<UInt8>, count: Int) -> [UInt8]? {
    guard count >= 0, text.count == (count * 8 + bitsInPair - 1) / bitsInPair * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var bits = 0
    var held = 0
    var first: Int?
    for character in text {
      guard let value = values[character] else { return nil }
      guard let high = first else {
        first = value
        continue
      }
      first = nil
      let pair = high * base + value
      guard pair >> bitsInPair == 0 else { return nil }
      bits = bits << bitsInPair | pair
      held += bitsInPair
      while held >= 8, bytes.count < count {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
      }
      bits &= 1 << held - 1
    }
    return bytes
  }
}
