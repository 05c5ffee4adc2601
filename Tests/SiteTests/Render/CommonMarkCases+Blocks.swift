/// Short texts in the forms of CommonMark 0.30, sections 2 to 5.
enum CommonMarkCases {
  /// Section 2: characters, tabs, insecure characters, backslash escapes, entities.
  static let preliminaries = [
    "\tindented by a tab\n", "  \ttwo spaces and a tab\n", "- item\n\n\tmore of it\n",
    "- item\n\n\t\tcode in it\n", ">\t\tquoted code\n", "-\t\tcode at once\n", "    one\n\ttwo\n",
    " - a\n   - b\n\t - c\n", "#\tHeading\t\n", "*\t*\t*\t\n", "1.\tone\n\n\tsame\n", "a\tb\tc\n",
    "nul \u{0} byte\n", "cr\rlf\r\nnext\n", "no end of line", "\u{FEFF}# after a mark of byte order\n",
    "line\u{2028}separator stays\n", "\u{A0}not a blank line\n",
    "\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~\n",
    "\\A\\a\\ \\3\\φ\\«\n", "\\*not so\\* and \\<br/> and \\[nothing](here)\n", "\\\\*so*\n",
    "one\\\ntwo\n", "`` \\[` ``\n", "    \\[code\\]\n", "~~~\n\\[code\\]\n~~~\n",
    "<http://peer.example?find=\\*>\n", "<a href=\"/b\\)\">\n", "[f](/b\\*c \"t\\*u\")\n",
    "[f]\n\n[f]: /b\\*c \"t\\*u\"\n", "``` f\\+b\nx\n```\n",
    "&nbsp; &amp; &copy; &Oslash; &Ncaron; &frac38; &Qopf; &ImaginaryI; &nGt;\n",
    "&#36; &#1235; &#993; &#0;\n", "&#X23; &#XD07; &#xcac;\n",
    "&nbsp &x; &#; &#x; &#98765432; &#fedcba9; &no;\n", "&copy\n", "&MadeUp;\n",
    "<a href=\"&ouml;.html\">\n", "[f](/f&ouml;&ouml; \"f&ouml;&ouml;\")\n", "``` f&ouml;\nx\n```\n",
    "`f&ouml;`\n", "    f&ouml;\n", "&#42;x&#42; *x*\n", "&#42; x\n\n* x\n", "a&#10;&#10;b\n", "&#9;a\n",
    "[a](u &quot;t&quot;)\n", "&amp;amp;\n",
  ]

  /// Section 4.1: thematic breaks, and 4.2: ATX headings.
  static let breaksAndHeadings = [
    "***\n---\n___\n", "+++\n", "===\n", "--\n**\n__\n", " ***\n  ***\n   ***\n", "    ***\n",
    "a\n    ***\n", "_____________________\n", " - - -\n", " **  * ** * ** * **\n",
    "-     -      -      -\n", "- - - -    \n", "_ _ _ a\n\na------\n\n---a---\n", " *-*\n",
    "- a\n***\n- b\n", "a\n***\nb\n", "a\n---\nb\n", "* a\n* * *\n* b\n", "- a\n- * * *\n",
    "# a\n## a\n### a\n#### a\n##### a\n###### a\n", "####### a\n", "#7 rules\n\n#word\n", "\\## a\n",
    "# a *b* \\*c\\*\n", "#                  a                     \n", " ### a\n  ## a\n   # a\n",
    "    # a\n", "a\n    # b\n", "## a ##\n  ###   b    ###\n", "# a ##########\n", "### a ###     \n",
    "### a ### b\n", "# a#\n", "### a \\###\n## a #\\##\n# a \\#\n", "****\n## a\n****\n",
    "a b\n# c\nd e\n", "## \n#\n### ###\n", "# a\\\nb\n", "#\n",
  ]

