// The content of the index.
(function (search) {
  "use strict";

  const format = 6;

  /** A word in the index, with all forms of its stem. */
  class Entry {
    constructor(stem, ordinal, forms, magnitude) {
      this.stem = stem;
      /** The number of the stem, which is used to find its postings. */
      this.ordinal = ordinal;
      /** The forms that occur, in the order of their postings. */
      this.forms = forms;
      /** The approximate number of binary digits in the number of records. */
      this.magnitude = magnitude;
    }
  }

  /** An index. At first, only its root is loaded. */
  class Index {
    constructor(root) {
      if (root.format !== format) throw new search.LoadError("search/root.js");
      this.recordCount = root.records;
      this.kinds = root.kinds;
      this.tokenizer = new search.Tokenizer(root.folding, root.longestWord);
      this.codes = root.codes.map(([
        abbreviation, jurisdiction, status, title, address, first, count, isIncluded, source, itemCount, shortName = "",
      ]) => ({
        abbreviation, jurisdiction, status, title, address, first, end: first + count,
        isIncluded: isIncluded === 1, source, itemCount, shortName,
      }));
      this.jurisdictions = this.jurisdictionsOf(root.jurisdictions);
      this.topics = root.topics.map(([id, title, address, provisionCount], number) => (
        { number, id, title, address, provisionCount, names: [], searches: [], urgent: "" }
      ));
      this.directoryHash = root.directory;

      // Set by `openShards`.
      this.impacts = [];
      this.functionWords = new Set();
      this.lightWords = new Set();
      this.urgentWords = [];
      this.definitionWords = [];
      this.terms = [];
      this.otherSubjects = [];
      this.endings = [];
      this.lexicon = undefined;
      this.postings = undefined;
      this.positions = undefined;
      this.facets = undefined;
      this.citations = undefined;
      this.texts = undefined;
      /** @type {((record: number) => string) | undefined} */
      this.kindOf = undefined;
    }

    /** Returns the states and other jurisdictions that a query can mention, with their codes. */
    jurisdictionsOf(text) {
      const abbreviations = new Map();
      for (const jurisdiction of text === "" ? [] : text.split(";")) {
        abbreviations.set(jurisdiction.slice(jurisdiction.indexOf(" ") + 1), jurisdiction.split(" ")[0]);
      }
      for (const code of this.codes) abbreviations.set(code.jurisdiction, code.abbreviation);
      return [...abbreviations].map(([name, abbreviation]) => ({
        name, abbreviation,
        words: this.tokenizer.words(name).map((word) => word.form),
        codes: this.codes.filter((code) => code.jurisdiction === name),
      }));
    }

    /** Loads what queries need: the locations of shards, and each record's kind. Everything else waits for this. */
    async openShards() {
      if (this.kindOf) return;
      const path = `search/directory-${this.directoryHash}.js`;
      const [directory] = await search.load("directory", path);
      this.impacts = directory.impacts.map((thousandths) => thousandths / 1000);
      this.functionWords = new Set(directory.functionWords.split(" "));
      this.lightWords = new Set(directory.lightWords.split(" "));
      this.urgentWords = directory.urgentWords.split(";");
      this.definitionWords = directory.definitionWords.split(";");
      this.otherSubjects = directory.otherSubjects.split(";").filter(Boolean);
      /** For each term of the glossary, in the order of the records, its stems. */
      this.terms = directory.terms.map((name) => name.split(" "));
      this.endings = directory.endings.split(" ").map(readEnding);
      directory.topicNames.forEach((names, number) => {
        this.topics[number].names = names.map((name) => name.split(" "));
      });
      directory.searches.forEach((searches, number) => {
        this.topics[number].searches = searches.split(";").filter(Boolean).map((text) => text.split(" "));
      });
      directory.urgentTexts.forEach((text, number) => { this.topics[number].urgent = text; });
      const family = (name, decode) => (
        new search.Family(name, directory[name], directory.groupSize, decode)
      );
      this.lexicon ??= family("lexicon", (data, shard) => this.decodeLexicon(data, shard));
      this.postings ??= family("postings", decodePostings);
      this.positions ??= family("positions", ([text]) => text);
      this.facets ??= family("facets", decodeLists);
      this.citations ??= family("citations", decodeCitations);
      this.texts ??= family("texts", ([records]) => decodeTexts(records));

      const kindOf = new Uint8Array(this.recordCount);
      await Promise.all(this.kinds.map(async (_, kind) => {
        for (const record of await this.facet(kind)) kindOf[record] = kind;
      }));
      this.kindOf = (record) => this.kinds[kindOf[record]];
    }

    /** Reads the lexicon's entries, and maps forms to them. */
    decodeLexicon([shared, rests, magnitudes, occurring, added, aliases, otherShared, otherRests, related], shard) {
      const first = this.lexicon.firstItem(shard);
      const occurringForms = occurring.split(";");
      const addedForms = added.split(";");
      const byForm = new Map();
      const byStem = new Map();
      const entries = search.frontCoded(shared, rests).map((stem, index) => {
        const forms = this.formsOf(stem, occurringForms[index]);
        const entry = new Entry(stem, first + index, forms, search.digit(magnitudes, index));
        byStem.set(stem, entry);
        for (const form of forms) byForm.set(form, entry);
        for (const form of this.formsOf(stem, addedForms[index])) byForm.set(form, entry);
        return entry;
      });
      const pairs = (text) => new Map(text.split(";").slice(0, -1).map((pair) => pair.split(">")));
      return {
        entries, byForm, byStem, aliases: pairs(aliases), related: pairs(related),
        others: new Set(search.frontCoded(otherShared, otherRests)),
      };
    }

    /** Returns the forms of a stem from their endings: a digit for each, or the ending in parentheses. */
    formsOf(stem, endings) {
      return (endings.match(/\([^)]*\)|./gu) || []).map((code) => {
        const { dropped, suffix } = code[0] === "("
          ? readEnding(code.slice(1, -1)) : this.endings[search.digit(code, 0)];
        return stem.slice(0, stem.length - dropped) + suffix;
      });
    }

    /** Returns the entry of a form, or `undefined` if it isn't in the lexicon. */
    async entryOf(form) {
      const shard = await this.lexiconShard(form);
      return shard && (shard.byForm.get(form) || this.entryOfStem(shard.aliases.get(form)));
    }

    /** Returns the entry of a stem, or `undefined`. */
    async entryOfStem(stem) {
      const shard = stem === undefined ? undefined : await this.lexiconShard(stem);
      return shard?.byStem.get(stem);
    }

    /**
     * Returns the entries that a word is related to without sharing their stem.
     * @returns {Promise<{kind: number, entry: Entry}[]>} The kind is 1 for another form of the same word, 2 for a
     *   word of its family, and 3 for a word for the same thing.
     */
    async relatedEntries(form) {
      const stems = (await this.lexiconShard(form))?.related.get(form);
      const relations = (stems ?? "").split(" ").filter(Boolean).map(async (text) => (
        { kind: Number(text[0]), entry: await this.entryOfStem(text.slice(1)) }
      ));
      return (await Promise.all(relations)).filter(({ entry }) => entry);
    }

    /** Returns whether a form is a word, even if it isn't in the handbook; such a form isn't a misspelling. */
    async isWord(form) {
      const shard = await this.lexiconShard(form);
      return shard !== undefined && [shard.byForm, shard.aliases, shard.related, shard.others].some((known) => known.has(form));
    }

    /** Returns whether an English word begins with a prefix, but no word in the handbook does. */
    async isBeginningOfOtherWord(prefix) {
      const shard = await this.lexiconShard(prefix);
      if (shard === undefined) return false;
      for (const word of shard.others) if (word.startsWith(prefix)) return true;
      for (const word of shard.related.keys()) if (word.startsWith(prefix)) return true;
      return false;
    }

    /** Returns the lexicon's shard for a form, or `undefined` if there's none. */
    async lexiconShard(form) {
      if (this.lexicon.shardCount === 0) return undefined;
      return this.lexicon.shard(this.lexicon.shardOfString(form));
    }

    /** Returns the entry with the longest stem that's left of a form without an ending of other words. */
    async entryByEnding(form) {
      const stems = new Set();
      for (const { dropped, suffix } of this.endings) {
        if (dropped > 1 || !form.endsWith(suffix)) continue;
        const base = form.slice(0, form.length - suffix.length);
        for (const lost of dropped === 0 ? [""] : ["i", "e"]) {
          if (base.length > 2) stems.add(base + lost);
        }
      }
      for (const stem of [...stems].sort((a, b) => b.length - a.length)) {
        const entry = await this.entryOfStem(stem);
        if (entry) return entry;
      }
      return undefined;
    }

    /** Returns the entries with an occurring form that begins with a prefix. */
    async entriesBeginning(prefix) {
      const found = new Set();
      for (const shard of await this.lexiconShards([[prefix, prefix + "\uffff"]])) {
        for (const entry of shard.entries) {
          if (entry.forms.some((form) => form.startsWith(prefix))) found.add(entry);
        }
        for (const form of shard.aliases.keys()) {
          if (form.startsWith(prefix)) found.add(await this.entryOfStem(shard.aliases.get(form)));
        }
      }
      return [...found].filter((entry) => entry.forms.some((form) => form.startsWith(prefix)));
    }

    /** Returns the lexicon's shards for forms between two strings. */
    lexiconShards(ranges) {
      const numbers = new Set();
      for (const [first, last] of this.lexicon.shardCount > 0 ? ranges : []) {
        const end = this.lexicon.shardOfString(last);
        for (let number = this.lexicon.shardOfString(first); number <= end; number++) numbers.add(number);
      }
      return Promise.all([...numbers].map((number) => this.lexicon.shard(number)));
    }

    /** Returns the lists of an entry: each form's records and their impacts, and the records that lose it. */
    async postingsOf(entry) {
      const number = this.postings.shardOfItem(entry.ordinal);
      const shard = await this.postings.shard(number);
      return shard[entry.ordinal - this.postings.firstItem(number)];
    }

    /**
     * Returns the positions of a form.
     * @returns {Promise<Map<number, Int32Array>>} The positions in each record.
     */
    async positionsOf(entry, form) {
      const wanted = entry.forms.indexOf(form);
      if (wanted < 0) return new Map();
      const { lists } = await this.postingsOf(entry);
      const number = this.positions.shardOfItem(entry.ordinal);
      const reader = new search.NumberReader(await this.positions.shard(number));
      const places = new Map();
      for (let ordinal = this.positions.firstItem(number); ordinal <= entry.ordinal; ordinal++) {
        const formCount = reader.next();
        for (let list = 0; list < formCount; list++) {
          const isWanted = ordinal === entry.ordinal && list === wanted;
          const recordCount = reader.next();
          for (let i = 0; i < recordCount; i++) {
            const positions = reader.ascending(reader.next());
            if (isWanted) places.set(lists[list].records[i], positions);
          }
          if (isWanted) return places;
        }
      }
      return places;
    }

    /** Returns the records of a topic, including its own. */
    recordsOfTopic(topic) {
      return this.facet(this.kinds.length + topic.number);
    }

    /** Returns the list of a kind or, after the kinds, of a topic. */
    async facet(item) {
      const number = this.facets.shardOfItem(item);
      return (await this.facets.shard(number))[item - this.facets.firstItem(number)];
    }

    /** Returns the records for a citation, whose words are separated by spaces. */
    async recordsCitedAs(key) {
      if (this.citations.shardCount === 0) return [];
      const shard = await this.citations.shard(this.citations.shardOfString(key));
      return shard.get(key) || [];
    }

    /** Returns the text of a record for its result. */
    async textOf(record) {
      const number = this.texts.shardOfItem(record);
      return (await this.texts.shard(number))[record - this.texts.firstItem(number)];
    }

    /** Returns the code that contains a record, or `undefined`. */
    codeOf(record) {
      return this.codes.find((code) => code.first <= record && record < code.end);
    }
  }

  function readEnding(text) {
    return { dropped: search.digit(text, 0), suffix: text.slice(1) };
  }

  function decodePostings([text, impacts]) {
    const stems = [];
    const reader = new search.NumberReader(text);
    let impactIndex = 0;
    while (!reader.isAtEnd) {
      const header = reader.next();
      const lists = [];
      for (let i = 0; i < header >> 1; i++) {
        const records = reader.ascending(reader.next());
        const levels = new Uint8Array(records.length);
        for (let j = 0; j < levels.length; j++) levels[j] = search.digit(impacts, impactIndex++);
        lists.push({ records, levels });
      }
      const removed = header & 1 ? reader.ascending(reader.next()) : [];
      stems.push({ lists, removed });
    }
    return stems;
  }

  function decodeLists([text]) {
    const lists = [];
    const reader = new search.NumberReader(text);
    while (!reader.isAtEnd) lists.push(reader.ascending(reader.next()));
    return lists;
  }

  function decodeCitations([shared, rests, text]) {
    const reader = new search.NumberReader(text);
    return new Map(search.frontCoded(shared, rests).map((key) => [key, reader.ascending(reader.next())]));
  }

  /** Decodes records. A 0 means the same as in the record before. Every other part of a text is a self-check. */
  function decodeTexts(records) {
    let previous = {};
    return records.map(([kind, address, title, context, leadIn, marked, removedText = "", firstCheck = 0]) => {
      const parts = firstCheck ? marked.split("\u001d") : [marked];
      previous = {
        kind, address, title, text: parts.join(""), removedText, parts, firstCheck,
        context: context === 0 ? previous.context : context,
        leadIn: leadIn === 0 ? previous.leadIn : leadIn,
      };
      return previous;
    });
  }

  /** The path of the script that answers queries, from the newest root. */
  let newestAnswersPath;

  let opening;
  /** The stamp for the next request for the root. */
  let stamp;

  /**
   * Opens the site's index once. After a failure, the next call tries again.
   *
   * All other files of the index have a hash of their content in their names, so they can be cached forever. The root
   * is requested past the browser's caches, at most once a minute, so that a reader who returns after the site
   * was published again searches its current content.
   */
  search.open = function () {
    if (!opening) {
      stamp ??= location.protocol.startsWith("http") ? Math.floor(Date.now() / 60_000) : 0;
      opening = search.load("root", "search/root.js" + (stamp ? `?${stamp}` : "")).then(([root]) => {
        search.useStrings(root.strings);
        newestAnswersPath = root.answers;
        return new Index(root);
      });
      opening.catch(() => { opening = undefined; });
    }
    return opening;
  };

  /** The time of the last check for a newer index. */
  let lastCheck = -Infinity;
  /** The hash of the newest index's directory, or `undefined` if it's not known. */
  let newestDirectory;

  /** Returns whether the site was published again since the index was opened. Checks at most once a minute. */
  async function isOutdated(index) {
    if (!location.protocol.startsWith("http")) return false;
    if (Date.now() - lastCheck >= 60_000) {
      lastCheck = Date.now();
      newestDirectory = search.load("root", `search/root.js?${lastCheck}`)
        .then(([root]) => root.directory, () => undefined);
    }
    // A query that is typed during the check waits for it too.
    return ![undefined, index.directoryHash].includes(await newestDirectory);
  }

  /**
   * Uses the index, and tries again with the newest one if a file is missing, or if no result has every word and a
   * newer index exists. Both mean that the site was published again after the page was opened.
   * @template Result
   * @param {function(Index): Promise<Result>} use
   * @param {function(Result): boolean} isIncomplete Whether no result has every word.
   * @returns {Promise<Result>}
   */
  search.withIndex = async function (use, isIncomplete) {
    const opened = search.open();
    const index = await opened;
    try {
      const result = await use(index);
      if (!isIncomplete(result) || !(await isOutdated(index))) return result;
    } catch (error) {
      if (!(error instanceof search.LoadError)) throw error;
    }
    // Another query may have opened the newest index already.
    if (opening === opened) {
      search.forget();
      opening = undefined;
      stamp = Date.now();
    }
    const newest = await search.open();
    // The script in the page may also be gone.
    if (newestAnswersPath) search.answersPath = newestAnswersPath;
    return use(newest);
  };
})(window.handbookSearch);
