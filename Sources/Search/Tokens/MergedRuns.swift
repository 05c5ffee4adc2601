/// All runs of records together, with one lexicon and with records counted from the first of all.
struct MergedRuns: Sendable {
  let runs: [TokenizedRecords]
  let lexicon: Lexicon
  /// The number of the first record of each run.
  let firstRecords: [Int]
  let recordCount: Int

  init(_ runs: [TokenizedRecords], language: String) {
    self.runs = runs
    lexicon = Lexicon(of: runs, language: language)
    var firstRecords: [Int] = []
    var count = 0
    for run in runs {
      firstRecords.append(count)
      count += run.records.count
    }
    self.firstRecords = firstRecords
    recordCount = count
  }

  var records: some Sequence<SearchRecord> { runs.lazy.map(\.records).joined() }

  /// How many postings the forms of a stem have together.
  func postingCount(ofStem stem: Int) -> Int {
    sum(overFormsOf: stem) { runs[$0].postings.count(of: $1) }
  }

  /// How many occurrences the forms of a stem have together.
  func occurrenceCount(ofStem stem: Int) -> Int {
    sum(overFormsOf: stem) { runs[$0].occurrences.count(of: $1) }
  }

  private func sum(overFormsOf stem: Int, _ count: (_ run: Int, _ number: Int) -> Int) -> Int {
    var total = 0
    for form in lexicon.formRanges[stem] {
      forEachRun(holding: form) { run, number in total += count(run, number) }
    }
    return total
  }

  /// Calls a function with the index of each run that holds a form, and the number of the form in its table.
  @inline(__always)
  func forEachRun(holding form: Int, _ body: (_ run: Int, _ number: Int) -> Void) {
    for run in runs.indices {
      guard let number = lexicon.number(of: form, inRun: run) else { continue }
      body(run, number)
    }
  }
}
