/// How a ``HTMLRenderer`` writes.
package struct HTMLOptions: Sendable, Hashable {
  /// How many levels lower headings become; none becomes lower than 6.
  package var headingShift = 0
  /// Whether headings have their anchors, and other blocks the ids of their authors, as `id`.
  package var writesIDs = true
  /// What ids begin with, where several documents stand on one page.
  package var idPrefix = ""
  /// What the ids of footnotes begin with, where several documents stand on one page.
  package var footnotePrefix = ""
  /// The page that footnotes stand on, where it is another; empty for the page itself.
  package var footnoteAddress = ""
  /// Whether the references to footnotes have ids; those of a text that stands on its page twice may not.
  package var writesFootnoteIDs = true
  /// Whether a space in neither text stands between a deletion and the insertion that replaces it, for readers who copy.
  package var separatesReplacements = false
  /// Whether call-outs for facilitators are left out.
  package var leavesOutFacilitatorNotes = false
  /// Whether raw HTML is passed through; a comment stands in its place otherwise.
  package var allowsRawHTML = false

  package init() {}
}
