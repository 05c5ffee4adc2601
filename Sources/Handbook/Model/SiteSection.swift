/// The parts of a handbook that have an entry page of their own.
package enum SiteSection: String, Sendable, Hashable, CaseIterable {
  case codes, topics, compare, lessons, glossary, indexes
}
