"""The pane as a person meets it: served by `reporter serve`, in Chromium, with a model of Excel behind Office's calls."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, opened
from excel import Excel
from offices import NEW, OLD, TODAY, one_text
from pane import IDLE, PANE, READY, Pane, flags, is_sent, office_script, office_server, text_of, trimmed
from processes import free_port, started

from reporter.addin import COMMANDS
from reporter.addin.functions import FUNCTIONS
from reporter.resources import bundled


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[tuple[int, Callable[[str], None]]]:
    with office_server(tmp_path_factory.mktemp("office")) as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[str, str, Path]]:
    """`reporter serve` as a process: its address, its access key, and its folder."""
    home = tmp_path_factory.mktemp("served")
    port, folder = free_port(), home / "registers"
    folder.mkdir()
    with started(str(folder), "--port", str(port), "--state", str(home / "state"), "--today", TODAY.isoformat()):
        yield f"https://localhost:{port}", (home / "state" / "access-key.txt").read_text(), folder


@pytest.fixture(scope="module")
def chrome(chromium, office) -> Iterator[Browser]:
    with opened(chromium, *flags(office[0])) as browser:
        yield browser


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with one text and the workbook that was made from it."""
    return one_text(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def workbook(made: Path) -> Excel:
    return Excel(made / "obligations.xlsx")


@pytest.fixture
def pane(chrome, office, served, made, workbook) -> Pane:
    address, key, folder = served
    shutil.rmtree(folder)
    shutil.copytree(made, folder)
    excel = deepcopy(workbook)
    excel.path = folder / "obligations.xlsx"
    return Pane(chrome, address, key, folder, office[1], excel)


def test_the_pane_loads_without_a_complaint_and_shows_every_command(pane):
    pane.open()
    labels = pane.browser.js("[...document.querySelectorAll('#commands button')].map((one) => one.textContent)")
    assert labels == [one.label for one in COMMANDS.values()]
    assert pane.browser.complaints() == []
    hosts = {address.split("/")[2] for address in pane.browser.requests()}
    assert hosts == {pane.address.split("/")[2], "appsforoffice.microsoft.com"}


# Commands


def beside(pane: Pane, *names: str) -> dict[str, list[list[Any]]]:
    """Every sheet as the same commands leave it in the model of an Excel that Python has, without the pane."""
    excel = deepcopy(pane.excel)
    for name in names:
        options: dict[str, Any] = {} if name == "show_clause" else {"today": TODAY}
        excel.run(lambda book, name=name, options=options: COMMANDS[name].run(book, folder=pane.folder, **options))
    return {sheet["name"]: trimmed(sheet["values"]) for sheet in excel.sent()["sheets"] if is_sent(sheet)}


def with_a_new_text(pane: Pane) -> None:
    shutil.copy(bundled("examples") / "resolutions" / NEW, pane.folder / "texts")
    (pane.folder / "reporter.toml").write_text('sources = ["texts"]\n')


@pytest.mark.parametrize("names", [["refresh"], ["next_year"], ["check"], ["refresh", "undo_last_refresh"]])
def test_a_command_leaves_the_cells_that_it_leaves_without_the_pane(pane, names):
    with_a_new_text(pane)
    report = str(pane.excel.rows("Reports")[0]["ID"])
    pane.excel.type_in("Reports", report, "Status", "Finished")
    expected = beside(pane, *names)
    pane.open()
    before = pane.cells()
    for name in names:
        assert pane.press(name)
        assert pane.text("problem") == ""
    assert pane.cells() == expected
    assert expected != before


def test_check_marks_the_cells_and_links_to_them(pane):
    report = str(pane.excel.rows("Reports")[0]["ID"])
    pane.excel.type_in("Reports", report, "Status", "Finished")
    pane.open()
    assert pane.press("check").startswith("1 error")
    sheet = "excel.model.sheets.find((one) => one.name === {!r})"
    (mark,) = pane.browser.js(f"{sheet.format('Reports')}.marks.map((one) => [one.formula, one.color, one.address])")
    top, left, bottom, right = pane.excel.table("Reports")[1].area
    assert mark == ["=ReporterMarksReports", "#ffd966", f"{chr(64 + left)}{top + 1}:{chr(64 + right)}{bottom}"]
    links = pane.browser.js(f"[...{sheet.format('Problems')}.cells.values()].map((one) => one.formula).filter(Boolean)")
    assert any(link.startswith("=HYPERLINK(\"#'Reports'!") for link in links)


def test_split_then_merge_brings_back_what_an_owner_wrote(pane):
    from reporter.workbook import TableChange, patch

    report = str(pane.excel.rows("Reports")[0]["ID"])
    pane.excel.type_in("Reports", report, "Owner", "Ana")
    pane.open()
    assert "part" in pane.press("split")
    part = next(path for path in (pane.folder / "parts").iterdir() if "Ana" in path.name)
    patch(part, [TableChange("Reports", "ID", update={report: {"Progress": "begun, at last"}})])
    assert pane.press("merge").startswith("1 cell taken over from 1 file")
    assert "begun, at last" in [value for line in pane.cells()["Reports"] for value in line]


def test_draft_report_gives_a_link_that_excel_opens_once(pane):
    pane.excel.select("Reports", "B2")
    pane.open()
    assert pane.press("draft_report").startswith("Draft for ")
    link = pane.browser.js("document.querySelector('#outcome a').textContent")
    assert (pane.folder / link).is_file()
    pane.browser.click("#outcome a")
    (address,) = pane.browser.js("excel.model.addresses")
    fetch = f"fetch({json.dumps(address)}).then((one) => one.status)"
    assert (pane.browser.js(fetch), pane.browser.js(fetch)) == (200, 404)


def test_a_draft_for_another_body_is_chosen_from_a_list(pane):
    pane.excel.select("Guide", "A1")
    pane.open()
    assert "Select a row of Reports" in pane.press("draft_report")
    pane.browser.click("#draft summary")
    pane.browser.wait("document.getElementById('choice').options.length > 0")
    pane.browser.wait(IDLE)
    chosen = json.loads(pane.browser.js("document.getElementById('choice').value"))
    pane.browser.click("#draft-choice")
    pane.browser.wait(f"!!document.querySelector('#outcome a') || {text_of('problem')}")
    assert pane.text("problem") == ""
    assert str(chosen["year"]) in pane.text("status")


def test_show_clause_opens_the_text_at_its_place(pane):
    pane.excel.select("Reports", "B2")
    pane.open()
    pane.press("show_clause")
    link = pane.browser.js(
        "[document.querySelector('#outcome a').textContent, document.querySelector('#outcome a').href]"
    )
    assert link[0] == "Open it in its text"
    assert link[1].endswith(f"#{pane.excel.rows('Reports')[0]['Obligation']}")


def test_a_long_command_tells_how_far_it_is_and_can_be_stopped(pane):
    for number in range(60):
        for text in (OLD, NEW):
            shutil.copy(bundled("examples") / "resolutions" / text, pane.folder / "texts" / f"{number}-{text}")
    (pane.folder / "reporter.toml").write_text('sources = ["texts"]\n')
    pane.open()
    before = pane.cells()
    pane.browser.click("#do-refresh")
    pane.browser.wait(f"{text_of('status')}.startsWith('Reading file ')")
    assert pane.browser.js("document.getElementById('progress').max") > 100
    assert pane.browser.js("[...document.querySelectorAll('#commands button')].every((one) => one.disabled)")
    pane.browser.click("#stop")
    pane.browser.wait(IDLE)
    assert pane.text("status") == "Stopped. The workbook was not changed."
    assert pane.cells() == before


# What people do meanwhile


def test_a_cell_that_was_typed_while_the_command_ran_is_not_written_over(pane):
    with_a_new_text(pane)
    pane.open()
    # The answer is held back, until somebody has typed.
    pane.browser.js(
        "const ask = window.fetch; window.fetch = async (...given) => { const answer = await ask(...given);"
        " if (String(given[0]).includes('refresh')) excel.type('Reports', 'B2', 'mine'); return answer; }"
    )
    before = pane.cells()
    assert pane.press("refresh") == (
        "Somebody edited the workbook while the command ran, so nothing was changed. Press the button again."
    )
    after = pane.cells()
    assert after["Reports"][1][1] == "mine"
    after["Reports"][1][1] = before["Reports"][1][1]
    assert after == before


# What goes wrong is told in words


def test_a_wrong_key_is_told_and_asked_for_again(pane):
    pane.open(key="wrong")
    assert "The access key is missing or wrong" in pane.text("problem")
    assert pane.browser.js("document.activeElement.id") == "key"
    pane.browser.send("Input.insertText", text=pane.key)
    pane.browser.press("Enter")
    pane.browser.wait(READY)
    assert pane.text("problem") == ""
    assert not pane.browser.js("document.getElementById('key-form').checkVisibility()")
    assert pane.key not in "".join(pane.browser.requests())


def test_the_first_time_the_key_is_asked_for(pane):
    pane.open(key="")
    assert pane.text("status") == "Please enter the access key."
    assert pane.browser.accessible("#key") == ("textbox", "Access key")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("InvalidOperationInCellEditMode", "Press Enter or Esc in it"),
        ("AccessDenied", "Take the protection off (Review)"),
        ("GeneralException", "Excel says: Excel refuses"),
    ],
)
def test_what_excel_refuses_is_told_in_words(pane, code, told):
    pane.open()
    pane.browser.js(f"excel.model.failing = {code!r}")
    assert told in pane.press("check")
    assert pane.text("status") == ""
    pane.browser.js("excel.model.failing = null")
    assert pane.press("check")
    assert pane.text("problem") == ""


