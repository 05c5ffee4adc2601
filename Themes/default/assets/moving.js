// The page for people who move: readers choose two texts, and the page shows what each says, topic by topic. The page
// contains all texts. The choice is in the address: ?from=arkansas&to=oregon/2018.
(() => {
  "use strict";

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-move]"));
  if (!form) return;

  /**
   * Returns the elements that match a selector.
   * @param {string} selector
   * @param {ParentNode} root
   * @returns {any[]} Their type depends on the selector, so it can't be declared.
   */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const words = form.dataset;
  const selects = all("select", form);
  const [status] = all("[data-filter-status]", form);
  const [result] = all("[data-move-result]");
  const [ready] = all("[data-move-ready]");
  const [unreviewed] = all("[data-move-unreviewed]");
  const [tools] = all("[data-move-tools]");
  const states = all(".move-states > div");
  const heading = document.querySelector("h1");
  const title = heading.textContent;
  const titleOfTab = document.title;

  /** Returns a phrase with values in place of its ellipses, in order. */
  const filled = (phrase, ...values) => phrase.replace(/…/g, () => values.shift());

  const texts = new Map(all("template[data-move-text]").map(({ content, dataset }) => [dataset.moveText, {
    isReviewed: "reviewed" in dataset,
    state: content.querySelector("[data-move-state]"),
    comparisons: all("[data-since]", content),
    passages: all("[data-topics]", content).map((box) => ({
      topics: box.dataset.topics.split(" "), quotation: box.firstElementChild,
    })),
  }]));

  /** Returns the words of quotations, to compare those of two texts. */
  const said = (quotations) => quotations.map((one) => one.querySelector(".quoted-text").textContent).join("\n");

  /** Fills in what two texts say about a topic. Returns which ones do: new, gone, both, or nothing for neither. */
  const fill = (section, pair) => {
    const sides = pair.map(({ passages }) => passages
      .filter(({ topics }) => topics.includes(section.id)).map(({ quotation }) => quotation));
    const [before, after] = sides;
    const kind = before.length > 0 ? (after.length > 0 ? "both" : "gone") : (after.length > 0 ? "new" : "");
    const mark = kind === "both" && said(before) === said(after) ? "same" : kind;
    const [label] = all("h2 > .dot", section);
    label.textContent = words[mark] ?? "";
    label.hidden = !words[mark];
    all(".move-texts > div", section).forEach((side, place) => {
      side.replaceChildren(side.firstElementChild, ...sides[place].map((one) => one.cloneNode(true)));
      side.hidden = sides[place].length === 0;
    });
    section.hidden = !kind;
    return kind;
  };

  const show = () => {
    const keys = selects.map(({ value }) => value);
    const pair = keys.map((key) => texts.get(key));
    const isPair = pair.every(Boolean) && keys[0] !== keys[1];
    ready.hidden = isPair;
    result.hidden = !isPair;
    heading.textContent = title;
    document.title = titleOfTab;
    status.textContent = pair.every(Boolean) && !isPair ? words.alike : "";
    if (!isPair) return;

    const counts = { new: 0, gone: 0, both: 0 };
    for (const section of all("[data-move-topic]")) {
      const kind = fill(section, pair);
      if (kind) counts[kind] += 1;
    }
    heading.textContent = filled(words.title, ...pair.map(({ state }) => state.dataset.name));
    document.title = titleOfTab.replace(title, heading.textContent);
    status.textContent = filled(words.count, counts.new, counts.gone, counts.both);
    states.forEach((side, place) => { side.replaceChildren(pair[place].state.cloneNode(true)); });
    unreviewed.hidden = pair.every(({ isReviewed }) => isReviewed);
    const comparisons = [[1, 0], [0, 1]].flatMap(([newer, older]) => pair[newer].comparisons
      .filter(({ dataset }) => dataset.since === keys[older]));
    tools.replaceChildren(...comparisons.map((link) => link.cloneNode(true)));
  };

  const keep = () => {
    const url = new URL(location.href);
    for (const { name, value } of selects) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    url.hash = "";
    try {
      history.replaceState(null, "", url);
    } catch {
      // Some browsers refuse this on file://. The choice then lasts only as long as the page.
    }
  };

  const chosen = new URLSearchParams(location.search);
  for (const select of selects) {
    const wanted = chosen.get(select.name);
    if (texts.has(wanted)) select.value = wanted;
    select.addEventListener("change", () => {
      show();
      keep();
    });
  }
  show();
  form.dataset.ready = "";
  // The sections exist only now, so the browser couldn't scroll to the one in the address.
  document.querySelector("[data-move-topic]:target")?.scrollIntoView();
})();
