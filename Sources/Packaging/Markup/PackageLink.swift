import Basics

/// The target of an address in a page of a package.
enum PackageLink: Equatable {
  /// A file of the package, by its path from the root, and the id of an element in it.
  case file(String, anchor: String?)
  /// An address outside the package that a reader can follow: a web page, an email address, or a phone
  /// number.
  case outside
  /// Data in the address itself.
  case data
  /// An address that a package can't contain: from the root of a host, or outside the package's folder.
  case broken

  /// Reads an address.
  ///
  /// - Parameters:
  ///   - address: The address as written in the page, with character references replaced.
  ///   - path: The path of the page from the root of the package.
  init(_ address: String, from path: String) {
    let beforeDelimiter = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    if address[beforeDelimiter.endIndex...].hasPrefix(":") {
      switch beforeDelimiter.lowercased() {
      case "http", "https", "mailto", "tel": self = .outside
      case "data": self = .data
      default: self = .broken
      }
      return
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? PercentCoding.decoded(parts[1]) : nil
    let file = parts[0].prefix { $0 != "?" }
    guard !file.isEmpty else {
      self = .file(path, anchor: anchor)
      return
    }
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for part in file.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        guard folders.popLast() != nil else {
          self = .broken
          return
        }
      } else if part.isEmpty || part.contains(":") {
        self = .broken
        return
      } else {
        folders.append(PercentCoding.decoded(part))
      }
    }
    self = .file(folders.joined(separator: "/"), anchor: anchor)
  }
}

/// An address in a page.
struct PageAddress {
  let text: String
  /// Whether a browser requests the address by itself, rather than when a reader follows it.
  let isLoaded: Bool

  /// The attributes that contain an address, by element.
  ///
  /// Source: HTML Standard, "Attributes", those whose value is a URL.
  private static let attributes: [String: [String]] = [
    "a": ["href", "xlink:href", "ping"], "area": ["href", "ping"], "audio": ["src"], "base": ["href"],
    "body": ["background"], "button": ["formaction"], "embed": ["src"], "form": ["action"],
    "frame": ["src"], "iframe": ["src"], "img": ["src", "lowsrc"], "input": ["formaction", "src"],
    "object": ["data"], "script": ["src", "href", "xlink:href"], "video": ["src", "poster"],
  ]
  /// Those of all other elements: of pictures, whose gradients and patterns can be in other files, and of old
  /// HTML.
  private static let otherAttributes = ["src", "href", "xlink:href", "background"]

  /// Returns the attributes of an element that contain an address.
  static func attributes(of element: String) -> [String] { attributes[element] ?? otherAttributes }

  /// Returns the addresses in a tag.
  static func all(in tag: HTMLTag) -> [PageAddress] {
    var addresses = attributes(of: tag.name).compactMap { name in
      tag[name].map {
        PageAddress(text: $0, isLoaded: name == "ping" || !["a", "area"].contains(tag.name))
      }
    }
    for candidates in [tag["srcset"], tag["imagesrcset"]].compactMap(\.self) {
      addresses += Self.candidates(in: candidates).map { PageAddress(text: $0, isLoaded: true) }
    }
    if tag.name == "meta", tag["http-equiv"]?.lowercased() == "refresh",
      let target = tag["content"]?.firstRange(of: /url\s*=\s*['"]?/.ignoresCase())
    {
      let text = tag["content"]?[target.upperBound...].prefix { $0 != "'" && $0 != "\"" } ?? ""
      addresses.append(PageAddress(text: String(text), isLoaded: true))
    }
    return addresses
  }

  /// Returns the addresses in a list of pictures for different screens.
  ///
  /// An address can contain commas, as `data:` addresses do.
  ///
  /// Source: HTML Standard, "Parsing a srcset attribute".
  private static func candidates(in text: String) -> [String] {
    var addresses: [String] = []
    var rest = text[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      guard !rest.isEmpty else { return addresses }
      let address = rest.prefix { !$0.isWhitespace }
      rest = rest[address.endIndex...]
      addresses.append(String(address.reversed().drop { $0 == "," }.reversed()))
      guard !address.hasSuffix(",") else { continue }
      var depth = 0
      rest = rest.drop { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return character != "," || depth > 0
      }
    }
  }
}
