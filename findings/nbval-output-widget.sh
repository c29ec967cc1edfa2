#!/usr/bin/env bash
# nbval 0.11.0 and ipywidgets 8.1.9: what is printed into an Output widget fails, in a notebook nobody has touched.
#
# Guess, written down before the run: "nbval: a notebook saved by nbclient with print in a widgets.Output passes
# unchanged."
# What happens: nbclient puts the text where a browser would, into the widget, and saves the cell with no output.
# nbval takes the same text as the cell's own and reports a field that the file does not have.
# Seen 2026-11, Python 3.11, nbval 0.11.0, nbclient 0.11.0, ipywidgets 8.1.9: the file saves no output for the cell;
# "Unexpected output fields from running code: {'stdout'}", exit status 1.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbval==0.11.0 pytest==9.2.0 ipykernel==7.4.0 nbclient==0.11.0 nbformat==5.11.1 \
    ipywidgets==8.1.9
export HOME=$here

venv/bin/python - <<'PYTHON'
import subprocess
import sys

import nbformat
from nbclient import NotebookClient

sources = "import ipywidgets\nout = ipywidgets.Output()", "with out:\n    print('one line')"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
NotebookClient(notebook, kernel_name="python3").execute()
nbformat.write(notebook, "widget.ipynb")

command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "widget.ipynb"]
done = subprocess.run(command, capture_output=True, text=True)
complaint = "Unexpected output fields from running code: {'stdout'}" in done.stdout
seen = {"outputs saved": len(notebook.cells[1].outputs), "exit status": done.returncode, "complaint": complaint}
print(seen)
if seen != {"outputs saved": 0, "exit status": 1, "complaint": True}:
    sys.exit(f"came instead: {seen}")
PYTHON
