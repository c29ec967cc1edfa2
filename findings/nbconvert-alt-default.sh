#!/usr/bin/env bash
# nbconvert 7.17.2: an alt text in the metadata of a figure's cell reaches the classic page, and not the default one.
#
# Guess, written down before the run: "nbconvert: the alt text of a cell (metadata 'alt'), for which its change log
# announces support, is in the page that --to html makes by default."
# What happens: only the template 'classic' looks for it. The default template (lab) and the slides leave it out, warn
# that alternative text is missing, and write that no description has been provided.
# Seen 2026-11, Python 3.11, nbconvert 7.17.2: classic True, lab False, slides False.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbconvert==7.17.2 nbformat==5.11.1
export HOME=$here

venv/bin/python - <<'PYTHON'
import sys

import nbformat
from nbconvert import HTMLExporter, SlidesExporter

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
TEXT = "A small gray dot in the middle"
picture = nbformat.v4.new_output("display_data", {"image/png": DOT}, metadata={"image/png": {"alt": TEXT}})
cell = nbformat.v4.new_code_cell("show()", outputs=[picture], metadata={"alt": TEXT}, execution_count=1)
notebook = nbformat.v4.new_notebook(cells=[cell])
exporters = {"classic": HTMLExporter(template_name="classic"), "lab": HTMLExporter(), "slides": SlidesExporter()}
seen = {name: TEXT in exporter.from_notebook_node(notebook)[0] for name, exporter in exporters.items()}
print(seen)
if seen != {"classic": True, "lab": False, "slides": False}:
    sys.exit(f"came instead: {seen}")
PYTHON
