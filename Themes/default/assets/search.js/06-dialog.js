// Quick search results, in a dialog on any page.
(function (search) {
  "use strict";

  const { element } = search;
  const resultCount = 8;
  const typingPause = 60;
  const announcementPause = 700;

  let dialog;

  /** Opens the dialog with a text in its field. */
  search.openDialog = function (text) {
    dialog ||= makeDialog();
    if (!dialog.element.open) dialog.element.showModal();
    if (text !== undefined) dialog.field.value = text;
    dialog.field.focus();
    dialog.update();
  };

  /** Makes typing in the page's search form open the dialog, and announces that. */
  search.prepareForms = function () {
    for (const field of document.querySelectorAll("form[role=search] input[type=search]")) {
      if (field.closest("dialog, #search-page") || field.hasAttribute("aria-description")) continue;
      field.setAttribute("aria-description", search.text("search-hint"));
      const open = (event) => {
        if (event.isComposing || field.value.trim() === "") return;
        const text = field.value;
        field.value = "";
        search.openDialog(text);
      };
      field.addEventListener("input", open);
      field.addEventListener("compositionend", open);
      // What was typed while the client was loading.
      if (document.activeElement === field) open({ isComposing: false });
    }
  };

  function makeDialog() {
    const action = search.root + "search.html";
    const field = element("input.search-field", {
      type: "search", name: "q", id: "search-dialog-field", autocomplete: "off", spellcheck: "false",
    });
    const close = element("button.search-close", { type: "button" }, [search.text("search-close")]);
    const form = element("form.search-form", {
      role: "search", method: "get", action, "aria-label": search.text("search-label"),
    }, [element("label", { for: field.id }, [search.text("search-label")]), field, close]);
    const summary = search.summaryLine();
    const results = element("div.search-results");
    const all = element("a.search-all", { href: action }, [search.text("search-all")]);
    const footer = element("p.search-footer", {}, [all, slashSwitch()]);
    const box = element("dialog.search-dialog", { "aria-label": search.text("search-label") }, [
      form, ...summary.nodes, results, footer,
    ]);
    document.body.append(box);

    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || field.value === "") return;
      event.preventDefault();
      field.value = "";
      field.focus();
      update();
    });
    search.moveByArrows(box, field);

    let current = 0;
    async function update() {
      const number = ++current;
      const q = field.value;
      all.href = action + (q.trim() ? "?q=" + encodeURIComponent(q) : "");
      const show = (nodes, text, pause) => {
        if (number !== current) return;
        results.replaceChildren(...nodes);
        summary.say(text, pause);
      };
      try {
        await search.withIndex(async (index) => {
          if (q.trim() === "") {
            show(search.idle(index), search.text("search-idle"));
            return false;
          }
          await search.loadAnswers();
          const answer = await search.answer(index, { q }, { start: 0, count: resultCount });
          await Promise.all(answer.results.map(async (result) => {
            result.text = await index.textOf(result.record);
          }));
          const addressFor = (request) => `${action}?q=${encodeURIComponent(request.q)}`;
          const nodes = answer.total === 0
            ? search.nothingFound(index, answer, { q }, addressFor) : search.resultLists(index, answer);
          show([...search.notices(answer), ...nodes], search.summary(answer, q), announcementPause);
          return answer.fullTotal === 0;
        }, (isIncomplete) => isIncomplete);
      } catch (error) {
        show([], search.failure(error));
      }
    }

    let typing;
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(update, typingPause);
    });
    return { element: box, field, update };
  }

  /** Returns the switch for the `/` key, which people who use dictation can press by accident. */
  function slashSwitch() {
    const box = element("input", { type: "checkbox", id: "search-slash" });
    box.checked = !noSlash();
    box.addEventListener("change", () => setNoSlash(box.checked ? "" : "1"));
    return element("span.search-slash", {}, [
      box, element("label", { for: box.id }, [search.text("search-slash")]),
    ]);
  }

  // While the page is open, the setting is in the attribute `data-no-slash` of the stub's script, which the stub reads
  // first. For other pages, it's in `localStorage`, if the browser allows it.

  const stub = () => document.querySelector("script[data-client]");

  function noSlash() {
    try {
      return stub()?.dataset.noSlash ?? localStorage.noSlash;
    } catch {
      return undefined;
    }
  }

  function setNoSlash(value) {
    if (stub()) stub().dataset.noSlash = value;
    try {
      if (value) localStorage.noSlash = value;
      else localStorage.removeItem("noSlash");
    } catch {
      // The setting lasts only as long as the page.
    }
  }
})(window.handbookSearch);
