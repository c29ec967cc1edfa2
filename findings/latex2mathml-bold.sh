#!/usr/bin/env bash
# latex2mathml 3.81.1: \mathbf{x} is bold in a browser, \mathbf{1} and \boldsymbol{x} are not.
#
# What one would guess (the sweep that found it looked for something else): "\mathbf{x}, \mathbf{1} and \boldsymbol{x}
# are marked as bold in one way."
# What happens: \mathbf of one letter becomes the bold character of Unicode, which any browser shows. \mathbf of a
# digit and \boldsymbol become the plain character with mathvariant="bold" or "bold-italic". Of that attribute MathML
# Core, what browsers implement, keeps only the value "normal": they draw plain characters. A vector of ones and a
# bold Greek letter look like scalars.
# Seen 2026-11, Python 3.11, latex2mathml 3.81.1: U+1D431 for \mathbf{x}; <mn mathvariant="bold">1</mn> for
# \mathbf{1}; <mi mathvariant="bold-italic">x</mi> for \boldsymbol{x}. (Chromium 156 draws the last two as if
# unmarked.)
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet latex2mathml==3.81.1

venv/bin/python - <<'PYTHON'
import re
import sys

from latex2mathml.converter import convert


def tokens(formula):
    return re.findall(r"<m[ino][ >].*?</m[ino]>", convert(formula))


seen = [tokens(formula) for formula in (r"\mathbf{x}", r"\mathbf{1}", r"\boldsymbol{x}")]
print(seen)
if seen != [
    ["<mi>&#x1D431;</mi>"],
    ['<mn mathvariant="bold">1</mn>'],
    ['<mi mathvariant="bold-italic">x</mi>'],
]:
    sys.exit(f"came instead: {seen}")
PYTHON
