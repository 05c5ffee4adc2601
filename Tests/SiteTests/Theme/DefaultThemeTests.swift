import Basics
import Foundation
import TestSupport
import Testing

@testable import Site

@Suite("The default theme")
struct DefaultThemeTests {
  @Test("The sample site has pages of every kind")
  func hasEveryKind() {
    for kind in [
      "/utah.changes.html", "/utah.sign.html", "/utah/2020.html", "old/new.html", "404.html", "print.html",
    ] {
      #expect(Samples.pages.contains { $0.path.hasSuffix(kind) }, "\(kind)")
    }
  }

  @Test("The default theme has no errors or warnings")
  func loadsCleanly() {
    #expect(DefaultTheme.loaded.1 == [])
    #expect(DefaultTheme.loaded.0 != nil)
  }

  @Test("Something uses each of its strings: a template, a script, a style sheet, or the code")
  func usesEveryString() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    let templates = DefaultTheme.files.filter { $0.path.hasSuffix(".mustache") }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }.joined()
    let sheets = DefaultTheme.files.filter { $0.path.hasSuffix(".css") }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }.joined()
    let scripts = Set(ScriptStrings.placeholders(in: theme.assets).keys)
    let sources = try Golden.repositorySources("Sources/Site") + Golden.repositorySources("Sources/Packaging")
    let code = Set(
      sources.filter { !$0.contains("enum ThemePhrase") }.flatMap { source in
        source.split { !$0.isLetter && $0 != "." }.flatMap { $0.split(separator: ".").map(String.init) }
      })
    for key in theme.strings.keys.subtracting(scripts).sorted() {
      let isInTemplate = templates.contains("{{strings.\(key)}}")
      let isInCode = ThemePhrase(rawValue: key).map { code.contains("\($0)") } ?? false
      #expect(isInTemplate || isInCode || sheets.contains("var(--\(key))"), "\(key)")
    }
  }

  @Test("No kind of page has a value that would hide one of the shell around it, such as its language")
  func hidesNothing() {
    let shell = Set(PageShell.schema.fields.map(\.name))
    for root in PageKind.all.flatMap(\.roots) {
      let hidden = root.schema.fields.map(\.name).filter(shell.contains)
      #expect(hidden == [], "\(root.schema.name)")
    }
  }

  @Test("Every page is well-formed, with one h1, unique ids, and no skipped heading levels")
  func rendersEveryPage() {
    for file in Samples.pages {
      let (path, bytes) = (file.path, file.bytes)
      let outline = MarkupOutline(bytes)
      #expect(outline.problems == [], "\(path)")
      #expect(outline.headings.count { $0 == 1 } == 1, "\(path)")
      #expect(outline.ids.count == Set(outline.ids).count, "\(path): \(outline.ids.sorted())")
      for (before, after) in zip(outline.headings, outline.headings.dropFirst()) {
        #expect(after <= before + 1, "\(path) skips a level: \(outline.headings)")
      }
    }
  }

  @Test("No page contains anything that the security policy forbids")
  func obeysThePolicy() {
    for file in Samples.pages {
      let (path, bytes) = (file.path, file.bytes)
      for element in MarkupOutline(bytes).elements {
        #expect(element.name != "style", "\(path)")
        #expect(element.attributes.keys.allSatisfy { $0 != "style" && !$0.hasPrefix("on") }, "\(path)")
        // JSON-LD is data: browsers don't run it, and the policy doesn't apply to it.
        if element.name == "script", element.attributes["type"] != "application/ld+json" {
          #expect(element.attributes["src"] != nil, "\(path)")
        }
      }
    }
  }

  @Test("Every label and description refers to an element on its page, and every nav element has a label")
  func namesOnlyElementsThatAreThere() {
    for file in Samples.pages {
      let (path, bytes) = (file.path, file.bytes)
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
}
