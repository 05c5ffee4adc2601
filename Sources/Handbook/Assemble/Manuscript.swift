import Markup

/// Everything that authors wrote, as records whose references are still text with a place.
package struct Manuscript: Sendable {
  package var configuration = HandbookConfiguration()
  package var configurationPath = "\(SourceRole.contentFolder)/handbook.yml"
  /// From A to Z by their jurisdictions.
  package var codes: [CodeOfEthics] = []
  /// From A to Z.
  package var topics: [Topic] = []
  /// In the order that authors gave, then from A to Z.
  package var lessons: [Lesson] = []
  package var glossary: Glossary?
  /// From A to Z.
  package var pages: [StandalonePage] = []
  /// The paths of the files that are neither Markdown nor configuration.
  package var assets: [String] = []

  /// What references could name of records that are left out of this handbook: their citations and paths.
  package var withheld: Set<String> = []

  /// The ids that were once published and must not vanish.
  package var publishedIDs: [PublishedID] = []

  package init() {}
}
