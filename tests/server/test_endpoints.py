"""The real application, asked as Excel's pane asks: what it answers, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil
import sys
import threading
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from excel import Excel, Sheet
from lxml import etree
from offices import NEW, OLD, TODAY, one_text
from starlette.testclient import TestClient

from reporter.addin import COMMANDS
from reporter.addin.functions import FUNCTIONS
from reporter.resources import bundled
from reporter.server import ServerOptions, application
from reporter.server.icons import SIZES
from reporter.server.running import is_known

SECRET = "a-secret-of-this-test"
ADDRESS = "https://localhost:8765"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with one text and the workbook that was made from it."""
    return one_text(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


@pytest.fixture(scope="module")
def opened(made: Path) -> Excel:
    return Excel(made / "obligations.xlsx")


@pytest.fixture
def excel(folder: Path, opened: Excel) -> Excel:
    excel = deepcopy(opened)
    excel.path = folder / "obligations.xlsx"
    return excel


@pytest.fixture
def options(folder: Path) -> ServerOptions:
    return ServerOptions(folder, SECRET, ADDRESS)


@pytest.fixture
def client(options: ServerOptions) -> TestClient:
    return client_of(options)


def client_of(options: ServerOptions) -> TestClient:
    return TestClient(application(options, today=lambda: TODAY), base_url=ADDRESS, headers={"x-reporter-key": SECRET})


def post(client: TestClient, name: str, excel: Excel, **query):
    return client.post(f"/xlwings/{name}", json=excel.sent(), params=query)


def press(client: TestClient, name: str, excel: Excel, **query) -> dict:
    """Presses a button of the pane; Excel carries out what is asked."""
    response = post(client, name, excel, **query)
    assert response.status_code == 200, response.text
    answer = response.json()
    excel.carry_out(answer["actions"])
    return answer


def refusal(response, status: int) -> str:
    assert response.status_code == status, response.text
    return response.json()["error"]


# What is served to everybody


def test_the_pane_is_a_page_with_its_parts(client):
    page = client.get("/pane/").text
    for part in re.findall(r'(?:src|href)="([^":]+)"', page):
        assert client.get(f"/pane/{part}").status_code == 200, part
    assert client.get("/", follow_redirects=False).headers["location"] == "pane/"


def test_every_command_has_a_button_and_runs_here(client):
    told = client.get("/commands.json").json()
    assert [one["name"] for one in told] == list(COMMANDS)
    assert all(is_known(name) for name in COMMANDS)
    assert all(one["label"] and one["tip"] and one["group"] for one in told)


def test_the_manifest_names_this_server_and_what_it_serves(client):
    response = client.get("/manifest.xml")
    tree = etree.fromstring(response.content)
    addresses = [
        value for one in tree.iter() for value in one.attrib.values() if str(value).startswith("https://localhost")
    ]
    assert len(addresses) >= 8
    for address in addresses:
        assert client.get(urlsplit(address).path).status_code == 200, address
    resources = {one.get("id") for one in tree.iter() if one.get("id") and "DefaultValue" in one.attrib}
    assert {one.get("resid") for one in tree.iter() if one.get("resid")} == resources


@pytest.mark.parametrize("size", SIZES)
def test_each_icon_is_a_picture_of_its_size(client, size):
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(client.get(f"/icon-{size}.png").content)) as picture:
        assert picture.size == (size, size)
        assert len(picture.getcolors(10_000)) > 2
    assert client.get("/icon-17.png").status_code == 404


def test_every_answer_has_the_headers_that_keep_a_browser_from_harm(client, excel):
    for response in (
        client.get("/pane/"),
        client.get("/nothing"),
        post(client, "check", excel),
        client.post("/xlwings/check"),
    ):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        script = re.search(r"script-src ([^;]*)", policy)[1]
        assert "https://appsforoffice.microsoft.com" in script
        assert "unsafe" not in script
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in response.headers


# Commands


