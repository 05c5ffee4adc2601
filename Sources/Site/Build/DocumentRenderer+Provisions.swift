import Handbook
import Markup

extension DocumentRenderer {
  /// What a provision says itself, without the provisions inside it.
  func ownHTML(of provision: Provision) -> HTML {
    var html = HTML()
    for element in provision.content {
      switch element {
      case .prose(let node), .leadIn(let node): html.bytes += self.html(of: node).bytes
      case .provisions: break
      }
    }
    return html
  }

  /// The first paragraph of a provision, without its tags.
  func openingHTML(of provision: Provision) -> HTML {
    if document.nodes[provision.node].kind == .paragraph { return inlineHTML(of: provision.node) }
    guard
      let first = document.children(of: provision.node).first(where: { document.nodes[$0].kind == .paragraph }
      )
    else { return HTML() }
    return inlineHTML(of: first)
  }

  /// A provision as another page quotes it, with the provisions inside it as a list.
  func quotedHTML(of provision: Provision, in text: CodeText) -> HTML {
    var html = HTML()
    for element in provision.content { append(element, of: text, to: &html) }
    return html
  }

  /// A group as another page quotes it.
  func quotedHTML(of group: CodeGroup, in text: CodeText) -> HTML {
    var html = HTML()
    if let heading = group.heading, !document.nodes[heading].flags.contains(.emptied) {
      let label = group.label.map { HTML.escaped($0) + " " } ?? ""
      html.bytes += HTML(markup: "<p class=\"quotation-group\"><strong>\(label)").bytes
      html.bytes += inlineHTML(of: heading).bytes
      html.bytes += HTML(markup: "</strong></p>\n").bytes
    }
    for element in group.content { append(element, of: text, to: &html) }
    return html
  }

  /// A group as the page that holds everything has it, with an id for the group and each provision.
  func printedHTML(of group: CodeGroup, in text: CodeText, prefix: String) -> HTML {
    var html = HTML()
    if let heading = group.heading, !document.nodes[heading].flags.contains(.emptied) {
      let label = group.label.map { HTML.escaped($0) + " " } ?? ""
      html.bytes += HTML(markup: "<h3 id=\"\(HTML.escaped(prefix + group.anchor))\">\(label)").bytes
      html.bytes += inlineHTML(of: heading).bytes
      html.bytes += HTML(markup: "</h3>\n").bytes
    } else {
      html.bytes += HTML(markup: "<hr id=\"\(HTML.escaped(prefix + group.anchor))\">\n").bytes
    }
    for element in group.content { append(element, of: text, prefix: prefix, to: &html) }
    return html
  }

  /// The depth of recursion is that of lists, which the parser bounds.
  ///
  /// - Parameter prefix: What the ids of provisions begin with; nothing for provisions without ids.
  private func append(_ element: CodeElement, of text: CodeText, prefix: String? = nil, to html: inout HTML) {
    switch element {
    case .prose(let node), .leadIn(let node):
      html.bytes += self.html(of: node).bytes
    case .provisions(let places):
      html.bytes += HTML(markup: "<ul class=\"quotation-provisions\">\n").bytes
      for place in places {
        let provision = text.provisions[place]
        let id = prefix.map { " id=\"\(HTML.escaped($0 + provision.id.value.rawValue))\"" } ?? ""
        html.bytes += HTML(markup: "<li\(id)>").bytes
        if let label = provision.label {
          html.bytes += HTML(markup: "<span class=\"quotation-label\">\(HTML.escaped(label))</span> ").bytes
        }
        for element in provision.content { append(element, of: text, prefix: prefix, to: &html) }
        html.bytes += HTML(markup: "</li>\n").bytes
      }
      html.bytes += HTML(markup: "</ul>\n").bytes
    }
  }
}
