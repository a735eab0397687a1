"""The page in Chromium: keys, filters, links, what a screen reader hears, paper; and that it asks nobody for anything."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from browser import Browser, opened
from reviewing import SHORT, from_text

from reporter import api
from reporter.resources import bundled
from reporter.reviewing import review_page

COUNT = "document.getElementById('count').textContent"
LISTED = "document.querySelector('#contents summary').textContent"
POSITION = "document.getElementById('position').textContent"
CURRENT = "document.querySelector('.card.current')?.dataset.record ?? null"
FOCUSED = "document.activeElement.dataset.record ?? document.activeElement.tagName"
SEEN = "[...document.querySelectorAll('.card')].filter((one) => one.checkVisibility()).map((one) => one.dataset.record)"


@pytest.fixture(scope="module")
def chrome(chromium):
    with opened(chromium) as browser:
        yield browser


@pytest.fixture
def browser(chrome: Browser) -> Browser:
    chrome.look(1300)
    return chrome


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled examples."""
    page = tmp_path_factory.mktemp("review") / "review.html"
    api.review(bundled("examples") / "resolutions", page)
    return page


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """The page of a short text: three records, two of them in one clause."""
    page = tmp_path / "short.html"
    page.write_text(review_page([from_text(tmp_path, SHORT)]), encoding="utf-8")
    return page


def facets(browser: Browser) -> dict[str, dict[str, list[str]]]:
    """What each record can be filtered by."""
    cards = browser.js("[...document.querySelectorAll('.card')].map((one) => [one.dataset.record, one.dataset.facets])")
    return {record: json.loads(found) for record, found in cards}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 420])
