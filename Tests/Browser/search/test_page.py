"""The page search.html: its address contains its whole state."""

import os
import re
import shutil
import threading
import time
import urllib.parse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from corpus import corpus
from fixture_site import write_index, write_site
from pages import Site
from sites import build

HOSTILE = [
    "a" * 10_000,
    "gifts " * 2_000,
    "?!… §",
    "🎈🎈",
    "מתנות \u202egifts",
    '"gifts',
    "“ \" '",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "__proto__",
]


def test_results_are_in_rank_order_with_the_words_marked(browser_name, search_page):
    tab = search_page(browser_name, "q=gifts&kind=provision")
    assert tab.summary == "3 results for “gifts”"
    assert len(tab.titles) == 3
    assert all(title.startswith("Provision · ") for title in tab.titles)
    assert tab.page.locator(".search-badge").all_inner_texts() == ["In force", "Draft", "Superseded"]
    assert set(tab.page.locator(".search-snippet mark").all_inner_texts()) == {"gifts", "gift"}
    assert "Peers and trainees shall:" in tab.page.inner_text(".search-result:has-text('Orland')")
    assert tab.visit.complaints == []
    assert tab.visit.violations() == []


def test_what_other_states_say_is_set_apart(browser_name, search_page):
    tab = search_page(browser_name, "q=eastland+gifts")
    assert "We don’t have the text of Eastland’s code." in tab.text
    link = tab.page.locator(".search-statement a")
    assert link.get_attribute("href") == "https://example.org/eastland"
    heading = tab.page.locator(".search-apart")
    assert heading.inner_text() == "What other states’ codes say"
    assert heading.evaluate("(node) => node.previousElementSibling.textContent").startswith(
        "Code of ethics · Eastland"
    )
    tab = search_page(browser_name, "q=new+westland+gifts")
    assert "No code of New Westland is listed here." in tab.text


def test_urgent_words_show_what_to_do_first(browser_name, search_page):
    tab = search_page(browser_name, "q=suicide")
    assert "Call 988 now." in tab.page.inner_text(".search-results > :first-child")


def test_the_page_has_one_search_field_and_a_result_on_the_first_screen_of_a_phone(browser_name, search_page):
    tab = search_page(browser_name, "q=gifts")
    tab.page.set_viewport_size({"width": 390, "height": 844})
    assert tab.page.locator("#search-page input[type=search]").count() == 1
    assert not tab.page.locator(".search-filter-box").evaluate("(node) => node.open")
    assert tab.page.locator(".search-result").first.bounding_box()["y"] < 400


def test_filters_count_what_each_would_leave(browser_name, search_page):
    tab = search_page(browser_name, "q=gifts")
    filters = tab.filters()
    assert filters["State"] == {"Northland": 1, "Orland": 1, "Southport": 1}
    assert filters["Kind"]["Provision"] == 3
    tab.page.click(".search-filters a:has-text('Orland')")
    tab.settle()
    assert "state=orland" in tab.page.url
    assert len(tab.titles) == 1
    # The counts of a filter's own values stay visible.
    assert tab.filters()["State"] == {"Northland": 1, "Orland": 1, "Southport": 1}
    assert tab.page.inner_text(".search-filters a[aria-current]:not(:has-text('Any'))").startswith("Orland")
    tab.page.click(".search-filters a:has-text('Any')")
    tab.settle()
    assert len(tab.titles) == 5


def test_typing_searches_and_keeps_the_address_in_step(browser_name, search_page):
    tab = search_page(browser_name, "q=gifts&state=orland")
    tab.page.fill("#search-page-field", "")
    tab.page.type("#search-page-field", "privacy")
    tab.page.wait_for_url("**q=privacy*")
    assert "state=orland" in tab.page.url
    tab.page.wait_for_selector(".search-announcement:has-text('privacy')", state="attached")
    assert len(tab.titles) == 1
    tab.page.press("#search-page-field", "Enter")
    tab.page.wait_for_load_state()
    tab.settle()
    assert "state=orland" in tab.page.url
    assert tab.summary == "1 result for “privacy”"


def test_pages_of_results_follow_each_other(browser_name, search_page):
    tab = search_page(browser_name, "q=peers")
    first = tab.titles
    assert len(first) == 10
    assert tab.summary.startswith("Results 1 to 10 of ")
    tab.page.click("a[rel=next]")
    tab.settle()
    assert "page=2" in tab.page.url
    assert tab.summary.startswith("Results 11 to ")
    second = tab.titles
    tab.page.click("a[rel=prev]")
    tab.settle()
    assert tab.titles == first
    beyond = search_page(browser_name, "q=peers&page=999")
    assert beyond.titles == second


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: re.sub(r"\W+", "-", query)[:20])
def test_hostile_queries_are_answered_as_text(browser_name, search_page, query):
    tab = search_page(browser_name, "q=" + urllib.parse.quote(query))
    assert re.match(r"(Nothing found for|Results \d+ to|\d+ result)", tab.summary)
    assert tab.page.locator("#search-page :is(img, script, iframe)").count() == 0
    assert tab.visit.complaints == []
    assert tab.visit.violations() == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=",
        "q=gifts&state=atlantis&topic=%3Cb%3E&kind=__proto__&status=constructor&page=-3",
        "q=gifts&page=1e9",
        "q=%E0%A4%A",
        "q=gifts&q=loans&state=&state=orland",
    ],
)
def test_an_address_written_by_hand_is_no_error(browser_name, search_page, address):
    tab = search_page(browser_name, address)
    assert tab.summary
    assert tab.visit.complaints == []


