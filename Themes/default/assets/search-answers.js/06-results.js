// Shows results. All text enters the page as text nodes, never as markup.
(function (search) {
  "use strict";

  /** The number of words in a snippet, and of those before the first match. */
  const snippetLength = 48;
  const snippetLead = 8;
  /** The most words to highlight in the address of a result. */
  const mostHighlights = 12;

  const { element } = search;

  /**
   * Returns the places of the words that are among some forms, each with the form. In scripts without spaces, the
   * index's words are pairs of letters that overlap or touch, so they are joined to the word that a reader sees.
   */
  function placesOf(index, text, forms) {
    const places = [];
    for (const { form, start, end } of index.tokenizer.words(text)) {
      if (!forms.has(form)) continue;
      const last = places[places.length - 1];
      if (last && start <= last.end) Object.assign(last, { end, form: text.slice(last.start, end) });
      else places.push({ start, end, form });
    }
    return places;
  }

  /** Returns a text as nodes, in which the words that are among some forms are marked. */
  function markedText(index, text, forms) {
    const places = placesOf(index, text, forms);
    const nodes = places.flatMap(({ start, end }, i) => [
      text.slice(i > 0 ? places[i - 1].end : 0, start), element("mark", {}, [text.slice(start, end)]),
    ]);
    nodes.push(text.slice(places.length > 0 ? places[places.length - 1].end : 0));
    return nodes.filter((node) => node !== "");
  }

  /** Returns the part of a text with the most forms, which are marked. */
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

  /** Returns the number of the self-check that alone has the words that were found, or 0 if other text has some too. */
  function selfCheckOf(index, text, forms) {
    const has = (part) => index.tokenizer.words(part).some((word) => forms.has(word.form));
    if (!text.firstCheck || has(text.title) || text.parts.some((part, number) => number % 2 === 0 && has(part))) return 0;
    const place = text.parts.findIndex(has);
    return place < 0 ? 0 : text.firstCheck + (place - 1) / 2;
  }

  /** Returns the address of a record or of a self-check in it, including the forms to highlight on its page. */
  function addressOf(index, text, forms, selfCheck) {
    const shown = [text.title, text.leadIn, text.text].flatMap((part) => placesOf(index, part, forms));
    const held = [...new Set(shown.map(({ form }) => form))];
    const [page, section] = text.address.split("#");
    const fragment = selfCheck ? `question-${selfCheck}` : section;
    const query = held.length > 0 ? "?highlight=" + encodeURIComponent(held.slice(0, mostHighlights).join(" ")) : "";
    return search.root + page + query + (fragment === undefined ? "" : "#" + fragment);
  }

  /** Returns the badge of a status. */
  search.statusBadge = (status) => (
    element(`span.search-badge.search-badge-${status}`, {}, [search.text(`search-status-${status}`)])
  );

  /** Returns a result: its kind, a heading with its only link, and a snippet. */
  search.resultItem = function (index, answer, result, heading) {
    const { text } = result;
    const code = index.codeOf(result.record);
    const kind = index.kinds[text.kind];
    const selfCheck = selfCheckOf(index, text, answer.forms);
    const link = element("a", { href: addressOf(index, text, answer.forms, selfCheck) }, [
      element("span.search-kind", {}, [search.text(`search-kind-${kind}`), " · "]),
      element("bdi", {}, markedText(index, text.title, answer.forms)),
    ]);
    const title = element(`${heading}.search-result-title`, {}, [link]);
    if (code && kind !== "fact") title.append(" ", search.statusBadge(code.status));
    const parts = [title];
    const context = text.title.includes(text.context) ? "" : text.context;
    const source = [context, selfCheck ? search.text("search-in-check") : ""].filter(Boolean).join(" · ");
    if (source) parts.push(element("p.search-source", {}, [source]));
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

  /**
   * Returns the results as lists. If the query mentions a state, a heading separates the results of other states.
   */
  search.resultLists = function (index, answer) {
    const from = answer.otherStatesFrom ?? Infinity;
    const lists = [[], []];
    answer.results.forEach((result, number) => {
      const isOther = answer.first + number >= from;
      lists[isOther ? 1 : 0].push(search.resultItem(index, answer, result, isOther ? "h3" : "h2"));
    });
    const [own, others] = lists.map((items, number) => (
      items.length === 0 ? [] : [element("ol", { start: answer.first + 1 + number * lists[0].length }, items)]
    ));
    if (others.length === 0 || from === Infinity) return [...own, ...others];
    const isAnswered = answer.states.some((state) => state.text === "full" && state.hasResults);
    const name = isAnswered ? "search-other-results" : "search-other-states";
    return [...own, element("h2.search-apart", {}, [search.text(name)]), ...others];
  };

  function note(name, values) {
    return element("p.search-note", {}, [search.text(name, values)]);
  }

  /** Returns the sentence with the number of results. */
  search.summary = function (answer, query) {
    const values = { query: search.quoted(query), count: answer.total };
    if (answer.total === 0) return search.text("search-nothing", values);
    if (answer.results.length === answer.total) return search.text("search-results", values);
    const shown = { ...values, first: answer.first + 1, last: answer.first + answer.results.length };
    return search.text("search-results-shown", shown);
  };

  /**
   * Returns the notices before the results: what to do in danger, what the handbook has about the state in the query,
   * and whether the codes mention the subject at all.
   */
  search.notices = function (answer) {
    const notices = [];
    if (answer.urgent) {
      notices.push(element("section.search-urgent", { "aria-label": search.text("search-urgent") }, [
        element("strong", {}, [search.text("search-urgent")]), element("p", {}, [answer.urgent]),
      ]));
    }
    for (const state of answer.states) notices.push(...stateNotices(state, answer));
    if (answer.missingItem) {
      const { state, code, label } = answer.missingItem;
      notices.push(statement("search-no-item", { state: state.name, label, count: code.itemCount }));
    }
    if (answer.query.isCut) notices.push(note("search-cut"));
    if (answer.spellings.length > 0 && answer.total > 0) {
      notices.push(note("search-respelled", { words: answer.spellings.map(search.quoted).join(", ") }));
    }
    if (answer.note?.kind === "other-words") {
      notices.push(topicLine("search-other-words", answer.topics));
    } else if (answer.note) {
      const words = answer.note.words.map(search.quoted).join(", ");
      notices.push(words ? statement("search-unmentioned-words", { words }) : statement("search-unmentioned"));
      if (answer.topics.length > 0) notices.push(topicLine("search-related-topics", answer.topics));
    }
    if (answer.total > answer.fullTotal && !answer.note && answer.states.length === 0) {
      notices.push(note(answer.fullTotal > 0 ? "search-fewer" : "search-none-complete", { count: answer.fullTotal }));
    }
    return notices;
  };

  function statement(name, values) {
    return element("p.search-statement", {}, [search.text(name, values)]);
  }

  /** Returns what the handbook has about a state in the query, or nothing if the state's code has the answer. */
  function stateNotices(state, answer) {
    const values = { state: state.name };
    if (state.text === "none") return [statement("search-state-none", values)];
    if (state.text === "full") {
      return state.hasResults || answer.query.clauses.every((clause) => clause.isLight)
        ? [] : [statement("search-state-empty", values)];
    }
    const line = statement("search-state-reference", values);
    if (/^https?:/.test(state.code.source)) {
      const read = search.text("search-state-read", { title: state.code.title });
      line.append(" ", element("a", { href: state.code.source, rel: "external" }, [read]));
    }
    return [line];
  }

  function topicLine(name, topics) {
    const links = topics.map((topic) => {
      const count = search.text("search-topic-provisions", { count: topic.provisionCount });
      return element("li", {}, [element("a", { href: search.root + topic.address }, [topic.title]), ` (${count})`]);
    });
    return element("div.search-topics", {}, [element("p", {}, [search.text(name)]), element("ul", {}, links)]);
  }

  /**
   * Returns suggestions for when nothing was found.
   * @param {function(object): string} addressFor Returns the address of the search page for a request.
   */
  search.nothingFound = function (index, answer, request, addressFor) {
    const { clauses } = answer.query;
    const parts = [];
    if (clauses.some((clause) => clause.phrase)) {
      const q = request.q.replace(/["\u201c\u201d\u201e\u00ab\u00bb]/g, " ").trim();
      parts.push(suggestion(addressFor({ ...request, q }), search.text("search-without-quotes")));
    }
    if (search.filterNames.some((name) => request[name])) {
      parts.push(suggestion(addressFor({ q: request.q }), search.text("search-without-filters")));
    }
    const topics = index.topics.filter((topic) => topic.provisionCount > 0);
    if (clauses.length > 0 && topics.length > 0) {
      parts.push(element("p", {}, [search.text("search-try")]), search.topicLinks(topics));
    }
    return parts;
  };

  function suggestion(href, text) {
    return element("p", {}, [element("a", { href }, [text])]);
  }
})(window.handbookSearch);
