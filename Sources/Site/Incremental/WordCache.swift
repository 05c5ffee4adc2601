import Search

/// The counted words of the runs of records that an index was made of last.
struct WordCache: Sendable {
  private var corpus: SearchCorpus?
  private var runs: [(records: [SearchRecord], words: TokenizedRecords)] = []

  init() {}

  /// The words of a run, where it is as it was.
  func words(of records: [SearchRecord], inRun run: Int, of corpus: SearchCorpus) -> TokenizedRecords? {
    guard corpus == self.corpus, runs.indices.contains(run), runs[run].records == records else { return nil }
    return runs[run].words
  }

  mutating func replace(
    with runs: [(records: [SearchRecord], words: TokenizedRecords)], of corpus: SearchCorpus
  ) {
    self.runs = runs
    self.corpus = corpus
  }
}
