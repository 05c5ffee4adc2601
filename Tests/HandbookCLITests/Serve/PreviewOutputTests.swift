import Markdown
import TestSupport
import Testing

@testable import HandbookCLI
@testable import Preview

@Suite("The page of the preview with unfinished work")
struct PreviewOutputTests {
  @Test("Each piece of work is listed once, and the advice fits it")
  func once() throws {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- A. {#a}\n- B. {#b}\n").replacing(
        "status: draft",
        with: "status: in-force\nsource: { title: S }\nverified: { on: 2026-01-01 }\nnot-stated: [all-others]"
      ),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n",
    ]).handbook
    let output = PreviewOutput(isStrict: false, isQuiet: true, isVerbose: false, format: .text)
    let page = String(
      decoding: output.authorsPage(
        of: handbook, on: CalendarDate("2026-11-29"), unfindable: [], unproven: []
      ).bytes, as: UTF8.self)
    #expect(page.ranges(of: "WA has 2 provisions without a topic").count == 1)
    #expect(!page.contains("WA#a has no topic"))
    #expect(page.contains("<strong>Next:</strong> WA was not reviewed for topics"))
    #expect(page.contains("A rule can have none."))
    #expect(page.contains("topics: { reviewed: 2026-11-29, by: Your Name }"))
    #expect(page.contains("topics/gifts has no provisions"))
    #expect(page.contains("<li>Missing facts</li>"))
  }
}
