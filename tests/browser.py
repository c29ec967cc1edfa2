"""The browser that the tests of the book and of JupyterLab use."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SWITCHES = [
    "--no-sandbox",  # refused to root otherwise
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What keeps a browser from talking to anybody but the pages under test."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Chromium or Chrome. Without one the test is skipped, or fails where ``.ci/run`` requires a browser."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        message = "there is no Chromium to open pages in (Debian: apt install chromium)"
        if os.environ.get("MLPKIT_BROWSER") == "required":
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()
