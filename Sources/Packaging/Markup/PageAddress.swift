/// An address in a page.
struct PageAddress {
  let text: String
  /// Whether a browser asks for it by itself, rather than when a reader follows it.
  let isLoaded: Bool

  /// The attributes that hold an address, by element.
  ///
  /// Source: HTML Standard, "Attributes", those whose value is a URL.
  static let attributes: [String: [String]] = [
    "a": ["href"], "area": ["href"], "link": ["href"], "form": ["action"], "script": ["src"], "img": ["src"],
    "source": ["src"], "video": ["src", "poster"], "audio": ["src"], "track": ["src"], "iframe": ["src"],
    "object": ["data"], "embed": ["src"], "use": ["href", "xlink:href"], "image": ["href", "xlink:href"],
    "button": ["formaction"], "input": ["formaction", "src"],
  ]

  /// The addresses in a tag.
  static func all(in tag: HTMLTag) -> [PageAddress] {
    var addresses = attributes[tag.name, default: []].compactMap { name in
      tag[name].map { PageAddress(text: $0, isLoaded: !["a", "area"].contains(tag.name)) }
    }
    if let candidates = tag["srcset"] {
      addresses += candidates.split(separator: ",").compactMap { candidate in
        candidate.split(separator: " ").first.map { PageAddress(text: String($0), isLoaded: true) }
      }
    }
    if tag.name == "meta", tag["http-equiv"]?.lowercased() == "refresh",
      let target = tag["content"]?.split(separator: "url=", maxSplits: 1).last
    {
      addresses.append(PageAddress(text: String(target), isLoaded: true))
    }
    return addresses
  }
}
