/// What the one page of a whole site has beside the theme's own styles and scripts.
enum SingleFileScript {
  /// Shows the page that the fragment leads to; the home page where it leads to none.
  static let style = """

    html { scroll-behavior: auto; }
    [data-page] { display: none; scroll-margin-top: 100vh; }
    [data-page]:target, [data-page]:has(:target),
    body:not(:has([data-page]:target, [data-page] :target)) [data-page]:not([data-page] ~ [data-page]) { display: block; }
    .search-all { display: none; }

    """

  /// For readers without scripts, which would take the attribute away.
  static let unscriptedStyle = "main[hidden] { display: block !important; } .search { display: none; }"

  /// Gives each page its title, leads from results to their places, and opens the search.
  static let script = """

    (() => {
      "use strict";
      const pages = Array.from(document.querySelectorAll("[data-page]"));
      const main = () => pages.find((page) => getComputedStyle(page).display !== "none").querySelector("main");
      for (const hidden of document.querySelectorAll("main[hidden]")) hidden.hidden = false;

      // A result's address is that of its page, behind a mark that no id begins with.
      const mark = "#/";
      const arrive = () => {
        const [, page, anchor] = /^#\\/([^?#]*)[^#]*(?:#(.*))?$/.exec(location.hash) || [];
        if (page) {
          location.replace(`#${page}${anchor ? `--${anchor}` : ""}`);
          return;
        }
        for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
        document.title = main().closest("[data-page]").dataset.page;
      };
      addEventListener("hashchange", arrive);
      arrive();
      document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href$='--_main']");
        if (!link || link.closest("[data-page]")) return;
        event.preventDefault();
        main().focus();
      });

      if (!window.handbookSearch) return;
      const search = (action) => handbookSearch.start(action, mark);
      const typed = "input, textarea, select, [contenteditable]";
      document.addEventListener("focusin", ({ target }) => {
        if (target.closest("[role=search]")) search("prepare");
      });
      document.addEventListener("submit", async (event) => {
        if (!event.target.matches("[role=search]")) return;
        event.preventDefault();
        const text = event.target.querySelector("[type=search]").value;
        if (event.target.closest("dialog")) return;
        await search("open");
        handbookSearch.openDialog(text);
      });
      document.addEventListener("keydown", (event) => {
        const chord = event.ctrlKey || event.metaKey;
        if (chord ? event.key !== "k" : event.key !== "/" || event.target.closest(typed)) return;
        event.preventDefault();
        search("open");
      });
    })();

    """
}
