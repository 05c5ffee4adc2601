// Runs before the comparison is drawn. If the address selects states or a topic, the table stays hidden until a
// script has filtered it, or the page has loaded without it.
(() => {
  "use strict";

  if (!/[?&](states|topic)=/.test(location.search)) return;
  const page = document.documentElement.classList;
  page.add("choosing");
  addEventListener("load", () => page.remove("choosing"));
})();
