import Basics
import Foundation
import FoundationXML
import Packaging
import Site
import TestSupport

extension FuzzTarget {
  /// Creates packages of a small handbook.
  ///
  /// The first line is a title; the rest is a page, a provision, and a lesson.
  func makePackages(_ input: [UInt8]) {
    guard Promise.isText(input) else { return }
    let lines = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let title = "'" + String(decoding: lines[0], as: UTF8.self).replacing("'", with: "''") + "'"
    let text = String(decoding: lines.last ?? [], as: UTF8.self)
    let content = [
      "handbook.yml": "title: \(title)\n",
      "codes/washington.md": codeFile("- No gifts. \(text) {#gifts .gifts}\n"),
      "topics/gifts.md": "---\ntitle: \(title)\n---\n\n\(text)\n",
      "lessons/a.md": "---\ntitle: \(title)\n---\n\n## Part\n\n\(text)\n",
    ]
    let site = SiteBuilder.build(
      SiteInput(
        content: content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }, theme: Self.theme,
        themeFolder: "Themes/default", options: SiteOptions(hasAddress: false)))
    guard let outline = site.outline, !site.diagnostics.contains(where: { $0.severity == .error }) else {
      return
    }
    Promise.isSound(site.files)
    let page = try? SingleFile.page(of: site.files, outline: outline)
    demand(page != nil, "a site without large files becomes one page")
    Promise.isSound([OutputFile(path: "a.html", bytes: page ?? [])])
    let packed = SingleFile.files(in: page ?? [])
    demand(packed != nil, "the files in the page can be read")
    Promise.isSound(packed ?? [])
    let book = Book(of: site.files, outline: outline, at: .standard).files
    Promise.isSound(book)
    for file in book where [".xhtml", ".opf", ".xml"].contains(where: file.path.hasSuffix) {
      Promise.isXML(file)
    }
    guard let course = Course(of: site.files, outline: outline)?.files else { return }
    Promise.isSound(course)
    for file in course where file.path.hasSuffix(".xml") { Promise.isXML(file) }
  }

  /// The theme of the repository in which this program was built.
  private static let theme: [SourceFile] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Themes/default").standardizedFileURL.path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
      return SourceFile(path: "Themes/default/\(name)", bytes: Array(data))
    }
  }()
}

extension Promise {
  /// Checks that nothing in a package points outside it or requests data from another computer.
  static func isSound(_ files: [OutputFile]) {
    let problems = PackageVerifier(files).problems
    demand(problems.isEmpty, "a package is sound: \(problems)")
  }

  static func isXML(_ file: OutputFile) {
    let parser = XMLParser(data: Data(file.bytes))
    demand(
      parser.parse(),
      "\(file.path) is XML: \(parser.lineNumber):\(parser.columnNumber) \(String(describing: parser.parserError))"
    )
  }
}
