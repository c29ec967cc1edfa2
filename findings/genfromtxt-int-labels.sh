#!/usr/bin/env bash
# NumPy 2.4.6: genfromtxt with dtype=int reads the label 6.0000 as -1, with dtype=np.int32 as 6.
#
# Guess, written down before the run: "np.genfromtxt(dtype=int) of 6.0000: 6, or ValueError as loadtxt."
# What happens: for int (64 bits) the text goes to Python's int(), which refuses a decimal point, and what is refused
# becomes -1, the mark for missing, without a word. For narrower integers it goes through float. Whole-number labels
# with a decimal point are common: the USPS digits are written so, and np.savetxt writes so by default.
# Seen 2026-11, Python 3.11, NumPy 2.4.6: labels 6, 5, 4 by savetxt: int gives -1, -1, -1; int32 gives 6, 5, 4; float
# gives 6.0, 5.0, 4.0; no warning.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile numpy==2.4.6

venv/bin/python -W error - <<'PYTHON'
import sys

import numpy as np

labels = [6, 5, 4]
np.savetxt("as_usps.txt", labels, fmt="%.4f")
np.savetxt("by_default.txt", labels)
seen = {
    (name, kind.__name__): np.genfromtxt(name, dtype=kind).tolist()
    for name in ("as_usps.txt", "by_default.txt")
    for kind in (int, np.int32, float)
}
print(seen)
stated = {(name, kind): [-1, -1, -1] if kind == "int" else labels for name, kind in seen}
if seen != stated:
    sys.exit(f"came instead: {seen}")
PYTHON
