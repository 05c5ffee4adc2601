// The script that `handbook serve` adds to every page. It reloads the page when it has changed, replaces
// style sheets, and shows errors and warnings. It keeps no state except the page's tag, so it doesn't matter
// what it missed while the tab was hidden or the program wasn't running.
(() => {
  "use strict";
  const folder = "/_handbook/";
  const storage = "handbook-preview";

  // The tag that the page came with. A page without a tag, for example because the theme writes scripts in
  // its own way, uses the first tag from the stream.
  let tag = document.currentScript?.dataset.tag ?? "";

  // The scroll position of the page, and the tag that it was reloaded for: never twice for one tag.
  function remembered() {
    try {
      const saved = JSON.parse(sessionStorage.getItem(storage) ?? "null");
      sessionStorage.removeItem(storage);
      return saved?.address === location.href ? saved : null;
    } catch {
      return null;
    }
  }

  function remember(wanted) {
    const place = { address: location.href, wanted, x: scrollX, y: scrollY, scrollable: scrollability() };
    try {
      sessionStorage.setItem(storage, JSON.stringify(place));
    } catch {
      // The page was reloaded at its top.
    }
  }

  // Parts that scroll by themselves, such as the navigation, by their order on the page.
  function scrollability() {
    return [...document.querySelectorAll("nav, aside, pre")].map((part) => part.scrollTop);
  }

  function scrollBack(place) {
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    const parts = document.querySelectorAll("nav, aside, pre");
    if (parts.length !== place.scrollable?.length) return;
    parts.forEach((part, index) => { part.scrollTop = place.scrollable[index]; });
  }

  const before = remembered();
  if (before) {
    history.scrollRestoration = "manual";
    scrollBack(before);
    addEventListener("load", () => {
      scrollBack(before);
      history.scrollRestoration = "auto";
    });
  }

  function receive(message) {
    if (tag === "" || before?.wanted === message.page) tag = message.page;
    if (message.page !== tag) {
      close();
      remember(message.page);
      location.reload();
      // A browser may ignore the call, for example while it's busy with another navigation. Then the stream
      // asks again.
      setTimeout(open, 2000);
      return;
    }
    replaceStyles(message.styles);
    badge(message.unpublished);
    showReport(message.report);
  }

  // The name of a style sheet ends in a hash, and a link with another hash gets the new file. The old style
  // sheet is removed when the new one has loaded, so that the page is never without styles.
  const hash = /-[0-9a-f]{16}\.css$/;
  function replaceStyles(paths) {
    for (const path of paths) {
      const stem = path.replace(hash, "");
      for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
        const address = new URL(link.href, document.baseURI);
        const current = decodeURIComponent(address.pathname).slice(1);
        if (!hash.test(current) || current.replace(hash, "") !== stem || current === path) continue;
        if (link.dataset.handbookReplaced === path) continue;
        link.dataset.handbookReplaced = path;
        const fresh = link.cloneNode();
        delete fresh.dataset.handbookReplaced;
        fresh.href = "/" + path.split("/").map(encodeURIComponent).join("/");
        fresh.addEventListener("load", () => link.remove());
        link.after(fresh);
      }
    }
  }

  // Badges for pages with `publish: false`, and for links to them, including in search results.
  const badged = "data-handbook-unpublished";
  let unpublished = new Set();
  let watch = null;
  const isUnpublished = (address) => {
    const file = address.pathname.slice(1).replace(/(^|\/)$/, "$1index.html");
    return unpublished.has(decodeURIComponent(file));
  };

  function badge(paths) {
    unpublished = new Set(paths);
    if (paths.length > 0 && !watch) {
      const styles = element("link");
      styles.rel = "stylesheet";
      styles.href = folder + "badges.css";
      document.head.append(styles);
      watch = new MutationObserver(badgeLinks);
      watch.observe(document.body, { childList: true, subtree: true });
    }
    document.querySelector(`p[${badged}]`)?.remove();
    if (isUnpublished(location)) {
      const note = element("p", "", "Not published: a build leaves this page out, since its file says publish: false");
      note.setAttribute(badged, "page");
      (document.querySelector("main") ?? document.body).prepend(note);
    }
    if (watch) badgeLinks();
  }

  function badgeLinks() {
    for (const link of document.querySelectorAll("a[href]")) {
      const isElsewhere = link.origin === location.origin && link.pathname !== location.pathname;
      link.toggleAttribute(badged, isElsewhere && isUnpublished(link));
    }
  }

  // The panel is in a shadow tree, so that the theme's style sheets and scripts don't affect it.
  let panel = null;
  let shown = "";
  // Errors open the panel. Warnings stay in a badge until the author opens it, and then they stay open.
  let isOpen = false;
  function showReport(report) {
    const text = JSON.stringify(report ?? null);
    if (text === shown) return;
    shown = text;
    panel?.remove();
    panel = null;
    if (!report) return;
    panel = document.createElement("div");
    panel.dataset.handbookPreview = "";
    const root = panel.attachShadow({ mode: "open" });
    const styles = element("link");
    styles.rel = "stylesheet";
    styles.href = folder + "preview.css";
    root.append(styles, section(report));
    document.body.append(panel);
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function section(report) {
    const part = element("details", report.isBlocking ? "panel" : "panel badge");
    part.open = report.isBlocking || isOpen;
    const summary = element("summary", "counts");
    summary.setAttribute("role", "status");
    const warnings = report.counts.replace(/^0 errors, /, "");
    summary.append(element("strong", "", report.isBlocking ? report.counts : warnings));
    if (report.isBlocking && !document.body.classList.contains("no-site")) {
      summary.append(element("span", "state", "The page is from the last good build"));
    }
    const list = element("ol", "problems");
    for (const problem of report.problems) list.append(item(problem));
    if (report.omitted > 0) list.append(element("li", "omitted", `and ${report.omitted} more: see the terminal`));
    part.append(summary, list);
    part.addEventListener("toggle", () => { if (!report.isBlocking) isOpen = part.open; });
    part.addEventListener("keydown", (event) => {
      if (event.key === "Escape") part.open = false;
    });
    return part;
  }

  function item(problem) {
    const entry = element("li", `problem ${problem.severity}`);
    const title = element("p", "summary");
    title.append(element("strong", "severity", problem.severity), " ", problem.summary, " ");
    title.append(element("code", "identifier", problem.identifier));
    entry.append(title, place(problem));
    if (problem.excerpt) entry.append(element("pre", "excerpt", problem.excerpt));
    if (problem.help) entry.append(element("p", "help", `Help: ${problem.help}`));
    return entry;
  }

  // The file and line, with ways to copy them, open them in an editor, and show them on the page.
  function place(problem) {
    const line = element("p", "place");
    line.append(element("span", "file", problem.place), " ", copyButton(problem.place));
    if (problem.editor) line.append(" ", anchor("Open in editor", problem.editor));
    const [file, number] = problem.place.split(":");
    if (problem.page && number) {
      line.append(" ", anchor("Show on page", `${problem.page}${lineMark}${encodeURIComponent(`${file}:${number}`)}`));
    } else if (problem.page && problem.page !== location.pathname) {
      line.append(" ", anchor("Show page", problem.page));
    }
    return line;
  }

  // The block that contains a line of the source is outlined. If no block does, as for front matter, it's the
  // previous block or the top of the page.
  const lineMark = "#handbook-source=";
  function showLine() {
    if (!location.hash.startsWith(lineMark)) return;
    const [file, number] = decodeURIComponent(location.hash.slice(lineMark.length)).split(":");
    let found = null;
    let nearest = 0;
    for (const mark of document.querySelectorAll("[data-source]")) {
      const [path, line] = mark.dataset.source.split(":");
      // Facts may come after the text that they are above in the file.
      if (path !== file || Number(line) > Number(number) || Number(line) < nearest) continue;
      found = mark;
      nearest = Number(line);
    }
    // A mark without content is in the block that it belongs to.
    const block = found?.matches("span:empty") ? found.parentElement : found;
    if (!block) return;
    for (let fold = block.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    block.scrollIntoView({ block: "center", behavior: "instant" });
    block.style.outline = "3px solid #b3261e";
    block.style.outlineOffset = "4px";
    setTimeout(() => { block.style.outline = block.style.outlineOffset = ""; }, 4000);
  }

  function anchor(text, address) {
    const made = element("a", "", text);
    made.href = address;
    return made;
  }

  function copyButton(text) {
    const button = element("button", "", "Copy");
    button.type = "button";
    button.setAttribute("aria-label", `Copy ${text}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied";
      }
    });
    return button;
  }

  // "Show sources": each block shows its file and line, which a click copies.
  const sources = "handbook-sources";
  let isShowingSources = false;
  let tools = null;
  let label = null;
  function showTools() {
    if (document.body.classList.contains("no-site")) return;
    tools = document.createElement("div");
    tools.dataset.handbookTools = "";
    const root = tools.attachShadow({ mode: "open" });
    const styles = element("link");
    styles.rel = "stylesheet";
    styles.href = folder + "preview.css";
    const button = element("button", "sources", "Show sources");
    button.type = "button";
    try {
      isShowingSources = sessionStorage.getItem(sources) === "on";
    } catch {
      // Sources are hidden at first.
    }
    button.setAttribute("aria-pressed", String(isShowingSources));
    button.addEventListener("click", () => {
      isShowingSources = !isShowingSources;
      button.setAttribute("aria-pressed", String(isShowingSources));
      label.hidden = true;
      try {
        sessionStorage.setItem(sources, isShowingSources ? "on" : "off");
      } catch {
        // The choice lasts as long as the page.
      }
    });
    label = element("p", "source");
    label.hidden = true;
    const todo = anchor("To do", folder + "handbook");
    todo.className = "sources";
    const bar = element("div", "tools");
    bar.append(button, todo);
    root.append(styles, bar, label);
    document.body.append(tools);
    document.addEventListener("pointerover", (event) => showSource(event.target));
    document.addEventListener("focusin", (event) => showSource(event.target));
    document.addEventListener("click", copySource, true);
  }

  // The source position of a block, or of the provision or list that it's in.
  function source(target) {
    for (let part = target; part instanceof HTMLElement && part !== document.body; part = part.parentElement) {
      if (part.dataset.source) return part.dataset.source;
      const mark = part.querySelector("[data-source]");
      if (mark && part.matches("li, p, dd, section, details, blockquote, div")) return mark.dataset.source;
    }
    return null;
  }

  function showSource(target) {
    const found = isShowingSources && target !== tools ? source(target) : null;
    label.hidden = !found;
    if (found) label.textContent = found;
  }

  async function copySource(event) {
    if (!isShowingSources || event.target === tools || !(event.target instanceof Element)) return;
    // Links and buttons still work. A choice still opens, and its place is copied, too.
    if (event.target.closest("a, button, input, label, [data-handbook-preview]")) return;
    if (event.target.closest("summary") && !event.target.closest("[data-choice]")) return;
    const found = source(event.target);
    if (!found) return;
    try {
      await navigator.clipboard.writeText(found);
      label.textContent = `${found} (copied)`;
    } catch {
      label.textContent = found;
    }
    label.hidden = false;
  }

  // A browser opens at most six connections to a server across all tabs, so a hidden page closes its
  // connection.
  let stream = null;
  function open() {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource(folder + "events?page=" + encodeURIComponent(location.pathname));
    stream.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  }

  function close() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  addEventListener("hashchange", showLine);
  addEventListener("load", showLine);
  open();
  showTools();
})();
