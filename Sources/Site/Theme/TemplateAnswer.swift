import Mustache

/// A context as the Mustache library asks it: by name, without reflection.
struct TemplateAnswer: MustacheParent {
  let context: any TemplateContext

  func child(named name: String) -> Any? {
    switch context.value(named: name) {
    case .text(let text): WrittenAnswer(renderText: HTML.escaped(text))
    case .address(let address): WrittenAnswer(renderText: HTML.escaped(address.text))
    case .html(let html): WrittenAnswer(renderText: String(decoding: html.bytes, as: UTF8.self))
    case .flag(let flag): flag
    case .object(let part): TemplateAnswer(context: part)
    case .list(let parts): parts.map { TemplateAnswer(context: $0) }
    case .absent: AbsentAnswer()
    case nil: nil
    }
  }
}

/// A value in its final form.
///
/// It names no others, so that the library looks on in the contexts around it.
private struct WrittenAnswer: MustacheParent, MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { false }

  func child(named: String) -> Any? { nil }
}

/// The value of an optional field that has none.
///
/// It keeps the library from looking on in the contexts around.
private struct AbsentAnswer: MustacheParent, MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }

  func child(named: String) -> Any? { nil }
}
