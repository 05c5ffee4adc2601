import Basics
import Handbook

/// All versions of codes that this handbook has or has published, for identifying signed sheets.
struct VersionsPage: PageContext {
  static let template = "versions"

  var shell: PageShell
  var codes: [CodeVersions] = []

  static let fields = TemplateFields<VersionsPage>([
    .list("codes", \.codes, "The codes, each with its versions.")
  ])
}

/// The versions of a code.
struct CodeVersions: TemplateContext {
  var title: String
  /// The code's page, or `nil` if the handbook no longer has the code.
  var address: Address?
  var anchor: String
  var versions: [VersionContext]

  static let fields = TemplateFields<CodeVersions>([
    .text("title", \.title, "The code's name."),
    .address("address", optional: \.address, "The code's page."),
    .text("anchor", \.anchor, "The id of its section."),
    .list("versions", \.versions, "Its versions, newest first."),
  ])
}

/// A version of a code's text.
struct VersionContext: TemplateContext {
  var name: String
  /// The permanent page of the text, or `nil` if the handbook no longer has the text.
  var address: Address?
  var status: StatusContext?
  var checkCode: String
  var anchor: String
  /// The date of publication, if it was recorded.
  var published: String?
  /// Whether the handbook has the edition with a different text.
  var isReplaced = false
  /// Whether it's the version on the code's main page.
  var isCurrent = false
  /// A sentence about the version, for people who look up a check code.
  var sentence: String

  static let fields = TemplateFields<VersionContext>([
    .text("name", \.name, "The name of the version."),
    .address("address", optional: \.address, "The permanent page of the text, if the handbook has it."),
    .object("status", optional: \.status, "The status of the edition, if the handbook has it."),
    .text("checkCode", \.checkCode, "The version check code."),
    .text("anchor", \.anchor, "The id of the row."),
    .text("published", optional: \.published, "The date when it was published, if recorded."),
    .flag("isReplaced", \.isReplaced, "Whether the handbook has a different text of this edition."),
    .flag("isCurrent", \.isCurrent, "Whether it's the version on the code's own page."),
    .text(
      "sentence", \.sentence, "A sentence that describes the version to readers who look up a check code."),
  ])
}

/// Builds the page of all versions.
struct VersionsPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> VersionsPage {
    var context = VersionsPage(shell: site.shell(of: page, title: site.words[.versions], trail: []))
    var order: [CodeID] = []
    var byCode: [CodeID: [TextVersion]] = [:]
    for version in site.handbook.versions {
      if byCode[version.code] == nil { order.append(version.code) }
      byCode[version.code, default: []].append(version)
    }
    context.codes = order.map { id in
      let versions = byCode[id] ?? []
      var seen: Set<CheckCode> = []
      return CodeVersions(
        title: title(of: id, versions), address: address(of: id), anchor: "code-\(id.rawValue.lowercased())",
        versions: versions.map { version in
          // A text that was recorded under two names has two rows, and its check code links to the first.
          row(version, isFirst: seen.insert(version.checkCode).inserted)
        })
    }
    context.shell.contents = context.codes.map { code in
      ContentsEntry(title: code.title, address: Address(internal: "#" + Route.encoded(code.anchor)))
    }
    return context
  }

  private func title(of id: CodeID, _ versions: [TextVersion]) -> String {
    guard let code = site.handbook.code(id) else { return id.rawValue }
    return "\(site.text.placeName(of: code)) (\(id))"
  }

  private func address(of id: CodeID) -> Address? {
    site.handbook.code(id).map { site.address(of: .code(id, edition: $0.currentIndex), from: page.route) }
  }

  private func row(_ version: TextVersion, isFirst: Bool) -> VersionContext {
    let code = site.handbook.code(version.code)
    let edition = version.edition.flatMap { place in code?.editions[place] }
    let published = version.published.map { site.printed($0.date) }
    var context = VersionContext(
      name: edition.map { site.name(of: $0, isAlone: code?.editions.count == 1) }
        ?? site.printed(editionName: version.editionName),
      checkCode: version.checkCode.rawValue,
      anchor: "version-\(version.code.rawValue.lowercased())-\(version.checkCode)\(isFirst ? "" : "-2")",
      published: published, isReplaced: version.state == .replaced, sentence: sentence(on: version, edition))
    if let place = version.edition, let code, let edition {
      context.address = site.permanentAddress(of: code, edition: place, from: page.route)
      context.status = site.status(of: edition)
      context.isCurrent = version.state == .current(edition: place)
    }
    return context
  }

  private func sentence(on version: TextVersion, _ edition: Edition?) -> String {
    let name = edition?.fullName ?? version.published?.name ?? site.printed(editionName: version.editionName)
    let state: ThemePhrase =
      switch version.state {
      case .current: .versionCurrent
      case .earlier: .versionEarlier
      case .replaced: .versionReplaced
      case .gone: .versionGone
      }
    return "\(name). \(site.words[state])"
  }
}

extension SiteContext {
  /// Returns the address of an edition's page that doesn't change when a newer edition is published.
  func permanentAddress(of code: CodeOfEthics, edition: Int, from route: Route) -> Address {
    address(of: map.permanentSubject(of: code, edition: edition), from: route)
  }

  /// Returns the name of an edition; a code's only edition is called "undated" if it has no version.
  func name(of edition: Edition, isAlone: Bool) -> String {
    isAlone ? edition.metadata.version ?? printed(editionName: edition.name) : name(of: edition)
  }

  /// Returns an edition's name, which comes from its file or its date, in the language of the pages.
  func printed(editionName name: String) -> String {
    name == Edition.undatedName ? words[.undated] : name
  }
}

extension SiteMap {
  /// Returns the page of an edition whose address doesn't change when a newer edition is published.
  func permanentSubject(of code: CodeOfEthics, edition: Int, view: CodeView? = nil) -> Page.Subject {
    let view = view ?? code.editions[edition].mainView
    let frozen = Page.Subject.frozen(code.id, edition: edition, view: view)
    return has(frozen) ? frozen : .code(code.id, edition: edition, view: view)
  }
}

extension PageKind {
  static let versions = generated(
    VersionsPage.self, .versions,
    at: { $0.versions.isEmpty ? nil : "versions.html" }, name: .versions, growsWithHandbook: false,
    section: nil, outline: .indexes, isIndexed: true,
    build: { VersionsPageBuilder(site: $1, page: $0).build() })
}
