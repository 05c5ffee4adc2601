// From a query and filters to an answer.
(function (search) {
  "use strict";

  /** Where fewer records than this have all words, those are listed too that lack one, and so on. */
  const enough = 10;

  /** How much a record counts by its kind: readers come for rules first. */
  const kindWeights = { provision: 1.5, topic: 1.15, code: 0.85, citation: 0.5, page: 0.7 };

  /** The names of the filters, in the order in which the page shows them. */
  search.filterNames = ["state", "status", "topic", "kind"];

  /**
   * Answers a query. The answer depends on nothing but the index and the arguments.
   * @param {object} index
   * @param {{q: string, state?: string, status?: string, topic?: string, kind?: string}} request
   * @param {{start: number, count: number, countFacets: boolean}} wanted The results to list, from 0; the last
   *   that there are, where there are fewer.
   */
  search.answer = async function (index, request, { start, count, countFacets }) {
    await index.openShards();
    const query = search.parseQuery(index, request.q);
    const meanings = await Promise.all(query.clauses.map((clause) => (
      clause.phrase ? [] : search.meaningsOf(index, clause)
    )));
    const scores = await Promise.all(query.clauses.map((clause, number) => (
      clause.phrase ? search.scorePhrase(index, clause.phrase) : search.scoreWord(index, meanings[number])
    )));
    const topics = search.topicsNamed(index, wordMeanings(query, meanings));
    for (const topic of topics) await search.addTopic(index, topic, scores);
    const cited = await citedRecords(index, query, request);
    const facets = await loadFacets(index, request, countFacets);

    const ranking = rank(index, query, scores, cited, facets);
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
        lacking: query.clauses.filter((_, number) => scores[number].byRecord[record] === 0 && !cited.has(record)),
        isRemoved: scores.some((score) => score.removed.has(record)),
        topics: [...new Set(scores.map((score) => score.byTopic.get(record)).filter(Boolean))],
      })),
      isNamedByProvision: ranking.namingProvisions > 0 || cited.size > 0,
      spellings: meanings.flat().filter((group) => group.how === "typo").map((group) => group.spelling),
      unknown: query.clauses.filter((clause, number) => clause.word && meanings[number].length === 0),
      topics: topics.map(({ topic }) => topic),
      forms: formsToMark(query, meanings),
      counts: countFacets ? ranking.facetCounts() : undefined,
    };
  };

  /** Each word of the query with the stems that it may stand for, and the number of its clause or -1. */
  function wordMeanings(query, meanings) {
    return query.words.map((word) => {
      const number = query.clauses.indexOf(word.clause);
      const entries = number < 0 ? [] : meanings[number].flatMap((group) => group.entries);
      return { number, stems: new Set([word.form, ...entries.map(({ entry }) => entry.stem)]) };
    });
  }

  /** The forms that are marked in snippets and on the page of a result. */
  function formsToMark(query, meanings) {
    const forms = new Set(query.clauses.flatMap((clause) => clause.phrase ?? [clause.word]));
    for (const { entry, weights } of meanings.flat().flatMap((group) => group.entries)) {
      entry.forms.forEach((form, i) => { if (weights[i] > 0) forms.add(form); });
    }
    return forms;
  }

  /** The records that the query cites; where a state is chosen, its label alone is enough. */
  async function citedRecords(index, query, { state }) {
    const keys = [...query.citationKeys];
    if (state && query.words.length > 0 && query.words.length < 4) {
      const label = query.words.map((word) => word.form).join(" ");
      for (const code of index.codes.filter((code) => search.stateName(code) === state)) {
        const [abbreviation] = index.tokenizer.words(code.abbreviation);
        if (abbreviation) keys.push(`${abbreviation.form} ${label}`);
      }
    }
    const found = await Promise.all(keys.map((key) => index.recordsCitedAs(key)));
    return new Set(found.flatMap((records) => [...records]));
  }

  /** The name of a code's state in the address of the search page. */
  search.stateName = (code) => code.jurisdiction.toLowerCase().replace(/[^a-z0-9]+/g, "-");

  /**
   * The values of each filter, each with a test for records. The lists of topics are loaded only where they are
   * needed: all where facets are counted, else that of the chosen one.
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
      facets.status.set(code.status, { label: code.status, has: inCodes(ofStatus) });
    }
    const needed = index.topics.filter((topic) => countFacets || request.topic === topic.id);
    await Promise.all(needed.map(async (topic) => {
      facets.topic.set(topic.id, { label: topic.title, has: inList(await index.recordsOfTopic(topic)) });
    }));
    for (const kind of index.kinds) {
      facets.kind.set(kind, { label: kind, has: (record) => index.kindOf(record) === kind });
    }
    // A value that the handbook lacks, in an address typed by hand, filters nothing.
    const chosen = search.filterNames
      .map((name) => ({ name, value: request[name], facet: facets[name].get(request[name]) }))
      .filter(({ facet }) => facet);
    return { facets, chosen };
  }

  /** Ranks the records: those cited, then by how many clauses they lack, then by score, then in their order. */
  function rank(index, query, scores, cited, { facets, chosen }) {
    const clauseCount = scores.length;
    const fulfilled = new Uint8Array(index.recordCount);
    const totals = new Float32Array(index.recordCount);
    const direct = new Uint8Array(index.recordCount);
    const candidates = [];
    const mandatory = query.clauses.flatMap((clause, number) => (clause.phrase ? [number] : []));
    const add = (record) => { if (fulfilled[record] === 0) candidates.push(record); };
    scores.forEach((score) => {
      for (const record of score.records) {
        add(record);
        fulfilled[record] += 1;
        totals[record] += score.byRecord[record] * (kindWeights[index.kindOf(record)] ?? 1);
        if (!score.byTopic.has(record) && !score.removed.has(record)) direct[record] += 1;
      }
    });
    for (const record of cited) {
      add(record);
      fulfilled[record] = clauseCount + 1;
    }

    const hasPhrases = (record) => cited.has(record)
      || mandatory.every((number) => scores[number].byRecord[record] > 0);
    const passes = (record, except) => chosen.every(({ name, facet }) => name === except || facet.has(record));
    const withPhrases = mandatory.length > 0 ? candidates.filter(hasPhrases) : candidates;
    const filtered = withPhrases.filter((record) => passes(record));
    const fewest = cited.size > 0 ? clauseCount : fewestClauses(filtered, fulfilled, clauseCount);
    const listed = filtered.filter((record) => fulfilled[record] >= fewest);

    return {
      total: listed.length,
      fullTotal: listed.filter((record) => fulfilled[record] >= clauseCount).length,
      namingProvisions: listed.filter((record) => (
        direct[record] === clauseCount && index.kindOf(record) === "provision"
      )).length,
      best: (count) => smallest(listed, count, (a, b) => (
        fulfilled[b] - fulfilled[a] || compareScores(totals[b], totals[a]) || a - b
      )),
      facetCounts: () => {
        const counts = {};
        for (const name of search.filterNames) {
          const pool = withPhrases.filter((record) => fulfilled[record] >= fewest && passes(record, name));
          counts[name] = [...facets[name]].map(([value, { label, has }]) => (
            { value, label, count: pool.filter(has).length }
          ));
        }
        return counts;
      },
    };
  }

  /** Scores that differ by rounding alone are equal. */
  function compareScores(a, b) {
    return Math.round(a * 1e4) - Math.round(b * 1e4);
  }

  /** The clauses that a record must fulfil to be listed: all, or fewer until there are enough; half at least. */
  function fewestClauses(records, fulfilled, clauseCount) {
    const atLeast = (count) => records.filter((record) => fulfilled[record] >= count).length;
    let fewest = clauseCount;
    const floor = clauseCount < 3 ? 1 : Math.ceil(clauseCount / 2);
    while (fewest > floor && atLeast(fewest) < enough) fewest -= 1;
    return fewest;
  }

  /** The first elements in an order, without sorting all: a heap whose top is the last of those kept. */
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
