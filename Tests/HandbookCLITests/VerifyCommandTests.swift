import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import HandbookCLI

@Suite("handbook verify")
struct VerifyCommandTests {
  private func published() throws -> (source: SourceFolder, checkCode: String) {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("ids", "--publish", "--date", "2026-11-28", in: source.path).status == 0)
    let list = String(
      decoding: try #require(try source.files(in: "Content")["published-versions.txt"]), as: UTF8.self)
    return (source, try String(#require(list.firstMatch(of: /[0-9a-f]{16}/)).output))
  }

  @Test("The command says which text a check code belongs to, and where it is")
  func known() throws {
    let (source, code) = try published()
    let outcome = try Program.run("verify", code.uppercased(), in: source.path)
    #expect(outcome.status == 0)
    #expect(
      outcome.output
        == "WA undated  Washington, Code of Ethics  published 2026-11-28  the newest version here: codes/washington/undated.html\n"
    )
    #expect(outcome.errors.isEmpty)
    let json = try Program.run("verify", "--format", "json", code, in: source.path)
    let rows = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["state"] as? String } == ["current"])
    #expect(rows.map { $0["published"] as? String } == ["2026-11-28"])
  }

  @Test("The command says if no text has a check code, and which one is almost the same")
  func unknown() throws {
    let (source, code) = try published()
    let last = code.hasSuffix("0") ? "1" : "0"
    let outcome = try Program.run("verify", "\(code.dropLast())\(last)", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors
        == "handbook: No text in this handbook has the check code '\(code.dropLast())\(last)'; check the digits: \(code) exists\n"
    )
    let other = try Program.run("verify", "0000000000000000", in: source.path)
    #expect(other.status == 1 && other.errors.hasSuffix("the check code '0000000000000000'\n"))
    #expect(try Program.run("verify", "123", in: source.path).status == 64)
  }

  @Test("A signed text is recognized years later, when its code has been replaced and removed")
  func later() throws {
    let (source, code) = try published()
    try source.write(
      "Content/codes/washington.md",
      Data((soundContent["codes/washington.md"] ?? "").replacing("No loans.", with: "No loan.").utf8))
    let replaced = try Program.run("verify", code, in: source.path)
    #expect(
      replaced.status == 0 && replaced.output.contains("the words of this edition were corrected later"))
    try FileManager.default.removeItem(atPath: "\(source.path)/Content/codes/washington.md")
    let gone = try Program.run("verify", code, in: source.path)
    #expect(gone.status == 0 && gone.output.contains("Washington, Code of Ethics"))
    #expect(gone.output.hasSuffix("no longer in this handbook\n"))
  }

  @Test("A check code isn't reported as unknown if a text can't be read")
  func unreadable() throws {
    let (source, _) = try published()
    try source.write("Content/codes/oregon.md", Data("---\ntitle: [\n---\n".utf8))
    let outcome = try Program.run("verify", "0000000000000000", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasSuffix("not every text could be compared\n"))
  }
}

@Suite("handbook verify sources")
struct VerifySourcesCommandTests {
  private static let verified = (soundContent["codes/washington.md"] ?? "").replacing(
    "status: draft", with: "status: draft\nverified: { on: 2026-11-28, by: editor, against: the source }")
  private static let text = "Code of Ethics\n\nConduct\n\nNo gifts.\nNo loans.\n"

  private func source(_ text: String = text, code: String = verified) throws -> SourceFolder {
    try SourceFolder(
      soundContent.merging(["codes/washington.md": code, "codes/washington.source.txt": text]) { $1 })
  }

  @Test("A code is verified against its captured source, which isn't published")
  func proves() throws {
    let source = try source()
    let outcome = try Program.run("verify", "sources", in: source.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "WA: 8 words, all in Content/codes/washington.source.txt in order\n")
    #expect(outcome.output.isEmpty)
    let build = try Program.run("build", "--strict", in: source.path)
    #expect(build.status == 0, "\(build.errors)")
    #expect(try !source.files(in: "Output").keys.contains { $0.contains(".source") })
  }

