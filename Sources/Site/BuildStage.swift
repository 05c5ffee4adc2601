/// A part of a build, in the order in which they come.
///
/// The search index is made while pages are rendered; `index` is what remains of it when the last page is done.
package enum BuildStage: String, Sendable, CaseIterable {
  case parse, resolve, check, plan, render, index
}
