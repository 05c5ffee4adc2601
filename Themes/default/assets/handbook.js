// Everything a page does beyond reading: it copies citations, keeps the reader's position when the view changes,
// highlights the current section in the contents, and filters the comparison. Every page can be read without it. The
// reader's choices are in the page and its address; the choice of colors is also stored if the browser allows it.
(() => {
  "use strict";

  const words = document.currentScript.dataset;

  /**
   * Returns the elements that match a selector.
   * @param {string} selector
   * @param {ParentNode} root
   * @returns {any[]} Their type depends on the selector, so it can't be declared.
   */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const address = () => new URL(location.href);

  /** Starts one feature. If it fails, the error is reported and the other features still start. */
  const feature = (start) => {
    try {
      start();
    } catch (error) {
      setTimeout(() => { throw error; });
    }
  };

  /** Decodes percent-encoded characters. Text that isn't validly encoded, such as `100%`, is returned unchanged. */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** Returns the element for a fragment such as `#gifts`. Like browsers, it tries the text as written first. */
  const named = (fragment) => {
    const name = fragment.slice(1);
    return document.getElementById(name) || document.getElementById(decoded(name));
  };

  // The other languages have the same anchors.
  feature(() => {
    addEventListener("click", ({ target }) => {
      const link = target.closest("[data-language]");
      if (link) [link.search, link.hash] = [location.search, location.hash];
    });
  });

  /** The data that the browser stores for the handbook. Some browsers refuse, or store it for only one file. */
  const store = {
    get(key) {
      try {
        return localStorage.getItem(`handbook-${key}`) || "";
      } catch {
        return "";
      }
    },
    /** Stores a value, or removes it if it's empty. */
    set(key, value) {
      try {
        if (value) localStorage.setItem(`handbook-${key}`, value);
        else localStorage.removeItem(`handbook-${key}`);
      } catch {
        // The choice then lasts only as long as the page.
      }
    },
  };

  // Light and dark colors: the reader's choice, or the device's setting. A script in the head has applied the choice.

  feature(() => {
    const page = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const selects = all("[data-scheme-select]");
    const choose = (scheme) => {
      if (scheme) page.dataset.scheme = scheme;
      else delete page.dataset.scheme;
      for (const select of selects) select.value = scheme;
    };
    const keep = (scheme) => {
      store.set("scheme", scheme);
      choose(scheme);
    };
    for (const select of selects) {
      select.addEventListener("change", () => keep(select.value));
      select.parentElement.hidden = false;
    }
    for (const button of all("[data-scheme-toggle]")) {
      button.addEventListener("click", () => {
        const system = dark.matches ? "dark" : "light";
        const wanted = (page.dataset.scheme || system) === "dark" ? "light" : "dark";
        keep(wanted === system ? "" : wanted);
      });
      button.hidden = false;
    }
    choose(store.get("scheme"));
    // The choice was made in another tab.
    addEventListener("storage", () => choose(store.get("scheme")));
  });

  // Effective dates: the page was built before or after one, but is read today.

  feature(() => {
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    for (const block of all("[data-effective]")) {
      const isAfter = today >= block.dataset.effective;
      block.querySelector("[data-before]").hidden = isAfter;
      block.querySelector("[data-after]").hidden = !isAfter;
    }
  });

  // A link to a rule or a term shows its text in a popover, with a link to its page. Without popovers, or in a new tab,
  // the link leads to the page directly.

  feature(() => {
    if (!("popover" in HTMLElement.prototype)) return;
    /** @type {any} Newer than the types of the check. */
    const box = document.createElement("div");
    const name = document.createElement("div");
    const text = document.createElement("div");
    const link = document.createElement("a");
    box.popover = "auto";
    box.className = "preview";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", (name.id = "preview-name"));
    box.setAttribute("aria-describedby", (text.id = "preview-text"));
    name.className = "preview-name";
    link.textContent = words.previewOpen;
    box.append(name, text, link);
    document.body.append(box);

    /** Puts the box below the line that the link starts on, or above it if there is more room. */
    const place = (source) => {
      const gap = 8;
      const edge = source.getClientRects()[0];
      const start = getComputedStyle(source).direction === "rtl" ? edge.right - box.offsetWidth : edge.left;
      const right = document.documentElement.clientWidth - box.offsetWidth - gap;
      const isAbove = edge.bottom + gap + box.offsetHeight > innerHeight && edge.top > innerHeight - edge.bottom;
      box.style.left = `${Math.max(gap, Math.min(start, right)) + scrollX}px`;
      box.style.top = `${(isAbove ? edge.top - gap - box.offsetHeight : edge.bottom + gap) + scrollY}px`;
    };

    document.addEventListener("click", (event) => {
      const source = event.target.closest("a[data-preview]");
      const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!source || !isPlain || event.defaultPrevented) return;
      event.preventDefault();
      name.textContent = source.dataset.previewName;
      text.textContent = source.dataset.preview;
      text.lang = source.dataset.previewLang || document.documentElement.lang;
      text.className = source.classList.contains("term") ? "" : "law";
      link.href = source.href;
      box.showPopover();
      place(source);
      // The focus moves last, because the browser scrolls to it.
      link.focus({ preventScroll: true });
    });
    link.addEventListener("click", () => box.hidePopover());
  });

  // Copying and printing: buttons that need a script appear, and answer clicks.

  feature(() => {
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

    /** Copies through a text field, for pages that can't access the clipboard. */
    const copyThroughField = (text) => {
      const field = document.createElement("textarea");
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
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
        done = copyThroughField(text);
      }
      say(done ? `${words.copied} ${text}` : `${words.notCopied} ${text}`);
    };

    document.addEventListener("click", (event) => {
      const source = event.target.closest("[data-copy], [data-copy-link], [data-print]");
      if (!source) return;
      if (source.dataset.copy !== undefined) copy(source.dataset.copy);
      else if (source.dataset.copyLink !== undefined) copy(source.href);
      else print();
    });
    for (const button of all("button[data-copy], button[data-print]")) button.hidden = false;
  });

  // A report of an error quotes the words that the reader selected. If the handbook was built without its address, the
  // report has the browser's, except for files, whose addresses are nobody else's business.

  feature(() => {
    const selected = () => {
      const selection = getSelection();
      const text = selection.toString().replace(/\s+/g, " ").trim();
      return text ? { text, node: selection.anchorNode } : null;
    };

    // A click on a menu or a link can remove the selection.
    let kept = null;
    addEventListener("pointerdown", ({ target }) => {
      kept = target.closest(".more, .footer") ? selected() || kept : null;
    });

    document.addEventListener("click", ({ target }) => {
      const link = target.closest("a[data-report]");
      if (!link) return;
      link.dataset.report ||= link.href;
      const report = link.dataset.report;
      // The body is the last part of the address, and its last lines are the quotation and the page.
      const start = report.lastIndexOf("=") + 1;
      const lines = decodeURIComponent(report.slice(start)).split("\r\n");
      const words = selected() || kept;
      const whole = link.closest(".provision, .group") || document.querySelector("main");
      if (words && whole.contains(words.node)) {
        lines[lines.length - 2] = `“${Array.from(words.text).slice(0, 300).join("")}”`;
      }
      const page = lines[lines.length - 1];
      if (/^http/.test(location.protocol) && !/^https?:/.test(page)) {
        lines[lines.length - 1] = location.origin + location.pathname + page.replace(/^[^#]*/, "");
      }
      link.href = report.slice(0, start) + encodeURIComponent(lines.join("\r\n"));
    });
  });

  // If the navigation is longer than the window, it scrolls separately, and the keyboard can scroll it.

  feature(() => {
    const side = document.querySelector(".side");
    if (!side) return;
    const fit = () => {
      if (side.scrollHeight > side.clientHeight + 1) side.tabIndex = 0;
      else side.removeAttribute("tabindex");
    };
    fit();
    addEventListener("resize", fit);
  });

  // The print page shows the part in the address, and selecting a part prints it.

  feature(() => {
    const choices = all("a[data-print-part]");
    const mark = () => {
      for (const link of choices) {
        if (link.hash === (location.hash || "#_all")) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    for (const link of choices) {
      link.addEventListener("click", () => {
        // Firefox shows the part in the address only after the click.
        if (link.hash === location.hash) setTimeout(print);
        else addEventListener("hashchange", () => print(), { once: true });
      });
    }
    addEventListener("hashchange", mark);
    mark();
  });

  // Views of a redline: `?view=` opens that view, and links to the other views keep the position.

  feature(() => {
    const views = all(".views a[data-view]");
    const wanted = views.find((link) => link.dataset.view === address().searchParams.get("view"));
    if (wanted && !wanted.hasAttribute("aria-current")) {
      location.replace(wanted.href.replace(/[?#].*/, "") + location.hash);
    }

    const position = () => {
      const shown = all(".code-text [id]").find((element) => element.getBoundingClientRect().bottom > 80);
      return shown && scrollY > 200 ? `#${encodeURIComponent(shown.id)}` : "";
    };
    for (const link of views) {
      link.addEventListener("click", () => {
        link.href = link.href.replace(/#.*/, "") + position();
      });
    }
  });

  // The contents highlight the section being read: the last one that starts at or above the top of the window.

  feature(() => {
    const entries = all(".contents a[href^='#']")
      .map((link) => ({ link, section: named(link.hash) }))
      .filter(({ section }) => section);
    if (entries.length === 0) return;

    /** Scrolls the list of contents, if it's longer than its column, so that the highlighted entry is visible. */
    const reveal = (link) => {
      const list = link.closest(".contents");
      const box = link.getBoundingClientRect();
      const frame = list.getBoundingClientRect();
      if (list.scrollHeight <= list.clientHeight) return;
      if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 40;
      else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + 40;
    };

    const name = document.querySelector(".contents-current");
    let marked;
    const mark = () => {
      // Below the rows that stay at the top of the window, with some room for the margins of headings.
      const top = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 70;
      let current = entries.filter(({ section }) => section.getBoundingClientRect().top <= top).pop();
      const end = document.scrollingElement;
      if (end.scrollTop > 0 && end.scrollTop + innerHeight >= end.scrollHeight - 2) {
        // The last sections of a page can be too short to reach the top; one of them can be in the address.
        const visible = entries.filter(({ section }) => section.getBoundingClientRect().top < innerHeight);
        current = visible.find(({ link }) => link.hash === location.hash) || visible.pop();
      }
      if (current === marked) return;
      if (marked) marked.link.removeAttribute("aria-current");
      if (name) name.textContent = current ? current.link.textContent : "";
      if (current) {
        current.link.setAttribute("aria-current", "true");
        reveal(current.link);
      }
      marked = current;
    };

    let isWaiting = false;
    const markSoon = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    };
    for (const name of ["scroll", "resize", "hashchange"]) addEventListener(name, markSoon, { passive: true });
    markSoon();
  });

  // On a phone, the list of contents closes after use.

  feature(() => {
    for (const link of all(".contents details a")) {
      link.addEventListener("click", () => { link.closest("details").open = false; });
    }
  });

  // Menus close after a click elsewhere and after Escape.

  feature(() => {
    const menus = ".more, .side > .fold, .contents > .fold, .languages > details";
    const close = (except) => {
      for (const menu of all(menus)) {
        if (menu.open && !menu.contains(except)) menu.open = false;
      }
    };
    document.addEventListener("click", (event) => close(event.target));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = event.target.closest(menus);
      if (menu?.open) menu.querySelector("summary").focus();
      close(null);
    });
  });

  // Collapsed parts that contain the element in the address are opened.

  feature(() => {
    const unfold = () => {
      const target = named(location.hash);
      if (!target) return;
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
    };
    addEventListener("hashchange", unfold);
    unfold();
  });

  // Collapsed parts are opened for printing, even in browsers where a style sheet can't do that.

  feature(() => {
    let unfolded = [];
    addEventListener("beforeprint", () => {
      unfolded = all("main > :not(.contents) details.fold:not([open])");
      for (const fold of unfolded) fold.open = true;
    });
    addEventListener("afterprint", () => {
      for (const fold of unfolded) fold.open = false;
    });
  });

  // The reader's state is selected once on the home page, and its code comes first. If a browser has no storage for all
  // files of a folder, the choice is passed on in the address.

  feature(() => {
    const form = document.querySelector("form[data-my-state]");
    const isSearch = document.getElementById("search-page") !== null;
    const inAddress = isSearch ? "" : address().searchParams.get("my-state") || "";
    const [code, name] = (inAddress || store.get("state")).split("|");
    let chosen = name ? `${code}|${name}` : "";

    /** @param {URL} url */
    const withState = (url) => {
      if (chosen && location.protocol === "file:") url.searchParams.set("my-state", chosen);
      return url.href;
    };

    const show = (code, name) => {
      for (const line of all("[data-my-state-line]")) {
        line.querySelector("b").textContent = name || "";
        line.hidden = !name;
      }
      for (const tile of all(".state[data-state]")) tile.classList.toggle("mine", tile.dataset.state === code);
    };

    if (form) {
      const select = form.querySelector("select");
      select.value = all("option", select).some((option) => option.value === code) ? code : "";
      select.addEventListener("change", () => {
        const option = select.selectedOptions[0];
        chosen = option.value ? `${option.value}|${option.textContent}` : "";
        store.set("state", chosen);
        show(option.value, option.value ? option.textContent : "");
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const { address: page } = select.selectedOptions[0].dataset;
        if (page) location.href = withState(new URL(page, location.href));
        else select.focus();
      });
    }

    if (location.protocol === "file:") {
      document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        if (!link || !chosen || link.protocol !== "file:" || link.getAttribute("href").startsWith("#")) return;
        link.href = withState(new URL(link.href));
      }, true);
    }

    if (!name) return;
    show(code, name);

    // On a topic's page, the state's provisions come first, or a line says that there are none.
    const provisions = document.querySelector(".topic-states");
    if (provisions) {
      const own = document.getElementById(`code-${code.toLowerCase()}`);
      if (own?.previousElementSibling) own.parentElement.prepend(own);
      if (!own) {
        const link = all(".silent a", provisions).find((one) => one.textContent === name);
        if (link) {
          const line = document.createElement("p");
          line.className = "mine-note";
          line.append(link.closest(".silent").querySelector("h3").textContent, " ", link.cloneNode(true));
          provisions.querySelector("h2").after(line);
        }
      }
    }

    // In the comparison, the state's column comes first.
    for (const cell of all("[data-compare-table] :is(th, td)[data-state]")) {
      const first = cell.parentElement.querySelector("[data-state]");
      if (cell.dataset.state === code && cell !== first) first.before(cell);
    }
  });

  // Keeping the handbook on the device. The script for it is loaded on request, or if the handbook is already there.

  feature(() => {
    const panel = document.querySelector("[data-offline]");
    if (!panel || !/^http/.test(location.protocol) || !isSecureContext || !navigator.serviceWorker) return;
    const button = panel.querySelector("button");
    const load = () => {
      button.removeEventListener("click", load);
      const script = document.createElement("script");
      script.src = panel.dataset.script;
      document.head.append(script);
    };
    button.addEventListener("click", load);
    panel.hidden = false;
    const { href } = new URL(`${panel.dataset.offline}sw.js`, address());
    const scope = href.slice(0, -"sw.js".length);
    navigator.serviceWorker.getRegistration(scope).then((registration) => {
      if (registration?.scope === scope) load();
    }, () => {});
  });

  // The comparison: `?states=AR,WA&topic=gifts`

  feature(() => {
    const form = document.querySelector("form[data-compare]");
    const table = document.querySelector("[data-compare-table]");
    if (!form || !table) return;
    const boxes = all("input[name=state]", form);
    const select = form.elements.topic;
    const status = form.querySelector("[data-filter-status]");
    const rows = all("tbody tr", table);
    /** The states in the address whose text isn't included, which are listed because they have no column. */
    const others = new Map(all("[data-unheld-state]").map((link) => [link.dataset.unheldState, link]));
    let unheld = [];

    const filter = () => {
      const states = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      const topic = select.value;
      for (const cell of all("[data-state]", table)) {
        cell.hidden = states.size > 0 && !states.has(cell.dataset.state);
      }
      for (const row of rows) row.hidden = topic !== "" && row.dataset.topic !== topic;
      const shown = rows.filter((row) => !row.hidden).length;
      const isFiltered = states.size > 0 || topic !== "" || unheld.length > 0;
      status.textContent = isFiltered
        ? `${form.dataset.states.replace("{shown}", states.size || boxes.length)}, `
          + form.dataset.topics.replace("{shown}", shown)
        : "";
      if (unheld.length > 0) {
        status.append(`. ${form.dataset.unheld} `);
        unheld.forEach((code, index) => {
          const link = others.get(code).cloneNode(true);
          link.removeAttribute("data-unheld-state");
          status.append(index > 0 ? ", " : "", link);
        });
      }
      return { states: [...states, ...unheld].join(","), topic };
    };

    /** Applies the filters, and puts them in the address. An empty value removes its parameter. */
    const filterAndRemember = () => {
      const url = address();
      for (const [name, value] of Object.entries(filter())) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      try {
        history.replaceState(null, "", url);
      } catch {
        // Some browsers refuse this on file://. The choice then lasts only as long as the page.
      }
    };

    const parameters = address().searchParams;
    const states = new Set((parameters.get("states") || "").split(","));
    for (const box of boxes) box.checked = states.has(box.value);
    unheld = Array.from(states).filter((code) => others.has(code));
    const topic = parameters.get("topic") || "";
    select.value = Array.from(select.options).some((option) => option.value === topic) ? topic : "";
    filter();
    form.dataset.ready = "";
    document.documentElement.classList.remove("choosing");
    form.addEventListener("change", filterAndRemember);
    form.addEventListener("reset", () => {
      unheld = [];
      setTimeout(filterAndRemember);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    // The other comparison shows the same states and the same topic.
    for (const link of all("a[data-keep-filter]")) {
      link.addEventListener("click", () => { link.search = location.search; });
    }
  });
})();
