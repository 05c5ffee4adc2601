import Markup

extension IndexLetter {
  /// What stands in the place of a letter for titles that begin with none.
  private static let none = "#"

  /// The elements from A to Z by their titles, those of one letter together.
  static func letters<Element>(
    of elements: [Element], by title: (Element) -> String
  ) -> [(letter: String, elements: [Element])] {
    var letters: [(letter: String, elements: [Element])] = []
    for element in elements.alphabetized(by: title) {
      let letter = self.letter(of: title(element))
      // Nearly always the last; what begins with no letter may come before and after all letters.
      if let place = letters.lastIndex(where: { $0.letter == letter }) {
        letters[place].elements.append(element)
      } else {
        letters.append((letter, [element]))
      }
    }
    return letters
  }

  /// The letter that a title is found under.
  static func letter(of title: String) -> String { AlphabeticalKey(title).letter ?? none }

  /// The id of a letter's section.
  static func anchor(of letter: String) -> String { "letter-\(slug(of: letter))" }

  /// What stands for a letter in ids and addresses.
  static func slug(of letter: String) -> String { letter == none ? "0" : letter.lowercased() }
}
