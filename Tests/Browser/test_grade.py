"""What the handbook says in its own words can be read at grade 8. The law isn't counted: nobody may simplify it."""

from html.parser import HTMLParser

import pytest
import textstat

# Pages of running text. Those that only list titles aren't among them.
KINDS = {"home", "lesson", "lessons", "topic", "glossary", "plain", "practice", "not-found"}
BLOCKS = {"p", "li", "dd", "summary", "h1", "h2", "h3", "h4"}
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "use", "wbr"}
# Elements without the handbook's own sentences: quoted law, lists of links, tables, and what isn't shown.
LEFT_OUT_NAMES = set("head script style nav header footer table figure select button form svg".split())
LEFT_OUT_CLASSES = set("quotation mentions synonyms topics inline visually-hidden no-script tools".split())


class Prose(HTMLParser):
    """Collects the sentences of a page in the handbook's own words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.sentences = []

    def handle_starttag(self, name, attributes):
        if name in VOID:
            return
        classes = set((dict(attributes).get("class") or "").split())
        left_out = name in LEFT_OUT_NAMES or bool(classes & LEFT_OUT_CLASSES)
        self.open.append((name, left_out))
        if name in BLOCKS:
            self.sentences.append("")

    def handle_endtag(self, name):
        while self.open:
            last, _ = self.open.pop()
            if last in BLOCKS:
                self.sentences.append("")
            if last == name:
                return

    def handle_data(self, text):
        if self.sentences and not any(left_out for _, left_out in self.open):
            self.sentences[-1] += text

    @property
    def text(self):
        lines = (" ".join(sentence.split()) for sentence in self.sentences)
        return "\n".join(line if line[-1] in ".?!:" else line + "." for line in lines if len(line) > 1)


def graded(site):
    for page in site.readable:
        if page.named("html")[0].attributes.get("lang") == "en" and page.kind in KINDS:
            prose = Prose()
            prose.feed(page.text)
            yield page.path, prose.text


@pytest.fixture(scope="module")
def texts(site):
    return dict(graded(site))


def test_every_page_in_the_handbooks_own_words_can_be_read_at_grade_8(texts):
    assert len(texts) > 40, "lessons, topics, and pages are found"
    grades = {path: textstat.flesch_kincaid_grade(text) for path, text in texts.items()}
    assert {path: grade for path, grade in grades.items() if grade > 8} == {}


def test_hard_sentences_are_noticed(texts):
    text = max(texts.values(), key=len)
    hard = "Notwithstanding confidentiality considerations, interdisciplinary accountability prevails. "
    assert textstat.flesch_kincaid_grade(hard * 20) > 8 >= textstat.flesch_kincaid_grade(text)
