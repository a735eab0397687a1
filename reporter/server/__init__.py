"""The add-in for Excel on every platform: a small web server that runs the commands on the workbook Excel sends."""

from reporter.server.application import application
from reporter.server.manifest import manifest
from reporter.server.options import DEFAULT_PORT, ServerOptions
from reporter.server.secret import kept_secret

__all__ = ["DEFAULT_PORT", "ServerOptions", "application", "kept_secret", "manifest"]
