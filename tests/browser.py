"""Find a browser to test with, or say why there is none."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_browser() -> str:
    """Return the path of Chromium or Chrome; without one, skip the module, or fail where ``.ci/run`` requires it."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    message = "there is no Chromium to open pages in (Debian: apt install chromium)"
    if os.environ.get("MLPKIT_BROWSER") == "required":
        pytest.fail(message, pytrace=False)
    pytest.skip(message, allow_module_level=True)


SWITCHES = [
    "--no-sandbox",  # refused to root otherwise
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What keeps a browser from talking to anybody but the pages under test."""