def test_the_page_asks_nobody_breaks_no_rule_of_its_own_and_fits_the_window(browser, examples, width, scheme):
    browser.look(width, scheme=scheme)
    browser.open(examples)
    browser.press("j", "k", "/", "a", "Escape")
    browser.js("new Promise((done) => setTimeout(done, 300))")
    assert browser.requests() == [examples.as_uri()]
    assert browser.complaints() == []
    assert browser.js("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_button_stands_beside_the_filters_and_the_columns_of_the_list_apart(browser, examples, width):
    browser.look(width)
    browser.open(examples)
    places = browser.js(
        "[...document.querySelectorAll('#filters > *')].map((one) => one.getBoundingClientRect().bottom)"
    )
    assert max(places) - min(places) < 1
    # Where its numbers begin, and where the text of the first column ends.
    second, first = browser.js("""(() => {
        const items = [...document.querySelectorAll('nav li')].map((one) => one.getBoundingClientRect());
        const left = Math.max(...items.map((one) => one.left));
        const em = parseFloat(getComputedStyle(document.querySelector('nav li')).fontSize);
        return [left - 2.2 * em, Math.max(...items.filter((one) => one.left < left).map((one) => one.right))];
    })()""")
    assert second - first >= 16


def test_an_injected_script_would_not_run(browser, short, tmp_path):
    page = tmp_path / "injected.html"
    page.write_text(
        short.read_text(encoding="utf-8").replace(
            "<main", "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 2'><main"
        ),
        encoding="utf-8",
    )
    browser.open(page)
    browser.js("new Promise((done) => setTimeout(done, 200))")
    assert browser.js("window.harmed ?? null") is None
    assert "Content Security Policy" in " ".join(browser.complaints())


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [float(one) / 255 for one in colour.split("(")[1].rstrip(")").split(",")[:3]]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_colour(browser, examples, scheme):
    browser.look(1300, scheme=scheme)
    browser.open(examples)
    colours = "(one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"
    paper = browser.js("getComputedStyle(document.body).backgroundColor")
    assert (contrast(paper, "rgb(0,0,0)") > 10) == (scheme == "light")
    for level in ("sure", "fair", "doubtful"):
        text, ground = browser.js(f"{colours}(document.querySelector('.legend mark.{level}'))")
        assert contrast(text, ground) >= 4.5, level
        ink = browser.js("getComputedStyle(document.body).color")
        assert contrast(ink, ground) >= 7, level
    for selector in (".place a", ".about", ".label", ".card dt", "h2", "nav a", "#count"):
        text = browser.js(f"getComputedStyle(document.querySelector('{selector}')).color")
        ground = browser.js("getComputedStyle(document.querySelector('.card')).backgroundColor")
        assert min(contrast(text, paper), contrast(text, ground)) >= 4.5, selector


def test_levels_differ_without_colour(browser, examples):
    browser.open(examples)
    lines = [
        browser.js(f"getComputedStyle(document.querySelector('.legend mark.{one}')).borderBottomStyle")
        for one in ("sure", "fair", "doubtful")
    ]
    assert len(set(lines)) == 3


def test_j_and_k_go_through_the_records_and_round(browser, short):
    browser.open(short)
    records = browser.js(SEEN)
    assert len(records) == 3
    for record in (*records, records[0]):
        browser.press("j")
        assert browser.js(CURRENT) == record == browser.js(FOCUSED)
        assert browser.js("decodeURIComponent(location.hash)") == f"#{record}"
    browser.press("k")
    assert browser.js(CURRENT) == records[-1]
    assert browser.js(POSITION) == "3 of 3"
    marks = browser.js("[...document.querySelectorAll('mark.current')].map((one) => one.textContent)")
    assert marks == ["to submit to the next WTSA a report on bridges that fell,"]


def test_the_current_record_is_in_the_window_and_not_under_the_header(browser, examples):
    browser.open(examples)
    for _ in browser.js(SEEN):
        browser.press("j")
        top, bottom, header, height = browser.js(
            "(() => { const one = document.querySelector('.card.current').getBoundingClientRect(); return [one.top, one.bottom,"
            " document.querySelector('header').getBoundingClientRect().bottom, innerHeight]; })()"
        )
        assert header <= top < bottom <= height, browser.js(CURRENT)


def test_the_first_j_starts_from_what_is_before_the_eyes(browser, examples):
    browser.open(examples, "WTSA-131-2024")
    browser.press("j")
    assert browser.js(CURRENT).startswith("WTSA-131-2024/")


def test_letters_typed_into_a_field_and_shortcuts_of_the_browser_are_left_alone(browser, short):
    browser.open(short)
    browser.press("j", "k", control=True)
    assert browser.js(CURRENT) is None
    browser.press("/", "j", "k")
    assert browser.js("document.querySelector('input[type=search]').value") == "jk"
    assert browser.js(CURRENT) is None


def test_keys_can_be_switched_off(browser, short):
    browser.open(short)
    browser.click("[data-keys]")
    browser.press("j", "/")
    assert browser.js(CURRENT) is None
    assert browser.js(FOCUSED) == "INPUT"
    assert browser.js("document.activeElement.type") == "checkbox"


@pytest.mark.parametrize("name", ["recipients", "responsible", "frequency", "level"])
def test_a_filter_shows_its_records_and_only_texts_that_have_some(browser, examples, name):
    browser.open(examples)
    found = facets(browser)
    value, count = Counter(value for one in found.values() for value in one[name]).most_common()[-1]
    browser.choose(f"[data-filter={name}]", value)
    kept = [record for record, one in found.items() if value in one[name]]
    assert browser.js(SEEN) == kept
    texts = {record.split("/")[0] for record in kept}
    assert browser.js(COUNT) == f"{count} of {len(found)} records, in {len(texts)} of 13 resolutions"
    assert browser.js(LISTED) == f"{len(texts)} of 13 resolutions"
    seen = browser.js(
        "[...document.querySelectorAll('main > section')].filter((one) => !one.hidden).map((one) => one.id)"
    )
    assert set(seen) == texts | {"near-misses"}
    dimmed = browser.js("[...document.querySelectorAll('mark.found.off')].flatMap((one) => one.dataset.for.split(' '))")
    assert not set(dimmed) & set(kept)


def test_counts_of_one_filter_follow_the_others(browser, examples):
    browser.open(examples)
    found = facets(browser)
    browser.choose("[data-filter=recipients]", "TSAG")
    told = browser.js(
        "[...document.querySelectorAll('[data-filter=frequency] option')].map((one) => [one.value, one.textContent])"
    )
    for value, words in told[1:]:
        count = sum("TSAG" in one["recipients"] and value in one["frequency"] for one in found.values())
        assert words == f"{value} ({count})"


def test_words_filter_by_clause_record_and_title_and_escape_shows_all_again(browser, examples):
    browser.open(examples)
    everything = browser.js(COUNT)
    browser.press("/", *"EMISSIONS council")
    browser.wait(f"{COUNT}.includes(' of ')")
    seen = browser.js(SEEN)
    assert seen
    assert {one.split("/")[0] for one in seen} == {"Council-1491-2025"}
    browser.press("j")
    assert browser.js(CURRENT) is None
    browser.press("Escape")
    assert browser.js(COUNT) == everything
    assert browser.js(FOCUSED) == "BODY"
    assert len(browser.js(SEEN)) == len(facets(browser))


def test_records_only_and_near_misses_too(browser, short):
    browser.open(short)
    rows = "[...document.querySelectorAll('.row')].filter((one) => !one.hidden).map((one) => one.id)"
    everything = browser.js(rows)
    duties = ["WTSA-18-2024/instructs-Director-of-TSB-2", "WTSA-18-2024/instructs-Director-of-TSB-3"]
    browser.choose("[data-view]", "records")
    assert browser.js(rows) == duties
    browser.choose("[data-view]", "misses")
    assert browser.js(rows) == ["WTSA-18-2024/recalling-a", *duties]
    browser.click("button[type=reset]")
    assert browser.js(rows) == everything


def test_a_click_on_a_clause_goes_to_its_records_one_after_the_other(browser, short):
    browser.open(short)
    records = browser.js(SEEN)
    for expected in (records[0], records[1], records[0]):
        browser.click("mark[data-for]")
        assert browser.js(CURRENT) == expected


@pytest.mark.parametrize("width", [1300, 420])
def test_an_address_leads_to_its_clause(browser, examples, width):
    browser.look(width)
    for anchor in ("WTSA-137-2024/considering-a", "Council-1491-2025/instructs-Secretary-General-3"):
        browser.open(examples, anchor)
        top, bottom = browser.js(
            "(() => { const box = document.getElementById(decodeURIComponent(location.hash.slice(1)))"
            ".querySelector('.text').getBoundingClientRect(); return [box.top, box.bottom]; })()"
        )
        assert 0 <= top < bottom <= 900
        assert browser.js(CURRENT) == (anchor if "instructs" in anchor else None)


def test_an_address_inside_a_filtered_text_shows_it_again(browser, examples):
    browser.open(examples)
    browser.choose("[data-filter=recipients]", "TSAG")
    browser.js("void (location.hash = '#Council-1491-2025/instructs-Secretary-General-3')")
    browser.wait(f"({CURRENT}) === 'Council-1491-2025/instructs-Secretary-General-3'")
    assert browser.js("document.querySelector('[data-filter=recipients]').value") == ""


def test_an_address_that_the_page_does_not_have_is_told(browser, short):
    browser.open(short, "WTSA-9-1999/%3Cb%3E")
    assert browser.js(COUNT) == "Not on this page: WTSA-9-1999/<b>"
    browser.open(short, "%E0%A4%A")
    assert browser.complaints() == []


def test_the_list_of_near_misses_opens_by_its_link(browser, short):
    browser.open(short)
    browser.click("nav p a")
    browser.wait("document.querySelector('#near-misses details').open")


def test_tab_comes_to_the_skip_link_first_and_the_focus_can_be_seen(browser, short):
    browser.open(short)
    browser.press("Tab")
    assert browser.js("document.activeElement.textContent") == "Skip to the texts"
    assert browser.js("document.activeElement.getBoundingClientRect().top") >= 0
    browser.press("Enter")
    assert browser.js("document.activeElement.id") == "texts"
    browser.press("Tab")
    assert browser.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_screen_reader_hears_records_near_misses_and_changes(browser, examples, short):
    browser.open(short)
    heard = " ".join(browser.heard("main").split())
    assert "[record: to submit to the next WTSA a report on bridges that fell, ]" in heard
    assert "[near miss: that the Director of TSB reported to TSAG on bridges in 2020; ]" in heard
    reason = " ".join(browser.heard(".place[data-near]").split())
    assert reason.startswith("recalling a) : no record, as it belongs to the preamble")
    browser.open(examples)
    heard = " ".join(browser.heard("[id='WTSA-131-2024']").split())
    assert "[deleted: Geneva, 2022 ] [inserted: Rev. New Delhi, 2024 ]" in heard


def test_a_screen_reader_gets_names_and_roles(browser, short):
    browser.open(short)
    assert browser.accessible("#count")[0] == "status"
    assert browser.accessible(".card")[0] == "article"
    assert browser.accessible(".card")[1].startswith("instructs the Director of TSB 2")
    assert browser.accessible("section") == ("region", "WTSA Resolution 18 (New Delhi, 2024): Tests of bridges")
    assert browser.accessible("nav") == ("navigation", "Contents")
    for selector, name in (("[data-filter=recipients]", "Reports to"), ("input[type=search]", "Words")):
        assert browser.accessible(selector)[1] == name
    levels = browser.js("[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_without_script_the_texts_are_there_and_no_dead_fields(browser, short):
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.send("Page.navigate", url=short.as_uri())
        browser.wait("document.readyState === 'complete' && document.querySelectorAll('.card').length === 3")
        assert browser.js("[...document.querySelectorAll('form, .keys')].some((one) => one.checkVisibility())") is False
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_it_prints_dark_on_white_in_full_without_the_fields(browser, short, tmp_path):
    import pypdfium2

    browser.look(1300, scheme="dark", media="print")
    browser.open(short)
    assert browser.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    browser.look(1300)
    browser.print(tmp_path / "page.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for words in (
        "to keep a list of bridges;",
        "a report on bridges that fell,",
        "Responsible: Director of TSB",
        "recalling a): no record, as it belongs to the preamble",
    ):
        assert words in text
    assert "Show all" not in text
    assert "texts in full" not in text


def test_a_compendium_of_200_resolutions_stays_usable(browser, tmp_path):
    texts = [SHORT.replace("RESOLUTION 18", f"RESOLUTION {number}") for number in range(101, 301)]
    page = tmp_path / "compendium.html"
    page.write_text(review_page([from_text(tmp_path, "\n\n".join(texts))]), encoding="utf-8")
    browser.open(page)
    assert browser.js(COUNT).startswith("600 records")
    assert browser.js("document.querySelector('nav details').open") is False
    took = browser.js("(() => { const start = performance.now(); document.querySelector('[data-filter=recipients]').value = 'WTSA';"
                      " document.querySelector('[data-filter=recipients]').dispatchEvent(new Event('change'));"
                      " document.body.offsetHeight; return performance.now() - start; })()")  # fmt: skip
    assert browser.js(COUNT) == "200 of 600 records, in 200 of 200 resolutions"
    assert took < 5000
    browser.open(page, "WTSA-250-2024/instructs-Director-of-TSB-3")
    assert browser.js(CURRENT) == "WTSA-250-2024/instructs-Director-of-TSB-3"
    assert 0 <= browser.js("document.querySelector('.card.current').getBoundingClientRect().top") < 900
