import Basics
import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("SVG pictures")
struct SVGCheckTests {
  private static let start =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"

  /// Returns the problems of a picture as `column summary`, with columns relative to its content.
  private func problems(inside markup: String) -> [String] {
    SVGCheck.problems(in: Array("\(Self.start)\(markup)</svg>".utf8)).map {
      "\($0.range.start.column - Self.start.utf8.count) \($0.summary)"
    }
  }

  private func problems(of picture: String) -> [SVGCheck.Problem] {
    SVGCheck.problems(in: Array(picture.utf8))
  }

  @Test(
    "SVG pictures that only draw have no problems",
    arguments: [
      "<circle cx=\"12\" cy='16' r = \"9.5\"/>", "<title>A &lt;house&gt; &#x26; a tree</title>",
      "<!-- a comment - of one line -->", "<style>circle{fill:none}@media(width>9px){a{b:c}}</style>",
      "<style><![CDATA[ rect { fill: url(#a) } ]]></style>", "<use href=\"#a\"/><use xlink:href='#a'/>",
      "<rect fill=\"url(#g)\" style=\"filter: url('#f')\"/>",
      "<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"1\" height=\"1\"/>",
      "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}</style>",
      "<animate attributeName=\"opacity\" from=\"0\" to=\"1\" dur=\"2s\"/>",
      "<text x=\"1\" aria-hidden=\"true\" data-name=\"a\" xml:space=\"preserve\">a<tspan dy=\"1\">b</tspan></text>",
      "<linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient>",
    ])
  func drawing(markup: String) {
    #expect(problems(inside: markup) == [])
  }

  @Test("SVG pictures can contain the metadata of drawing programs")
  func editors() {
    let picture = """
      \u{FEFF}<?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <!-- Created with a drawing program -->
      <svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 9 9" ink:version="1"
        xmlns:ink="http://www.inkscape.org/namespaces/inkscape" xmlns:cc="http://creativecommons.org/ns#">
        <ink:view pagecolor="#fff" onload="ignored"><ink:grid/></ink:view>
        <svg:metadata><cc:Work>text</cc:Work></svg:metadata>
        <svg:g ink:label="Layer 1"><svg:path d="M 1,1 L 2,2"/></svg:g>
      </svg:svg>

      """
    #expect(problems(of: picture) == [])
  }

