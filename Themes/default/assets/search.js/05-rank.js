// How well records fulfil a clause of a query.
(function (search) {
  "use strict";

  /** BM25's saturation. */
  const k1 = 1.2;
  /** How much a word counts that a draft strikes, and one that only a topic of the record leads to. */
  const removedWeight = 0.3;
  const topicWeight = 0.25;
  /** How much a word counts for the topic itself that it leads to. */
  const namedTopicWeight = 0.7;

  /** The records that fulfil a clause, each with a score. */
  class Scores {
    constructor(recordCount) {
      this.byRecord = new Float32Array(recordCount);
      this.records = [];
      /** The records that fulfil the clause only by a word that a draft strikes. */
      this.removed = new Set();
      /** The records that fulfil it only because one of their topics is known by its word. */
      this.byTopic = new Map();
      this.idf = inverseFrequency(recordCount, 0);
    }

    /** Gives a record a score, unless it has a better one. */
    raise(record, score) {
      if (this.byRecord[record] === 0) this.records.push(record);
      if (this.byRecord[record] < score) this.byRecord[record] = score;
    }
  }

  function inverseFrequency(recordCount, found) {
    return Math.log(1 + (recordCount - found + 0.5) / (found + 0.5));
  }

  /** Scores the records that hold an entry that a word means. */
  search.scoreWord = async function (index, groups) {
    const scores = new Scores(index.recordCount);
    const postings = await Promise.all(groups.map((group) => (
      Promise.all(group.entries.map(({ entry }) => index.postingsOf(entry)))
    )));
    groups.forEach((group, number) => {
      const { sums, found } = sumImpacts(index, group, postings[number]);
      const idf = inverseFrequency(index.recordCount, found.length);
      // A completion, however rare, is no better evidence than the word itself.
      scores.idf = number === 0 ? idf : Math.min(idf, scores.idf);
      for (const record of found) {
        scores.raise(record, group.weight * scores.idf * sums[record] / (sums[record] + k1));
      }
    });
    for (const { removed } of postings.flat()) {
      for (const record of removed) {
        if (scores.byRecord[record] > 0) continue;
        scores.raise(record, removedWeight * scores.idf);
        scores.removed.add(record);
      }
    }
    return scores;
  };

  /** Adds up in each record the impacts of all forms that a group counts. */
  function sumImpacts(index, group, postings) {
    const sums = new Float32Array(index.recordCount);
    const found = [];
    group.entries.forEach(({ weights }, number) => {
      postings[number].lists.forEach(({ records, levels }, form) => {
        const weight = weights[form];
        if (weight === 0) return;
        for (let i = 0; i < records.length; i++) {
          if (sums[records[i]] === 0) found.push(records[i]);
          sums[records[i]] += weight * index.impacts[levels[i]];
        }
      });
    });
    return { sums, found };
  }

  /** Scores the records in which the words of a phrase follow each other. */
  search.scorePhrase = async function (index, phrase) {
    const scores = new Scores(index.recordCount);
    const entries = await Promise.all(phrase.map((form) => index.entryOf(form)));
    if (entries.some((entry) => !entry)) return scores;
    // The rarest word first: it rules out most records.
    const order = [...phrase.keys()].sort((a, b) => entries[a].magnitude - entries[b].magnitude || a - b);
    let starts;
    for (const offset of order) {
      const positions = await index.positionsOf(entries[offset], phrase[offset]);
      starts = startsOf(positions, offset, starts);
    }
    scores.idf = inverseFrequency(index.recordCount, starts.size);
    for (const [record, { size }] of starts) scores.raise(record, scores.idf * size / (size + k1));
    return scores;
  };

  /** The places in each record where a phrase may begin, if a word of it stands at these positions. */
  function startsOf(positions, offset, known) {
    const starts = new Map();
    for (const [record, places] of positions) {
      if (known && !known.has(record)) continue;
      const found = new Set();
      for (const place of places) {
        if (!known || known.get(record).has(place - offset)) found.add(place - offset);
      }
      if (found.size > 0) starts.set(record, found);
    }
    return starts;
  }

  /**
   * The topics whose title or a synonym stands in a query.
   * @param {Array<{stems: Set<string>, number: number}>} words What each word means, and its clause.
   * @returns {Array<{topic: object, clauses: number[]}>} Each topic with the clauses that name it.
   */
  search.topicsNamed = function (index, words) {
    const sequences = [words, words.filter((word) => word.number >= 0)];
    const named = new Map();
    for (const topic of index.topics) {
      for (const name of topic.names) {
        for (const sequence of sequences) {
          const start = sequence.findIndex((_, i) => name.every((stem, j) => sequence[i + j]?.stems.has(stem)));
          if (start < 0) continue;
          const clauses = sequence.slice(start, start + name.length).map((word) => word.number);
          named.set(topic, [...(named.get(topic) ?? []), ...clauses.filter((number) => number >= 0)]);
        }
      }
    }
    return [...named].map(([topic, clauses]) => ({ topic, clauses: [...new Set(clauses)] }));
  };

  /** Lets the records of a topic fulfil the clauses that name it, for a low score; those that do, a little more. */
  search.addTopic = async function (index, { topic, clauses }, scores) {
    for (const record of await index.recordsOfTopic(topic)) {
      for (const clause of clauses) {
        if (index.kindOf(record) === "topic") {
          scores[clause].raise(record, namedTopicWeight * scores[clause].idf);
          continue;
        }
        const known = scores[clause].byRecord[record];
        scores[clause].raise(record, known + topicWeight * scores[clause].idf);
        if (known === 0) scores[clause].byTopic.set(record, topic);
      }
    }
  };
})(window.handbookSearch);
