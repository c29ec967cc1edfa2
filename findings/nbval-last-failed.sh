#!/usr/bin/env bash
# nbval 0.11.0 with pytest 9.2.0: `--lf` runs the cell that failed alone, in a kernel that never ran the cells above
# it.
#
# Guess, written down before the run: "pytest --nbval --lf: after mending the failed cell, runs what it needs and
# passes."
# What happens: only the failed cell is sent to a fresh kernel. It fails again, now with a NameError, however right it
# is, and since it failed it stays the last failed one. A plain run of the same file passes.
# Seen 2026-11, Python 3.11, nbval 0.11.0, pytest 9.2.0: "NameError: name 'x' is not defined", exit status 1; plain
# run 0.
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

cells = [nbformat.v4.new_code_cell(source) for source in ("x = 6", "y = 2", "print(x / y)")]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name="python3").execute()


def run(source, *options):
    notebook.cells[2].source = source
    nbformat.write(notebook, "three.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "three.ipynb", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, "NameError" in done.stdout


runs = {
    "wrong": run("print(x / y + 1)"),
    "mended, --lf": run("print(x / y)", "--lf"),
    "mended, --lf again": run("print(x / y)", "--lf"),
    "mended, all": run("print(x / y)", "-p", "no:cacheprovider"),
}
print(runs)
stated = {"wrong": (1, False), "mended, --lf": (1, True), "mended, --lf again": (1, True), "mended, all": (0, False)}
if runs != stated:
    sys.exit(f"came instead (exit status, NameError): {runs}")
PYTHON
