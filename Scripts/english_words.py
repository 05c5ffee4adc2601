#!/usr/bin/env python3
"""Writes Sources/Search/Words/EnglishWords.swift from Debian's word lists.

Usage: Scripts/english_words.py [/usr/share/dict]

The folder has the lists of the Debian packages `wamerican`, `wamerican-large`, and `wbritish`, which are made from
SCOWL. Search uses the words in two ways: a word in the lists is never "corrected" to a word of the handbook, and its
forms find the words of the handbook that have the same stem. Only words of up to seven letters from the large list are
used, because rare words and misspellings look alike at these lengths. Possessives and words with letters other than
a to z are left out.

Two kinds of words aren't in the lists. One is many people's names: english-names.txt has the common ones from the 1990
census, which is in the public domain. The other is names of products and places, and words newer than the lists:
english-additions.txt has our own selection of those.
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
    """Returns the words of a list that consist only of the letters a to z."""
    text = path.read_text(encoding="utf-8").lower()
    return {word for word in text.split() if word.isascii() and word.isalpha() and 2 <= len(word) <= 22}


BRITISH_HEADER = '''
  /// British spellings, each followed by the American one.
  static let british = """
'''

# Endings and parts of words that differ in British spelling.
BRITISH = [
    ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("ysi", "yzi"), ("tre", "ter"),
    ("tring", "tering"), ("ence", "ense"), ("gue", "g"), ("ll", "l"), ("l", "ll"), ("ae", "e"), ("oe", "e"), ("mme", "m"),
    ("ement", "ment"), ("pp", "p"), ("mould", "mold"), ("grey", "gray"), ("cheque", "check"), ("kerb", "curb"),
    ("plough", "plow"), ("sceptic", "skeptic"), ("tyre", "tire"), ("ence", "ense"), ("ogue", "og"), ("xion", "ction"),
]  # fmt: skip


def spellings(folder):
    """Returns British spellings with the American ones, if both are words."""
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
