// Runs before anything is drawn, so that readers who chose light or dark colors never see others, even briefly.
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
