"""Readers find the text for a check code, what happened to a rule, and when it took effect."""

from datetime import datetime

from playwright.sync_api import expect


def look_up(page, code):
    page.get_by_label("Check code on your copy").fill(code)
    page.get_by_role("button", name="Find the version").click()
    return page.locator(".version-answer")


def test_a_check_code_leads_to_its_text_without_a_network(visit, browser_name, root):
    page = visit(browser_name, root + "versions.html").page
    row = page.locator("[data-check-code]").nth(1)
    code = row.get_attribute("data-check-code")
    answer = look_up(page, f" {code[:8].upper()}-{code[8:]} ")
    expect(answer.get_by_role("link")).to_have_text(
        "Oregon, Code of Ethics, 2018. This handbook has this version and others of the same code."
    )
    expect(row).to_have_class("found")
    answer.get_by_role("link").click()
    assert page.evaluate("location.hash") == "#" + row.get_attribute("id")
    expect(look_up(page, "00000000000000aa")).to_contain_text("This handbook no longer has the text.")
    expect(look_up(page, "0" * 16)).to_contain_text("No version in this handbook has this check code.")
    expect(look_up(page, "123")).to_contain_text("A check code has 16 digits")


def test_a_check_code_in_the_address_is_looked_up_at_once(visit, browser_name, root):
    page = visit(browser_name, root + "versions.html?code=00000000000000AA").page
    expect(page.locator(".version-answer")).to_contain_text("Oregon, Code of Ethics, 2001.")


def test_without_a_script_the_table_has_every_check_code(visit, root):
    # Firefox runs scripts even with javascript=False; see the README.
    page = visit("chromium", root + "versions.html", javascript=False).page
    expect(page.locator("[data-version-form]")).to_be_hidden()
    expect(page.locator("tbody tr")).to_have_count(4)


