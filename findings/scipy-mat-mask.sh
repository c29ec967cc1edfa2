#!/usr/bin/env bash
# SciPy 1.17.1: a mask saved in a MATLAB file comes back as numbers, and then picks other digits, without a word.
#
# Guess, written down before the run: "scipy savemat/loadmat: a bool mask comes back as bool."
# What happens: the file says logical, and so does whosmat; loadmat gives uint8. As an index, 1 and 0 are now row
# numbers: digits[mask] is as long as the mask, and made of rows 1 and 0 only. (mat_dtype=True gives a bool mask back.)
# Seen 2026-11, Python 3.11, SciPy 1.17.1, NumPy 2.4.6: of the digits 10, 11, 12, 13 the mask [T F T F] takes 10 and
# 12; both read back from one file: 11, 10, 11, 10.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile scipy==1.17.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

import numpy as np
import scipy.io

digits = np.array([10, 11, 12, 13], np.uint8)
mask = np.array([True, False, True, False])
scipy.io.savemat("split.mat", {"digits": digits, "training": mask})
back = scipy.io.loadmat("split.mat", squeeze_me=True)
seen = {
    "in the file": dict((name, kind) for name, _, kind in scipy.io.whosmat("split.mat"))["training"],
    "read as": str(back["training"].dtype),
    "before": digits[mask].tolist(),
    "after": back["digits"][back["training"]].tolist(),
    "mat_dtype": str(scipy.io.loadmat("split.mat", mat_dtype=True)["training"].dtype),
}
print(seen)
stated = {
    "in the file": "logical",
    "read as": "uint8",
    "before": [10, 12],
    "after": [11, 10, 11, 10],
    "mat_dtype": "bool",
}
if seen != stated:
    sys.exit(f"came instead: {seen}")
PYTHON
