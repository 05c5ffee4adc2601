/// Writes the root shard: the data that the client needs before it can read a query.
///
/// The data that it needs only to answer a query is in ``ShardDirectory``, which the root shard refers to.
struct RootShard {
  /// The version of the format.
  ///
  /// The client rejects any version other than its own.
  static let format = 6

  let file: SearchIndex.File

  init(
    _ corpus: SearchCorpus,
    records: [SearchRecord],
    directory: ShardDirectory
  ) {
    var script = ScriptText()
    script.append("handbookSearch(\"root\",{\"format\":")
    script.append(Self.format)
    script.append(",\"records\":")
    script.append(records.count)
    script.append(",\"kinds\":")
    script.appendArray(SearchRecord.Kind.allCases) { $0.appendString($1.name) }
    script.append(",\"codes\":")
    Self.appendCodes(corpus.codes, records, to: &script)
    script.append(",\"topics\":")
    Self.appendTopics(corpus, to: &script)
    script.append(",\"jurisdictions\":")
    let jurisdictions = corpus.jurisdictions.map { "\($0.abbreviation) \($0.name)" }
    script.appendString(jurisdictions.joined(separator: ";"))
    script.append(",\"longestWord\":")
    script.append(Tokenizer.longestWord)
    Self.appendFolding(to: &script)
    script.append(",\"directory\":")
    script.appendString(directory.hash)
    script.append(",\"answers\":")
    script.appendString(corpus.answersPath)
    script.append(",\"strings\":{")
    Self.appendStrings(corpus.strings, to: &script)
    script.append("}})\n")
    file = SearchIndex.File(path: SearchIndex.entryPoint, bytes: script.bytes)
  }

  /// Appends, for each code, its abbreviation, jurisdiction, status, title, address, first record, number of
  /// records, 1 if its text is included, where it's published, and its number of items.
  private static func appendCodes(
    _ codes: [SearchCorpus.Code], _ records: [SearchRecord], to script: inout ScriptText
  ) {
    var ranges = [Range<Int>](repeating: 0..<0, count: codes.count)
    for number in records.indices {
      guard let code = records[number].code else { continue }
      if ranges[code].isEmpty { ranges[code] = number..<number }
      precondition(ranges[code].upperBound == number, "the records of a code are next to each other")
      ranges[code] = ranges[code].lowerBound..<(number + 1)
    }
    script.appendArray(zip(codes, ranges)) { script, element in
      let (code, range) = element
      script.append("[")
      for text in [code.abbreviation, code.jurisdiction, code.status, code.title, code.address] {
        script.appendString(text)
        script.append(",")
      }
      script.append(range.lowerBound)
      script.append(",")
      script.append(range.count)
      script.append(code.isIncluded ? ",1," : ",0,")
      script.appendString(code.source)
      script.append(",")
      script.append(code.itemCount)
      if !code.shortName.isEmpty {
        script.append(",")
        script.appendString(code.shortName)
      }
      script.append("]")
    }
  }

  /// Appends, for each topic, its id, title, address, and number of provisions.
  private static func appendTopics(_ corpus: SearchCorpus, to script: inout ScriptText) {
    script.appendArray(corpus.topics) { script, topic in
      script.append("[")
      for text in [topic.id, topic.title, topic.address] {
        script.appendString(text)
        script.append(",")
      }
      script.append(topic.provisionCount)
      script.append("]")
    }
  }

  private static func appendFolding(to script: inout ScriptText) {
    func append(_ ranges: [ClosedRange<UInt32>]) {
      script.appendArray(ranges.flatMap { [$0.lowerBound, $0.upperBound] }) { $0.append(Int($1)) }
    }
    script.append(",\"folding\":{\"groups\":")
    script.appendArray(CharacterFolding.groups) { $0.appendString($1.folded + " " + $1.letters) }
    script.append(",\"shifts\":")
    script.appendArray(CharacterFolding.shifts) { script, shift in
      script.appendArray([shift.range.lowerBound, shift.range.upperBound, shift.offset]) {
        $0.append(Int($1))
      }
    }
    script.append(",\"separators\":")
    append(CharacterFolding.separators)
    script.append(",\"unspaced\":")
    append(CharacterFolding.unspaced)
    script.append(",\"ignorables\":")
    append(CharacterFolding.ignorables)
    script.append(",\"apostrophes\":")
    append(CharacterFolding.apostrophes)
    script.append(",\"hyphens\":")
    append(CharacterFolding.hyphens)
    script.append("}")
  }

  private static func appendStrings(_ strings: [String: String], to script: inout ScriptText) {
    for (index, key) in strings.keys.sorted().enumerated() {
      if index > 0 { script.append(",") }
      script.appendString(key)
      script.append(":")
      script.appendString(strings[key] ?? "")
    }
  }
}
