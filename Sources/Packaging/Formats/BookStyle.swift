/// The style sheet of books: little, since readers choose their own letters and colours.
enum BookStyle {
  static let text = """
    body { line-height: 1.45; margin: 0 3%; }
    h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 0.6em; }
    h2 { font-size: 1.2em; margin: 1.4em 0 0.4em; }
    h3, h4 { font-size: 1em; margin: 1.2em 0 0.3em; }
    h1, h2, h3, h4, summary { page-break-after: avoid; break-after: avoid; }
    ol[class], ul[class] { padding-left: 0; list-style: none; }
    li { margin: 0.3em 0; }
    .prose ol, .prose ul { padding-left: 1.4em; }
    .provision { margin: 0.8em 0; page-break-inside: avoid; break-inside: avoid; }
    .kicker, .note, .facts, .provision-meta, .lesson-meta, figcaption { font-size: 0.85em; }
    ins { text-decoration: underline; font-weight: bold; }
    del { text-decoration: line-through; }
    blockquote, .question, .notice, .callout { margin: 1em 0; padding: 0.1em 0.8em; border-left: 0.2em solid; }
    table { border-collapse: collapse; width: 100%; font-size: 0.85em; }
    th, td { border: 1px solid; padding: 0.25em 0.4em; text-align: left; vertical-align: top; }
    dt { font-weight: bold; margin-top: 0.5em; }
    dd { margin: 0; }
    .dot::before { content: "\\00B7\\0020"; }
    summary h2, summary h3 { display: inline; }
    .state-status { margin-left: 0.5em; font-size: 0.85em; }
    .state-empty { display: none; }
    .states li { margin: 0; }
    .label { float: left; margin-right: 0.5em; font-weight: bold; }
    .label.counted, .counted-group, .numbers-note { font-weight: normal; opacity: 0.7; }
    .right .verdict { font-weight: bold; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; }

    """
}
