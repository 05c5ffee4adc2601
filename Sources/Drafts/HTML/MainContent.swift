import Basics

/// Finds the part of a web page that is its main text, and describes the rest.
struct MainContent {
  let element: HTMLElement
  /// The page's heading if it's outside the main text, or `nil`.
  private(set) var heading: HTMLElement?
  /// The first words of each part around the main text, such as navigation and footers.
  private(set) var leftOut: [String] = []

  private let controlled: Set<String>

  /// - Parameter root: The root element of the page.
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

  /// Descends as long as one child has nearly all text outside links.
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

  /// Returns how much text an element has, not counting links and the parts around the main text.
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

  /// Returns whether an element isn't part of the page's own text: navigation, a footer, or a script.
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

  /// Returns whether readers can see an element, perhaps after they expand it.
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
