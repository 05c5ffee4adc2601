// What `handbook serve` adds to every page: it loads the page again when it has changed, puts new style sheets in the
// place of old ones, and shows what stands in the way of a build. It holds no state but the page's tag, so it does
// not matter what it missed while the tab was hidden or the program was away.
(() => {
  "use strict";
  const folder = "/_handbook/";
  const storage = "handbook-preview";

  // The tag that the page came with. A browser that does not tell gets the first that the stream sends.
  const [navigation] = performance.getEntriesByType("navigation");
  const timing = navigation?.serverTiming?.find((entry) => entry.name === "handbook");
  let tag = timing?.description ?? "";

  // Where the page was scrolled to, and for which tag it was loaded again: never twice for one tag.
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
      // The page is loaded again at its start.
    }
  }

  // Parts that scroll by themselves, such as a navigation, by their order in the page.
  function scrollability() {
    return [...document.querySelectorAll("nav, aside, pre")].map((part) => part.scrollTop);
  }

  function scrollBack(place) {
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    const parts = document.querySelectorAll("nav, aside, pre");
    if (parts.length !== place.scrollable?.length) return;
    parts.forEach((part, index) => { part.scrollTop = place.scrollable[index]; });
  }

  const place = remembered();
  if (place) {
    history.scrollRestoration = "manual";
    scrollBack(place);
    addEventListener("load", () => {
      scrollBack(place);
      history.scrollRestoration = "auto";
    });
  }

  function receive(message) {
    if (tag === "" || place?.wanted === message.page) tag = message.page;
    if (message.page !== tag) {
      close();
      remember(message.page);
      location.reload();
      // A browser may ignore the call, such as while it is busy with another navigation. Then the stream asks again.
      setTimeout(open, 2000);
      return;
    }
    replaceStyles(message.styles);
    badge(message.unpublished);
    showReport(message.report);
  }

  // A style sheet's name ends in a hash; a link that names another hash gets the new file. The old one goes when the
  // new one is there, so that the page never stands without.
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

  // What says `publish: false`, and each link to it, search results too.
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

  // The panel stands in a shadow tree, so that neither the theme's style sheet nor its scripts reach it.
  let panel = null;
  let shown = "";
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
    const part = element("details", "panel");
    part.open = true;
    const summary = element("summary", "counts");
    summary.setAttribute("role", "status");
    summary.append(element("strong", "", report.counts));
    if (!document.body.classList.contains("no-site")) {
      summary.append(element("span", "state", "The page is from the last good build"));
    }
    const list = element("ol", "problems");
    for (const problem of report.problems) list.append(item(problem));
    if (report.omitted > 0) list.append(element("li", "omitted", `and ${report.omitted} more: see the terminal`));
    part.append(summary, list);
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
    entry.append(title, element("p", "place", problem.place));
    if (problem.excerpt) entry.append(element("pre", "excerpt", problem.excerpt));
    if (problem.help) entry.append(element("p", "help", `Help: ${problem.help}`));
    return entry;
  }

  // A browser opens six connections to a server at most, over all its tabs: a page that nobody sees keeps none.
  let source = null;
  function open() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(folder + "events?page=" + encodeURIComponent(location.pathname));
    source.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  }

  function close() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
