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

  // Fonts that load with the page arrive before most of its text, which then doesn't move. The style sheet alone would
  // load each of them only when the first text needs it. A single file has no fonts, and no address of this script.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (!script.src) return;
  for (const font of script.dataset.fonts?.split(" ") ?? []) {
    new FontFace("Early", `url(${font})`).load().catch(() => {});
  }
})();