  @Test("A passage that the code has in another place is one difference, with both places")
  func moved() throws {
    let code = Self.verified.replacing("## Conduct", with: "Peer Board\n\n## Conduct")
    let declaration = "{ in-source: Peer Board, in-code: Peer Board }"
    let source = try source("Peer Board\n\n\(Self.text)", code: code)
    let outcome = try Program.run("verify", "sources", "WA", in: source.path)
    #expect(
      outcome.output
        == "Content/codes/washington.md:9  WA#group-1  moved here from line 1 of the source: Peer Board\n")
    #expect(
      outcome.errors.hasSuffix("declare it under 'source' in the code: differences: [\(declaration)]\n"))
    let declared = code.replacing(
      "status: draft", with: "status: draft\nsource: { differences: [\(declaration)] }")
    try source.write("Content/codes/washington.md", Data(declared.utf8))
    #expect(try Program.run("verify", "sources", "WA", in: source.path).status == 0)
  }

  @Test("Differences are shown, and check warns about a code that is marked as verified")
  func differs() throws {
    let source = try source(Self.text.replacing("No loans", with: "No large loans"))
    let outcome = try Program.run("verify", "sources", "WA", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.output == "Content/codes/washington.md:12  WA#loans  only in the source: large\n")
    #expect(
      outcome.errors == """
        WA: differs from Content/codes/washington.source.txt in 1 place
        If a difference is intentional, declare it under 'source' in the code: differences: [{ in-source: large }]

        """)
    let check = try Program.run("check", in: source.path)
    #expect(check.status == 0)
    #expect(
      check.errors.contains(
        "Content/codes/washington.md:6:17: warning: 'WA' says that it was verified, and differs from its captured source in 1 place [unproven-text]"
      ))
    #expect(check.errors.contains("the first: only in the source: large"))
    let unverified = Self.verified.replacing("verified:", with: "#")
    try source.write("Content/codes/washington.md", Data(unverified.utf8))
    #expect(try !Program.run("check", in: source.path).errors.contains("unproven-text"))
  }

  @Test("--against shows the issuer's changes since the capture, and whether the code matches the new copy")
  func against() throws {
    let source = try source()
    try source.write(
      "new.html",
      Data("<h1>Code of Ethics</h1><h2>Conduct</h2><ul><li>No gifts.<li>No loans or debts.</ul>".utf8))
    let outcome = try Program.run("verify", "sources", "--against", "new.html", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.output == "WA#loans  No loans {++or debts++}\n")
    #expect(
      outcome.errors
        == "1 passage changed since the capture\nThe code differs from the new copy in 1 place\n")
    try source.write("same.txt", Data(Self.text.utf8))
    let same = try Program.run("verify", "sources", "WA", "--against", "same.txt", in: source.path)
    #expect(same.status == 0)
    #expect(
      same.errors
        == "The new copy has the words of Content/codes/washington.source.txt\nThe code matches the new copy\n"
    )
  }

  @Test("The command says what to do if there is no captured source or no such code")
  func refuses() throws {
    let source = try SourceFolder(soundContent)
    let none = try Program.run("verify", "sources", in: source.path)
    #expect(none.status == 1 && none.errors.contains("keep a copy of the source in Content/codes/"))
    let unknown = try Program.run("verify", "sources", "XX", in: source.path)
    #expect(unknown.errors == "handbook: No code has the abbreviation 'XX'\n")
  }
}

@Suite("handbook verify --signatures")
struct VerifySignaturesTests {
  private static let content = soundContent.merging([
    "handbook.yml": "title: Handbook\nbase-url: https://example.org/ethics/\n"
  ]) { $1 }

  /// Returns a published handbook whose list of versions is signed in a namespace.
  private func signed(in namespace: String) throws -> SourceFolder {
    let source = try SourceFolder(Self.content)
    #expect(try Program.run("ids", "--publish", in: source.path).status == 0)
    let keygen = "/usr/bin/ssh-keygen"
    let made = try Program.run(
      keygen, ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "\(source.path)/key"], in: source.path)
    #expect(made.status == 0, "\(made.errors)")
    let key = try String(contentsOfFile: "\(source.path)/key.pub", encoding: .utf8)
    try source.write("Content/allowed-signers", Data("records@example.org \(key)".utf8))
    let outcome = try Program.run(
      keygen,
      [
        "-q", "-Y", "sign", "-n", namespace, "-f", "\(source.path)/key",
        "\(source.path)/Content/published-versions.txt",
      ], in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return source
  }

  @Test("A signature with an allowed key is accepted, and neither it nor the keys are published")
  func valid() throws {
    let source = try signed(in: "handbook-versions@example.org")
    let outcome = try Program.run("verify", "--signatures", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors == "Content/published-versions.txt was signed by records@example.org\n")
    let build = try Program.run("build", "--strict", in: source.path)
    #expect(build.status == 0, "\(build.errors)")
    #expect(
      try !source.files(in: "Output").keys.contains { $0.contains("sign") && !$0.hasSuffix(".sign.html") })
  }

  @Test("A changed list, another namespace, and an unknown key are rejected")
  func invalid() throws {
    let other = try signed(in: "handbook-versions")
    #expect(try Program.run("verify", "--signatures", in: other.path).status == 1)
    let source = try signed(in: "handbook-versions@example.org")
    let list = try #require(try source.files(in: "Content")["published-versions.txt"])
    try source.write("Content/published-versions.txt", list + Data("# x\n".utf8))
    let changed = try Program.run("verify", "--signatures", in: source.path)
    #expect(changed.status == 1 && changed.errors.contains("The signature isn't valid"))
    try source.write("Content/published-versions.txt", list)
    try source.write("Content/allowed-signers", Data("# nobody\n".utf8))
    let unknown = try Program.run("verify", "--signatures", in: source.path)
    #expect(unknown.status == 1 && unknown.errors.contains("a key that allowed-signers doesn't list"))
  }

  @Test("For a list without a signature, the command says how to sign it")
  func unsigned() throws {
    let source = try SourceFolder(Self.content)
    #expect(try Program.run("ids", "--publish", in: source.path).status == 0)
    let outcome = try Program.run("verify", "--signatures", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("ssh-keygen -Y sign -n handbook-versions@example.org -f <key>"))
    #expect(try Program.run("verify", in: source.path).status == 64)
  }

  @Test("A preview compares a text with its source again only if one of them has changed")
  func remembered() throws {
    let name = "codes/washington.source.txt"
    let source = try SourceFolder(soundContent.merging([name: "Conduct\n"]) { $1 })
    let handbook = SmallHandbook(soundContent.merging([name: ""]) { $1 }).handbook
    let captured = try #require(CapturedSources(handbook, in: FilePath(source.path)).all.first)
    var remarks = SourceRemarks()
    var count = 0
    func remark(text: String) -> String? {
      remarks.remark(on: captured, text: Array(text.utf8)) { source in
        count += 1
        return source.differenceRemark
      }
    }
    #expect(remark(text: "1") == remark(text: "1") && count == 1)
    #expect(remark(text: "2") != nil && count == 2)
    try source.write("Content/\(name)", Data("Code of Ethics\n\nConduct\n\nNo gifts.\nNo loans.\n".utf8))
    #expect(remark(text: "2") == nil && remark(text: "2") == nil && count == 3)
  }
}
