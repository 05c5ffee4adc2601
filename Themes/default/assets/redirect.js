// A former address leads to the page's present one, with its ? and # parts. A refresh, which is for browsers without
// scripts, loses them.
(() => {
  "use strict";

  location.replace(document.currentScript.dataset.to + location.search + location.hash);
})();
