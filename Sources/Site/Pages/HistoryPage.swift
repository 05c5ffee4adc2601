import Basics
import Handbook
import Markdown
import Redline

/// The history of each provision of a code, edition by edition.
struct HistoryPage: PageContext {
  static let template = "history"

  var shell: PageShell
  var jurisdiction: String
  var address: Address
  var editions: [EditionContext]
  var parts: [HistoryPart] = []

  static let fields = TemplateFields<HistoryPage>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .address("address", \.address, "The code's page."),
    .flag("hasEditions", { !$0.editions.isEmpty }, "Always true."),
    .list("editions", \.editions, "The editions, newest first."),
    .address("history", optional: { _ in nil }, "Always absent, because this page is the history."),
    .list("parts", \.parts, "The groups and provisions, in the order of the newest edition."),
  ])
}

/// The history of a provision or group.
struct HistoryPart: TemplateContext {
  var anchor: String
  /// Its ids in earlier editions, whose pages link to them.
  var formerAnchors: [AnchorContext] = []
  var name: String
  var isGroup: Bool
  /// Its address on the code's page.
  var address: Address
  var entries: [HistoryEntryContext]

  static let fields = TemplateFields<HistoryPart>([
    .text("anchor", \.anchor, "Its id."),
    .list("formerAnchors", \.formerAnchors, "Its ids in earlier editions."),
    .text("name", \.name, "Its name."),
    .flag("isGroup", \.isGroup, "Whether it's a group."),
    .address("address", \.address, "Its address on the code's page."),
    .list("entries", \.entries, "Its text in each edition, oldest first."),
  ])
}

/// A provision or group in one edition.
struct HistoryEntryContext: TemplateContext {
  var edition: String
  var address: Address
  /// The date when the edition took effect or was adopted.
  var date: String?
  /// Remarks about what happened to it, such as "no change" or "moved here from Money, item 1".
  var remarks: [PhraseContext]
  /// The text with its changes, or `nil` if nothing changed.
  var html: HTML?

  static let fields = TemplateFields<HistoryEntryContext>([
    .text("edition", \.edition, "The name of the edition."),
    .address("address", \.address, "Its address in that edition."),
    .text("date", optional: \.date, "The date when the edition took effect or was adopted."),
    .list("remarks", \.remarks, "What changed in this edition."),
    .html("html", optional: \.html, "The text, with its changes marked."),
  ])
}

