// The interface strings. The index can replace them, by name. If a phrase has a count, " | " separates its forms:
// in English, for one and for other numbers.
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
    "search-idle": "Type a word, a question, a phrase in quotation marks, or a citation such as WA 5.",
    "search-situations": "What should I do when…",
    "search-results": "{count} result for {query} | {count} results for {query}",
    "search-results-shown": "Results {first} to {last} of {count} for {query}",
    "search-nothing": "Nothing found for {query}",
    "search-try": "Try fewer words, other words for the same thing, or one of the topics:",
    "search-languages": "Search in another language:",
    "search-without-quotes": "Search without quotation marks",
    "search-without-filters": "Search without filters",
    "search-urgent": "If someone is in danger",
    "search-unmentioned": "No code here mentions this.",
    "search-unmentioned-words": "No code here mentions {words}.",
    "search-other-words": "The codes use other words for this:",
    "search-related-topics": "Related topics:",
    "search-topic-provisions": "{count} provision | {count} provisions",
    "search-state-none": "No code of {state} is listed here.",
    "search-state-reference": "We don’t have the text of {state}’s code.",
    "search-state-read": "Read it where it’s published: {title}",
    "search-state-empty": "We found nothing about this in {state}’s code.",
    "search-other-states": "What other states’ codes say",
    "search-other-results": "Elsewhere in the handbook",
    "search-no-item": "{state}’s code has no item {label}. It has {count} items.",
    "search-respelled": "Showing results for {words}",
    "search-cut": "Only the beginning of this long query was searched",
    "search-fewer": "{count} result matches every word. | {count} results match every word.",
    "search-none-complete": "No result matches every word.",
    "search-lacking": "Missing: {words}",
    "search-by-topic": "Related topic: {topics}",
    "search-removed": "Removed by this draft",
    "search-in-check": "in a self-check",
    "search-previous": "Previous results",
    "search-next": "Next results",
    "search-pages": "Pages of results",
    "search-filters": "Filters",
    "search-filters-chosen": "Filters ({count})",
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
    "search-kind-fact": "About a code",
    "search-status-draft": "Draft",
    "search-status-proposed": "Proposed",
    "search-status-adopted": "Adopted",
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

  /** Uses the strings of an index, if it has any. */
  search.useStrings = (strings) => { own = strings; };

  /** Returns the text for a name, with values in place of `{names}`, in the form for the value `count`. */
  search.text = function (name, values = {}) {
    const form = window.handbookForm((own[name] ?? english[name] ?? name).split(" | "), values.count);
    return form.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  };

  /** Returns a query or a word in quotation marks for a sentence. */
  search.quoted = (text) => `“${text.length > 80 ? text.slice(0, 80) + "…" : text}”`;
})(window.handbookSearch);
