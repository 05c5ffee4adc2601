"""The question banks, each opened by an independent reader of its format."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from anki.collection import Collection, ImportCsvRequest
from moodle_xml_parser.parser import parse_file
from onyx2moodle.parser import parse_item
from pages import REPOSITORY
from pygiftparser import parser as gift
from qti_convert import upgrade_package

# Translations have the language before the extension, and a bank has the questions in one language.
LESSONS = [path for path in sorted((REPOSITORY / "Content/lessons").glob("*.md")) if "." not in path.stem]


@pytest.fixture(scope="module")
def written():
    """Returns the lessons' numbers of self-checks, choices, right choices, and pairs of right choices."""
    text = "\n".join(path.read_text() for path in LESSONS)
    questions = text.split("[!QUESTION]")[1:]
    rights = [len(re.findall(r"^> - \[x\]", one, re.M)) for one in questions]
    return {
        "questions": len(questions),
        "choices": len(re.findall(r"^> - \[[ x]\]", text, re.M)),
        "right": sum(rights),
        "multiple": sum(count > 1 for count in rights),
    }


def test_moodle_gets_every_question_with_its_choices_and_reasons(packages, written):
    gift.parse(packages[".gift.txt"].read_text())
    found = gift.gift_result.questions
    assert len(found) == written["questions"]
    options = [option for one in found for option in one.answer.options]
    assert len(options) == written["choices"]
    assert all(option.feedback for option in options)
    right = [[one.percentage for one in question.answer.options if one.percentage > 0] for question in found]
    assert sum(map(len, right)) == written["right"]
    assert all(abs(sum(shares) - 1) < 0.00001 for shares in right)
    names = {one.name for one in found}
    assert len(names) == len(found) and all("#question-" in name for name in names)
    assert len({one.category for one in found}) == len(LESSONS)


def test_moodle_xml_has_every_question_with_its_choices_reasons_and_id(packages, written):
    path = packages[".moodle.xml"]
    found = parse_file(path)["multichoice"]
    assert len(found) == written["questions"]
    assert sum(not one.single for one in found) == written["multiple"]
    assert all(one.shuffle_answers for one in found)
    options = [option for one in found for option in one.options]
    assert len(options) == written["choices"]
    assert all(option.answer and option.feedback for option in options)
    right = [[one.score_fraction for one in question.options if one.score_fraction > 0] for question in found]
    assert sum(map(len, right)) == written["right"]
    assert all(abs(sum(shares) - 100) < 0.0001 for shares in right)
    # The reader leaves out categories and ids.
    questions = ElementTree.parse(path).findall("question")
    assert [one.get("type") for one in questions].count("category") == len(LESSONS)
    ids = [one.findtext("idnumber") for one in questions]
    assert len(set(ids)) == len(ids) == written["questions"] + len(LESSONS)
    assert [one.name for one in found] == [one for one in ids if "#" in one]


def test_qti_items_have_their_choices_and_answers(packages, course, written):
    items = [parse_item(path) for path in sorted((course.parent / "qti/items").glob("*.xml"))]
    assert len(items) == written["questions"]
    assert len({item.identifier for item in items}) == len(items)
    interactions = [item.interactions for item in items]
    assert all(len(one) == 1 and one[0].kind == "choice" for one in interactions)
    assert sum(len(one[0].choices) for one in interactions) == written["choices"]
    right = [item.response_decls["RESPONSE"].correct_values for item in items]
    assert sum(map(len, right)) == written["right"]
    assert sum(one[0].max_choices == 0 for one in interactions) == written["multiple"]


def test_a_converter_reads_the_whole_qti_package(packages, tmp_path, written):
    result = tmp_path / "qti3.zip"
    upgrade_package(packages["-qti.zip"], result)
    assert result.stat().st_size > 0


def test_anki_imports_a_note_for_each_question_and_term_and_updates_it(packages, tmp_path, written):
    collection = Collection(str(tmp_path / "cards.anki2"))
    try:
        path = str(packages[".anki.txt"])
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        terms = len(re.findall(r"^## ", (REPOSITORY / "Content/glossary.md").read_text(), re.M))
        first = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))
        assert len(first.log.new) == written["questions"] + terms
        again = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))
        assert len(again.log.new) == 0
        note = collection.get_note(collection.find_notes("scarf")[0])
        front, back = note.fields[:2]
        assert "In Arkansas, a woman you serve hands you a scarf" in front
        assert "<b>B</b>" in back and "The rule makes no exception" in back
        assert note.tags == ["boundaries"]
    finally:
        collection.close()
