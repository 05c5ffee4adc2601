/// What a reference leads to.
package enum ReferenceTarget: Sendable, Hashable {
  case code(CodeID, edition: Int)
  case group(CodeID, edition: Int, anchor: String)
  case provision(CodeID, edition: Int, ProvisionID)
  case topic(TopicID, anchor: String?)
  case lesson(LessonID, anchor: String?)
  case glossary
  case term(TermID)
  case page(PageID, anchor: String?)
  /// A place on the page that the reference stands on.
  case anchor(DocumentKey, String)
  /// A file that is copied, by its path from the root of the source.
  case asset(String)
}