  /// Section 4.3: setext headings.
  static let setextHeadings = [
    "A *b*\n=========\n\nA *b*\n---------\n", "A *b\nc*\n====\n", "  A *b\nc*\t\n====\n",
    "A\n-------------------------\n\nB\n=\n", "   A\n---\n\n  A\n-----\n\n  A\n  ===\n",
    "    A\n    ---\n\n    A\n---\n", "A\n   ----      \n", "A\n    ---\n", "A\n= =\n\nA\n--- -\n",
    "A  \n-----\n", "A\\\n----\n", "`A\n----\n`\n\n<a title=\"many\n---\nof them\"/>\n", "> A\n---\n",
    "> a\nb\n===\n", "- A\n---\n", "A\nB\n---\n", "---\nA\n---\nB\n---\nC\n", "\n====\n", "---\n---\n",
    "- a\n-----\n", "    a\n---\n", "> a\n-----\n", "\\> a\n------\n", "A\n\nb\n---\nc\n",
    "A\nb\n\n---\n\nc\n", "A\nb\n* * *\nc\n", "A\nb\n\\---\nc\n", "[d]: /u\nA\n===\n",
  ]

  /// Sections 4.4 and 4.5: code blocks.
  static let codeBlocks = [
    "    a simple\n      code block\n", "  - a\n\n    b\n", "1.  a\n\n    - b\n",
    "    <a/>\n    *b*\n\n    - c\n", "    a\n\n    b\n  \n \n \n    c\n", "    a\n      \n      b\n",
    "A\n    b\n", "    a\nb\n", "# H\n    a\nH\n------\n    a\n----\n", "        a\n    b\n",
    "\n    \n    a\n    \n", "    a  \n", "```\n<\n >\n```\n", "~~~\n<\n >\n~~~\n", "``\none\n``\n",
    "```\naaa\n~~~\n```\n", "~~~\naaa\n```\n~~~\n", "````\naaa\n```\n``````\n", "~~~~\naaa\n~~~\n~~~~\n",
    "```\n", "`````\n\n```\naaa\n", "> ```\n> aaa\n\nbbb\n", "```\n\n  \n```\n", "```\n```\n",
    " ```\n aaa\naaa\n```\n", "  ```\naaa\n  aaa\naaa\n  ```\n", "   ```\n   aaa\n    aaa\n  aaa\n   ```\n",
    "    ```\n    aaa\n    ```\n", "```\naaa\n  ```\n", "   ```\naaa\n  ```\n", "```\naaa\n    ```\n",
    "``` ```\naaa\n", "~~~~~~\naaa\n~~~ ~~\n", "one\n```\ntwo\n```\nthree\n",
    "one\n---\n~~~\ntwo\n~~~\n# three\n", "```swift\nlet a = 1\n```\n",
    "~~~~    swift from=3 $%@#$\nlet a = 1\n~~~~~~~\n", "````;\n````\n", "``` aa ```\none\n",
    "~~~ aa ``` ~~~\none\n~~~\n", "```\n``` aaa\n```\n", "- ```\n  a\n  ```\n- b\n",
    "> ~~~\n> a\n> ~~~\n> b\n", "```a\"b<c>&d\nx\n```\n",
  ]

