import Foundation
import Testing

@Suite("handbook package")
struct PackageCommandTests {
  private static let lesson = [
    "lessons/gifts.md": "---\ntitle: On gifts\n---\n\nSee [[WA#gifts]].\n\n> [!KEYPOINTS]\n> - None.\n"
  ]

  private static func source() throws -> SourceFolder {
    try SourceFolder(soundContent.merging(lesson) { $1 })
  }

  @Test(
    "All formats are named after the handbook and its edition, and a second run writes the same bytes"
  )
  func formats() throws {
    let first = try Self.source()
    let second = try Self.source()
    let arguments = ["zip", "single-file", "epub", "scorm"]
    let outcome = try Program.run(
      "package", "--format", arguments[0], arguments[1], arguments[2], arguments[3], in: first.path,
      environment: ["TZ": "Asia/Tokyo"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let files = try first.files(in: "Packages")
    #expect(
      files.keys.sorted() == [
        "handbook-learner-scorm.zip", "handbook-learner.epub", "handbook-learner.html",
        "handbook-learner.zip",
      ])
    #expect(outcome.output.split(separator: "\n").count == 4)
    for format in arguments {
      let again = try Program.run("package", "--format", format, in: second.path, environment: ["TZ": "UTC"])
      #expect(again.status == 0, "\(again.errors)")
    }
    #expect(try second.files(in: "Packages") == files)
  }

  @Test("'all' makes every package that the handbook has content for, and lists what it omits")
  func all() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run(
      "package", "--as", "all", in: source.path, environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 2, "without Chromium, a PDF can't be made, and nothing is")
    #expect(outcome.errors.contains("No scorm: a course needs a lesson, and the handbook has none"))
    #expect(outcome.errors.contains("No gift: a question bank needs self-checks, and the handbook has none"))
    #expect(try source.files(in: "Packages").isEmpty)
  }

  private static let facilitated = [
    "lessons/gifts.md":
      "---\ntitle: On gifts\n---\n\n## Rule\n\n![[WA#gifts]]\n\n> [!FACILITATOR]\n> Wait.\n",
    "lessons/money.md": "---\ntitle: On money\n---\n\nText.\n",
  ]

