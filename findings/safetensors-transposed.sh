#!/usr/bin/env bash
# safetensors 0.8.0: a transposed NumPy array is saved as another matrix, without a word; 0.7.0 saved it right.
#
# Guess, written down before the run: "save_file of X.T gives back X.T, as numpy.save does."
# What happens: the shape of W.T is written in front of the bytes of W in their order in memory. Read back, the
# numbers are all there, in other places. A Fortran-ordered array fares the same; np.ascontiguousarray before the save
# mends it.
# Seen 2026-11, Python 3.11, NumPy 2.4.6: [[0, 3], [1, 4], [2, 5]] comes back as [[0, 1], [2, 3], [4, 5]] from 0.8.0,
# and as it was from 0.7.0.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile numpy==2.4.6
cat > matrix.py <<'PYTHON'
import numpy as np
from safetensors.numpy import load_file, save_file

W = np.arange(6.0).reshape(2, 3)
save_file({"W": W.T}, "W.safetensors")
print(load_file("W.safetensors")["W"].tolist())
PYTHON
seen=""
for version in 0.7.0 0.8.0; do
    venv/bin/pip install --quiet --no-compile safetensors==$version
    seen+="$version: $(venv/bin/python matrix.py) "
done
echo "$seen"
if [[ $seen != "0.7.0: [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]] 0.8.0: [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]] " ]]; then
    echo "came instead: $seen" >&2
    exit 1
fi