  /// Section 4.6: HTML blocks.
  static let htmlBlocks = [
    "<table><tr><td>\n<pre>\n**Hi**,\n\n_there_.\n</pre>\n</td></tr></table>\n",
    "<div>\n*a*\n\n*b*\n</div>\n", " <div>\n  *a*\n", "</div>\n*a*\n",
    "<DIV CLASS=\"a\">\n\n*b*\n\n</DIV>\n", "<div id=\"a\"\n  class=\"b\">\n</div>\n", "<div id=\"a\n*b*\n",
    "<div class\na\n", "<div *?-&&-<---\n*a*\n", "<div><a href=\"b\">*c*</a></div>\n",
    "<del>\n*a*\n</del>\n", "<del>\n\n*a*\n\n</del>\n", "<del>*a*</del>\n",
    "<pre lang=\"x\"><code>\n\na\n</code></pre>\nokay\n", "<script>\n// a\n\nb();\n</script>\nokay\n",
    "<textarea>\n\n*a*\n\n_b_\n\n</textarea>\n", "<style>\nh1 {}\n\np {}\n</style>\nokay\n",
    "<style\n  type=\"text/css\">\n\na\n", "> <div>\n> a\n\nb\n", "- <div>\n- a\n",
    "<style>p{}</style>\n*a*\n", "<!-- a -->*b*\n*c*\n", "<script>\na\n</script>1. *b*\n",
    "<!-- A\n\nb\n   c -->\nokay\n", "<?a\n\n  b\n?>\nokay\n", "<!DOCTYPE a>\n",
    "<![CDATA[\na\n\n  b\n]]>\nokay\n", "  <!-- a -->\n\n    <!-- a -->\n", "  <div>\n\n    <div>\n",
    "A\n<div>\nb\n</div>\n", "<div>\nb\n</div>\n*c*\n", "A\n<a href=\"b\">\nc\n",
    "<div>\n\n*A*\n\n</div>\n", "<table>\n\n<tr>\n\n    <td>\n\n</tr>\n\n</table>\n",
  ]

  /// Sections 4.7 to 4.9: link reference definitions, paragraphs, blank lines.
  static let definitionsAndParagraphs = [
    "[a]: /u \"t\"\n\n[a]\n", "   [a]: \n      /u  \n           't'  \n\n[a]\n",
    "[A*b\\]]:m_(u) 't (with parens)'\n\n[A*b\\]]\n", "[A b]:\n<m u>\n't'\n\n[A b]\n",
    "[a]: /u '\nt\nl1\n'\n\n[a]\n", "[a]: /u 't\n\nb'\n\n[a]\n", "[a]:\n/u\n\n[a]\n", "[a]:\n\n[a]\n",
    "[a]: <>\n\n[a]\n", "[a]: <b>(c)\n\n[a]\n", "[a]: /u\\b\\*c \"d\\\"e\\f\"\n\n[a]\n", "[a]\n\n[a]: u\n",
    "[a]\n\n[a]: first\n[a]: second\n", "[AB]: /u\n\n[aB]\n", "[ΑΓΩ]: /φ\n\n[αγω]\n", "[a]: /u\n",
    "[\na\n]: /u\nb\n", "[a]: /u \"t\" ok\n", "[a]: /u\n\"t\" ok\n", "    [a]: /u \"t\"\n\n[a]\n",
    "```\n[a]: /u\n```\n\n[a]\n", "A\n[b]: /c\n\n[b]\n", "# [A]\n[A]: /u\n> b\n", "[a]: /u\nb\n===\n[a]\n",
    "[a]: /u\n===\n[a]\n", "[a]: /1 \"x\"\n[b]: /2\n  \"y\"\n[c]: /3\n\n[a], [b], [c]\n",
    "[a]\n\n> [a]: /u\n", "a\n\nb\n", "a\nb\n\nc\nd\n", "a\n\n\nb\n", "  a\n b\n",
    "a\n             b\n                                       c\n", "   a\nb\n", "    a\nb\n",
    "a     \nb     \n", "  \n\na\n  \n\n# b\n\n  \n",
  ]

  /// Section 5.1: block quotes.
  static let quotes = [
    "> # A\n> b\n> c\n", "># A\n>b\n> c\n", "   > # A\n   > b\n > c\n", "    > # A\n    > b\n",
    "> # A\n> b\nc\n", "> a\nb\n> c\n", "> a\n---\n", "> - a\n- b\n", ">     a\n    b\n", "> ```\na\n```\n",
    "> a\n    - b\n", ">\n", ">\n>  \n> \n", ">\n> a\n>  \n", "> a\n\n> b\n", "> a\n> b\n", "> a\n>\n> b\n",
    "a\n> b\n", "> a\n***\n> b\n", "> a\nb\n", "> a\n\nb\n", "> a\n>\nb\n", "> > > a\nb\n",
    ">>> a\n> b\n>>c\n", ">     code\n\n>    not code\n", "> a\n> > b\n> c\n",
    "> 1. a\n>    b\n>\n>    c\n",
  ]

