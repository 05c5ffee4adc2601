import Handbook
import Markup

/// What the building of every page needs: the handbook, where its pages stand, and how they look.
struct SiteContext: Sendable {
  let handbook: Handbook
  let map: SiteMap
  private(set) var theme: Theme
  let text: ReferenceText
  let options: SiteOptions
  /// The words of the interface.
  var words: ThemeStrings { theme.strings }
  private(set) var navigation: Navigation?

  init(handbook: Handbook, map: SiteMap, theme: Theme, options: SiteOptions) {
    self.handbook = handbook
    self.map = map
    self.theme = theme
    self.options = options
    text = ReferenceText(handbook.manuscript, words: ReferenceText.Words(theme.strings))
    navigation = nil
    navigation = Navigation(of: self)
    let onePagePerDepth = Dictionary(map.pages.map { ($0.route.wayToRoot, $0) }) { first, _ in first }
    self.theme = theme.prepared(for: onePagePerDepth.values.map { shell(of: $0, title: "") })
  }

  /// The navigation of a page.
  func navigation(for page: Page) -> HTML { navigation?.html(for: page) ?? HTML() }

  /// The address of a page from another.
  func address(of subject: Page.Subject, anchor: String? = nil, from route: Route) -> Address {
    Address(internal: route.address(of: map.route(of: subject), anchor: anchor))
  }

  /// The address of a reference's target from a page.
  func address(of target: ReferenceTarget, from route: Route) -> Address {
    let (destination, anchor) = map.destination(of: target)
    return Address(internal: route.address(of: destination, anchor: anchor))
  }

  /// The standing of a code's edition as themes show it.
  func status(of edition: Edition) -> StatusContext {
    let (standing, word): (StatusContext.Standing, ThemePhrase) =
      switch edition.metadata.status {
      case .draft: (.draft, .statusDraft)
      case .proposed: (.proposed, .statusProposed)
      case .inForce: (.inForce, .statusInForce)
      case .superseded: (.superseded, .statusSuperseded)
      case .unknown: (.unknown, .statusUnknown)
      }
    return StatusContext(standing: standing, word: words[word])
  }

  /// What a code's standing means for the reader.
  func statusSentence(of edition: Edition) -> String {
    switch edition.metadata.status {
    case .draft: words[.draftSentence]
    case .proposed: words[.proposedSentence]
    case .inForce: words[.inForceSentence]
    case .superseded: words[.supersededSentence]
    case .unknown: words[.unknownSentence]
    }
  }

  /// A day as readers read it.
  func printed(_ date: CalendarDate) -> String {
    words.date(year: date.year, month: date.month, day: date.day)
  }

  /// The title of the page that a document is shown on.
  func title(of key: DocumentKey) -> String {
    switch key {
    case .code(let id, let edition, _): text.text(for: .code(id, edition: edition))
    case .topic(let id): text.text(for: .topic(id, anchor: nil))
    case .lesson(let id): text.text(for: .lesson(id, anchor: nil))
    case .glossary: text.text(for: .glossary)
    case .page(let id): text.text(for: .page(id, anchor: nil))
    }
  }
}
