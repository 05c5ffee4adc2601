// Reads a query and finds which entries of the index its words mean.
(function (search) {
  "use strict";

  /** Words of a query that are searched; the rest are left out, and the reader is told. */
  const mostWords = 24;
  /** Characters of a query that are read. */
  const mostCharacters = 1000;

  /** How much a match counts, by the way in which it was found. */
  const weights = { exact: 1, stem: 0.7, prefix: 0.5, typo: 0.6, farTypo: 0.4 };

  /** Shards of postings that the completions of one word may need. */
  const mostCompletionShards = 4;

  /** What comes between a code and the label of its provision: "WA item 5". */
  const citationFillers = new Set(["item", "items", "provision", "section", "rule", "no", "number", "label"]);

  /**
   * Reads a query.
   * @returns {{clauses: object[], words: object[], citationKeys: string[], isCut: boolean}} The clauses to
   *   fulfil, each a word or a quoted phrase; all words as they stand, each with its clause if it has one; the
   *   keys of what the query may cite; whether something was left out.
   */
  search.parseQuery = function (index, query) {
    const text = query.slice(0, mostCharacters);
    const pieces = text.split(/["\u201c\u201d\u201e\u00ab\u00bb]/);
    const words = [];
    const clauses = [];
    pieces.forEach((piece, number) => {
      const found = index.tokenizer.words(piece);
      // The last piece follows a quotation mark that nothing closes.
      const isQuoted = number % 2 === 1 && number < pieces.length - 1;
      if (isQuoted && found.length > 0) clauses.push({ phrase: found.map((word) => word.form) });
      for (const { form, start, end } of found) {
        const word = { form };
        words.push(word);
        if (isQuoted) continue;
        const isCode = index.codes.some((code) => code.abbreviation === piece.slice(start, end));
        word.isFunctionWord = !isCode && index.functionWords.has(form);
        word.clause = { word: form, isUnfinished: number === pieces.length - 1 && end === piece.length };
        clauses.push(word.clause);
      }
    });
    if (words.some((word) => !word.isFunctionWord)) {
      for (const word of words) {
        if (word.isFunctionWord) word.clause = undefined;
      }
    }
    const wanted = clauses.filter((clause) => clause.phrase || words.some((word) => word.clause === clause));
    const distinct = withoutRepeats(wanted, words);
    return {
      clauses: distinct.slice(0, mostWords),
      words,
      citationKeys: possibleCitations(index, text, words.map((word) => word.form)),
      isCut: distinct.length > mostWords || query.length > mostCharacters,
    };
  };

  /** Leaves out clauses that come again; the last stands for all, since it may be unfinished. */
  function withoutRepeats(clauses, words) {
    const last = new Map(clauses.map((clause) => [clause.word ?? clause.phrase.join(" "), clause]));
    for (const word of words) {
      if (word.clause) word.clause = last.get(word.form);
    }
    return [...last.values()];
  }

  /** The keys under which a query would be listed if it were a citation; none where it can't be one. */
  function possibleCitations(index, text, words) {
    if (words.length === 0 || words.length > 8) return [];
    const key = words.join(" ");
    const namesCode = index.codes.some((code) => [code.abbreviation, code.jurisdiction].some((name) => {
      const start = index.tokenizer.words(name).map((word) => word.form).join(" ");
      return key === start || key.startsWith(start + " ");
    }));
    if (!namesCode && !/[0-9]/.test(text)) return [];
    const withoutFillers = words.filter((word, number) => number === 0 || !citationFillers.has(word)).join(" ");
    return [...new Set([key, withoutFillers])];
  }

  /**
   * Finds the entries that a word means: its own first, completions if it may be unfinished, and if there are
   * none the nearest spellings.
   * @returns {Promise<object[]>} Groups of equal standing: `{ how, weight, entries: [{ entry, weights }] }`,
   *   where the inner weights say how much each form of the entry counts within its group.
   */
  search.meaningsOf = async function (index, clause) {
    const groups = [];
    const entry = await index.entryOf(clause.word);
    if (entry) {
      const weightOf = (form) => (form === clause.word ? weights.exact : weights.stem);
      groups.push(group("exact", 1, [entry], weightOf));
    }
    if (clause.isUnfinished && clause.word.length > 1) {
      groups.push(...beginning(await completionsOf(index, clause.word, entry), clause.word));
    }
    if (groups.length > 0) return groups;

    const related = await index.entryByEnding(clause.word);
    if (related) groups.push(group("stem", weights.stem, [related], () => 1));
    const { entries, distance, form } = await nearestSpellings(index, clause.word);
    if (entries.length > 0) {
      const weight = distance > 1 ? weights.farTypo : weights.typo;
      groups.push({ ...group("typo", weight, entries, () => 1), spelling: form });
    }
    if (groups.length > 0) return groups;
    if (clause.word.length < 3) return [];
    return beginning(await completionsOf(index, clause.word), clause.word);
  };

  function group(how, weight, entries, weightOf) {
    return { how, weight, entries: entries.map((entry) => ({ entry, weights: entry.forms.map(weightOf) })) };
  }

  function beginning(entries, prefix) {
    if (entries.length === 0) return [];
    return [group("prefix", weights.prefix, entries, (form) => Number(form.startsWith(prefix)))];
  }

  /** The entries that complete a word: the most frequent, and those whose postings come with them. */
  async function completionsOf(index, prefix, exact) {
    const entries = (await index.entriesBeginning(prefix)).filter((entry) => entry !== exact);
    entries.sort((a, b) => b.magnitude - a.magnitude || a.ordinal - b.ordinal);
    const shards = new Set();
    for (const entry of entries) {
      if (shards.size < mostCompletionShards) shards.add(index.postings.shardOfItem(entry.ordinal));
    }
    return entries.filter((entry) => shards.has(index.postings.shardOfItem(entry.ordinal)));
  }

  /**
   * The entries whose spelling is nearest to a word that the lexicon lacks. The first letter is taken to be
   * right, or to be swapped with the second, unless the lexicon is small enough to be read as a whole.
   */
  async function nearestSpellings(index, word, limit = search.mostEdits(word)) {
    if (limit === 0 || /[0-9]/.test(word)) return { entries: [], distance: Infinity };
    const beginnings = [word[0], word[1] + word[0]];
    const ranges = index.lexicon.shardCount <= 16
      ? [["", "\uffff"]] : beginnings.map((beginning) => [beginning, beginning + "\uffff"]);
    let found = [];
    let distance = limit;
    for (const shard of await index.lexiconShards(ranges)) {
      for (const entry of shard.entries) {
        for (const form of entry.forms) {
          const edits = search.editDistance(word, form, distance);
          if (edits > distance) continue;
          if (edits < distance) found = [];
          distance = edits;
          found.push({ entry, form });
        }
      }
    }
    found.sort((a, b) => Number(b.form[0] === word[0]) - Number(a.form[0] === word[0])
      || b.entry.magnitude - a.entry.magnitude || a.entry.ordinal - b.entry.ordinal);
    const entries = [...new Set(found.map(({ entry }) => entry))].slice(0, 3);
    return { entries, distance, form: found[0]?.form };
  }

  /** The spelling in the lexicon that is nearest to a word, however far within reason. */
  search.nearestSpelling = async function (index, word) {
    if (word.length < 3) return undefined;
    return (await nearestSpellings(index, word, Math.max(1, Math.floor(word.length / 2)))).form;
  };

  /** The edits by which a word may differ from what is meant. */
  search.mostEdits = (word) => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

  /**
   * The insertions, deletions, substitutions and swaps of neighbours between two words, or a number above the
   * limit where there are more than that.
   */
  search.editDistance = function (a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let beforePrevious = [];
    let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const current = [i];
      let best = i;
      for (let j = 1; j <= b.length; j++) {
        const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
        let edits = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (isSame ? 0 : 1));
        const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwap) edits = Math.min(edits, beforePrevious[j - 2] + 1);
        current.push(edits);
        best = Math.min(best, edits);
      }
      if (best > limit) return limit + 1;
      beforePrevious = previous;
      previous = current;
    }
    return previous[b.length];
  };
})(window.handbookSearch);