  /// Sections 5.2 and 5.3: items and lists.
  static let lists = [
    "A paragraph\nof two.\n\n    code\n\n> quote\n",
    "1.  A paragraph\n    of two.\n\n        code\n\n    > quote\n", "- a\n\n b\n", "- a\n\n  b\n",
    " -    a\n\n     b\n", " -    a\n\n      b\n", "   > > 1.  a\n>>\n>>     b\n", ">>- a\n>>\n  >  > b\n",
    "-a\n\n2.b\n", "- a\n\n\n  b\n", "1.  a\n\n    ```\n    b\n    ```\n\n    c\n\n    > d\n",
    "- A\n\n      b\n\n\n      c\n", "123456789. a\n", "1234567890. a\n", "0. a\n", "003. a\n", "-1. a\n",
    "- a\n\n      b\n", "  10.  a\n\n           b\n", "    code\n\nparagraph\n\n    more\n",
    "1.     code\n\n   paragraph\n\n       more\n", "1.      code\n\n   paragraph\n", "   a\n\nb\n",
    "-    a\n\n  b\n", "-  a\n\n   b\n", "-\n  a\n-\n  ```\n  b\n  ```\n-\n      c\n", "-   \n  a\n",
    "-\n\n  a\n", "- a\n-\n- b\n", "- a\n-   \n- b\n", "1. a\n2.\n3. b\n", "*\n", "a\n*\n\na\n1.\n",
    " 1.  A\n     b.\n\n         code\n\n     > c\n", "   1.  A\n\n       b\n", "    1.  A\n",
    "  1.  A\nb.\n\n          code\n", "> 1. > A\nb\n", "> 1. > A\n> b\n",
    "- a\n  - b\n    - c\n      - d\n", "- a\n - b\n  - c\n   - d\n", "10) a\n    - b\n", "10) a\n   - b\n",
    "- - a\n", "1. - 2. a\n", "- # A\n- B\n  ---\n  c\n", "- a\n- b\n+ c\n", "1. a\n2. b\n3) c\n",
    "A\n- b\n- c\n", "The list has\n14. doors.\n", "The list has\n1. doors.\n", "- a\n\n- b\n\n\n- c\n",
    "- a\n  - b\n    - c\n\n\n      d\n", "- a\n- b\n\n<!-- -->\n\n- c\n- d\n",
    "-   a\n\n    b\n\n-   c\n\n<!-- -->\n\n    d\n", "- a\n - b\n  - c\n   - d\n  - e\n - f\n- g\n",
    "1. a\n\n  2. b\n\n   3. c\n", "- a\n - b\n  - c\n   - d\n    - e\n", "1. a\n\n  2. b\n\n    3. c\n",
    "- a\n- b\n\n- c\n", "* a\n*\n\n* c\n", "- a\n- b\n\n  c\n- d\n", "- a\n- b\n\n  [r]: /u\n- d\n",
    "- a\n- ```\n  b\n\n\n  ```\n- c\n", "- a\n  - b\n\n    c\n- d\n", "* a\n  > b\n  >\n* c\n",
    "- a\n  > b\n  ```\n  c\n  ```\n- d\n", "- a\n", "- a\n  - b\n", "1. ```\n   a\n   ```\n\n   b\n",
    "* a\n  * b\n\n  c\n", "- a\n  - b\n  - c\n\n- d\n  - e\n  - f\n", "7. a\n8. b\n",
  ]
}
