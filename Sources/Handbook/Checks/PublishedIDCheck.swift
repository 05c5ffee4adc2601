import Markup

/// An id that was once published must still be in an edition of its code: as the id of a provision or group, or as an
/// alias of one.
enum PublishedIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var known: [CodeID: Set<String>] = [:]
    for code in handbook.codes {
      for text in code.editions.map(\.text) {
        let aliases = text.provisions.flatMap(\.aliases) + text.groups.flatMap(\.aliases)
        known[code.id, default: []].formUnion(text.permanentAnchors + aliases.map(\.value))
      }
    }
    return handbook.manuscript.publishedIDs.filter { id in
      known[id.code]?.contains(id.provision.rawValue) != true
    }.map { id in
      Diagnostic(
        .error, .vanishedID, "Published id '\(id.citation)' no longer exists", path: id.path,
        range: id.range,
        help: "give the provision that took its place alias=\"\(id.provision)\"")
    }
  }
}
