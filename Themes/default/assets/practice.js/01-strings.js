// Loads the questions and flash cards of practice.html, and contains its interface strings. The index can replace them,
// by name. If a phrase has a count, " | " separates its forms: in English, for one and for other numbers.
//
// A file of the index is a script that calls `handbookPractice` with its name and data, because pages opened through
// file:// can't load anything else.
window.handbookPractice = (function () {
  "use strict";

  const english = {
    "practice-loading": "Loading the questions…",
    "practice-failed": "The questions could not be loaded.",
    "practice-failed-file": "If this page was opened inside a zip archive, extract the folder first, then open the page from the extracted folder.",
    "practice-failed-web": "Check the connection, then reload the page.",
    "practice-modes": "What to practice",
    "practice-questions": "Questions",
    "practice-cards": "Flash cards",
    "practice-exam": "Mock exam",
    "practice-which": "Which questions",
    "practice-all": "All ({count})",
    "practice-open": "Not answered yet ({count})",
    "practice-missed": "Missed last time ({count})",
    "practice-filter": "Choose lessons, topics, or states",
    "practice-filter-chosen": "Chosen: {names}",
    "practice-lesson": "Lesson",
    "practice-objective": "Objective",
    "practice-topic": "Topic",
    "practice-state": "State",
    "practice-domain": "Exam domain",
    "practice-any": "All",
    "practice-size": "How many",
    "practice-size-ten": "10",
    "practice-size-all": "All of them",
    "practice-start": "Start",
    "practice-sheet": "Make a sheet to print",
    "practice-none": "No question matches. Choose fewer filters.",
    "practice-ready": "{count} question | {count} questions",
    "practice-ready-cards": "{count} card to go through | {count} cards to go through",
    "practice-clear": "Clear my answers",
    "practice-cleared": "Your answers and the boxes of your cards are cleared.",
    "practice-undo": "Undo",
    "practice-kept": "This browser remembers your answers on this device. Nobody else sees them.",
    "practice-stop": "Stop",
    "practice-question-of": "Question {number} of {count}",
    "practice-next": "Next question",
    "practice-finish": "See how you did",
    "practice-skip": "Skip",
    "practice-result": "How you did",
    "practice-score": "{right} of {count} right on the first try.",
    "practice-score-none": "You didn’t answer a question.",
    "practice-look-again": "Look again at:",
    "practice-again-missed": "Practice the one you missed | Practice the {count} you missed",
    "practice-again": "Another round",
    "practice-back": "Back to the start",
    "practice-deck": "Which cards",
    "practice-deck-topics": "Topic: what does each code say?",
    "practice-deck-terms": "Term: what does it mean?",
    "practice-deck-blanks": "Provision: which word is missing?",
    "practice-due": "{count} due today",
    "practice-card-of": "Card {number} of {count}",
    "practice-show": "Show the answer",
    "practice-knew": "Knew it",
    "practice-not-yet": "Not yet",
    "practice-box": "Box {box} of 5",
    "practice-boxes": "A card that you knew moves to the next box and comes back later: after 1, 2, 4, 8, or 16 days. One that you didn’t know goes back to box 1.",
    "practice-cards-done": "{known} of {count} known.",
    "practice-cards-none": "No card is due today. You can still go through all of them.",
    "practice-cards-all": "All cards",
    "practice-cards-due": "Due today",
    "practice-exam-about": "You’ll see which answers are right at the end, with a result for each objective.",
    "practice-time": "Time",
    "practice-time-minute": "1 minute for each question",
    "practice-time-double": "2 minutes for each question",
    "practice-time-none": "No limit",
    "practice-exam-start": "Start the exam",
    "practice-left": "{time} left",
    "practice-minute-left": "One minute left.",
    "practice-time-up": "Time is up.",
    "practice-previous": "Previous",
    "practice-exam-next": "Next",
    "practice-exam-end": "Finish the exam",
    "practice-exam-open": "{count} question isn’t answered yet. | {count} questions aren’t answered yet.",
    "practice-choose-all": "More than one answer is right. Choose all of them.",
    "practice-exam-score": "{right} of {count} right ({percent}%).",
    "practice-by-objective": "Result by objective",
    "practice-by-domain": "Result by exam domain",
    "practice-right": "Right",
    "practice-review": "Your answers",
    "practice-unanswered": "No answer",
    "practice-sheet-title": "Questions",
    "practice-sheet-name": "Name:",
    "practice-sheet-date": "Date:",
    "practice-sheet-key": "Answer key",
    "practice-print": "Print",
  };

  let own = {};
  const arrived = new Map();
  const requests = new Map();

  /** @type {any} The parts of this script add their functions to it. Files of the index call it with their data. */
  const practice = (name, data) => { arrived.set(name, data); };

  /** Uses the strings of an index, if it has any. */
  practice.useStrings = (strings) => { own = strings; };

  /** Returns the text for a name, with values in place of `{names}`, in the form for the value `count`. */
  practice.text = function (name, values = {}) {
    const translated = own[`practice-${name}`]?.split(" | ");
    const forms = (english[`practice-${name}`] ?? name).split(" | ");
    const form = translated ? window.handbookForm(translated, values.count) : forms[values.count === 1 ? 0 : forms.length - 1];
    return form.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  };

  /**
   * Creates an element.
   * @param {string} name A tag, followed by classes after periods: `p.note`.
   * @param {object} attributes A function is a listener for the event with its name.
   * @param {Array<Node|string>} children
   * @returns {any}
   */
  practice.element = function (name, attributes = {}, children = []) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== null));
    return element;
  };

  /** Returns the element for a piece of the theme's markup. */
  practice.parsed = function (markup) {
    const template = document.createElement("template");
    template.innerHTML = markup;
    return template.content;
  };

  /** Loads a file once, and returns its data. */
  practice.load = function (name, path) {
    if (!requests.has(name)) {
      requests.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const fail = () => {
          requests.delete(name);
          reject(new Error(path));
        };
        script.src = path;
        script.onerror = fail;
        script.onload = () => {
          script.remove();
          if (arrived.has(name)) resolve(arrived.get(name));
          else fail();
        };
        document.head.append(script);
      }));
    }
    return requests.get(name);
  };

  /** Returns the pieces of markup at some indices of a list that's split into shards. */
  practice.pieces = async function (shards, places) {
    const size = practice.index.shardSize;
    const needed = new Set(places.map((place) => shards[Math.floor(place / size)]));
    await Promise.all(Array.from(needed, (name) => practice.load(name, `practice/${name}.js`)));
    return places.map((place) => arrived.get(shards[Math.floor(place / size)])[place % size]);
  };

  /** Returns a list in random order. Math.random is good enough for that. */
  practice.shuffled = function (list) {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  };

  return practice;
})();
