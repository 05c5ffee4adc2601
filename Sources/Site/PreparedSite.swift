import Markup
import Search
import Synchronization

/// A site without errors, of which every page can be rendered.
package struct PreparedSite: Sendable {
  let context: SiteContext
  let content: [SourceFile]

  package var pageCount: Int { context.map.pages.count }

  /// Renders all files on all cores and hands on each when it is finished, so that none needs to be kept.
  ///
  /// - Parameters:
  ///   - begin: Called at the beginning of each stage.
  ///   - deliver: Called on any thread, for each path once, in no order.
  package func render(
    begin: (BuildStage) -> Void = { _ in }, to deliver: @escaping @Sendable (OutputFile) -> Void
  ) {
    begin(.render)
    let renderer = PageRenderer(site: context)
    _ = context.map.pages.concurrentMap { deliver(renderer.render($0)) }
    for redirect in context.map.redirects {
      deliver(renderer.render(redirect: redirect.subject, at: redirect.route))
    }
    for asset in context.theme.assets { deliver(OutputFile(path: asset.path, bytes: asset.bytes)) }
    let sources = Dictionary(content.map { ($0.path, $0.bytes) }) { first, _ in first }
    for asset in context.map.assets {
      if let bytes = sources[asset.source] { deliver(OutputFile(path: asset.route.path, bytes: bytes)) }
    }
    begin(.index)
    SearchRecords(site: context).index { deliver(OutputFile(path: $0.path, bytes: $0.bytes)) }
  }

  /// All files, sorted by path.
  package func files() -> [OutputFile] {
    let files = Mutex<[OutputFile]>([])
    render { file in files.withLock { $0.append(file) } }
    return files.withLock { $0 }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
