// A mock exam with a fixed set of questions, no answers until the end, and a result by objective.
(function (practice) {
  "use strict";

  const { element, text } = practice;
  const record = window.handbookRecord;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  /** Returns whether the selected choices are exactly the correct ones. */
  const isRight = (block, chosen) => Array.from(block.querySelectorAll(".choice")).every(
    (choice) => choice.classList.contains("right") === chosen.has(choice.dataset.choice));

  /** Returns a table with the number of correct answers for each objective or domain. */
  const results = (questions, right, name, caption) => {
    const list = practice.index[practice.filters[name]];
    const rows = list.map(({ name: title }, place) => {
      const asked = questions.filter((question) => question[name].includes(place));
      return { title, count: asked.length, right: asked.filter((question) => right.has(question)).length };
    }).filter(({ count }) => count > 0);
    if (rows.length === 0) return null;
    return element("table.exam-table", {}, [
      element("caption", {}, [caption]),
      element("thead", {}, [element("tr", {}, [
        element("th", { scope: "col" }, [text(name)]), element("th", { scope: "col" }, [text("right")]),
      ])]),
      element("tbody", {}, rows.map(({ title, count, right: good }) => element("tr", {}, [
        element("th", { scope: "row" }, [title]),
        element("td", {}, [
          element("progress", { max: count, value: good, "aria-hidden": "true" }), ` ${good}/${count}`,
        ]),
      ]))),
    ]);
  };

  /** Runs an exam. Without a limit, it has no timer. */
  practice.startExam = async function (questions, seconds) {
    let blocks;
    try {
      blocks = await practice.elements(questions);
    } catch {
      practice.fail();
      return;
    }
    /** The names of the selected choices for each question. */
    const answers = questions.map(() => new Set());
    const end = Date.now() + seconds * 1000;
    const time = element("p.round-time", { role: "timer" });
    const notice = element("p.visually-hidden", { role: "status" });
    let current = 0;

    const tick = () => {
      if (!practice.container.contains(time)) {
        clearInterval(timer);
        return;
      }
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      time.textContent = text("left", { time: clock(left) });
      if (left === 60) notice.textContent = text("minute-left");
      if (left === 0) finish(true);
    };

    const finish = (isLate) => {
      clearInterval(timer);
      const right = new Set(questions.filter((_, place) => isRight(blocks[place], answers[place])));
      questions.forEach(({ id, name, digest }, place) => {
        // Questions without an answer aren't recorded.
        if (answers[place].size > 0) record.keep(id, name, digest, [...answers[place]], right.has(questions[place]));
      });
      const missed = questions.filter((question) => !right.has(question));
      const percent = Math.round((100 * right.size) / questions.length);
      practice.show(element("section.practice-result", {}, [
        element("h2", { tabindex: "-1" }, [text("result")]),
        isLate ? element("p", {}, [text("time-up")]) : null,
        element("p.practice-score", {}, [text("exam-score", { right: right.size, count: questions.length, percent })]),
        results(questions, right, "objective", text("by-objective")),
        results(questions, right, "domain", text("by-domain")),
        practice.ways(missed),
        element("h2", {}, [text("review")]),
        ...blocks.map((block, place) => {
          for (const choice of block.querySelectorAll(".choice")) {
            choice.open = answers[place].has(choice.dataset.choice);
          }
          const words = text("question-of", { number: place + 1, count: questions.length });
          block.querySelector(".question-title").textContent = words;
          block.querySelector(".question-help").textContent = answers[place].size > 0 ? "" : text("unanswered");
          block.id = `_exam-${place + 1}`;
          block.querySelector(".question-title").id = `_exam-${place + 1}-title`;
          block.setAttribute("aria-labelledby", `_exam-${place + 1}-title`);
          return block;
        }),
      ]));
    };

    const ask = (place) => {
      current = place;
      const block = blocks[place];
      const isMultiple = block.querySelectorAll(".choice.right").length > 1;
      const words = text("question-of", { number: place + 1, count: questions.length });
      const chosen = answers[place];
      const options = Array.from(block.querySelectorAll(".choice"), (choice) => {
        const label = choice.querySelector(".choice-text").cloneNode(true);
        const input = element("input", {
          type: isMultiple ? "checkbox" : "radio", name: "_exam", checked: chosen.has(choice.dataset.choice),
          change: (event) => {
            if (!isMultiple) chosen.clear();
            if (event.target.checked) chosen.add(choice.dataset.choice);
            else chosen.delete(choice.dataset.choice);
          },
        });
        return element("li", {}, [element("label.choice.exam-choice", {}, [input, label])]);
      });
      const isLast = place === questions.length - 1;
      const open = () => answers.filter(({ size }) => size === 0).length;
      const left = element("p.note", { role: "status" });
      let isWarned = false;
      const next = element("button.button.button-main", {
        type: "button",
        click: () => {
          if (!isLast) ask(place + 1);
          else if (open() > 0 && !isWarned) {
            left.textContent = text("exam-open", { count: open() });
            isWarned = true;
          } else finish(false);
        },
      }, [isLast ? text("exam-end") : text("exam-next")]);
      practice.show(element("section.round", {}, [
        practice.top(words, place, questions.length, seconds > 0 ? [time, notice] : []),
        element("div.question", { role: "group", "aria-label": words }, [
          block.querySelector(".stem").cloneNode(true),
          isMultiple ? element("p.question-help", {}, [text("choose-all")]) : null,
          element("ol.choices", { role: "list" }, options),
        ]),
        left,
        element("p.tools.round-tools", {}, [
          place > 0 ? element("button.button", { type: "button", click: () => ask(place - 1) }, [text("previous")]) : null,
          next,
        ]),
      ]));
      if (seconds > 0) tick();
    };

    const timer = seconds > 0 ? setInterval(tick, 1000) : 0;
    ask(current);
  };
})(window.handbookPractice);
