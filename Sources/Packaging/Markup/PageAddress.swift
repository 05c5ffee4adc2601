/// An address in a page.
struct PageAddress {
  let text: String
  /// Whether a browser asks for it by itself, rather than when a reader follows it.
  let isLoaded: Bool

  /// The attributes that hold an address, by element.
  ///
  /// Source: HTML Standard, "Attributes", those whose value is a URL.
  static let attributes: [String: [String]] = [
    "a": ["href", "xlink:href", "ping"], "area": ["href", "ping"], "audio": ["src"], "base": ["href"],
    "body": ["background"], "button": ["formaction"], "embed": ["src"], "feimage": ["href", "xlink:href"],
    "form": ["action"], "frame": ["src"], "iframe": ["src"], "image": ["href", "xlink:href"],
    "img": ["src", "lowsrc"], "input": ["formaction", "src"], "link": ["href"], "object": ["data"],
    "script": ["src", "href", "xlink:href"], "source": ["src"], "table": ["background"],
    "td": ["background"], "th": ["background"], "track": ["src"], "use": ["href", "xlink:href"],
    "video": ["src", "poster"],
  ]

  /// The addresses in a tag.
  static func all(in tag: HTMLTag) -> [PageAddress] {
    var addresses = attributes[tag.name, default: []].compactMap { name in
      tag[name].map {
        PageAddress(text: $0, isLoaded: name == "ping" || !["a", "area"].contains(tag.name))
      }
    }
    for candidates in [tag["srcset"], tag["imagesrcset"]].compactMap(\.self) {
      addresses += candidates.split(separator: ",").compactMap { candidate in
        candidate.split(whereSeparator: \.isWhitespace).first.map {
          PageAddress(text: String($0), isLoaded: true)
        }
      }
    }
    if tag.name == "meta", tag["http-equiv"]?.lowercased() == "refresh",
      let target = tag["content"]?.firstRange(of: /url\s*=\s*['"]?/.ignoresCase())
    {
      let text = tag["content"]?[target.upperBound...].prefix { $0 != "'" && $0 != "\"" } ?? ""
      addresses.append(PageAddress(text: String(text), isLoaded: true))
    }
    return addresses
  }
}