def test_a_copied_citation_has_the_check_code_that_the_page_prints(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.html").page
    code = page.locator(".caution:visible code").first.inner_text()
    copied = page.locator("#gifts [data-copy]").first.get_attribute("data-copy")
    assert copied.endswith(f"item 1 (2024, effective January 1, 2024), version check code {code}")
    permanent = page.locator(".caution:visible code").nth(1).inner_text()
    assert permanent == "codes/oregon/2024.html"
    other = visit(browser_name, root + permanent + "#gifts").page
    expect(other.locator("#gifts .provision-text")).to_have_text("Do not exchange gifts.")


def test_a_day_decides_in_the_browser_what_is_in_effect(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.html").page
    expect(page.locator("#notes .provision-remark")).to_have_text(
        "In effect since July 1, 2000.", use_inner_text=True
    )
    expect(page.locator("#asking .provision-remark")).to_have_text(
        "Takes effect on July 1, 2999.", use_inner_text=True
    )


def test_a_notice_says_when_an_adopted_edition_takes_effect(visit, browser_name, adopted):
    page = visit(browser_name, adopted, private=True).page
    notice = page.locator(".notice", has_text="A newer edition")
    expect(notice).to_have_text("A newer edition takes effect on January 1, 2999: 2999.", use_inner_text=True)
    # The site isn't built again until then, and readers come back later.
    page.clock.set_fixed_time(datetime(2999, 1, 2))
    page.reload()
    expect(notice).to_have_text(
        "A newer edition has been in effect since January 1, 2999: 2999.", use_inner_text=True
    )
    notice.get_by_role("link", name="2999").locator("visible=true").click()
    expect(page.locator(".notice", has_text="In effect since")).to_have_text(
        "In effect since January 1, 2999.", use_inner_text=True
    )


def test_a_repealed_rule_keeps_its_address_with_its_last_text_folded(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.html#records").page
    rule = page.locator("#records")
    expect(rule).to_contain_text("Repealed on January 1, 2024 by the 2024 edition.")
    expect(rule.locator("blockquote")).to_be_hidden()
    rule.locator("summary").click()
    expect(rule.locator("blockquote")).to_have_text("Keep records.")


def test_each_rule_leads_to_its_history(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.html").page
    page.locator("#gifts details.more > summary").click()
    page.locator("#gifts .actions a", has_text="History").click()
    history = page.locator("#gifts li")
    expect(history).to_have_count(3)
    expect(history.nth(1).locator("ins")).to_have_text("large ")
    expect(page.locator("#records li").last).to_contain_text("Repealed on January 1, 2024")


def test_readers_choose_any_two_editions_to_compare(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.html").page
    rows = page.locator("[aria-labelledby=_editions] tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.locator("li")).to_have_text(["2024, since 2018", "2024, since 2010", "2018, since 2010"])
    page.get_by_role("link", name="2024, since 2010").click()
    expect(page.locator("#gifts .provision-text")).to_have_text("Do not acceptexchange gifts.")
    expect(page.locator(".views-summary")).to_contain_text(
        "what the 2024 edition changes in the 2010 edition"
    )
    # The page leads to the other pairs, and marks its own.
    page.get_by_role("link", name="Compare other editions").click()
    expect(page.locator("[aria-labelledby=_editions] [aria-current]")).to_have_text("2024, since 2010")
    page.get_by_role("link", name="2018, since 2010").click()
    expect(page.locator("#gifts .provision-text ins")).to_have_text("large ")
    expect(page.locator("main [role=note]").first).to_be_visible()


def test_a_comparison_is_read_without_a_script(visit, root):
    page = visit("chromium", root + "codes/oregon.html", javascript=False).page
    page.get_by_role("link", name="2024, since 2010").click()
    expect(page.locator("#gifts .provision-text del")).to_have_text("accept")


def test_earlier_addresses_of_sheets_and_comparisons_lead_to_those_of_an_edition(visit, browser_name, root):
    for old, new in [
        ("oregon.sign.html", "oregon/2024.sign.html"),
        ("oregon.changes.html", "oregon/2024.changes-since-2018.html"),
        ("oregon/2018.changes.html", "oregon/2018.changes-since-2010.html"),
    ]:
        page = visit(browser_name, root + "codes/" + old).page
        page.wait_for_url(root + "codes/" + new)
        expect(page.locator("h1")).to_contain_text("Code of Ethics")


def test_earlier_addresses_keep_the_part_after_the_number_sign(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon.changes.html#gifts").page
    page.wait_for_url(root + "codes/oregon/2024.changes-since-2018.html#gifts")
    expect(page.locator("#gifts")).to_be_in_viewport()


def test_earlier_addresses_lead_to_the_page_without_a_script(visit, root):
    page = visit("chromium", root + "codes/oregon.changes.html#gifts", javascript=False).page
    page.wait_for_url(root + "codes/oregon/2024.changes-since-2018.html")


def test_readers_move_from_one_edition_to_another(visit, browser_name, root):
    page = visit(browser_name, root + "moving/index.html").page
    page.get_by_label("From", exact=True).select_option(label="Oregon, 2010 edition (Superseded)")
    page.get_by_label("To", exact=True).select_option(label="Oregon, 2024 edition (In force)")
    expect(page.locator("#gifts .quoted-text")).to_have_text(
        ["Do not accept gifts.", "Do not exchange gifts."]
    )
    expect(page.locator("#records h2")).to_contain_text("not mentioned anymore")
    expect(page.locator("#asking h2")).to_contain_text("new")
    page.get_by_role("link", name="See the changes in words").click()
    expect(page.locator("#gifts .provision-text del")).to_have_text("accept")
    page.wait_for_url("**/2024.changes-since-2010.html*")
    page.goto(root + "moving/index.html?from=oregon/2018&to=oregon/2010")
    expect(page.locator("#records h2")).to_contain_text("same words")


def test_the_signing_sheet_of_a_replaced_edition_says_so(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon/2010.sign.html").page
    expect(page.locator("main")).to_contain_text("A newer edition has replaced this one: 2024.")
    expect(page.locator("main")).to_contain_text("Do not accept gifts.")
    page = visit(browser_name, root + "codes/oregon.html").page
    page.get_by_role("link", name="sign", exact=False).first.click()
    page.wait_for_url(root + "codes/oregon/2024.sign.html")


def test_search_names_the_rule_that_replaced_another(visit, browser_name, root):
    page = visit(browser_name, root + "search.html?q=keep+records").page
    expect(page.locator(".search-source").first).to_contain_text("Replaced by: Oregon, Conduct, item 2")


def test_a_printed_copy_of_a_replaced_edition_names_the_edition_that_replaced_it(visit, browser_name, root):
    page = visit(browser_name, root + "codes/oregon/2010.html").page
    page.emulate_media(media="print")
    expect(page.locator(".caution:visible").first).to_contain_text(
        "A newer edition has replaced this one: 2024."
    )


def test_search_says_that_a_rule_is_no_longer_in_the_code(visit, browser_name, root):
    page = visit(browser_name, root + "search.html?q=keep+records").page
    expect(page.locator("main")).to_contain_text("(no longer in the code)")
