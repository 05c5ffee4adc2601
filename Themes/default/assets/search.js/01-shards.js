// Loads the files of the index. Their format is described in SearchIndexFormat.md.
//
// A file of the index is a script that calls `handbookSearch` with its name and data, because pages opened through
// file:// can't load anything else.
window.handbookSearch = (function () {
  "use strict";

  /** The data of files that have run and whose `load` event comes next, by name. */
  const arrived = new Map();
  /**
   * The promises of requested files, by path: files of two builds can have the same name, and an index whose site was
   * published again can still be loading.
   */
  const requests = new Map();

  function search(name, ...data) {
    arrived.set(name, data);
  }

  /** The address of the site's root, relative to the page. The stub sets it. */
  search.root = "";

  /** The path of the script that answers queries. The stub sets it. */
  search.answersPath = "";

  /** A file of the index that couldn't be loaded. */
  search.LoadError = class extends Error {};

  /** Discards loaded data, so that the index can be opened again after the site was published again. */
  search.forget = function () {
    requests.clear();
  };

  /**
   * Loads a file once.
   * @param {string} name The name that the file passes to `handbookSearch`.
   * @param {string} path The file's path from the site's root.
   * @returns {Promise<Array>} Its data.
   */
  search.load = function (name, path) {
    if (!requests.has(path)) {
      requests.set(path, loadScript(path).then(() => {
        const data = arrived.get(name);
        arrived.delete(name);
        if (data === undefined) throw new search.LoadError(path);
        return data;
      }));
      requests.get(path).catch(() => requests.delete(path));
    }
    return requests.get(path);
  };

  let loadingAnswers;

  /** Answers a query. The script that answers queries sets it. */
  search.answer = undefined;

  /** Loads the script that answers queries, once; pages without a search don't need it. */
  search.loadAnswers = async function () {
    if (search.answer !== undefined) return;
    loadingAnswers ??= loadScript(search.answersPath);
    loadingAnswers.catch(() => { loadingAnswers = undefined; });
    await loadingAnswers;
  };

  /** Runs a script of the site. */
  function loadScript(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = search.root + path;
      script.onerror = () => reject(new search.LoadError(path));
      script.onload = () => {
        script.remove();
        resolve();
      };
      document.head.append(script);
    });
  }

  const digitValues = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, value) => {
    digitValues[digit.charCodeAt(0)] = value;
  });

  /** Returns the value of the digit at an index in a text. */
  search.digit = (text, index) => digitValues[text.charCodeAt(index)];

  /** Reads whole numbers: five bits in each character, lowest first, and a sixth bit if more follow. */
  search.NumberReader = class {
    constructor(text) {
      this.text = text;
      this.index = 0;
    }

    get isAtEnd() {
      return this.index >= this.text.length;
    }

    next() {
      let number = 0;
      let shift = 0;
      for (;;) {
        const digit = digitValues[this.text.charCodeAt(this.index++)];
        number += (digit & 31) << shift;
        if (digit < 32) return number;
        shift += 5;
      }
    }

    /** Reads ascending numbers that are written as the gaps between them. */
    ascending(count) {
      const numbers = new Int32Array(count);
      let number = -1;
      for (let i = 0; i < count; i++) {
        number += this.next() + 1;
        numbers[i] = number;
      }
      return numbers;
    }
  };

  /**
   * Reads sorted strings, each written as the length of the prefix it shares with the one before, and the rest.
   * @returns {string[]}
   */
  search.frontCoded = function (shared, rests) {
    let previous = "";
    return rests.split(";").slice(0, -1).map((rest, index) => {
      previous = previous.slice(0, search.digit(shared, index)) + rest;
      return previous;
    });
  };

  /** The shards of one kind of data, loaded as they are needed. */
  search.Family = class {
    /**
     * @param {string} name
     * @param {Array} description The family's counts, hashes, and bounds from the directory.
     * @param {number} groupSize The number of shards that share a hash.
     * @param {function} decode Decodes a shard's data.
     */
    constructor(name, [counts, hashes, bounds], groupSize, decode) {
      this.name = name;
      this.hashes = hashes.split(" ");
      this.bounds = bounds;
      this.groupSize = groupSize;
      this.decode = decode;
      this.decoded = new Map();
      this.firsts = [0];
      const reader = new search.NumberReader(counts);
      while (!reader.isAtEnd) this.firsts.push(this.firsts[this.firsts.length - 1] + reader.next());
    }

    get shardCount() {
      return this.firsts.length - 1;
    }

    /** Returns the shard that contains an item. */
    shardOfItem(item) {
      return lastAtMost(this.firsts, item);
    }

    /** Returns the shard for a string. */
    shardOfString(string) {
      return Math.max(0, lastAtMost(this.bounds, string));
    }

    /** Returns the first item of a shard. */
    firstItem(shard) {
      return this.firsts[shard];
    }

    /** Loads a shard and returns what `decode` makes of it. */
    async shard(number) {
      if (!this.decoded.has(number)) {
        const hash = this.hashes[Math.floor(number / this.groupSize)];
        const name = `${this.name}/${number}`;
        const data = await search.load(name, `search/${name}-${hash}.js`);
        if (!this.decoded.has(number)) this.decoded.set(number, this.decode(data, number));
      }
      return this.decoded.get(number);
    }
  };

  /** Returns the index of the last element that isn't greater than a value, or -1. */
  function lastAtMost(ascending, value) {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  return search;
})();
