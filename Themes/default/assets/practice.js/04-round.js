// A round of questions, one at a time. Each answer is shown immediately, with its explanation.
(function (practice) {
  "use strict";

  const { element, text } = practice;
  const record = window.handbookRecord;

  /** Returns the row above a question or card, with the progress of the round and a way to leave it. */
  practice.top = (words, number, count, more = []) => element("div.round-top", {}, [
    element("h2", { tabindex: "-1" }, [words]),
    ...more,
    element("button.button.button-quiet", { type: "button", click: () => practice.showStart() }, [text("stop")]),
    element("progress", { max: count, value: number, "aria-label": words }),
  ]);

  /** Returns links to the sections of lessons that some questions are about, without duplicates. */
  practice.sections = function (questions) {
    const sections = new Map(questions.filter(({ section }) => section).map(({ section }) => [section.address, section]));
    return element("ul.practice-sections", { role: "list" }, Array.from(sections.values(), ({ title, address }) => (
      element("li", {}, [element("a", { href: address }, [title])])
    )));
  };

  /** Returns the options after a round. */
  practice.ways = (missed) => element("p.tools.practice-go", {}, [
    missed.length > 0 ? element("button.button.button-main", {
      type: "button", click: () => practice.startRound(practice.shuffled(missed)),
    }, [text("again-missed", { count: missed.length })]) : null,
    element("button.button", { type: "button", click: () => practice.showStart() }, [
      missed.length > 0 ? text("back") : text("again"),
    ]),
  ]);

  const showResult = (questions, results) => {
    const answered = questions.filter((question) => results.get(question) !== undefined);
    const missed = answered.filter((question) => !results.get(question));
    const right = answered.length - missed.length;
    practice.show(element("section.practice-result", {}, [
      element("h2", { tabindex: "-1" }, [text("result")]),
      element("p.practice-score", {}, [
        answered.length > 0 ? text("score", { right, count: answered.length }) : text("score-none"),
      ]),
      ...missed.length > 0 ? [element("p", {}, [text("look-again")]), practice.sections(missed)] : [],
      practice.ways(missed),
    ]));
  };

  /** Asks questions one after another, and then shows the result. */
  practice.startRound = async function (questions) {
    const results = new Map();
    const ask = async (place) => {
      const question = questions[place];
      let block;
      try {
        // Load the next one while the reader is on this one.
        [block] = await practice.elements([question]);
        if (questions[place + 1]) practice.elements([questions[place + 1]]).catch(() => {});
      } catch {
        practice.fail();
        return;
      }
      const isLast = place === questions.length - 1;
      const next = element("button.button", {
        type: "button",
        click: () => {
          if (isLast) showResult(questions, results);
          else ask(place + 1);
        },
      }, [isLast ? text("finish") : text("skip")]);
      const words = text("question-of", { number: place + 1, count: questions.length });
      block.querySelector(".question-title").hidden = true;
      block.setAttribute("aria-label", words);
      block.removeAttribute("aria-labelledby");
      record.attach(block, true);
      block.addEventListener("handbook:answer", () => {
        results.set(question, record.result(block));
        next.classList.add("button-main");
        next.textContent = isLast ? text("finish") : text("next");
      });
      practice.show(element("section.round", {}, [
        practice.top(words, place, questions.length), block, element("p.tools.round-tools", {}, [next]),
      ]));
    };
    await ask(0);
  };
})(window.handbookPractice);
