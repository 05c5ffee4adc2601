extension CommonMarkCases {
  /// Section 6.1: code spans.
  static let codeSpans = [
    "`a`\n", "`` a ` b ``\n", "` `` `\n", "`  ``  `\n", "` a`\n", "`\u{A0}b\u{A0}`\n", "` `\n`  `\n",
    "``\na\nb  \nc\n``\n", "``\na \n``\n", "`a   b \nc`\n", "`a\\`b`\n", "``a`b``\n", "` a `` b `\n",
    "*a`*`\n", "[not a `link](/a`)\n", "`<a href=\"`\">`\n", "<a href=\"`\">`\n", "`<http://a.b.`c>`\n",
    "<http://a.b.`c>`\n", "```a``\n", "`a\n", "`a``b``\n", "``` `` ` ``` x\n",
  ]

  /// Section 6.2: emphasis.
  static let emphasis = [
    "*a b*\n", "a * b c*\n", "a*\"b\"*\n", "*\u{A0}a\u{A0}*\n", "a*b*\n", "5*6*78\n", "_a b_\n", "_ a b_\n",
    "a_\"b\"_\n", "a_b_\n", "5_6_78\n", "слово_дело_\n", "aa_\"bb\"_cc\n", "a-_(b)_\n", "_a*\n", "*a b *\n",
    "*a b\n*\n", "*(*a)\n", "*(*a*)*\n", "*a*b\n", "_a b _\n", "_(_a)\n", "_(_a_)_\n", "_a_b\n",
    "_слово_дело\n", "_a_b_c_\n", "_(a)_.\n", "**a b**\n", "** a b**\n", "a**\"b\"**\n", "a**b**\n",
    "__a b__\n", "__ a b__\n", "__\na b__\n", "a__\"b\"__\n", "a__b__\n", "5__6__78\n", "__a, __b__, c__\n",
    "a-__(b)__\n", "**a b **\n", "**(**a)\n", "*(**a**)*\n", "**A (*B c*, *D e*)**\n", "**a \"*b*\" c**\n",
    "**a**b\n", "__a b __\n", "__(__a)\n", "_(__a__)_\n", "__a__b\n", "__a__b__c__\n", "__(a)__.\n",
    "*a [b](/u)*\n", "*a\nb*\n", "_a __b__ c_\n", "_a _b_ c_\n", "__a_ b_\n", "*a *b**\n", "*a **b** c*\n",
    "*a**b**c*\n", "*a**b*\n", "***a** b*\n", "*a **b***\n", "*a**b***\n", "a***b***c\n",
    "a******b*********c\n", "*a **b *c* d** e*\n", "*a [*b*](/u)*\n", "** is not\n", "**** is not\n",
    "**a [b](/u)**\n", "**a\nb**\n", "__a _b_ c__\n", "**a *b* c**\n", "**a*b*c**\n", "***a* b**\n",
    "**a *b***\n", "**a *b **c**\nd* e**\n", "**a [*b*](/u)**\n", "__ is not\n", "a ***\n", "a *\\**\n",
    "a *_*\n", "a *****\n", "a **\\***\n", "a **_**\n", "**a*\n", "*a**\n", "***a**\n", "****a*\n",
    "**a***\n", "*a****\n", "a ___\n", "a _\\__\n", "a _*_\n", "__a_\n", "_a__\n", "___a__\n", "____a_\n",
    "__a___\n", "**a**\n*_a_*\n", "__a__\n_*a*_\n", "****a****\n", "______a______\n", "***a***\n",
    "_____a_____\n", "*a _b* c_\n", "*a __b *c d__ e*\n", "**a **b c**\n", "*a *b c*\n", "*[a*](/u)\n",
    "_a [b_](/u)\n", "*<img src=\"a\" title=\"*\"/>\n", "**<a href=\"**\">\n", "*a `*`*\n", "_a `_`_\n",
    "**a<http://a.b/?q=**>\n",
  ]

  /// Sections 6.3 and 6.4: links and images.
  static let linksAndImages = [
    "[l](/u \"t\")\n", "[l](/u)\n", "[](./t.md)\n", "[l]()\n", "[l](<>)\n", "[]()\n", "[l](/my u)\n",
    "[l](</my u>)\n", "[l](a\nb)\n", "[l](<a\nb>)\n", "[a](<b)c>)\n", "[l](<a\\>)\n",
    "[a](<b)c\n[a](<b)c>\n[a](<b>c)\n", "[l](\\(a\\))\n", "[l](a(and(b)))\n", "[l](a(and(b))\n",
    "[l](a\\(and\\(b\\))\n", "[l](<a(and(b)>)\n", "[l](a\\)\\:)\n",
    "[l](#f)\n\n[l](http://e.com#f)\n\n[l](http://e.com?a=3#f)\n", "[l](a\\b)\n", "[l](a%20b&auml;)\n",
    "[l](\"t\")\n", "[l](/u \"t\")\n[l](/u 't')\n[l](/u (t))\n", "[l](/u \"t \\\"&quot;\")\n",
    "[l](/u\u{A0}\"t\")\n", "[l](/u \"t \"and\" t\")\n", "[l](/u 't \"and\" t')\n",
    "[l](   /u\n  \"t\"  )\n", "[l] (/u)\n", "[l [a [b]]](/u)\n", "[l] a](/u)\n", "[l [a](/u)\n",
    "[l \\[a](/u)\n", "[l *a **b** `#`*](/u)\n", "[![m](m.jpg)](/u)\n", "[a [b](/u)](/u)\n",
    "[a *[b [c](/u)](/u)*](/u)\n", "![[[a](u1)](u2)](u3)\n", "*[a*](/u)\n", "[a *b](c*)\n", "*a [b* c]\n",
    "[a <b c=\"](d)\">\n", "[a`](/u)`\n", "[a<http://e.com/?s=](u)>\n", "[a][b]\n\n[b]: /u \"t\"\n",
    "[l [a [b]]][r]\n\n[r]: /u\n", "[l \\[a][r]\n\n[r]: /u\n", "[l *a **b** `#`*][r]\n\n[r]: /u\n",
    "[![m](m.jpg)][r]\n\n[r]: /u\n", "[a [b](/u)][r]\n\n[r]: /u\n", "[a *b [c][r]*][r]\n\n[r]: /u\n",
    "*[a*][r]\n\n[r]: /u\n", "[a *b][r]*\n\n[r]: /u\n", "[a <b c=\"][r]\">\n\n[r]: /u\n",
    "[a`][r]`\n\n[r]: /u\n", "[a][BaR]\n\n[bar]: /u \"t\"\n", "[ẞ]\n\n[SS]: /u\n",
    "[A\n  b]: /u\n\n[B][A b]\n", "[a] [b]\n\n[b]: /u\n", "[a]\n[b]\n\n[b]: /u\n",
    "[a]: /1\n\n[a]: /2\n\n[b][a]\n", "[b][a\\!]\n\n[a!]: /u\n", "[a][r[]\n\n[r[]: /u\n",
    "[a][r[b]]\n\n[r[b]]: /u\n", "[[[a]]]\n\n[[[a]]]: /u\n", "[a][r\\[]\n\n[r\\[]: /u\n",
    "[b\\\\]: /u\n\n[b\\\\]\n", "[]\n\n[]: /u\n", "[\n ]\n\n[\n ]: /u\n", "[a][]\n\n[a]: /u \"t\"\n",
    "[*a* b][]\n\n[*a* b]: /u\n", "[A][]\n\n[a]: /u\n", "[a] \n[]\n\n[a]: /u\n", "[a]\n\n[a]: /u \"t\"\n",
    "[*a* b]\n\n[*a* b]: /u\n", "[[*a* b]]\n\n[*a* b]: /u\n", "[[b [a]\n\n[a]: /u\n", "[A]\n\n[a]: /u\n",
    "[a] b\n\n[a]: /u\n", "\\[a]\n\n[a]: /u\n", "[a*]: /u\n\n*[a*]\n", "[a][b]\n\n[a]: /1\n[b]: /2\n",
    "[a][]\n\n[a]: /1\n", "[a]()\n\n[a]: /1\n", "[a](not a link)\n\n[a]: /1\n", "[a][b][c]\n\n[c]: /u\n",
    "[a][b][c]\n\n[c]: /1\n[b]: /2\n", "[a][b][c]\n\n[c]: /1\n[a]: /2\n", "![a](/u \"t\")\n",
    "![a *b*]\n\n[a *b*]: t.jpg \"x & y\"\n", "![a ![b](/u)](/v)\n", "![a [b](/u)](/v)\n",
    "![a *b*][]\n\n[a *b*]: t.jpg\n", "![a](t.jpg)\n", "My ![a b](/p/t.jpg  \"t\"   )\n", "![a](<u>)\n",
    "![](/u)\n", "![a][b]\n\n[b]: /u\n", "![a][B]\n\n[b]: /u\n", "![a][]\n\n[a]: /u \"t\"\n",
    "![*a* b][]\n\n[*a* b]: /u\n", "![A][]\n\n[a]: /u\n", "![a] \n[]\n\n[a]: /u\n", "![a]\n\n[a]: /u\n",
    "![[a]]\n\n[[a]]: /u\n", "!\\[a]\n\n[a]: /u\n", "\\![a]\n\n[a]: /u\n", "![a\nb\\\nc](u)\n",
    "![`a<b` &amp; \"c\"](u)\n", "[a](u 'b\"c<d>&amp;')\n", "[ü](ü?ü=[1]&'x'`y`)\n",
  ]

  /// Sections 6.5 to 6.9: autolinks, raw HTML, breaks, text.
  static let autolinksHTMLAndBreaks = [
    "<http://peer.example>\n", "<http://peer.example/find?text=gift&state=7&all>\n",
    "<irc://peer.example:6697/help>\n", "<MAILTO:P@Q.R>\n", "<p+q+r:s>\n", "<some-scheme://x,y>\n",
    "<http://../>\n", "<desk:5001/a>\n", "<http://peer.example/b c>\n", "<http://e.com/\\[\\>\n",
    "<a@b.example.com>\n", "<p+one@Q.r-s0.org>\n", "<a\\+@b.example.com>\n", "<>\n", "< http://a.b >\n",
    "<m:abc>\n", "<a.b.c>\n", "http://e.com\n", "a@b.example.com\n", "<a><bab><c2c>\n", "<a/><b2/>\n",
    "<a  /><b2\ndata=\"f\" >\n", "<a b=\"c\" d = 'e <em>\"</em>'\n_f k:7=k:7 />\n",
    "A <wide-picture src=\"a.jpg\" />\n", "<33> <__>\n", "<a h*#ref=\"hi\">\n",
    "<a href=\"hi'> <a href=hi'>\n", "< a><\nb><c/ >\n<d f=g\nh z=i />\n", "<a href='b'title=c>\n",
    "</a></b >\n", "</a href=\"b\">\n", "a <!-- b\nc - d -->\n", "a <!-- not -- b -->\n",
    "a <!--> b -->\n\na <!-- b--->\n", "a <?run b; ?>\n", "a <!NOTE b c>\n", "a <![CDATA[>&<]]>\n",
    "a <a href=\"&ouml;\">\n", "a <a href=\"\\*\">\n", "<a href=\"\\\"\">\n", "a  \nb\n", "a\\\nb\n",
    "a       \nb\n", "a  \n     b\n", "a\\\n     b\n", "*a  \nb*\n", "*a\\\nb*\n", "`a  \nb`\n",
    "`a\\\nb`\n", "<a href=\"b  \nc\">\n", "<a href=\"b\\\nc\">\n", "a\\\n", "a  \n", "### a\\\n",
    "### a  \n", "a\nb\n", "a \n b\n", "plain $.;'text\n", "Text ἀγαθόν\n", "Wide     gaps\n",
  ]
}
