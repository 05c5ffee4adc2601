"use strict";
// Loads the search client when it is first used.
(({ root, client }) => {
  let loading;
  const run = async (action) => {
    await (loading ||= Promise.all(client.split(" ").map((file) => new Promise((onload, onerror) => {
      const script = document.createElement("script");
      document.head.append(Object.assign(script, { onload, onerror, async: false, src: root + file }));
    }))));
    handbookSearch.start(action, root);
  };
  if (document.querySelector("div#search-page")) run("page");
  if (/[?&]highlight=/.test(location.search)) run("highlight");
  addEventListener("focusin", ({ target }) => target.closest("[role=search]") && run("prepare"));
  addEventListener("keydown", (event) => {
    const chord = event.ctrlKey || event.metaKey;
    if (chord ? event.key != "k"
      : event.key != "/" || event.target.closest("input,textarea,select") || localStorage.noSlash) return;
    event.preventDefault();
    run("open");
  });
})(document.currentScript.dataset);
