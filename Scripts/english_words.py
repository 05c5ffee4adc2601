#!/usr/bin/env python3
"""Writes Sources/Search/Words/EnglishWords.swift from word lists of Debian.

Usage: Scripts/english_words.py [/usr/share/dict]

The folder has the lists of the Debian packages `wamerican`, `wamerican-large`, and `wbritish`, which are made from
SCOWL. Search uses the words for two things: a word among them is never "corrected" to a word of the handbook, and its
forms find the words of the handbook that have the same stem. Of the large list, only words of up to seven letters are
used: that's where a rare word and a misspelling look alike. Possessives and words with other letters than a to z are
left out.

Two kinds of words aren't in the lists. Many names of people aren't: the common ones of the census of 1990, which is in
the public domain, are in english-names.txt. And neither are names of products and places and words that are newer than
the lists: those in english-additions.txt are our own.
"""

import sys
import textwrap
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
OUTPUT = SCRIPTS.parent / "Sources/Search/Words/EnglishWords.swift"

HEADER = '''\
/// The words of `Scripts/english_words.py`, which writes this file.
///
/// From SCOWL (Spell Checker Oriented Word Lists) in the Debian packages wamerican, wamerican-large, and wbritish:
///
/// Copyright 2000-2011 by Kevin Atkinson
///
/// Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output
/// created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that
/// the above copyright notice appears in all copies and that both that copyright notice and this permission
/// notice appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of
/// this array for any purpose. It is provided "as is" without express or implied warranty.
enum EnglishWords {
  /// The words in order, each as a capital letter, the number of letters that it shares with the one before from
  /// A for 0, and the letters that follow.
  static let text: StaticString = """
'''


def read(path):
    """The words of a list that have no letters but a to z."""
    text = path.read_text(encoding="utf-8").lower()
    return {word for word in text.split() if word.isascii() and word.isalpha() and 2 <= len(word) <= 22}


BRITISH_HEADER = '''
  /// British spellings, each followed by the American one.
  static let british = """
'''

# Endings and parts of words that British spelling writes in another way.
BRITISH = [
    ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("ysi", "yzi"), ("tre", "ter"),
    ("tring", "tering"), ("ence", "ense"), ("gue", "g"), ("ll", "l"), ("l", "ll"), ("ae", "e"), ("oe", "e"), ("mme", "m"),
    ("ement", "ment"), ("pp", "p"), ("mould", "mold"), ("grey", "gray"), ("cheque", "check"), ("kerb", "curb"),
    ("plough", "plow"), ("sceptic", "skeptic"), ("tyre", "tire"), ("ence", "ense"), ("ogue", "og"), ("xion", "ction"),
]  # fmt: skip


def spellings(folder):
    """British spellings with the American ones, where both are words."""
    american = read(folder / "american-english")
    for word in sorted(read(folder / "british-english") - american):
        found = {
            word[:index] + new + word[index + len(old) :]
            for old, new in BRITISH
            for index in range(1, len(word))
            if word.startswith(old, index)
        }
        found = sorted(found & american)
        if found and len(word) > 4:
            yield f"{word} {found[0]}"


def words(folder):
    found = read(folder / "american-english") | read(folder / "british-english")
    found |= {word for word in read(folder / "american-english-large") if len(word) <= 7}
    found |= read(SCRIPTS / "english-names.txt") | read(SCRIPTS / "english-additions.txt")
    return sorted(found)


def encoded(words):
    previous = ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(previous), 25) and word[shared] == previous[shared]:
            shared += 1
        yield chr(ord("A") + shared) + word[shared:]
        previous = word


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict")
    text = "".join(encoded(words(folder)))
    lines = [f"    {text[start : start + 100]}\\" for start in range(0, len(text), 100)]
    lines[-1] = lines[-1].removesuffix("\\")
    pairs = textwrap.wrap(" ".join(spellings(folder)), 110, initial_indent="    ", subsequent_indent="    ")
    OUTPUT.write_text(
        HEADER + "\n".join(lines) + '\n    """\n' + BRITISH_HEADER + "\n".join(pairs) + '\n    """\n}\n',
        encoding="utf-8",
    )


main()
