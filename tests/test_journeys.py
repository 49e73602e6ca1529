"""The journeys of patients, walked in a real browser on the sample site: a phone, a keyboard, paper, a bad connection."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from browser import DESK, PHONE, Visit, assert_private, visit_of
from playwright.sync_api import Browser, Route, expect

VOORHEES = "08043"
NOME = "99762"  # a ZIP code with nobody near


# Finding


def test_a_frightened_first_search_from_the_front_page(visit: Visit) -> None:
    page = visit.go("")
    page.locator("#start input").fill("pain shooting down my leg")
    page.locator("#start button").click()
    page.wait_for_url("**/find/#q=**")
    visit.settled()
    assert "sciatica" == page.locator("[data-condition]").first.get_attribute("data-condition")
    assert re.fullmatch(r"\d+ surgeons for Sciatica\.", visit.status())
    assert visit.status().removesuffix(".") in page.title()
    assert "results-heading" == visit.focused()
    assert_private(visit, "pain shooting", "shooting", "leg")


def test_a_card_answers_without_a_click(visit: Visit) -> None:
    page = visit.find("sciatica", near=VOORHEES)
    card = page.locator("#results .card").first
    for part in ("h3 a", ".credentials", ".person", ".board", ".years", ".accepting", ".second", ".why .reasons li"):
        expect(card.locator(part).first).not_to_be_empty()
    assert "from Voorhees, NJ" in card.locator(".distance").inner_text()
    assert card.locator(".acts a").get_attribute("href").startswith("tel:+1")
    assert 0 < int(card.get_attribute("data-score")) <= 100
    scores = [int(score) for score in page.locator("#results .card").evaluate_all("(cards) => cards.map((card) => card.dataset.score)")]
    assert sorted(scores, reverse=True) == scores


def test_what_every_question_needs_is_asked_for_by_the_page_itself_and_comes_once(visit: Visit) -> None:
    page = visit.find("sciatica")
    early = page.locator("link[rel=preload][as=fetch]").evaluate_all("(links) => links.map((link) => link.href)")
    sent = Counter(url for url in visit.requests if "/search/" in url)
    assert 2 == len(early)
    assert set(early) < set(sent)
    assert {1} == set(sent.values())


def test_a_card_of_the_search_is_the_card_of_the_build(visit: Visit) -> None:
    visit.find("sciatica")
    found = visit.page.locator("#results .card").first
    slug, cleaned = visit.slugs()[0], "(card) => card.innerText.replace(/\\s+/g, ' ').trim()"
    searched, place = found.evaluate(cleaned), found.locator(".where").inner_text()
    visit.go("conditions/sciatica/")
    built = visit.page.locator(f"[data-surgeon='{slug}']")
    assert built.evaluate(cleaned) == searched
    assert built.locator(".where").inner_text() == place


def test_a_typo_is_read_and_can_be_taken_back(visit: Visit) -> None:
    page = visit.find("sciattica")
    expect(page.locator("#notes")).to_contain_text("You typed “sciattica”. We read “sciatica”.")
    found = visit.status()
    page.get_by_role("button", name="Search for exactly what I typed").click()
    expect(page.locator("#results-heading")).to_have_text("Nothing here fits these words")
    assert "typed=sciattica" in page.url
    assert "results-heading" == visit.focused()
    page.get_by_role("button", name="Correct my spelling").click()
    expect(page.locator("[role=status]")).to_have_text(found)


def test_the_guess_can_be_corrected(visit: Visit) -> None:
    page = visit.find("sciatica")
    second = page.locator("[data-condition]").nth(1).get_attribute("data-condition")
    page.get_by_role("button", name="Straight to the list").click()
    assert visit.focused() == "list-heading"
    expect(page.locator("[data-condition=sciatica]")).to_have_attribute("aria-current", "true")
    assert page.locator("[data-condition=sciatica] a").get_attribute("href").endswith("conditions/sciatica/")
    page.locator("[data-condition=sciatica]").get_by_role("button", name="Not this").click()
    expect(page.locator("[data-condition=sciatica]")).to_have_count(0)
    expect(page.locator(f"[data-condition={second}]")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Take that back").click()
    expect(page.locator("[data-condition=sciatica]")).to_have_attribute("aria-current", "true")
    page.get_by_text("Or it may be about one of these").click()
    page.locator(f"[data-condition={second}]").get_by_role("button", name="This one").click()
    expect(page.locator(f"[data-condition={second}]")).to_have_attribute("aria-current", "true")
    assert f"condition={second}" in page.url
    assert "list-heading" == visit.focused()


def test_a_place_in_the_words_is_a_chip(visit: Visit) -> None:
    page = visit.find("sciatica near Voorhees, NJ")
    assert visit.status().endswith(" within 100 miles of Voorhees, NJ.")
    expect(page.locator("#notes")).to_contain_text("within 100 miles of Voorhees, NJ unless you choose another distance")
    page.locator("#chips button").click()
    expect(page.locator("#chips")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("sciatica")
    assert "miles" not in visit.status()


def test_a_zip_with_nobody_near_offers_more(visit: Visit) -> None:
    page = visit.find("sciatica", near=NOME)
    expect(page.locator("#results-heading")).to_have_text("Nobody near Nome, AK")
    assert "No surgeon for Sciatica within 100 miles of Nome, AK." == visit.status()
    assert "results-heading" == visit.focused()
    expect(page.locator("#list")).to_be_hidden()
    page.get_by_role("button", name="Show the nearest anyway").click()
    expect(page.locator("#results .card").first.locator(".distance")).to_contain_text("miles from Nome, AK")
    assert "any" == page.get_by_label("Within").input_value()


def test_a_wider_distance_is_offered_when_it_helps(visit: Visit) -> None:
    page = visit.find("sciatica", near="17101", within="10")
    expect(page.locator("#empty")).to_be_visible()
    wider = page.locator("#empty-acts button").first
    assert re.fullmatch(r"Look within \d+ miles", wider.inner_text())
    wider.click()
    expect(page.locator("#results .card").first).to_be_visible()


@pytest.mark.parametrize("place", ["99999", "Atlantis", "0804"])
def test_an_unknown_place_is_said(visit: Visit, place: str) -> None:
    page = visit.find("sciatica", near=place)
    assert f"We do not know the place “{place}”." == visit.status()
    expect(page.locator("#near")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#list")).to_be_hidden()
    page.get_by_role("button", name="Search everywhere").click()
    expect(page.locator("#results .card").first).to_be_visible()
    expect(page.locator("#near")).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("words", ["how do I bake bread", "xqzzt wvvk", "🦴🦴🦴", "constructor __proto__ toString"])
def test_words_that_nothing_fits_get_ways_on(visit: Visit, words: str) -> None:
    page = visit.find(words)
    expect(page.locator("#results-heading")).to_have_text("Nothing here fits these words")
    assert "No surgeon fits these words." == visit.status()
    assert [] == visit.slugs()
    for name in ("All conditions, by where you feel them", "Signs that cannot wait"):
        expect(page.locator("#empty").get_by_role("link", name=name)).to_be_visible()
    expect(page.locator("#empty")).to_contain_text("your own doctor")
    expect(page.locator("#examples")).to_be_visible()


def test_an_empty_question_shows_examples_and_lists_only(visit: Visit) -> None:
    page = visit.go("find/")
    expect(page.locator("#examples")).to_be_visible()
    expect(page.locator("#browse")).to_be_visible()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("#found")).to_be_hidden()
    page.locator("#examples a").first.click()
    visit.settled()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator("#examples")).to_be_hidden()


# Danger


def test_emergency_words_lead_the_page(visit: Visit) -> None:
    page = visit.find("I can't feel when I pee and I am numb between my legs")
    card = page.locator("[data-urgent=emergency]")
    assert "care-emergency" == visit.focused()
    assert "tel:911" == card.get_by_role("link", name="Call 911").get_attribute("href")
    assert card.bounding_box()["y"] < page.locator("#results-heading").bounding_box()["y"]
    assert page.title().startswith("Emergency signs. ")
    visit.find("sciatica")
    expect(page.locator("[data-urgent]")).to_have_count(0)


def test_words_that_need_a_doctor_today(visit: Visit) -> None:
    page = visit.find("back pain with fever")
    expect(page.locator("[data-urgent=soon]")).to_be_visible()
    assert "care-soon" == visit.focused()
    assert page.title().startswith("Call a doctor today. ")


def test_words_that_deny_a_sign_raise_no_alarm(visit: Visit) -> None:
    page = visit.find("sciatica, no trouble with my bladder")
    expect(page.locator("[data-urgent]")).to_have_count(0)
    assert "results-heading" == visit.focused()


# Narrowing


def test_filters_are_applied_by_a_button_and_taken_off_by_chips(visit: Visit) -> None:
    page = visit.find("sciatica")
    everybody = visit.status()
    page.locator("#filter-box summary").first.click()
    choice = page.locator("#facets fieldset", has_text="Gender").locator("label", has_text="Woman")
    count = int(choice.locator(".note").inner_text())
    choice.locator("input").check()
    assert everybody == visit.status()
    page.get_by_role("button", name="Show these results").click()
    expect(page.locator("[role=status]")).to_have_text(f"{count} surgeons for Sciatica, with 1 filter.")
    assert "gender=woman" in page.url
    assert "list-heading" == visit.focused()
    expect(page.locator("#filter-count")).to_have_text("(1)")
    page.locator("#chips button", has_text="Woman").click()
    expect(page.locator("[role=status]")).to_have_text(everybody)


def test_filters_that_are_too_narrow_say_which_to_take_away(visit: Visit) -> None:
    visit.go("find/#q=sciatica&near=08043&gender=woman&language=Tagalog&insurance=Medicare")
    visit.settled()
    page = visit.page
    if visit.slugs():
        pytest.fail("The sample directory has somebody who fits; choose another filter for this test.")
    expect(page.locator("#empty-acts button").first).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("#results .card").first).to_be_visible()


def test_a_language_in_the_words_is_a_filter(visit: Visit) -> None:
    page = visit.find("sciatica spanish speaking")
    assert visit.status().endswith(", with 1 filter.")
    for tongues in page.locator("#results .tongues").all_inner_texts():
        assert "Spanish" in tongues
    page.locator("#chips button").click()
    expect(page.locator("#chips")).to_be_hidden()


def test_sorting_applies_at_once_and_stays_where_it_is(visit: Visit) -> None:
    page = visit.find("sciatica", near=VOORHEES, within="any")
    page.get_by_label("Sort by").focus()
    page.get_by_label("Sort by").select_option("nearest")
    page.wait_for_url("**sort=nearest**")
    visit.settled()
    miles = [re.search(r"[\d,]+|less", text)[0] for text in page.locator("#results .distance").all_inner_texts()]
    numbers = [0 if one == "less" else int(one.replace(",", "")) for one in miles]
    assert sorted(numbers) == numbers
    assert "sort" == visit.focused()


def test_more_results_keep_the_place(visit: Visit) -> None:
    page = visit.find("sciatica")
    first = visit.slugs()
    assert 10 == len(first)
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("#results .card")).to_have_count(20)
    assert first == visit.slugs()[:10]
    assert page.locator("#results h3 a").nth(10).inner_text() == visit.focused()
    assert "shown=20" in page.url
    page.reload()
    expect(page.locator("#results .card")).to_have_count(20)


# The address


def test_a_shared_link_shows_the_same(visit: Visit, browser: Browser) -> None:
    visit.find("neck pain", near="60614", within="250")
    context = browser.new_context(viewport=DESK)
    other = visit_of(context, visit.home)
    other.page.goto(visit.page.url)
    other.settled()
    assert visit.slugs() == other.slugs()
    assert visit.status() == other.status()
    assert "60614" == other.page.locator("#near").input_value()
    assert "250" == other.page.locator("#within").input_value()
    assert [] == other.complaints
    context.close()


def test_back_and_forward_walk_through_the_searches(visit: Visit) -> None:
    page = visit.find("sciatica")
    first = visit.slugs()
    page.get_by_label("What are you looking for?").fill("scoliosis")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("Scoliosis")
    second = visit.slugs()
    page.go_back()
    expect(page.locator("[role=status]")).to_contain_text("Sciatica")
    assert first == visit.slugs()
    expect(page.locator("#q")).to_have_value("sciatica")
    page.go_forward()
    expect(page.locator("[role=status]")).to_contain_text("Scoliosis")
    assert second == visit.slugs()


def test_coming_back_from_a_surgeon_keeps_the_place(visit: Visit) -> None:
    page = visit.find("sciatica")
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("#results .card")).to_have_count(20)
    page.locator("#results h3 a").nth(14).click()
    page.wait_for_url("**/surgeons/**")
    page.go_back()
    expect(page.locator("#results .card")).to_have_count(20)
    expect(page.locator("#results h3 a").nth(14)).to_be_in_viewport()


def test_the_skip_link_does_not_end_the_search(visit: Visit) -> None:
    page = visit.find("sciatica")
    before, address = visit.status(), page.url
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)
    assert before == visit.status()


@pytest.mark.parametrize("fragment", ["q=%E0%A4%A", "within=-5&q=sciatica", "shown=1e9&q=sciatica", "q=sciatica&__proto__=x&toString=y", "q=" + "ab " * 2000])
def test_no_fragment_breaks_the_page(visit: Visit, fragment: str) -> None:
    visit.go(f"find/#{fragment}")
    visit.settled()
    expect(visit.page.locator("#failure")).to_be_hidden()


# When things fail


def test_a_chunk_that_fails_is_said_and_can_be_tried_again(visit: Visit) -> None:
    page = visit.page
    page.route("**/search/lists/**", lambda route: route.abort())
    visit.find("sciatica")
    expect(page.locator("#failure")).to_be_visible()
    assert "failure-heading" == visit.focused()
    assert [] == visit.slugs()
    assert "Part of the search did not load" in page.title()
    expect(page.locator("#failure").get_by_role("link").first).to_be_visible()
    page.unroute("**/search/lists/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#results .card").first).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()
    assert visit.complaints
    visit.complaints.clear()  # the browser itself tells the request that failed


def test_without_the_script_of_danger_nothing_is_answered(visit: Visit) -> None:
    page = visit.page
    page.route("**/assets/alarm-*", lambda route: route.abort())
    visit.find("numb between my legs")
    expect(page.locator("#failure")).to_be_visible()
    assert [] == visit.slugs()  # no list as if nothing were wrong
    page.unroute("**/assets/alarm-*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-urgent=emergency]")).to_be_visible()
    visit.complaints.clear()  # the browser itself tells the request that failed


def test_a_chunk_that_is_not_what_it_should_be(visit: Visit) -> None:
    page = visit.page
    page.route("**/search/vocabulary-*", lambda route: route.fulfill(status=200, content_type="application/json", body="<html>"))
    visit.find("sciatica")
    expect(page.locator("#failure")).to_be_visible()


def test_a_slow_answer_does_not_overwrite_a_newer_one(visit: Visit) -> None:
    page = visit.page
    held: list[Route] = []
    page.route("**/search/lists/*", lambda route: route.continue_() if held else held.append(route))
    page.goto(visit.home + "find/")
    search = page.get_by_label("What are you looking for?")
    search.fill("sciatica")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('sciatica')")
    page.wait_for_timeout(300)
    search.fill("scoliosis")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("Scoliosis")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert "Scoliosis" in visit.status()


# Without a mouse, without scripts, on paper, enlarged


def test_the_whole_search_by_keyboard_alone(visit: Visit) -> None:
    page = visit.go("find/")

    def tab_to(wanted: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
                return
        pytest.fail(f"{wanted} is not reached by Tab.")

    tab_to("#q")
    page.keyboard.type("sciatica")
    page.keyboard.press("Enter")
    visit.settled()
    assert "results-heading" == visit.focused()
    tab_to("#filter-box summary")
    page.keyboard.press("Enter")
    expect(page.locator("#facets input").first).to_be_visible()
    tab_to("#facets input")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#chips button").first).to_be_visible()
    assert "list-heading" == visit.focused()
    tab_to("#results h3 a")
    tab_to("#results [data-keep]")
    page.keyboard.press("Space")
    expect(page.locator("[data-list-count]").first).to_have_text("1")


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit with scripts off."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    found = visit_of(context, address)
    yield found
    context.close()
    assert_private(found)


def test_with_scripts_off_a_surgeon_is_found_by_browsing(scriptless: Visit) -> None:
    page = scriptless.go("find/")
    expect(page.locator("#finder")).to_be_hidden()
    assert "The search box needs JavaScript" in page.locator("#browse noscript").inner_html()  # Chromium shows it only when parsing knew
    page.locator("#browse").get_by_role("link", name="Sciatica").click()
    expect(page.locator("[data-surgeon]").first).to_be_visible()
    page.locator("[data-surgeon] h3 a").first.click()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    for url in ("compare/", "second-opinion/", ""):
        scriptless.go(url)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main a").first).to_be_visible()


def test_a_surgeon_on_paper(visit: Visit) -> None:
    page = visit.go("conditions/sciatica/")
    page.locator("[data-surgeon] h3 a").first.click()
    page.wait_for_url("**/surgeons/**")
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    assert page.pdf(format="Letter").startswith(b"%PDF")


PAGES = ("", "find/", "find/#q=pain+shooting+down+my+leg&near=08043", "find/#q=numb+between+my+legs", "find/#q=sciatica&near=99762", "conditions/",
         "conditions/sciatica/", "surgeons/", "surgeons/chrysanthi-evangelia-anastasia-papakonstantinopoulou/", "articles/",
         "second-opinion/", "how-we-match/", "compare/#s=ada,bob")  # fmt: skip


def test_nothing_scrolls_sideways(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for url in PAGES:
        visit.go("about/")
        visit.go(url)
        if url.startswith("find/#"):
            visit.settled()
        if visit.wider_than_screen():
            wide.append(f"{url} at 320 px")
        visit.page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")
        if url != "compare/" and visit.wider_than_screen():
            wide.append(f"{url} at 320 px with text of 200 %")
    assert [] == wide


# What the reader keeps


def test_the_list_is_kept_compared_shared_and_cleared(visit: Visit, browser: Browser) -> None:
    page = visit.find("sciatica")
    slugs = visit.slugs()[:4]
    for slug in slugs:
        page.locator(f"[data-keep={slug}]").click()
    expect(page.locator(f"[data-keep={slugs[0]}]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-list-count]").first).to_have_text("4")
    page.get_by_role("link", name="My list").first.click()
    expect(page.locator("#compare thead th")).to_have_count(3)
    assert "3 surgeons side by side: the first of the 4 on your list." == visit.status()
    page.locator("#choices input").nth(0).uncheck()
    page.locator("#choices input").nth(3).check()
    page.get_by_role("button", name="Put them side by side").click()
    page.wait_for_url("**/compare/#s=**")
    expect(page.locator("#compare thead th a").nth(2)).to_have_attribute("href", re.compile(slugs[3]))
    context = browser.new_context(viewport=DESK)
    other = visit_of(context, visit.home)
    other.page.goto(page.url)
    expect(other.page.locator("#compare thead th")).to_have_count(3)
    assert page.locator("#compare").inner_text().replace("Take out", "") == other.page.locator("#compare").inner_text().replace("Take out", "")
    context.close()
    page.get_by_role("button", name="Clear my list").click()
    page.reload()
    expect(page.locator("[data-list-link]").first).to_be_hidden()


def test_the_comparison_answers_every_question(visit: Visit) -> None:
    page = visit.go("surgeons/")
    slugs = page.locator("[data-surgeon]").evaluate_all("(cards) => cards.map((card) => card.dataset.surgeon)")
    for trio in (slugs[0:3], slugs[9:12], slugs[20:23]):
        visit.go("about/")
        visit.go(f"compare/#s={','.join(trio)}")
        expect(page.locator("#compare tbody tr").first).to_be_visible()
        assert len(page.locator("#compare tbody tr").all()) >= 12
        answers = page.locator("#compare tbody td").all_inner_texts()
        assert [] == [answer for answer in answers if not answer.strip()]
    page.emulate_media(media="print")
    expect(page.locator("#compare")).to_be_visible()
    expect(page.get_by_role("button", name="Take out").first).to_be_hidden()


def test_a_comparison_of_nobody_and_of_a_failure(visit: Visit) -> None:
    page = visit.go("compare/")
    expect(page.get_by_role("heading", name="Nobody is on your list yet")).to_be_visible()
    visit.go("about/")
    visit.go("compare/#s=nobody-at-all")
    expect(page.locator("[role=status]")).to_have_text("Nobody of this link is in the directory any more.")
    page.route("**/search/**", lambda route: route.abort())
    visit.go("about/")
    visit.go("compare/#s=nobody-at-all")
    expect(page.locator("#failure")).to_be_visible()
    page.unroute("**/search/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#failure")).to_be_hidden()
    visit.complaints.clear()  # the browser itself tells the request that failed


def test_the_sheet_for_the_visit_is_kept_and_printed(visit: Visit) -> None:
    page = visit.go("second-opinion/")
    page.locator("#kit-name").fill("Ada")
    page.locator("[data-kit^=ask-]").nth(2).check()
    page.locator("[data-kit=what-1]").fill("Fell off a ladder")
    asked = page.locator("[data-kit^=ask-]").nth(2).evaluate("(box) => box.closest('label').innerText.trim()")
    page.reload()
    expect(page.locator("#kit-name")).to_have_value("Ada")
    expect(page.locator("[data-kit=what-1]")).to_have_value("Fell off a ladder")
    page.emulate_media(media="print")
    printed = [text.strip() for text in page.locator(".choose li:visible").all_inner_texts()]
    assert [asked] == printed
    expect(page.locator("#guide")).to_be_hidden()
    page.emulate_media(media="screen")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything I wrote").click()
    page.reload()
    expect(page.locator("#kit-name")).to_have_value("")
    assert_private(visit, "Ada", "ladder")


# Everywhere


def test_no_console_message_and_no_request_elsewhere_on_any_kind_of_page(visit: Visit) -> None:
    others = ("places/", "places/new-jersey/", "procedures/", "procedures/microdiscectomy/", "about/", "privacy/", "glossary/", "emergencies/", "404.html")
    for url in (*PAGES, *others):
        visit.go(url)
        visit.page.wait_for_timeout(50)
    assert visit.requests


def test_in_an_emergency_the_list_waits(visit: Visit) -> None:
    page = visit.find("numb between my legs and I can't pee")
    expect(page.locator("[data-urgent=emergency]")).to_be_visible()
    expect(page.locator("#results")).to_be_hidden()
    page.get_by_role("button", name="Show the surgeons anyway").click()
    expect(page.locator("#results [data-surgeon]").first).to_be_visible()
    assert "list-heading" == visit.focused()
    page.get_by_label("What are you looking for?").fill("sciatica")
    page.get_by_role("button", name="Search", exact=True).click()
    visit.settled()
    expect(page.locator("[data-urgent]")).to_have_count(0)
    expect(page.locator("#results [data-surgeon]").first).to_be_visible()
