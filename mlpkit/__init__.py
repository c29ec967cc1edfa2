"""mlpkit: a neural network in NumPy.

The files beside this one are the network, some 12,000 words, docstrings included: an hour's reading, in the order
perceptron, initializers, layers, activations, losses, network, optimizers, training, metrics, storage. Each folder is a
room of what surrounds it (``_machinery``, too), and says in its first lines what it is for and what it may import.

What stands behind a colon or ``->`` in a ``def`` line tells you the kind of a value; Python pays no heed to it. A text
in quotes below a name describes that name.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mlpkit._machinery.data import InputWarning
from mlpkit.activations import (
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
    log_softmax,
    relu,
    sigmoid,
    softmax,
    softmax_jacobian,
    tanh,
)
from mlpkit.initializers import glorot, he, normal, uniform, zeros
from mlpkit.layers import Dense, Dropout, Layer
from mlpkit.losses import (
    BinaryCrossEntropy,
    CrossEntropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    SoftmaxCrossEntropy,
)
from mlpkit.metrics import ClassReport, accuracy, classification_report, confusion_matrix, top_mistakes
from mlpkit.network import Sequential, mlp
from mlpkit.optimizers import SGD, Adam, ConstantSchedule, CosineSchedule, Optimizer, RMSProp, StepSchedule
from mlpkit.perceptron import Perceptron, PerceptronHistory, ReLUPerceptron
from mlpkit.training import (
    DivergenceError,
    EarlyStopping,
    Evaluation,
    History,
    evaluate,
    fit,
    iterate_minibatches,
    train_step,
)

if TYPE_CHECKING:
    from mlpkit.estimator import MLPClassifier
    from mlpkit.gradcheck import GradientReport, check_gradients, numerical_gradient
    from mlpkit.storage import load, save

__version__ = "0.1.0"

__all__ = [
    "SGD",
    "Adam",
    "BinaryCrossEntropy",
    "ClassReport",
    "ConstantSchedule",
    "CosineSchedule",
    "CrossEntropy",
    "Dense",
    "DivergenceError",
    "Dropout",
    "EarlyStopping",
    "Evaluation",
    "GradientReport",
    "History",
    "InputWarning",
    "Layer",
    "Loss",
    "MLPClassifier",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "Optimizer",
    "Perceptron",
    "PerceptronHistory",
    "RMSProp",
    "ReLU",
    "ReLUPerceptron",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "SoftmaxCrossEntropy",
    "StepSchedule",
    "Tanh",
    "accuracy",
    "check_gradients",
    "classification_report",
    "confusion_matrix",
    "evaluate",
    "fit",
    "glorot",
    "he",
    "iterate_minibatches",
    "load",
    "log_softmax",
    "mlp",
    "normal",
    "numerical_gradient",
    "relu",
    "save",
    "sigmoid",
    "softmax",
    "softmax_jacobian",
    "tanh",
    "top_mistakes",
    "train_step",
    "uniform",
    "zeros",
]


_IMPORTED_WHEN_ASKED_FOR = {
    "MLPClassifier": "estimator",  # needs scikit-learn
    "GradientReport": "gradcheck",
    "check_gradients": "gradcheck",
    "numerical_gradient": "gradcheck",
    "load": "storage",
    "save": "storage",
}
"""The module of each name that a training does not need: ``import mlpkit`` is quicker without them."""

_ROOMS = {
    *("bench", "book", "browser", "datasets", "estimator", "gradcheck", "plots", "storage", "studies", "teaching"),
    "widgets",
}
"""What ``mlpkit.datasets`` and the like mean, from the first time that somebody asks."""


def __getattr__(name: str) -> Any:
    """Import the module of a name when somebody asks for it."""
    if name in _IMPORTED_WHEN_ASKED_FOR:
        return getattr(import_module(f"mlpkit.{_IMPORTED_WHEN_ASKED_FOR[name]}"), name)
    if name in _ROOMS:
        return import_module(f"mlpkit.{name}")
    raise AttributeError(f"module 'mlpkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List all public names, imported already or not."""
    return sorted({*globals(), *__all__, *_ROOMS})
