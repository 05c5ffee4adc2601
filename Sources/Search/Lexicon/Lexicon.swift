import Basics

/// The words of all records: the forms that occur, each under its stem.
struct Lexicon: Sendable {
  /// The distinct stems as UTF-8, in ``UTF16Order``.
  ///
  /// The index of one is its ordinal.
  let stems: [[UInt8]]

  /// The distinct forms as UTF-8: those of the first stem, then those of the second; each group in order.
  let forms: [[UInt8]]

  /// For each stem the range of its forms in ``forms``.
  let formRanges: [Range<Int>]

  /// For each run, the number in its own table of each of ``forms``; nothing where the run lacks it.
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

  /// The number of a form in a run's own table.
  func number(of form: Int, inRun run: Int) -> Int? {
    let number = numbersInRuns[run][form]
    return number == Self.absent ? nil : Int(number)
  }
}
