import Basics
import Foundation
import Site
import TestSupport

@testable import Packaging

/// A site built in a test with the default theme, and its outline.
struct SmallPackage {
  let site: PreparedSite
  let files: [OutputFile]
  let outline: SiteOutline

  init(_ content: [String: String] = sound) {
    let all = ["handbook.yml": "title: \"Ethics & Law\"\n"].merging(content) { $1 }
    let (prepared, diagnostics) = SiteBuilder.prepare(
      SiteInput(
        content: all.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }, theme: Self.theme,
        themeFolder: "Themes/default", options: SiteOptions(hasAddress: false)))
    guard let prepared else { preconditionFailure("\(diagnostics.map(\.oneLine))") }
    site = prepared
    files = prepared.files()
    outline = prepared.outline
  }

  /// Returns the files with one of them changed or removed.
  func changing(_ path: String, _ change: (String) -> String?) -> [OutputFile] {
    files.compactMap { file in
      guard file.path == path else { return file }
      return change(String(decoding: file.bytes, as: UTF8.self)).map {
        OutputFile(path: path, bytes: Array($0.utf8))
      }
    }
  }

  private static let theme: [SourceFile] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Themes/default").standardizedFileURL.path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.compactMap { name in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder),
        !isFolder.boolValue, let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
      else { return nil }
      return SourceFile(path: "Themes/default/\(name)", bytes: Array(data))
    }
  }()

  static let sound = [
    "codes/washington.md": """
    ---
    title: Code of "Ethics" & Conduct
    jurisdiction: Washington
    abbreviation: WA
    status: draft
    ---

    ## Conduct {#conduct}

    - Do not {~~accept~>exchange~~} gifts. {#gifts .gifts}
    """,
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nPresents.\n",
    "lessons/gifts.md": """
    ---
    title: On gifts
    objectives:
      - id: refuse
        text: Refuse a gift
    ---

    ## Gifts {#gifts teaches="refuse"}

    See [[WA#gifts]] and ![A house](house.png).

    > [!QUESTION] refuse
    > A client offers a gift. What do you do?
    >
    > - [ ] Take it. The code says no.
    > - [x] Refuse it kindly. So the code says. [[WA#gifts]]

    > [!KEYPOINTS]
    > - No gifts.
    """,
    "lessons/house.png": "\u{1}picture",
    "pages/about.md": "---\ntitle: About\n---\n\nSee [the law](https://example.org/?a=1&b=2) &nbsp; here.\n",
  ]
}
