import Foundation
import Testing

@Suite("handbook serve")
struct ServeCommandTests {
  private let about = "---\ntitle: About\n---\n\n"

  private func write(_ text: String, to name: String, of source: SourceFolder) throws {
    // Opens, empties, and writes the file in place, as `cat >` does.
    let handle = try #require(FileHandle(forWritingAtPath: "\(source.path)/\(name)"))
    try handle.truncate(atOffset: 0)
    handle.write(Data(text.utf8))
    try handle.close()
  }

  /// Gives a source its own copy of the default theme, which a test can change.
  private func ownTheme(in source: SourceFolder) throws {
    let theme = "\(source.path)/Themes/default"
    try FileManager.default.removeItem(atPath: theme)
    try FileManager.default.copyItem(atPath: Program.defaultTheme, toPath: theme)
  }

  @Test("The site is served as it would be built, except for the script, and nothing is written")
  func site() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let page = try preview.get("/codes/washington.html")
    #expect(page.status == 200)
    #expect(page.body.contains("/_handbook/preview.js"))
    #expect(try preview.get("/_handbook/preview.js").status == 200)
    #expect(try preview.get("/_handbook/preview.css").head.contains("text/css"))
    #expect(try preview.get("/nowhere.html").status == 404)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: source.path).sorted() == ["Content", "Themes"])
    #expect(try Program.run("build", in: source.path).status == 0)
    let built = try #require(try source.files(in: "Output")["codes/washington.html"])
    #expect(!String(decoding: built, as: UTF8.self).contains("_handbook/preview"))
  }

  @Test("The search index is updated after the first build and after a change", .timeLimit(.minutes(2)))
  func search() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    var first = try preview.get("/search/root.js")
    while first.status == 404 { first = try preview.get("/search/root.js") }
    #expect(first.status == 200)
    try write(about + "Sesquipedalian.\n", to: "Content/pages/about.md", of: source)
    let events = try preview.events(of: "/pages/about.html")
    #expect(events.next() != nil)
    while try preview.get("/search/root.js").body == first.body {}
  }

  @Test("HEAD gets only the head")
  func head() throws {
    let preview = try RunningPreview(in: SourceFolder(soundContent))
    let whole = try preview.get("/index.html")
    let head = try preview.get("/index.html", method: "HEAD")
    #expect(head.body.isEmpty)
    #expect(head.head == whole.head)
  }

  @Test("Ctrl-C and the system's signals end the command successfully", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(signal: Int32) throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/")
    #expect(events.next() != nil)
    #expect(preview.end(with: signal) == 0)
    #expect(events.next() == nil)
  }

  @Test("A port that is in use is skipped")
  func ports() throws {
    let source = try SourceFolder(soundContent)
    let first = try RunningPreview(in: source)
    let second = try RunningPreview(in: source, port: String(first.port))
    #expect(second.port != first.port)
    #expect(try second.get("/").status == 200)
  }

  @Test("A missing folder and an invalid port end the command with a message")
  func refusals() throws {
    let source = try SourceFolder(soundContent)
    let missing = try Program.run("serve", "--source", "nowhere", "--port", "0", in: source.path)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("'nowhere/Content' does not exist"))
    #expect(try Program.run("serve", "--port", "65536", in: source.path).status == 64)
  }

  @Test(
    "A change to a file reaches the page that shows it, and no other",
    arguments: [[], ["--poll"]])
  func plainWrite(arguments: [String]) throws {
    let source = try SourceFolder(soundContent)
    let preview =
      try arguments.isEmpty
      ? RunningPreview(in: source) : RunningPreview("--poll", in: source)
    let events = try preview.events(of: "/pages/about.html")
    let others = try preview.events(of: "/topics/gifts.html")
    let before = try #require(events.next())
    let otherBefore = try #require(others.next())
    try write(about + "Other words.\n", to: "Content/pages/about.md", of: source)
    let after = try #require(events.first { $0.page != before.page && $0.report == nil })
    #expect(try preview.get("/pages/about.html").body.contains("Other words."))
    #expect(try preview.get("/pages/about.html").body.contains("data-tag=\"\(after.page)\""))
    // The other page hears only of the next event that affects it, and nothing before that.
    try write(about + "See [[WA#nothing]].\n", to: "Content/pages/about.md", of: source)
    let next = try #require(others.next())
    #expect(next.page == otherBefore.page)
    #expect(next.report?.problems.map(\.identifier) == ["unknown-provision"])
  }

  @Test("A file that an editor replaces is noticed")
  func atomicSave() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/pages/about.html")
    var last = try #require(events.next())
    for round in 1...3 {
      let text = "Saved \(round) times."
      try source.write("Content/pages/.about.md.new", Data((about + text + "\n").utf8))
      #expect(
        rename("\(source.path)/Content/pages/.about.md.new", "\(source.path)/Content/pages/about.md") == 0)
      last = try #require(events.first { $0.page != last.page })
      #expect(try preview.get("/pages/about.html").body.contains(text))
    }
  }

  @Test("A hundred files that are added at once are one change")
  func manyFiles() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/pages/many/p99.html")
    #expect(events.next()?.page.hasSuffix("-missing") == true)
    try source.write("more/p0.md", Data())
    for number in 0..<100 {
      try source.write(
        "more/p\(number).md",
        Data((about + "Page \(number).\n").replacing("About", with: "Page \(number)").utf8))
    }
    #expect(rename("\(source.path)/more", "\(source.path)/Content/pages/many") == 0)
    #expect(events.first { !$0.page.hasSuffix("-missing") } != nil)
    #expect(try preview.get("/pages/many/p42.html").body.contains("Page 42."))
    try write(about.replacing("About", with: "P") + "Anew.\n", to: "Content/pages/many/p99.md", of: source)
    #expect(events.next() != nil, "a folder that came later is looked after too")
    #expect(preview.errors.contains("100 source files changed"))
  }

  @Test("If a folder is removed, the last good site stays, and restoring the folder fixes it")
  func deletedFolder() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/topics/gifts.html")
    let before = try #require(events.next())
    try FileManager.default.removeItem(atPath: "\(source.path)/Content/topics")
    let broken = try #require(events.first { $0.report != nil })
    #expect(broken.page == before.page)
    #expect(try preview.get("/topics/gifts.html").status == 200)
    try source.write("Content/topics/gifts.md", Data("---\ntitle: Gifts\n---\n\nPresents again.\n".utf8))
    #expect(events.first { $0.report == nil && $0.page != before.page } != nil)
    #expect(try preview.get("/topics/gifts.html").body.contains("Presents again."))
  }

  @Test(
    "A folder is served through a symbolic link to it, and its changes are noticed",
    arguments: [[], ["--poll"]])
  func siblingLink(arguments: [String]) throws {
    var content = soundContent
    content["pages/in/r.md"] = about + "First.\n"
    let source = try SourceFolder(content)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/Content/pages/lnk", withDestinationPath: "in")
    let preview =
      try arguments.isEmpty ? RunningPreview(in: source) : RunningPreview("--poll", in: source)
    let events = try preview.events(of: "/pages/lnk/r.html")
    let before = try #require(events.next())
    #expect(try preview.get("/pages/lnk/r.html").body.contains("First."))
    try write(about + "Second.\n", to: "Content/pages/in/r.md", of: source)
    #expect(events.first { $0.page != before.page && $0.report == nil } != nil)
    #expect(try preview.get("/pages/lnk/r.html").body.contains("Second."))
  }

  @Test("Content with symbolic links in circles is served")
  func linkLoops() throws {
    let source = try SourceFolder(soundContent)
    for (name, target) in [("a", "."), ("c", "c"), ("d", "../topics")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(source.path)/Content/pages/\(name)", withDestinationPath: target)
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/Content/topics/back", withDestinationPath: "../pages")
    let preview = try RunningPreview(in: source)
    #expect(try preview.get("/").status != nil)
  }

  @Test("If the content folder is a link, a new target of the link is followed")
  func retargetedContent() throws {
    let source = try SourceFolder(soundContent)
    let folder = source.path
    #expect(rename("\(folder)/Content", "\(folder)/first") == 0)
    try FileManager.default.copyItem(atPath: "\(folder)/first", toPath: "\(folder)/second")
    try write(about + "Second.\n", to: "second/pages/about.md", of: source)
    symlink("first", "\(folder)/Content")
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/pages/about.html")
    let before = try #require(events.next())
    symlink("second", "\(folder)/Content.new")
    #expect(rename("\(folder)/Content.new", "\(folder)/Content") == 0)
    let after = try #require(events.first { $0.page != before.page && $0.report == nil })
    #expect(try preview.get("/pages/about.html").body.contains("Second."))
    try write(about + "Third.\n", to: "second/pages/about.md", of: source)
    #expect(events.first { $0.page != after.page && $0.report == nil } != nil)
    #expect(try preview.get("/pages/about.html").body.contains("Third."))
  }

  @Test("Part of a video is served, as browsers request it")
  func ranges() throws {
    var content = soundContent
    content["pages/about.md"] = about + "[Talk](talk.mp4)\n"
    let source = try SourceFolder(content)
    try source.write("Content/pages/talk.mp4", Data("0123456789".utf8))
    let preview = try RunningPreview(in: source)
    let path = "/files/pages/talk.mp4"
    let whole = try preview.get(path)
    #expect(whole.status == 200)
    #expect(whole.body == "0123456789")
    #expect(whole.head.contains("Accept-Ranges: bytes"))
    for (range, body) in [("2-4", "234"), ("7-", "789"), ("-2", "89"), ("0-99", "0123456789")] {
      let part = try preview.get(path, fields: ["Range: bytes=\(range)"])
      #expect(part.status == 206)
      #expect(part.body == body, "\(range)")
    }
    #expect(
      try preview.get(path, fields: ["Range: bytes=2-4"]).head.contains("Content-Range: bytes 2-4/10"))
    let beyond = try preview.get(path, fields: ["Range: bytes=10-"])
    #expect(beyond.status == 416)
    #expect(beyond.head.contains("Content-Range: bytes */10"))
    for range in ["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b", "bytes=--1"] {
      #expect(try preview.get(path, fields: ["Range: \(range)"]).status == 200, "\(range)")
    }
  }

  @Test("The whole content can disappear and come back")
  func deletedContent() throws {
    let source = try SourceFolder(soundContent)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/pages/about.html")
    let before = try #require(events.next())
    #expect(rename("\(source.path)/Content", "\(source.path)/Elsewhere") == 0)
    #expect(events.first { $0.report?.counts.contains("Can't read") == true } != nil)
    #expect(try preview.get("/pages/about.html").status == 200)
    #expect(rename("\(source.path)/Elsewhere", "\(source.path)/Content") == 0)
    #expect(events.first { $0.report == nil }?.page == before.page)
    try write(about + "Back.\n", to: "Content/pages/about.md", of: source)
    #expect(events.first { $0.page != before.page } != nil)
  }

  @Test("A broken template is reported, and the site comes back when it is fixed")
  func brokenTemplate() throws {
    let source = try SourceFolder(soundContent)
    try ownTheme(in: source)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/index.html")
    let before = try #require(events.next())
    let name = "Themes/default/templates/home.mustache"
    let template = try String(contentsOfFile: "\(source.path)/\(name)", encoding: .utf8)
    try write("{{#open}}", to: name, of: source)
    let broken = try #require(events.first { $0.report != nil })
    #expect(broken.page == before.page)
    #expect(broken.report?.problems.contains { $0.place.hasPrefix(name) } == true)
    try write(template, to: name, of: source)
    #expect(events.first { $0.report == nil }?.page == before.page)
  }

  @Test("A changed style sheet gets a new name, and no page is reloaded")
  func styleSheet() throws {
    let source = try SourceFolder(soundContent)
    try ownTheme(in: source)
    let preview = try RunningPreview(in: source)
    let events = try preview.events(of: "/codes/washington.html")
    let before = try #require(events.next())
    try write("body { color: green }\n", to: "Themes/default/assets/handbook.css", of: source)
    let after = try #require(events.first { $0.styles != before.styles })
    #expect(after.page == before.page)
    let name = try #require(after.styles.first { !before.styles.contains($0) })
    #expect(try preview.get("/\(name)").body == "body { color: green }\n")
    #expect(try preview.get("/codes/washington.html").body.contains(name))
  }

  @Test("If the first build fails, a page waits, and the site appears when the error is fixed")
  func firstBuild() throws {
    var content = soundContent
    content["pages/about.md"] = about + "See [[WA#nothing]].\n"
    let source = try SourceFolder(content)
    let preview = try RunningPreview(in: source)
    #expect(try preview.get("/pages/about.html").status == 503)
    let events = try preview.events(of: "/pages/about.html")
    let before = try #require(events.next())
    #expect(before.report?.problems.map(\.identifier) == ["unknown-provision"])
    try write(about + "See [[WA#gifts]].\n", to: "Content/pages/about.md", of: source)
    let after = try #require(events.first { $0.report == nil })
    #expect(after.page != before.page)
    #expect(try preview.get("/pages/about.html").status == 200)
  }
}
