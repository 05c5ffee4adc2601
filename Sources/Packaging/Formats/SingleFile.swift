import Basics
package import Site

/// A whole site in one page: every page of it, its styles, its scripts, its pictures and its search.
///
/// The pages stand one after the other, and the style sheet shows the one that the address's fragment leads to;
/// so links, the way back and bookmarks work without a script. Ids carry the path of their page.
package struct SingleFile {
  /// What stands between the path of a page and an id on it.
  static let separator = "--"

  private let files: [String: [UInt8]]
  private let outline: SiteOutline
  private let held: Set<String>

  private init(files: [OutputFile], outline: SiteOutline) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    self.outline = outline
    held = Set(outline.entries.map(\.path))
  }

  /// Why a site can't become one page.
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

  /// How many bytes of files from the disk a page can contain.
  ///
  /// Browsers become slow with more, and the page is made in memory.
  static let maximumAttachments = 128 << 20

  /// Makes the page.
  ///
  /// - Parameters:
  ///   - files: All files of the site.
  ///   - outline: The pages that it contains, the home page first.
  /// - Throws: A ``Refusal``, or the error of reading a file.
  package static func page(of files: [OutputFile], outline: SiteOutline) throws -> [UInt8] {
    let stored = files.filter { $0.content.bytesInMemory == nil }
    let total = stored.reduce(0) { $0 + $1.content.size }
    if total > maximumAttachments, let largest = stored.max(by: { $0.content.size < $1.content.size }) {
      throw Refusal(path: largest.path, total: total)
    }
    let inMemory = try files.map { OutputFile(path: $0.path, bytes: try $0.content.read()) }
    return SingleFile(files: inMemory, outline: outline).page()
  }

  private func page() -> [UInt8] {
    guard let home = outline.entries.first else { preconditionFailure("a site has a home page") }
    let shell = HTMLScanner.tokens(of: files[home.path] ?? [])
    guard let frame = PageFrame.range(in: shell) else { return [] }
    let assets = PageAssets(of: shell, at: home.path, files: files)
    var writer = MarkupWriter()
    for (place, token) in shell.enumerated() {
      if place == frame.lowerBound {
        let parts = outline.entries.concurrentMap { part(of: $0, isHome: $0.path == home.path) }
        for part in parts { writer.write(String(decoding: part, as: UTF8.self)) }
      }
      if frame.contains(place) { continue }
      if case .end("body") = token { writer.write(assets.scripts) }
      if case .end("head") = token { writer.write(assets.styles) }
      if case .start(let tag) = token, tag.name == "meta", tag["http-equiv"] != nil {
        var policy = tag
        policy["content"] = assets.policy
        writer.write(.start(policy))
      } else if !assets.places.contains(place), let token = rewritten(token, from: home.path, isShell: true) {
        writer.write(token)
      }
    }
    return writer.bytes
  }

  /// One page, in the element that the style sheet shows or hides.
  private func part(of entry: SiteOutline.Entry, isHome: Bool) -> [UInt8] {
    let tokens = HTMLScanner.tokens(of: files[entry.path] ?? [])
    guard let frame = PageFrame.range(in: tokens) else { return [] }
    let kind = tokens.lazy.compactMap(\.tag).first { $0.name == "body" }?["class"] ?? ""
    var writer = MarkupWriter()
    var links: [Bool] = []
    for place in frame {
      var token = tokens[place]
      if case .start(var tag) = token {
        if place == frame.lowerBound {
          tag["class"] = "\(tag["class"] ?? "") \(kind)"
          tag["id"] = nil
          tag["data-page"] = PageFrame.text(of: "title", in: tokens) ?? entry.title
        }
        // One main element at a time may be without it; the script takes it away, and the style sheet decides.
        if tag.name == "main", !isHome { tag.attributes.append(("hidden", nil)) }
        token = .start(tag)
      }
      guard var kept = rewritten(token, from: entry.path, isShell: false) else {
        links.append(false)
        continue
      }
      if case .start(var tag) = kept {
        if place == frame.lowerBound { tag["id"] = entry.path }
        if tag.name == "a" { links.append(true) }
        kept = .start(tag)
      }
      if case .end("a") = kept, links.popLast() == false { continue }
      writer.write(kept)
    }
    return writer.bytes
  }

  /// A piece with its ids and addresses made those of the one page; nothing for the start of a link that leads to
  /// what the page does not hold.
  private func rewritten(_ token: HTMLToken, from path: String, isShell: Bool) -> HTMLToken? {
    guard case .start(var tag) = token else { return token }
    if !isShell {
      for name in Self.idAttributes {
        tag[name] = tag[name].map { ids in
          ids.split(separator: " ").map { path + Self.separator + $0 }.joined(separator: " ")
        }
      }
    }
    // The theme's script would send readers to another file.
    tag["data-view"] = nil
    tag["srcset"] = nil
    if tag.name == "form" { tag["action"] = nil }
    for name in PageAddress.attributes[tag.name, default: []] {
      guard let text = tag[name], case .file(let file, let anchor) = PackageLink(text, from: path) else {
        continue
      }
      if held.contains(file) {
        tag[name] = Self.address(of: file, anchor: anchor)
      } else if let bytes = files[file], !file.hasSuffix(".html") {
        tag[name] = DataAddress.of(bytes, named: file)
        if tag.name == "a" { tag["download"] = file.split(separator: "/").last.map(String.init) }
      } else if isShell {
        tag[name] = nil
      } else {
        return nil
      }
    }
    return .start(tag)
  }

  private static let idAttributes = [
    "id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list",
  ]

  private static func address(of file: String, anchor: String?) -> String {
    let suffix = anchor.map { $0.isEmpty ? "" : separator + $0 } ?? ""
    return "#" + Route.encoded(file + suffix)
  }
}
