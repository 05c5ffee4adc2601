// The words of the interface. The index may bring others, by the same names. Where a phrase counts, the form
// for one and the form for any other number stand with " | " between them.
(function (search) {
  "use strict";

  const english = {
    "search-label": "Search the handbook",
    "search-page-label": "Search with filters",
    "search-button": "Search",
    "search-hint": "Results open in a dialog as you type",
    "search-close": "Close search",
    "search-all": "All results",
    "search-slash": "Open search with the / key",
    "search-loading": "Loading the search index…",
    "search-idle": "Type a word, a phrase in quotation marks, or a citation such as WA 5.",
    "search-results": "{count} result for {query} | {count} results for {query}",
    "search-results-shown": "{first} to {last} of {count} results for {query}",
    "search-nothing": "Nothing found for {query}",
    "search-tried": "Searched without success:",
    "search-tried-words": "the words as typed, and other forms of them",
    "search-tried-phrase": "the words in quotation marks, exactly as they stand",
    "search-tried-beginnings": "words that begin with what was typed",
    "search-tried-spellings": "words spelled almost so",
    "search-tried-topics": "the topics and what else they are called",
    "search-tried-fewer": "results that lack one of the words",
    "search-nearest": "Nearest spelling in this handbook:",
    "search-without-quotes": "Search without quotation marks",
    "search-without-filters": "Search without filters",
    "search-unnamed": "No provision names this",
    "search-topics": "Topics that it belongs to:",
    "search-topic-provisions": "{count} provision | {count} provisions",
    "search-also-topics": "Also searched: {topics}",
    "search-also-spellings": "Also searched: {words}",
    "search-cut": "Only the beginning of this long query was searched",
    "search-fewer": "{count} of these has every word, the others lack some | {count} of these have every word, the others lack some",
    "search-none-complete": "No result has every word",
    "search-lacking": "Lacks: {words}",
    "search-by-topic": "Found by topic: {topics}",
    "search-removed": "Removed by this draft",
    "search-cited": "Citation",
    "search-other": "Elsewhere in the handbook",
    "search-previous": "Previous results",
    "search-next": "Next results",
    "search-pages": "Pages of results",
    "search-filters": "Filters",
    "search-any": "Any",
    "search-state": "State",
    "search-status": "Status",
    "search-topic": "Topic",
    "search-kind": "Kind",
    "search-kind-provision": "Provision",
    "search-kind-code": "Code of ethics",
    "search-kind-topic": "Topic",
    "search-kind-lesson": "Lesson",
    "search-kind-term": "Glossary",
    "search-kind-citation": "Legal citation",
    "search-kind-page": "Page",
    "search-status-draft": "Draft",
    "search-status-proposed": "Proposed",
    "search-status-in-force": "In force",
    "search-status-superseded": "Superseded",
    "search-status-unknown": "Status unknown",
    "search-failed": "Part of the search index could not be loaded.",
    "search-failed-file": "If this page was opened inside a zip archive, extract the folder first, then open the page from the extracted folder.",
    "search-failed-web": "Check the connection, then reload the page.",
    "search-highlighted": "Highlighted: {words}",
    "search-clear-highlights": "Clear highlights",
  };

  let own = {};

  /** Uses the words of an index where it has some. */
  search.useStrings = (strings) => { own = strings; };

  /** The text of a name, with values in the place of `{names}`, in the form for the value `count`. */
  search.text = function (name, values = {}) {
    const forms = (own[name] ?? english[name] ?? name).split(" | ");
    const form = values.count === 1 ? forms[0] : forms[forms.length - 1];
    return form.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  };

  /** A query or a word as it is quoted in a sentence. */
  search.quoted = (text) => `“${text.length > 80 ? text.slice(0, 80) + "…" : text}”`;
})(window.handbookSearch);
