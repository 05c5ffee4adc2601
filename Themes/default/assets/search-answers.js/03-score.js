// Scores how well records match a clause of a query.
(function (search) {
  "use strict";

  /** BM25's saturation. */
  const k1 = 1.2;
  /** The weight of a word that a draft deletes, and of one that matches only through a topic of the record. */
  const removedWeight = 0.3;
  const topicWeight = 0.3;
  /** The bonus for a record that has both the word and the topic. */
  const topicBonus = 0.3;
  /** The factor for a word that's in the name of a topic. */
  const topicWordWeight = 2;
  /** The weight of a word that finds nothing in the handbook, relative to one that's in a single record. */
  const unknownWeight = 0.6;
  /** The weight of a word for the topic that it matches. */
  const namedTopicWeight = 0.7;
  /** The weight of a light word relative to others. */
  const lightWeight = 0.2;

  /** The records that match a clause, with their scores. */
  class Scores {
    constructor(recordCount) {
      this.byRecord = new Float32Array(recordCount);
      this.records = [];
      /** The records that match only through a word that a draft deletes. */
      this.removed = new Set();
      /** The records that match only because the word is in a name of one of their topics. */
      this.byTopic = new Map();
      /** The records that match only through an everyday word for what the record says. */
      this.byEverydayWord = new Set();
      /** The inverse frequency of the clause, which is higher for rarer words. */
      this.idf = inverseFrequency(recordCount, 0);
      this.namesTopic = false;
      /** Whether the handbook contains the word or a synonym. */
      this.isKnown = false;
    }

    /** The weight of the clause in the query. */
    get weight() {
      return this.namesTopic ? this.idf * topicWordWeight : this.idf;
    }

    /** Returns whether a record matches through the word itself, another form of it, or a word of its family. */
    hasInOwnWords(record) {
      return this.byRecord[record] > 0 && !this.byTopic.has(record) && !this.byEverydayWord.has(record);
    }

    /** Forgets everything that was found for the clause. */
    clear() {
      for (const record of this.records) this.byRecord[record] = 0;
      this.records = [];
      this.removed.clear();
      this.isKnown = false;
    }

    /** Sets a record's score, unless it has a better one. */
    raise(record, score) {
      if (this.byRecord[record] === 0) this.records.push(record);
      if (this.byRecord[record] < score) this.byRecord[record] = score;
    }
  }

  function inverseFrequency(recordCount, found) {
    return Math.log(1 + (recordCount - found + 0.5) / (found + 0.5));
  }

  /** Scores the records that contain an entry for a word. */
  search.scoreWord = async function (index, clause, groups) {
    const scores = new Scores(index.recordCount);
    const factor = clause.isLight ? lightWeight : 1;
    scores.isKnown = groups.length > 0;
    const postings = await Promise.all(groups.map((group) => (
      Promise.all(group.entries.map(({ entry }) => index.postingsOf(entry)))
    )));
    groups.forEach((group, number) => {
      const { sums, found } = sumImpacts(index, group, postings[number]);
      const ownIdf = inverseFrequency(index.recordCount, found.length);
      // A completion or a related word isn't better evidence than the word itself, no matter how rare it is.
      const idf = number === 0 ? ownIdf : Math.min(ownIdf, scores.idf);
      // A word that isn't in the handbook is significant, no matter how frequent its meaning is.
      if ((number === 0 && group.how !== "everyday") || group.how === "form") scores.idf = idf;
      for (const record of found) {
        if (group.how === "everyday" && scores.byRecord[record] === 0) scores.byEverydayWord.add(record);
        scores.raise(record, group.weight * factor * idf * sums[record] / (sums[record] + k1));
      }
    });
    scores.idf *= groups.length === 0 ? factor * unknownWeight : factor;
    for (const { removed } of postings.flat()) {
      for (const record of removed) {
        if (scores.byRecord[record] > 0) continue;
        scores.raise(record, removedWeight * scores.idf);
        scores.removed.add(record);
      }
    }
    return scores;
  };

  /** Adds up the impacts of all of a group's forms in each record. */
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
    // The rarest word comes first, because it rules out the most records.
    const order = [...phrase.keys()].sort((a, b) => entries[a].magnitude - entries[b].magnitude || a - b);
    let starts;
    for (const offset of order) {
      const positions = await index.positionsOf(entries[offset], phrase[offset]);
      starts = startsOf(positions, offset, starts);
    }
    scores.idf = inverseFrequency(index.recordCount, starts.size);
    scores.isKnown = starts.size > 0;
    for (const [record, { size }] of starts) scores.raise(record, scores.idf * size / (size + k1));
    return scores;
  };

  /** Returns the positions in each record where a phrase can begin, given the positions of one of its words. */
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
   * Makes the rules of a topic match the clauses that the topic's page matches, because readers ask about a situation
   * in words that no rule uses.
   */
  search.addLeadingTopic = async function (index, { topic, record: page }, scores) {
    for (const record of await index.recordsOfTopic(topic)) {
      if (index.kindOf(record) !== "provision") continue;
      for (const score of scores) {
        const lent = topicWeight * score.byRecord[page];
        if (score.byRecord[record] >= lent) continue;
        if (score.byRecord[record] === 0) score.byTopic.set(record, topic);
        score.raise(record, lent);
      }
    }
  };

  /** Makes a topic's records match the clauses that name it, with a bonus for those that already do. */
  search.addTopic = async function (index, { topic, clauses, isWhole }, scores) {
    for (const clause of clauses) scores[clause].namesTopic = true;
    const records = await index.recordsOfTopic(topic);
    // A name of several words means the topic, no matter how frequent each word is.
    const leastIdf = isWhole ? inverseFrequency(index.recordCount, records.length) : 0;
    for (const record of records) {
      for (const clause of clauses) {
        const { idf } = scores[clause];
        if (index.kindOf(record) === "topic") {
          scores[clause].raise(record, namedTopicWeight * Math.max(idf, leastIdf));
          continue;
        }
        const known = scores[clause].byRecord[record];
        const bonus = scores[clause].hasInOwnWords(record) ? topicBonus : 0;
        scores[clause].raise(record, Math.max(known + bonus * idf, topicWeight * idf));
        if (known === 0) scores[clause].byTopic.set(record, topic);
      }
    }
  };
})(window.handbookSearch);
