/// The instructions of a Word file's fields.
///
/// Source: ECMA-376, part 1, section 17.16.
enum WordFields {
  /// Returns the name of a field, such as `TOC`, in uppercase.
  static func name(of instruction: String) -> String {
    instruction.split(whereSeparator: \.isWhitespace).first.map { $0.uppercased() } ?? ""
  }

  /// Returns the address that a `HYPERLINK` field leads to, which is `#name` for a bookmark in the document.
  static func link(of instruction: String) -> String? {
    guard name(of: instruction) == "HYPERLINK" else { return nil }
    let arguments = arguments(of: instruction).dropFirst()
    var address = ""
    var anchor: String?
    var index = arguments.startIndex
    while index < arguments.endIndex {
      switch arguments[index].lowercased() {
      case "\\l":
        index += 1
        if index < arguments.endIndex { anchor = arguments[index] }
      case "\\o", "\\t":
        index += 1
      case let argument where argument.hasPrefix("\\"): break
      default: if address.isEmpty { address = arguments[index] }
      }
      index += 1
    }
    let whole = address + (anchor.map { "#\($0)" } ?? "")
    return whole.isEmpty ? nil : whole
  }

  /// Returns the words of an instruction.
  ///
  /// Text in quotation marks is one word.
  private static func arguments(of instruction: String) -> [String] {
    var arguments: [String] = []
    var word: String?
    var isQuoted = false
    for character in instruction {
      if character == "\"" || character == "“" || character == "”" {
        if isQuoted {
          arguments.append(word ?? "")
          word = nil
        }
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if let finished = word { arguments.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { arguments.append(word) }
    return arguments
  }

  /// Returns the ordinals of the field characters in a story that don't belong to a complete field.
  ///
  /// A field without an end would hide all text after it.
  static func unmatched(in story: XMLElement) -> Set<Int> {
    var open: [[Int]] = []
    var unmatched: Set<Int> = []
    func visit(_ element: XMLElement) {
      if element.name == "w:fldChar" {
        switch element["w:fldCharType"] {
        case "begin": open.append([element.ordinal])
        case "separate":
          if open.isEmpty {
            unmatched.insert(element.ordinal)
          } else {
            open[open.count - 1].append(element.ordinal)
          }
        case "end": if open.popLast() == nil { unmatched.insert(element.ordinal) }
        default: break
        }
      } else if element.name == "w:txbxContent" {
        unmatched.formUnion(Self.unmatched(in: element))
        return
      }
      for child in element.elements { visit(child) }
    }
    for child in story.elements { visit(child) }
    return unmatched.union(open.joined())
  }
}