def test_refresh_does_what_it_does_in_an_open_workbook(client, excel, folder):
    shutil.copy(bundled("examples") / "resolutions" / NEW, folder / "texts")
    (folder / "reporter.toml").write_text('sources = ["texts"]\n')
    beside = deepcopy(excel)
    expected = beside.run(lambda book: COMMANDS["refresh"].run(book, folder=folder, today=TODAY))
    answer = press(client, "refresh", excel)
    assert answer["outcome"]["message"] == expected.message
    assert [one.cells for one in excel.sheets] == [one.cells for one in beside.sheets]
    assert len(answer["actions"]) < 50


def test_next_year_then_undo(client, excel):
    before = len(excel.rows("Reports"))
    press(client, "next_year", excel)
    assert len(excel.rows("Reports")) > before
    assert press(client, "undo_last_refresh", excel)["outcome"]["message"].startswith("Next year taken back")
    assert len(excel.rows("Reports")) == before


def test_check_writes_the_sheet_of_problems(client, excel):
    report = str(excel.rows("Reports")[0]["ID"])
    excel.type_in("Reports", report, "Status", "Finished")
    assert press(client, "check", excel)["outcome"]["message"].startswith("1 error")
    assert excel.sheet("Problems").cells


def test_a_draft_can_be_fetched_once_by_its_ticket(client, excel, folder):
    choice = press(client, "draft_choices", excel)["choices"][0]
    answer = press(client, "draft_report", excel, to=choice["body"], year=choice["year"])
    (file,) = answer["files"]
    assert (folder / file["name"]).is_file()
    assert str(folder) not in json.dumps(answer)
    way = urlsplit(file["address"]).path
    fetched = TestClient(client.app, base_url=ADDRESS).get(way)
    assert fetched.content == (folder / file["name"]).read_bytes()
    assert "used already" in refusal(client.get(way), 404)


def test_show_clause_leads_to_the_page_which_reaches_nothing_of_the_pane(client, excel):
    excel.select("Reports", "B2")
    obligation = str(excel.rows("Reports")[0]["Obligation"])
    answer = press(client, "show_clause", excel)
    (page,) = answer["files"]
    assert page["address"].endswith(f"#{obligation}")
    shown = client.get(urlsplit(page["address"]).path)
    assert f'id="{obligation}"' in shown.text
    assert shown.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in shown.headers["content-security-policy"]


def test_split_then_merge(client, excel, folder):
    from openpyxl import load_workbook

    report = str(excel.rows("Reports")[0]["ID"])
    excel.type_in("Reports", report, "Owner", "Ana")
    answer = press(client, "split", excel)
    (part,) = [one["name"] for one in answer["files"] if "Ana" in one["name"]]
    book = load_workbook(folder / "parts" / part)
    sheet = next(sheet for sheet in book if "Reports" in sheet.tables)
    column = [cell.value for cell in sheet[1]].index("Progress") + 1
    sheet.cell(2, column, "begun")
    book.save(folder / "parts" / part)
    press(client, "merge", excel)
    assert excel.row("Reports", report)["Progress"] == "begun"


def test_progress_comes_in_lines_before_the_answer(client, excel):
    with client.stream(
        "POST", "/xlwings/refresh", json=excel.sent(), headers={"accept": "application/x-ndjson"}
    ) as response:
        lines = [json.loads(line) for line in response.iter_lines()]
    assert "outcome" in lines[-1]
    assert all(set(line["progress"]) == {"done", "of", "file"} for line in lines[:-1])


