/// A search index: the files that the client loads piece by piece.
///
/// Every page carries a form and the stub, which loads the client when it is first used. `data-root` is the way
/// from the page to the root of the site:
///
/// ```html
/// <form role="search" action="../search.html" method="get">
///   <label for="search-field">Search</label>
///   <input id="search-field" type="search" name="q" autocomplete="off">
///   <button>Search</button>
/// </form>
/// <script src="../assets/search-stub.js" defer data-root="../" data-client="assets/search.js"
///   data-answers="assets/search-answers.js"></script>
/// ```
///
/// The page `search.html` has a script of its own before the stub, and a container that it fills. What stands in
/// the container is shown where scripts do not run:
///
/// ```html
/// <script src="assets/search-page.js" defer></script>
/// <div id="search-page"><p>Search needs JavaScript. Use the <a href="subjects.html">A–Z index</a>.</p></div>
/// ```
package struct SearchIndex: Sendable, Hashable {
  /// The file that the client loads first.
  ///
  /// It names all others, which carry a hash of their content; its own name never changes, so that no page
  /// depends on the text of another.
  package static let entryPoint = "search/root.js"

  package struct File: Sendable, Hashable {
    /// The path from the root of the site, under `search/`.
    package var path: String
    package var bytes: [UInt8]
  }

  /// Takes a file that is finished; called on any thread, for each file once.
  package typealias Delivery = @Sendable (File) -> Void

  /// The files, sorted by path.
  package var files: [File]
}
