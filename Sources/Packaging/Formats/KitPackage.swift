import Basics
package import Site

/// A trainer's kit as a folder of documents, each of which also works by itself.
///
/// A trainer sends a document to a board, or puts it on a computer in a classroom. So each contains its style sheets,
/// fonts, scripts, and pictures. Only videos, recordings, and files to download are beside the documents.
package struct KitPackage {
  /// The files, without the folder around them.
  package let files: [OutputFile]

  /// - Throws: An error from reading a picture.
  package init(of kit: TrainersKit) throws {
    let documents = kit.documents
    let sources = Sources(
      documents: Set(documents.map(\.path)),
      others: Dictionary(kit.assets.map { ($0.path, $0.content) }) { first, _ in first })
    var files: [OutputFile] = []
    var attachments: Set<String> = []
    for document in documents {
      var writer = DocumentWriter(document, sources: sources)
      files.append(OutputFile(path: document.path, bytes: try writer.write()))
      attachments.formUnion(writer.attachments)
    }
    self.files =
      files
      + attachments.sorted(byBytesOf: \.self).compactMap { path in
        sources.others[path].map { OutputFile(path: path, content: $0) }
      }
  }

  /// The files that a document can lead to, load, or contain.
  private struct Sources {
    /// The paths of the kit's documents.
    let documents: Set<String>
    let others: [String: FileContent]
  }

  /// Writes a document with everything that it loads.
  private struct DocumentWriter {
    private let path: String
    private let tokens: [HTMLToken]
    private let anchors: Set<String>
    private let sources: Sources
    private var writer = MarkupWriter()
    /// The files that must be beside the document.
    private(set) var attachments: Set<String> = []

    init(_ document: OutputFile, sources: Sources) {
      path = document.path
      tokens = HTMLScanner.tokens(of: document.bytes)
      anchors = Set(tokens.compactMap { $0.tag?["id"] })
      self.sources = sources
    }

    mutating func write() throws -> [UInt8] {
      let policy = try self.policy
      var keptLinks: [Bool] = []
      for token in tokens {
        switch token {
        case .start(var tag):
          if tag.name == "meta", tag["http-equiv"] != nil {
            tag["content"] = policy
          } else if let sheet = try styleSheet(of: tag) {
            writer.write("<style>\(String(decoding: sheet, as: UTF8.self))</style>")
            continue
          } else if let script = try script(of: tag) {
            writer.write("<script>\(String(decoding: script, as: UTF8.self))")
            continue
          } else if tag.name == "a" {
            keptLinks.append(keeps(tag))
            if keptLinks.last == false { continue }
          } else if tag.name == "img", let picture = file(tag["src"]) {
            tag["src"] = try Self.data(picture.content, path: picture.path)
          } else {
            attachments.formUnion(
              PageAddress.all(in: tag).filter(\.isLoaded).compactMap { file($0.text)?.path })
          }
          writer.write(.start(tag))
        case .end("a") where keptLinks.popLast() == false: continue
        default: writer.write(token)
        }
      }
      return writer.bytes
    }

    /// Returns whether a link leads somewhere: to a place on the page, another document, a file, or another host.
    private mutating func keeps(_ tag: HTMLTag) -> Bool {
      guard let address = tag["href"] else { return true }
      switch PackageLink(address, from: path) {
      case .outside: return true
      case .file(path, let place): return place.map { anchors.contains($0) } ?? false
      case .file(let file, _):
        if sources.documents.contains(file) { return true }
        guard sources.others[file] != nil, !file.hasSuffix(".html") else { return false }
        attachments.insert(file)
        return true
      case .data, .broken: return false
      }
    }

    // MARK: What documents load

    private func file(_ address: String?) -> (path: String, content: FileContent)? {
      guard let address, case .file(let file, _) = PackageLink(address, from: path) else { return nil }
      return sources.others[file].map { (file, $0) }
    }

    private func script(of tag: HTMLTag) throws -> [UInt8]? {
      guard tag.name == "script" else { return nil }
      return try file(tag["src"])?.content.read()
    }

    /// Returns the style sheet that a tag loads, with the fonts that it loads.
    private func styleSheet(of tag: HTMLTag) throws -> [UInt8]? {
      guard tag.name == "link", tag["rel"] == "stylesheet", let sheet = file(tag["href"]) else { return nil }
      let bytes = try sheet.content.read()
      var addresses: [String: String] = [:]
      for address in StyleAddresses.all(in: bytes[...]) {
        guard case .file(let file, _) = PackageLink(address.text, from: sheet.path),
          let content = sources.others[file]
        else { continue }
        addresses[address.text] = try Self.data(content, path: file)
      }
      return StyleAddresses.replacing(in: bytes[...]) { addresses[$0.text] }
    }

    private static func data(_ content: FileContent, path: String) throws -> String {
      "data:\(MediaType(path: path).name);base64,\(Base64.text(of: try content.read()))"
    }

    /// A policy that allows what the document contains, and no request.
    private var policy: String {
      get throws {
        let tags = tokens.compactMap(\.tag)
        let styles = try tags.compactMap(styleSheet).map(SHA256.policySource)
        let scripts = try tags.compactMap(script).map(SHA256.policySource)
        return """
          default-src 'none'; script-src \(Self.list(scripts)); style-src \(Self.list(styles)); font-src data:; \
          img-src data:; media-src 'self'; base-uri 'none'; form-action 'none'
          """
      }
    }

    private static func list(_ digests: [String]) -> String {
      digests.isEmpty ? "'none'" : digests.joined(separator: " ")
    }
  }
}
