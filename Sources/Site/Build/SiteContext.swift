import Handbook
import Markup

/// What the building of every page needs: the handbook, where its pages stand, and how they look.
struct SiteContext: Sendable {
  let handbook: Handbook
  let map: SiteMap
  let theme: Theme
  let words: Words
  let text: ReferenceText
  let options: SiteOptions
  /// The navigation of pages in each folder, made once; by ``Route/wayToRoot``.
  var navigation: [String: HTML] = [:]

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
    let (standing, word): (StatusContext.Standing, Word) =
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
    case .draft: words[.sentenceDraft]
    case .proposed: words[.sentenceProposed]
    case .inForce: words[.sentenceInForce]
    case .superseded: words[.sentenceSuperseded]
    case .unknown: words[.sentenceUnknown]
    }
  }

  /// A day as readers read it, the same in every place: `2026-11-21`.
  func printed(_ date: CalendarDate) -> String { date.description }

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