def test_a_server_that_does_not_answer_is_told_in_words(pane):
    pane.open()
    pane.browser.js("window.fetch = async () => { throw new TypeError('Failed to fetch'); }")
    assert pane.press("check") == "The server does not answer. Ask your administrator whether it runs."


def test_an_excel_that_is_too_old_is_told_so(pane):
    pane.workbook(office_script(pane.excel) + "\nexcel.model.supported = () => false;")
    pane.browser.visit(f"{pane.address}/pane/")
    pane.browser.wait(text_of("problem"))
    assert "This Excel is too old" in pane.text("problem")


# What is due, and the clause


def test_what_is_due_is_shown_for_one_person_and_leads_to_its_row(pane):
    first, second = (str(row["ID"]) for row in pane.excel.rows("Reports")[:2])
    for report, owner, day in ((first, "Ana", date(2026, 11, 19)), (second, "Bo", date(2026, 11, 30))):
        pane.excel.type_in("Reports", report, "Owner", owner)
        pane.excel.type_in("Reports", report, "Due date", day)
    pane.open()
    assert "2026-11-19 (1 day late)" in pane.text("overdue")
    assert "2026-11-30 (in 10 days)" in pane.text("upcoming")
    pane.browser.choose("#owner", "Ana")
    pane.browser.wait(f"{READY} && {text_of('upcoming')} === 'Nothing.'")
    assert "1 day late" in pane.text("overdue")
    pane.browser.click("#overdue button")
    pane.browser.wait("excel.model.selection === 'A2'")
    assert pane.browser.js("excel.model.sheets[excel.model.active].name") == "Reports"
    pane.browser.js("excel.type('Reports', 'A2', 'another')")
    pane.browser.click("#overdue button")
    pane.browser.wait(text_of("problem"))
    assert "The rows were sorted since. Press Update" in pane.text("problem")


