/// The addresses in a style sheet.
enum StyleAddresses {
  private static let start = Array("url(".utf8)

  /// The addresses of files, without quotation marks.
  static func all(in content: ArraySlice<UInt8>) -> [String] {
    var addresses: [String] = []
    _ = replacing(in: content) { address in
      addresses.append(address)
      return address
    }
    return addresses
  }

  /// A style sheet with other addresses of files; what holds its data itself stays as it is.
  static func replacing(in content: ArraySlice<UInt8>, _ replace: (String) -> String) -> [UInt8] {
    var result: [UInt8] = []
    var index = content.startIndex
    while index < content.endIndex {
      guard content[index] == start[0], content[index...].starts(with: start),
        !holdsData(content[(index + start.count)...]),
        let end = content[index...].firstIndex(of: UInt8(ascii: ")"))
      else {
        result.append(content[index])
        index += 1
        continue
      }
      let inside = String(decoding: content[(index + start.count)..<end], as: UTF8.self)
      let address = inside.filter { $0 != "\"" && $0 != "'" && $0 != " " }
      result += "url(\"\(replace(address))\")".utf8
      index = end + 1
    }
    return result
  }

  private static func holdsData(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == 0x20 }.starts(with: "data:".utf8)
  }
}
