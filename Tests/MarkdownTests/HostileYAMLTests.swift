import Basics
import Markdown
import Testing

@Suite("Hostile YAML")
struct HostileYAMLTests {
  private func read(_ yaml: String) -> (value: YAMLValue?, diagnostics: [Diagnostic]) {
    YAMLReader(path: "a.yml").read(Array(yaml.utf8)[...])
  }

  @Test(
    "YAML that hides its depth in quotation marks, comments, or indentation is rejected",
    arguments: [
      "x: " + String(repeating: "[']',", count: 50_000), "x: " + String(repeating: "[\"]\",", count: 40_000),
      String(repeating: "[ # ]\n", count: 40_000), String(repeating: "{']': ", count: 40_000),
      "x: " + String(repeating: "[']',", count: 900) + "a" + String(repeating: "]", count: 900),
      (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      (0..<600).map { String(repeating: " ", count: $0) + "-\n" }.joined(),
    ])
  func depth(yaml: String) {
    let (value, diagnostics) = read(yaml)
    #expect(value == nil)
    #expect(diagnostics.map(\.identifier) == ["invalid-yaml"])
  }

  @Test(
    "YAML can't expand: aliases, anchors, merges, and additional documents are rejected",
    arguments: [
      "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "a: &x 1\n", "a: *x\n", "<<: *x\n", "a: &a [*a]\n",
      "a: 1\n---\nb: 2\n", "a: 1\n...\n--- &x\n- *x\n",
    ])
  func growth(yaml: String) {
    let (value, diagnostics) = read(yaml)
    #expect(value == nil)
    #expect(diagnostics.count >= 1)
    #expect(diagnostics.allSatisfy { ["invalid-yaml", "anchor-in-yaml"].contains($0.identifier) })
  }

  @Test("YAML larger than a page's front matter can be is rejected without being parsed")
  func size() {
    let (value, diagnostics) = read("a: " + String(repeating: "x", count: YAMLReader.maximumSize))
    #expect(value == nil)
    #expect(diagnostics.map(\.identifier) == ["invalid-yaml"])
  }

  @Test("One long line, many keys, and unusual characters are read or rejected without harm")
  func shapes() {
    #expect(read("a: " + String(repeating: "x ", count: 100_000)).diagnostics.isEmpty)
    #expect(read((0..<10_000).map { "k\($0): v\n" }.joined()).diagnostics.isEmpty)
    for yaml in [
      "a: \u{7F}", "\u{FEFF}a: b", "a: \u{85}b", "\t", "a:\tb", "?", "!!python/object:x {}", "%TAG ! x", "@a",
      "`a",
    ] {
      _ = read(yaml)
    }
  }
}
