import Yams

/// Turns Yams' nodes into values whose places are in bytes of the file.
struct YAMLConversion {
  let path: String
  let places: YAMLPlaces
  var diagnostics: [Diagnostic] = []

  init(path: String, places: YAMLPlaces) {
    self.path = path
    self.places = places
  }

  /// Converts a node, or nothing where it holds an anchor: those could make a small text a huge value.
  mutating func convert(_ node: Yams.Node, depth: Int) -> YAMLValue? {
    let range = node.mark.map { places.range(of: $0, length: length(of: node)) } ?? places.start
    guard node.anchor == nil, node.alias == nil else {
      report(
        .anchorInYAML, "Anchors and aliases are not allowed in YAML", range, help: "write the value out")
      return nil
    }
    guard depth < YAMLReader.maximumDepth else {
      report(.invalidYAML, "YAML is nested deeper than \(YAMLReader.maximumDepth) levels", range, help: nil)
      return nil
    }
    switch node {
    case .scalar(let scalar):
      reportEscapedControls(in: scalar, range)
      return .scalar(Located(scalar.string, range))
    case .sequence(let sequence):
      var values: [YAMLValue] = []
      for element in sequence {
        guard let value = convert(element, depth: depth + 1) else { return nil }
        values.append(value)
      }
      return .sequence(values, range)
    case .mapping(let mapping):
      return convert(mapping, range: range, depth: depth)
    case .alias:
      return nil
    }
  }

  private mutating func convert(_ mapping: Yams.Node.Mapping, range: SourceRange, depth: Int) -> YAMLValue? {
    var entries: [YAMLValue.Entry] = []
    for (keyNode, valueNode) in mapping {
      guard case .scalar(let key)? = convert(keyNode, depth: depth + 1) else {
        if diagnostics.isEmpty { report(.invalidYAML, "A key must be text", range, help: nil) }
        return nil
      }
      guard let value = convert(valueNode, depth: depth + 1) else { return nil }
      entries.append(YAMLValue.Entry(key: key, value: value))
    }
    return .mapping(entries, range)
  }

  /// The bytes that a node takes on its first line, as far as its style tells.
  private func length(of node: Yams.Node) -> Int {
    guard case .scalar(let scalar) = node else { return 1 }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return scalar.string.utf8.count + 2
    case .literal, .folded: return 1
    default: return max(1, scalar.string.utf8.count)
    }
  }

  /// Reports a control character that is written as an escape; one that is written as it is was found in the file.
  private mutating func reportEscapedControls(in scalar: Yams.Node.Scalar, _ range: SourceRange) {
    guard scalar.style == .doubleQuoted else { return }
    for character in scalar.string.unicodeScalars.lazy.compactMap(HiddenCharacter.init)
    where character.severity == .error {
      report(character.rule, character.summary, range, help: character.help)
      return
    }
  }

  private mutating func report(_ rule: Rule, _ summary: String, _ range: SourceRange, help: String?) {
    diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
  }
}
