/// Why a file or folder can't have a name on every system that a site may be copied to.
///
/// Sources: Microsoft, Naming Files, Paths, and Namespaces, "Naming conventions"; `NAME_MAX` of Linux.
package enum NameProblem: Sendable, Hashable {
  /// The name contains a character that Windows can't store.
  case forbidden(Unicode.Scalar)
  /// The name contains a character that can't be seen, so that it may read as another name.
  case invisible(Unicode.Scalar)
  /// The name ends with a period or a space, which Windows drops.
  case ending(Unicode.Scalar)
  /// Windows keeps the name for a device.
  case device
  /// The name is longer than file systems allow.
  case length(Int)

  /// The longest name, in bytes of UTF-8.
  package static let longestName = 255

  /// - Parameter name: One component of a path.
  /// - Returns: `nil` if every system can store the name.
  package init?(_ name: some StringProtocol) {
    if let scalar = name.unicodeScalars.first(where: Self.isInvisible) {
      self = .invisible(scalar)
    } else if let scalar = name.unicodeScalars.first(where: Self.isForbidden) {
      self = .forbidden(scalar)
    } else if let last = name.unicodeScalars.last, last == "." || last == " " {
      self = .ending(last)
    } else if Self.isDevice(name) {
      self = .device
    } else if name.utf8.count > Self.longestName {
      self = .length(name.utf8.count)
    } else {
      return nil
    }
  }

  /// What is wrong, in words that follow the name: "contains ':', which Windows can't store".
  package var explanation: String {
    switch self {
    case .forbidden(let scalar): "contains '\(scalar)', which Windows can't store"
    case .invisible(let scalar): "contains the invisible character \(Self.code(of: scalar))"
    case .ending(let scalar): "ends with a \(scalar == "." ? "period" : "space"), which Windows drops"
    case .device: "is reserved on Windows"
    case .length(let count): "is \(count) bytes long, and file systems allow \(Self.longestName)"
    }
  }

  /// A name in which each invisible character is replaced by its code, and of which only the start is printed if it is
  /// long.
  package static func printed(_ name: some StringProtocol) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(longestPrinted) {
      text += isInvisible(scalar) ? "<\(code(of: scalar))>" : String(scalar)
    }
    return name.unicodeScalars.count > longestPrinted ? text + "…" : text
  }

  /// In Unicode scalars.
  private static let longestPrinted = 80

  private static func code(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", ":", "\"", "|", "?", "*", "\\", "/": true
    default: false
    }
  }

  /// Whether a scalar is a control character, steers the direction of text, or has no width or no meaning.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF:
      true
    default: scalar.properties.isNoncharacterCodePoint
    }
  }

  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
      + ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].flatMap { ["com\($0)", "lpt\($0)"] })

  /// Whether a name is a device's, in any case of its letters, with any ending.
  private static func isDevice(_ name: some StringProtocol) -> Bool {
    // Most names begin with another letter, which is decided before a string is made.
    guard let first = name.utf8.first, "cpanlCPANL".utf8.contains(first) else { return false }
    let stem = name.utf8.prefix { $0 != UInt8(ascii: ".") }.reversed().drop { $0 == UInt8(ascii: " ") }
      .reversed()
    return devices.contains(String(decoding: stem, as: UTF8.self).lowercased())
  }
}
