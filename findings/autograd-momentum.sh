#!/usr/bin/env bash
# autograd 1.9.1: the first step of its sgd with momentum 0.9 is a tenth of step_size times the gradient.
#
# Guess, written down before the run: "autograd.misc.optimizers.sgd(mass=0.9): first step is step_size * gradient, as
# classical momentum."
# What happens: the velocity is an average, mass * v - (1 - mass) * g, where the textbook rule (and PyTorch, Keras,
# and scikit-learn) add the whole gradient. Every step is 1 - mass times as long. mass is 0.9 by default, so that a
# rate taken from elsewhere learns ten times too slowly, without momentum's name for it in the signature.
# Seen 2026-11, Python 3.11, autograd 1.9.1, gradient 1, step_size 1: after one step -0.1 for -1, after 300 steps with
# the same gradient 1.0 a step for 10.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile autograd==1.9.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

import numpy as np
from autograd.misc.optimizers import sgd


def after(steps):
    return float(sgd(lambda x, i: np.ones(1), np.zeros(1), num_iters=steps, step_size=1.0, mass=0.9)[0])


seen = round(after(1), 6), round(after(301) - after(300), 6)
print("first step, late step:", seen)
if seen != (-0.1, -1.0):
    sys.exit(f"came instead: {seen}")
PYTHON
