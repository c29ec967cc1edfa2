#!/usr/bin/env bash
# jupyterlite-core 0.8.6: a notebook that was deleted is still in the site after the next build, file and index both.
#
# Guess, written down before the run: "jupyter lite build again after deleting a notebook: it is gone from the site."
# What happens: the build only adds and replaces. The deleted notebook stays in the output folder and in the list of
# files that the site shows: readers go on opening it. Whoever publishes the output folder has to delete it first.
# (mdBook, next to it in many projects, empties its folder.)
# Seen 2026-11, Python 3.11, jupyterlite-core 0.8.6 with jupyter_server 2.21.1: after the second build files/ holds
# both notebooks, and api/contents/all.json names both.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile jupyterlite-core==0.8.6 jupyter_server==2.21.1 nbformat==5.11.1
export HOME=$here

mkdir contents
venv/bin/python - <<'PYTHON'
import nbformat

for name in ("stays", "goes"):
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(name)]), f"contents/{name}.ipynb")
PYTHON

build() {
    venv/bin/jupyter lite build --contents contents --output-dir site >log 2>&1 || { tail -n 1 log >&2; exit 1; }
    listed=$(venv/bin/python -c "
import json
print(*sorted(entry['name'] for entry in json.load(open('site/api/contents/all.json'))['content']))")
    echo "files: $(cd site/files && echo *); list: $listed"
}

first=$(build)
rm contents/goes.ipynb
second=$(build)
printf '%s\n' "$first" "$second"
both="files: goes.ipynb stays.ipynb; list: goes.ipynb stays.ipynb"
if [[ $first != "$both" || $second != "$both" ]]; then
    echo "came instead: $first, then $second" >&2
    exit 1
fi
