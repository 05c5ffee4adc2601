// Self-checks, and what the browser remembers about them: answers, progress, and the reader's place in a lesson. Only
// pages with lessons load this script, and every lesson can be read without it.
//
// An answer is stored under the permanent id of its question, together with the question's digest and the names of the
// choices. When a question changes, its answers no longer count, and an answer never counts for another question.
(() => {
  "use strict";

  /** @type {(selector: string, root?: ParentNode) => any[]} */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  /** Starts one feature. If it fails, the error is reported and the other features still start. */
  const feature = (start) => {
    try {
      start();
    } catch (error) {
      setTimeout(() => { throw error; });
    }
  };

  /**
   * A learner's last answer to a question.
   * @typedef {object} Answer
   * @property {string} digest The question's digest at that time.
   * @property {string[]} tries The names of the choices, in the order in which they were selected.
   * @property {boolean} [isRight] Whether the first try was correct; absent while correct choices are missing.
   * @property {number} day The number of days since January 1, 1970.
   */

  const today = () => Math.floor(Date.now() / 864e5);

  /**
   * The record of all answers. If a browser has no storage, or only for a single file, the record covers only this
   * page. A course keeps its own record, so nothing is stored in its frames.
   */
  const record = (() => {
    const prefix = "handbook-lesson-";
    const placeKey = "handbook-place";
    const isFramed = window.parent !== window;
    const own = new Map();

    const read = (key) => {
      if (own.has(key)) return own.get(key);
      try {
        return isFramed ? null : localStorage.getItem(key);
      } catch {
        return null;
      }
    };
    const write = (key, text) => {
      try {
        if (isFramed) own.set(key, text);
        else if (text) localStorage.setItem(key, text);
        else localStorage.removeItem(key);
      } catch {
        own.set(key, text);
      }
    };
    /** Returns a stored object, or an empty one if the stored value isn't an object. */
    const object = (key) => {
      try {
        const value = JSON.parse(read(key) || "{}");
        return value && typeof value === "object" && !Array.isArray(value) ? value : {};
      } catch {
        return {};
      }
    };
    const isAnswer = (value) => value !== null && typeof value === "object" && typeof value.digest === "string"
      && Array.isArray(value.tries) && value.tries.length > 0;

    return {
      today,
      object,
      write: (key, value) => write(key, JSON.stringify(value)),

      /** Returns what is stored for a lesson's questions, by their names. */
      answers: (lesson) => object(prefix + lesson),
      /**
       * Returns a stored answer if it's to the current version of its question.
       * @returns {Answer | null}
       */
      current: (value, digest) => (isAnswer(value) && value.digest === digest ? value : null),
      /** Returns the answer to the current version of a question. */
      answer(lesson, question, digest) { return this.current(this.answers(lesson)[question], digest); },
      /** Stores an answer, which replaces an earlier one to the same question. */
      keep(lesson, question, digest, tries, isRight) {
        const answers = object(prefix + lesson);
        answers[question] = { digest, tries, isRight, day: today() };
        write(prefix + lesson, JSON.stringify(answers));
      },
      /** Deletes the answers to a lesson's questions, and returns a function that restores them. */
      clear(lesson) {
        const former = read(prefix + lesson);
        write(prefix + lesson, "");
        return () => write(prefix + lesson, former || "");
      },
      /**
       * Returns how many of a lesson's questions are answered.
       * @param {string} lesson
       * @param {string} questions The names of the questions with their digests: `name:digest name:digest`.
       */
      progress(lesson, questions) {
        const names = questions.split(" ").filter(Boolean).map((one) => one.split(":"));
        const stored = this.answers(lesson);
        const answers = names.map(([name, digest]) => this.current(stored[name], digest));
        const done = answers.filter((answer) => answer?.isRight !== undefined).length;
        return { done, count: names.length, hasStarted: answers.some(Boolean) };
      },
      /** The reader's last place: a lesson, the id of a section, and its heading. */
      get place() { return object(placeKey); },
      set place(value) { write(placeKey, JSON.stringify(value)); },
    };
  })();
  window.handbookRecord = record;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);

  // Self-checks. A choice counts if a person opens it with a click or a key, but not if the browser opens it to show a
  // match of its page search. Each answer is an event that the lesson's result and a course listen for.

  /** The choices that were tried for each question, in order. */
  const tries = new Map();
  const isRight = (choice) => choice.classList.contains("right");
  const choicesOf = (question) => all("details.choice", question);

  /** Whether the first try had all correct choices and no others; `undefined` while correct choices are missing. */
  const result = (question) => {
    const tried = tries.get(question);
    const wanted = choicesOf(question).filter(isRight).length;
    if (tried.slice(0, wanted).some((choice) => !isRight(choice))) return false;
    return tried.length < wanted ? undefined : true;
  };

  const showStatus = (question) => {
    const status = question.querySelector("[data-question-status]");
    const tried = tries.get(question);
    const wanted = choicesOf(question).filter(isRight).length;
    const found = tried.filter(isRight).length;
    question.classList.toggle("answered", tried.length > 0);
    if (tried.length === 0) status.textContent = "";
    else if (found === wanted) {
      status.textContent = tried.length === wanted ? status.dataset.first : `${status.dataset.later} ${tried.length}`;
    } else if (isRight(tried[tried.length - 1])) status.textContent = status.dataset.more;
    else status.textContent = status.dataset.again;
  };

  /** Shows the recorded answer to a question, if there is one. */
  const restore = (question) => {
    const { lesson, question: name, digest } = question.dataset;
    const answer = record.answer(lesson, name, digest);
    const choices = choicesOf(question);
    const tried = (answer?.tries ?? []).map((one) => choices.find((choice) => choice.dataset.choice === one));
    tries.set(question, tried.filter(Boolean));
    for (const choice of choices) choice.open = tried.includes(choice);
    showStatus(question);
  };

  const choose = (question, choice) => {
    const tried = tries.get(question);
    const choices = choicesOf(question);
    const isComplete = choices.filter(isRight).every((one) => tried.includes(one));
    if (isComplete || tried.includes(choice)) return;
    tried.push(choice);
    showStatus(question);
    const { lesson, question: name, digest } = question.dataset;
    record.keep(lesson, name, digest, tried.map((one) => one.dataset.choice), result(question));
    question.dispatchEvent(new CustomEvent("handbook:answer", {
      bubbles: true,
      detail: { question: `${name}:${digest}`, isRight: result(question), tries: tried.length },
    }));
  };

  /** Makes a question count. A fresh question is asked again, even if it has a recorded answer. */
  const attach = (question, isFresh = false) => {
    if (isFresh) tries.set(question, []);
    else restore(question);
    for (const choice of choicesOf(question)) {
      choice.querySelector("summary").addEventListener("click", () => {
        if (!choice.open) choose(question, choice);
      });
    }
  };

  /** Shows the recorded answers to all questions in an element. */
  const restoreAll = (root) => {
    for (const question of all("[data-question]", root)) restore(question);
    root.dispatchEvent(new CustomEvent("handbook:restore", { bubbles: true }));
  };
  Object.assign(record, { attach, result, restore: restoreAll });

  feature(() => {
    for (const question of all("[data-question]")) attach(question);
  });

  // The result of a lesson's self-checks, sections to review, and a way to start over

  /** Returns the heading of the section that contains an element. */
  const headingAbove = (element, root) => all("h2[id], h3[id]", root)
    .filter((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).pop();

  const textOf = (heading) => {
    const copy = heading.cloneNode(true);
    for (const anchor of all(".anchor", copy)) anchor.remove();
    return copy.textContent.trim();
  };

  feature(() => {
    for (const section of all("[data-result]")) {
      const main = section.closest("main");
      const questions = all("[data-question]", main);
      const cleared = main.querySelector("[data-cleared] > span");
      const again = section.querySelector("[data-result-again]");
      let undo = () => {};

      const show = () => {
        const answered = questions.filter((question) => result(question) !== undefined);
        const right = answered.filter((question) => result(question)).length;
        const isDone = answered.length === questions.length;
        section.hidden = answered.length === 0;
        section.querySelector("[data-result-score]").textContent = fill(
          isDone ? section.dataset.score : section.dataset.scoreSoFar, { right, done: answered.length });
        const missed = answered.filter((question) => !result(question));
        const headings = new Set(missed.map((question) => headingAbove(question, main)).filter(Boolean));
        again.hidden = headings.size === 0;
        again.querySelector("span").replaceChildren(...Array.from(headings).flatMap((heading, place) => {
          const link = document.createElement("a");
          link.href = `#${encodeURIComponent(heading.id)}`;
          link.textContent = textOf(heading);
          return place > 0 ? [", ", link] : [link];
        }));
        const practice = section.querySelector("[data-result-practice]");
        if (practice) practice.hidden = missed.length === 0;
        if (answered.length > 0) cleared.hidden = true;
      };
      main.addEventListener("handbook:answer", show);
      main.addEventListener("handbook:restore", show);
      section.querySelector("[data-clear]").addEventListener("click", () => {
        undo = record.clear(section.dataset.result);
        restoreAll(main);
        cleared.hidden = false;
        cleared.querySelector("[data-undo]").focus();
      });
      cleared.querySelector("[data-undo]").addEventListener("click", () => {
        undo();
        restoreAll(main);
        cleared.hidden = true;
        section.querySelector("[data-clear]").focus();
      });
      show();
    }
  });

  // The learner's record of the self-checks, for printing

  feature(() => {
    for (const section of all("[data-record]")) {
      const main = section.closest("main");
      const questions = all("[data-question]", main);
      if (questions.length === 0) continue;
      const list = section.querySelector("[data-record-answers]");
      const now = new Date();
      const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
      section.querySelector("input[type=date]").value = day.map((part) => String(part).padStart(2, "0")).join("-");

      const listAnswers = () => {
        list.replaceChildren(...questions.map((question) => {
          const answers = (tries.get(question) || []).map((choice) => {
            const label = choice.querySelector(".choice-label").textContent;
            return `${label} (${isRight(choice) ? list.dataset.right : list.dataset.wrong})`;
          });
          const name = question.querySelector(".question-title .dot").textContent;
          const item = document.createElement("li");
          item.textContent = `${name}: ${answers.join(", ") || list.dataset.none}`;
          return item;
        }));
      };
      main.addEventListener("handbook:answer", listAnswers);
      main.addEventListener("handbook:restore", listAnswers);
      listAnswers();
      section.hidden = false;
      section.querySelector("[data-record-print]").addEventListener("click", () => {
        document.body.classList.add("printing-record");
        addEventListener("afterprint", () => { document.body.classList.remove("printing-record"); }, { once: true });
        print();
      });
    }
  });

  // The place in a lesson: the last heading above the middle of the window that the reader has scrolled to

  feature(() => {
    const texts = all("[data-lesson-text]");
    if (texts.length === 0) return;
    let timer = 0;
    const note = () => {
      timer = 0;
      const text = texts.find((one) => one.getClientRects().length > 0);
      if (!text || scrollY === 0) return;
      const above = all("h2[id], h3[id]", text).filter(
        (heading) => heading.getBoundingClientRect().top < innerHeight / 2);
      const heading = above.pop();
      if (!heading) return;
      record.place = { lesson: text.dataset.lessonText, id: heading.id, heading: textOf(heading) };
    };
    addEventListener("scroll", () => {
      clearTimeout(timer);
      timer = setTimeout(note, 300);
    }, { passive: true });
    addEventListener("pagehide", () => {
      if (timer) note();
    });
  });

  // Lists of lessons show the reader's progress after the reader has started a lesson. If a browser has no storage for
  // all files of a folder, they show nothing.

  feature(() => {
    const cards = all("[data-lesson-card]").map((card) => {
      const { lessonCard: lesson, questions, progress } = card.dataset;
      return { card, lesson, words: progress, ...record.progress(lesson, questions) };
    });
    const place = record.place;
    const last = cards.find(({ lesson }) => lesson === place.lesson);
    if (!last && !cards.some(({ hasStarted }) => hasStarted)) return;
    for (const one of cards) {
      const state = one.card.querySelector("[data-lesson-state]");
      const isStarted = one === last || one.hasStarted;
      if (one.count === 0) continue;
      if (one.done === one.count) state.textContent = state.dataset.done;
      else state.textContent = isStarted ? fill(one.words, { done: one.done }) : state.dataset.notStarted;
      state.classList.toggle("done", one.done === one.count);
      state.hidden = false;
    }

    // Where to continue: the place in the last lesson, or the next lesson if that one is done.
    const isDone = ({ count, done }) => count > 0 && done === count;
    const rest = last && isDone(last)
      ? [...cards.slice(cards.indexOf(last) + 1), ...cards].find((one) => !isDone(one))
      : last;
    for (const link of rest ? all("a[data-continue]") : []) {
      const page = rest.card.querySelector("a");
      const parts = [page.textContent.split(":")[0]];
      const address = new URL(page.href);
      if (rest === last && typeof place.id === "string" && typeof place.heading === "string") {
        parts.push(place.heading);
        address.hash = encodeURIComponent(place.id);
      }
      link.textContent = `${link.dataset.continue} ${parts.join(", ")}`;
      link.href = address.href;
    }
  });
})();
