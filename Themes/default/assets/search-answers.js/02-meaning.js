// Finds the entries in the index for the words of a query.
(function (search) {
  "use strict";

  /** The weight of a match, by how it was found. */
  const weights = { exact: 1, form: 0.3, prefix: 0.5, joined: 0.9, ending: 0.7, typo: 0.8, farTypo: 0.6 };
  /** The weights of related words: another form, a word of the same family, a word for the same thing. */
  const relatedWeights = [0, 0.8, 0.6, 0.5];
  const relatedNames = ["", "form", "related", "everyday"];

  /** The range of all forms, which is read only if the lexicon is small. */
  const everything = [["", "\uffff"]];
  const isSmall = (index) => index.lexicon.shardCount <= 16;

  /** The most shards of postings that the completions of a word can need. */
  const mostCompletionShards = 4;

  /**
   * Finds the meaning of each clause that's a word, and splits words that the handbook writes as two: the query
   * `nondiscrimination` then has the clauses `non` and `discrimination`.
   * @returns {Promise<object[][]>} For each clause, groups of equal rank: `{ how, weight, entries: [{ entry, weights }] }`,
   *   where the inner weights are those of the entry's forms in the group.
   */
  search.meaningsOfClauses = async function (index, query) {
    await splitCompounds(index, query);
    const joined = await joinedWords(index, query.words);
    return Promise.all(query.clauses.map(async (clause) => (
      clause.phrase ? [] : meaningsOf(index, clause, joined.get(clause) ?? [])
    )));
  };

  async function meaningsOf(index, clause, joined) {
    const groups = [];
    const entry = await index.entryOf(clause.word);
    if (entry) groups.push(group("word", 1, [entry], (form) => (form === clause.word ? weights.exact : weights.form)));
    if (joined.length > 0) groups.push(group("joined", weights.joined, joined, () => 1));
    for (const { kind, entry: relative } of await index.relatedEntries(clause.word)) {
      groups.push(group(relatedNames[kind], relatedWeights[kind], [relative], () => 1));
    }
    if (isLetter(index, clause.word)) {
      const pairs = await entriesAround(index, clause.word);
      if (pairs.length > 0) groups.push(group("prefix", weights.prefix, pairs, (form) => Number(form.includes(clause.word))));
    } else if (clause.isUnfinished && clause.word.length > 1) {
      groups.push(...beginning(await completionsOf(index, clause.word, entry), clause.word));
    }
    if (groups.length > 0) return groups;

    if (await index.isWord(clause.word)) return [];
    const whole = /..in$/.test(clause.word) ? await index.entryOf(`${clause.word}g`) : undefined;
    if (whole) return [group("word", 1, [whole], (form) => (form === `${clause.word}g` ? weights.exact : weights.form))];
    const related = await index.entryByEnding(clause.word);
    if (related) groups.push(group("ending", weights.ending, [related], () => 1));
    const mayBeUnfinished = clause.isUnfinished && await index.isBeginningOfOtherWord(clause.word);
    const { entries, distance, form } = mayBeUnfinished
      ? { entries: [], distance: Infinity, form: undefined } : await nearestSpellings(index, clause.word);
    if (entries.length > 0) {
      const weight = distance > 1 ? weights.farTypo : weights.typo;
      groups.push({ ...group("typo", weight, entries, () => 1), spelling: form });
    }
    if (groups.length > 0 || clause.word.length < 3) return groups;
    return beginning(await completionsOf(index, clause.word), clause.word);
  }

  function group(how, weight, entries, weightOf) {
    return { how, weight, entries: entries.map((entry) => ({ entry, weights: entry.forms.map(weightOf) })) };
  }

  function beginning(entries, prefix) {
    if (entries.length === 0) return [];
    return [group("prefix", weights.prefix, entries, (form) => Number(form.startsWith(prefix)))];
  }

  /** Replaces a compound that the handbook doesn't write as one word with its two words. */
  async function splitCompounds(index, query) {
    for (const word of [...query.words]) {
      const { clause } = word;
      if (!clause?.word || clause.isLight || word.form.length < 6 || await index.entryOf(word.form)) continue;
      const parts = await partsOf(index, word.form);
      if (!parts) continue;
      const clauses = parts.map((part, number) => (
        query.clauses.find((other) => other.word === part)
          ?? { word: part, isUnfinished: number === 1 && clause.isUnfinished, isLight: number === 0 }
      ));
      query.clauses.splice(query.clauses.indexOf(clause), 1, ...clauses.filter((part) => !query.clauses.includes(part)));
      query.words.splice(query.words.indexOf(word), 1, ...parts.map((part, number) => (
        { ...word, form: part, clause: clauses[number] }
      )));
    }
  }

  /** The prefixes that can be written with a hyphen, with a space, or together with the next word. */
  const compoundBeginnings = ["non", "co", "self", "anti"];

  /** Returns the two words of a compound if both are in the handbook. */
  async function partsOf(index, form) {
    for (const beginning of compoundBeginnings) {
      const rest = form.slice(beginning.length);
      if (!form.startsWith(beginning) || rest.length < 4) continue;
      const entries = await Promise.all([beginning, rest].map((part) => index.entryOf(part)));
      if (entries.every(Boolean) && entries[0].forms.includes(beginning)) return [beginning, rest];
    }
    return undefined;
  }

  /** Returns, for each clause, the entries of words that it forms with its neighbors: `non discrimination`. */
  async function joinedWords(index, words) {
    const joined = new Map();
    await Promise.all(words.slice(1).map(async (word, i) => {
      const pair = [words[i], word];
      const form = words[i].form + word.form;
      if (pair.some((one) => !one.clause?.word) || form.length < 6 || form.length > 24) return;
      const entry = await index.entryOf(form);
      if (!entry?.forms.includes(form)) return;
      for (const { clause } of pair) joined.set(clause, [...(joined.get(clause) ?? []), entry]);
    }));
    return joined;
  }

  /** Returns the entries that complete a word. */
  async function completionsOf(index, prefix, exact) {
    return mostFrequent(index, (await index.entriesBeginning(prefix)).filter((entry) => entry !== exact));
  }

  /** Returns whether a word is a single letter of a script without spaces, in which the index's words are pairs. */
  function isLetter(index, word) {
    return [...word].length === 1 && index.tokenizer.isUnspaced(word.codePointAt(0));
  }

  /** Returns the entries of pairs that have a letter first or, if the lexicon is small, in any place. */
  async function entriesAround(index, letter) {
    const shards = await index.lexiconShards(isSmall(index) ? everything : [[letter, letter + "\uffff"]]);
    return mostFrequent(index, shards.flatMap(({ entries }) => (
      entries.filter((entry) => entry.forms.some((form) => form !== letter && form.includes(letter)))
    )));
  }

  /** Returns the most frequent of some entries, and those in the same shards of postings. */
  function mostFrequent(index, entries) {
    entries.sort((a, b) => b.magnitude - a.magnitude || a.ordinal - b.ordinal);
    const shards = new Set();
    for (const entry of entries) {
      if (shards.size < mostCompletionShards) shards.add(index.postings.shardOfItem(entry.ordinal));
    }
    return entries.filter((entry) => shards.has(index.postings.shardOfItem(entry.ordinal)));
  }

  /**
   * Returns the entries with the nearest spelling to a word that isn't in the lexicon. It assumes that the first
   * letter is correct or swapped with the second, unless the lexicon is small enough to read completely.
   */
  async function nearestSpellings(index, word) {
    const limit = search.mostEdits(word);
    if (limit === 0 || hasDigit(word)) return { entries: [], distance: Infinity, form: undefined };
    index.spellings ??= new Map();
    if (!index.spellings.has(word)) index.spellings.set(word, await computeNearestSpellings(index, word, limit));
    return index.spellings.get(word);
  }

  /** Returns whether a word has a digit; such words aren't misspelled, and other words don't mean them. */
  const hasDigit = (word) => /[0-9]/.test(word);

  async function computeNearestSpellings(index, word, limit) {
    const wanted = lettersOf(word);
    const beginnings = [word[0], word[1] + word[0]];
    const ranges = isSmall(index) ? everything : beginnings.map((beginning) => [beginning, beginning + "\uffff"]);
    let found = [];
    let distance = limit;
    for (const shard of await index.lexiconShards(ranges)) {
      for (const entry of shard.entries) {
        entry.letters ??= entry.forms.map(lettersOf);
        for (let i = 0; i < entry.forms.length; i++) {
          const form = entry.forms[i];
          // An edit changes at most two of a word's letters.
          if (Math.abs(form.length - word.length) > distance || hasDigit(form)) continue;
          if (bitCount(wanted ^ entry.letters[i]) > 2 * distance) continue;
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

  /** Returns the letters in a word, with a bit for each letter from a to z. */
  function lettersOf(word) {
    let letters = 0;
    for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
    return letters;
  }

  function bitCount(bits) {
    let count = 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
    return count;
  }

  /** Returns the maximum number of edits between a word and the intended one. */
  search.mostEdits = (word) => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

  /**
   * Returns the number of insertions, deletions, substitutions, and swaps of neighbors between two words, or a number
   * above the limit if there are more.
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
