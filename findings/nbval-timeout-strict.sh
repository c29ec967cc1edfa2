#!/usr/bin/env bash
# nbval 0.11.0 with pytest 9.2.0: one slow cell is one failure, and with `xfail_strict` as many as cells follow it.
#
# Guess, written down before the run: "after a cell's time-out the later cells are xfail, and one cause = one failure
# also with xfail_strict."
# What happens: after the time-out every later cell is marked as expected to fail, but is run all the same in the
# kernel that was interrupted and is well again. They all pass, which `xfail_strict` counts as failures.
# Seen 2026-11, Python 3.11, nbval 0.11.0, pytest 9.2.0, five cells of which the second is slow: "1 failed, 1 passed,
# 3 xpassed"; with xfail_strict "4 failed, 1 passed".
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbval==0.11.0 pytest==9.2.0 ipykernel==7.4.0 nbclient==0.11.0 nbformat==5.11.1
export HOME=$here

venv/bin/python - <<'PYTHON'
import subprocess
import sys

import nbformat
from nbclient import NotebookClient

sources = "import time\nprint(1)", "time.sleep(0.1)", "print(3)", "print(4)", "print(5)"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
NotebookClient(notebook, kernel_name="python3").execute()
notebook.cells[1].source = "time.sleep(30)"
nbformat.write(notebook, "slow.ipynb")


def counts(strict):
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=10", "-q"]
    command += ["--tb=no", "-p", "no:cacheprovider", "-o", f"xfail_strict={strict}", "slow.ipynb"]
    last = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[-1]
    return last.split(" in ")[0]


seen = counts("false"), counts("true")
print(seen)
if seen != ("1 failed, 1 passed, 3 xpassed", "4 failed, 1 passed"):
    sys.exit(f"came instead: {seen}")
PYTHON
