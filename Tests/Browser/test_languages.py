"""A handbook in English and Spanish: the switch between the languages, and search in the language of the page."""

import re

import pytest
from pages import Site
from playwright.sync_api import expect
from sites import build, made_once, shared_folder

CONTENT = {
    "handbook.yml": "title: Ethics\nlanguages: [en, es]\n",
    "topics/limits.md": "---\ntitle: Limits\n---\n\n## What they are {#what}\n\nA line between people.\n",
    "topics/limits.es.md": "---\ntitle: Límites\n---\n\n## Qué son {#what}\n\nLa línea entre las personas.\n",
    "codes/oregon.md": (
        "---\ntitle: Code\njurisdiction: Oregon\nabbreviation: OR\nstatus: in-force\n---\n\n"
        "- Keep your limits. {#limits .limits}\n"
    ),
}


def write(folder):
    for path, text in CONTENT.items():
        file = folder / "Content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build(folder)


@pytest.fixture(scope="module")
def languages(tmp_path_factory, publish):
    folder = made_once(shared_folder(tmp_path_factory) / "languages", write)
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
