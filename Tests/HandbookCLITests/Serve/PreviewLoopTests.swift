import Foundation
import Markdown
import Preview
import Site
import SystemPackage
import Testing

@testable import HandbookCLI

@Suite("The loop of the preview")
struct PreviewLoopTests {
  /// A watch that does something whenever the loop waits.
  private struct EventfulWatch: SourceWatch {
    let event: @Sendable () -> Void

    mutating func cover(_ folders: [FilePath]) -> Bool { false }

    mutating func wait(atMost limit: Duration?) {
      #expect(limit != nil, "the system may never report a change")
      event()
    }
  }

  private func loop(
    over source: SourceFolder, _ hub: PreviewHub, on date: CalendarDate? = nil,
    _ event: @escaping @Sendable () -> Void
  ) -> PreviewLoop {
    PreviewLoop(
      PreviewSource(
        content: FilePath("\(source.path)/Content"),
        theme: (FilePath(Program.defaultTheme), "Themes/default"),
        options: SiteOptions(hasAddress: false, date: date)),
      watch: EventfulWatch(event: event), site: hub.site, hub: hub,
      output: PreviewOutput(isStrict: false, isQuiet: true, isVerbose: false, format: .text))
  }

  private func page(_ hub: PreviewHub) throws -> String {
    let path = try RequestPath(Array("/codes/washington.html".utf8)[...])
    return String(decoding: hub.site.reply(to: .file(path)).body, as: UTF8.self)
  }

  private func isReporting(_ hub: PreviewHub) throws -> Bool {
    let path = try RequestPath(Array("/".utf8)[...])
    let message = String(decoding: hub.site.message(for: path).bytes, as: UTF8.self)
    return message.contains("\"counts\"")
  }

  @Test("If an editor moves a file away while it saves, the preview waits, and the copy isn't content")
  func saving() throws {
    let source = try SourceFolder(soundContent)
    let file = "\(source.path)/Content/codes/washington.md"
    let text = try #require(soundContent["codes/washington.md"]).replacing("No loans.", with: "No money.")
    let hub = PreviewHub(PreviewSite(session: "s"))
    var loop = loop(over: source, hub) { try? text.write(toFile: file, atomically: false, encoding: .utf8) }
    try loop.start()
    #expect(rename(file, file + "~") == 0)
    let isChanged = loop.rebuild()
    #expect(isChanged)
    #expect(try page(hub).contains("No money."))
    #expect(try !isReporting(hub))
  }

  @Test("A change that the system doesn't report is found anyway")
  func unreportedChange() throws {
    let source = try SourceFolder(soundContent)
    let text = try #require(soundContent["codes/washington.md"]).replacing("No loans.", with: "No money.")
    let hub = PreviewHub(PreviewSite(session: "s"))
    var loop = loop(over: source, hub) {}
    try loop.start()
    loop.turn()
    try source.write("Content/codes/washington.md", Data(text.utf8))
    loop.turn()
    #expect(try page(hub).contains("No money."))
  }

  @Test(
    "The page for authors lists words that find nothing and the state of each translation, and what comes next"
  )
  func authors() throws {
    let content = [
      "handbook.yml": "title: Handbook\nlanguages: [en, es]\n",
      "topics/gifts.md": "---\ntitle: Gifts\nsynonyms: [husband]\n---\n\nThings.\n",
      "topics/rest.md": "---\ntitle: Rest\n---\n\nSleep.\n",
      "topics/rest.es.md": "---\ntitle: Descanso\n---\n\nSueño.\n",
    ]
    let source = try SourceFolder(soundContent.merging(content) { $1 })
    let hub = PreviewHub(PreviewSite(session: "s"))
    var loop = loop(over: source, hub, on: CalendarDate("2026-11-21")) {}
    try loop.start()
    loop.turn()
    var page: String { String(decoding: hub.site.reply(to: .authors).body, as: UTF8.self) }
    #expect(page.contains("<h2>Words that find nothing in search ("))
    #expect(page.contains("tribe") && !page.contains("husband"))
    #expect(page.contains("<h2>Translations into Español ("))
    #expect(page.contains("The language 'es' has translations of 1 of "))
    #expect(page.contains("topics/gifts is not translated into 'es'"))
    #expect(!page.contains("topics/rest is not translated"))
    #expect(page.contains("<p><strong>Next:</strong> "))
    #expect(page.ranges(of: "WA was never verified").count == 1)
    #expect(page.contains("<h2>Text that isn't proven against its source (1)"))
    #expect(page.contains("WA has no captured source"))
    try source.write(
      "Content/topics/gifts.es.md", Data("---\ntitle: Regalos\n---\n\nCosas.\n".utf8))
    loop.turn()
    loop.turn()
    #expect(
      page.contains("The language 'es' has translations of 2 of ")
        && !page.contains("topics/gifts is not translated"))
  }

  @Test("A file that doesn't come back is reported as missing")
  func deletion() throws {
    let source = try SourceFolder(soundContent)
    let hub = PreviewHub(PreviewSite(session: "s"))
    var loop = loop(over: source, hub) {}
    try loop.start()
    try FileManager.default.removeItem(atPath: "\(source.path)/Content/codes/washington.md")
    let isChanged = loop.rebuild()
    #expect(isChanged)
    #expect(try page(hub).contains("No loans."))
    #expect(try isReporting(hub))
  }

  @Test("Files that editors keep next to a file aren't content")
  func copies() throws {
    let source = try SourceFolder(soundContent)
    for name in ["pages/about.md~", "pages/#about.md#", "pages/.about.md.swp"] {
      try source.write("Content/\(name)", Data("no front matter".utf8))
    }
    let checked = try Program.run("check", "--strict", in: source.path)
    #expect(checked.status == 0, "\(checked.errors)")
  }
}
