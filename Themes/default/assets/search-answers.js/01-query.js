// Reads a query: its words and phrases, the states that it names, what it may cite.
(function (search) {
  "use strict";

  /** Words of a query that are searched; the rest are left out, and the reader is told. */
  const mostWords = 24;
  /** Characters of a query that are read. */
  const mostCharacters = 1000;

  /** Words of a citation that may as well be left out, as the index leaves them out: "WA item 5". */
  const citationFillers = new Set([
    "item", "items", "provision", "section", "sec", "rule", "no", "number", "label", "chapter", "part", "group",
  ]);

  /** Abbreviations of states that are also words; in lower case they are taken for the word. */
  const wordAbbreviations = new Set([
    "al", "as", "co", "de", "hi", "id", "in", "la", "ma", "md", "me", "mi", "mo", "ms", "oh", "ok", "or", "pa", "pr",
  ]);

  /**
   * Reads a query.
   * @returns {{clauses: object[], words: object[], states: object[], citationKeys: string[], label: string,
   *   isCut: boolean}} The clauses to fulfil, each a word or a quoted phrase; all words in order, each with its
   *   clause if it has one; the jurisdictions that are named; the keys of what the query may cite; what is left of a
   *   short query without the states that it names, which may be the label of an item; whether something was left out.
   */
  search.parseQuery = function (index, query) {
    const text = query.slice(0, mostCharacters);
    const pieces = text.split(/["\u201c\u201d\u201e\u00ab\u00bb]/);
    const words = [];
    const clauses = [];
    pieces.forEach((piece, number) => {
      // The last piece follows a quotation mark that nothing closes.
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
   * The jurisdictions that some words name, in full or by an abbreviation. Marks the words.
   *
   * A longer name wins: "West Virginia" doesn't name Virginia.
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
      // "Washington, D.C." is the district and not the state.
      if (word.form === "dc" && before === "washington") {
        named.splice(named.findIndex(({ name }) => name.toLowerCase() === before), 1);
      }
      take(jurisdiction, number, 1);
    });
    return named;
  }

  /** Whether a word may be the label of an item: a number, a letter, a Roman numeral. */
  function isLabel(form) {
    return form !== undefined && /^(\d+[a-z]?|[a-z]|[ivx]+)$/.test(form);
  }

  search.isLabel = isLabel;

  /** Leaves out clauses that come again; the last stands for all, since it may be unfinished. */
  function withoutRepeats(clauses, words) {
    const last = new Map(clauses.map((clause) => [clause.word ?? clause.phrase.join(" "), clause]));
    for (const word of words) {
      if (word.clause) word.clause = last.get(word.form);
    }
    return [...last.values()];
  }

  /** The letters and digits of words, as the index writes the keys of citations. */
  function citationKey(words) {
    return words.filter((word) => !citationFillers.has(word)).join("").replace(/[.-]/g, "");
  }

  /**
   * The keys of what a query may cite, the longest first: the query as a whole, and its beginnings where it names a
   * code first, since a citation that was copied goes on with a version and a date.
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

  /** The words of a citation without the title of the code, which a copied citation has after the code's name. */
  function withoutTitles(index, words) {
    const found = [];
    for (const { title } of index.codes) {
      const parts = index.tokenizer.words(title).map((word) => word.form);
      const start = words.findIndex((_, i) => i > 0 && parts.every((part, j) => words[i + j] === part));
      if (start > 0) found.push([...words.slice(0, start), ...words.slice(start + parts.length)]);
    }
    return found;
  }

  /** Whether the query has words by which someone may be in danger. */
  search.isUrgent = function (index, query) {
    const forms = query.words.map((word) => word.form);
    return index.urgentWords.some((phrase) => {
      const parts = phrase.split(" ");
      return forms.some((_, start) => parts.every((part, i) => {
        const form = forms[start + i] ?? "";
        return part.endsWith("*") ? form.startsWith(part.slice(0, -1)) : form === part;
      }));
    });
  };
})(window.handbookSearch);
