#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPClassifier's weight decay grows as the batch shrinks; a last batch of one is decayed 200
# times more.
#
# Guess, written down before the run: "L2 penalty has the same strength in each batch."
# What happens: alpha is divided by the rows of the batch at hand, not by those of the training set. 201 rows in
# batches of 200 end every epoch in a step on one row, whose penalty is 200 times that of the step before. Halving
# batch_size also doubles the penalty of each step.
# Seen 2026-11, Python 3.11, scikit-learn 1.9.1, alpha 1, rate 0.1, plain SGD, on rows of zeros (so that nothing but
# the penalty moves the first weights): a step on 200 rows multiplies them by 0.9995, a step on 1 row by 0.9.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
export OPENBLAS_NUM_THREADS=1

venv/bin/python -W ignore - <<'PYTHON'
import sys

import numpy as np
from sklearn.neural_network import MLPClassifier


def shrinkage(*rows):
    """Factor on the first weights after steps on so many rows of zeros."""
    network = MLPClassifier((3,), solver="sgd", momentum=0, learning_rate_init=0.1, alpha=1.0, random_state=0)
    network.partial_fit(np.zeros((2, 4)), [0, 1], classes=[0, 1])  # makes the weights
    before = network.coefs_[0].copy()
    for n in rows:
        network.set_params(batch_size=n).partial_fit(np.zeros((n, 4)), np.arange(n) % 2)
    factors = network.coefs_[0] / before
    assert np.allclose(factors, factors[0, 0])
    return round(float(factors[0, 0]), 6)


def epoch(rows, batch_size):
    """The same for one epoch of `fit` over rows that `batch_size` need not divide."""
    network = MLPClassifier(
        (3,), solver="sgd", momentum=0, learning_rate_init=0.1, alpha=1.0, random_state=0, batch_size=batch_size,
        max_iter=1, warm_start=True,
    )
    X, y = np.zeros((rows, 4)), np.arange(rows) % 2
    before = network.fit(X, y).coefs_[0].copy()
    return round(float((network.fit(X, y).coefs_[0] / before)[0, 0]), 6)


seen = {"200 rows": shrinkage(200), "1 row": shrinkage(1), "200 and 1": shrinkage(200, 1)}
seen["an epoch of 201"] = epoch(201, 200)
print(seen)
if seen != {"200 rows": 0.9995, "1 row": 0.9, "200 and 1": 0.89955, "an epoch of 201": 0.89955}:
    sys.exit(f"came instead: {seen}")
PYTHON