  @Test("A trainer's kit is of the facilitator's edition, can have one lesson, and always has the same bytes")
  func kit() throws {
    let source = try SourceFolder(soundContent.merging(Self.facilitated) { $1 })
    let outcome = try Program.run("package", "--as", "kit", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let first = try source.files(in: "Packages")
    #expect(first.keys.sorted() == ["handbook-facilitator-kit.zip"])
    let again = try Program.run(
      "package", "--as", "kit", "--edition", "facilitator", in: source.path, environment: ["TZ": "Asia/Tokyo"]
    )
    #expect(again.status == 0)
    #expect(try source.files(in: "Packages") == first)
    let one = try Program.run("package", "--as", "kit", "--lesson", "gifts", in: source.path)
    #expect(one.status == 0, "\(one.errors)")
    let both = try source.files(in: "Packages")
    #expect(both.keys.sorted() == ["handbook-facilitator-gifts-kit.zip", "handbook-facilitator-kit.zip"])
    let sizes = both.mapValues(\.count)
    #expect(
      try #require(sizes["handbook-facilitator-gifts-kit.zip"])
        < (try #require(sizes["handbook-facilitator-kit.zip"])))
  }

  @Test("A trainer's kit needs a lesson that exists, and an error in a facilitator's note stops it")
  func refusedKit() throws {
    let none = try SourceFolder(soundContent)
    let outcome = try Program.run("package", "--as", "kit", in: none.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("a trainer's kit needs a lesson, and the handbook has none"))
    let source = try SourceFolder(soundContent.merging(Self.facilitated) { $1 })
    let unknown = try Program.run("package", "--as", "kit", "--lesson", "loans", in: source.path)
    #expect(unknown.status == 1 && unknown.errors.contains("the handbook has no lesson 'loans'"))
    let wrong = try Program.run("package", "--as", "zip", "--lesson", "gifts", in: source.path)
    #expect(wrong.status == 64 && wrong.errors.contains("'--lesson' needs '--as pdf' or '--as kit'"))
    let broken = try SourceFolder(
      soundContent.merging([
        "lessons/a.md": "---\ntitle: A\n---\n\n## B\n\n> [!FACILITATOR]\n> See [[WA#nothing]].\n"
      ]) { $1 })
    let stopped = try Program.run("package", "--as", "kit", in: broken.path)
    #expect(stopped.status == 1 && stopped.errors.contains("unknown-provision"))
  }

  @Test("The edition is part of the name, and the folder is the requested one")
  func edition() throws {
    let source = try Self.source()
    let outcome = try Program.run("package", "--edition", "facilitator", "-d", "out/of/it", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try source.files(in: "out/of/it").keys.sorted() == ["handbook-facilitator.zip"])
  }

  @Test("A package of one state has its name, and is checked like any other")
  func state() throws {
    let code =
      "---\ntitle: Rules\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\n---\n\n- No loans. {#loans}\n"
    let source = try SourceFolder(
      soundContent.merging(Self.lesson) { $1 }.merging(["codes/oregon.md": code]) { $1 })
    let outcome = try Program.run(
      "package", "--as", "zip", "single-file", "epub", "scorm", "--state", "Oregon", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try source.files(in: "Packages").keys.sorted() == [
        "handbook-learner-OR-scorm.zip", "handbook-learner-OR.epub", "handbook-learner-OR.html",
        "handbook-learner-OR.zip",
      ])
    let unknown = try Program.run("package", "--state", "TX", in: source.path)
    #expect(unknown.status != 0)
    #expect(
      unknown.errors.contains("the handbook has no code of 'TX'; it has codes of Oregon, Washington"),
      "\(unknown.errors)")
    let both = try Program.run("package", "--as", "pdf", "--state", "OR", "--code", "OR", in: source.path)
    #expect(both.errors.contains("Use only one of '--state', '--code', and '--lesson'."), "\(both.errors)")
  }

  @Test("All times in an archive are SOURCE_DATE_EPOCH")
  func time() throws {
    let source = try Self.source()
    #expect(try Program.run("package", in: source.path).status == 0)
    let standard = try source.files(in: "Packages")
    let outcome = try Program.run(
      "package", in: source.path, environment: ["SOURCE_DATE_EPOCH": "1800000000"])
    #expect(outcome.status == 0)
    #expect(try source.files(in: "Packages") != standard)
    #expect(
      try Program.run("package", in: source.path, environment: ["SOURCE_DATE_EPOCH": "soon"]).status == 2)
  }

  @Test("The time in an archive changes only with the content and with --date")
  func contentTime() throws {
    func time(_ content: [String: String], _ arguments: String...) throws -> [UInt8] {
      let source = try SourceFolder(content.merging(Self.lesson) { $1 })
      let outcome = try Program.run(["package"] + arguments, in: source.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let archive = try source.files(in: "Packages").values.first
      // The time and the date of the first entry.
      return Array(try #require(archive)[10..<14])
    }
    let first = try time(soundContent)
    #expect(try time(soundContent) == first)
    var changed = soundContent
    changed["lessons/gifts.md"] = nil
    changed["pages/a.md"] = "---\ntitle: A\n---\n\nMore.\n"
    #expect(try time(changed) != first)
    let dated = try time(soundContent, "--date", "2026-11-28")
    #expect(Array(dated[2...]) == [0x7C, 0x5D], "2026-11-28, as MS-DOS counts days")
  }

  @Test("If the content has an error, nothing is written")
  func broken() throws {
    let source = try SourceFolder(["pages/a.md": "---\ntitle: A\n---\n\n[[WA#gifts]]\n"])
    let outcome = try Program.run("package", in: source.path)
    #expect(outcome.status == 1)
    #expect(try source.files(in: "Packages").isEmpty)
  }

  @Test("If a handbook has no lessons, a course is refused, and no other package is written either")
  func noLessons() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run("package", "--format", "zip", "scorm", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("a course needs a lesson, and the handbook has none"))
    #expect(try source.files(in: "Packages").isEmpty)
  }

  @Test("A missing Chromium is a system error for a PDF, and the message says what to do")
  func noChromium() throws {
    let source = try Self.source()
    let outcome = try Program.run(
      "package", "--format", "pdf", in: source.path, environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "Can't find Chromium, which prints the PDF: install it, or set HANDBOOK_CHROMIUM"))
  }

