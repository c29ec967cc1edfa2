#!/usr/bin/env bash
# latex2mathml 3.81.1: \arg is not known and is printed as it was typed, with its backslash.
#
# What one would guess (the sweep that found it looked for something else): "the named functions of LaTeX (\log, \max,
# \arg, ...) all become upright names, and a command that the converter does not know raises an error."
# What happens: of LaTeX's own 32 named functions all come out as names but one. \arg becomes an identifier that reads
# "\arg", without an error or a warning, so that \arg\max_k shows a backslash on the page. \operatorname{arg} works.
# Seen 2026-11, Python 3.11, latex2mathml 3.81.1: "<mi>\arg</mi>" for \arg, "<mo>max</mo>" for \max.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet latex2mathml==3.81.1

venv/bin/python - <<'PYTHON'
import sys

from latex2mathml.converter import convert

names = """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log
max min Pr sec sin sinh sup tan tanh""".split()
backslashes = [name for name in names if "\\" in convert("\\" + name)]
seen = {"typed out": backslashes, "argmax": "<mi>\\arg</mi>" in convert(r"\arg\max_k z_k")}
print(len(names), "names;", seen)
if seen != {"typed out": ["arg"], "argmax": True}:
    sys.exit(f"came instead: {seen}")
PYTHON
