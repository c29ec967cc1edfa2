#!/usr/bin/env bash
# pytest 9.2.0 with NumPy: two pixels one level apart are approximately equal, or not, by which stands on the left.
#
# Guess, written down before the run: "pytest.approx with uint8 scalars: within 1 either way around."
# What happens: approx subtracts the two as they are. For unsigned bytes 0 - 1 is 255, which is more than the
# tolerance. So np.uint8(0) == approx(np.uint8(1), abs=1) holds, and the other way around fails. Arrays and plain ints
# behave.
# Seen 2026-11, Python 3.11, pytest 9.2.0, NumPy 2.4.6: True, False; arrays True, True.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet pytest==9.2.0 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import sys

import numpy as np
from pytest import approx

low, high = np.uint8(0), np.uint8(1)
lows, highs = np.array([low]), np.array([high])
seen = {
    "pixels": (bool(low == approx(high, abs=1)), bool(high == approx(low, abs=1))),
    "arrays": (lows == approx(highs, abs=1), highs == approx(lows, abs=1)),
}
print(seen)
if seen != {"pixels": (True, False), "arrays": (True, True)}:
    sys.exit(f"came instead: {seen}")
PYTHON
