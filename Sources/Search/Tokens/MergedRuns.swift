/// All runs of records, with a common lexicon and consecutive record numbers.
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

  /// Returns the total number of postings for a stem's forms.
  func postingCount(ofStem stem: Int) -> Int {
    sum(overFormsOf: stem) { runs[$0].postings.count(of: $1) }
  }

  /// Returns the total number of occurrences of a stem's forms.
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

  /// Calls a closure with the index of each run that contains a form, and the form's number in that run's
  /// table.
  @inline(__always)
  func forEachRun(holding form: Int, _ body: (_ run: Int, _ number: Int) -> Void) {
    for run in runs.indices {
      guard let number = lexicon.number(of: form, inRun: run) else { continue }
      body(run, number)
    }
  }
}

/// Elements grouped by a number.
///
/// Within each group, elements keep their order.
struct Grouped<Element: Sendable>: Sendable {
  private let elements: [Element]
  /// The start of each group in ``elements``, and the end of the last one.
  private let starts: [UInt32]

  /// Groups elements by a counting sort.
  ///
  /// - Parameter keys: The group of each element, in `0..<groups`.
  init(_ unsorted: [Element], by keys: [UInt32], groups: Int) {
    var next = [UInt32](repeating: 0, count: groups + 1)
    for key in keys { next[Int(key) + 1] += 1 }
    for group in 0..<groups { next[group + 1] += next[group] }
    starts = next
    elements = [Element](unsafeUninitializedCapacity: unsorted.count) { buffer, count in
      for index in unsorted.indices {
        let key = Int(keys[index])
        buffer.initializeElement(at: Int(next[key]), to: unsorted[index])
        next[key] += 1
      }
      count = unsorted.count
    }
  }

  subscript(group: Int) -> ArraySlice<Element> {
    elements[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// Calls a closure with the elements of a group, without copying them and without an array's bounds checks.
  @inline(__always)
  func withGroup<Result>(_ group: Int, _ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    elements.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[group])..<Int(starts[group + 1])]))
    }
  }

  func count(of group: Int) -> Int {
    Int(starts[group + 1] - starts[group])
  }
}

/// Divides `0..<count` into the given number of ranges, whose lengths differ by at most one, or into fewer if
/// some would be empty.
package func evenRanges(of count: Int, in parts: Int) -> [Range<Int>] {
  let parts = min(parts, count)
  return (0..<parts).map { part in (count * part / parts)..<(count * (part + 1) / parts) }
}
