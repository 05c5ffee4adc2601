// Parses a query: its words and phrases, the states it mentions, and possible citations.
(function (search) {
  "use strict";

  /** The most words of a query that are searched; the rest are left out, and the reader is told. */
  const mostWords = 24;
  /** The most characters of a query that are read. */
  const mostCharacters = 1000;

  /** The words of a citation that can be omitted, as the index omits them: "WA item 5". */
  const citationFillers = new Set([
    "item", "items", "provision", "section", "sec", "rule", "no", "number", "label", "chapter", "part", "group",
  ]);

  /** The abbreviations of states that are also words; in lowercase, they're treated as words. */
  const wordAbbreviations = new Set([
    "al", "as", "co", "de", "hi", "id", "in", "la", "ma", "md", "me", "mi", "mo", "ms", "oh", "ok", "or", "pa", "pr",
  ]);

  /**
   * Parses a query.
   * @returns {{clauses: object[], words: object[], states: object[], citationKeys: string[], label: string,
   *   isCut: boolean}} The clauses to match, each a word or a quoted phrase; all words in order, each with its
   *   clause if it has one; the jurisdictions mentioned; the keys of possible citations; the rest of a short query
   *   without its states, which can be the label of an item; and whether something was left out.
   */
  search.parseQuery = function (index, query) {
    const text = query.slice(0, mostCharacters);
    const pieces = text.split(/["\u201c\u201d\u201e\u00ab\u00bb]/);
    const words = [];
    const clauses = [];
    pieces.forEach((piece, number) => {
      // The last piece follows an unclosed quotation mark.
      const isQuoted = number % 2 === 1 && number < pieces.length - 1;
      const found = index.tokenizer.words(piece).map(({ form, start, end }) => (
        { form, written: piece.slice(start, end), isLast: number === pieces.length - 1 && end === piece.length }
      ));
      words.push(...found);
      if (isQuoted && found.length > 0) clauses.push({ phrase: found.map((word) => word.form) });
      for (const word of isQuoted ? [] : found) {
        word.clause = {
          word: word.form, isUnfinished: word.isLast,
          isLight: index.lightWords.has(word.form), isFunctionWord: index.functionWords.has(word.form),
        };
        clauses.push(word.clause);
      }
    });
    const states = namedStates(index, words);
    for (const word of words) {
      if (word.isState && word.clause) Object.assign(word.clause, { isState: true, isLight: true, isFunctionWord: false });
    }
    dropFunctionWords(words);
    const wanted = clauses.filter((clause) => clause.phrase || words.some((word) => word.clause === clause));
    const distinct = withoutRepeats(wanted, words);
    return {
      clauses: distinct.slice(0, mostWords),
      words,
      states,
      citationKeys: possibleCitations(index, text, words.map((word) => word.form)),
      label: words.filter((word) => !word.isState && !citationFillers.has(word.form)).map((word) => word.form).join(""),
      isCut: distinct.length > mostWords || query.length > mostCharacters,
    };
  };

  /** Leaves out function words, unless there are no other words. */
  function dropFunctionWords(words) {
    if (!words.some((word) => !word.clause?.isFunctionWord && !word.isState)) return;
    for (const word of words) {
      if (word.clause?.isFunctionWord) word.clause = undefined;
    }
  }

  /**
   * Returns the jurisdictions that words mention by name or abbreviation, and marks the words.
   *
   * Longer names win: "West Virginia" doesn't mention Virginia.
   */
  function namedStates(index, words) {
    const named = [];
    const byLength = [...index.jurisdictions].sort((a, b) => b.words.length - a.words.length);
    const isName = (word, part, isLastPart) => word !== undefined && !word.isState
      && (word.form === part || (isLastPart && word.form === `${part}s`));
    const take = (jurisdiction, start, count) => {
      for (let i = start; i < start + count; i++) words[i].isState = true;
      if (!named.includes(jurisdiction)) named.push(jurisdiction);
    };
    for (const jurisdiction of byLength) {
      const { words: parts } = jurisdiction;
      if (parts.length === 0) continue;
      for (let start = 0; start + parts.length <= words.length; start++) {
        const matches = parts.every((part, i) => isName(words[start + i], part, i === parts.length - 1));
        if (matches) take(jurisdiction, start, parts.length);
      }
    }
    words.forEach((word, number) => {
      if (word.isState || word.form.length > 4) return;
      const jurisdiction = index.jurisdictions.find(({ abbreviation }) => abbreviation.toLowerCase() === word.form);
      if (!jurisdiction) return;
      const isShort = word.form.length < 3 && (wordAbbreviations.has(word.form) || index.functionWords.has(word.form));
      const before = words[number - 1]?.form;
      if (isShort && word.written !== jurisdiction.abbreviation && !(number === 0 && isLabel(words[1]?.form))) return;
      // "Washington, D.C." is the district, not the state.
      if (word.form === "dc" && before === "washington") {
        named.splice(named.findIndex(({ name }) => name.toLowerCase() === before), 1);
      }
      take(jurisdiction, number, 1);
    });
    return named;
  }

  /** Returns whether a word can be the label of an item: a number, a letter, or a Roman numeral. */
  function isLabel(form) {
    return form !== undefined && /^(\d+[a-z]?|[a-z]|[ivx]+)$/.test(form);
  }

  search.isLabel = isLabel;

  /** Leaves out repeated clauses except for the last, because it can be unfinished. */
  function withoutRepeats(clauses, words) {
    const last = new Map(clauses.map((clause) => [clause.word ?? clause.phrase.join(" "), clause]));
    for (const word of words) {
      if (word.clause) word.clause = last.get(word.form);
    }
    return [...last.values()];
  }

  /** Returns the letters and digits of words in the form of the index's keys for citations. */
  function citationKey(words) {
    return words.filter((word) => !citationFillers.has(word)).join("").replace(/[.-]/g, "");
  }

  /**
   * Returns the keys of possible citations, longest first: the whole query and, if it starts with a code, its
   * beginnings, because a copied citation continues with a version and a date.
   */
  function possibleCitations(index, text, words) {
    if (words.length === 0) return [];
    const key = citationKey(words);
    const namesCode = index.codes.some(({ abbreviation, jurisdiction }) => (
      [abbreviation, jurisdiction].some((name) => key.startsWith(nameKey(index, name)))
    ));
    if (!namesCode && !/[0-9]/.test(text)) return [];
    const keys = [key];
    if (namesCode && words.length > 2) {
      for (const shortened of withoutTitles(index, words)) {
        for (let count = shortened.length; count > 1; count--) keys.push(citationKey(shortened.slice(0, count)));
      }
    }
    return [...new Set(keys)].filter(Boolean);
  }

  const nameKey = (index, name) => citationKey(index.tokenizer.words(name).map((word) => word.form));

  /** Returns the words of a citation without the code's title, which a copied citation has after the code's name. */
  function withoutTitles(index, words) {
    const found = [];
    for (const { title } of index.codes) {
      const parts = index.tokenizer.words(title).map((word) => word.form);
      const start = words.findIndex((_, i) => i > 0 && parts.every((part, j) => words[i + j] === part));
      if (start > 0) found.push([...words.slice(0, start), ...words.slice(start + parts.length)]);
    }
    return found;
  }

  /** Returns whether the query has words that suggest danger. */
  search.isUrgent = (index, query) => hasPhrase(query, index.urgentWords);

  /** Returns whether the query asks what a word means. */
  search.asksForMeaning = (index, query) => hasPhrase(query, index.definitionWords);

  /** Returns whether a query has one of some phrases. */
  const hasPhrase = (query, phrases) => phrases.some((phrase) => search.wordsOfPhrase(query.words, phrase));

  /** Returns the words that are a phrase, in which `*` stands for any ending, or `undefined` if it isn't there. */
  search.wordsOfPhrase = function (words, phrase) {
    const parts = phrase.split(" ");
    const start = words.findIndex((_, i) => parts.every((part, j) => {
      const form = words[i + j]?.form ?? "";
      return part.endsWith("*") ? form.startsWith(part.slice(0, -1)) : form === part;
    }));
    return start < 0 ? undefined : words.slice(start, start + parts.length);
  };
})(window.handbookSearch);