def test_what_is_due_for_one_person(client, excel):
    report = str(excel.rows("Reports")[0]["ID"])
    excel.type_in("Reports", report, "Owner", "Ana; Bo")
    excel.type_in("Reports", report, "Due date", date(2026, 11, 19))
    other = str(excel.rows("Reports")[1]["ID"])
    excel.type_in("Reports", other, "Owner", "Bo")
    excel.type_in("Reports", other, "Due date", date(2026, 11, 21))
    for_ana, for_bo = (press(client, "mine", excel, owner=name) for name in ("ana", "Bo"))
    assert for_ana["owners"] == ["Ana", "Bo"]
    assert [(one["id"], one["days"], one["cell"]) for one in for_ana["overdue"]] == [(report, -1, "A2")]
    assert for_ana["upcoming"] == []
    assert [one["id"] for one in for_bo["upcoming"]] == [other]
    assert for_ana["actions"] == []


def test_cells_are_answered_in_their_order_with_a_value_rows_or_the_reason(client, excel):
    report = excel.rows("Reports")[0]
    calls = [("DUE", report["ID"]), ("COUNT", None, 2026.0), ("STATUS", "TSAG"), ("CLAUSE", "none"), ("DUE",), ("WHO",)]
    asked = [{"name": name, "arguments": arguments} for name, *arguments in calls]
    answers = client.post("/xlwings/cells", json={**excel.sent(), "calls": asked}).json()["answers"]
    due, count, status, unknown, missing, other = answers
    assert due == {"rows": [[(report["Due date"] - date(1899, 12, 30)).days]]}
    assert count["rows"][0][0] == len([one for one in excel.rows("Reports") if one["Due date"].year == 2026])
    assert status["rows"][0][0] == "Report"
    assert all(isinstance(row[2], int) for row in status["rows"][1:])
    assert unknown["error"].startswith('no row has the ID "none". ')
    assert missing == {"error": "DUE needs the id"}
    assert other == {"error": "there is no function REPORTER.WHO"}


def test_excel_is_told_every_function_with_its_arguments(client):
    for told, function in zip(client.get("/functions.json").json()["functions"], FUNCTIONS.values(), strict=True):
        assert (told["id"], told["description"]) == (function.name, function.help)
        arguments = [(one["name"], one["description"], one["optional"]) for one in told["parameters"]]
        assert arguments == [(one.name, one.help, one.optional) for one in function.arguments]
        assert (told["result"]["dimensionality"] == "matrix") == function.spills
        assert told["options"]["volatile"] == function.ages


def test_the_list_of_functions_alone_is_read_by_pages_of_other_sites(client, excel):
    """Excel on the web asks for it from a page of its own."""
    opened = {
        path: client.get(path, headers={"origin": "https://excel.officeapps.live.com"}).headers.get(
            "access-control-allow-origin"
        )
        for path in ("/functions.json", "/tables.json", "/commands.json", "/manifest.xml", "/pane/")
    }
    assert opened == {**dict.fromkeys(opened), "/functions.json": "*"}


def test_with_a_question_of_cells_the_tables_that_it_needs_are_enough(client, excel):
    wanted = set(client.get("/tables.json").json())
    sent = excel.sent()
    for sheet in sent["sheets"]:
        if not wanted & {table["name"] for table in sheet["tables"]}:
            sheet["values"] = [[]]
    full, less = (
        client.post("/xlwings/cells", json={**one, "calls": [{"name": "STATUS", "arguments": []}]}).json()
        for one in (excel.sent(), sent)
    )
    assert full == less
    assert "rows" in full["answers"][0]


@pytest.mark.parametrize(
    "calls", [None, {}, ["x"], [{"name": "DUE"}], [{"name": "DUE", "arguments": [[1]]}], [{"name": 1, "arguments": []}]]
)
def test_what_is_no_question_of_cells_is_told_so(client, excel, calls):
    assert "what came is not" in refusal(client.post("/xlwings/cells", json={**excel.sent(), "calls": calls}), 422)


# What is refused


@pytest.mark.parametrize("key", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é"])
def test_without_the_access_key_nothing_runs(client, excel, key):
    headers = {} if key is None else {"x-reporter-key": key.encode()}
    asking = TestClient(client.app, base_url=ADDRESS, headers=headers)
    assert "access key" in refusal(post(asking, "check", excel), 401)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "169.254.1.1"])
