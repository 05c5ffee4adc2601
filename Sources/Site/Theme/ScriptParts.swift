/// Joins the parts of a script that a theme keeps in a folder: `assets/search.js/*.js` becomes `search.js`.
///
/// The parts follow each other in the order of their names. Comments with lines of their own, indentation and
/// empty lines are left out, since every reader of the site loads them; so no literal in a part may reach over
/// lines.
enum ScriptParts {
  /// The name of the script that a file is a part of: `search.js` for `search.js/01-shards.js`.
  static func script(ofPart name: String) -> String? {
    let folder = name.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return folder.hasSuffix(".js") && name.hasSuffix(".js") ? folder : nil
  }

  static func join(_ parts: [[UInt8]]) -> [UInt8] {
    var script: [UInt8] = []
    for part in parts {
      var isInComment = false
      for line in part.split(separator: UInt8(ascii: "\n")) {
        let line = line.drop { $0 == UInt8(ascii: " ") }
        if !isInComment, line.starts(with: "/*".utf8) { isInComment = true }
        if isInComment {
          isInComment = !line.reversed().starts(with: "/*".utf8)
        } else if !line.isEmpty, !line.starts(with: "//".utf8) {
          script += line
          script.append(UInt8(ascii: "\n"))
        }
      }
    }
    return script
  }
}
