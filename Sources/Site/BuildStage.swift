/// A part of a build, in the order in which they come.
package enum BuildStage: String, Sendable, CaseIterable {
  case parse, resolve, check, plan, render, index
}
