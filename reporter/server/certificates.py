"""The certificate that Excel needs to trust, made where nobody gives one: an add-in is only loaded by HTTPS."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model import UsageError
from reporter.server.secret import write_private

if TYPE_CHECKING:
    from cryptography import x509

DAYS = 397
"""Days that a certificate holds: the most that all systems accept."""

RENEWED_BEFORE = 14
"""Days before its end that a new one is made."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its private key, as PEM files.

    Attributes:
        is_new: Whether it was made just now, and nobody can trust it yet.
    """

    file: Path
    key: Path
    is_new: bool = False


def kept_certificate(state: Path, host: str, now: datetime | None = None) -> Certificate:
    """The certificate kept for a host, made where there is none or where it ends soon.

    It vouches for this one host and cannot sign others, so that trusting it opens no further door.

    Args:
        state: Folder that what the server keeps for itself lies in.
        host: Name or address of the machine.
        now: The moment of the call, with its time zone; None for the current one.

    Raises:
        UsageError: It cannot be kept there.
    """
    kept = Certificate(state / f"{host}.crt", state / f"{host}.key")
    moment = now or datetime.now(UTC)
    try:
        if kept.file.is_file() and kept.key.is_file() and _holds_at(kept.file, moment + timedelta(days=RENEWED_BEFORE)):
            return kept
        certificate, key = _made(host, moment)
        write_private(kept.key, key)
        kept.file.write_text(certificate, encoding="ascii")
    except OSError as error:
        raise UsageError(
            f"the certificate cannot be kept here ({error.strerror})",
            file=kept.file,
            hint="Give one with --certificate and --certificate-key",
        ) from error
    return Certificate(kept.file, kept.key, is_new=True)


def _holds_at(file: Path, moment: datetime) -> bool:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc > moment
    except ValueError:
        return False


def _made(host: str, now: datetime) -> tuple[str, str]:
    """A certificate and its key as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"reporter on {host}"[:64])])
    usage = {"digital_signature": True, "content_commitment": False, "key_encipherment": False}
    usage |= {"data_encipherment": False, "key_agreement": False, "key_cert_sign": False, "crl_sign": False}
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS - 1))
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, encipher_only=False, decipher_only=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"), private.decode("ascii")


def _names(host: str) -> list[x509.GeneralName]:
    from cryptography import x509

    try:
        own: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        own = x509.DNSName(host)
    return [own, x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if host == "localhost" else [own]
