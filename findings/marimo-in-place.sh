#!/usr/bin/env bash
# marimo 0.25.2: a name assigned in two cells makes `marimo convert` rewrite a function in another cell, which then
# updates nothing.
#
# Guess, written down before the run: "convert renames x where it must, and leaves the function as it stands."
# What happens: as soon as any name of the notebook has to be renamed, every `W -= step` is written as `W = W - step`,
# in functions, too, and of names that were not renamed. For an array that a caller has passed this is another program:
# the caller's weights stay as they were. No message; exit code 0.
# Seen 2026-11, Python 3.11, marimo 0.25.2, NumPy 2.4.6: [0.9 0.9 0.9] without the second x, [1. 1. 1.] with it.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile marimo==0.25.2 numpy==2.4.6 nbformat==5.11.1

venv/bin/python - <<'PYTHON'
import subprocess
import sys

import nbformat

step = "import numpy as np\n\n\ndef step(W):\n    W -= 0.1 * np.ones(3)"
use = "weights = np.ones(3)\nstep(weights)\nprint(weights)"
seen = {}
for name, others in {"x once": ["x = 1"], "x twice": ["x = 1", "x = x + 1"]}.items():
    cells = [nbformat.v4.new_code_cell(source) for source in (step, use, *others)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), "lesson.ipynb")
    convert = ["venv/bin/marimo", "convert", "lesson.ipynb", "-o", "lesson.py"]
    subprocess.run(convert, check=True, capture_output=True, input=b"y\n")
    ran = subprocess.run(["venv/bin/python", "lesson.py"], check=True, capture_output=True, text=True)
    seen[name] = ran.stdout.strip()
print(seen)
if seen != {"x once": "[0.9 0.9 0.9]", "x twice": "[1. 1. 1.]"}:
    sys.exit(f"came instead: {seen}")
PYTHON
