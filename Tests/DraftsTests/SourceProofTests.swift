import Basics
import Drafts
import Foundation
import Handbook
import TestSupport
import Testing

@Suite("A code has exactly the words of its captured source, in order")
struct SourceProofTests {
  /// Returns the text of a file in the repository's handbook.
  private static func content(_ path: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Content/codes").standardizedFileURL
    return String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
  }

  private static func proof(_ code: String, _ source: String) throws -> SourceProof {
    let handbook = SmallHandbook(["codes/code.md": code]).handbook
    let found = try #require(handbook.codes.first)
    let words = try SourceWords(reading: .text(Array(source.utf8), isMarkdown: nil))
    return SourceProof(of: found.current, found.id, in: words)
  }

  @Test("Arkansas matches its source")
  func arkansas() throws {
    let proof = try Self.proof(
      try Self.content("arkansas.md"), try Self.content("arkansas.source.txt"))
    #expect(proof.holds, "\(proof.gaps)")
    #expect(proof.views == [.proposed] && proof.wordCount > 300)
  }

  @Test("Washington matches its source in all three views")
  func washington() throws {
    let proof = try Self.proof(
      try Self.content("washington.md"), try Self.content("washington.source.txt"))
    #expect(proof.holds, "\(proof.gaps)")
    #expect(proof.views == [.redline, .proposed, .current] && proof.wordCount > 500)
  }

  @Test("A dropped, added, replaced, or moved word is found at its provision")
  func faults() throws {
    let source = try Self.content("arkansas.source.txt")
    let code = try Self.content("arkansas.md")
    for (old, new, inSource, inCode) in [
      ("I do not provide or accept gifts", "I do provide or accept gifts", "not", ""),
      ("I do not provide or accept gifts", "I do not ever provide or accept gifts", "", "ever"),
      ("accept gifts from", "refuse gifts from", "accept", "refuse"),
    ] {
      let gaps = try Self.proof(code.replacing(old, with: new), source).gaps
      #expect(gaps.map(\.inSource) == [inSource] && gaps.map(\.inCode) == [inCode])
      #expect(gaps.map(\.place) == ["AR#gifts"])
    }
    let moved = try Self.proof(
      code.replacing("provide or accept gifts", with: "accept or provide gifts"), source)
    #expect(!moved.holds)
  }

  @Test("A lost mark is found in the redline and in the view that it changes")
  func marks() throws {
    let source = try Self.content("washington.source.txt")
    let code = try Self.content("washington.md")
    let lost = try Self.proof(code.replacing("{++holistically ++}", with: "holistically "), source)
    #expect(Set(lost.gaps.flatMap(\.views)) == [.redline, .current])
    let turned = try Self.proof(
      code.replacing("{++holistically ++}", with: "{--holistically --}"), source)
    #expect(Set(turned.gaps.flatMap(\.views)) == [.redline, .proposed, .current])
  }

  @Test("Labels, numbers, lead-ins, and headings count as words of the source")
  func structure() throws {
    let code = codeFile(
      """
      ## Rule 1: Conduct {#conduct label="Rule 1:"}

      Peers must:

      1. Be kind. {#kind}
         - (a) Always. {#always}
      """
    ).replacing("Rule 1: Conduct {", with: "Conduct {")
    let source = "Code of Ethics\n\nRule 1: Conduct\n\nPeers must:\n\n1. Be kind.\n\n(a) Always.\n"
    #expect(try Self.proof(code, source).gaps == [])
    #expect(try !Self.proof(code, source.replacing("(a)", with: "(b)")).holds)
    #expect(try !Self.proof(code, source.replacing("Peers must", with: "Peers should")).holds)
  }

  @Test("A passage that is in another place of the source has moved, from its line there")
  func moved() throws {
    let code = codeFile("Peer Board\n\n- No gifts. {#gifts}\n")
    let source = "Peer Board\n\nCode of Ethics\n\n1. No gifts.\n"
    let labeled = code.replacing("{#gifts}", with: "{#gifts label=\"1.\"}")
    let gaps = try Self.proof(labeled, source).gaps
    #expect(gaps.map(\.isMoved) == [true])
    #expect(gaps.map(\.inCode) == ["Peer Board"] && gaps.map(\.inSource) == ["Peer Board"])
    #expect(gaps.map(\.sourceLine) == [1] && gaps.map(\.codeLine) == [8])
    let differences = "source: { differences: [{ in-source: Peer Board, in-code: Peer Board }] }"
    #expect(
      try Self.proof(labeled.replacing("status: draft", with: "status: draft\n\(differences)"), source).holds)
    // Words that are also missing elsewhere haven't only moved.
    #expect(try Self.proof(labeled, "Code of Ethics\n\n1. No gifts.\n").gaps.map(\.isMoved) == [false])
  }

  @Test("A line that repeats the end of the title is the one that moved")
  func repeatedTitle() throws {
    let code = codeFile("Code of Ethics\n\n- No gifts. {#gifts}\n").replacing(
      "title: Code of Ethics", with: "title: Idaho Certified Peer Specialist Code of Ethics")
    let gaps = try Self.proof(
      code, "Code of Ethics\n\nIdaho Certified Peer Specialist Code of Ethics\n\nNo gifts.\n"
    ).gaps
    #expect(gaps.map(\.isMoved) == [true] && gaps.map(\.sourceLine) == [1] && gaps.map(\.codeLine) == [8])
  }

  @Test("A declared difference explains exactly its own words")
  func declared() throws {
    let code = codeFile("- No gifts. {#gifts}\n").replacing(
      "status: draft",
      with:
        "status: draft\nsource:\n  differences:\n    - { in-source: DRAFT }\n    - { in-source: gfits, in-code: gifts }"
    )
    #expect(try Self.proof(code, "DRAFT\n\nCode of Ethics\n\nNo gfits.\n\nDRAFT\n").holds)
    #expect(try !Self.proof(code, "Code of Ethics\n\nNo gfits. DRAFTS\n").holds)
  }

  @Test("A new copy shows what the issuer changed, by provision")
  func changes() throws {
    let code = try Self.content("arkansas.md")
    let source = try Self.content("arkansas.source.txt")
    let handbook = SmallHandbook(["codes/code.md": code]).handbook
    let found = try #require(handbook.codes.first)
    func words(_ text: String) throws -> SourceWords {
      try SourceWords(reading: .text(Array(text.utf8), isMarkdown: nil))
    }
    let copy = source.replacing("accept gifts from", with: "ask for gifts from").replacing(
      "I act in accordance with the law.", with: "I act in accordance with the law. I keep records.")
    let changes = SourceChanges(
      of: found.current, found.id, from: try words(source), to: try words(copy)
    ).changes
    #expect(
      changes.map { "\($0.place ?? "") \($0.marked)" } == [
        "AR#law I act in accordance with the law {++I keep records++}",
        "AR#gifts I do not provide or {--accept--} {++ask for++} gifts from people that I serve",
      ])
    #expect(
      SourceChanges(of: found.current, found.id, from: try words(source), to: try words(source)).changes
        .isEmpty)
  }
}