def test_another_name_of_this_machine_opens_nothing(client, excel, host):
    assert "reached at" in refusal(client.post("/xlwings/check", json=excel.sent(), headers={"host": host}), 421)


def test_a_request_that_is_too_large_is_refused_whether_it_says_so_or_not(folder, excel):
    client = client_of(ServerOptions(folder, SECRET, ADDRESS, largest=1000))
    assert "1,000 bytes" in refusal(post(client, "check", excel), 413)
    assert "1,000 bytes" in refusal(client.post("/xlwings/check", content=iter([b"x" * 600] * 2)), 413)


def test_a_request_that_does_not_arrive_makes_room_for_others(options, monkeypatch):
    import anyio

    monkeypatch.setattr(sys.modules["reporter.server.application"], "_SECONDS_TO_SEND", 0.05)
    said: list[dict] = []

    async def waits() -> dict:
        await anyio.sleep(60)
        return {}

    async def says(message: dict) -> None:
        said.append(message)

    headers = [(b"host", b"localhost"), (b"x-reporter-key", SECRET.encode()), (b"content-length", b"10")]
    scope = {"type": "http", "method": "POST", "path": "/xlwings/check", "headers": headers, "query_string": b""}
    anyio.run(application(options), scope, waits, says)
    assert said[0]["status"] == 408
    assert "did not arrive within" in json.loads(said[1]["body"])["error"]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda sent: None, "the workbook is missing"),
        (lambda sent: sent["book"].pop("name"), "book has no proper name"),
        (lambda sent: sent["book"].update(active_sheet_index=99), "a sheet that is not there"),
        (lambda sent: sent["sheets"][0].update(values=[["a"], ["b", "c"]]), "no rectangle"),
        (lambda sent: sent["sheets"][0].update(values=[[{"a": 1}]]), "neither text nor number"),
        (lambda sent: sent.update(sheets={}), "sheets is missing"),
        (lambda sent: sent.update(names=["x"]), "a name is missing"),
    ],
)
def test_what_is_no_workbook_is_told_so(client, excel, spoil, reason):
    sent = excel.sent()
    content = "null" if spoil(sent) is None and reason == "the workbook is missing" else json.dumps(sent)
    assert reason in refusal(client.post("/xlwings/check", content=content), 422)


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_told_so(client, content):
    assert "not JSON" in refusal(client.post("/xlwings/check", content=content), 422)


def test_a_command_that_does_not_exist_and_a_wrong_year(client, excel):
    assert "no command" in refusal(post(client, "format_disk", excel), 404)
    assert client.get("/xlwings/check").status_code == 405
    assert "no year" in refusal(post(client, "draft_report", excel, to="TSAG", year="20x6"), 422)


def test_a_mistake_is_told_in_words_and_excel_does_nothing(client, excel):
    excel.select("Guide", "A1")
    assert "Select a row of Reports" in refusal(post(client, "draft_report", excel), 422)


def test_a_fault_is_told_without_its_details(client, excel, monkeypatch, caplog):
    def fails(asked, confined):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(sys.modules["reporter.server.application"], "run", fails)
    told = refusal(post(client, "check", excel), 500)
    assert "secret detail" not in told
    assert "secret detail" in caplog.text


# The folder is not left


@pytest.mark.parametrize("way", ["../outside", "{outside}", "texts/../../outside", "../out*", "texts/link"])
def test_texts_outside_the_folder_are_not_read(client, excel, folder, way):
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "wtsa.txt").write_bytes((bundled("examples") / "resolutions" / OLD).read_bytes())
    if way == "texts/link":
        (folder / "texts" / "link").symlink_to(outside, target_is_directory=True)
    excel.sheet("Guide").cells[90, 1] = way.format(outside=outside)
    excel._namesAdd({"args": ["ReporterSources", "='Guide'!$A$90"]})
    assert "lies outside the folder" in refusal(post(client, "refresh", excel), 422)


