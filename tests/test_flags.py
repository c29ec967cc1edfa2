"""``python -O``, ``-OO`` and ``-W error`` change nothing: the same numbers, the same refusals, no warning."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mlpkit

PACKAGE = Path(mlpkit.__file__).parent

# A short life of a network, and one refusal of every kind; what is printed tells every bit and every word of it.
PROGRAM = """
import hashlib, tempfile
import numpy as np
from mlpkit import (
    SGD, Adam, CosineSchedule, EarlyStopping, MeanSquaredError, SoftmaxCrossEntropy, accuracy, classification_report,
    confusion_matrix, fit, load, mlp, save,
)
from mlpkit.datasets import make_spirals

X, y = make_spirals(60, rng=np.random.default_rng(0))
X = X.astype(np.float32)
network = mlp([2, 16, 16, 3], dropout=0.1, l2=1e-4, rng=np.random.default_rng(1))
optimizer = Adam(CosineSchedule(0.02, n_steps=40, n_warmup_steps=4))
history = fit(network, SoftmaxCrossEntropy(), optimizer, X, y, n_epochs=10, batch_size=50,
              rng=np.random.default_rng(2), validation_data=(X, y), callbacks=[EarlyStopping(20)], progress="lines")
with tempfile.TemporaryDirectory() as folder:
    save(network, folder + "/model.npz")
    network = load(folder + "/model.npz")
print(hashlib.sha256(b"".join(W.tobytes() for W in network.params)).hexdigest())
print(history.step_loss, history.val_accuracy)
print(confusion_matrix(y, network.predict(X)), classification_report(y, network.predict(X)))

def refused(function, *arguments, **settings):
    try:
        function(*arguments, **settings)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("NOT REFUSED", function)

refused(network.forward, X[0])
refused(network.forward, np.full((1, 2), 1e40))
refused(network.backward, np.ones((3, 3), np.float32))
refused(network.layers[0].backward, np.ones((3, 3), np.float32))
refused(fit, network, SoftmaxCrossEntropy(), optimizer, X * np.nan, y, n_epochs=1, batch_size=5,
        rng=np.random.default_rng(0))
refused(fit, network, SoftmaxCrossEntropy(), SGD(1e30), X, y, n_epochs=9, batch_size=5, progress=False,
        rng=np.random.default_rng(0))
refused(SoftmaxCrossEntropy().value, np.zeros((3, 3)), [0, 1, 7])
refused(MeanSquaredError().value, np.zeros((3, 1)), np.zeros(3))
refused(SGD(0.1).step, [np.ones(2)], [np.ones((2, 1))])
refused(mlp, [3, 10**9, 2], rng=np.random.default_rng(0))
refused(mlp, [3, 2], activation="rleu", rng=np.random.default_rng(0))
refused(accuracy, [0, 1], [[0], [1]])
refused(load, "no such file")
"""


def run(*flags):
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("PYTHONWARNINGS", None)
    command = [sys.executable, *flags, "-c", PROGRAM]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def plain():
    result = run()
    assert result.returncode == 0, result.stderr
    assert "NOT REFUSED" not in result.stdout
    assert result.stdout.count("\n") > 20
    return result


@pytest.mark.parametrize("flags", ["-O", "-OO", "-W error", "-O -W error", "-X dev -W error"])
def test_flags_change_nothing(plain, flags):
    result = run(*flags.split())
    assert result.stderr == plain.stderr == ""
    assert result.stdout == plain.stdout


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_package_relies_on_no_assert(path):
    """``python -O`` would leave it out: whatever must hold is an ``if`` that raises."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    found += [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "__debug__"]
    assert found == []