def test_what_no_code_mentions_is_said_with_the_topics_it_belongs_to(browser_name, search_page):
    tab = search_page(browser_name, "q=Facebook&kind=provision")
    assert "No code here mentions this." in tab.text
    link = tab.page.locator(".search-topics a")
    assert link.inner_text() == "Social media and technology"
    assert link.get_attribute("href").endswith("topics/technology.html")
    assert "(0 provisions)" in tab.text


def test_a_topic_that_the_codes_call_otherwise_is_named(browser_name, search_page):
    tab = search_page(browser_name, "q=Venmo")
    assert "The codes use other words for this:" in tab.text
    assert tab.page.locator(".search-topics a").inner_text() == "Loans and money"


def test_nothing_found_offers_the_topics(browser_name, search_page):
    tab = search_page(browser_name, "q=supervixxxor")
    assert tab.summary == "Nothing found for “supervixxxor”"
    assert "No code here mentions this." in tab.text
    assert "Gifts" in tab.page.locator(".search-chips a").all_inner_texts()


def test_a_handbook_without_codes_does_not_say_that_no_code_mentions_a_word(
    browser_name, search_page, tmp_path
):
    pages = tmp_path / "Content/pages"
    pages.mkdir(parents=True)
    (tmp_path / "Content/handbook.yml").write_text("title: Handbook\n")
    (pages / "about.md").write_text("---\ntitle: About\n---\n\nA bicycle is not a code.\n")
    build(tmp_path)
    for query in ["scarf", "bicycle scarf"]:
        tab = search_page(browser_name, f"q={query}", f"{(tmp_path / 'Output').as_uri()}/")
        assert "No code here mentions" not in tab.text
        assert tab.summary == f"Nothing found for “{query}”"


def test_a_phrase_that_is_not_there_offers_the_words(browser_name, search_page):
    tab = search_page(browser_name, "q=%22interest+conflicts%22")
    tab.page.click("a:has-text('Search without quotation marks')")
    tab.settle()
    assert tab.titles


def test_struck_text_is_labelled(browser_name, search_page):
    tab = search_page(browser_name, "q=accept")
    assert tab.page.inner_text(".search-removed") == "Removed by this draft: accept presents of any kind"
    assert tab.page.locator(".search-removed del mark").all_inner_texts() == ["accept"]


def test_arrows_move_the_focus_along_the_results(browser_name, search_page):
    tab = search_page(browser_name, "q=gifts")
    focused = "document.activeElement.textContent || document.activeElement.id"
    links = tab.page.locator(".search-result-title a").all_text_contents()
    tab.page.focus("#search-page-field")
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.evaluate(focused) == links[0]
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.evaluate(focused) == links[1]
    tab.page.keyboard.press("End")
    assert tab.page.evaluate(focused) == links[-1]
    tab.page.keyboard.press("Home")
    tab.page.keyboard.press("ArrowUp")
    assert tab.page.evaluate(focused) == "search-page-field"
    tab.page.keyboard.press("Escape")
    assert tab.page.input_value("#search-page-field") == ""


def test_without_scripts_the_page_leads_to_the_index(root, visit):
    tab = visit("chromium", f"{root}search.html?q=gifts", javascript=False)
    assert tab.page.locator("#search-page a").get_attribute("href") == "a-z.html"


def test_an_index_that_can_not_be_loaded_is_told(browser_name, origin, visit, tmp_path, http_root):
    write_site(tmp_path / "site", corpus())
    for shard in (tmp_path / "site/search/postings").iterdir():
        shard.unlink()
    if origin == "http":
        tab = visit(browser_name, "about:blank")
        tab.page.route("**/search/postings/*", lambda route: route.fulfill(status=404))
        tab.page.goto(f"{http_root}search.html?q=gifts")
        advice = "reload the page"
    else:
        tab = visit(browser_name, (tmp_path / "site/search.html").as_uri() + "?q=gifts")
        advice = "extract the folder first"
    tab.page.wait_for_selector(f".search-announcement:has-text('{advice}')", state="attached")
    assert "could not be loaded" in tab.page.inner_text(".search-summary")


def test_every_request_stays_in_the_site(browser_name, search_page, root):
    tab = search_page(browser_name, 'q="story+of+recovery"+gifts')
    assert all(address.startswith(root) for address in tab.visit.requests)


def publish_anew(folder, more=None):
    """Replaces the index with that of a handbook with one more page. Every file gets a different name."""
    changed = {**corpus(), **(more or {})}
    changed["records"] = [{**record, "text": record["text"] + " Anew."} for record in changed["records"]]
    changed["records"].append(
        {"kind": "page", "address": "airships.html", "title": "Airships", "text": "A zeppelin is no gift."}
    )
    shutil.rmtree(folder / "search")
    write_index(folder, changed)


