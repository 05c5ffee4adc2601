import Basics
import Foundation
import Testing

@testable import Site

@Suite("The data of the practice page")
struct PracticeTests {
  private static let site = SmallSite(RepositoryContent.files)

  private func data(_ path: String) throws -> Any {
    let text = Self.site[path]
    let start = try #require(text.firstIndex(of: ","))
    #expect(text.hasPrefix("handbookPractice(\""))
    return try JSONSerialization.jsonObject(with: Data(text[text.index(after: start)...].dropLast(2).utf8))
  }

  @Test("Every self-check is in the index and in one shard, with the same id as on its lesson's page")
  func complete() throws {
    let index = try #require(data("practice/index.js") as? [String: Any])
    let questions = try #require(index["questions"] as? [[Any]])
    let lessons = try #require(index["lessons"] as? [[String: String]])
    let shards = try #require(index["shards"] as? [String])
    var pieces: [String] = []
    for shard in shards { pieces += try #require(data("practice/\(shard).js") as? [String]) }
    #expect(pieces.count == questions.count && !pieces.isEmpty)
    for (entry, piece) in zip(questions, pieces) {
      let (name, digest) = ("\(entry[0])", "\(entry[1])")
      let place = try #require(entry[2] as? Int)
      let lesson = try #require(lessons[place]["id"])
      let marks = "data-question=\"\(name)\" data-lesson=\"\(lesson)\" data-digest=\"\(digest)\""
      #expect(piece.contains(marks))
      #expect(Self.site["lessons/\(lesson).html"].contains(marks))
      #expect((entry[6] as? [Int])?.isEmpty == false, "\(name) cites a code")
    }
  }

  @Test("Every link in a question or card leads to a page of the site")
  func links() throws {
    for (path, bytes) in Self.site.files where path.hasPrefix("practice/") && path != "practice/index.js" {
      for piece in try #require(data(path) as? [String]) {
        for (name, attributes) in MarkupOutline(Array(piece.utf8)).elements where name == "a" {
          let file = try #require(attributes["href"]).prefix { $0 != "#" }
          if file.hasPrefix("https://") { continue }
          #expect(Self.site.files[String(file)] != nil, "\(path): \(file)")
        }
      }
      #expect(bytes.count < 120_000, "\(path)")
    }
  }

  @Test("A handbook without self-checks has no practice page")
  func none() {
    let site = SmallSite(["lessons/a.md": "---\ntitle: A\n---\n\nText.\n"])
    #expect(site.files["practice.html"] == nil && site.files["practice/index.js"] == nil)
    #expect(!site["index.html"].contains("practice"))
  }

  @Test(
    "The word that's left out of a provision is one from its topic or else the longest",
    arguments: [
      ("I do not provide or accept gifts from people.", ["Gifts", "present"], "gifts"),
      ("I do not provide or accept anything from people.", ["Gifts"], "anything"),
      ("I keep what people tell me to myself; always.", [], "people"),
    ])
  func cloze(text: String, names: [String], word: String) throws {
    let cloze = try #require(Cloze(of: text, about: names))
    #expect(cloze.word == word)
    #expect(cloze.before + cloze.word + cloze.after == text)
  }

  @Test("A text that's too short or too long gets no card", arguments: [3, 71])
  func unfit(count: Int) {
    let text = Array(repeating: "provision", count: count).joined(separator: " ")
    #expect(Cloze(of: text, about: []) == nil)
  }

  @Test("The index of objectives shows each domain with its lessons and questions")
  func domains() {
    let page = Self.site["objectives.html"]
    for name in [
      "Advocacy", "Mentoring and Education", "Recovery and Wellness Support", "Ethical Responsibility",
    ] {
      #expect(page.contains("<th scope=\"row\">\(name)</th>"))
    }
    #expect(page.contains("href=\"practice.html?domain=ethics\""))
  }
}