/// Builds the page with a code's history.
struct HistoryPageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics

  func build() -> HistoryPage {
    let name = site.text.placeName(of: code)
    let title = site.words.filled(.historyTitle, ["code": name])
    var context = HistoryPage(
      shell: site.shell(of: page, title: title, trail: [.codes]), jurisdiction: name,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route),
      editions: site.editions(of: code, from: page.route))
    let history = CodeHistory(of: code)
    let ended = Dictionary(code.ended(in: 0).map { ($0.id, $0) }) { first, _ in first }
    var used: Set<String> = []
    // The newest edition's groups come first, each with its provisions, followed by parts that ended.
    let newest = code.editions.indices.first { code.editions[$0].metadata.text == .full }
    for thread in history.groups where thread.entries.last?.place != nil {
      guard let place = thread.entries.last?.place, let newest else { continue }
      let text = code.editions[newest].text
      if text.groups[place].heading != nil || !thread.entries.allSatisfy(\.isUnchanged) {
        context.parts.append(part(thread, isGroup: true, ended, &used))
      }
      for thread in history.provisions {
        guard let provision = thread.entries.last?.place, text.provisions[provision].group == place else {
          continue
        }
        context.parts.append(part(thread, isGroup: false, ended, &used))
      }
    }
    context.parts += history.groups.filter { $0.entries.last?.place == nil }.map {
      part($0, isGroup: true, ended, &used)
    }
    context.parts += history.provisions.filter { $0.entries.last?.place == nil }.map {
      part($0, isGroup: false, ended, &used)
    }
    context.shell.contents = context.parts.filter(\.isGroup).map {
      ContentsEntry(title: $0.name, address: Address(internal: "#" + Route.encoded($0.anchor)))
    }
    return context
  }

  private func part(
    _ thread: CodeHistory.Thread, isGroup: Bool, _ ended: [String: EndedProvision], _ used: inout Set<String>
  ) -> HistoryPart {
    var anchor = thread.id
    var number = 2
    while !used.insert(anchor).inserted {
      anchor = "\(thread.id)-\(number)"
      number += 1
    }
    let last = thread.entries.last { $0.place != nil }
    var name = last.map { self.name($0, isGroup) } ?? thread.id
    let current = thread.entries.last { $0.edition >= code.currentIndex }
    if let last, thread.entries.last?.place == nil {
      // The number may be that of another provision today.
      name += " (\(site.editionName(code.editions[last.edition])))"
    }
    var formerAnchors: [AnchorContext] = []
    for id in thread.entries.compactMap({ id(of: $0, isGroup) }) where used.insert(id).inserted {
      formerAnchors.append(AnchorContext(anchor: id))
    }
    return HistoryPart(
      anchor: anchor, formerAnchors: formerAnchors, name: name, isGroup: isGroup,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route)
        .with(anchor: current == nil ? nil : thread.id),
      entries: thread.entries.indices.map { entry(thread, at: $0, isGroup, ended[thread.id]) })
  }

  private func entry(
    _ thread: CodeHistory.Thread, at index: Int, _ isGroup: Bool, _ ended: EndedProvision?
  ) -> HistoryEntryContext {
    let entry = thread.entries[index]
    let edition = code.editions[entry.edition]
    let before = index > 0 ? thread.entries[index - 1] : nil
    var remarks: [String] = []
    if entry.place == nil {
      remarks.append(ended.map { site.sentence(on: $0, in: code) } ?? site.words[.historyEnded])
    } else if let before, before.place != nil {
      let (old, new) = (name(before, isGroup), name(entry, isGroup))
      if entry.isMoved {
        remarks.append(site.words.filled(.differenceMoved, ["place": old]))
      } else if old != new {
        remarks.append(site.words.filled(.historyRenumbered, ["old": old, "new": new]))
      }
      if remarks.isEmpty, entry.isUnchanged { remarks.append(site.words[.historyUnchanged]) }
    } else {
      remarks.append(site.words[before == nil ? .historyFirst : .historyReturned])
    }
    var context = HistoryEntryContext(
      edition: site.editionName(edition), address: address(of: entry, isGroup),
      remarks: remarks.map { PhraseContext(text: $0) })
    context.date = (edition.metadata.effective ?? edition.metadata.adopted).map(site.printed)
    if before == nil || !entry.isUnchanged { context.html = HTML(runs: entry.runs) }
    return context
  }

  /// Returns the id in the edition of an entry, or `nil` if that edition doesn't have the provision or group.
  private func id(of entry: CodeHistory.Entry, _ isGroup: Bool) -> String? {
    let text = code.editions[entry.edition].text
    return entry.place.map { isGroup ? text.groups[$0].anchor : text.provisions[$0].id.value.rawValue }
  }

  private func name(_ entry: CodeHistory.Entry, _ isGroup: Bool) -> String {
    let text = code.editions[entry.edition].text
    guard let place = entry.place else { return "" }
    if isGroup {
      let group = text.groups[place]
      return [group.label, site.text.name(of: group)?.capitalizedFirst ?? group.anchor].compactMap(\.self)
        .joined(separator: " ")
    }
    return site.text.placeInCode(text.provisions[place], of: text)
  }

  private func address(of entry: CodeHistory.Entry, _ isGroup: Bool) -> Address {
    let text = code.editions[entry.edition].text
    guard let place = entry.place else {
      return site.address(of: .code(code.id, edition: entry.edition), from: page.route)
    }
    let target: ReferenceTarget =
      isGroup
      ? .group(code.id, edition: entry.edition, text.groups[place].id)
      : .provision(code.id, edition: entry.edition, text.provisions[place].id.value)
    return site.address(of: target, from: page.route)
  }
}

extension CodeOfEthics {
  /// Whether the text of at least two editions is included, so that provisions have a history.
  var hasHistory: Bool { editions.count { $0.metadata.text == .full } > 1 }
}

extension Address {
  /// Returns the address with an anchor on the same page.
  fileprivate func with(anchor: String?) -> Address {
    guard let anchor else { return self }
    return Address(internal: text.prefix { $0 != "#" } + "#" + Route.encoded(anchor))
  }
}

extension PageKind {
  static let history = PageKind(
    roots: [HistoryPage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in names.text.codeName(subject.codeID, edition: 0) },
    record: { subject, handbook in
      handbook.code(subject.codeID).map { PageRecord($0, edition: $0.currentIndex) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .page,
    outlineTitle: { subject, site in
      site.words.filled(.historyTitle, ["code": site.name(of: subject)])
    },
    isIndexed: { _, _ in true },
    render: { page, site in
      let code = required(site.handbook.code(page.subject.codeID), page.subject)
      return site.theme.render(HistoryPageBuilder(site: site, page: page, code: code).build())
    })

  static func historyPages(of code: CodeOfEthics) -> [Page] {
    code.hasHistory ? [Page(.history(code.id), at: "codes/\(code.slug).history.html")] : []
  }
}
