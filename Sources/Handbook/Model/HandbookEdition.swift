/// Whom a handbook is made for.
package enum HandbookEdition: String, Sendable, Hashable, CaseIterable {
  /// Without a word of what is meant for facilitators.
  case learner
  case facilitator
}
