// What the index holds, behind names of its own.
(function (search) {
  "use strict";

  const format = 3;

  /** A word that stands in the index, with all that has the same stem. */
  class Entry {
    constructor(stem, ordinal, forms, magnitude) {
      this.stem = stem;
      /** The number of the stem, by which its postings are found. */
      this.ordinal = ordinal;
      /** The forms that occur, in the order of their postings. */
      this.forms = forms;
      /** The binary digits of the number of records, about. */
      this.magnitude = magnitude;
    }
  }

  /** An index, of which only the root is loaded at first. */
  class Index {
    constructor(root) {
      if (root.format !== format) throw new search.LoadError("search/root.js");
      this.recordCount = root.records;
      this.kinds = root.kinds;
      this.tokenizer = new search.Tokenizer(root.folding, root.longestWord);
      this.codes = root.codes.map(([
        abbreviation, jurisdiction, status, title, address, first, count, isIncluded, source, itemCount,
      ]) => ({
        abbreviation, jurisdiction, status, title, address, first, end: first + count,
        isIncluded: isIncluded === 1, source, itemCount,
      }));
      this.jurisdictions = this.jurisdictionsOf(root.jurisdictions);
      this.topics = root.topics.map(([id, title, address, provisionCount, names], number) => (
        { number, id, title, address, provisionCount, names: names.map((name) => name.split(" ")), urgent: "" }
      ));
      this.directoryHash = root.directory;

      // What `openShards` learns.
      this.impacts = [];
      this.functionWords = new Set();
      this.lightWords = new Set();
      this.urgentWords = [];
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

    /** The states and other jurisdictions that a query may name, each with its codes if any are listed. */
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

    /** Loads what queries need, where the shards are, and the kind of each record. Everything else waits for this. */
    async openShards() {
      if (this.kindOf) return;
      const path = `search/directory-${this.directoryHash}.js`;
      const [directory] = await search.load("directory", path);
      this.impacts = directory.impacts.map((thousandths) => thousandths / 1000);
      this.functionWords = new Set(directory.functionWords.split(" "));
      this.lightWords = new Set(directory.lightWords.split(" "));
      this.urgentWords = directory.urgentWords.split(";");
      this.endings = directory.endings.split(" ").map(readEnding);
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

    /** Reads the lexicon's entries and finds them by form. */
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

    /** Makes forms of a stem by their endings: a digit for each, or the ending itself between parentheses. */
    formsOf(stem, endings) {
      return (endings.match(/\([^)]*\)|./gu) || []).map((code) => {
        const { dropped, suffix } = code[0] === "("
          ? readEnding(code.slice(1, -1)) : this.endings[search.digit(code, 0)];
        return stem.slice(0, stem.length - dropped) + suffix;
      });
    }

    /** The entry of a form, or nothing if the lexicon lacks it. */
    async entryOf(form) {
      const shard = await this.lexiconShard(form);
      return shard && (shard.byForm.get(form) || this.entryOfStem(shard.aliases.get(form)));
    }

    /** The entry of a stem, or nothing. */
    async entryOfStem(stem) {
      const shard = stem === undefined ? undefined : await this.lexiconShard(stem);
      return shard?.byStem.get(stem);
    }

    /**
     * The entries that a word is related to without sharing their stem.
     * @returns {Promise<{kind: number, entry: Entry}[]>} The kind is 1 for another form of the same word, 2 for a
     *   word of its family and 3 for a word that people use for the same thing.
     */
    async relatedEntries(form) {
      const stems = (await this.lexiconShard(form))?.related.get(form);
      const relations = (stems ?? "").split(" ").filter(Boolean).map(async (text) => (
        { kind: Number(text[0]), entry: await this.entryOfStem(text.slice(1)) }
      ));
      return (await Promise.all(relations)).filter(({ entry }) => entry);
    }

    /** Whether a form is a word, though it may not be in the handbook; such a form is no misspelling. */
    async isWord(form) {
      const shard = await this.lexiconShard(form);
      return shard !== undefined && [shard.byForm, shard.aliases, shard.related, shard.others].some((known) => known.has(form));
    }

    /** Whether a word of English that the handbook lacks begins so, and none of the handbook's does. */
    async isBeginningOfOtherWord(prefix) {
      const shard = await this.lexiconShard(prefix);
      if (shard === undefined) return false;
      for (const word of shard.others) if (word.startsWith(prefix)) return true;
      for (const word of shard.related.keys()) if (word.startsWith(prefix)) return true;
      return false;
    }

    /** The shard of the lexicon in which a form falls, or nothing if there is none. */
    async lexiconShard(form) {
      if (this.lexicon.shardCount === 0) return undefined;
      return this.lexicon.shard(this.lexicon.shardOfString(form));
    }

    /** The entry whose stem is what is left of a form without an ending that other words have; the longest. */
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

    /** The entries with a form that occurs and begins so. */
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

    /** The shards of the lexicon in which forms from one string to another fall. */
    lexiconShards(ranges) {
      const numbers = new Set();
      for (const [first, last] of this.lexicon.shardCount > 0 ? ranges : []) {
        const end = this.lexicon.shardOfString(last);
        for (let number = this.lexicon.shardOfString(first); number <= end; number++) numbers.add(number);
      }
      return Promise.all([...numbers].map((number) => this.lexicon.shard(number)));
    }

    /** The lists of an entry: for each form its records and their impacts; the records that lose it. */
    async postingsOf(entry) {
      const number = this.postings.shardOfItem(entry.ordinal);
      const shard = await this.postings.shard(number);
      return shard[entry.ordinal - this.postings.firstItem(number)];
    }

    /**
     * Where a form occurs.
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

    /** The records of a topic, its own among them. */
    recordsOfTopic(topic) {
      return this.facet(this.kinds.length + topic.number);
    }

    /** The list of a kind, or of a topic after the kinds. */
    async facet(item) {
      const number = this.facets.shardOfItem(item);
      return (await this.facets.shard(number))[item - this.facets.firstItem(number)];
    }

    /** The records that a citation names; its words have a space between them. */
    async recordsCitedAs(key) {
      if (this.citations.shardCount === 0) return [];
      const shard = await this.citations.shard(this.citations.shardOfString(key));
      return shard.get(key) || [];
    }

    /** What a result shows of a record. */
    async textOf(record) {
      const number = this.texts.shardOfItem(record);
      return (await this.texts.shard(number))[record - this.texts.firstItem(number)];
    }

    /** The code that a record belongs to, or nothing. */
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

  /** Names the parts of each record; a 0 stands for what is the same as in the record before. */
  function decodeTexts(records) {
    let previous = {};
    return records.map(([kind, address, title, context, leadIn, text, removedText = ""]) => {
      previous = {
        kind, address, title, text, removedText,
        context: context === 0 ? previous.context : context,
        leadIn: leadIn === 0 ? previous.leadIn : leadIn,
      };
      return previous;
    });
  }

  /** The script that answers queries, as the newest root names it. */
  let newestAnswersPath;

  let opening;
  /** The stamp that the next request for the root carries. */
  let stamp;

  /**
   * The index of the site, opened once. After a failure the next call tries again.
   *
   * Every other file of the index carries a hash of its content in its name, so it may be kept for good; the root
   * is asked for past the browser's caches, at most once a minute, so that a reader who comes back after the site
   * was published anew searches what it contains now.
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

  /** When the last check for a newer index ran. */
  let lastCheck = -Infinity;

  /** Whether the site has been published anew since the index was opened. Looks at most once a minute. */
  async function isOutdated(index) {
    if (!location.protocol.startsWith("http") || Date.now() - lastCheck < 60_000) return false;
    lastCheck = Date.now();
    try {
      const [root] = await search.loadAnew("root", `search/root.js?${lastCheck}`);
      return root.directory !== index.directoryHash;
    } catch {
      return false;
    }
  }

  /**
   * Does something with the index, and once more with the newest one if a file is missing, or if no result has every
   * word and a newer index exists. Either means that the site was published again after the page was opened.
   * @template Result
   * @param {function(Index): Promise<Result>} use
   * @param {function(Result): boolean} isIncomplete Whether no result has every word.
   * @returns {Promise<Result>}
   */
  search.withIndex = async function (use, isIncomplete) {
    const index = await search.open();
    try {
      const result = await use(index);
      if (!isIncomplete(result) || !(await isOutdated(index))) return result;
    } catch (error) {
      if (!(error instanceof search.LoadError)) throw error;
    }
    search.forget();
    opening = undefined;
    stamp = Date.now();
    const newest = await search.open();
    // The script that the page names may be gone too.
    if (newestAnswersPath) search.answersPath = newestAnswersPath;
    return use(newest);
  };
})(window.handbookSearch);
