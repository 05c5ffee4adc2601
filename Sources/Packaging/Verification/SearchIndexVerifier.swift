import Basics
import Handbook
package import Site

/// Checks that the search of a site is complete: every file of the index exists, and every result leads to a
/// page.
///
/// Source: SearchIndexFormat.md.
package struct SearchIndexVerifier {
  private let files: [String: FileContent]

  /// - Parameter files: All files of the site, with their paths from its root.
  package init(_ files: [OutputFile]) {
    self.files = Dictionary(files.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  package var problems: [PackageProblem] {
    let root = "search/root.js"
    guard let entry = data(of: root)?[1] else {
      return [problem(root, "the search index has no readable root")]
    }
    guard let hash = entry["directory"]?.string, let records = entry["records"]?.integer else {
      return [problem(root, "the root of the search index names no directory")]
    }
    let path = "search/directory-\(hash).js"
    guard let directory = data(of: path)?[1], let groupSize = directory["groupSize"]?.integer else {
      return [problem(path, "the search index has no readable directory")]
    }
    var problems: [PackageProblem] = []
    var shown = 0
    for family in ["lexicon", "citations", "positions", "postings", "facets", "texts"] {
      for shard in shards(of: family, in: directory, groupSize: groupSize) {
        guard let shard = shard.flatMap({ files[$0] == nil ? nil : $0 }) else {
          problems.append(problem(path, "a file of '\(family)' is missing"))
          continue
        }
        guard family == "texts" else { continue }
        let records = data(of: shard)?[1]?.array ?? []
        shown += records.count
        problems += records.compactMap { record in
          let address = record[1]?.string ?? ""
          let page = address.prefix { $0 != "#" }
          return leads(String(page))
            ? nil : problem(shard, "a result leads to '\(address)', which isn't a page")
        }
      }
    }
    if shown != records {
      problems.append(problem(root, "\(records) records are indexed and \(shown) can be shown"))
    }
    return problems
  }

  /// Returns whether an address from the root of the site leads to one of its pages.
  private func leads(_ address: String) -> Bool {
    if case .file(let path, _) = PackageLink(address, from: "index.html") {
      files[path] != nil
    } else {
      false
    }
  }

  /// Returns the paths of a family's shards, with `nil` for a shard without a hash.
  private func shards(of family: String, in directory: JSONValue, groupSize: Int) -> [String?] {
    let hashes = directory[family]?[1]?.string?.split(separator: " ") ?? []
    // Each number ends with a digit below 32 of the 64.
    let last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
    let count = directory[family]?[0]?.string?.count { last.contains($0) } ?? 0
    return (0..<count).map { number in
      let group = number / max(1, groupSize)
      return hashes.indices.contains(group) ? "search/\(family)/\(number)-\(hashes[group]).js" : nil
    }
  }

  /// Returns the arguments of the function call in a file of the index.
  private func data(of path: String) -> JSONValue? {
    guard let bytes = files[path]?.bytesInMemory, let start = bytes.firstIndex(of: UInt8(ascii: "(")),
      let end = bytes.lastIndex(of: UInt8(ascii: ")")), start < end
    else { return nil }
    return JSONValue([UInt8(ascii: "[")] + bytes[(start + 1)..<end] + [UInt8(ascii: "]")])
  }

  private func problem(_ path: String, _ summary: String) -> PackageProblem {
    PackageProblem(path: path, summary: summary)
  }
}
