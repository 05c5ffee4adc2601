// Splits text into words. Tokenizer.swift does the same when the index is built; a test
// compares the two.
(function (search) {
  "use strict";

  const separator = 0;
  const word = 1;
  const ignorable = 2;
  const apostrophe = 3;
  const hyphen = 4;

  /** Splits text into words with the table in the root of the index. */
  search.Tokenizer = class {
    constructor(folding, longestWord) {
      this.longestWord = longestWord;
      this.shifts = folding.shifts;
      this.ranges = [
        [folding.apostrophes, apostrophe], [folding.hyphens, hyphen],
        [folding.ignorables, ignorable], [folding.separators, separator],
      ];
      this.foldings = new Map();
      for (const group of folding.groups) {
        const [folded, letters] = group.split(" ");
        for (const letter of letters) this.foldings.set(letter, folded);
      }
      this.roles = new Map();
      this.unspaced = folding.unspaced;
    }

    /**
     * Returns the words of a text, in order.
     * @returns {{form: string, start: number, end: number}[]} The folded form, and the word's range in
     *   the text, in UTF-16 code units, which includes a dropped `'s`.
     */
    words(text) {
      const words = [];
      let index = 0;
      while (index < text.length) {
        const scalar = text.codePointAt(index);
        if (this.isUnspaced(scalar)) {
          const pairs = this.readPairs(text, index);
          words.push(...pairs);
          index = pairs[pairs.length - 1].end;
        } else if (this.role(scalar) === word) {
          const found = this.readWord(text, index);
          words.push(found);
          index = found.end;
        } else {
          index += scalar > 0xffff ? 2 : 1;
        }
      }
      return words;
    }

    /** Reads the run at an index of letters in a script without spaces, in which each two neighbors are a word. */
    readPairs(text, first) {
      const pairs = [];
      const result = (start, end) => ({ form: text.slice(start, end), start, end });
      const next = (index) => index + (text.codePointAt(index) > 0xffff ? 2 : 1);
      let start = first;
      let index = next(first);
      while (index < text.length && this.isUnspaced(text.codePointAt(index))) {
        pairs.push(result(start, next(index)));
        start = index;
        index = next(index);
      }
      return pairs.length > 0 ? pairs : [result(first, index)];
    }

    /** Reads the word that begins at an index. */
    readWord(text, start) {
      let form = "";
      let length = 0;
      let index = start;
      const result = (end) => ({ form, start, end });
      while (index < text.length) {
        const scalar = text.codePointAt(index);
        const next = index + (scalar > 0xffff ? 2 : 1);
        switch (this.role(scalar)) {
        case separator:
          return result(index);
        case ignorable:
          break;
        case word: {
          if (this.isUnspaced(scalar)) return result(index);
          const folded = this.fold(scalar);
          const added = [...folded].length;
          if (length + added <= this.longestWord) {
            form += folded;
            length += added;
          }
          break;
        }
        case apostrophe:
          if (!this.isWord(text, next)) return result(index);
          if ("sS".includes(text[next]) && !this.isWord(text, next + 1)) return result(next + 1);
          break;
        case hyphen:
          if (!isDigit(form[form.length - 1]) || !isDigit(text[next])) return result(index);
          if (length < this.longestWord) {
            form += scalar === 0x2e ? "." : "-";
            length += 1;
          }
          break;
        }
        index = next;
      }
      return result(index);
    }

    isWord(text, index) {
      return index < text.length && this.role(text.codePointAt(index)) === word;
    }

    /** Returns whether a scalar is a letter of a script without spaces between words. */
    isUnspaced(scalar) {
      return scalar >= this.unspaced[0] && this.role(scalar) === word && isInRanges(scalar, this.unspaced);
    }

    /** Returns the folded form of a scalar in a word. */
    fold(scalar) {
      const letter = String.fromCodePoint(scalar);
      if (scalar < 0x80) return letter.toLowerCase();
      const folded = this.foldings.get(letter);
      if (folded !== undefined) return folded;
      const shift = this.shifts.find(([first, last]) => first <= scalar && scalar <= last);
      return shift ? String.fromCodePoint(scalar + shift[2]) : letter;
    }

    role(scalar) {
      let role = this.roles.get(scalar);
      if (role === undefined) {
        role = this.computedRole(scalar);
        this.roles.set(scalar, role);
      }
      return role;
    }

    computedRole(scalar) {
      if (scalar === 0x2e) return hyphen;
      for (const [ranges, role] of this.ranges) {
        if (isInRanges(scalar, ranges)) return role;
      }
      if (scalar >= 0x80) return word;
      return /[0-9A-Za-z]/.test(String.fromCharCode(scalar)) ? word : separator;
    }
  };

  /** Returns whether a scalar is in one of several ranges, each with its first and last. */
  function isInRanges(scalar, ranges) {
    for (let i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= scalar && scalar <= ranges[i + 1]) return true;
    }
    return false;
  }

  function isDigit(character) {
    return character !== undefined && character >= "0" && character <= "9";
  }
})(window.handbookSearch);