  @Test(
    "SVG pictures that could run a script or load something are rejected",
    arguments: [
      ("<script>alert(1)</script>", "2 Element <script> is not allowed in a picture"),
      ("<SCRIPT>alert(1)</SCRIPT>", "2 Element <SCRIPT> is not allowed in a picture"),
      (
        "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
        "2 Element <h:script> is not allowed in a picture"
      ),
      (
        "<iframe xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "2 Element <iframe> is not allowed in a picture"
      ),
      ("<foreignObject/>", "2 Element <foreignObject> is not allowed in a picture"),
      ("<a href=\"#x\"><circle/></a>", "2 Element <a> is not allowed in a picture"),
      ("<handler/>", "2 Element <handler> is not allowed in a picture"),
      ("<g onload=\"alert(1)\"/>", "4 Attribute 'onload' of <g> is not allowed in a picture"),
      ("<g OnLoad='alert(1)'/>", "4 Attribute 'OnLoad' of <g> is not allowed in a picture"),
      ("<g xml:base=\"https://example.org/\"/>", "4 Attribute 'xml:base' of <g> is not allowed in a picture"),
      (
        "<use href=\"https://example.org/a.svg#b\"/>",
        "6 'https://example.org/a.svg#b' is not a part of the picture"
      ),
      ("<use xlink:href=\"other.svg#b\"/>", "6 'other.svg#b' is not a part of the picture"),
      (
        "<use href=\"data:image/svg+xml;base64,AAAA#b\"/>",
        "6 'data:image/svg+xml;base64,AAAA#b' is not a part of the picture"
      ),
      (
        "<use href=\"data:image/png;base64,AAAA\"/>",
        "6 'data:image/png;base64,AAAA' is not a part of the picture"
      ),
      ("<image href=\"a.png\"/>", "8 'a.png' is not a part of the picture"),
      (
        "<image href=\"data:image/svg+xml,%3Csvg/%3E\"/>",
        "8 'data:image/svg+xml,%3Csvg/%3E' is not a part of the picture"
      ),
      ("<image href=\"javascript:alert(1)\"/>", "8 'javascript:alert(1)' is not a part of the picture"),
      ("<image href=\"java&#115;cript:alert(1)\"/>", "8 'javascript:alert(1)' is not a part of the picture"),
      ("<image href=\" #a\"/>", "8 ' #a' is not a part of the picture"),
      ("<feImage href=\"//example.org/a.png\"/>", "10 '//example.org/a.png' is not a part of the picture"),
      (
        "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "6 Animating 'href' is not allowed in a picture"
      ),
      (
        "<animate attributeName=\"xlink:href\" values=\"#a;javascript:alert(1)\"/>",
        "10 Animating 'xlink:href' is not allowed in a picture"
      ),
      ("<animate attributeName=\"onclick\"/>", "10 Animating 'onclick' is not allowed in a picture"),
      (
        "<rect fill=\"url(https://example.org/a)\"/>",
        "7 'https://example.org/a' is not a part of the picture"
      ),
      ("<rect fill=\"u\\72l( '//example.org/a' )\"/>", "7 '//example.org/a' is not a part of the picture"),
      ("<rect style=\"fill:URL(a.svg#b)\"/>", "7 'a.svg#b' is not a part of the picture"),
      (
        "<style>a{b:url(https://example.org/)}</style>",
        "16 'https://example.org/' is not a part of the picture"
      ),
      ("<style>a{b:u/**/rl(x) url(y)}</style>", "27 'y' is not a part of the picture"),
      ("<style>@import 'a.css';</style>", "16 Style sheet of a picture can't import another"),
      ("<style>&#64;im<!-- -->port \"a.css\";</style>", "28 Style sheet of a picture can't import another"),
      ("<style>a{b:image-set('a.png' 1x)}</style>", "22 'a.png' is not a part of the picture"),
      (
        "<style>a{--x:'a.png';b:image-set(var(--x) 1x)}</style>",
        "34 Address in a picture can't be computed by 'var()'"
      ),
      ("<?xml-stylesheet href=\"a.css\"?>", "1 Picture has a processing instruction"),
    ])
  func refused(markup: String, problem: String) {
    #expect(problems(inside: markup).contains(problem), "\(problems(inside: markup))")
  }

