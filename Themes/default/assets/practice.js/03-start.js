// The first view, for selecting what and how much to practice.
(function (practice) {
  "use strict";

  const { element, text } = practice;

  /** The reader's selection. Some of it can be in the address: `?lesson=boundaries&show=missed`. */
  const chosen = { mode: "questions", show: "all", size: "ten", deck: "", cards: "due", exam: 20, time: "minute" };
  const modes = ["questions", "cards", "exam"];

  const readAddress = () => {
    const parameters = new URLSearchParams(location.search);
    for (const [name, from] of Object.entries(practice.filters)) {
      const value = parameters.get(name);
      chosen[name] = practice.index[from].some(({ id }) => id === value) ? value : "";
    }
    if (modes.includes(parameters.get("mode"))) chosen.mode = parameters.get("mode");
    if (["missed", "open"].includes(parameters.get("show"))) chosen.show = parameters.get("show");
  };

  const writeAddress = () => {
    const url = new URL(location.href);
    const defaults = { mode: "questions", show: "all" };
    for (const name of [...Object.keys(practice.filters), "mode", "show"]) {
      if (chosen[name] && chosen[name] !== defaults[name]) url.searchParams.set(name, chosen[name]);
      else url.searchParams.delete(name);
    }
    try {
      history.replaceState(null, "", url);
    } catch {
      // Some browsers refuse this on file://. The choice then lasts only as long as the page.
    }
  };

  /** Returns a set of options, with labels that are large enough for touch. */
  const choices = (name, legend, options, changed) => element("fieldset.options", {}, [
    element("legend", {}, [legend]),
    ...options.map(([value, label, isOff]) => element("label.chip", {}, [
      element("input", {
        type: "radio", name, value, checked: String(chosen[name]) === String(value), disabled: isOff,
        change: () => {
          chosen[name] = value;
          changed();
        },
      }), " ", label,
    ])),
  ]);

  const filterBox = (list, names, changed) => {
    const rows = names.flatMap((name) => {
      const from = practice.index[practice.filters[name]];
      const used = new Set(list.flatMap((one) => one[name] ?? []));
      // Show the objectives of the selected lesson, or of all lessons if none is selected.
      const options = from.filter((one, place) => used.has(place)
        && (name !== "objective" || !chosen.lesson || practice.index.lessons[one.lesson].id === chosen.lesson));
      if (options.length < 2 && !chosen[name]) return [];
      const select = element("select", {
        id: `_practice-${name}`,
        change: (event) => {
          chosen[name] = event.target.value;
          if (name === "lesson") chosen.objective = "";
          changed();
        },
      }, [
        element("option", { value: "" }, [text("any")]),
        ...options.map(({ id, name: title }) => element("option", { value: id, selected: id === chosen[name] }, [title])),
      ]);
      return [element("p", {}, [element("label", { for: select.id }, [text(name)]), select])];
    });
    const titles = names.map((name) => practice.index[practice.filters[name]].find(({ id }) => id === chosen[name])?.name)
      .filter(Boolean);
    return element("details.fold.practice-filter", { open: isFilterOpen, toggle: (event) => { isFilterOpen = event.target.open; } }, [
      element("summary", {}, [
        titles.length > 0 ? text("filter-chosen", { names: titles.join(", ") }) : text("filter"),
      ]),
      element("div", {}, rows),
    ]);
  };
  let isFilterOpen = false;

  const size = (count, changed) => count > 10
    ? [choices("size", text("size"), [["ten", text("size-ten")], ["all", text("size-all")]], changed)] : [];

  const start = (label, isOff, action, more = []) => element("p.tools.practice-go", {}, [
    element("button.button.button-main", { type: "button", disabled: isOff, click: action }, [label]), ...more,
  ]);

  /** Returns as many elements of a list as the reader wants, in random order. */
  const round = (list, count = chosen.size === "ten" ? 10 : list.length) => practice.shuffled(list).slice(0, count);

  const questionPanel = (changed) => {
    const matching = practice.matching(practice.questions, chosen);
    const kinds = {
      all: matching, open: matching.filter(practice.isOpen), missed: matching.filter(practice.isMissed),
    };
    if (kinds[chosen.show].length === 0) chosen.show = "all";
    const list = kinds[chosen.show];
    const isNew = kinds.open.length === matching.length;
    return [
      ...isNew ? [] : [choices("show", text("which"), Object.entries(kinds).map(
        ([name, { length }]) => [name, text(name, { count: length }), length === 0]), changed)],
      filterBox(practice.questions, Object.keys(practice.filters), changed),
      ...size(list.length, changed),
      element("p.practice-count", { role: "status" }, [
        list.length > 0 ? text("ready", { count: list.length }) : text("none"),
      ]),
      start(text("start"), list.length === 0, () => practice.startRound(round(list)), [
        element("button.button.button-quiet", {
          type: "button", disabled: list.length === 0, click: () => practice.showSheet(round(list)),
        }, [text("sheet")]),
      ]),
    ];
  };

  const cardPanel = (changed) => {
    const { decks } = practice;
    if (!decks.some(({ id }) => id === chosen.deck)) chosen.deck = decks[0].id;
    const deck = decks.find(({ id }) => id === chosen.deck);
    const matching = practice.matching(deck.cards, chosen);
    const due = matching.filter(practice.isDue);
    const list = chosen.cards === "due" ? due : matching;
    // Cards that were judged before come first, in the order of their boxes.
    const ordered = practice.shuffled(list).sort(
      (one, other) => (practice.boxOf(one)?.box ?? 9) - (practice.boxOf(other)?.box ?? 9));
    return [
      choices("deck", text("deck"), decks.map(({ id }) => [id, text(`deck-${id}`)]), changed),
      ...due.length === matching.length ? [] : [choices("cards", text("which"), [
        ["due", `${text("cards-due")} (${due.length})`], ["all", `${text("cards-all")} (${matching.length})`],
      ], changed)],
      ...deck.cards.some(({ topic }) => topic.length > 0)
        ? [filterBox(deck.cards, ["topic", "state"], changed)] : [],
      ...size(list.length, changed),
      element("p.practice-count", { role: "status" }, [
        list.length > 0 ? text("ready-cards", { count: list.length }) : text("cards-none"),
      ]),
      start(text("start"), list.length === 0, () => {
        practice.startCards(deck, ordered.slice(0, chosen.size === "ten" ? 10 : ordered.length));
      }),
      element("p.note", {}, [text("boxes")]),
    ];
  };

  const examPanel = (changed) => {
    const matching = practice.matching(practice.questions, chosen);
    const sizes = [10, 20, 50, 100].filter((count) => count < matching.length);
    if (!sizes.includes(chosen.exam)) chosen.exam = 0;
    const count = chosen.exam || matching.length;
    return [
      element("p", {}, [text("exam-about")]),
      filterBox(practice.questions, Object.keys(practice.filters), changed),
      ...sizes.length === 0 ? [] : [choices("exam", text("size"), [
        ...sizes.map((one) => [one, String(one)]), [0, text("all", { count: matching.length })],
      ], changed)],
      choices("time", text("time"), ["minute", "double", "none"].map((one) => [one, text(`time-${one}`)]), changed),
      element("p.practice-count", { role: "status" }, [
        matching.length > 0 ? text("ready", { count }) : text("none"),
      ]),
      start(text("exam-start"), matching.length === 0, () => {
        const seconds = { minute: 60, double: 120, none: 0 }[chosen.time] * count;
        practice.startExam(round(matching, count), seconds);
      }),
    ];
  };

  const memory = () => {
    const status = element("p", { role: "status" });
    const clear = element("button.button.button-quiet", {
      type: "button",
      click: () => {
        const undo = practice.clear();
        draw();
        const line = practice.container.querySelector(".practice-memory [role=status]");
        const button = element("button.button", {
          type: "button",
          click: () => {
            undo();
            draw();
          },
        }, [text("undo")]);
        line.append(text("cleared"), " ", button);
        button.focus();
      },
    }, [text("clear")]);
    const parts = practice.hasMemory() ? [element("p.note", {}, [text("kept")]), clear] : [];
    return element("div.practice-memory", {}, [status, ...parts]);
  };

  /** Draws the view, and restores the focus. */
  const draw = () => {
    const { container } = practice;
    practice.remember();
    /** @type {any} */
    const active = document.activeElement;
    const focused = container.contains(active) ? active : null;
    const again = focused?.id ? `#${CSS.escape(focused.id)}`
      : focused?.name ? `input[name="${focused.name}"]:checked` : focused?.tagName === "SUMMARY" ? "summary" : "";
    const panels = { questions: questionPanel, cards: cardPanel, exam: examPanel };
    const shown = modes.filter((mode) => mode !== "cards" || practice.decks.length > 0);
    const tabs = choices("mode", text("modes"), shown.map((mode) => [mode, text(mode)]), draw);
    tabs.classList.add("practice-modes");
    container.replaceChildren(element("form.practice-start", { submit: (event) => event.preventDefault() }, [
      tabs, ...panels[chosen.mode](draw),
    ]), memory());
    writeAddress();
    if (again) container.querySelector(again)?.focus();
  };

  /** Returns to the first view. */
  practice.showStart = function () {
    practice.container.classList.remove("practice-running");
    draw();
    practice.container.querySelector("input:checked").focus();
    scrollTo({ top: 0, behavior: "instant" });
  };

  const container = document.getElementById("practice");
  if (!container) return;
  practice.container = container;

  /** Replaces the view, and moves the focus to its heading. */
  practice.show = function (...children) {
    container.classList.add("practice-running");
    container.replaceChildren(...children);
    const heading = container.querySelector("h2[tabindex]");
    if (heading) heading.focus({ preventScroll: true });
    scrollTo({ top: scrollY + container.getBoundingClientRect().top - 100, behavior: "instant" });
  };

  practice.fail = function () {
    const advice = location.protocol === "file:" ? "failed-file" : "failed-web";
    container.replaceChildren(element("p", { role: "alert" }, [`${text("failed")} ${text(advice)}`]));
  };

  container.append(element("p.note", {}, [text("loading")]));
  practice.load("index", container.dataset.index).then((index) => {
    practice.read(index);
    readAddress();
    draw();
  }, practice.fail);
})(window.handbookPractice);
