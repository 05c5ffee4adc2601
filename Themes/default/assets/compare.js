// Runs before the comparison is drawn: where the address chooses states or a topic, the table waits for the script
// that filters it, or until the page has loaded without it.
(() => {
  "use strict";

  if (!/[?&](states|topic)=/.test(location.search)) return;
  const page = document.documentElement.classList;
  page.add("choosing");
  addEventListener("load", () => page.remove("choosing"));
})();
