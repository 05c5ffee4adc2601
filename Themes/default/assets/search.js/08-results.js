// Shows results. All text enters the page as text nodes, never as markup.
(function (search) {
  "use strict";

  /** Words of a snippet, and those of them in front of the first match. */
  const snippetLength = 48;
  const snippetLead = 8;
  /** Words that the address of a result carries to be highlighted. */
  const mostHighlights = 12;

  /**
   * Makes an element.
   * @param {string} name A tag, and classes behind full stops: `p.search-note`.
   * @param {object} attributes
   * @param {Array<Node|string>} children
   */
  search.element = function (name, attributes = {}, children = []) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const { element } = search;

  /** A text as nodes, with the words marked that are among some forms. */
  function markedText(index, text, forms) {
    const nodes = [];
    let end = 0;
    for (const word of index.tokenizer.words(text)) {
      if (!forms.has(word.form)) continue;
      nodes.push(text.slice(end, word.start), element("mark", {}, [text.slice(word.start, word.end)]));
      end = word.end;
    }
    nodes.push(text.slice(end));
    return nodes.filter((node) => node !== "");
  }

  /** The part of a text that has most of the forms in it, marked. */
  function snippet(index, text, forms) {
    const words = index.tokenizer.words(text);
    if (words.length <= snippetLength) return markedText(index, text, forms);
    const hits = [...words.keys()].filter((i) => forms.has(words[i].form));
    let best = 0;
    let most = 0;
    for (const hit of hits) {
      const within = words.slice(hit, hit + snippetLength - snippetLead).map((word) => word.form);
      const distinct = new Set(within.filter((form) => forms.has(form))).size;
      if (distinct > most) [best, most] = [hit, distinct];
    }
    const first = Math.max(0, Math.min(best - snippetLead, words.length - snippetLength));
    const last = Math.min(words.length, first + snippetLength) - 1;
    const start = first === 0 ? 0 : words[first].start;
    const end = last === words.length - 1 ? text.length : words[last].end;
    return [
      ...(start > 0 ? ["… "] : []),
      ...markedText(index, text.slice(start, end), forms),
      ...(end < text.length ? [" …"] : []),
    ];
  }

  /** The address of a record with the forms that it holds, to be highlighted there. */
  function addressOf(index, text, forms) {
    const shown = [text.title, text.leadIn, text.text].flatMap((part) => index.tokenizer.words(part));
    const held = [...new Set(shown.map((word) => word.form))].filter((form) => forms.has(form));
    const [page, fragment] = text.address.split("#");
    const query = held.length > 0 ? "?highlight=" + encodeURIComponent(held.slice(0, mostHighlights).join(" ")) : "";
    return search.root + page + query + (fragment === undefined ? "" : "#" + fragment);
  }

  /** The badge of a status. */
  search.statusBadge = (status) => (
    element(`span.search-badge.search-badge-${status}`, {}, [search.text(`search-status-${status}`)])
  );

  /** A result: a heading with its one link, where it stands, and a snippet. */
  search.resultItem = function (index, answer, result, { heading, showsCode }) {
    const { text } = result;
    const code = index.codeOf(result.record);
    const source = [search.text(`search-kind-${index.kinds[text.kind]}`)];
    if (text.context) source.push(" · ", text.context);
    if (code && showsCode) source.push(" · ", code.jurisdiction, " ", search.statusBadge(code.status));
    const link = element("a", { href: addressOf(index, text, answer.forms) },
      markedText(index, text.title, answer.forms));
    const parts = [
      element(`${heading}.search-result-title`, {}, [link]),
      element("p.search-source", {}, source),
    ];
    if (text.leadIn) parts.push(element("p.search-lead-in", {}, markedText(index, text.leadIn, answer.forms)));
    if (text.text) parts.push(element("p.search-snippet", {}, snippet(index, text.text, answer.forms)));
    if (result.isRemoved) {
      parts.push(element("p.search-removed", {}, [
        element("strong", {}, [search.text("search-removed")]), ": ",
        element("del", {}, snippet(index, text.removedText, answer.forms)),
      ]));
    }
    const lacking = result.lacking.map((clause) => search.quoted(clause.word ?? clause.phrase.join(" ")));
    if (lacking.length > 0) parts.push(note("search-lacking", { words: lacking.join(", ") }));
    if (result.topics.length > 0) {
      parts.push(note("search-by-topic", { topics: result.topics.map((topic) => topic.title).join(", ") }));
    }
    return element("li.search-result", {}, parts);
  };

  function note(name, values) {
    return element("p.search-note", {}, [search.text(name, values)]);
  }

  /** The sentence that says how many results there are. */
  search.summary = function (answer, query) {
    const values = { query: search.quoted(query), count: answer.total };
    if (answer.total === 0) return search.text("search-nothing", values);
    if (answer.results.length === answer.total) return search.text("search-results", values);
    const shown = { ...values, first: answer.first + 1, last: answer.first + answer.results.length };
    return search.text("search-results-shown", shown);
  };

  /** What a reader must know besides the results: what else was searched, and what no provision names. */
  search.notices = function (index, answer, request) {
    const notices = [];
    const asksForProvisions = !request.kind || request.kind === "provision";
    if (answer.query.isCut) notices.push(note("search-cut"));
    if (asksForProvisions && !answer.isNamedByProvision && (answer.topics.length > 0 || answer.total > 0)) {
      notices.push(element("p.search-unnamed", {}, [
        element("strong", {}, [search.text("search-unnamed")]), ": ", search.quoted(request.q),
      ]));
    }
    const joined = new Set(answer.results.flatMap((result) => result.topics.map((topic) => topic.title)));
    if (!answer.isNamedByProvision && answer.topics.length > 0) {
      notices.push(element("p", {}, [search.text("search-topics")]), topicList(answer.topics));
    } else if (joined.size > 0) {
      notices.push(note("search-also-topics", { topics: [...joined].join(", ") }));
    }
    if (answer.spellings.length > 0 && answer.total > 0) {
      notices.push(note("search-also-spellings", { words: answer.spellings.map(search.quoted).join(", ") }));
    }
    if (answer.total > answer.fullTotal) {
      const name = answer.fullTotal > 0 ? "search-fewer" : "search-none-complete";
      notices.push(note(name, { count: answer.fullTotal }));
    }
    return notices;
  };

  function topicList(topics) {
    return element("ul.search-topics", {}, topics.map((topic) => {
      const count = search.text("search-topic-provisions", { count: topic.provisionCount });
      return element("li", {}, [element("a", { href: search.root + topic.address }, [topic.title]), ` (${count})`]);
    }));
  }

  /**
   * What was tried where nothing was found, and what to try next.
   * @param {function(object): string} addressFor The address of the search page for a request.
   */
  search.nothingFound = async function (index, answer, request, addressFor) {
    const { clauses } = answer.query;
    const words = clauses.filter((clause) => clause.word);
    const tried = [];
    if (words.length > 0) tried.push("words");
    if (words.length < clauses.length) tried.push("phrase");
    if (words.some((clause) => clause.isUnfinished)) tried.push("beginnings");
    if (words.some((clause) => search.mostEdits(clause.word) > 0)) tried.push("spellings");
    if (words.length > 0) tried.push("topics");
    if (clauses.length > 1) tried.push("fewer");
    const parts = [];
    if (tried.length > 0) {
      parts.push(element("p", {}, [search.text("search-tried")]));
      parts.push(element("ul", {}, tried.map((name) => element("li", {}, [search.text(`search-tried-${name}`)]))));
    }
    const spellings = await Promise.all(answer.unknown.map(async ({ word }) => (
      { word, spelling: await search.nearestSpelling(index, word) }
    )));
    const known = spellings.filter(({ spelling }) => spelling);
    if (known.length > 0) {
      const q = respelled(index, request.q, new Map(known.map(({ word, spelling }) => [word, spelling])));
      parts.push(suggestion([search.text("search-nearest"), " "], addressFor({ ...request, q }), q));
    }
    if (words.length < clauses.length) {
      const q = request.q.replace(/["\u201c\u201d\u201e\u00ab\u00bb]/g, " ").trim();
      parts.push(suggestion([], addressFor({ ...request, q }), search.text("search-without-quotes")));
    }
    if (search.filterNames.some((name) => request[name])) {
      parts.push(suggestion([], addressFor({ q: request.q }), search.text("search-without-filters")));
    }
    return parts;
  };

  /** A query with other spellings in the place of some words. */
  function respelled(index, query, spellings) {
    let end = 0;
    let text = "";
    for (const word of index.tokenizer.words(query)) {
      text += query.slice(end, word.start) + (spellings.get(word.form) ?? query.slice(word.start, word.end));
      end = word.end;
    }
    return text + query.slice(end);
  }

  function suggestion(before, href, text) {
    return element("p", {}, [...before, element("a", { href }, [text])]);
  }

  /** What to tell a reader about a file that could not be loaded; any other error is thrown on. */
  search.failure = function (error) {
    if (!(error instanceof search.LoadError)) throw error;
    const advice = location.protocol === "file:" ? "search-failed-file" : "search-failed-web";
    return `${search.text("search-failed")} ${search.text(advice)}`;
  };

  /**
   * The line that sums up an answer: seen at once, and announced when typing pauses.
   * @returns {{nodes: Element[], say: function(string, number=)}}
   */
  search.summaryLine = function () {
    const seen = element("p.search-summary", { "aria-hidden": "true" });
    const announced = element("p.search-announcement", { role: "status" });
    let timer;
    const say = (text, pause = 0) => {
      seen.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => { announced.textContent = text; }, pause);
    };
    return { nodes: [seen, announced], say };
  };

  /** Moves the focus along some links by the arrow keys, and from the first back to a field. */
  search.moveByArrows = function (container, field) {
    container.addEventListener("keydown", (event) => {
      const links = [...container.querySelectorAll(".search-result-title a")];
      const current = links.indexOf(document.activeElement);
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (current < 0 && document.activeElement !== field) return;
      let next;
      if (event.key === "ArrowDown") next = links[current + 1];
      else if (event.key === "ArrowUp") next = current > 0 ? links[current - 1] : current === 0 ? field : undefined;
      else if (event.key === "Home" && current >= 0) next = links[0];
      else if (event.key === "End" && current >= 0) next = links[links.length - 1];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  };
})(window.handbookSearch);
