#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPClassifier cannot be bagged with small batches: a batch of samples of weight 0 ends the training.
#
# Guess, written down before the run: "BaggingClassifier(MLPClassifier(batch_size=1)) trains, more slowly. A sample
# of weight 0 adds nothing, and so does a batch of them."
# What happens: ZeroDivisionError, "Weights sum to zero, can't be normalized". Since MLPClassifier takes sample weights
# (1.7), BaggingClassifier hands it all samples, those that it did not draw with the weight 0. The loss of a batch is
# an average with these weights, and of a batch that holds none but such samples it cannot be taken. With batches of
# one that is certain, with the default of 200 it never comes up.
# Seen 2026-11, Python 3.11, scikit-learn 1.9.1, 60 samples, two members: batches of 1 and 2 fail, of 20 do not.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile scikit-learn==1.9.1 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import sys

from sklearn.datasets import make_blobs
from sklearn.ensemble import BaggingClassifier
from sklearn.neural_network import MLPClassifier

X, y = make_blobs(60, centers=2, random_state=0)
seen = {}
for batch_size in (1, 2, 20):
    member = MLPClassifier(4, batch_size=batch_size, max_iter=2, random_state=0)
    try:
        BaggingClassifier(member, n_estimators=2, random_state=0).fit(X, y)
        seen[batch_size] = "trains"
    except ZeroDivisionError as error:
        seen[batch_size] = str(error)
print(seen)
zero = "Weights sum to zero, can't be normalized"
if seen != {1: zero, 2: zero, 20: "trains"}:
    sys.exit(f"came instead: {seen}")
PYTHON
