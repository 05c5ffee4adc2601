import Basics
import Markdown

/// Finds an id for each provision of a code that has none.
///
/// An id is unique among all editions of the code and was never published before. A provision that another
/// edition has word for word gets the id that it has there, so that editions can be compared.
struct IDAssigner {
  /// An id and the provision that gets it.
  struct Assignment: Sendable, Equatable {
    /// The place in the edition's ``CodeText/provisions``.
    let provision: Int
    let id: ProvisionID
  }

  private let code: CodeOfEthics
  private var maker: IDMaker
  /// The ids by the words of their provisions, over all editions.
  private var idsByText: [String: [ProvisionID]] = [:]
  private var knownIDs: [String: Set<ProvisionID>] = [:]

  init(_ code: CodeOfEthics, published: [PublishedID]) {
    self.code = code
    var taken = Set(published.filter { $0.code == code.id }.map(\.provision.rawValue))
    for edition in code.editions {
      taken.formUnion(edition.text.document.anchorNames)
      taken.formUnion(edition.text.groups.map(\.anchor))
      for provision in edition.text.provisions {
        taken.insert(provision.id.value.rawValue)
        taken.formUnion(provision.aliases.map(\.value))
      }
    }
    maker = IDMaker(taken: taken)
    for edition in code.editions {
      for provision in edition.text.provisions where provision.isPermanent {
        remember(provision.id.value, for: edition.text.words(of: provision))
      }
    }
  }

  /// The ids for the provisions of each edition, in the order of ``CodeOfEthics/editions``.
  mutating func assign() -> [[Assignment]] {
    code.editions.map { edition in
      var used = Set(edition.text.provisions.filter(\.isPermanent).map(\.id.value))
      var assignments: [Assignment] = []
      // Of each text, how many of its ids this edition is known to use.
      var usedCounts: [String: Int] = [:]
      for (place, provision) in edition.text.provisions.enumerated() where !provision.isPermanent {
        let words = edition.text.words(of: provision)
        let id = unused(words, used, &usedCounts[words, default: 0]) ?? fresh(for: place, of: edition)
        remember(id, for: words)
        used.insert(id)
        assignments.append(Assignment(provision: place, id: id))
      }
      return assignments
    }
  }

  /// The first id of the provisions with the same words that an edition does not use yet.
  private func unused(_ words: String, _ used: Set<ProvisionID>, _ count: inout Int) -> ProvisionID? {
    guard let ids = idsByText[words] else { return nil }
    while count < ids.count, used.contains(ids[count]) { count += 1 }
    return count < ids.count ? ids[count] : nil
  }

  private mutating func fresh(for place: Int, of edition: Edition) -> ProvisionID {
    var text = edition.text
    // What a draft removes is called by what it was.
    if text.provisions[place].isEmpty, let current = edition.redline?.current { text = current }
    let provision = text.provisions[place]
    return ProvisionID(
      maker.id(forProvision: text.openingWords(of: provision), fallback: "item-\(provision.ordinal)"))
  }

  private mutating func remember(_ id: ProvisionID, for words: String) {
    guard !words.isEmpty, knownIDs[words, default: []].insert(id).inserted else { return }
    idsByText[words, default: []].append(id)
  }
}

extension CodeText {
  /// What a provision says itself, without the provisions inside it.
  func words(of provision: Provision) -> String {
    provision.content.compactMap { element in
      if case .prose(let node) = element { document.plainText(of: node) } else { nil }
    }.joined(separator: "\n")
  }

  /// What the first block of a provision says.
  func openingWords(of provision: Provision) -> String {
    guard case .prose(let node)? = provision.content.first else { return "" }
    return document.plainText(of: node)
  }
}
