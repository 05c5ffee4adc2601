import Basics
import Site

/// The styles and scripts of a site's pages, to stand inside one page.
struct PageAssets {
  /// The pieces of the head that name them, which the one page leaves out.
  let places: Set<Int>
  /// Elements for the head.
  let styles: String
  /// Elements for the end of the body.
  let scripts: String
  /// The policy that lets these run, and nothing load.
  let policy: String

  /// - Parameters:
  ///   - tokens: The page whose styles and scripts all pages share.
  ///   - path: Its path from the root of the site.
  init(of tokens: [HTMLToken], at path: String, files: [String: [UInt8]]) {
    var places: Set<Int> = []
    var styles: [(attributes: String, text: [UInt8])] = []
    var scripts: [(attributes: String, text: [UInt8])] = []
    var search: [UInt8]?
    for (place, token) in tokens.enumerated() {
      guard let tag = token.tag, tag.name == "script" || tag.name == "link" else { continue }
      guard let address = tag["src"] ?? tag["href"],
        case .file(let file, _) = PackageLink(address, from: path),
        let bytes = files[file]
      else { continue }
      if tag.name == "link", tag["rel"] == "stylesheet" {
        places.insert(place)
        let media = tag["media"].map { " media=\"\(XML.escaped($0))\"" } ?? ""
        styles.append((media, Self.embedded(bytes, at: file, files: files)))
      } else if tag.name == "script" {
        // With the end tag, and the empty content between.
        places.formUnion([place, place + 1, place + 2])
        if let client = tag["data-client"] {
          let parts = [client, tag["data-answers"]].compactMap(\.self).compactMap { files[$0] }
          search = Array(parts.joined(separator: "\n".utf8))
        } else {
          let data = tag.attributes.filter { $0.name.hasPrefix("data-") }
          scripts.append((data.map { " \($0.name)=\"\(XML.escaped($0.value ?? ""))\"" }.joined(), bytes))
        }
      }
    }
    styles.append(("", Array(SingleFileScript.style.utf8)))
    if let search {
      let index = files.filter { $0.key.hasPrefix("search/") && $0.key.hasSuffix(".js") }
      let shards = index.sorted(byBytesOf: \.key).map(\.value)
      scripts.append(
        ("", [search, Array("\n".utf8), Array(shards.joined(separator: Array("\n".utf8)))].flatMap(\.self)))
    }
    scripts.append(("", Array(SingleFileScript.script.utf8)))
    self.places = places
    let unscripted = ("", Array(SingleFileScript.unscriptedStyle.utf8))
    self.styles =
      Self.elements("style", styles) + "<noscript>\(Self.elements("style", [unscripted]))</noscript>\n"
    self.scripts = Self.elements("script", scripts)
    policy =
      "default-src 'none'; script-src \(Self.digests(scripts)); style-src \(Self.digests(styles + [unscripted])); "
      + "img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'"
  }

  /// A style sheet that holds what it loads.
  private static func embedded(_ bytes: [UInt8], at path: String, files: [String: [UInt8]]) -> [UInt8] {
    StyleAddresses.replacing(in: bytes[...]) { address in
      guard case .file(let file, _) = PackageLink(address.text, from: path), let data = files[file] else {
        return nil
      }
      return DataAddress.of(data, named: file)
    }
  }

  private static func elements(_ name: String, _ parts: [(attributes: String, text: [UInt8])]) -> String {
    parts.map { "<\(name)\($0.attributes)>\(String(decoding: $0.text, as: UTF8.self))</\(name)>\n" }.joined()
  }

  private static func digests(_ parts: [(attributes: String, text: [UInt8])]) -> String {
    parts.map { "'sha256-\(Base64.text(of: SHA256.digest(of: $0.text)))'" }.joined(separator: " ")
  }
}
