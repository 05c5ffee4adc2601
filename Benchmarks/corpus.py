"""Writes the handbooks that the benchmark builds. The same size gives the same bytes on any machine.

There are two kinds. *plain* has pages of about 5.3 KB with headings, lists, links, and emphasis, which every
generator can build. *handbook* has codes, topics, and lessons that cite and quote each other.
"""

import random
import re
from pathlib import Path

# The number of pages in a section. Pages link only within their section, so generators that need folders can use the
# same files in folders of this size.
SECTION = 100

FUNCTION_WORDS = "the of and to in a is that for with not as be by or on are this from an".split()

WORDS = """
peer support specialist client service recovery ethics code conduct privacy confidentiality boundary gift
relationship supervisor agency state training certification trauma consent record referral crisis safety
dignity respect culture language choice strength hope wellness family community advocate mentor group
session note plan goal value duty rule law report abuse neglect harm risk power role dual romantic sexual
financial interest conflict disclosure experience story boundaries skill competence education renewal
complaint hearing board department health behavioral mental substance use housing work school court
hospital clinic team provider person
""".split()

SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu bra cle dri flo gru pla ste tri".split()
)


def names(count, seed):
    """Returns made-up words. The size of an index depends on its vocabulary, so there are many."""
    random_source = random.Random(seed)
    found = dict.fromkeys(FUNCTION_WORDS + WORDS)
    while len(found) < count:
        length = 2 + int(random_source.random() * 3)
        found["".join(pick(SYLLABLES, random_source) for _ in range(length))] = None
    return list(found)


def pick(items, random_source):
    """Returns a random item. Of the functions of `random`, only `random()` is the same in every version of Python."""
    return items[int(random_source.random() * len(items))]


class Prose:
    """Makes sentences whose words differ in frequency like those of a real language."""

    def __init__(self, seed, vocabulary):
        self.random = random.Random(seed)
        self.vocabulary = vocabulary

    def word(self):
        return self.vocabulary[int(len(self.vocabulary) ** self.random.random()) - 1]

    def words(self, least, most):
        count = least + int(self.random.random() * (most - least + 1))
        return [self.word() for _ in range(count)]

    def title(self):
        return " ".join(self.words(2, 5)).capitalize()

    def sentence(self):
        words = self.words(7, 19)
        draw = self.random.random()
        at = int(self.random.random() * (len(words) - 2))
        if draw < 0.08:
            words[at : at + 2] = [f"*{words[at]} {words[at + 1]}*"]
        elif draw < 0.14:
            words[at] = f"**{words[at]}**"
        elif draw < 0.17:
            words[at] = f"`{words[at]}`"
        text = " ".join(words)
        # Emphasis can come first. A period before a lowercase letter wouldn't end a sentence.
        return re.sub("[a-z]", lambda letter: letter[0].upper(), text, count=1) + "."

    def paragraph(self, sentences=4):
        return " ".join(self.sentence() for _ in range(sentences))

    def bullets(self, count):
        return "\n".join(f"- {self.sentence()}" for _ in range(count))


VOCABULARY = names(12000, seed=7)


def plain_page(number, count):
    """A page of about 5.3 KB: 800 words and eight headings."""
    prose = Prose(f"plain {number}", VOCABULARY)
    first = number // SECTION * SECTION
    section = min(SECTION, count - first)
    parts = [f"---\ntitle: {prose.title()} {number}\n---\n"]
    for chapter in range(1, 5):
        other = first + int(prose.random.random() * section)
        parts += [
            f"## {prose.title()}",
            prose.paragraph(),
            f"{prose.sentence()} See [{prose.title()}]({page_name(other)}) for more.",
            prose.bullets(4),
            f"### {prose.title()}",
            prose.paragraph(3),
            f"1. {prose.sentence()}\n2. {prose.sentence()}" if chapter % 2 else f"> {prose.sentence()}",
        ]
    return "\n\n".join(parts) + "\n"


