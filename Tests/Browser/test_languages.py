"""Handbooks in several languages: the switch between them, search in the language of a page, and right-to-left pages."""

import re
import subprocess

import pytest
from pages import Site
from playwright.sync_api import expect
from sites import build, made_once, shared_folder

CONTENT = {
    "handbook.yml": "title: Ethics\nlanguages: [en, es]\n",
    "topics/limits.md": "---\ntitle: Limits\n---\n\n## What they are {#what}\n\nA line between people.\n",
    "topics/limits.es.md": "---\ntitle: Límites\n---\n\n## Qué son {#what}\n\nLa línea entre las personas.\n",
    "codes/oregon.md": (
        "---\ntitle: Code\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\n---\n\n"
        "- Keep {--all--}{++your++} limits. {#limits .limits}\n"
    ),
}


# Made-up rules in Farsi, which is written from right to left, and three other languages to switch to.
RIGHT_TO_LEFT = {
    "handbook.yml": "title: دفترچهٔ اخلاق\nlanguages: [fa, en, ar, es]\n",
    "topics/gifts.md": "---\ntitle: هدیه\n---\n\n## چه باید کرد {#what}\n\nبا سرپرست خود صحبت کنید.\n",
    "codes/oregon.md": (
        "---\ntitle: آیین‌نامهٔ اخلاق\njurisdiction: اورگن\nabbreviation: OR\nstatus: draft\n---\n\n"
        "## رفتار {#conduct}\n\n"
        "1. هدیهٔ {--کوچک--}{++گران‌تر از 20 دلار++} نمی‌پذیرم، مگر آن‌که WAC 246-929 بگوید. {#gifts .gifts}\n"
        "2. با شمارهٔ 360-236-4700 تماس می‌گیرم. {#call}\n"
    ),
    # English on a page in Farsi.
    "codes/alaska.md": (
        "---\ntitle: آیین‌نامه\njurisdiction: Alaska\nabbreviation: AK\nstatus: in-force\n---\n\n"
        "- هدیه نمی‌گیرم. {#gifts .gifts}\n"
    ),
}

# The reverse: pages in Farsi of a handbook in English, whose codes aren't translated.
FROM_ENGLISH = {
    "handbook.yml": "title: Ethics\nlanguages: [en, fa]\n",
    "handbook.fa.yml": "title: دفترچهٔ اخلاق\n",
    "topics/limits.md": "---\ntitle: Limits\n---\n\nA line.\n",
    "topics/limits.fa.md": "---\ntitle: مرزها\n---\n\nخطی میان آدم‌ها.\n",
    "codes/oregon.md": CONTENT["codes/oregon.md"],
}


def write(folder, content=None):
    for path, text in (content or CONTENT).items():
        file = folder / "Content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build(folder)


@pytest.fixture(scope="module")
def languages(tmp_path_factory, publish):
    folder = made_once(shared_folder(tmp_path_factory) / "languages", write)
    return publish(Site(folder / "Output"))["http"]


@pytest.fixture(scope="module")
def right_to_left(tmp_path_factory, publish):
    folder = shared_folder(tmp_path_factory) / "right-to-left"
    folder = made_once(folder, lambda folder: write(folder, RIGHT_TO_LEFT))
    return publish(Site(folder / "Output"))["http"]


@pytest.fixture(scope="module")
def from_english(tmp_path_factory, publish):
    folder = shared_folder(tmp_path_factory) / "from-english"
    folder = made_once(folder, lambda folder: write(folder, FROM_ENGLISH))
    return publish(Site(folder / "Output"))["http"]


def test_the_switch_keeps_the_page_and_the_anchor_and_search_stays_in_the_language(visit, languages):
    page = visit("chromium", languages + "topics/limits.html#what", width=390).page
    page.locator("[data-language]").click()
    expect(page).to_have_url(languages + "es/topics/limits.html#what")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto(languages + "es/search.html?q=limites")
    found = page.locator("#search-page a[href*='topics/limits.html']").first
    expect(found).to_contain_text("Límites")
    found.click()
    expect(page).to_have_url(re.compile(re.escape(languages) + r"es/topics/limits\.html"))


