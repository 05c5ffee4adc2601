import Foundation
import Testing

@testable import Site

@Suite("The default theme")
struct DefaultThemeTests {
  @Test("has no error and no warning")
  func loadsCleanly() {
    #expect(DefaultTheme.loaded.1 == [])
    #expect(DefaultTheme.loaded.0 != nil)
  }

  @Test("renders every page as well-formed markup with one h1, unique ids and no skipped level")
  func rendersEveryPage() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    for (path, bytes) in Samples.pages(theme) {
      let outline = MarkupOutline(bytes)
      #expect(outline.problems == [], "\(path)")
      #expect(outline.headings.count { $0 == 1 } == 1, "\(path)")
      #expect(outline.ids.count == Set(outline.ids).count, "\(path): \(outline.ids.sorted())")
      for (before, after) in zip(outline.headings, outline.headings.dropFirst()) {
        #expect(after <= before + 1, "\(path) skips a level: \(outline.headings)")
      }
    }
  }

  @Test("has nothing in a page that the policy forbids")
  func obeysThePolicy() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    for (path, bytes) in Samples.pages(theme) {
      for element in MarkupOutline(bytes).elements {
        #expect(element.name != "style", "\(path)")
        #expect(element.attributes.keys.allSatisfy { $0 != "style" && !$0.hasPrefix("on") }, "\(path)")
        if element.name == "script" { #expect(element.attributes["src"] != nil, "\(path)") }
      }
    }
  }

  @Test("leads from each label, landmark and anchor to an element of its page")
  func namesOnlyElementsThatAreThere() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    for (path, bytes) in Samples.pages(theme) {
      let outline = MarkupOutline(bytes)
      let ids = Set(outline.ids)
      for (name, attributes) in outline.elements {
        for key in ["aria-labelledby", "aria-describedby", "for"] {
          guard let value = attributes[key] else { continue }
          for id in value.split(separator: " ") {
            #expect(ids.contains(String(id)), "\(path): \(key) of <\(name)>")
          }
        }
        if name == "nav" {
          #expect(attributes["aria-label"] != nil || attributes["aria-labelledby"] != nil, "\(path)")
        }
      }
    }
  }

  /// Writes all pages where `HANDBOOK_THEME_PREVIEW` names a folder, to be looked at in a browser.
  @Test(
    "can be looked at", .enabled(if: ProcessInfo.processInfo.environment["HANDBOOK_THEME_PREVIEW"] != nil))
  func writesAPreview() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    let folder = URL(filePath: ProcessInfo.processInfo.environment["HANDBOOK_THEME_PREVIEW"] ?? "")
    let files =
      Samples.pages(theme) + theme.assets.map { ($0.path, $0.bytes) }
    for (path, bytes) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }
}
