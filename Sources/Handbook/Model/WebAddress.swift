package import Markup

/// An address outside the handbook that readers may be sent to.
package struct WebAddress: Sendable, Hashable, FrontMatterDecodable {
  package let rawValue: String

  /// An address with a scheme of the allow-list and no white space or control character.
  package init?(_ text: String) {
    guard Self.schemes.contains(where: { text.lowercased().hasPrefix($0) }),
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else { return nil }
    rawValue = text
  }

  private static let schemes = ["http://", "https://", "mailto:", "tel:"]

  package static var shape: FrontMatterShape { .address }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> WebAddress? {
    guard case .scalar(let scalar) = value, let address = WebAddress(scalar.value) else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return address
  }
}
