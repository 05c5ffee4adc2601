import Basics

/// The words of all records: the forms that occur, grouped by stem.
struct Lexicon: Sendable {
  /// The distinct stems as UTF-8, in ``UTF16Order``.
  ///
  /// The index of a stem is its ordinal.
  let stems: [[UInt8]]

  /// The distinct forms as UTF-8: those of the first stem, those of the second, and so on, in order within
  /// each group.
  let forms: [[UInt8]]

  /// The range in ``forms`` of each stem's forms.
  let formRanges: [Range<Int>]

  /// For each run, the number of each of ``forms`` in the run's own table, or ``absent`` if the run doesn't
  /// have it.
  private let numbersInRuns: [[UInt32]]

  private static let absent = UInt32.max

  init(of runs: [TokenizedRecords], language: String) {
    var distinct = FormTable()
    let distinctNumbers = runs.map { run in
      (0..<run.forms.count).map { number in run.forms.withBytes(of: number) { distinct.intern($0) } }
    }
    let unsortedForms = (0..<distinct.count).map { Array(distinct[$0]) }

    let ranges = evenRanges(of: unsortedForms.count, in: 64)
    let unsortedStems = ranges.concurrentMap { range in
      let stemmer = Stemmer(language: language)
      return range.map { stemmer.stem(of: unsortedForms[$0]) }
    }.flatMap(\.self)

    var stemTable = FormTable(expecting: distinct.count)
    let stemNumbers = unsortedStems.map { stem in stem.withUnsafeBufferPointer { stemTable.intern($0) } }
    let members = Grouped(
      Array(unsortedForms.indices), by: stemNumbers.map { UInt32($0) }, groups: stemTable.count)
    let distinctStems = (0..<stemTable.count).map { Array(stemTable[$0]) }
    let stemOrder = UTF16Order.order(of: distinctStems)
    stems = stemOrder.map { distinctStems[$0] }

    var order: [Int] = []
    var formRanges: [Range<Int>] = []
    for stem in stemOrder {
      let start = order.count
      order += members[stem].sorted { UTF16Order.areInOrder(unsortedForms[$0], unsortedForms[$1]) }
      formRanges.append(start..<order.count)
    }
    forms = order.map { unsortedForms[$0] }
    self.formRanges = formRanges

    var rank = [Int](repeating: 0, count: order.count)
    for (index, number) in order.enumerated() { rank[number] = index }
    numbersInRuns = distinctNumbers.map { numbers in
      var numbersInRun = [UInt32](repeating: Self.absent, count: rank.count)
      for (local, number) in numbers.enumerated() { numbersInRun[rank[number]] = UInt32(local) }
      return numbersInRun
    }
  }

  /// Returns the number of a form in a run's own table, or `nil` if the run doesn't have it.
  func number(of form: Int, inRun run: Int) -> Int? {
    let number = numbersInRuns[run][form]
    return number == Self.absent ? nil : Int(number)
  }
}

/// The stems of one shard of the lexicon, with the English forms that were added to them.
struct LexiconPart: Sendable {
  let lexicon: Lexicon
  /// The ordinals of the stems.
  let stems: Range<Int>
  /// The forms added to each of ``stems``.
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

  /// The number of times that each ending is needed.
  var endingCounts: [Ending: Int] {
    var counts: [Ending: Int] = [:]
    forEachForm { form, stem in counts[Ending(of: form, stem: stem), default: 0] += 1 }
    return counts
  }

  /// Calls a closure with each form, occurring or added, and its stem.
  func forEachForm(_ body: (_ form: [UInt8], _ stem: [UInt8]) -> Void) {
    for (stem, added) in zip(stems, addedForms) {
      for form in lexicon.forms[lexicon.formRanges[stem]] { body(form, lexicon.stems[stem]) }
      for form in added { body(form, lexicon.stems[stem]) }
    }
  }

  /// Appends the entries of the shard as parallel texts, which compress better than a single one: the lengths
  /// of the prefixes that stems share with the preceding stem, the rests of the stems, the orders of
  /// magnitude of their record counts, the endings of forms that occur, and the endings of added forms.
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

  /// Returns the number of binary digits of a count.
  private static func magnitude(_ count: Int) -> Int {
    Int.bitWidth - count.leadingZeroBitCount
  }
}
