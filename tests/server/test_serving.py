"""The server as its administrator starts it: a process of its own, HTTPS, a certificate, a key, and what it refuses."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from processes import free_port, started

from reporter.cli.program import program
from reporter.model import UsageError
from reporter.server import ServerOptions, kept_secret, manifest
from reporter.server.certificates import DAYS, RENEWED_BEFORE, kept_certificate
from reporter.server.tickets import MOST, SECONDS, Tickets


@pytest.fixture
def port() -> int:
    return free_port()


def called(*arguments: str) -> Result:
    """`reporter serve`, in this process."""
    return CliRunner().invoke(program, ["serve", *arguments], standalone_mode=False)


def test_it_speaks_https_with_a_certificate_that_can_be_trusted(tmp_path, port):
    state = tmp_path / "state"
    with started(str(tmp_path), "--port", str(port), "--state", str(state)) as said:
        trusting = ssl.create_default_context(cafile=str(state / "localhost.crt"))
        address = f"https://localhost:{port}/manifest.xml"
        with urllib.request.urlopen(address, context=trusting) as response:
            assert f'"https://localhost:{port}/pane/index.html"' in response.read().decode()
        with pytest.raises(urllib.error.URLError, match="certificate verify failed"):
            urllib.request.urlopen(address)
    key = (state / "access-key.txt").read_text()
    assert "a new certificate" in said[0]
    assert f"The access key is that of {state / 'access-key.txt'}" in said[1]
    assert key not in "".join(said)
    assert len(key) >= 32


def test_it_is_reached_from_this_machine_alone(tmp_path, port):
    with started(str(tmp_path), "--port", str(port), "--state", str(tmp_path / "s"), "--http"):
        with socket.create_connection(("127.0.0.1", port)):
            pass
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=5):
            pass


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "this is no folder"),
        ([".", "--host", "0.0.0.0"], "Say it with --address"),
        ([".", "--address", "reporter.example.org"], "is no address of a server"),
        ([".", "--certificate", "a.crt"], "belong together"),
        ([".", "--http", "--certificate", "a", "--certificate-key", "b"], "HTTP needs no certificate"),
        ([".", "--certificate", "a", "--certificate-key", "b"], "the certificate cannot be used"),
    ],
)
def test_what_cannot_work_is_told_before_it_starts(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XLWINGS_LICENSE_KEY", "noncommercial")
    ran = called(*arguments, "--state", "state", "--port", "65001")
    assert isinstance(ran.exception, UsageError)
    assert told in str(ran.exception)


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = called(str(tmp_path), "--http", "--state", str(tmp_path), "--port", port)
    assert f"cannot listen on 127.0.0.1, port {port}" in str(ran.exception)


def test_without_a_licence_key_it_says_which_one_is_needed(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "XLWINGS_LICENSE_KEY"}
    ran = subprocess.run(
        [sys.executable, "-m", "reporter", "serve", str(tmp_path), "--http", "--state", str(tmp_path / "s")],
        env={**environment, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 2
    assert "Set XLWINGS_LICENSE_KEY to your key of xlwings" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_manifest_can_be_printed(tmp_path):
    arguments = [
        str(tmp_path),
        "--state",
        str(tmp_path),
        "--print-manifest",
        "--address",
        "https://reporter.example.org/",
    ]
    ran = called(*arguments)
    assert ran.stdout == manifest("https://reporter.example.org")


def test_each_address_is_an_add_in_of_its_own():
    first, second = manifest("https://a.example"), manifest("https://b.example/reports")
    assert first.split("<Id>")[1][:36] != second.split("<Id>")[1][:36]
    assert "<AppDomain>https://b.example</AppDomain>" in second
    assert '"https://b.example/reports/pane/index.html"' in second


def test_the_manifest_is_read_by_office_s_own_tool(tmp_path, manifest_tool):
    """Its check against the store's rules asks a service of Microsoft; what it reads without that is looked at here."""
    file = tmp_path / "manifest.xml"
    file.write_text(manifest("https://reporter.example.org"), encoding="utf-8")
    ran = subprocess.run([manifest_tool, "info", str(file)], capture_output=True, text=True, check=True, timeout=120)
    for line in (
        "Name: Reporter",
        "Type: TaskPaneApp",
        "Hosts: Workbook",
        "Permissions: ReadWriteDocument",
        "Source Location: https://reporter.example.org/pane/index.html",
    ):
        assert line in ran.stdout


def test_the_access_key_is_made_once_and_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.delenv("REPORTER_SERVER_KEY", raising=False)
    made = kept_secret(tmp_path / "state")
    assert kept_secret(tmp_path / "state") == made
    if os.name == "posix":
        assert (tmp_path / "state" / "access-key.txt").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("REPORTER_SERVER_KEY", "from-the-environment")
    assert kept_secret(tmp_path / "state") == "from-the-environment"


@pytest.mark.parametrize("secret", ["short", "", "with a blank in it it is", "ünsigned-letters-in-it"])
def test_an_access_key_that_is_easily_guessed_or_no_header_can_bring_is_refused(tmp_path, secret):
    with pytest.raises(UsageError, match="access key"):
        ServerOptions(tmp_path, secret)


def test_a_certificate_is_kept_and_renewed_before_it_ends(tmp_path):
    now = datetime(2026, 11, 20, tzinfo=UTC)
    made = kept_certificate(tmp_path, "localhost", now)
    assert made.is_new
    assert not kept_certificate(tmp_path, "localhost", now + timedelta(days=DAYS - RENEWED_BEFORE - 2)).is_new
    assert kept_certificate(tmp_path, "localhost", now + timedelta(days=DAYS - RENEWED_BEFORE)).is_new
    if os.name == "posix":
        assert made.key.stat().st_mode & 0o077 == 0


def test_a_certificate_vouches_for_its_host_alone_and_signs_no_other(tmp_path):
    from cryptography import x509

    file = kept_certificate(tmp_path, "reports.example.org").file
    certificate = x509.load_pem_x509_certificate(Path(file).read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["reports.example.org"]
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


def test_a_ticket_holds_once_and_not_for_ever(tmp_path):
    now = [0.0]
    tickets = Tickets(lambda: now[0])
    first, second = tickets.issue(tmp_path / "a"), tickets.issue(tmp_path / "b")
    assert tickets.redeem(first) == tmp_path / "a"
    assert tickets.redeem(first) is None
    now[0] = SECONDS + 1.0
    assert tickets.redeem(second) is None
    assert tickets.redeem("made up") is None
    old = tickets.issue(tmp_path / "c")
    for _ in range(MOST):
        tickets.issue(tmp_path / "d")
    assert tickets.redeem(old) is None
