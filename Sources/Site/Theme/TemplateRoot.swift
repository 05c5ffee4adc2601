/// A context that a template of its own renders: a page or a block.
protocol TemplateRoot: TemplateContext {
  /// The name of the template, which is its file's without `.mustache`.
  static var template: String { get }
}

/// A page: its own fields and those of the shell around it.
protocol PageContext: TemplateRoot {
  var shell: PageShell { get }
}
