// Shows the slides of a lesson one at a time. The number of the slide is in the address, so that a reload, a bookmark,
// and the Back button work. Without this script, the page shows all slides, one below the other.
(function () {
  "use strict";

  const slides = Array.from(document.querySelectorAll(".slide"));
  const body = document.body;
  const viewButton = document.querySelector("[data-view]");
  const wide = window.matchMedia("(min-width: 48rem)");

  /** Returns the index of the slide in the address. */
  function place() {
    const found = slides.findIndex((slide) => "#" + slide.id === location.hash);
    return Math.max(found, 0);
  }

  /** Shows the slide in the address, and moves the focus to its heading if a person has moved to it. */
  function show(isMove) {
    const current = place();
    for (const slide of slides) slide.classList.toggle("current", slide === slides[current]);
    document.querySelector("[data-current]").textContent = String(current + 1);
    if (!body.classList.contains("one")) return;
    window.scrollTo(0, 0);
    if (isMove) slides[current].querySelector("h1, h2").focus({ preventScroll: true });
  }

  function go(index) {
    const target = slides[Math.min(Math.max(index, 0), slides.length - 1)];
    location.replace("#" + target.id);
  }

  function setView(isOne) {
    body.classList.toggle("one", isOne);
    viewButton.textContent = isOne ? viewButton.dataset.all : viewButton.dataset.one;
    show(false);
    if (!isOne) slides[place()].scrollIntoView();
  }

  const moves = {
    ArrowRight: () => place() + 1,
    PageDown: () => place() + 1,
    " ": () => place() + 1,
    ArrowLeft: () => place() - 1,
    PageUp: () => place() - 1,
    Home: () => 0,
    End: () => slides.length - 1,
  };

  document.addEventListener("keydown", (event) => {
    if (!body.classList.contains("one") || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    // The space bar presses the button or the checkbox that has the focus.
    if (!move || (event.key === " " && event.target.closest("button, input"))) return;
    event.preventDefault();
    go(move());
  });
  window.addEventListener("hashchange", () => show(true));
  document.addEventListener("fullscreenchange", () => body.classList.toggle("full", document.fullscreenElement !== null));
  document.querySelector("[data-previous]").addEventListener("click", () => go(place() - 1));
  document.querySelector("[data-next]").addEventListener("click", () => go(place() + 1));
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  viewButton.addEventListener("click", () => setView(!body.classList.contains("one")));
  const full = document.querySelector("[data-full]");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => {
    setView(true);
    document.documentElement.requestFullscreen();
  });

  document.querySelector("[data-move]").hidden = false;
  document.querySelector("[data-tools]").hidden = false;
  // A phone shows all slides, because one would be too small to read.
  setView(wide.matches);
  wide.addEventListener("change", () => setView(wide.matches));
})();