def test_from_right_to_left_nothing_overflows_and_arrows_point_left(visit, browser_name, right_to_left):
    page = visit(browser_name, right_to_left + "codes/oregon.html", width=390).page
    for path in ["codes/oregon.html", "topics/gifts.html", "compare.html"]:
        page.goto(right_to_left + path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            brand = page.locator(".brand").bounding_box()
            assert brand["x"] + brand["width"] > width * 0.75
    arrow = page.locator(".breadcrumbs li").last.evaluate("(one) => getComputedStyle(one, '::before').rotate")
    assert arrow == "180deg"


# Returns the horizontal positions of the first occurrences of some texts in an element.
POSITIONS = """
(element, texts) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = {};
  for (let node; (node = walker.nextNode());) {
    for (const text of texts) {
      const start = node.data.indexOf(text);
      if (start < 0 || text in found) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + text.length);
      found[text] = range.getBoundingClientRect().x;
    }
  }
  return texts.map((text) => found[text]);
}
"""


def ascending(numbers):
    return numbers == sorted(numbers) and len(set(numbers)) == len(numbers)


def test_a_telephone_number_keeps_its_order_between_words_from_right_to_left(
    visit, browser_name, right_to_left
):
    page = visit(browser_name, right_to_left + "codes/oregon.html").page
    link = page.locator(".provision-text a[href^='tel:']")
    assert ascending(link.evaluate(POSITIONS, ["360", "-236", "-4700"]))


def test_english_words_of_the_interface_are_in_order_on_a_page_from_right_to_left(
    visit, browser_name, right_to_left
):
    page = visit(browser_name, right_to_left + "codes/oregon.html").page
    notice = page.locator(".notice", has_text="Not yet checked")
    assert ascending(notice.evaluate(POSITIONS, ["Not", "yet", "source", "."]))
    # The phrase is still at the right edge.
    edge = notice.evaluate("(one) => one.getBoundingClientRect().right")
    assert notice.evaluate(POSITIONS, ["source"])[0] > edge - 300


def test_a_rule_in_english_is_in_order_on_a_page_in_farsi(visit, browser_name, from_english):
    page = visit(browser_name, from_english + "fa/codes/oregon.proposed.html").page
    rule = page.locator(".provision-text [lang=en]").first
    assert ascending(rule.evaluate(POSITIONS, ["Keep", "your", "limits", "."]))
    page.goto(from_english + "fa/topics/limits.html")
    rule = page.locator(".quoted-text [lang=en]").first
    assert ascending(rule.evaluate(POSITIONS, ["Keep", "your", "limits", "."]))


def test_the_kind_of_a_search_result_is_beside_its_title(visit, browser_name, right_to_left):
    page = visit(browser_name, right_to_left + "search.html?q=هدیه").page
    link = page.locator(".search-result-title a", has_text="item 1").first
    link.wait_for()
    kind = link.locator(".search-kind").bounding_box()
    title = link.locator("bdi").bounding_box()
    assert kind["x"] + kind["width"] <= title["x"] + 1


def test_the_search_page_offers_the_other_languages(visit, languages):
    page = visit("chromium", languages + "es/search.html?q=limites").page
    offer = page.locator(".search-languages")
    expect(offer).to_have_text("Buscar en otro idioma: English")
    offer.locator("a[lang=en]").click()
    expect(page).to_have_url(languages + "search.html?q=limites")
    page.goto(languages + "es/search.html")
    page.locator("#search-page-field").wait_for()
    expect(page.locator(".search-languages")).to_have_count(0)


def test_on_a_phone_more_than_two_languages_are_a_menu_in_the_same_row(visit, browser_name, right_to_left):
    page = visit(browser_name, right_to_left + "topics/gifts.html#what", width=390).page
    assert page.locator(".masthead-inner").bounding_box()["height"] == 48
    links = page.locator("[data-language]")
    expect(links.first).to_be_hidden()
    page.locator(".languages summary").click()
    expect(links).to_have_count(3)
    box = page.locator(".language-list").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    page.locator(".languages summary").click()
    page.locator("[data-language][hreflang=es]").click()
    expect(page).to_have_url(right_to_left + "es/topics/gifts.html#what")


def test_on_a_laptop_all_languages_are_in_the_row(visit, browser_name, right_to_left):
    page = visit(browser_name, right_to_left + "topics/gifts.html").page
    expect(page.locator("[data-language][hreflang=ar]")).to_be_visible()
    expect(page.locator(".languages summary")).to_be_hidden()


def test_the_words_of_style_sheets_are_in_the_language_of_the_page(visit, languages, tmp_path):
    for folder, words, pages in [
        ("", ["[inserted:]", "[end of insertion]", "[deleted:]", "[end of deletion]"], "page 1 of "),
        (
            "es/",
            ["[agregado:]", "[fin de lo agregado]", "[eliminado:]", "[fin de lo eliminado]"],
            "página 1 de ",
        ),
    ]:
        page = visit("chromium", f"{languages}{folder}codes/oregon.html").page
        contents = page.evaluate(
            """() => ['ins', 'del'].flatMap((name) => ['::before', '::after'].map((part) => (
              getComputedStyle(document.querySelector(name), part).content
            )))"""
        )
        assert [content.strip('" ') for content in contents] == words
        page.pdf(path=tmp_path / "page.pdf")
        done = subprocess.run(
            ["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
        )
        assert pages in done.stdout
