// Connects a lesson to a learning management system. This script belongs to the page around the lesson's
// frame. It reports the learner's progress, restores earlier answers and the reading position, and keeps
// links in the frame from leading to lessons that wouldn't be recorded.
// A page around the whole handbook has no lesson and reports nothing.
// Source: SCORM 1.2 Run-Time Environment, section 3.
(() => {
  "use strict";
  /** The longest time until the system's interface appears, in milliseconds. */
  const patience = 4000;
  /** The maximum length of `cmi.suspend_data` that every system stores. */
  const longestData = 4096;
  /** The maximum length of `cmi.core.lesson_location` that every system stores. */
  const longestPlace = 255;
  /** The elements that a system doesn't have to support. */
  const optional = new Set(["core.score.min", "core.score.max"]);

  /** @type {HTMLIFrameElement} */
  const frame = document.querySelector("iframe");
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("..", script.src).href;
  /** The titles of all lessons, by the paths of their pages from the root of the course. */
  const lessons = window.handbookLessons;
  /** The author's rule for a complete lesson; `undefined` around the whole handbook. */
  const { complete } = frame.dataset;

  /** The path of an address from the root of the course. */
  const pathOf = (address) => {
    const plain = address.split(/[?#]/)[0];
    try {
      return plain.startsWith(root) ? decodeURIComponent(plain.slice(root.length)) : "";
    } catch {
      return "";
    }
  };
  const own = pathOf(frame.src);

  const notice = (name) => document.querySelector(`[data-notice=${name}]`);
  const hide = (name) => { notice(name).hidden = true; };
  const show = (name, values = {}) => {
    const element = notice(name);
    element.dataset.text ??= element.textContent;
    element.textContent = element.dataset.text.replace(/\{(\w+)\}/g, (found, key) => values[key] ?? found);
    element.hidden = false;
  };

  // The system

  /** Returns the system's interface, which is in a parent window, or in a parent of the window that opened this one. */
  const find = () => {
    const seen = new Set();
    /** @type {any} */
    let start = window;
    while (start && !seen.has(start)) {
      let above = start;
      for (;;) {
        seen.add(above);
        try {
          if (above.API) return above.API;
        } catch {
          // A window of another origin isn't accessible, but one above it may be.
        }
        if (above.parent === above) break;
        above = above.parent;
      }
      try {
        start = start.opener || above.opener;
      } catch {
        return null;
      }
    }
    return null;
  };

  let api = null;
  let isOpen = false;
  /** Whether the system doesn't want anything to be recorded. */
  let isReview = false;
  let status = "";
  let best = -1;
  const start = Date.now();

  const call = (name, ...values) => {
    try {
      return String(api[name](...values));
    } catch (error) {
      return `${error}`;
    }
  };
  const check = (answer, what) => {
    if (answer === "true") return;
    const code = call("LMSGetLastError");
    show("not-stored", { error: `${what}: ${call("LMSGetErrorString", code)} (${code})` });
  };
  const get = (name) => call("LMSGetValue", `cmi.${name}`);
  const set = (name, value) => {
    const answer = call("LMSSetValue", `cmi.${name}`, String(value));
    if (!optional.has(name)) check(answer, `cmi.${name}`);
  };
  const commit = () => check(call("LMSCommit", ""), "LMSCommit");
  const isDone = () => status === "completed" || status === "passed";
  const setStatus = (value) => {
    if (status === value) return;
    status = value;
    set("core.lesson_status", value);
  };

  // What the learner did. Each answer is stored under the permanent id of its question, in the same form as
  // in the lesson: the question's digest, the choices in the order of the tries, and whether the first try
  // was right.

  const answers = new Map();
  /** The questions of the lesson as it is now, each with its id and digest. */
  let questions = [];
  let hasSeenEnd = false;
  let place = "";
  /** The frame's window while it shows the lesson. */
  let view = null;
  /** The lesson's id. */
  let lesson = "";

  /** Returns the answers as text, without the tries if there isn't enough space for them. */
  const packed = () => {
    const entries = Array.from(answers);
    const full = JSON.stringify(Object.fromEntries(
      entries.map(([name, { digest, tries, isRight }]) => [name, [digest, isRight ?? null, ...tries]])));
    if (full.length <= longestData) return full;
    return JSON.stringify(Object.fromEntries(
      entries.map(([name, { digest, isRight }]) => [name, [digest, isRight ?? null]])));
  };
  const unpack = (text) => {
    try {
      for (const [name, value] of Object.entries(JSON.parse(text))) {
        if (!Array.isArray(value) || typeof value[0] !== "string") continue;
        const [digest, isRight, ...tries] = value;
        answers.set(name, { digest, isRight: isRight ?? undefined, tries });
      }
    } catch {
      // This is the first session, or the system doesn't store anything.
    }
  };

  /** Reports the score, and the status according to the author's rule. */
  const report = () => {
    if (!isOpen || isReview) return;
    const results = questions.map(({ name, digest }) => {
      const answer = answers.get(name);
      return answer?.digest === digest ? answer.isRight : undefined;
    });
    const answered = results.filter((result) => result !== undefined).length;
    const count = questions.length;
    const isAnswered = count > 0 && answered === count;
    const score = count > 0 ? Math.floor((100 * results.filter(Boolean).length) / count) : 0;
    // Trying again, or adding a question, never lowers a score.
    if (answered > 0 && score > best) {
      best = score;
      set("core.score.min", 0);
      set("core.score.max", 100);
      set("core.score.raw", score);
    }
    if (isDone()) return;
    const wanted = /^score>=(\d+)$/.exec(complete);
    if (wanted && count > 0) {
      if (score >= Number(wanted[1])) setStatus("passed");
      else setStatus(isAnswered ? "failed" : "incomplete");
    } else if (complete === "all-answered" && count > 0 ? isAnswered : hasSeenEnd) {
      setStatus("completed");
    } else if (status !== "failed") {
      setStatus("incomplete");
    }
  };
  const save = () => {
    if (!isOpen || isReview) return;
    report();
    set("suspend_data", packed());
    if (place.length <= longestPlace) set("core.lesson_location", place);
    commit();
  };

  // The lesson in the frame

  const notePlace = () => {
    const noted = view?.handbookRecord?.place;
    if (typeof noted?.id === "string" && noted.lesson === lesson) place = noted.id;
  };

  /** Reads what the lesson has recorded. */
  const gather = () => {
    for (const { name, digest } of questions) {
      const former = answers.get(name);
      // An answer without its tries can't be shown, so the lesson doesn't get it.
      if (former?.digest === digest && former.tries.length === 0) continue;
      const answer = view.handbookRecord.answer(lesson, name, digest);
      if (answer) answers.set(name, answer);
      else answers.delete(name);
    }
    save();
  };

  /** Shows earlier answers in the lesson. */
  const recall = () => {
    const record = view?.handbookRecord;
    if (!record) return;
    for (const { name, digest } of questions) {
      const answer = answers.get(name);
      if (answer?.digest !== digest) continue;
      record.keep(lesson, name, digest, answer.tries, answer.isRight);
    }
    record.restore(view.document.querySelector("main"));
  };

  /** Scrolls to the learner's last position, once. */
  const resume = () => {
    if (!place || isDone() || !view || view.location.hash || view.scrollY > 0) return;
    if (!view.document.getElementById(place)) return;
    const address = new URL(view.location.href);
    address.hash = encodeURIComponent(place);
    view.location.replace(address.href);
  };

  const attendLesson = (page) => {
    lesson = page.querySelector("[data-lesson-text]").dataset.lessonText;
    questions = Array.from(page.querySelectorAll("[data-question]")).map(
      ({ dataset }) => ({ name: dataset.question, digest: dataset.digest }));
    recall();
    page.addEventListener("handbook:answer", gather);
    page.addEventListener("handbook:restore", gather);
    view.addEventListener("pagehide", () => {
      notePlace();
      view = null;
    });
    const end = page.querySelector("main").appendChild(page.createElement("div"));
    const observer = new view.IntersectionObserver((changes) => {
      if (!changes.some((change) => change.isIntersecting)) return;
      observer.disconnect();
      hasSeenEnd = true;
      save();
    });
    observer.observe(end);
    if (isOpen) resume();
  };

  /** Prevents a link from leading to another lesson, whose answers wouldn't be recorded. */
  const follow = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    const path = pathOf(String(link.href));
    const title = path === own ? undefined : lessons[path];
    if (title === undefined) {
      hide("other-lesson");
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    show("other-lesson", { title });
  };

  const attend = () => {
    let page = null;
    let path = "";
    try {
      page = frame.contentDocument;
      path = pathOf(frame.contentWindow.location.href);
    } catch {
      // Files that a browser opens from disk can't access each other.
    }
    if (!page || !path) return;
    page.addEventListener("click", follow, true);
    page.addEventListener("auxclick", follow, true);
    if (path !== own || complete === undefined) return;
    view = /** @type {any} */ (frame.contentWindow);
    attendLesson(page);
  };
  frame.addEventListener("load", attend);
  if (frame.contentDocument?.readyState === "complete") attend();
  if (complete === undefined) return;

  // The session

  const begin = () => {
    if (call("LMSInitialize", "") !== "true") {
      show("refused");
      return;
    }
    isOpen = true;
    isReview = ["review", "browse"].includes(get("core.lesson_mode"));
    if (isReview) show("review");
    status = get("core.lesson_status");
    const score = Number.parseFloat(get("core.score.raw"));
    if (score >= 0) best = score;
    unpack(get("suspend_data"));
    place = place || get("core.lesson_location");
    recall();
    save();
    resume();
  };
  const seek = () => {
    api = find();
    if (api) begin();
    else if (Date.now() - start < patience) setTimeout(seek, 100);
    else show("no-system");
  };
  seek();

  addEventListener("pagehide", () => {
    if (!isOpen) return;
    notePlace();
    if (!isReview) {
      const seconds = Math.round((Date.now() - start) / 1000);
      const parts = [Math.min(Math.floor(seconds / 3600), 9999), Math.floor(seconds / 60) % 60, seconds % 60];
      const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
      set("core.session_time", `${hours.padStart(4, "0")}:${minutes}:${rest}`);
      set("core.exit", isDone() ? "" : "suspend");
      save();
    }
    isOpen = false;
    call("LMSFinish", "");
  });
  // A phone may end a page in the background without notice.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    notePlace();
    save();
  });
  // A finished session can't be continued.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
})();
