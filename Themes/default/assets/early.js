// Runs before anything is drawn.
(() => {
  "use strict";

  // Readers who chose light or dark colors never see others, even briefly. Without a choice, or without this script, the
  // colors are those of the device.
  try {
    const scheme = localStorage.getItem("handbook-scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
  } catch {
    // Some browsers refuse storage on file://.
  }

  // Load the fonts along with the page, so that text doesn't move when they arrive. The style sheet alone would wait until
  // some text needs them. A single file contains this script instead of linking to it, and has no fonts.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (!script.src) return;
  for (const font of script.dataset.fonts?.split(" ") ?? []) {
    new FontFace("Early", `url(${font})`).load().catch(() => {});
  }
})();
