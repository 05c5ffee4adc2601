import Basics
import SystemPackage
import Testing

@testable import HandbookCLI

@Suite("The address that opens a position in an editor")
struct EditorLinkTests {
  private let position = SourcePosition(line: 12, column: 3)

  @Test(
    "An address contains the file's full path, the line, and the column",
    arguments: [
      ("vscode", "vscode://file/no/such/Content/a%20b.md:12:3"),
      ("zed", "zed://file/no/such/Content/a%20b.md:12:3"),
      ("vim", "mvim://open?url=file:///no/such/Content/a%20b.md&line=12&column=3"),
      ("x-edit://open?f={path}&l={line}", "x-edit://open?f=no/such/Content/a%20b.md&l=12"),
    ])
  func addresses(editor: String, address: String) throws {
    let link = try #require(EditorLink(editor, source: "/no/such"))
    #expect(link.address(of: "Content/a b.md", position) == address)
  }

  @Test(
    "An unknown editor and an unsafe address are rejected",
    arguments: ["emacs", "javascript:alert('{path}')", "://{path}", "http://example.org/"])
  func refused(editor: String) {
    #expect(EditorLink(editor, source: "/no/such") == nil)
  }
}
