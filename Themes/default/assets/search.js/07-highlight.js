// Highlights the words of a search on a result's page, and handles the stub's requests.
(function (search) {
  "use strict";

  const { element } = search;
  const highlightName = "search";

  /** Highlights the words in `?highlight=`, if the browser can do so without changing the page. */
  async function highlight() {
    const wanted = new URLSearchParams(location.search).get("highlight");
    const main = document.querySelector("main");
    if (!wanted || !main || !CSS.highlights) return;
    const index = await search.open();
    const words = wanted.slice(0, 500).trim();
    const forms = new Set(index.tokenizer.words(words).map((word) => word.form));
    const ranges = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      for (const word of index.tokenizer.words(node.data)) {
        if (!forms.has(word.form)) continue;
        const range = new Range();
        range.setStart(node, word.start);
        range.setEnd(node, word.end);
        ranges.push(range);
      }
    }
    if (ranges.length === 0) return;
    CSS.highlights.set(highlightName, new Highlight(...ranges));
    showClearing(main, [...new Set(words.split(/\s+/))].join(", "));
  }

  /** Shows the highlighted words, and a button that removes the highlights, also from the address. */
  function showClearing(main, words) {
    const button = element("button", { type: "button" }, [search.text("search-clear-highlights")]);
    const bar = element("p.search-highlights", {}, [search.text("search-highlighted", { words }), " ", button]);
    button.addEventListener("click", () => {
      CSS.highlights.delete(highlightName);
      bar.remove();
      const address = new URL(location.href);
      address.searchParams.delete("highlight");
      history.replaceState(null, "", address);
      if (!main.hasAttribute("tabindex")) main.setAttribute("tabindex", "-1");
      main.focus({ preventScroll: true });
    });
    main.prepend(bar);
  }

  const actions = {
    page: () => window.handbookSearchPage(search),
    highlight,
    prepare: search.prepareForms,
    open: search.openDialog,
  };

  /**
   * Handles a request from the stub.
   * @param {string} action A key of `actions`.
   * @param {string} root The address of the site's root, relative to the page.
   * @param {string} answers The path of the script that answers queries.
   */
  search.start = async function (action, root, answers) {
    search.root = root;
    search.answersPath = answers;
    // The interface strings come with the index; without it, the English ones are used.
    await search.open().catch(() => undefined);
    try {
      await actions[action]();
    } catch (error) {
      // Tell readers who wait for results what couldn't be loaded; nobody waits for highlights.
      if (!(error instanceof search.LoadError)) throw error;
    }
  };
})(window.handbookSearch);
