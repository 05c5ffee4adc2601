import Basics
import Handbook
import Markdown

/// A provision that's no longer in the code, at its former address.
struct EndedContext: TemplateContext {
  var anchor: String
  var formerAnchors: [AnchorContext] = []
  /// Its former name.
  var name: String
  /// A sentence with the date when it ended, and the edition that ended it.
  var sentence: String
  /// The provisions that replaced it.
  var replacements: [LinkContext] = []
  /// A link to its text in the last edition that has it.
  var lastEdition: LinkContext?
  /// Its last text, or `nil` if the handbook doesn't have it.
  var text: String?

  static let fields = TemplateFields<EndedContext>([
    .text("anchor", \.anchor, "The id that it had."),
    .list("formerAnchors", \.formerAnchors, "Its earlier ids."),
    .text("name", \.name, "Its name in the last edition that has it."),
    .text("sentence", \.sentence, "When it ended, and which edition ended it."),
    .flag("hasReplacements", { !$0.replacements.isEmpty }, "Whether anything replaced it."),
    .list("replacements", \.replacements, "What replaced it."),
    .object("lastEdition", optional: \.lastEdition, "Its text in the last edition that has it."),
    .text("text", optional: \.text, "Its last text, if the handbook includes it."),
  ])
}

extension SiteContext {
  /// Returns the provisions that are no longer in an edition.
  func ended(in code: CodeOfEthics, edition: Int, from route: Route) -> [EndedContext] {
    code.ended(in: edition).map { ended in
      var context = EndedContext(
        anchor: ended.id, name: name(of: ended, in: code), sentence: sentence(on: ended, in: code))
      context.formerAnchors = ended.aliases.map { AnchorContext(anchor: $0) }
      context.replacements = replacements(of: ended, in: code, edition: edition).map { id, title in
        LinkContext(title: title, address: Address(internal: "#" + Route.encoded(id)))
      }
      context.text = ended.text
      if let last = ended.lastEdition {
        context.lastEdition = LinkContext(
          title: editionName(code.editions[last]),
          address: address(of: target(ended.id, in: code, edition: last), from: route))
      }
      return context
    }
  }

  /// Returns the ids and names of the provisions that replaced one.
  func replacements(
    of ended: EndedProvision, in code: CodeOfEthics, edition: Int
  ) -> [(id: String, title: String)] {
    (ended.repeal?.replacedBy ?? []).map { id in
      (id.value, text.text(for: target(id.value, in: code, edition: edition)))
    }
  }

  /// Returns the former name of a provision: its name in the last edition that has it, or else its id.
  func name(of ended: EndedProvision, in code: CodeOfEthics) -> String {
    guard let last = ended.lastEdition else { return "\(code.id)#\(ended.id)" }
    let text = code.editions[last].text
    if let place = text.place(of: ProvisionID(ended.id)) {
      return self.text.placeInCode(text.provisions[place], of: text)
    }
    return text.groups.first { $0.anchor == ended.id }.flatMap(self.text.name(of:)) ?? ended.id
  }

  /// Returns a sentence like "Repealed on January 1, 2024, by the 2024 edition" or "Not in the 2024 edition".
  func sentence(on ended: EndedProvision, in code: CodeOfEthics) -> String {
    let edition = code.editions[ended.endedBy]
    let name = editionName(edition)
    guard let repeal = ended.repeal else { return words.filled(.endedSince, ["edition": name]) }
    guard let day = repeal.on ?? edition.metadata.effective else {
      return words.filled(.repealedBy, ["edition": name])
    }
    return words.filled(.repealedOn, ["date": printed(day), "edition": name])
  }

  private func target(_ id: String, in code: CodeOfEthics, edition: Int) -> ReferenceTarget {
    code.editions[edition].text.place(of: ProvisionID(id)) == nil
      ? .group(code.id, edition: edition, GroupID(id))
      : .provision(code.id, edition: edition, ProvisionID(id))
  }

  /// Returns an edition's name for a sentence, such as "2024 edition".
  ///
  /// A version in words is printed as the source names it: "2025 draft".
  func editionName(_ edition: Edition) -> String {
    let name = name(of: edition)
    let isDate = name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    return isDate || edition.metadata.version == nil ? words.filled(.editionName, ["name": name]) : name
  }
}
