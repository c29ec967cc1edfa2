#!/usr/bin/env bash
# playwright 1.65.2 (Python): wait_for_function takes an async predicate, and does not wait for its answer.
#
# Guess, held while a test suite was written: "An async predicate is awaited; as long as it resolves to false, the wait
# goes on." What happens: the promise itself counts as true, and the wait is over at once, with and without polling. A test
# that waits so for a server's answer passes on an idle machine and goes on too early on a busy one. page.evaluate does wait.
# Seen 2026-11, Python 3.11, Chromium 156: both waits return within a tenth of a second; evaluate gives false.
# Needs a Chromium: Debian's package, or the one whose path stands in $CHROMIUM.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile "playwright==1.65.2"

CHROMIUM=${CHROMIUM:-/usr/bin/chromium} venv/bin/python - <<'PYTHON'
import os
import sys

from playwright.sync_api import TimeoutError, sync_playwright

NEVER = "async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return false; }"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def outcome(page, **settings):
    try:
        page.wait_for_function(NEVER, timeout=2000, **settings)
    except TimeoutError:
        return "waits"
    return "returns"


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTS)
    page = browser.new_page()
    seen = {"every frame": outcome(page), "polling": outcome(page, polling=100), "evaluate": page.evaluate(NEVER)}
    browser.close()
print(seen)
if seen != {"every frame": "returns", "polling": "returns", "evaluate": False}:
    sys.exit(f"came instead: {seen}")
PYTHON
