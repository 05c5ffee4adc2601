import Mustache
import Synchronization

/// The checked templates of a theme, and what they make of what is known before a page is.
///
/// A theme outlives many builds of one site, and what its shells say is nearly always the same for all of them: what
/// was made for one is used again.
final class ThemeTemplates: Sendable {
  private let templates: [String: Template]
  private let constants: ThemeConstants
  /// The templates that pages name as their parent and that nothing else uses: what they name is a page's own.
  private let shells: Set<String>
  /// The library that was made last for each way to the root, with the markup that it holds as text.
  private let made = Mutex<[Address: (key: [String: HTML], library: MustacheLibrary)]>([:])

  init(templates: [String: Template], constants: ThemeConstants) {
    self.templates = templates
    self.constants = constants
    var uses = TemplateUses()
    for template in templates.values { uses.add(template.nodes, isTopLevel: true) }
    for root in Theme.roots where root as? any PageContext.Type == nil {
      if let block = templates[root.template] { uses.elsewhere.formUnion(TemplateUses(block.nodes).parents) }
    }
    shells = uses.parents.subtracting(uses.elsewhere).subtracting(Theme.roots.map { $0.template })
  }

  /// All templates as the Mustache library takes them.
  ///
  /// - Parameter shell: Where it is given, what its ``PageShell/sharedFields`` say is text in the templates around
  ///   pages. For the library, looking a value up is most of the work of writing it.
  func library(for shell: PageShell? = nil) -> MustacheLibrary {
    guard let shell else { return library(with: [:]) }
    var shared: [String: TemplateValue] = [:]
    for name in PageShell.sharedFields { shared[name] = shell.value(named: name) }
    let key = shared.compactMapValues(\.markup)
    if let known = made.withLock({ $0[shell.root] }), known.key == key { return known.library }
    let library = library(with: shared)
    made.withLock { $0[shell.root] = (key, library) }
    return library
  }

  private func library(with shared: [String: TemplateValue]) -> MustacheLibrary {
    var library = MustacheLibrary()
    for (name, template) in templates {
      let known = shells.contains(name) ? shared : [:]
      do {
        try library.register(TemplateCompiler.compile(template, constants, known: known), named: name)
      } catch {
        preconditionFailure("Mustache reads what TemplateCompiler writes, but not '\(name)': \(error)")
      }
    }
    return library
  }
}

/// Where templates use others.
private struct TemplateUses {
  /// Templates that are the parent of a whole template.
  var parents: Set<String> = []
  /// Templates that are used in any other way.
  var elsewhere: Set<String> = []

  init() {}

  init(_ nodes: [Template.Node]) {
    add(nodes, isTopLevel: true)
  }

  mutating func add(_ nodes: [Template.Node], isTopLevel: Bool) {
    for node in nodes {
      switch node {
      case .text, .value: break
      case .partial(let tag): elsewhere.insert(tag.name)
      case .parent(let tag, let nodes):
        if isTopLevel { parents.insert(tag.name) } else { elsewhere.insert(tag.name) }
        add(nodes, isTopLevel: false)
      case .section(_, let nodes), .block(_, let nodes): add(nodes, isTopLevel: false)
      }
    }
  }
}
