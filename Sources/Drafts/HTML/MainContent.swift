import Basics

/// Finds the part of a web page that is its text, and names the rest.
struct MainContent {
  let element: HTMLElement
  /// A heading of the whole page that is outside of the text, or `nil`.
  private(set) var heading: HTMLElement?
  /// What is around the text: the first words of each navigation, footer and the like.
  private(set) var leftOut: [String] = []

  private let controlled: Set<String>

  /// - Parameter root: The page.
  init(of root: HTMLElement) {
    controlled = Set(root.all { $0["aria-controls"] != nil }.compactMap { $0["aria-controls"] })
    let body = root.first { $0.name == "body" } ?? root
    element = Self.landmark(in: body) ?? Self.densest(in: body, controlled)
    if element.first(where: { $0.name == "h1" }) == nil {
      heading = body.first { $0.name == "h1" && !$0.text.isBlank }
    }
    for part in body.all(where: { Self.isAround($0) || $0.name == "header" }) {
      let text = part.spacedText.shortened
      if !text.isEmpty, !leftOut.contains(text) { leftOut.append(text) }
    }
  }

  private static func landmark(in body: HTMLElement) -> HTMLElement? {
    if let main = body.first(where: { $0.name == "main" || $0["role"] == "main" }), main.text.utf8.count > 200
    {
      return main
    }
    let articles = body.all { $0.name == "article" && $0.text.utf8.count > 200 }
    return articles.count == 1 ? articles[0] : nil
  }

  /// Goes down as long as one child has nearly all the text that is not of links.
  private static func densest(in body: HTMLElement, _ controlled: Set<String>) -> HTMLElement {
    var current = body
    while true {
      let whole = weight(of: current)
      let best = current.elements.filter { !isAround($0) }.map { ($0, weight(of: $0)) }.max { $0.1 < $1.1 }
      guard let (child, own) = best, own * 10 >= whole * 8, own > 0,
        !["p", "ul", "ol", "table", "li", "h1", "h2", "h3", "blockquote", "dl"].contains(child.name)
      else { return current }
      current = child
    }
  }

  /// How much text an element has that is neither of links nor around the text.
  private static func weight(of element: HTMLElement) -> Int {
    if isAround(element) || element.name == "a" { return 0 }
    return element.children.reduce(0) {
      switch $1 {
      case .text(let text): $0 + text.utf8.count { !$0.isASCIIWhitespace }
      case .element(let child): $0 + weight(of: child)
      }
    }
  }

  private static let unseen: Set<String> = [
    "script", "style", "noscript", "template", "iframe", "svg", "head", "input", "select", "textarea",
    "object",
    "canvas", "audio", "video", "map", "datalist",
  ]

  /// Whether an element is no text of the page itself: navigation, a footer, a script.
  static func isAround(_ element: HTMLElement) -> Bool {
    if unseen.contains(element.name) || ["nav", "footer", "aside"].contains(element.name) { return true }
    if let role = element["role"],
      ["navigation", "banner", "contentinfo", "search", "complementary", "alert", "dialog", "menu"].contains(
        role)
    {
      return true
    }
    let names = "\(element["class"] ?? "") \(element["id"] ?? "")".lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    return names.contains { name in
      [
        "breadcrumb", "breadcrumbs", "cookie-banner", "skip-link", "share-buttons", "social-share",
        "site-header", "site-footer",
      ]
      .contains(String(name))
    }
  }

  /// Whether readers can see an element, at least after they open it.
  func isShown(_ element: HTMLElement) -> Bool {
    if Self.isAround(element) { return false }
    if element.name == "button" {
      return element["aria-expanded"] != nil || element["aria-controls"] != nil
    }
    let isControlled = element["id"].map(controlled.contains) ?? false
    if element["hidden"] != nil, element["hidden"] != "until-found", !isControlled { return false }
    if element["aria-hidden"] == "true", !isControlled { return false }
    let style = (element["style"] ?? "").lowercased().filter { $0 != " " }
    return isControlled || !(style.contains("display:none") || style.contains("visibility:hidden"))
  }
}
