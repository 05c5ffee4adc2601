// Finds what a query is about: the topics, terms, and other subjects that it names, and the topics that it's like.
(function (search) {
  "use strict";

  /** The weight of a function word in a search; that of other words is higher the fewer searches have them. */
  const functionWordWeight = 0.3;
  /** How much more a word counts that follows the same word as in the search. */
  const orderBonus = 0.5;

  /**
   * Returns the topics whose title or synonym is in a query, or whose title has all of the query's telling words. A
   * name's words can be in any order, unless it needs its function words, as in "who do I ask".
   * @param {Array<{form: string, stems: Set<string>, number: number}>} words Each word's meaning and clause.
   * @returns {Array<{topic: object, clauses: number[], isWhole: boolean}>} Each topic with the clauses that match it,
   *   and whether a name of several words does.
   */
  search.topicsNamed = function (index, query, words) {
    const telling = words.filter(({ number }) => number >= 0 && !query.clauses[number].isLight);
    return longestNames(index.topics.map((topic) => {
      const named = clausesNaming(index, topic.names, words);
      const title = topic.names[0] ?? [];
      const isPartOfTitle = named.clauses.length === 0
        && telling.every(({ stems }) => title.some((stem) => stems.has(stem)));
      const clauses = isPartOfTitle ? new Set(telling.map(({ number }) => number)) : named.clauses;
      return { topic, isWhole: named.isWhole, clauses: [...clauses] };
    }));
  };

  /**
   * Returns how much a query is like the searches of each topic: the part of their weight that they have in common,
   * for the three searches that are most like it. A search must have a word of the query that isn't a function word, if
   * there is one.
   */
  search.likenessOfTopics = function (index, words) {
    const { searches, byStem, weightOf } = index.searches ??= indexSearches(index);
    const whole = words.reduce((sum, { stems }) => sum + Math.min(...[...stems].map(weightOf)), 0);
    const places = new Map(words.flatMap(({ stems }, place) => [...stems].map((stem) => [stem, place])));
    const everyday = new Set(words.flatMap(({ everydayStems }) => [...everydayStems]));
    const content = words.filter(({ number }) => number >= 0);
    const candidates = new Set((content.length > 0 ? content : words).flatMap(({ stems, everydayStems }) => (
      [...stems, ...everydayStems].flatMap((stem) => byStem.get(stem) ?? [])
    )));
    const found = index.topics.map(() => []);
    for (const number of candidates) {
      const { topic, stems, weight } = searches[number];
      const { shared, inOrder } = sharedWeights(stems, places, everyday, weightOf);
      found[topic].push((shared + orderBonus * inOrder) * shared / (whole * weight));
    }
    return found.map((likenesses) => {
      const [first = 0, second = 0, third = 0] = likenesses.sort((a, b) => b - a);
      return first + second / 2 + third / 4;
    });
  };

  /** Returns the weight that a search shares with a query, and the part of it that's in the query's order. */
  function sharedWeights(stems, places, everyday, weightOf) {
    let shared = 0;
    let inOrder = 0;
    let last = -2;
    for (const stem of stems) {
      const place = places.get(stem);
      if (place !== undefined) {
        shared += weightOf(stem);
        if (place === last + 1) inOrder += weightOf(stem);
        last = place;
      } else if (everyday.has(stem)) {
        shared += weightOf(stem) / 2;
      }
    }
    return { shared, inOrder };
  }

  /** Returns all searches with their topics and weights, their numbers by stem, and the weight of a stem. */
  function indexSearches(index) {
    const searches = index.topics.flatMap(({ searches }, topic) => searches.map((stems) => ({ topic, stems, weight: 0 })));
    const byStem = new Map();
    searches.forEach(({ stems }, number) => {
      for (const stem of stems) {
        if (!byStem.has(stem)) byStem.set(stem, []);
        byStem.get(stem).push(number);
      }
    });
    const weightOf = (stem) => (
      index.functionWords.has(stem) ? functionWordWeight
        : Math.log(1 + searches.length / (1 + (byStem.get(stem)?.length ?? 0)))
    );
    for (const one of searches) one.weight = one.stems.reduce((sum, stem) => sum + weightOf(stem), 0);
    return { searches, byStem, weightOf };
  }

  /**
   * Returns the records of the glossary's terms that a query consists of, apart from light words. It has none if the
   * query also names a state.
   * @returns {Promise<Set<number>>}
   */
  search.termsNamed = async function (index, query, words) {
    const records = await index.facet(index.kinds.indexOf("term"));
    const longest = longestNames(index.terms.map((name, number) => (
      { record: records[number], ...clausesNaming(index, [name], words) }
    )));
    const isComplete = query.states.length === 0 && query.clauses.every((clause, number) => (
      clause.isLight || longest.some(({ clauses }) => clauses.includes(number))
    ));
    return new Set(isComplete ? longest.map(({ record }) => record) : []);
  };

  /** Returns what a query names, without what is named by a part of a longer name: "code" in "code of ethics". */
  function longestNames(named) {
    return named.filter(({ clauses }) => clauses.length > 0 && !named.some((other) => (
      other.isWhole && other.clauses.length > clauses.length
        && clauses.every((clause) => other.clauses.includes(clause))
    )));
  }

  /** Returns the clauses whose words make up one of some names, and whether a name of several words is among them. */
  function clausesNaming(index, names, words) {
    const clauses = new Set();
    let isWhole = false;
    for (const name of names) {
      const found = wordsNaming(index, name, words);
      if (!found) continue;
      isWhole ||= name.length > 1;
      for (const word of found) if (word.number >= 0) clauses.add(word.number);
    }
    return { clauses: [...clauses], isWhole };
  }

  /** Returns the words of a query that make up a name, or `undefined` if one is missing. */
  function wordsNaming(index, name, words) {
    if (name.some((stem) => index.functionWords.has(stem))) return consecutiveWords(index, name, words);
    const own = name.map((stem) => words.find((word) => word.stems.has(stem)));
    // "Tell my wife" means the name "tell my spouse", but "wife" alone can mean more than "spouse".
    const found = own.some(Boolean)
      ? own.map((word, i) => word ?? words.find((other) => other.everydayStems.has(name[i]))) : own;
    if (!found.every(Boolean)) return undefined;
    // Light words mean something together only if they follow each other: "make out".
    return found.every(({ isLight }) => isLight) ? consecutiveWords(index, name, words) : found;
  }

  /**
   * Returns the words of a query that have the stems of a name in order, or `undefined`. Between them, there can be
   * function words that a name without function words omits.
   */
  function consecutiveWords(index, name, words) {
    const needsAll = name.some((stem) => index.functionWords.has(stem));
    const counted = needsAll ? words : words.filter(({ number }) => number >= 0);
    const start = counted.findIndex((_, i) => name.every((stem, j) => counted[i + j]?.stems.has(stem)));
    return start < 0 ? undefined : counted.slice(start, start + name.length);
  }

  /**
   * Clears the scores of words that together name a subject that has nothing to do with ethics, such as "sick leave",
   * unless a topic has that name or a record mentions it.
   * @returns {Promise<Set<number>>} The clauses of these words.
   */
  search.clearOtherSubjects = async function (index, words, topics, scores) {
    const cleared = new Set();
    for (const phrase of index.otherSubjects) {
      const found = search.wordsOfPhrase(words, phrase) ?? [];
      const clauses = found.map(({ number }) => number).filter((number) => number >= 0);
      const isTopic = topics.some((topic) => topic.isWhole && clauses.every((clause) => topic.clauses.includes(clause)));
      if (clauses.length === 0 || isTopic || await isMentioned(index, found, scores[clauses[0]])) continue;
      for (const clause of clauses) cleared.add(clause);
    }
    for (const clause of cleared) scores[clause].clear();
    return cleared;
  };

  /** Returns whether a record other than a topic's page has some words of a query one after the other. */
  async function isMentioned(index, words, first) {
    return words.length > 1 ? (await search.scorePhrase(index, words.map(({ form }) => form))).isKnown
      : first.records.some((record) => index.kindOf(record) !== "topic" && first.hasInOwnWords(record));
  }
})(window.handbookSearch);
