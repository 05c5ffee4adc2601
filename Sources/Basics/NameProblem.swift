/// The reason that a file or folder can't have a name on every system to which a site can be copied.
///
/// Sources: Microsoft, Naming Files, Paths, and Namespaces, "Naming conventions"; `NAME_MAX` of Linux.
package enum NameProblem: Sendable, Hashable {
  /// The name contains a character that Windows can't store.
  case forbidden(Unicode.Scalar)
  /// The name contains an invisible character, so that it can look like another name.
  case invisible(Unicode.Scalar)
  /// The name ends with a period or a space, which Windows drops.
  case ending(Unicode.Scalar)
  /// The name is reserved for a device on Windows.
  case device
  /// The name is longer than file systems allow.
  case length(Int)

  /// The longest name, in UTF-8 bytes.
  package static let longestName = 255

  /// Checks a name.
  ///
  /// - Parameter name: One component of a path.
  /// - Returns: `nil` if every system can store the name.
  package init?(_ name: some StringProtocol) {
    // Nearly all names have only letters, digits, hyphens, and periods, so their scalars needn't be checked one by one.
    let isOrdinary = name.utf8.allSatisfy { byte in
      byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    if isOrdinary, name.unicodeScalars.last != ".", name.utf8.count <= Self.longestName, !Self.isDevice(name)
    {
      return nil
    }
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

  /// A description of the problem that follows the name: "contains ':', which Windows can't store".
  package var explanation: String {
    switch self {
    case .forbidden(let scalar): "contains '\(scalar)', which Windows can't store"
    case .invisible(let scalar): "contains the invisible character \(Self.code(of: scalar))"
    case .ending(let scalar): "ends with a \(scalar == "." ? "period" : "space"), which Windows drops"
    case .device: "is reserved on Windows"
    case .length(let count): "is \(count) bytes long, and file systems allow \(Self.longestName)"
    }
  }

  /// Returns a name in a printable form: invisible characters are replaced with their codes, and a long name
  /// is cut off.
  package static func printed(_ name: some StringProtocol) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(longestPrinted) {
      text += isInvisible(scalar) ? "<\(code(of: scalar))>" : String(scalar)
    }
    return name.unicodeScalars.count > longestPrinted ? text + "…" : text
  }

  /// The length in Unicode scalars.
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

  /// Returns whether a scalar is a control character, changes the direction of text, has no width, or has no
  /// meaning.
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

  /// Returns whether a name is a device's, in any case and with any extension.
  private static func isDevice(_ name: some StringProtocol) -> Bool {
    // Most names begin with a different letter, so this check avoids creating a string for them.
    guard let first = name.utf8.first, "cpanlCPANL".utf8.contains(first) else { return false }
    let stem = name.utf8.prefix { $0 != UInt8(ascii: ".") }.reversed().drop { $0 == UInt8(ascii: " ") }
      .reversed()
    return devices.contains(String(decoding: stem, as: UTF8.self).lowercased())
  }
}
