"""Who takes part: mlpkit, the loop that it must beat, its peers, and a floor that no step can go below.

All of them do the same work.
"""

import importlib.util
import math
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
from mlpkit.optimizers import SGD, Adam, ConstantSchedule, CosineSchedule, Schedule
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
    cosine_epochs: int = 0  # within which the learning rate climbs and falls, see CosineSchedule; 0: it stays

    def schedule(self, n_samples: int) -> Schedule:
        """Return the learning rate of every step."""
        if not self.cosine_epochs:
            return ConstantSchedule(self.learning_rate)
        n_steps = self.cosine_epochs * math.ceil(n_samples / self.batch_size)
        return CosineSchedule(self.learning_rate, n_steps, n_warmup_steps=n_steps // 10)

    @property
    def net(self) -> str:
        """The layer sizes as text, such as ``784-128-10``."""
        return "-".join(map(str, self.layer_sizes))

    @property
    def settings(self) -> str:
        """The other choices as text, such as ``Adam, learning rate 0.001, batch size 64``."""
        fall = f" (cosine, {self.cosine_epochs} epochs)" if self.cosine_epochs else ""
        return f"{OPTIMIZERS[self.optimizer]}, learning rate {self.learning_rate:g}{fall}, batch size {self.batch_size}"


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
        start = time.perf_counter()
        for _ in range(-(-len(X) // self.batch_size)):
            for left, right, out in self.products:
                if left.shape[1] > 1:
                    np.matmul(left, right, out=out)
                elif out.size <= 2**18:  # one sample: a column times a row, at which matmul is slow
                    np.dot(left, right, out=out)
                else:  # and dot, where the result outgrows a cache
                    np.einsum("is,sj->ij", left, right, out=out)
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
        self.task, rng = task, np.random.default_rng(task.seed)
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
        self.optimizer.schedule = self.task.schedule(len(X))
        settings = {**self.settings, "callbacks": [lambda network, history: stop()], "progress": False}
        history = fit(self.network, SoftmaxCrossEntropy(), self.optimizer, X, y, n_epochs=n_epochs, **settings)
        self.seconds = history.seconds


class StudentsLoop(Trainable):
    """The loop of a student who has done lessons 04 to 07: plain NumPy, momentum or Adam, and a history.

    It leaves out what nobody needs, the gradient of the pixels, which lesson 06 still computes.
    """

    name = "student's loop"

    def __init__(self, task: Task) -> None:
        self.rng, self.task = np.random.default_rng(task.seed), task
        self.params: list[Array] = []
        for n_in, n_out in pairwise(task.layer_sizes):
            self.params += [he(n_in, n_out, rng=self.rng).astype(np.float32), np.zeros(n_out, np.float32)]
        self.m, self.s = ([np.zeros_like(W) for W in self.params] for _ in range(2))
        self.epsilon = 1e-8
        self.history: list[tuple[float, float]] = []  # loss and accuracy of every step

    def epoch(self, X: Array, y: Labels) -> float:
        """Do a step with each batch of the shuffled samples."""
        start = time.perf_counter()
        order = self.rng.permutation(len(X))
        for i in range(0, len(X), self.task.batch_size):
            rows = order[i : i + self.task.batch_size]
            self.step(X[rows], y[rows])
        return time.perf_counter() - start

    def step(self, X: Array, y: Labels) -> None:
        """Go forward, note loss and accuracy, go back, change the weights."""
        A, last = [X], len(self.task.layer_sizes) - 2
        for i in range(last):
            A.append(np.maximum(A[i] @ self.params[2 * i] + self.params[2 * i + 1], 0))  # (batch, n_out)
        logits = A[last] @ self.params[-2] + self.params[-1]  # (batch, n_classes)
        E = np.exp(logits - logits.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        rows = np.arange(len(y))
        self.history.append((-np.log(P[rows, y]).mean(), (logits.argmax(axis=1) == y).mean()))
        P[rows, y] -= 1
        dZ = P / len(y)
        grads: list[Array] = []
        for i in range(last, -1, -1):
            grads = [A[i].T @ dZ, dZ.sum(axis=0), *grads]
            if i > 0:
                dZ = (dZ @ self.params[2 * i].T) * (A[i] > 0)
        self.update(grads)

    def update(self, grads: list[Array]) -> None:
        """Change the weights by the rule of the task."""
        t = len(self.history)
        rate, correction = self.task.learning_rate, math.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        for W, dW, m, s in zip(self.params, grads, self.m, self.s, strict=True):
            m *= 0.9
            if self.task.optimizer == "SGD":
                m += rate * dW
                W -= m
            else:
                m += 0.1 * dW
                s *= 0.999
                s += 0.001 * dW**2
                W -= rate * correction * m / (np.sqrt(s) + self.epsilon)

    def predict(self, X: Array) -> Labels:
        """Go forward, layer by layer."""
        for W, b in zip(self.params[:-2:2], self.params[1:-2:2], strict=True):
            X = np.maximum(X @ W + b, 0)
        return (X @ self.params[-2] + self.params[-1]).argmax(axis=1)


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
        self.task, self.n_steps = task, 0

    def epoch(self, X: Array, y: Labels) -> float:
        """Train one epoch in the usual loop; the loss is not even looked at."""
        import torch

        images, labels = torch.from_numpy(X), torch.from_numpy(y)  # the same memory, not copies
        schedule = self.task.schedule(len(X))
        start = time.perf_counter()
        for rows in torch.randperm(len(images)).split(self.task.batch_size):
            self.optimizer.param_groups[0]["lr"] = schedule(self.n_steps)
            self.n_steps += 1
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


TRAINABLE: list[type[Trainable]] = [Mlpkit, StudentsLoop, ScikitLearn]
"""Who takes part here: PyTorch only where it is installed."""

if importlib.util.find_spec("torch"):
    TRAINABLE.append(PyTorch)
