import Foundation
import Testing

@Suite("handbook ids")
struct IdsCommandTests {
  private static let code = """
    ---
    title: Code of Ethics
    jurisdiction: Washington
    abbreviation: WA
    status: draft
    ---

    ## Conduct {#conduct}

    - No gifts. {#gifts}
    - No loans.

    """

  @Test("The command lists each provision's citation and whether its id is permanent")
  func lists() throws {
    let source = try SourceFolder(["codes/washington.md": Self.code, "published-ids.txt": "WA#gifts\n"])
    let text = try Program.run("ids", in: source.path)
    #expect(text.status == 0)
    #expect(
      text.output == """
        WA#gifts      permanent  Conduct, item 1  Content/codes/washington.md:10
        WA#conduct-2  position   Conduct, item 2  Content/codes/washington.md:11

        """)
    #expect(text.errors == "2 provisions, 1 with a permanent id\n")
    let json = try Program.run("ids", "--format", "json", "--quiet", in: source.path)
    #expect(json.errors.isEmpty)
    let objects = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(objects.map { $0["citation"] as? String } == ["WA#gifts", "WA#conduct-2"])
    #expect(objects.map { $0["isPermanent"] as? Bool } == [true, false])
    #expect(objects.map { $0["isPublished"] as? Bool } == [true, false])
    #expect(objects.map { $0["line"] as? Int } == [10, 11])
  }

  @Test("--write adds ids and changes nothing else, and running it again changes nothing at all")
  func writes() throws {
    let source = try SourceFolder(["codes/washington.md": Self.code])
    let outcome = try Program.run("ids", "--write", in: source.path)
    #expect(outcome.status == 0)
    #expect(outcome.output == "WA#conduct-2  WA#no-loans  Content/codes/washington.md:11\n")
    let expected = Self.code.replacing("No loans.", with: "No loans. {#no-loans}")
    #expect(try source.files(in: "Content/codes") == ["washington.md": Data(expected.utf8)])
    #expect(try Program.run("ids", "--write", in: source.path).output.isEmpty)
    #expect(try source.files(in: "Content/codes") == ["washington.md": Data(expected.utf8)])
  }

  @Test("--write changes no file if a provision can't be given an id")
  func refuses() throws {
    let other = Self.code.replacing("WA", with: "AR").replacing("- No gifts. {#gifts}", with: "-     code")
    let source = try SourceFolder(["codes/washington.md": Self.code, "codes/arkansas.md": other])
    let before = try source.files(in: "Content")
    let outcome = try Program.run("ids", "--write", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[no-place-for-id]"))
    #expect(outcome.errors.hasSuffix("1 error, 0 warnings; nothing written\n"))
    #expect(try source.files(in: "Content") == before)
  }

  @Test("--write changes no file if one can't be written")
  func failsWhole() throws {
    let other = Self.code.replacing("WA", with: "OR").replacing("Washington", with: "Oregon")
    let source = try SourceFolder(["codes/washington.md": Self.code, "codes/oregon/2025.md": other])
    let before = try source.files(in: "Content")
    let locked = "\(source.path)/Content/codes/oregon"
    #expect(chmod(locked, 0o555) == 0)
    defer { chmod(locked, 0o755) }
    let outcome = try Program.runUnprivileged("ids", "--write", in: source.path)
    #expect(outcome.status == 2)
    #expect(try source.files(in: "Content") == before)
  }

  @Test(
    "--publish keeps published ids, and the build fails if one is removed, until an alias replaces it")
  func publishes() throws {
    let source = try SourceFolder(["codes/washington.md": Self.code])
    #expect(try Program.run("ids", "--write", "--publish", in: source.path).status == 0)
    let list = try #require(try source.files(in: "Content")["published-ids.txt"])
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    #expect(lines.filter { !$0.hasPrefix("#") } == ["WA#conduct", "WA#gifts", "WA#no-loans"])
    let renamed = Self.code.replacing("{#gifts}", with: "{#presents}")
      .replacing("No loans.", with: "No loans. {#no-loans}")
    try source.write("Content/codes/washington.md", Data(renamed.utf8))
    let failed = try Program.run("build", in: source.path)
    #expect(failed.status == 1)
    #expect(failed.errors.contains("Published id 'WA#gifts' no longer exists [vanished-id]"))
    #expect(try Program.run("ids", "--publish", in: source.path).status == 0)
    let kept = try #require(try source.files(in: "Content")["published-ids.txt"])
    #expect(
      String(decoding: kept, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        == ["WA#conduct", "WA#gifts", "WA#no-loans", "WA#presents"])
    let aliased = renamed.replacing("{#presents}", with: "{#presents alias=\"gifts\"}")
    try source.write("Content/codes/washington.md", Data(aliased.utf8))
    #expect(try Program.run("build", in: source.path).status == 0)
    let page = try #require(try source.files(in: "Output/codes")["washington.html"])
    #expect(String(decoding: page, as: UTF8.self).contains("<span id=\"gifts\"></span>"))
  }

  @Test("--publish lists the current self-checks, and a changed one is reported until it is listed again")
  func publishesSelfChecks() throws {
    let lesson = """
      ---
      title: Gifts
      objectives: [{ id: name, text: Name the rule }]
      ---

      ## Rule {teaches=name}

      > [!QUESTION] name {#scarf}
      > May you keep a scarf?
      >
      > - [x] No. [[WA#gifts]]
      > - [ ] Yes. The rule says no. [[WA#gifts]]

      > [!KEYPOINTS]
      > - None.
      """
    let code = Self.code.replacing("- No loans.\n", with: "")
    let source = try SourceFolder(["codes/washington.md": code, "lessons/gifts.md": lesson])
    #expect(
      try Program.run("ids", "--publish", in: source.path).errors.contains(
        "1 self-check listed in Content/published-questions.txt"))
    let list = try #require(try source.files(in: "Content")["published-questions.txt"])
    #expect(String(decoding: list, as: UTF8.self).contains("\nlessons/gifts#scarf "))
    #expect(try Program.run("check", "--strict", in: source.path).status == 0)
    try source.write("Content/lessons/gifts.md", Data(lesson.replacing("keep", with: "take").utf8))
    let warned = try Program.run("check", "--strict", in: source.path)
    #expect(warned.status == 1)
    #expect(
      warned.errors.contains("Published self-check 'lessons/gifts#scarf' has changed [changed-question]"))
    _ = try Program.run("ids", "--publish", in: source.path)
    #expect(try Program.run("check", "--strict", in: source.path).status == 0)
  }

  @Test(
    "--publish records pages of both editions, and a renamed file fails the check until it has an alias")
  func publishesPages() throws {
    let lesson = "---\ntitle: Guide\naudience: facilitator\n---\n\n> [!KEYPOINTS]\n> - None.\n"
    let code = Self.code.replacing("- No loans.\n", with: "")
    let source = try SourceFolder(["codes/washington.md": code, "lessons/guide.md": lesson])
    let outcome = try Program.run("ids", "--publish", in: source.path)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "2 ids added to Content/published-ids.txt, 4 pages to Content/published-pages.txt, 1 version to Content/published-versions.txt\n"
    )
    let list = try #require(try source.files(in: "Content")["published-pages.txt"])
    #expect(
      String(decoding: list, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        == [
          "codes/washington.html", "codes/washington/undated.html", "codes/washington/undated.sign.html",
          "lessons/guide.html",
        ])
    #expect(try Program.run("check", in: source.path).status == 0)
    #expect(try Program.run("check", "--edition", "facilitator", in: source.path).status == 0)
    try FileManager.default.moveItem(
      atPath: "\(source.path)/Content/codes/washington.md", toPath: "\(source.path)/Content/codes/wa.md")
    let failed = try Program.run("check", in: source.path)
    #expect(failed.status == 1)
    #expect(
      failed.errors.contains("Published page 'codes/washington.html' no longer exists [vanished-page]"))
    let aliased = code.replacing(
      "status: draft",
      with:
        "status: draft\naliases: [codes/washington.html, codes/washington/undated.sign.html, codes/washington/undated.html]"
    )
    try source.write("Content/codes/wa.md", Data(aliased.utf8))
    #expect(try Program.run("check", in: source.path).status == 0)
  }
}
