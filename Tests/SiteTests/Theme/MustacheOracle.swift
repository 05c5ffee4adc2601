import Markup
import Mustache

@testable import Site

/// The default theme as the Mustache library understands it: the templates as they are written, the contexts
/// answered by name.
struct MustacheOracle {
  private let library: MustacheLibrary
  private let constants: [String: Any]

  init(_ theme: Theme) throws {
    var library = MustacheLibrary()
    var strings: [String: String] = [:]
    for file in DefaultTheme.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      if file.path.hasSuffix(".mustache"), let name = file.path.split(separator: "/").last?.dropLast(9) {
        try library.register(text, named: String(name))
      } else if file.path.hasSuffix("strings.yml") {
        let (words, _) = ThemeStringsReader.read(TemplateSource(name: "", path: "", bytes: file.bytes))
        strings = words?.templateTexts ?? [:]
      }
    }
    // The library takes each full stop of a name for a step into a value.
    var assets: [String: [String: String]] = [:]
    for asset in theme.assets {
      let parts = asset.name.split(separator: ".").map(String.init)
      assets[parts[0], default: [:]][parts[1]] = asset.path
    }
    self.library = library
    constants = ["strings": strings, "assets": assets]
  }

  /// A page or block as the library renders it.
  func render(_ root: any TemplateRoot) -> String? {
    library.render(
      Answer(contexts: root.surroundings + [root as any TemplateContext], constants: constants),
      withTemplate: type(of: root).template)
  }
}

/// Contexts as the library asks them, the innermost first.
private struct Answer: MustacheParent {
  var contexts: [any TemplateContext]
  var constants: [String: Any] = [:]

  func child(named name: String) -> Any? {
    for context in contexts.reversed() {
      guard let place = type(of: context).schema.place(of: name) else { continue }
      return answer(context.value(at: place))
    }
    return constants[name]
  }

  private func answer(_ value: TemplateValue) -> Any? {
    switch value {
    case .text(let text): Written(renderText: text)
    case .address(let address): Written(renderText: address.text)
    case .html(let html): Written(renderText: String(decoding: html.bytes, as: UTF8.self))
    case .flag(let flag): flag
    case .object(let part): Answer(contexts: [part])
    case .list(let parts): parts.map { Answer(contexts: [$0]) }
    case .absent: Absent()
    }
  }
}

private struct Written: MustacheParent, MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { false }

  func child(named: String) -> Any? { nil }
}

/// Keeps the library from looking on in the contexts around.
private struct Absent: MustacheParent, MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }

  func child(named: String) -> Any? { nil }
}
