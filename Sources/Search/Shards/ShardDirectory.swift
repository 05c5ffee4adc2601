/// Writes the directory: where the shards of each family are.
struct ShardDirectory {
  let hash: String
  let file: SearchIndex.File

  init(_ families: [ShardFamily]) {
    var script = ScriptText()
    script.append("handbookSearch(\"directory\",{\"groupSize\":")
    script.append(ShardFamily.groupSize)
    for family in families {
      script.append(",")
      Self.append(family, to: &script)
    }
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
