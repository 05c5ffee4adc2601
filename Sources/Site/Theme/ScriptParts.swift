/// Joins the parts of a script that a theme keeps in a folder: `assets/search.js/*.js` becomes `search.js`.
///
/// The parts follow each other in the order of their names, and nothing in them is changed.
enum ScriptParts {
  /// The name of the script that a file is a part of: `search.js` for `search.js/01-shards.js`.
  static func script(ofPart name: String) -> String? {
    let folder = name.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return folder.hasSuffix(".js") && name.hasSuffix(".js") ? folder : nil
  }

  /// The parts one after the other, each with a line break at its end.
  static func join(_ parts: [[UInt8]]) -> [UInt8] {
    var script: [UInt8] = []
    for part in parts {
      script += part
      if let last = part.last, last != UInt8(ascii: "\n") { script.append(UInt8(ascii: "\n")) }
    }
    return script
  }
}