def test_the_clause_follows_the_selected_row(pane):
    pane.open()
    assert "Select a row" in pane.text("clause")
    for row, wanted in (("B2", 0), ("C3", 1)):
        pane.browser.js(f"excel.select('Reports', {row!r})")
        obligation = pane.excel.row("Obligations", str(pane.excel.rows("Reports")[wanted]["Obligation"]))
        pane.browser.wait(f"{text_of('clause')}.includes({json.dumps(obligation['Text'])})")
        assert f"{obligation['Resolution']}, {obligation['Clause']}" in pane.text("clause")
    pane.browser.js("excel.select('Guide', 'A1')")
    pane.browser.wait(f"{text_of('clause')}.startsWith('Select a row')")


def test_a_text_with_marks_of_a_page_is_shown_as_text(pane):
    obligation = str(pane.excel.rows("Obligations")[0]["ID"])
    pane.excel.type_in("Obligations", obligation, "Text", "<img src=x onerror=\"document.title='caught'\">")
    pane.excel.select("Obligations", "A2")
    pane.open()
    pane.browser.wait(f"{text_of('clause')}.includes('<img src=x')")
    assert pane.browser.js("document.querySelectorAll('img').length") == 0
    assert pane.browser.js("document.title") == "Reporter"


# Functions for cells


