// The questions and cards, the reader's selection, and what the browser remembers about them.
(function (practice) {
  "use strict";

  const record = window.handbookRecord;
  const cardsKey = "handbook-cards";

  /** The filters, in the order of the page, with the list in the index that each selects from. */
  practice.filters = {
    lesson: "lessons", objective: "objectives", topic: "topics", state: "codes", domain: "domains",
  };

  /** Reads the index, and gives each question and card its index in the list of its pieces. */
  practice.read = function (index) {
    practice.index = index;
    practice.useStrings(index.strings);
    practice.questions = index.questions.map(
      ([name, digest, lesson, objective, domain, topic, state, section], place) => ({
        name, digest, lesson: [lesson], objective: [objective], domain, topic, state, place,
        id: index.lessons[lesson].id,
        section: section.length > 0 ? { title: section[0], address: section[1] } : null,
      }));
    practice.decks = index.decks.map((deck) => ({
      ...deck, cards: deck.cards.map(([id, topic, state], place) => ({ id, topic, state, place })),
    }));
    // An objective's id is unique only in its lesson.
    for (const objective of index.objectives) objective.id = `${index.lessons[objective.lesson].id}:${objective.id}`;
  };

  /** Returns the elements of a list that match the selected filters. */
  practice.matching = (list, chosen) => list.filter((one) => Object.entries(practice.filters).every(([name, from]) => {
    if (!chosen[name] || !one[name]) return true;
    return one[name].some((place) => practice.index[from][place]?.id === chosen[name]);
  }));

  /** What the browser has stored, read once for each view, because there may be thousands of questions and cards. */
  let answers = [];
  let boxes = {};

  /** Reads what the browser has stored. */
  practice.remember = function () {
    answers = practice.index.lessons.map(({ id }) => record.answers(id));
    boxes = record.object(cardsKey);
  };

  /** Returns whether the last first try at a question was correct, or `undefined` if the browser has no answer. */
  practice.lastResult = ({ lesson, name, digest }) => record.current(answers[lesson[0]][name], digest)?.isRight;

  practice.isMissed = (question) => practice.lastResult(question) === false;
  practice.isOpen = (question) => practice.lastResult(question) === undefined;

  /** Returns the elements of questions in the theme's markup, without making the questions count. */
  practice.elements = async function (questions) {
    const pieces = await practice.pieces(practice.index.shards, questions.map(({ place }) => place));
    return pieces.map((piece) => practice.parsed(piece).querySelector("[data-question]"));
  };

  // Flash cards are in five boxes. A card in box n is due again after 2 to the power of n - 1 days.

  const lastBox = 5;

  /** Returns a card's box and the day it was put there, or `null` for a card without a judgment. */
  practice.boxOf = function (card) {
    const [box, day] = Array.isArray(boxes[card.id]) ? boxes[card.id] : [];
    return Number.isInteger(box) && box >= 1 && box <= lastBox && Number.isInteger(day) ? { box, day } : null;
  };

  practice.isDue = function (card) {
    const place = practice.boxOf(card);
    return place === null || record.today() >= place.day + 2 ** (place.box - 1);
  };

  /** Moves a card to the next box, or back to the first. */
  practice.judge = function (card, isKnown) {
    boxes = record.object(cardsKey);
    const box = practice.boxOf(card)?.box ?? 0;
    boxes[card.id] = [isKnown ? Math.min(box + 1, lastBox) : 1, record.today()];
    record.write(cardsKey, boxes);
  };

  /** Deletes all answers and boxes, and returns a function that restores them. */
  practice.clear = function () {
    const undo = practice.index.lessons.map(({ id }) => record.clear(id));
    const cards = record.object(cardsKey);
    record.write(cardsKey, {});
    return () => {
      for (const one of undo) one();
      record.write(cardsKey, cards);
    };
  };

  /** Returns whether the browser remembers anything about this handbook. */
  practice.hasMemory = () => practice.questions.some((question) => !practice.isOpen(question))
    || Object.keys(boxes).length > 0;
})(window.handbookPractice);