@pytest.mark.parametrize("query", ["zeppelin", "gifts zeppelin", "romantic"])
def test_an_open_page_searches_the_site_that_was_published_since(
    browser_name, visit, publish, tmp_path, query
):
    folder = tmp_path / "site"
    write_site(folder, corpus())
    tab = visit(browser_name, publish(Site(folder))["http"] + "search.html?q=gifts")
    tab.page.wait_for_selector(".search-result")
    publish_anew(folder)
    tab.page.fill("#search-page-field", query)
    tab.page.wait_for_selector(f".search-announcement:has-text('“{query}”')", state="attached")
    addresses = tab.page.locator(".search-result-title a").evaluate_all(
        "links => links.map(link => link.href)"
    )
    wanted = "airships.html" if "zeppelin" in query else "codes/southport.html"
    assert any(wanted in address for address in addresses)


def test_a_word_typed_before_the_client_has_loaded_is_searched(browser_name, visit, publish, tmp_path):
    folder = tmp_path / "site"
    write_site(folder, corpus())
    tab = visit(browser_name, publish(Site(folder))["http"] + "codes/northland.html")
    delayed = []
    tab.page.route("**/assets/search.js*", lambda route: delayed.append(route))
    with tab.page.expect_request("**/assets/search.js*"):
        tab.page.focus("#search-field")
    tab.page.keyboard.type("gifts")
    delayed[0].continue_()
    tab.page.wait_for_selector("dialog .search-result")
    assert tab.page.input_value("#search-dialog-field") == "gifts"


def test_words_typed_during_the_check_for_a_newer_index_are_searched_in_it(
    browser_name, visit, publish, tmp_path
):
    folder = tmp_path / "site"
    write_site(folder, corpus())
    tab = visit(browser_name, publish(Site(folder))["http"] + "search.html?q=gifts")
    tab.page.wait_for_selector(".search-result")
    publish_anew(folder)
    delayed = []
    tab.page.route(
        "**/search/root.js?*", lambda route: route.continue_() if delayed else delayed.append(route)
    )
    with tab.page.expect_request("**/search/root.js?*"):
        tab.page.fill("#search-page-field", "xylophone")
    tab.page.fill("#search-page-field", "zeppelin")
    # The answer from the old index is ready before the check ends.
    tab.page.wait_for_timeout(500)
    delayed[0].continue_()
    tab.page.wait_for_selector(".search-result:has-text('Airships')")


class CachingHandler(SimpleHTTPRequestHandler):
    """Serves a folder like static hosts: with `max-age` for everything, or only with modification dates."""

    cache_control = None

    def end_headers(self):
        if self.cache_control:
            self.send_header("Cache-Control", self.cache_control)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("cache_control", ["max-age=600", None])
def test_a_reader_who_returns_searches_the_newest_build_with_scripts_of_other_names(
    browser_name, visit, tmp_path, cache_control
):
    folder = tmp_path / "site"
    write_site(folder, {**corpus(), "answersPath": "assets/search-answers.js"})
    # The dates are as if the site had been published a month ago, because browsers infer lifetimes from them.
    old = time.time() - 30 * 86_400
    for file in folder.rglob("*.*"):
        os.utime(file, (old, old))
    handler = type("Handler", (CachingHandler,), {"cache_control": cache_control})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        tab = visit(browser_name, root + "codes/northland.html")
        tab.page.focus("#search-field")
        tab.page.wait_for_function("() => window.handbookSearch?.answersPath")
        tab.page.evaluate("() => handbookSearch.open().then(() => undefined)")
        (folder / "assets/search-answers.js").rename(folder / "assets/search-answers-2.js")
        publish_anew(folder, {"answersPath": "assets/search-answers-2.js"})
        for page in folder.rglob("*.html"):
            page.write_text(page.read_text().replace("search-answers.js", "search-answers-2.js"))
        tab.page.type("#search-field", "zeppelin")
        tab.page.wait_for_selector(".search-result:has-text('Airships')")
        # Another page of the site in the same browser, and the one that it may have cached.
        for address in ["search.html?q=zeppelin", "codes/orland.html"]:
            tab.page.goto(root + address)
            if "search" not in address:
                tab.page.type("#search-field", "zeppelin")
            tab.page.wait_for_selector(".search-result:has-text('Airships')")
        server.shutdown()


def test_a_page_opened_after_the_site_was_published_anew_finds_what_is_new(
    browser_name, visit, publish, tmp_path
):
    folder = tmp_path / "site"
    write_site(folder, corpus())
    root = publish(Site(folder))["http"]
    tab = visit(browser_name, root + "search.html?q=gifts")
    tab.page.wait_for_selector(".search-result")
    publish_anew(folder)
    # The index that the browser has cached is from the same minute.
    tab.page.goto(root + "search.html?q=zeppelin")
    tab.page.wait_for_selector(".search-result:has-text('Airships')")
