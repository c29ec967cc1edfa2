#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPClassifier(early_stopping=True) stratifies its validation set for two classes, not for three.
#
# Guess, written down before the run: "MLPClassifier early_stopping: stratified split, as documented, for ten classes
# too." (The documentation: "The split is stratified, except in a multilabel setting.")
# What happens: only for two classes. For more, the labels are already one-hot when the split is made, and that is
# taken for the multilabel setting. A rare digit may be missing from the validation set, or from training.
# Seen 2026-11, Python 3.11, scikit-learn 1.9.1: a class with a single member, which cannot be stratified, is refused
# with two classes ("only 1 member") and accepted with three. With 10 classes of 20 and half of them held out, one
# class has 8 to 12 members in training (ten seeds); stratified it would be 10 each time.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
export OPENBLAS_NUM_THREADS=1

venv/bin/python -W ignore - <<'PYTHON'
import sys
from unittest import mock

import numpy as np
from sklearn.neural_network import MLPClassifier, _multilayer_perceptron


def fit(y, seed=0, **settings):
    X = np.random.default_rng(0).normal(size=(len(y), 2))
    return MLPClassifier((2,), early_stopping=True, max_iter=1, random_state=seed, **settings).fit(X, y)


def accepts_a_class_of_one(classes):
    y = np.r_[np.arange(60) % (classes - 1), classes - 1]
    try:
        fit(y)
    except ValueError as error:
        assert "only 1 member" in str(error)
        return False
    return True


# How many of the first class the classifier trains on; its own split is asked, not remade.
split = _multilayer_perceptron.train_test_split
in_training = set()


def watched(*arrays, **options):
    parts = split(*arrays, **options)
    in_training.add(int(parts[2][:, 0].sum()))
    return parts


with mock.patch.object(_multilayer_perceptron, "train_test_split", watched):
    for seed in range(10):
        fit(np.arange(200) % 10, seed, validation_fraction=0.5)

seen = accepts_a_class_of_one(2), accepts_a_class_of_one(3), len(in_training) > 1
print("accepted with 2, with 3 classes; uneven with 10:", seen, sorted(in_training))
if seen != (False, True, True):
    sys.exit(f"came instead: {seen}")
PYTHON
