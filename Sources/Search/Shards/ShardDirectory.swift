/// Writes the directory: what the client must know before it can answer a query, and where the shards of each
/// family are.
struct ShardDirectory {
  let hash: String
  let file: SearchIndex.File

  init(_ families: [ShardFamily], _ corpus: SearchCorpus, endings: [Ending]) {
    var script = ScriptText()
    script.append("handbookSearch(\"directory\",{\"groupSize\":")
    script.append(ShardFamily.groupSize)
    for family in families {
      script.append(",")
      Self.append(family, to: &script)
    }
    script.append(",\"impacts\":")
    script.appendArray(ImpactScale.thousandths) { $0.append($1) }
    script.append(",\"endings\":")
    script.appendString(Array(endings.map(\.text).joined(separator: " ".utf8)))
    script.append(",\"functionWords\":")
    script.appendString(FunctionWords.words(of: corpus.language).joined(separator: " "))
    script.append(",\"lightWords\":")
    script.appendString(FunctionWords.lightWords(of: corpus.language).joined(separator: " "))
    script.append(",\"urgentWords\":")
    script.appendString(FunctionWords.urgentWords(of: corpus.language).joined(separator: ";"))
    script.append(",\"urgentTexts\":")
    script.appendArray(corpus.topics) { $0.appendString($1.urgent) }
    script.append("})\n")
    var hash = ContentHash()
    hash.add(script.bytes)
    self.hash = hash.name
    file = SearchIndex.File(path: "search/directory-\(hash.name).js", bytes: script.bytes)
  }

  /// Appends the number of items in each shard of a family, its hashes, and the first item of each shard where
  /// shards are found by that.
  private static func append(_ family: ShardFamily, to script: inout ScriptText) {
    script.appendString(family.name)
    script.append(":[")
    script.appendString(NumberText(family.counts).bytes)
    script.append(",")
    script.appendString(family.hashes.joined(separator: " "))
    script.append(",")
    script.appendArray(family.bounds) { $0.appendString($1) }
    script.append("]")
  }
}