def test_cells_ask_for_what_the_workbook_says_all_in_one_request(pane):
    from reporter.addin.functions import STATUS_COLUMNS, status

    pane.open()
    assert pane.browser.js("excel.functions()") == list(FUNCTIONS)
    pane.browser.events.clear()
    report = pane.excel.rows("Reports")[0]
    asked = [
        ("DUE", report["ID"]),
        ("COUNT",),
        ("CLAUSE", report["Obligation"]),
        ("STATUS", "TSAG", 2026),
        ("DUE", "none"),
    ]
    calls = ", ".join(f"excel.calculate(...{json.dumps(one)})" for one in asked)
    due, count, clause, rows, unknown = pane.browser.js(f"Promise.all([{calls}])")
    assert due == (report["Due date"] - date(1899, 12, 30)).days
    assert count == len(pane.excel.rows("Reports"))
    assert clause == report["Text"]
    assert rows[0] == list(STATUS_COLUMNS)
    assert [row[0] for row in rows[1:]] == [
        row[0] for row in status(pane.folder / "obligations.xlsx", "TSAG", 2026, today=TODAY)[1:]
    ]
    assert unknown.startswith('#N/A no row has the ID "none"')
    sent = [one for one in pane.browser.requests() if "/xlwings/" in one]
    assert sent == [f"{pane.address}/xlwings/cells"]


def test_a_cell_that_is_calculated_after_an_edit_sees_the_edit(pane):
    pane.open()
    column = list(pane.excel.rows("Reports")[0]).index("Status")
    cell = f"{chr(ord('A') + column)}2"
    first = pane.browser.js(
        "(async () => { const before = excel.calculate('COUNT', '', null, 'Drafted');"
        f" await new Promise((resolve) => setTimeout(resolve, 300)); excel.type('Reports', '{cell}', 'Drafted');"
        " return [await before, await excel.calculate('COUNT', '', null, 'Drafted')]; })()"
    )
    assert first == [0, 1]


def test_without_the_key_a_cell_says_what_to_do(pane):
    pane.open(key="")
    assert pane.browser.js("excel.calculate('COUNT')") == "#N/A Open the pane of Reporter and enter the access key."


# Keyboard, screen reader, look


