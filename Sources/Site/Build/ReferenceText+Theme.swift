import Handbook

extension ReferenceText.Words {
  /// The words of citations in the language of a theme.
  init(_ strings: ThemeStrings) {
    self.init()
    draft = strings[.citationDraft]
    proposed = strings[.citationProposed]
    superseded = strings[.citationSuperseded]
    item = strings[.citationItem]
    group = strings[.citationGroup]
    part = strings[.citationPart]
    glossary = strings[.glossary]
  }
}