  @Test(
    "SVG pictures that aren't well-formed are rejected at the position where reading stops",
    arguments: [
      ("", "1:1 File has no <svg> element"), ("text", "1:1 Text is outside of <svg>"),
      ("<html/>", "1:2 Root element must be <svg xmlns=\"http://www.w3.org/2000/svg\">"),
      ("<svg/>", "1:2 Root element must be <svg xmlns=\"http://www.w3.org/2000/svg\">"),
      ("<?xml-stylesheet href='a.xsl'?>\n\(start)</svg>", "1:1 Picture has a processing instruction"),
      ("<?xml version='1.0' encoding='utf-7'?>\(start)</svg>", "1:1 Picture must be encoded in UTF-8"),
      (
        "<!DOCTYPE svg [<!ENTITY a \"b\">]>\n\(start)&a;</svg>",
        "1:1 Picture has a document type, which could define anything"
      ),
      ("\(start)\n &a;</svg>", "2:2 Reference '&a;' is not defined"),
      ("\(start)\n &#0;</svg>", "2:2 Reference '&#0;' is not defined"),
      ("\(start)\n &#+60;</svg>", "2:2 Reference '&#+60;' is not defined"),
      ("\(start)\n a & b</svg>", "2:4 '&' must be written as '&amp;'"),
      ("\(start)\n<g>\n</svg>", "3:3 </svg> closes nothing that is open"),
      ("\(start)\n<g>", "2:2 Element is never closed"),
      ("\(start)</svg>\n<g/>", "2:2 Picture has more than one root element"),
      ("\(start)\n<g a=b/></svg>", "2:4 Value of 'a' has no quotation marks"),
      ("\(start)\n<g id/></svg>", "2:4 Attribute 'id' has no value"),
      ("\(start)\n<g id=\"a\"class=\"b\"/></svg>", "2:10 Space is missing before an attribute"),
      ("\(start)\n<g id=\"a\" id=\"b\"/></svg>", "2:11 Attribute 'id' is given twice"),
      ("\(start)\n<g id=\"a<b\"/></svg>", "2:4 Value of 'id' has no end"),
      ("\(start)\n<g id=\"a", "2:4 Value of 'id' has no end"),
      ("\(start)\n<x:g/></svg>", "2:2 Prefix 'x' is not declared"),
      ("\(start)\n<g x:id=\"a\"/></svg>", "2:4 Prefix 'x' is not declared"),
      ("\(start)\n<é/></svg>", "2:2 Name is expected here"),
      ("\(start)\n< g/></svg>", "2:2 Name is expected here"),
      ("\(start)\n<!-- a -- b --></svg>", "2:1 Comment must not contain '--' or begin with '>'"),
      ("\(start)\n<!--><script>--></svg>", "2:1 Comment must not contain '--' or begin with '>'"),
      ("\(start)\n<!-- a </svg>", "2:1 Comment has no end"),
      ("\(start)\n<![CDATA[<script>]]></svg>", "2:1 Character data must not contain '<'"),
      ("\(start)\n\u{1}</svg>", "2:1 Control character is not allowed"),
    ] as [(String, String)])
  func malformed(picture: String, problem: String) {
    let found = problems(of: picture).map { "\($0.range.start.line):\($0.range.start.column) \($0.summary)" }
    #expect(found.contains(problem), "\(found)")
  }

  @Test("SVG pictures in another encoding or with invalid UTF-8 are rejected")
  func encodings() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    let wide: [UInt8] = picture.utf8.flatMap { [$0, 0] as [UInt8] }
    for bytes in [[0xFF, 0xFE] + wide, wide, Array(picture.utf8) + [0xC0, 0xBC]] {
      #expect(!SVGCheck.problems(in: bytes).isEmpty)
    }
    #expect(SVGCheck.problems(in: Array(picture.utf8)).isEmpty)
  }

  @Test("Deeply nested SVG pictures are rejected without a stack overflow")
  func depth() {
    let deep = Self.start + String(repeating: "<g>", count: 200_000)
    #expect(problems(of: deep).map(\.summary) == ["Elements are nested more than 200 levels deep"])
  }

  @Test("SVG pictures with many problems, namespaces, or attributes are read to the end")
  func size() {
    let many = 20_000
    #expect(problems(inside: String(repeating: "<script/>\n", count: many)).count == many)
    let prefixes = (0..<many).map { "<g xmlns:a\($0)=\"http://www.w3.org/2000/svg\"/>" }.joined()
    #expect(problems(inside: prefixes) == [])
    let attributes = (0..<many).map { " data-\($0)=\"\"" }.joined()
    #expect(problems(inside: "<g\(attributes)/>") == [])
    #expect(problems(inside: String(repeating: "<!", count: many)).count == 1)
    #expect(problems(inside: "<style>\(String(repeating: "url(", count: many))</style>").count == 1)
  }

  @Test("SVG pictures made of random pieces never pass with a script in them", arguments: 0..<200)
  func noise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "<", ">", "\"", "'", "=", "/", "!--", "-->", "&", ";", "#", " ", "g", "script", "<script>", "</script>",
      "onload", "<style>", "</style>", "]]>", "<![CDATA[", "xmlns", ":", "url(", ")", "é", "\0", "<?", "?>",
    ]
    let text = (0..<60).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
    if problems(inside: text).isEmpty {
      let outline = text.replacing(/<!--.*?-->/.dotMatchesNewlines(), with: "")
      #expect(!outline.contains("<script") && !outline.contains("<?"), "\(text)")
    }
  }
}
