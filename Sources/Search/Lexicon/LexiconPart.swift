/// The stems of one shard of the lexicon, with the forms of English that were added to them.
struct LexiconPart: Sendable {
  let lexicon: Lexicon
  /// The ordinals of the stems.
  let stems: Range<Int>
  /// The added forms of each of ``stems``.
  let addedForms: [[[UInt8]]]

  init(_ lexicon: Lexicon, _ stems: Range<Int>, language: String) {
    self.lexicon = lexicon
    self.stems = stems
    guard let vocabulary = EnglishVocabulary.of(language) else {
      addedForms = stems.map { _ in [] }
      return
    }
    let stemmer = Stemmer(language: language)
    addedForms = stems.map { stem in
      let occurring = lexicon.forms[lexicon.formRanges[stem]]
      var forms = Inflections.forms(of: lexicon.stems[stem], occurring: occurring, stemmer)
      for index in vocabulary.indexesByStem[lexicon.stems[stem], default: []] {
        let word = vocabulary.words[index]
        if !occurring.contains(word) && !forms.contains(word) { forms.append(word) }
      }
      return forms
    }
  }

  /// How often each ending is needed.
  var endingCounts: [Ending: Int] {
    var counts: [Ending: Int] = [:]
    forEachForm { form, stem in counts[Ending(of: form, stem: stem), default: 0] += 1 }
    return counts
  }

  /// Calls a function with each form, occurring or added, and its stem.
  func forEachForm(_ body: (_ form: [UInt8], _ stem: [UInt8]) -> Void) {
    for (stem, added) in zip(stems, addedForms) {
      for form in lexicon.forms[lexicon.formRanges[stem]] { body(form, lexicon.stems[stem]) }
      for form in added { body(form, lexicon.stems[stem]) }
    }
  }

  /// Appends the entries of the shard as parallel texts, since each alone has more that gzip sees repeat: the
  /// lengths that stems share with the one before, their rests, the orders of magnitude of their records, the
  /// endings of the forms that occur, and those of the forms that were added.
  func append(to script: inout ScriptText, _ codes: EndingCodes, recordCounts: [Int]) {
    var stems = FrontCoding()
    var magnitudes: [UInt8] = []
    var occurring: [UInt8] = []
    var added: [UInt8] = []
    for (ordinal, addedForms) in zip(self.stems, addedForms) {
      let stem = lexicon.stems[ordinal]
      stems.append(stem)
      magnitudes.append(NumberText.digit(Self.magnitude(recordCounts[ordinal])))
      for form in lexicon.forms[lexicon.formRanges[ordinal]] {
        codes.append(Ending(of: form, stem: stem), to: &occurring)
      }
      for form in addedForms { codes.append(Ending(of: form, stem: stem), to: &added) }
      occurring.append(UInt8(ascii: ";"))
      added.append(UInt8(ascii: ";"))
    }
    for text in [stems.shared, stems.rests, magnitudes, occurring, added] {
      script.appendString(text)
      script.append(",")
    }
  }

  /// The binary digits of a number.
  private static func magnitude(_ count: Int) -> Int {
    Int.bitWidth - count.leadingZeroBitCount
  }
}
