"use strict";
// Loads the search client when it is first used.
(({ root, client }) => {
  let loading;
  const run = async (action) => {
    await (loading ||= new Promise((onload, onerror) => {
      const script = document.createElement("script");
      document.head.append(Object.assign(script, { onload, onerror, src: root + client }));
    }).catch(() => { loading = 0; }));
    if (loading) handbookSearch.start(action, root);
  };
  if (document.querySelector("div#search-page")) run("page");
  if (/[?&]highlight=/.test(location.search)) run("highlight");
  addEventListener("focusin", ({ target }) => target.closest("[role=search]") && run("prepare"));
  addEventListener("keydown", (event) => {
    const chord = event.ctrlKey || event.metaKey;
    if (chord ? event.key != "k" : event.key != "/" || localStorage.noSlash
      || event.target.closest("input,textarea,select,[contenteditable]")) return;
    event.preventDefault();
    run("open");
  });
})(document.currentScript.dataset);
