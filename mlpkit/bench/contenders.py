"""Who takes part: mlpkit, its peers, and a floor that no step can go below. All of them do the same work."""

import importlib.util
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from mlpkit._machinery.arguments import Array, Labels
from mlpkit.initializers import he
from mlpkit.losses import SoftmaxCrossEntropy
from mlpkit.network import mlp
from mlpkit.optimizers import SGD, Adam
from mlpkit.training import fit

OPTIMIZERS = {"SGD": "SGD with momentum 0.9", "Adam": "Adam"}

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Task:
    """What to train, and how: a ReLU network on MNIST, float32, without any penalty."""

    layer_sizes: tuple[int, ...]
    batch_size: int
    optimizer: Literal["SGD", "Adam"]
    learning_rate: float
    n_threads: int
    seed: int = 0

    @property
    def net(self) -> str:
        """The layer sizes as text, such as ``784-128-10``."""
        return "-".join(map(str, self.layer_sizes))

    @property
    def settings(self) -> str:
        """The other choices as text, such as ``Adam, learning rate 0.001, batch size 64``."""
        return f"{OPTIMIZERS[self.optimizer]}, learning rate {self.learning_rate:g}, batch size {self.batch_size}"


class Contender(ABC):
    """Somebody who can do the task, and keeps its weights from call to call."""

    name: str

    @abstractmethod
    def __init__(self, task: Task) -> None: ...

    @abstractmethod
    def epoch(self, X: Array, y: Labels) -> float:
        """Go once through the samples in random order, and return the seconds that took."""


