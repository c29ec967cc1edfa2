"""The package's messages, word for word: ``messages.txt`` shows what each wrong call says.

A message names the argument, what came, what is expected, and a hint. The file reads like a session in which a learner
makes one mistake after another; a word that changes in a message changes there, too: ``python tests/test_messages.py``
writes every message as it is now, and ``git diff`` shows what has changed.
"""

import contextlib
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

import mlpkit
from mlpkit import SGD, Layer, ReLUPerceptron, SoftmaxCrossEntropy, fit, load, mlp, save
from mlpkit._machinery import arguments

X, Y = np.ones((5, 3)), np.array([0, 1, 0, 1, 0])
NAN = float("nan")
X_NAN = np.where(np.arange(15).reshape(5, 3) == 7, NAN, X)
COLUMN = np.ones((5, 1))
LOSS = SoftmaxCrossEntropy()
CHANCE = np.random.default_rng(0)


def rng():
    return np.random.default_rng(0)


def network(n_out=2, **settings):
    return mlp([3, n_out], rng=rng(), **settings)


def network_with_nan():
    spoiled = network()
    spoiled.params[0][0, 0] = np.nan
    return spoiled


def all_ones(n_in, n_out, *, rng):
    return np.ones((n_in, n_out))


def neuron():
    return ReLUPerceptron(3, rng=rng())


def stopping():
    """Early stopping that has seen one epoch of ``network()``."""
    stopping = mlpkit.EarlyStopping()
    stopping(network(), mlpkit.History(train_loss=[1.0], val_loss=[1.0]))
    return stopping


class Returning:
    """A loss of one's own that returns whatever it is told to."""

    def __init__(self, *, value, gradient):
        self.results = value, gradient

    def value(self, y_pred, y_true):
        return self.results[0]

    def gradient(self, y_pred, y_true):
        return self.results[1]


def forward_then_backward(layer, dA):
    """Go forward with five samples of three features, and back with ``dA``."""
    layer.forward(X, training=True)
    layer.backward(dA)


def fit_two_epochs(network=None, loss=LOSS, optimizer=None, X=X, y=Y, **settings):
    network = mlp([3, 2], rng=rng()) if network is None else network
    settings = {"n_epochs": 2, "batch_size": 5, "rng": rng(), "progress": False, **settings}
    fit(network, loss, SGD(0.1) if optimizer is None else optimizer, X, y, **settings)


def step(optimizer, *pairs):
    """Let the optimizer step once for each pair of a parameter's and a gradient's shape, gradients of ones."""
    for shape, gradient_shape in pairs:
        optimizer.step([np.zeros(shape)], [np.ones(gradient_shape)])


def step_with(optimizer, gradient):
    optimizer.step([np.zeros(1)], [np.array([gradient])])


class Unknown(Layer):
    """A layer that storage has never heard of."""

    def forward(self, X, *, training=False):
        return X

    def backward(self, dA):
        return dA


class WithLists:
    """A network whose weights are in a list under a name of its own."""

    def __init__(self):
        self.Ws = [np.ones((3, 4)), np.ones((4, 2))]

    def forward(self, X):
        return X @ self.Ws[0] @ self.Ws[1]

    def backward(self, dA):
        self.dWs = [0, 0]


def load_bytes(content):
    Path("model.npz").write_bytes(content)
    load("model.npz")


def load_members(members, compression=zipfile.ZIP_STORED):
    """Load an archive with these members."""
    with zipfile.ZipFile("model.npz", "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    load("model.npz")


def load_changed(**arrays):
    """Load a model file after a change of some of its first layer's arrays; None takes one out."""
    save(network(), "model.npz")
    with np.load("model.npz") as file:
        contents = dict(file) | {f"layers.0.{name}": array for name, array in arrays.items()}
    np.savez("model.npz", **{name: array for name, array in contents.items() if array is not None})
    load("model.npz")


def header(**changes):
    """The header of a model file, with changes."""
    return np.array(json.dumps({"format": "mlpkit", "version": 1, "dtype": "float32", "layers": []} | changes))


def npy(array, version=(1, 0)):
    """The bytes of a ``.npy`` file."""
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    return file.getvalue()


def claim(shape):
    """The bytes of a ``.npy`` file that promises an array of the shape and ends there."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": shape})
    return file.getvalue()


CATALOGUE = Path(__file__).with_name("messages.txt")
NAMES = {name: getattr(mlpkit, name) for name in mlpkit.__all__} | vars(arguments) | globals() | {"sparse": sparse}


def what_is_said(call):
    """Return the message of a wrong call."""
    try:
        eval(call, NAMES)
    except (TypeError, ValueError, RuntimeError, ArithmeticError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


@contextlib.contextmanager
def an_empty_place(folder):
    """Work where there is nothing but a folder named ``folder``."""
    with contextlib.chdir(folder):
        Path("folder").mkdir()
        yield


@pytest.fixture(scope="module")
def _an_empty_place(tmp_path_factory):
    with an_empty_place(tmp_path_factory.mktemp("messages")):
        yield


def catalogue():
    """Yield the entries of ``messages.txt``: module, line, call, message."""
    module = call = ""
    for number, line in enumerate(CATALOGUE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            module = line.removeprefix("# ")
        elif line.startswith(">>> "):
            call = line.removeprefix(">>> ")
        elif line:
            yield pytest.param(call, line, id=f"{module}-{number}")


def rewrite():
    """Write every message of the catalogue as it is now."""
    entries = [entry.values for entry in catalogue()]
    text = CATALOGUE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, an_empty_place(folder):
        for call, message in entries:
            text = text.replace(f">>> {call}\n{message}\n", f">>> {call}\n{what_is_said(call)}\n")
    CATALOGUE.write_text(text, encoding="utf-8")


BASES = {"Layer", "Loss", "Optimizer"}
RESULTS = {"ClassReport", "DivergenceError", "Evaluation", "GradientReport", "InputWarning", "PerceptronHistory"}
ELSEWHERE = {"MLPClassifier", "softmax_jacobian"}  # the first has tests of its own, the second trusts what it is given


def test_every_public_name_is_called_wrongly_at_least_once():
    calls = " ".join(entry.values[0] for entry in catalogue())
    missing = {name for name in mlpkit.__all__ if not re.search(rf"\b{name}\(", calls)}
    assert missing <= BASES | RESULTS | ELSEWHERE, "messages.txt shows no wrong call of these"


@pytest.mark.parametrize(("call", "message"), list(catalogue()))
@pytest.mark.usefixtures("_an_empty_place")
def test_a_wrong_call_says(call, message):
    assert what_is_said(call) == message


if __name__ == "__main__":
    rewrite()
