import Testing

@testable import Site

@Suite("The script of the preview")
struct PreviewScriptTests {
  private let content = ["pages/about.md": "---\ntitle: About\n---\n\nText.\n"]

  @Test("A build knows nothing of it")
  func build() {
    let site = SmallSite(content)
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("connect-src"), "\(path)")
      #expect(!page.contains("src=\"/"), "\(path)")
    }
  }

  @Test("In a preview every page has it, and may listen to the server")
  func preview() {
    let site = SmallSite(content, options: SiteOptions(previewScript: "/script.js"))
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(page.contains("<script src=\"/script.js\" defer></script>"), "\(path)")
      #expect(page.contains("connect-src &#39;self&#39;"), "\(path)")
    }
    #expect(!site.files.isEmpty)
  }
}