class Floor(Contender):
    """Only the matrix products that no step can avoid, between arrays that are ready: not a training at all."""

    name = "floor"

    def __init__(self, task: Task) -> None:
        self.batch_size = task.batch_size
        self.products = unavoidable_products(task.layer_sizes, task.batch_size, rng=np.random.default_rng(task.seed))

    def epoch(self, X: Array, y: Labels) -> float:
        """Compute the products of all steps; the samples only tell how many."""
        n_steps = -(-len(X) // self.batch_size)
        start = time.perf_counter()
        for _ in range(n_steps):
            for left, right, out in self.products:
                np.matmul(left, right, out=out)
        return time.perf_counter() - start


def unavoidable_products(
    layer_sizes: tuple[int, ...], batch_size: int, *, rng: np.random.Generator
) -> list[tuple[Array, Array, Array]]:
    """Return the matrix products of one training step as triples ``(left, right, out)``, in order."""
    A = [rng.random((batch_size, n), dtype=np.float32) for n in layer_sizes]
    dA = [values.copy() for values in A]
    W = [he(n_in, n_out, rng=rng).astype(np.float32) for n_in, n_out in pairwise(layer_sizes)]
    dW = [np.empty_like(weights) for weights in W]
    layers = range(len(W))
    products: list[tuple[Array, Array, Array]] = [(A[i], W[i], A[i + 1]) for i in layers]  # forward
    for i in reversed(layers):  # and back
        products.append((A[i].T, dA[i + 1], dW[i]))
        if i > 0:  # nobody needs the gradient with respect to the pixels
            products.append((dA[i + 1], W[i].T, dA[i]))
    return products


class Trainable(Contender):
    """A contender that learns."""

    @abstractmethod
    def predict(self, X: Array) -> Labels:
        """Return the most probable class of each sample."""

    def train(self, X: Array, y: Labels, *, n_epochs: int, stop: Stop = lambda: False) -> None:
        """Train for some epochs, or until ``stop``, which is asked after each of them, says so."""
        for _ in range(n_epochs):
            self.epoch(X, y)
            if stop():
                break


class Mlpkit(Trainable):
    """Ours, through the public :func:`mlpkit.fit`."""

    name = "mlpkit"

    def __init__(self, task: Task) -> None:
        rng = np.random.default_rng(task.seed)
        self.settings: dict[str, Any] = {"batch_size": task.batch_size, "rng": rng, "n_threads": task.n_threads}
        self.network = mlp(task.layer_sizes, rng=rng)
        momentum = task.optimizer == "SGD"
        self.optimizer = SGD(task.learning_rate, momentum=0.9) if momentum else Adam(task.learning_rate)
        self.seconds: list[float] = []

    def epoch(self, X: Array, y: Labels) -> float:
        """Train one epoch; its time is the one that ``fit`` notes, with shuffling and bookkeeping."""
        self.train(X, y, n_epochs=1)
        return self.seconds[-1]

    def predict(self, X: Array) -> Labels:
        """Call :meth:`mlpkit.Sequential.predict`."""
        return self.network.predict(X)

    def train(self, X: Array, y: Labels, *, n_epochs: int, stop: Stop = lambda: False) -> None:
        """Call ``fit`` once, for all epochs."""
        settings = {**self.settings, "callbacks": [lambda network, history: stop()], "progress": False}
        history = fit(self.network, SoftmaxCrossEntropy(), self.optimizer, X, y, n_epochs=n_epochs, **settings)
        self.seconds = history.seconds


class ScikitLearn(Trainable):
    """scikit-learn's ``MLPClassifier``, an epoch at a time."""

    name = "scikit-learn"

    def __init__(self, task: Task) -> None:
        from sklearn.neural_network import MLPClassifier

        self.model = MLPClassifier(
            task.layer_sizes[1:-1],
            solver="sgd" if task.optimizer == "SGD" else "adam",
            alpha=0.0,
            batch_size=task.batch_size,
            learning_rate_init=task.learning_rate,
            momentum=0.9,
            nesterovs_momentum=False,
            random_state=task.seed,
        )
        self.classes = np.arange(task.layer_sizes[-1])

    def epoch(self, X: Array, y: Labels) -> float:
        """Call ``partial_fit``, which goes once through the samples it gets."""
        from sklearn import config_context

        with config_context(assume_finite=True):  # looking for NaN, once a call, is not a step's work
            start = time.perf_counter()
            self.model.partial_fit(X, y, classes=self.classes)
            return time.perf_counter() - start

    def predict(self, X: Array) -> Labels:
        """Call ``predict``."""
        return self.model.predict(X)


class PyTorch(Trainable):
    """PyTorch as its tutorials use it on a CPU, without anything that a step does not need."""

    name = "PyTorch"

    def __init__(self, task: Task) -> None:
        import torch  # type: ignore[import-not-found, unused-ignore]

        torch.set_num_threads(task.n_threads)
        torch.manual_seed(task.seed)
        layers: list[torch.nn.Module] = []
        for n_in, n_out in pairwise(task.layer_sizes):
            layers += [torch.nn.Linear(n_in, n_out), torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*layers[:-1])
        rule = partial(torch.optim.SGD, momentum=0.9) if task.optimizer == "SGD" else torch.optim.Adam
        self.optimizer = rule(self.network.parameters(), lr=task.learning_rate)
        self.batch_size = task.batch_size

    def epoch(self, X: Array, y: Labels) -> float:
        """Train one epoch in the usual loop; the loss is not even looked at."""
        import torch

        images, labels = torch.from_numpy(X), torch.from_numpy(y)  # the same memory, not copies
        start = time.perf_counter()
        for rows in torch.randperm(len(images)).split(self.batch_size):
            loss = torch.nn.functional.cross_entropy(self.network(images[rows]), labels[rows])
            loss.backward()
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
        return time.perf_counter() - start

    def predict(self, X: Array) -> Labels:
        """Compute all logits at once, without preparing for gradients."""
        import torch

        with torch.inference_mode():
            return self.network(torch.from_numpy(X)).argmax(dim=1).numpy()


TRAINABLE: list[type[Trainable]] = [Mlpkit, ScikitLearn, *([PyTorch] if importlib.util.find_spec("torch") else [])]
"""Who takes part here: PyTorch only where it is installed."""
