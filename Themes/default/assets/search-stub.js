// Loads search on first use.
((data) => {
  let loading;
  const run = async (action) => {
    await (loading ||= new Promise((onload, onerror) => {
      const client = { onload, onerror, src: data.root + data.client };
      document.head.append(Object.assign(document.createElement("script"), client));
    }).catch(() => loading = 0));
    if (loading) handbookSearch.start(action, data.root, data.answers);
  };
  if (document.querySelector("div#search-page")) run("page");
  if (/[?&]highlight=/.test(location.search)) run("highlight");
  addEventListener("focusin", ({ target }) => target.closest("[role=search]") && run("prepare"));
  addEventListener("keydown", (event) => {
    let isOff;
    try { isOff = data.noSlash ?? localStorage.noSlash; } catch {}
    if (event.ctrlKey || event.metaKey ? event.key !== "k" : event.key !== "/" || isOff
      || event.target.closest("input,textarea,select,[contenteditable]")) return;
    event.preventDefault();
    run("open");
  });
})(document.currentScript.dataset);