@pytest.mark.parametrize(
    "settings",
    [
        'sources = ["../outside"]',
        '[parts]\nfolder = "../outside"',
        '[drafts]\nfolder = "../outside"',
        '[parts]\ntemplate = "../t.xlsx"',
    ],
)
def test_settings_lead_nowhere_outside(client, excel, folder, settings):
    (folder / "reporter.toml").write_text(settings)
    for name in ("split", "draft_report", "refresh", "merge", "mine"):
        assert "lies outside the folder" in refusal(post(client, name, excel), 422)
    assert not (folder.parent / "outside").exists()


def test_settings_above_the_folder_are_refused(client, excel, folder):
    (folder.parent / "reporter.toml").write_text("horizon = 3\n")
    assert "lie above the folder" in refusal(post(client, "refresh", excel), 422)


@pytest.mark.parametrize(
    "name", ["../obligations.xlsx", "a/b.xlsx", "a\\b.xlsx", "C:x.xlsx", "..", "", "x\0.xlsx", "a" * 300]
)
def test_a_workbook_whose_name_is_a_way_is_refused(client, excel, name):
    sent = excel.sent()
    sent["book"]["name"] = name
    assert "no name of a workbook" in refusal(client.post("/xlwings/split", json=sent), 422)


def test_an_owner_whose_name_is_a_way_gets_a_part_in_the_folder(client, excel, folder):
    before = set(folder.parent.rglob("*"))
    report = str(excel.rows("Reports")[0]["ID"])
    excel.type_in("Reports", report, "Owner", "../../evil")
    press(client, "split", excel)
    new = set(folder.parent.rglob("*")) - before
    assert any("evil" in one.name for one in new)
    assert all(one.is_relative_to(folder / "parts") for one in new)


def test_each_workbook_has_its_own_folder_below_the_server_s(made, tmp_path):
    for name in ("east", "west"):
        shutil.copytree(made, tmp_path / name)
        (tmp_path / name / "obligations.xlsx").rename(tmp_path / name / f"{name}.xlsx")
    client = client_of(ServerOptions(tmp_path, SECRET, ADDRESS))
    excel = Excel(tmp_path / "west" / "west.xlsx")
    press(client, "split", excel)
    assert (tmp_path / "west" / "parts").is_dir()
    assert not (tmp_path / "east" / "parts").exists()
    shutil.copy(tmp_path / "west" / "west.xlsx", tmp_path / "east")
    assert "several folders" in refusal(post(client, "split", excel), 422)


# Two at once


def test_two_people_at_once_get_each_their_own(folder, monkeypatch):
    """Both are inside a command at the same time, and each gets the actions of the own workbook alone."""
    from reporter.server import running

    shutil.copy(folder / "obligations.xlsx", folder / "second.xlsx")
    first, second = Excel(folder / "obligations.xlsx"), Excel(folder / "second.xlsx")
    second.sheets.insert(0, Sheet("Mine"))
    server = application(ServerOptions(folder, SECRET, ADDRESS), today=lambda: TODAY)
    asking = {
        excel.path.name: TestClient(server, base_url=ADDRESS, headers={"x-reporter-key": SECRET})
        for excel in (first, second)
    }
    alone = {excel.path.name: post(asking[excel.path.name], "check", excel).json() for excel in (first, second)}
    together = threading.Barrier(2, timeout=60)
    check = COMMANDS["check"]

    def at_once(book, **options):
        together.wait()
        outcome = check.run(book, **options)
        together.wait()
        return outcome

    monkeypatch.setattr(running, "COMMANDS", {**COMMANDS, "check": replace(check, run=at_once)})
    answers: dict[str, dict] = {}

    def ask(excel: Excel) -> None:
        answers[excel.path.name] = post(asking[excel.path.name], "check", excel).json()

    threads = [threading.Thread(target=ask, args=[one]) for one in (first, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers == alone
    assert alone["obligations.xlsx"] != alone["second.xlsx"]
