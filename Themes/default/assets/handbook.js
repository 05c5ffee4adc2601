// What pages do beyond reading: copy a citation, keep the place when the view changes, mark the section being
// read, filter the comparison, count the tries of a self-check and print them. Everything can be read without it.
// It keeps no state but the page itself and its address.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const address = () => new URL(location.href);

  /** Puts new parameters into the address; an empty value leaves its parameter out. */
  const remember = (parameters) => {
    const url = address();
    for (const [name, value] of Object.entries(parameters)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    try {
      history.replaceState(null, "", url);
    } catch {
      // A browser that refuses this on file:// loses the state, nothing else.
    }
  };

  // Copying

  const toast = document.createElement("p");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  document.body.append(toast);
  let forget = 0;
  const say = (text) => {
    clearTimeout(forget);
    toast.textContent = text;
    forget = setTimeout(() => { toast.textContent = ""; }, 4000);
  };

  /** Copies by a text field, for pages that a browser does not trust with its clipboard. */
  const copyByHand = (text) => {
    const field = document.createElement("textarea");
    const focused = document.activeElement;
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus();
    return done;
  };

  const copy = async (text) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = copyByHand(text);
    }
    say(done ? `${words.copied} ${text}` : `${words.notCopied} ${text}`);
  };

  for (const button of all("button[data-copy]")) button.hidden = false;
  for (const button of all("button[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const source = event.target.closest("[data-copy], [data-copy-link], [data-print]");
    if (!source) return;
    if (source.dataset.copy !== undefined) copy(source.dataset.copy);
    else if (source.dataset.copyLink !== undefined) copy(source.href);
    else print();
  });

  // Views of a redline: the place in the text goes along, and ?view= leads to the view that it names.

  const place = () => {
    const shown = all(".code-text [id]").find((element) => element.getBoundingClientRect().bottom > 80);
    return shown && scrollY > 200 ? `#${encodeURIComponent(shown.id)}` : "";
  };
  const views = all(".views a[data-view]");
  const wanted = views.find((link) => link.dataset.view === address().searchParams.get("view"));
  if (wanted && !wanted.hasAttribute("aria-current")) {
    location.replace(wanted.href.replace(/[?#].*/, "") + location.hash);
  }
  for (const link of views) {
    link.addEventListener("click", () => {
      link.href = link.href.replace(/#.*/, "") + place();
    });
  }

  // The table of contents marks the section that is being read: the last one whose beginning is at the top of the
  // window or above it.

  const entries = all(".contents a[href^='#']").map((link) => (
    { link, section: document.getElementById(decodeURIComponent(link.hash.slice(1))) }
  )).filter(({ section }) => section);

  /** Keeps the marked entry in sight where the list is longer than its column. */
  const reveal = (link) => {
    const list = link.closest(".contents");
    const box = link.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (list.scrollHeight <= list.clientHeight) return;
    if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 40;
    else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + 40;
  };

  let marked;
  const markSection = () => {
    const passed = (entry) => entry.section.getBoundingClientRect().top <= 100;
    let current = entries.filter(passed).pop();
    const end = document.scrollingElement;
    if (end.scrollTop > 0 && end.scrollTop + innerHeight >= end.scrollHeight - 2) {
      // The last sections of a page may be too short to get to its top; the address may name one of them.
      const inSight = entries.filter(({ section }) => section.getBoundingClientRect().top < innerHeight);
      current = inSight.find(({ link }) => link.hash === location.hash) || inSight.pop();
    }
    if (current === marked) return;
    if (marked) marked.link.removeAttribute("aria-current");
    if (current) {
      current.link.setAttribute("aria-current", "true");
      reveal(current.link);
    }
    marked = current;
  };
  if (entries.length) {
    let isWaiting = false;
    const later = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        markSection();
      });
    };
    for (const name of ["scroll", "resize", "hashchange"]) addEventListener(name, later, { passive: true });
    later();
  }
  // What the address names is shown, also where it is the head of something folded.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && (target.closest("details") || target.querySelector(":scope > details"));
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
  // On a phone the list folds away once it has been used.
  for (const link of all(".contents a")) {
    link.addEventListener("click", () => { link.closest("details").open = false; });
  }

  // What is folded is printed open, also by browsers that can't be told so in a style sheet.

  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all("main > :not(.contents) details.fold:not([open])");
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
  });

  // Self-checks, and the learner's own record of them

  for (const question of all("[data-question]")) {
    const status = question.querySelector("[data-question-status]");
    const choices = all("details.choice", question);
    const wanted = choices.filter((choice) => choice.classList.contains("right")).length;
    const tried = [];
    question.tried = tried;
    for (const choice of choices) {
      choice.addEventListener("toggle", () => {
        if (!choice.open || tried.includes(choice)) return;
        const found = tried.filter((other) => other.classList.contains("right")).length;
        if (found === wanted) return;
        tried.push(choice);
        const isRight = choice.classList.contains("right");
        if (!isRight) status.textContent = status.dataset.again;
        else if (found + 1 < wanted) status.textContent = status.dataset.more;
        else {
          const words = tried.length === wanted ? status.dataset.first : status.dataset.later;
          status.textContent = `${words} ${tried.length}`;
        }
        question.dispatchEvent(new CustomEvent("handbook:answer", {
          bubbles: true, detail: { question: question.id, isRight, tries: tried.length },
        }));
      });
    }
  }

  for (const record of all("[data-record]")) {
    const questions = all("[data-question]", record.closest("main"));
    if (questions.length === 0) continue;
    const list = record.querySelector("[data-record-answers]");
    const date = record.querySelector("input[type=date]");
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    date.value = day.map((part) => String(part).padStart(2, "0")).join("-");
    const fill = () => {
      list.replaceChildren(...questions.map((question) => {
        const item = document.createElement("li");
        const answers = question.tried.map((choice) => {
          const isRight = choice.classList.contains("right");
          const label = choice.querySelector(".choice-label").textContent;
          return `${label} (${isRight ? list.dataset.right : list.dataset.wrong})`;
        });
        const name = question.querySelector(".question-title .dot").textContent;
        item.textContent = `${name}: ${answers.join(", ") || list.dataset.none}`;
        return item;
      }));
    };
    document.addEventListener("handbook:answer", fill);
    fill();
    record.hidden = false;
    record.querySelector("[data-record-print]").addEventListener("click", () => {
      document.body.classList.add("printing-record");
      addEventListener("afterprint", () => { document.body.classList.remove("printing-record"); }, { once: true });
      print();
    });
  }

  // The comparison: ?states=AR,WA&topic=gifts

  const form = document.querySelector("form[data-compare]");
  const table = document.querySelector("[data-compare-table]");
  if (form && table) {
    const boxes = all("input[name=state]", form);
    const select = form.elements.topic;
    const status = form.querySelector("[data-filter-status]");
    const rows = all("tbody tr", table);

    const apply = () => {
      const states = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      const topic = select.value;
      for (const cell of all("[data-state]", table)) {
        cell.hidden = states.size > 0 && !states.has(cell.dataset.state);
      }
      for (const row of rows) row.hidden = topic !== "" && row.dataset.topic !== topic;
      const shown = rows.filter((row) => !row.hidden).length;
      const filtered = states.size > 0 || topic !== "";
      status.textContent = filtered
        ? `${states.size || boxes.length}/${boxes.length} ${status.dataset.states}, `
          + `${shown}/${rows.length} ${status.dataset.topics}`
        : "";
      return { states: Array.from(states).join(","), topic };
    };

    const parameters = address().searchParams;
    const states = new Set((parameters.get("states") || "").split(","));
    for (const box of boxes) box.checked = states.has(box.value);
    const topic = parameters.get("topic") || "";
    select.value = Array.from(select.options).some((option) => option.value === topic) ? topic : "";
    apply();
    form.dataset.ready = "";
    document.documentElement.classList.remove("choosing");
    form.addEventListener("change", () => remember(apply()));
    form.addEventListener("reset", () => setTimeout(() => remember(apply())));
    form.addEventListener("submit", (event) => event.preventDefault());
    // The other comparison shows the same states and the same topic.
    for (const link of all("a[data-keep-filter]")) {
      link.addEventListener("click", () => { link.search = location.search; });
    }
  }
})();
