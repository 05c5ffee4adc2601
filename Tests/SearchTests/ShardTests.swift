import Testing

@testable import Search

@Suite("Shards")
struct ShardTests {
  @Test(
    "Numbers are written with five bits per character",
    arguments: [
      ([0], "A"), ([31], "f"), ([32], "gB"), ([1023], "_f"), ([1024], "ggB"), ([5, 0, 33], "FAhB"),
    ])
  func numbers(numbers: [Int], text: String) {
    #expect(NumberText(numbers).bytes == Array(text.utf8))
  }

  @Test("Ascending numbers are written as gaps")
  func gaps() {
    var text = NumberText()
    text.appendGaps([0, 1, 5, 40])
    #expect(text.bytes == NumberText([0, 0, 3, 34]).bytes)
  }

  @Test("Sorted strings are written without their shared prefixes, and no scalar is split")
  func frontCoding() {
    var coding = FrontCoding()
    for string in ["gift", "gifts", "gé", "gê", "x𐐷a", "x𐐷b", ""] { coding.append(Array(string.utf8)) }
    #expect(String(decoding: coding.rests, as: UTF8.self) == "gift;s;é;ê;x𐐷a;b;;")
    #expect(coding.shared == NumberText([0, 4, 1, 1, 0, 3, 0]).bytes)
  }

  @Test(
    "String literals mean the same in JavaScript, JSON, and HTML",
    arguments: [
      ("plain é", "\"plain é\""), ("\"\\", #""\"\\""#), ("</script>", #""\u003c/script>""#),
      ("a\nb\u{0}", #""a\u000ab\u0000""#), ("“x”\u{2028}\u{2029}", #""“x”\u2028\u2029""#),
    ])
  func strings(text: String, literal: String) {
    var script = ScriptText()
    script.appendString(text)
    #expect(String(decoding: script.bytes, as: UTF8.self) == literal)
  }

  @Test(
    "A shard contains neighboring items up to a limit, and a heavier item has one of its own",
    arguments: [
      ([], []), ([9], [0..<1]), ([1, 1, 1], [0..<3]), ([3, 3, 3], [0..<1, 1..<2, 2..<3]),
      ([1, 9, 1, 1], [0..<1, 1..<2, 2..<4]), ([2, 3, 1], [0..<2, 2..<3]),
    ] as [([Int], [Range<Int>])])
  func ranges(weights: [Int], expected: [Range<Int>]) {
    #expect(ShardFamily.ranges(ofWeights: weights, limit: 5) == expected)
  }

  @Test("Different contents have different hashes, whatever their lengths")
  func hashes() {
    func name(_ text: String) -> String {
      var hash = ContentHash()
      hash.add(Array(text.utf8))
      return hash.name
    }
    let names = ["", "a", "b", "aa", "12345678", "123456789", "12345679", "\0", "\0\0"].map(name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.count == 10 })
  }

  @Test(
    "A weight is rounded to the nearest level",
    arguments: [(0, 0), (0.08, 0), (0.1, 1), (1, 11), (99, 23)] as [(Float, Int)])
  func impacts(weight: Float, level: Int) {
    #expect(ImpactScale().level(of: weight) == level)
  }
}
