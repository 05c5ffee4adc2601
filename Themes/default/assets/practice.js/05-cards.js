// Flash cards, with a question on the front, the answer on the back, and the reader's judgment.
(function (practice) {
  "use strict";

  const { element, text } = practice;

  /** Shows cards one after another. A card that wasn't known is repeated once at the end. */
  practice.startCards = async function (deck, cards) {
    const queue = [...cards];
    const known = new Set();
    let pieces;
    try {
      pieces = await practice.pieces(deck.shards, cards.map(({ place }) => place));
    } catch {
      practice.fail();
      return;
    }
    const markup = new Map(cards.map((card, place) => [card, pieces[place]]));

    const end = () => practice.show(element("section.practice-result", {}, [
      element("h2", { tabindex: "-1" }, [text("result")]),
      element("p.practice-score", {}, [text("cards-done", { known: known.size, count: cards.length })]),
      practice.ways([]),
    ]));

    const ask = (place) => {
      if (place === queue.length) {
        end();
        return;
      }
      const card = queue[place];
      const sides = practice.parsed(markup.get(card));
      const back = sides.querySelector(".flash-back");
      back.hidden = true;
      back.setAttribute("tabindex", "-1");
      const isAgain = place >= cards.length;
      const judge = (isKnown) => {
        // Only the first judgment counts.
        if (!isAgain) {
          practice.judge(card, isKnown);
          if (isKnown) known.add(card);
          else queue.push(card);
        }
        ask(place + 1);
      };
      const tools = element("p.tools.round-tools");
      const turn = element("button.button.button-main", {
        type: "button",
        click: () => {
          back.hidden = false;
          tools.replaceChildren(
            element("button.button", { type: "button", click: () => judge(false) }, [text("not-yet")]),
            element("button.button.button-main", { type: "button", click: () => judge(true) }, [text("knew")]));
          back.focus({ preventScroll: true });
        },
      }, [text("show")]);
      tools.append(turn);
      const words = text("card-of", { number: place + 1, count: queue.length });
      const box = practice.boxOf(card);
      practice.show(element("section.round", {}, [
        practice.top(words, place, queue.length),
        element("div.flash", {}, [
          box && !isAgain ? element("p.flash-box", {}, [text("box", { box: box.box })]) : null, sides,
        ]),
        tools,
      ]));
    };
    ask(0);
  };
})(window.handbookPractice);