def test_all_of_it_is_reached_by_keyboard_in_the_order_that_is_seen(pane):
    pane.open()
    pane.browser.js("document.activeElement.blur()")
    reached = []
    while True:
        pane.browser.press("Tab")
        one = pane.browser.js(
            "document.activeElement === document.body ? null : [document.activeElement.id || document.activeElement.tagName, document.activeElement.getBoundingClientRect().top, getComputedStyle(document.activeElement).outlineStyle]"
        )
        if one is None or (reached and one[0] == reached[0][0]):
            break
        reached.append(one)
    names = [one[0] for one in reached]
    assert names[: len(COMMANDS)] == [f"do-{name}" for name in COMMANDS]
    assert names[len(COMMANDS) : len(COMMANDS) + 3] == ["SUMMARY", "owner", "update"]
    assert names[-1] == "A"
    assert all(one[2] == "solid" for one in reached)
    # Enter presses the button that has the focus, and the focus comes back to it.
    pane.browser.js("document.getElementById('do-check').focus(); document.getElementById('status').textContent = ''")
    pane.browser.press("Enter")
    pane.browser.wait(f"{IDLE} && {text_of('status')}")
    assert pane.browser.js("document.activeElement.id") == "do-check"


def test_a_screen_reader_hears_what_everything_is_and_what_happens(pane):
    pane.open()
    for selector, heard in {
        "#do-refresh": ("button", "Refresh"),
        "#owner": ("combobox", "For"),
        "#choice": ("combobox", "Body and year"),
        "#progress": ("progressbar", "Files read"),
        "#status": ("status", ""),
        "#problem": ("alert", ""),
        "#commands": ("region", "Commands"),
        "h1": ("heading", "Reporter"),
        "#overdue": ("list", "Overdue"),
    }.items():
        if selector in ("#choice", "#progress"):
            pane.browser.js(
                f"for (let one = document.querySelector('{selector}'); one; one = one.parentElement) {{ one.hidden = false; one.open = true; }}"
            )
        assert pane.browser.accessible(selector) == heard, selector
    tips = pane.browser.js(
        "[...document.querySelectorAll('#commands button')].map((one) => one.ariaDescription ?? one.getAttribute('aria-description'))"
    )
    assert tips == [one.tip for one in COMMANDS.values()]
    assert pane.browser.js("document.getElementById('status').ariaLive") == "polite"


CONTRAST = """(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = (color) => { const [r, g, b] = rgb(color).slice(0, 3).map((one) => one / 255).map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (one) => { for (; one; one = one.parentElement) { const color = getComputedStyle(one).backgroundColor; if (rgb(color)[3] === 255) return color; } return 'white'; };
  const texts = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.disabled && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.map((one) => { const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x); return [(a + 0.05) / (b + 0.05), one.textContent.slice(0, 30)]; }).sort((x, y) => x[0] - y[0])[0];
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PANE, PANE // 2], ids=["100 %", "200 %"])
def test_nothing_is_cut_off_and_every_text_stands_out(pane, width, scheme):
    first = str(pane.excel.rows("Reports")[0]["ID"])
    pane.excel.type_in("Reports", first, "Due date", date(2026, 11, 19))
    pane.excel.type_in("Reports", first, "Status", "Finished")
    pane.excel.select("Reports", "B2")
    pane.open()
    pane.browser.look(width, scheme=scheme)
    pane.press("check")
    assert pane.browser.js("document.documentElement.scrollWidth <= innerWidth")
    cut = "[...document.querySelectorAll('button, select, p, li')].filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
    assert pane.browser.js(cut) == []
    ratio, text = pane.browser.js(CONTRAST)
    assert ratio >= 4.5, text


@pytest.mark.parametrize(("ground", "theme"), [("#212121", "dark"), ("#FFFFFF", "light")])
def test_the_pane_takes_on_the_look_of_excel(pane, ground, theme):
    pane.workbook(office_script(pane.excel) + f"\nOffice.context.officeTheme = {{ bodyBackgroundColor: {ground!r} }};")
    pane.browser.look(PANE, scheme="light" if theme == "dark" else "dark")
    pane.browser.visit(f"{pane.address}/pane/")
    pane.browser.wait("document.documentElement.dataset.theme")
    assert pane.browser.js("document.documentElement.dataset.theme") == theme
    light = pane.browser.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (theme == "light")