  @Test("A book in a language that no font has is refused, and the message says which font to install")
  func noFont() throws {
    let source = try Self.source()
    try source.write("Content/handbook.yml", Data("title: 道德\nlanguage: zh\n".utf8))
    for (name, script) in [("chromium", "#!/bin/sh\nexit 9\n"), ("fc-list", "#!/bin/sh\nexit 1\n")] {
      try source.write("bin/\(name)", Data(script.utf8))
      chmod("\(source.path)/bin/\(name)", 0o755)
    }
    let outcome = try Program.run(
      "package", "--as", "pdf", in: source.path, environment: ["PATH": "\(source.path)/bin"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "Can't print 中文 ('zh'), because no font on this computer has its letters: install one, such as the Debian "
          + "package fonts-noto-cjk"), "\(outcome.errors)")
  }

  @Test(
    "Former spellings of options still work",
    arguments: [
      ["--format", "zip", "epub", "--destination", "out"], ["--format", "epub", "zip", "-d", "out"],
      ["--as", "epub", "zip", "-o", "out"],
      ["--as", "zip", "--as", "epub", "--output", "out", "--format", "json"],
    ])
  func aliases(arguments: [String]) throws {
    let source = try Self.source()
    let outcome = try Program.run(["package"] + arguments, in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try source.files(in: "out").keys.sorted() == ["handbook-learner.epub", "handbook-learner.zip"])
    let help = try Program.run("help", "package", in: source.path).output
    #expect(!help.contains("--destination") && !help.contains("-d,"))
  }

  @Test("Diagnostics of a package are in the requested format")
  func reportFormat() throws {
    var content = soundContent
    content["codes/washington.md"]? += "\n- No id.\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("package", "--format", "json", "--quiet", in: source.path)
    #expect(outcome.errors.hasPrefix("[\n{"), "\(outcome.errors)")
    #expect(try source.files(in: "Packages").keys.sorted() == ["handbook-learner.zip"])
  }

  @Test("A large file is packed without changes, but one page can't contain it and says so")
  func video() throws {
    var content = soundContent
    content["pages/talk.md"] = "---\ntitle: Talk\n---\n\nSee [the talk](talk.mp4).\n"
    let source = try SourceFolder(content)
    try source.write("Content/pages/talk.mp4", Data("begin".utf8))
    #expect(truncate("\(source.path)/Content/pages/talk.mp4", 130 << 20) == 0)
    let refused = try Program.run("package", "--as", "zip", "single-file", in: source.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("one page can contain 128 MB"), "\(refused.errors)")
    #expect(refused.errors.contains("the largest is 'files/pages/talk.mp4'"), "\(refused.errors)")
    #expect(try source.files(in: "Packages").isEmpty)
    let packed = try Program.run("package", "--as", "zip", in: source.path)
    #expect(packed.status == 0, "\(packed.errors)")
    let size =
      try FileManager.default.attributesOfItem(
        atPath: "\(source.path)/Packages/handbook-learner.zip")[.size] as? Int
    #expect((size ?? 0) > 130 << 20)
  }

  @Test(
    "An unknown format and an address for a package are usage errors",
    arguments: [["--format", "doc"], ["--base-url", "https://example.org"]])
  func usage(arguments: [String]) throws {
    let source = try Self.source()
    #expect(try Program.run("package", arguments[0], arguments[1], in: source.path).status == 64)
  }
}
