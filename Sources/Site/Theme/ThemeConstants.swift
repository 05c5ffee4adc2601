/// Values that are the same on every page: the words of the interface as `strings.key`, and the addresses of assets
/// from the root as `assets.file.css`.
struct ThemeConstants: Sendable {
  struct Constant: Sendable {
    var text: String
    var isAddress: Bool
  }

  static let stringPrefix = "strings."
  static let assetPrefix = "assets."

  private var constants: [String: Constant] = [:]
  /// Whether the words of the interface could be read.
  let hasStrings: Bool

  /// - Parameter strings: The words of the interface, or `nil` if they couldn't be read.
  init(strings: ThemeStrings?, assets: [ThemeAsset]) {
    hasStrings = strings != nil
    for (key, text) in strings?.templateTexts ?? [:] {
      constants[Self.stringPrefix + key] = Constant(text: text, isAddress: false)
    }
    for asset in assets {
      constants[Self.assetPrefix + asset.name] = Constant(text: asset.path, isAddress: true)
    }
  }

  /// In order.
  var names: [String] { constants.keys.sorted() }

  /// Whether a name is meant to be a constant, known or not.
  func isConstant(_ name: String) -> Bool {
    name.hasPrefix(Self.stringPrefix) || name.hasPrefix(Self.assetPrefix)
  }

  subscript(name: String) -> Constant? { constants[name] }
}
