/// A reason why a package is not handed out.
package struct PackageProblem: Sendable, Hashable, CustomStringConvertible {
  /// The path in the package.
  package let path: String
  /// What is wrong there, without a period at the end.
  package let summary: String

  package var description: String { "\(path): \(summary)" }
}
