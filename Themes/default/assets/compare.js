// Runs before the comparison is drawn: where the address chooses states or a topic, the table waits for the script
// that filters it, and at most two seconds.
(() => {
  "use strict";

  if (!/[?&](states|topic)=/.test(location.search)) return;
  const page = document.documentElement.classList;
  page.add("choosing");
  setTimeout(() => page.remove("choosing"), 2000);
})();
