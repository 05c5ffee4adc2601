// A sheet of questions for printing, with the answer key on a separate sheet.
(function (practice) {
  "use strict";

  const { element, text } = practice;

  const letters = (choices, isWanted) => choices.map((choice) => (
    isWanted(choice) ? choice.querySelector(".choice-label").textContent : ""
  )).filter(Boolean).join(", ");

  /** Copies the content of an element without links, which don't work on paper. */
  const words = (source) => {
    const copy = source.cloneNode(true);
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    return Array.from(copy.childNodes);
  };

  /** Shows questions as a sheet. */
  practice.showSheet = async function (questions) {
    let blocks;
    try {
      blocks = await practice.elements(questions);
    } catch {
      practice.fail();
      return;
    }
    const choicesOf = (block) => Array.from(block.querySelectorAll(".choice"));
    const isRight = (choice) => choice.classList.contains("right");
    practice.show(element("div.sheet", {}, [
      element("p.tools", {}, [
        element("button.button.button-main", { type: "button", "data-print": "" }, [text("print")]),
        element("button.button", { type: "button", click: () => practice.showStart() }, [text("back")]),
      ]),
      element("h2", { tabindex: "-1" }, [text("sheet-title")]),
      element("p.sheet-fields", {}, [text("sheet-name"), element("span"), text("sheet-date"), element("span")]),
      element("ol.sheet-questions", {}, blocks.map((block) => element("li", {}, [
        element("div", {}, words(block.querySelector(".stem"))),
        choicesOf(block).filter(isRight).length > 1 ? element("p.note", {}, [text("choose-all")]) : null,
        element("ul", { role: "list" }, choicesOf(block).map((choice) => element("li", {}, [
          element("b", {}, [choice.querySelector(".choice-label").textContent]), " ",
          element("span", {}, words(choice.querySelector(".choice-text"))),
        ]))),
      ]))),
      element("section.sheet-key", {}, [
        element("h2", {}, [text("sheet-key")]),
        element("ol", {}, blocks.map((block) => element("li", {}, [
          element("b", {}, [letters(choicesOf(block), isRight)]), " ",
          ...choicesOf(block).filter(isRight).map((choice) => {
            const reason = choice.querySelector(".rationale").cloneNode(true);
            for (const verdict of reason.querySelectorAll(".verdict")) verdict.remove();
            return element("span", {}, words(reason));
          }),
        ]))),
      ]),
    ]));
  };
})(window.handbookPractice);
