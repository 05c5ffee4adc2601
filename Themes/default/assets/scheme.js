// Runs before anything is drawn: a reader who has chosen light or dark colors sees no others, even for a moment.
// Without a choice, or without this script, the colors are those of the device.
(() => {
  "use strict";

  try {
    const scheme = localStorage.getItem("handbook-scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
  } catch {
    // Some browsers refuse storage on file://.
  }
})();
