import Markup

/// An id that was once published must still lead somewhere: to its provision, or to one that names it an alias.
enum PublishedIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var known: [CodeID: Set<String>] = [:]
    for code in handbook.codes {
      for edition in code.editions {
        let provisions = edition.text.provisions
        known[code.id, default: []].formUnion(provisions.map(\.id.value.rawValue))
        known[code.id, default: []].formUnion(provisions.flatMap(\.aliases).map(\.value))
      }
    }
    return handbook.manuscript.publishedIDs.filter { id in
      known[id.code]?.contains(id.provision.rawValue) != true
    }.map { id in
      Diagnostic(
        .error, "vanished-id", "Published id '\(id.code)#\(id.provision)' no longer exists", path: id.path,
        range: id.range,
        help: "give the provision that took its place alias=\"\(id.provision)\"")
    }
  }
}
