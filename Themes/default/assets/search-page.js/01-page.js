// The page search.html, whose entire state is in its address. Only that page loads this script; the client calls the
// function when it's ready.
window.handbookSearchPage = function (search) {
  "use strict";

  const { element } = search;
  const resultsOnPage = 10;
  /** The milliseconds without typing before the answer is looked up, and before it's announced. */
  const typingPause = 120;
  const announcementPause = 700;

  /** Returns the request in an address: `?q=&state=&status=&topic=&kind=&page=`. */
  function requestOf(address) {
    const parameters = new URLSearchParams(address);
    const request = { q: parameters.get("q") ?? "" };
    for (const name of search.filterNames) {
      if (parameters.get(name)) request[name] = parameters.get(name);
    }
    const page = Number(parameters.get("page"));
    request.page = Number.isInteger(page) && page > 1 && page < 1e5 ? page : 1;
    return request;
  }

  /** Returns the page's address for a request, relative to itself. */
  function addressFor(request) {
    const parameters = new URLSearchParams();
    parameters.set("q", request.q);
    for (const name of search.filterNames) {
      if (request[name]) parameters.set(name, request[name]);
    }
    if (request.page > 1) parameters.set("page", request.page);
    return `${location.pathname.split("/").pop()}?${parameters}`;
  }

  /** Creates the page, and keeps it in sync with its address. */
  function startPage(container) {
    const title = document.title;
    const field = element("input.search-field", {
      type: "search", name: "q", id: "search-page-field", autocomplete: "off", spellcheck: "false",
    });
    const hidden = element("span");
    const form = element("form.search-form", {
      role: "search", method: "get", action: location.pathname.split("/").pop(),
      "aria-label": search.text("search-page-label"),
    }, [
      element("label", { for: field.id }, [search.text("search-label")]), " ",
      field, " ", element("button", {}, [search.text("search-button")]), hidden,
    ]);
    const summary = search.summaryLine();
    const results = element("div.search-results");
    const filterLabel = element("summary");
    const filters = element("nav.search-filters", { "aria-label": search.text("search-filters") });
    const filterBox = element("details.search-filter-box", {}, [filterLabel, filters]);
    const isWide = matchMedia("(min-width: 60em)");
    const arrange = () => { filterBox.open = isWide.matches; };
    isWide.addEventListener("change", arrange);
    arrange();
    // This is the only search field on the page.
    document.documentElement.classList.add("searching");
    container.replaceChildren(form, ...summary.nodes, element("div.search-columns", {}, [filterBox, results]));
    search.moveByArrows(container, field);

    let current = 0;
    async function show(pause) {
      const number = ++current;
      const request = requestOf(location.search);
      if (field.value !== request.q && document.activeElement !== field) field.value = request.q;
      hidden.replaceChildren(...search.filterNames.filter((name) => request[name]).map((name) => (
        element("input", { type: "hidden", name, value: request[name] })
      )));
      document.title = request.q.trim() ? `${search.quoted(request.q)} – ${title}` : title;
      try {
        const view = await search.withIndex((index) => viewOf(index, request), (found) => found.isIncomplete);
        if (number !== current) return;
        const chosen = search.filterNames.filter((name) => request[name]).length;
        filterLabel.textContent = chosen > 0
          ? search.text("search-filters-chosen", { count: chosen }) : search.text("search-filters");
        filterBox.hidden = view.filters.length === 0;
        filters.replaceChildren(...view.filters);
        results.replaceChildren(...view.results);
        summary.say(view.summary, pause);
      } catch (error) {
        if (number !== current) return;
        filters.replaceChildren();
        results.replaceChildren();
        summary.say(search.failure(error));
      }
    }

    let typing;
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        history.replaceState(null, "", addressFor({ ...requestOf(location.search), q: field.value, page: 1 }));
        show(announcementPause);
      }, typingPause);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || field.value === "") return;
      event.preventDefault();
      field.value = "";
      field.dispatchEvent(new Event("input"));
    });
    addEventListener("popstate", () => {
      field.value = requestOf(location.search).q;
      show(0);
    });

    field.value = requestOf(location.search).q;
    summary.say(search.text("search-loading"));
    return show(0);
  }

  /** Returns the filters and results of a request, as nodes, and the sentence that summarizes them. */
  async function viewOf(index, request) {
    if (request.q.trim() === "") {
      return { filters: [], results: search.idle(index), summary: search.text("search-idle"), isIncomplete: false };
    }
    const start = (request.page - 1) * resultsOnPage;
    await search.loadAnswers();
    const answer = await search.answer(index, request, { start, count: resultsOnPage, countFacets: true });
    await Promise.all(answer.results.map(async (result) => { result.text = await index.textOf(result.record); }));
    const nodes = answer.total === 0
      ? search.nothingFound(index, answer, request, addressFor)
      : [...search.resultLists(index, answer), ...pageLinks(answer, request)];
    return {
      filters: filterLists(answer, request),
      results: [...search.notices(answer), ...nodes, ...otherLanguages(request)],
      summary: search.summary(answer, request.q),
      isIncomplete: answer.fullTotal === 0,
    };
  }

  /** Returns links that search for the same words in the handbook's other languages, such as that of the originals. */
  function otherLanguages(request) {
    const languages = [...document.querySelectorAll("a[data-language]")];
    if (languages.length === 0) return [];
    const links = languages.flatMap((language) => [" ", element("a", {
      href: `${language.getAttribute("href")}?${new URLSearchParams({ q: request.q })}`,
      lang: language.getAttribute("lang"), hreflang: language.getAttribute("hreflang"),
    }, [language.textContent])]);
    return [element("p.search-languages", {}, [search.text("search-languages"), ...links])];
  }

  /** Returns the links to the previous and next results. */
  function pageLinks(answer, request) {
    const links = [];
    const current = answer.first / resultsOnPage + 1;
    const add = (page, name, rel) => {
      links.push(element(`a.search-${rel}`, { href: addressFor({ ...request, page }), rel }, [search.text(name)]));
    };
    if (current > 1) add(current - 1, "search-previous", "prev");
    if (answer.first + answer.results.length < answer.total) add(current + 1, "search-next", "next");
    if (links.length === 0) return [];
    return [element("nav.search-pages", { "aria-label": search.text("search-pages") }, links)];
  }

  /** Returns the values of each filter with their counts, as links, without values that have no results. */
  function filterLists(answer, request) {
    const isWide = matchMedia("(min-width: 60em)").matches;
    return search.filterNames.flatMap((name) => {
      const chosen = request[name];
      const values = answer.counts[name].filter(({ value, count }) => count > 0 || value === chosen);
      if (values.length === 0) return [];
      const link = (value, label, count, isPart) => element(isPart ? "li.search-part" : "li", {}, [
        element("a", {
          href: addressFor({ ...request, [name]: value, page: 1 }),
          "aria-current": value === chosen ? "true" : undefined,
        }, [label, ...(count === undefined ? [] : [" ", element("span.search-count", {}, [String(count)])])]),
      ]);
      const items = values.map(({ value, label, count, isPart }) => link(value, labelOf(name, label), count, isPart));
      const isOpen = isWide || chosen !== undefined;
      return [element("details", { open: isOpen ? "" : undefined }, [
        element("summary", {}, [search.text(`search-${name}`)]),
        element("ul", {}, [link(undefined, search.text("search-any")), ...items]),
      ])];
    });
  }

  /** Returns the name of a filter's value, which is an interface string for kinds and statuses. */
  function labelOf(filter, label) {
    return filter === "kind" || filter === "status" ? search.text(`search-${filter}-${label}`) : label;
  }

  return startPage(document.querySelector("div#search-page"));
};
