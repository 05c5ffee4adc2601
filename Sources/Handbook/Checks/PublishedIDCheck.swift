import Markup

/// An id that was once published must still lead somewhere on its code's page: to its provision or group, or to
/// one that names it an alias.
enum PublishedIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var known: [CodeID: Set<String>] = [:]
    for code in handbook.codes {
      // The page of a code is that of its current edition.
      let text = code.current.text
      let aliases = text.provisions.flatMap(\.aliases) + text.groups.flatMap(\.aliases)
      known[code.id] = Set(text.permanentAnchors + aliases.map(\.value))
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
