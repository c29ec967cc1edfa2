#!/usr/bin/env bash
# scikit-learn 1.9.1: learning_rate="adaptive" waits for n_iter_no_change + 1 epochs, not for the two that it documents.
#
# Guess, written down before the run: "the rate is divided by 5 after two epochs in a row without improvement, as the
# description of the parameter says, whatever n_iter_no_change is: that one is about the end of training."
# What happens: both are one counter. The rate is divided where training would have ended: with the default of
# n_iter_no_change, 10, after eleven epochs without improvement, and then after eleven more.
# Seen 2026-11, Python 3.11, scikit-learn 1.9.1, a tol that no epoch can meet (so every epoch but the first counts as
# one without improvement): divided after epochs 12, 23, 34; with n_iter_no_change=1 after 3, 5, 7.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile scikit-learn==1.9.1 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import contextlib
import io
import sys

import numpy as np
from sklearn.neural_network import MLPClassifier

rng = np.random.default_rng(0)
X, y = rng.normal(size=(50, 3)), rng.integers(0, 2, 50)
seen = {}
for patience in (10, 1):
    settings = {"solver": "sgd", "learning_rate": "adaptive", "tol": 10.0, "n_iter_no_change": patience}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        MLPClassifier((3,), max_iter=60, verbose=True, random_state=0, **settings).fit(X, y)
    epoch, divided = 0, []
    for line in said.getvalue().splitlines():
        if line.startswith("Iteration"):
            epoch = int(line.split()[1].strip(","))
        elif "Setting learning rate" in line:
            divided.append(epoch)
    seen[patience] = divided[:3]
print(seen)
if seen != {10: [12, 23, 34], 1: [3, 5, 7]}:
    sys.exit(f"came instead: {seen}")
PYTHON
