import Foundation
import Testing

@Suite("Files with 'publish: false'")
struct UnpublishedTests {
  @Test("Files with 'publish: false' are omitted, and with --unpublished they are served and marked")
  func preview() throws {
    var content = soundContent
    content["pages/later.md"] = "---\ntitle: Later\npublish: false\n---\n\nNot yet.\n"
    let source = try SourceFolder(content)
    let preview = try RunningPreview(in: source)
    #expect(try preview.get("/pages/later.html").status == 404)
    #expect(try preview.events(of: "/").next()?.unpublished == [])
    let whole = try RunningPreview("--unpublished", in: source)
    #expect(try whole.get("/pages/later.html").status == 200)
    let events = try whole.events(of: "/pages/later.html")
    #expect(events.next()?.unpublished == ["pages/later.html"])
    try source.write("Content/pages/later.md", Data("---\ntitle: Later\n---\n\nNow.\n".utf8))
    #expect(events.first { $0.unpublished.isEmpty } != nil)
    #expect(try whole.get("/_handbook/badges.css").head.contains("text/css"))
  }
}
