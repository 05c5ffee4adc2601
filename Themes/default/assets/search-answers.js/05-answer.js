// Finds the answer to a query with filters.
(function (search) {
  "use strict";

  /** The weight of a record by its kind; readers look for rules first. */
  const kindWeights = { provision: 2, topic: 1, fact: 1, code: 0.9, lesson: 0.6, term: 0.9, citation: 0.5, page: 0.6 };

  /** The statuses of codes that don't apply now, and the weight of their rules; others lead at nearly equal relevance. */
  const notInForce = new Set(["draft", "proposed", "adopted", "superseded"]);
  const notInForceWeight = 0.9;

  /** The weight of a glossary entry whose term is the query. */
  const namedTermWeight = 1.6;

  /** The part of the query's weight that a result must cover if the query has two significant words, or more. */
  const leastOfTwo = 0.42;
  const leastOfMany = 0.3;
  /** The part of the query's weight that a topic's page must cover to lend its words to its rules. */
  const leastOfLeading = 0.4;
  /** The part of its score that a rule keeps if none of its topics is likely. */
  const leastShare = 0.4;
  /** The kinds of records that answer questions that aren't about provisions: "who issued the Ohio code". */
  const otherAnswers = new Set(["fact", "page", "term", "citation"]);
  /** The part of the best result's coverage that all others must have. */
  const leastOfBest = 0.45;
  /** The part of the query's weight that a provision's own words must cover for the provision to mention the subject. */
  const mentioned = 0.5;
  /**
   * The part that they must cover for the provision to be listed if the query doesn't mention a topic: for a query with
   * two significant words, and for one with more.
   */
  const leastOfRuleForTwo = 0.6;
  const leastOfRuleForMany = 0.45;

  /**
   * Answers a query. The answer depends only on the index and the arguments.
   * @param {object} index
   * @param {{q: string, state?: string, status?: string, topic?: string, kind?: string}} request
   * @param {{start: number, count: number, countFacets: boolean}} wanted The results to list, from 0; if there are
   *   fewer, the last ones.
   */
  search.answer = async function (index, request, { start, count, countFacets }) {
    await index.openShards();
    const query = search.parseQuery(index, request.q);
    const meanings = await search.meaningsOfClauses(index, query);
    const scores = await Promise.all(query.clauses.map((clause, number) => (
      clause.phrase ? search.scorePhrase(index, clause.phrase) : search.scoreWord(index, clause, meanings[number])
    )));
    const words = wordMeanings(query, meanings);
    const named = search.topicsNamed(index, query, words);
    const cleared = await search.clearOtherSubjects(index, words, named, scores);
    let topics = named
      .map((topic) => ({ ...topic, clauses: topic.clauses.filter((clause) => !cleared.has(clause)) }))
      .filter(({ clauses }) => clauses.length > 0);
    const terms = await search.termsNamed(index, query, words);
    const likely = await likelyTopics(index, query, scores, topics, search.likenessOfTopics(index, words));
    for (const topic of topics) await search.addTopic(index, topic, scores);
    const leading = leadingTopic(query, scores, likely[0]);
    if (leading) {
      await search.addLeadingTopic(index, leading, scores);
      topics = [...topics.filter(({ topic }) => topic !== leading.topic), leading];
    }
    const cited = search.asksForMeaning(index, query) && terms.size > 0
      ? terms : await citedRecords(index, query, request);
    const missingItem = cited.size === 0 ? itemMissing(query) : undefined;
    const facets = await loadFacets(index, request, countFacets);

    const ranking = rank(index, { query, scores, likely, topics, terms, cited, facets, missingItem });
    const first = Math.min(start, Math.floor(Math.max(0, ranking.total - 1) / count) * count);
    const records = ranking.best(first + count).slice(first);
    return {
      query,
      first,
      total: ranking.total,
      fullTotal: ranking.fullTotal,
      results: records.map((record) => ({
        record,
        isCited: cited.has(record),
        lacking: query.clauses.filter((clause, number) => (
          !clause.isLight && scores[number].byRecord[record] === 0 && !cited.has(record)
        )),
        isRemoved: scores.some((score) => score.removed.has(record)),
        topics: [...new Set(scores.map((score) => score.byTopic.get(record)).filter(Boolean))],
      })),
      states: query.states.map((state) => statement(state, ranking)),
      otherStatesFrom: ranking.otherStatesFrom,
      missingItem,
      note: ranking.note,
      urgent: search.isUrgent(index, query) ? urgentText(index, topics) : undefined,
      spellings: meanings.flat().filter((group) => group.how === "typo").map((group) => group.spelling),
      topics: topics.map(({ topic }) => topic),
      forms: formsToMark(query, meanings),
      counts: countFacets ? ranking.facetCounts() : undefined,
    };
  };

  /**
   * Returns the topics that the query may be about, the likeliest first: those whose pages have its words, whose
   * searches are like it, and that it names. There are none if a fact or a term answers the query better.
   * @returns {Promise<Array<{topic: object, records: number[], page: number, coverage: number, share: number}>>} Each
   *   topic with its records and its page, the part of the query's weight that the page covers, and its likelihood
   *   relative to the first topic's.
   */
  async function likelyTopics(index, query, scores, named, likeness) {
    if (index.topics.length === 0) return [];
    const { coverage, totals, candidates } = weigh(index, query, scores);
    const lists = await Promise.all(index.topics.map((topic) => index.recordsOfTopic(topic)));
    const topics = index.topics.map((topic, number) => {
      const page = lists[number].find((record) => index.kindOf(record) === "topic");
      const sum = totals[page] / (coverage[page] || 1);
      return {
        topic, records: lists[number], page, coverage: coverage[page], sum, likeness: likeness[number], share: 0,
      };
    }).filter(({ page }) => page !== undefined);
    const most = (name) => topics.reduce((largest, one) => Math.max(largest, one[name]), 0) || 1;
    const [mostSum, mostLikeness] = [most("sum"), most("likeness")];
    for (const one of topics) {
      one.share = one.sum / mostSum + one.likeness / mostLikeness + partNaming(one.topic, named, scores);
    }
    topics.sort((a, b) => compareScores(b.share, a.share) || a.page - b.page);
    const best = topics.reduce((largest, { page }) => Math.max(largest, totals[page]), 0);
    if (candidates.some((record) => otherAnswers.has(index.kindOf(record)) && totals[record] > best)) return [];
    return topics.map((one) => ({ ...one, share: one.share / (topics[0].share || 1) }));
  }

  /** Returns the part of the query's weight that names a topic. */
  function partNaming(topic, named, scores) {
    const sum = (parts) => parts.reduce((total, { weight }) => total + weight, 0);
    const clauses = named.find((one) => one.topic === topic)?.clauses ?? [];
    return sum(clauses.map((clause) => scores[clause])) / (sum(scores) || 1);
  }

  /** Returns the likeliest topic in the form that `topicsNamed` returns, if its page covers enough of the query. */
  function leadingTopic(query, scores, likeliest) {
    if (!likeliest) return undefined;
    const { topic, page: record, coverage } = likeliest;
    const clauses = [...query.clauses.keys()].filter((number) => scores[number].byRecord[record] > 0);
    const telling = query.clauses.filter((clause) => !clause.isLight).length;
    const matched = clauses.filter((number) => !query.clauses[number].isLight).length;
    // One of several words matches many topics by chance.
    if (matched < Math.min(2, telling) || coverage < leastOfLeading) return undefined;
    return { topic, record, clauses, isWhole: true };
  }

  /**
   * Returns each word of the query with its possible stems, and the number of its clause or -1. A finished word, or
   * one that the handbook contains, doesn't match longer words that start with it.
   */
  function wordMeanings(query, meanings) {
    return query.words.map((word) => {
      const number = query.clauses.indexOf(word.clause);
      const isWritten = number >= 0 && meanings[number].some((group) => group.how === "word");
      const groups = number < 0 ? [] : meanings[number].filter((group) => (
        group.how !== "prefix" || (word.clause.isUnfinished && !isWritten)
      ));
      const stemsOf = (isEveryday) => groups.filter((group) => (group.how === "everyday") === isEveryday)
        .flatMap((group) => group.entries.map(({ entry }) => entry.stem));
      return {
        number, isLight: word.clause?.isLight ?? true, form: word.form, stems: new Set([word.form, ...stemsOf(false)]), everydayStems: new Set(stemsOf(true)),
      };
    });
  }

  /** Returns the forms to highlight in snippets and on the page of a result. */
  function formsToMark(query, meanings) {
    const forms = new Set(query.clauses.flatMap((clause) => clause.phrase ?? [clause.word]));
    query.clauses.forEach((clause, number) => {
      if (clause.isLight && !clause.isState) return;
      for (const { entry, weights } of meanings[number].flatMap((group) => group.entries)) {
        entry.forms.forEach((form, i) => { if (weights[i] > 0) forms.add(form); });
      }
    });
    return forms;
  }

  /** Returns the records that the query cites; if a state is selected, a label is enough. */
  async function citedRecords(index, query, { state = undefined }) {
    for (const key of query.citationKeys) {
      const found = await index.recordsCitedAs(key);
      if (found.length > 0) return new Set(found);
    }
    const found = new Set();
    if (state && query.words.length > 0 && query.words.length < 4) {
      const label = query.words.map((word) => word.form).join("");
      for (const code of index.codes.filter((code) => [search.stateName(code), search.codeName(code)].includes(state))) {
        const key = code.abbreviation.toLowerCase().replace(/[^a-z0-9]/g, "") + label;
        for (const record of await index.recordsCitedAs(key)) found.add(record);
      }
    }
    return found;
  }

  /** Returns the state and label of a cited item that doesn't exist, or nothing if the query isn't a citation. */
  function itemMissing(query) {
    const [state] = query.states;
    if (query.states.length !== 1 || !/^\d/.test(query.label) || query.label.length > 8) return undefined;
    const code = state.codes.find((code) => code.isIncluded);
    return code ? { state, code, label: query.label } : undefined;
  }

  /** Returns what to tell the reader about a state in the query. */
  function statement(state, ranking) {
    const code = state.codes.find((code) => code.isIncluded) ?? state.codes[0];
    const text = code === undefined ? "none" : code.isIncluded ? "full" : "reference";
    return { name: state.name, text, code, hasResults: ranking.hasResultsOf(state) };
  }

  /** Returns what to do first when someone may be in danger, from a topic in the query or else the most likely one. */
  function urgentText(index, topics) {
    const texts = [...topics.map(({ topic }) => topic), ...index.topics].map((topic) => topic.urgent).filter(Boolean);
    const isNamed = topics.some(({ topic }) => topic.urgent);
    return isNamed ? texts[0] : texts.find((text) => /[0-9]{3}/.test(text)) ?? texts[0];
  }

  /** Returns the name of a code's state in the address of the search page. */
  search.stateName = (code) => code.jurisdiction.toLowerCase().replace(/[^a-z0-9]+/g, "-");

  /** Returns the name of a code there, for states with several codes. */
  search.codeName = (code) => `${search.stateName(code)}.${code.abbreviation.toLowerCase()}`;

  /**
   * Returns the values of each filter, each with a test for records. It loads only the lists of topics that are
   * needed: all of them to count facets, and otherwise only that of the selected topic.
   */
  async function loadFacets(index, request, countFacets) {
    const inCodes = (codes) => (record) => codes.some((code) => code.first <= record && record < code.end);
    const inList = (records) => {
      const member = new Uint8Array(index.recordCount);
      for (const record of records) member[record] = 1;
      return (record) => member[record] === 1;
    };
    const facets = { state: new Map(), status: new Map(), topic: new Map(), kind: new Map() };
    for (const code of index.codes) {
      const ofState = index.codes.filter((other) => other.jurisdiction === code.jurisdiction);
      const ofStatus = index.codes.filter((other) => other.status === code.status);
      facets.state.set(search.stateName(code), { label: code.jurisdiction, has: inCodes(ofState) });
      if (code.shortName) {
        facets.state.set(search.codeName(code), { label: code.shortName, has: inCodes([code]), isPart: true });
      }
      facets.status.set(code.status, { label: code.status, has: inCodes(ofStatus) });
    }
    const needed = index.topics.filter((topic) => countFacets || request.topic === topic.id);
    await Promise.all(needed.map(async (topic) => {
      facets.topic.set(topic.id, { label: topic.title, has: inList(await index.recordsOfTopic(topic)) });
    }));
    for (const kind of index.kinds) {
      facets.kind.set(kind, { label: kind, has: (record) => index.kindOf(record) === kind });
    }
    // A value that doesn't exist in the handbook, from an address typed by hand, has no effect.
    const chosen = search.filterNames
      .map((name) => ({ name, value: request[name], facet: facets[name].get(request[name]) }))
      .filter(({ facet }) => facet);
    return { facets, chosen };
  }

  /**
   * Ranks the records: those that are cited, then those of states in the query, then all others; within these, by
   * the square of the part of the query's weight that they cover, times their score.
   */
  function rank(index, { query, scores, likely, topics, terms, cited, facets: { facets, chosen }, missingItem }) {
    const { coverage, totals, candidates } = weigh(index, query, scores, terms);
    preferLikely(index, likely, totals, candidates);
    const codesOfStates = query.states.flatMap((state) => state.codes);
    const isOfState = (record) => codesOfStates.some((code) => code.first <= record && record < code.end);
    const isCodePage = (record) => codesOfStates.some((code) => code.first === record);
    const asksOnlyForState = missingItem || query.clauses.every((clause) => clause.isLight);

    const section = new Uint8Array(index.recordCount).fill(2);
    const known = new Set(candidates);
    const add = (record, place) => {
      if (!known.has(record)) candidates.push(record);
      known.add(record);
      coverage[record] = Math.max(coverage[record], 1);
      section[record] = place;
    };
    for (const record of cited) add(record, 0);
    if (cited.size === 0) {
      for (const code of codesOfStates) {
        const isFirst = asksOnlyForState || !code.isIncluded;
        if (isFirst && code.first < code.end) add(code.first, 0);
        for (let record = code.first + 1; asksOnlyForState && record < code.end; record++) {
          if (index.kindOf(record) !== "provision" || coverage[record] > 0) add(record, 1);
        }
      }
    }
    for (const record of candidates) {
      if (section[record] === 2 && isOfState(record) && !isCodePage(record)) section[record] = 1;
    }

    const mandatory = query.clauses.flatMap((clause, number) => (clause.phrase ? [number] : []));
    const hasPhrases = (record) => cited.has(record)
      || mandatory.every((number) => scores[number].byRecord[record] > 0);
    const passes = (record, except) => chosen.every(({ name, facet }) => name === except || facet.has(record));
    const withPhrases = mandatory.length > 0 ? candidates.filter(hasPhrases) : candidates;
    const least = leastCoverage(query, topics, coverage, withPhrases);
    const leastOfRule = leastCoverageOfRule(query, topics);
    const isListed = (record) => section[record] === 0 || (coverage[record] >= least
      && (index.kindOf(record) !== "provision" || ownCoverage(query, scores, record) >= leastOfRule));
    const listed = withPhrases.filter((record) => isListed(record) && passes(record));
    // Provisions of other states are listed separately.
    const firstOther = listed.filter((record) => section[record] < 2).length;

    return {
      total: listed.length,
      fullTotal: listed.filter((record) => coverage[record] > 0.999).length,
      note: noteOn(index, query, scores, topics, listed, cited),
      otherStatesFrom: query.states.length > 0 ? firstOther : undefined,
      hasResultsOf: (state) => listed.some((record) => section[record] < 2 && !isCodePage(record)
        && state.codes.some((code) => code.first <= record && record < code.end)),
      best: (count) => smallest(listed, count, (a, b) => (
        section[a] - section[b] || compareScores(totals[b], totals[a]) || a - b
      )),
      facetCounts: () => {
        const counts = {};
        for (const name of search.filterNames) {
          const pool = withPhrases.filter((record) => isListed(record) && passes(record, name));
          counts[name] = [...facets[name]].map(([value, { label, has, isPart }]) => (
            { value, label, count: pool.filter(has).length, isPart }
          ));
        }
        return counts;
      },
    };
  }

  /** Returns, for each record, the part of the query's weight that it covers, and its score. */
  function weigh(index, query, scores, terms = new Set()) {
    const coverage = new Float32Array(index.recordCount);
    const totals = new Float32Array(index.recordCount);
    const candidates = [];
    const counted = scores.filter((_, number) => !query.clauses[number].isState || scores.length === 1);
    const whole = counted.reduce((sum, score) => sum + score.weight, 0) || 1;
    scores.forEach((score) => {
      const share = counted.includes(score) ? score.weight / whole : 0;
      for (const record of score.records) {
        if (totals[record] === 0) candidates.push(record);
        coverage[record] += score.removed.has(record) ? share / 2 : share;
        totals[record] += score.byRecord[record];
      }
    });
    for (const record of candidates) {
      const kindWeight = terms.has(record) ? namedTermWeight : kindWeights[index.kindOf(record)] ?? 1;
      totals[record] *= coverage[record] ** 2 * kindWeight;
    }
    for (const { first, end } of index.codes.filter(({ status }) => notInForce.has(status))) {
      for (let record = first; record < end; record++) totals[record] *= notInForceWeight;
    }
    return { coverage, totals, candidates };
  }

  /** Puts the pages of topics in order of their likelihood, and lowers the scores of rules of unlikely topics. */
  function preferLikely(index, likely, totals, candidates) {
    if (likely.length === 0) return;
    const shares = new Map();
    for (const { records, share } of likely) {
      for (const record of records) shares.set(record, Math.max(shares.get(record) ?? 0, share));
    }
    const best = Math.max(...likely.map(({ page }) => totals[page]));
    for (const record of candidates) {
      const share = shares.get(record) ?? 0;
      if (index.kindOf(record) === "topic") totals[record] = best * share;
      if (index.kindOf(record) === "provision") totals[record] *= leastShare + (1 - leastShare) * share;
    }
  }

  /** Returns the coverage that a record must have to be listed. It's more than 1 if no record is an answer. */
  function leastCoverage(query, topics, coverage, records) {
    const best = records.reduce((most, record) => Math.max(most, coverage[record]), 0);
    const telling = query.clauses.filter((clause) => !clause.isLight).length;
    const isNamed = topics.some(({ isWhole }) => isWhole);
    const floor = telling < 2 || isNamed ? 0.15 : telling === 2 ? leastOfTwo : leastOfMany;
    return best < floor ? 2 : Math.max(floor, best * leastOfBest);
  }

  /**
   * Returns the part of the query's weight that a provision must cover with its own words to be listed, because a rule
   * with one of two words by chance isn't an answer. It's 0 if the query mentions a topic or is a single word.
   */
  function leastCoverageOfRule(query, topics) {
    const telling = query.clauses.filter((clause) => !clause.isLight).length;
    if (telling < 2 || topics.length > 0) return 0;
    return telling === 2 ? leastOfRuleForTwo : leastOfRuleForMany;
  }

  /** Returns the part of the query's weight that a record covers with its own words, not topics or everyday words. */
  function ownCoverage(query, scores, record) {
    const counted = scores.filter((_, number) => !query.clauses[number].isState || scores.length === 1);
    const sum = (parts) => parts.reduce((total, score) => total + score.weight, 0);
    return sum(counted.filter((score) => score.hasInOwnWords(record))) / (sum(counted) || 1);
  }

  /**
   * Returns a note that the codes use other words for the subject, or that no code mentions it, or nothing if a listed
   * provision has the words.
   * @returns {{kind: string, words: string[]} | undefined} The words that no code mentions, if codes mention
   *   others from the query.
   */
  function noteOn(index, query, scores, topics, listed, cited) {
    const telling = [...query.clauses.keys()].filter((number) => !query.clauses[number].isLight);
    const hasCodes = index.codes.some((code) => code.isIncluded);
    if (!hasCodes || telling.length === 0 || cited.size > 0) return undefined;
    const provisions = listed.filter((record) => index.kindOf(record) === "provision");
    const isOwnText = (record) => ["provision", "code"].includes(index.kindOf(record));
    if (listed.some((record) => isOwnText(record) && ownCoverage(query, scores, record) >= mentioned)) return undefined;

    const isWhole = topics.some((topic) => topic.isWhole);
    const missing = telling.filter((number) => (
      !scores[number].namesTopic && (provisions.length > 0 ? !scores[number].isKnown : !isInProvision(index, scores[number]))
    ));
    const words = missing.length < telling.length
      ? missing.map((number) => query.clauses[number].word ?? query.clauses[number].phrase.join(" ")) : [];
    if (provisions.length === 0) {
      const isAnswered = listed.some((record) => (
        otherAnswers.has(index.kindOf(record)) && ownCoverage(query, scores, record) > 0.999
      ));
      const isOfCodes = listed.length === 0 || topics.length > 0 || (missing.length > 0 && !isAnswered);
      return isOfCodes ? { kind: "unmentioned", words: topics.length > 0 ? [] : words } : undefined;
    }
    if (words.length > 0 && !isWhole) return { kind: "unmentioned", words };
    // If each of two words leads to other rules and topics, none of them is about the subject.
    const isAboutAll = (record) => ["provision", "topic"].includes(index.kindOf(record))
      && telling.every((number) => scores[number].byRecord[record] > 0);
    if (telling.length === 2 && !isWhole && !listed.some(isAboutAll)) return { kind: "unmentioned", words: [] };
    return topics.length > 0 ? { kind: "other-words", words: [] } : undefined;
  }

  /** Returns whether a provision has a word in its own text. */
  function isInProvision(index, score) {
    return score.records.some((record) => index.kindOf(record) === "provision" && score.hasInOwnWords(record));
  }

  /** Compares scores. Scores that differ only by rounding are equal. */
  function compareScores(a, b) {
    return Math.round(a * 1e4) - Math.round(b * 1e4);
  }

  /** Returns the first elements in an order without sorting all of them, with a heap whose top is the last one kept. */
  function smallest(elements, count, compare) {
    if (elements.length <= count * 4) return [...elements].sort(compare).slice(0, count);
    const heap = elements.slice(0, count).sort((a, b) => compare(b, a));
    for (let i = count; i < elements.length; i++) {
      if (compare(elements[i], heap[0]) >= 0) continue;
      heap[0] = elements[i];
      let parent = 0;
      for (;;) {
        let child = parent * 2 + 1;
        if (child >= count) break;
        if (child + 1 < count && compare(heap[child + 1], heap[child]) > 0) child += 1;
        if (compare(heap[child], heap[parent]) <= 0) break;
        [heap[parent], heap[child]] = [heap[child], heap[parent]];
        parent = child;
      }
    }
    return heap.sort(compare);
  }
})(window.handbookSearch);