def page_name(number):
    return f"page-{number:05}.md"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_plain(folder, count):
    """Plain pages, as a source folder of Handbook."""
    content = Path(folder, "Content")
    write(content / "handbook.yml", "title: Benchmark\nlanguage: en\n")
    for number in range(count):
        write(content / "pages" / page_name(number), plain_page(number, count))


PROVISIONS = 40


def write_handbook(folder, count):
    """`count` files: codes of 40 provisions each, topics, and lessons that cite two and quote one."""
    content = Path(folder, "Content")
    states = max(2, min(51, count // 10))
    topics = max(4, min(60, count // 5))
    lessons = count - states - topics
    topic_names = [word for word in WORDS if word.isalpha()][:topics]
    write(content / "handbook.yml", "title: Benchmark\nlanguage: en\n")
    for number in range(states):
        write(content / "codes" / f"state-{number:02}.md", code(number, topic_names))
    for number, name in enumerate(topic_names):
        prose = Prose(f"topic {number}", VOCABULARY)
        related = topic_names[(number + 1) % topics]
        write(
            content / "topics" / f"{name}.md",
            f"---\ntitle: {name.capitalize()}\nsynonyms: [{prose.word()} {prose.word()}]\n"
            f"related: [{related}]\n---\n\n{prose.paragraph()}\n",
        )
    for number in range(lessons):
        write(content / "lessons" / f"lesson-{number:05}.md", lesson(number, states, topic_names))


def abbreviation(state):
    return "Q" + chr(ord("A") + state // 26) + chr(ord("A") + state % 26)


def code(state, topics):
    prose = Prose(f"code {state}", VOCABULARY)
    parts = [
        f"---\ntitle: Code of Ethics {state}\njurisdiction: State {state}\n"
        f"abbreviation: {abbreviation(state)}\nstatus: in-force\ntext: full\n---\n"
    ]
    for group in range(4):
        parts += [f"## {prose.title()} {{#group-{group}}}", prose.sentence()[:-1] + ":"]
        items = []
        for position in range(PROVISIONS // 4):
            number = group * PROVISIONS // 4 + position
            topic = topics[(number + state) % len(topics)]
            items.append(f"- {prose.paragraph(2)} {{#p{number} .{topic}}}")
        parts.append("\n".join(items))
    return "\n\n".join(parts) + "\n"


def lesson(number, states, topics):
    prose = Prose(f"lesson {number}", VOCABULARY)

    def citation():
        state = abbreviation(int(prose.random.random() * states))
        return f"{state}#p{int(prose.random.random() * PROVISIONS)}"

    parts = [
        f"---\ntitle: {prose.title()} {number}\ndescription: {prose.title()}\n"
        f"minutes: {10 + number % 40}\norder: {number + 1}\n"
        "objectives:\n  - { id: explain, text: Explain what the codes ask }\naudience: both\n---\n"
    ]
    for chapter in range(1, 6):
        teaches = ' {#first teaches="explain"}' if chapter == 1 else ""
        parts += [
            f"## {prose.title()}{teaches}",
            prose.paragraph(),
            f"{prose.sentence()} Compare [[{citation()}]] and [[topics/{pick(topics, prose.random)}]].",
            prose.bullets(3),
            prose.paragraph(3),
        ]
    parts += [
        f"![[{citation()}]]",
        f"> [!NOTE]\n> {prose.sentence()}",
        f"> [!QUESTION] explain\n> {prose.sentence()}\n>\n"
        f"> - [ ] {prose.sentence()} {prose.sentence()}\n"
        f"> - [x] {prose.sentence()} [[{citation()}]]",
        f"> [!KEYPOINTS]\n> - {prose.sentence()}\n> - {prose.sentence()}",
    ]
    return "\n\n".join(parts) + "\n"


CORPORA = {"plain": write_plain, "handbook": write_handbook}
