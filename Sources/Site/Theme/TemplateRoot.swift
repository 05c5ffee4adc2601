/// A context that a template of its own renders: a page or a block.
protocol TemplateRoot: TemplateContext {
  /// The name of the template, which is its file's without `.mustache`.
  static var template: String { get }

  /// The contexts around this one, from the outermost, whose values the template can name too.
  static var surroundings: [any TemplateContext.Type] { get }

  /// A value for each of the static ``surroundings``, in their order.
  var surroundings: [any TemplateContext] { get }
}

extension TemplateRoot {
  static var surroundings: [any TemplateContext.Type] { [] }
  var surroundings: [any TemplateContext] { [] }
}

/// A page: its own fields and, around them, those of its shell.
protocol PageContext: TemplateRoot {
  var shell: PageShell { get }
}

extension PageContext {
  static var surroundings: [any TemplateContext.Type] { [PageShell.self] }
  var surroundings: [any TemplateContext] { [shell] }
}
