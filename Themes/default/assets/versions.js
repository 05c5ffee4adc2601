// Finds the text for a version check code. The answers are in the page's rows, so this works without a network, from a
// folder, and years later. A check code in the address (versions.html?code=…) is looked up immediately.
(() => {
  "use strict";

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-version-form]"));
  if (!form) return;
  const field = form.querySelector("input");
  const answer = /** @type {HTMLElement | null} */ (form.querySelector(".version-answer"));
  const rows = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("[data-check-code]")));

  /** Returns a check code in the table's format: lowercase, without spaces and hyphens. */
  const plain = (text) => text.toLowerCase().replace(/[\s\-\u2010-\u2014]/g, "");

  const show = () => {
    const wanted = plain(field.value);
    answer.textContent = "";
    for (const row of rows) row.classList.remove("found");
    if (!wanted) return;
    const found = rows.filter((row) => row.dataset.checkCode === wanted);
    for (const row of found) row.classList.add("found");
    if (!found.length) {
      answer.textContent = /^[0-9a-f]{16}$/.test(wanted) ? answer.dataset.unknown : answer.dataset.short;
      return;
    }
    const link = document.createElement("a");
    link.href = `#${found[0].id}`;
    link.textContent = found[0].dataset.sentence;
    answer.append(link);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.hidden = false;
  const given = new URLSearchParams(location.search).get("code");
  if (given) {
    field.value = given;
    show();
  }
})();
