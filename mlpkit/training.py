"""The training loop: mini-batches, one step, evaluation, and ``fit``, which repeats the step and keeps a history."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_batch, as_float_array, as_int, choose, require_instance, require_rng
from mlpkit._machinery.data import as_new_data, as_rows, as_training_data, augmented, require_functions, require_scores
from mlpkit._machinery.interrupts import HeldInterrupt
from mlpkit._machinery.pixels import seen_in
from mlpkit._machinery.progress import Progress, show_progress
from mlpkit._machinery.stopping import EarlyStopping as EarlyStopping  # a callback like others: fit does not know it
from mlpkit._machinery.threads import blas_threads
from mlpkit.losses import Loss
from mlpkit.network import Sequential
from mlpkit.optimizers import Optimizer

if TYPE_CHECKING:
    import pandas as pd


def iterate_minibatches(
    X: Array, y: np.ndarray, batch_size: int, *, rng: np.random.Generator
) -> Iterator[tuple[Array, np.ndarray]]:
    """Go once through the samples in random order, a batch at a time.

    Parameters
    ----------
    X, y : numpy.ndarray
        Inputs, shape (n_samples, n_features), and targets, the same number of rows.
    batch_size : int
        Samples in a batch; the last batch holds what is left.
    rng : numpy.random.Generator
        Source of the order.

    Yields
    ------
    X_batch, y_batch : numpy.ndarray
        Copies of up to ``batch_size`` rows, the same rows of both.

    Examples
    --------
    >>> X, y = np.arange(10.0).reshape(5, 2), np.arange(5)
    >>> [len(y_batch) for _, y_batch in iterate_minibatches(X, y, 2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """
    batch_size = as_int(batch_size, name="iterate_minibatches: batch_size", minimum=1)
    X, y = as_rows(X, y, name="iterate_minibatches")
    order = require_rng(rng, name="iterate_minibatches").permutation(len(X))
    return ((X[rows], y[rows]) for rows in _slices(order, batch_size))  # no yield: a wrong argument is told at once


def _slices(order: np.ndarray, batch_size: int) -> Iterator[np.ndarray]:
    return (order[start : start + batch_size] for start in range(0, len(order), batch_size))


def train_step(
    network: Sequential, loss: Loss, optimizer: Optimizer, X: ArrayLike, y: ArrayLike
) -> tuple[float, float]:
    """Do one training step: forward, loss, backward, update.

    Parameters
    ----------
    network : Sequential
        Its parameters are changed in place.
    loss : Loss
        What to make small.
    optimizer : Optimizer
        How to change the parameters.
    X, y : array_like
        One batch.

    Returns
    -------
    value : float
        Loss of the batch before the update, L2 penalty included.
    n_correct : float
        How many samples of the batch the outputs got right before the update; NaN for losses without classes.

    Raises
    ------
    FloatingPointError
        If the loss or a gradient is NaN or infinite, or the step beyond all measure. No parameter has moved then.
    TypeError, ValueError
        If one of the three is no network, loss or optimizer, or the batch does not fit them.
    """
    parts = all(map(isinstance, (network, loss, optimizer), (Sequential, Loss, Optimizer)))
    if not parts or type(network.layers[-1]) in loss.not_after:
        _require_parts(network, loss, optimizer, name="train_step")  # which of them, in words
    X = as_batch(X, name="train_step: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":  # floating-point numbers, no labels
        targets = as_float_array(targets, name="train_step: y", dtype=network.dtype)
    return _step(network, loss, optimizer, X, targets)


def _step(network: Sequential, loss: Loss, optimizer: Optimizer, X: Array, y: np.ndarray) -> tuple[float, float]:
    """Do the step itself, with a batch that has been checked. ``_forward`` is ``forward`` without its check."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # we and the optimizer look for what they hide
        outputs = network._forward(X, training=True)  # (batch, n_out)
        value, d_outputs, n_correct = loss._for_step(outputs, y)
        value += network.penalty
        if not math.isfinite(value):
            raise FloatingPointError(f"the loss is {value}")
        network.backward(d_outputs)
    try:
        optimizer.step(network.params, network.grads)
    except FloatingPointError as error:
        raise FloatingPointError(f"the loss is {value:.4g}, but {error}") from None  # this message replaces the other
    return value, n_correct


class Evaluation(NamedTuple):
    """Loss and accuracy on some data."""

    loss: float
    accuracy: float


class _Means:
    """Loss and accuracy over samples that come in batches: the last, short batch counts by its size."""

    def __init__(self) -> None:
        self.loss = self.n_correct = 0.0
        self.n_samples = 0

    def add(self, value: float, n_correct: float, n_samples: int) -> None:
        self.loss += value * n_samples
        self.n_correct += n_correct
        self.n_samples += n_samples

    def evaluation(self) -> Evaluation:
        return Evaluation(self.loss / self.n_samples, self.n_correct / self.n_samples)


def evaluate(network: Sequential, loss: Loss, X: ArrayLike, y: ArrayLike, *, batch_size: int = 1000) -> Evaluation:
    """Return mean loss (without L2 penalty) and accuracy; the network stays as it is.

    Parameters
    ----------
    network : Sequential
        The network.
    loss : Loss
        The loss to average.
    X, y : array_like
        Inputs, shape (n_samples, n_in), and targets, as the loss wants them.
    batch_size : int, default 1000
        How many samples are computed at once; changes the memory needed, not the result.

    Returns
    -------
    Evaluation
        ``(loss, accuracy)``; the accuracy is NaN for losses without classes.

    Warns
    -----
    InputWarning
        If pictures are on another scale than those that :func:`fit` has trained with, or far brighter or darker.
    """
    _require_parts(network, loss, name="evaluate")
    X, y = as_new_data(network, loss, X, y, name="evaluate")
    return _evaluate(network, loss, X, y, as_int(batch_size, name="evaluate: batch_size", minimum=1))


def _evaluate(network: Sequential, loss: Loss, X: Array, y: np.ndarray, batch_size: int = 1000) -> Evaluation:
    """Do the evaluation itself, with data that has been checked."""
    means = _Means()
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # an infinite loss is an answer, too
        for rows in _slices(np.arange(len(X)), batch_size):
            outputs = network._forward(X[rows])  # (batch, n_out), of a copy, which a layer of your own may write to
            means.add(loss._value(outputs, y[rows]), loss._n_correct(outputs, y[rows]), len(rows))
    return means.evaluation()


@dataclass
class History:
    """What happened during training, step by step and epoch by epoch.

    Attributes
    ----------
    step_loss, step_accuracy : list of float
        Of each batch, before its update. Losses include the L2 penalty; accuracies are NaN for losses without
        classes.
    epoch_steps : list of int
        Number of steps done at the end of each epoch.
    train_loss, train_accuracy : list of float
        Mean over the samples of each epoch, measured batch by batch while the weights moved.
    val_loss, val_accuracy : list of float
        On the validation data at the end of each epoch, L2 penalty included; empty without validation data.
    learning_rate : list of float
        Of the last step of each epoch.
    seconds : list of float
        Time each epoch took, validation included.
    interrupted : bool
        Whether Ctrl-C (or the stop button) ended the training.
    """

    step_loss: list[float] = field(default_factory=list)
    step_accuracy: list[float] = field(default_factory=list)
    epoch_steps: list[int] = field(default_factory=list)
    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    learning_rate: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    interrupted: bool = False

    @property
    def n_epochs(self) -> int:
        """Number of complete epochs."""
        return len(self.train_loss)

    def to_frame(self, per: Literal["epoch", "step"] = "epoch") -> "pd.DataFrame":
        """Return the history as a pandas.DataFrame, one row an epoch or one row a step, numbered from 1."""
        import pandas as pd

        choose(per, name="History.to_frame: per", options=("epoch", "step"))
        columns = {"loss": self.step_loss, "accuracy": self.step_accuracy}
        if per == "epoch":
            names = ("train_loss", "train_accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds")
            columns = {name: getattr(self, name) for name in names if getattr(self, name) or not name.startswith("val")}
        frame = pd.DataFrame(columns)
        frame.index = pd.RangeIndex(1, len(frame) + 1, name=per)
        return frame


Callback = Callable[[Sequential, History], bool | None]
"""Called as ``callback(network, history)`` after every epoch; returning True ends the training.

One with a method ``require_validation(present)`` is told, before anything changes, whether there is validation data.
"""


Augment = Callable[..., Array]
"""Any function ``f(X_batch, *, rng)`` that returns changed copies of a batch of inputs, of the same shape."""


class DivergenceError(FloatingPointError):
    """The loss or its gradient became NaN or infinite. The weights are those before the step that failed.

    Its ``history`` holds everything up to the step before.
    """

    def __init__(self, message: str, history: History) -> None:
        super().__init__(message)
        self.history = history


def fit(
    network: Sequential,
    loss: Loss,
    optimizer: Optimizer,
    X: ArrayLike,
    y: ArrayLike,
    *,
    n_epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    validation_data: tuple[ArrayLike, ArrayLike] | None = None,
    callbacks: Sequence[Callback] = (),
    augment: Augment | None = None,
    progress: bool | Literal["lines"] = True,
    n_threads: int | None = None,
) -> History:
    """Train a network with mini-batches: repeat :func:`train_step`, and keep the books.

    Parameters
    ----------
    network : Sequential
        Its parameters are changed in place.
    loss : Loss
        What to make small.
    optimizer : Optimizer
        How to change the parameters. It keeps its state, so that a second ``fit`` goes on where this one ended.
    X, y : array_like
        Training inputs, shape (n_samples, n_in), and targets, as the loss wants them: integer labels of shape
        (n_samples,) for classes. A large set may stay bytes: see :class:`mlpkit.datasets.ScaledBytes`.
    n_epochs : int
        How many times to go through the data.
    batch_size : int
        Samples a step; the last batch of an epoch may be smaller.
    rng : numpy.random.Generator
        Source of the order of the samples.
    validation_data : (X_val, y_val), optional
        Evaluated after each epoch; never trained on.
    callbacks : sequence of callable, optional
        Called as ``callback(network, history)`` after each epoch; one that returns True ends the training.
    augment : callable, optional
        Called as ``augment(X_batch, rng=rng)`` on the inputs of each training batch; what it returns is learned
        from instead, such as randomly shifted images. Validation data stays as it is.
    progress : bool or "lines", default True
        One progress bar on stdout; ``"lines"``: one line an epoch; False: silence.
    n_threads : int, optional
        At most how many threads a matrix product may use during this training. By default one for small networks,
        where more would slow it down, and as many as NumPy likes for large ones.

    Returns
    -------
    History
        Losses and accuracies per step and per epoch. After Ctrl-C, or the stop button of a notebook, it holds
        what there is, ``interrupted`` is True, and the weights are those after the last complete step.
        (A thread hears of it in a notebook only, while no other cell runs; elsewhere let a callback return True.)

    Raises
    ------
    DivergenceError
        At the first loss or gradient that is NaN or infinite, or step beyond all measure. The weights are those
        before it, all finite; the error's ``history`` holds what happened until then.
    TypeError, ValueError
        If an argument has the wrong kind, shape or value. Nothing has been changed then.

    Warns
    -----
    InputWarning
        If the numbers of ``X`` are far larger or smaller than 1, or those of the validation data than those of ``X``.
    """
    _require_parts(network, loss, optimizer, name="fit")
    X, y, held_out = as_training_data(network, loss, X, y, validation_data)
    require_functions(callbacks, augment, has_validation=held_out is not None)
    n_epochs = as_int(n_epochs, name="fit: n_epochs", minimum=1)
    batch_size = as_int(batch_size, name="fit: batch_size", minimum=1)
    require_rng(rng, name="fit")
    network.learned_from = seen_in(X)
    history, n_steps = History(), n_epochs * math.ceil(len(X) / batch_size)
    with (
        blas_threads(n_threads, params=network.params, batch_size=batch_size),
        HeldInterrupt() as interrupt,
        show_progress(progress, n_epochs, n_steps) as shown,
    ):
        try:
            for _ in range(n_epochs):
                batches = _batches(X, y, batch_size, augment, rng=rng)
                _train_epoch(network, loss, optimizer, batches, held_out, history, interrupt, shown)
                answers = [callback(network, history) for callback in callbacks]
                if any(answers):
                    break
        except KeyboardInterrupt:
            interrupt.ignore()
            history.interrupted = True
    return history


def _train_epoch(
    network: Sequential,
    loss: Loss,
    optimizer: Optimizer,
    batches: Iterator[tuple[Array, np.ndarray]],
    held_out: tuple[Array, np.ndarray] | None,
    history: History,
    interrupt: HeldInterrupt,
    shown: Progress,
) -> None:
    """Do one step with every batch, validate, and write all of it down."""
    start, means = time.perf_counter(), _Means()
    for X_batch, y_batch in batches:
        with interrupt.held():
            try:
                value, n_correct = _step(network, loss, optimizer, X_batch, y_batch)
            except FloatingPointError as error:
                raise _divergence(error, optimizer, history) from error
            history.step_loss.append(value)
            history.step_accuracy.append(n_correct / len(X_batch))
        means.add(value, n_correct, len(X_batch))
        shown.step()
    training = means.evaluation()
    numbers = {"loss": training.loss, "accuracy": training.accuracy}
    validation = None if held_out is None else _evaluate(network, loss, *held_out)
    with interrupt.held():
        history.epoch_steps.append(len(history.step_loss))
        history.train_loss.append(training.loss)
        history.train_accuracy.append(training.accuracy)
        if validation is not None:
            history.val_loss.append(validation.loss + network.penalty)
            history.val_accuracy.append(validation.accuracy)
            numbers |= {"val_loss": history.val_loss[-1], "val_accuracy": validation.accuracy}
        history.learning_rate.append(optimizer.last_learning_rate)
        history.seconds.append(time.perf_counter() - start)
    shown.epoch(history.n_epochs, numbers)


def _batches(
    X: Array, y: np.ndarray, batch_size: int, augment: Augment | None, *, rng: np.random.Generator
) -> Iterator[tuple[Array, np.ndarray]]:
    """Yield what :func:`iterate_minibatches` yields, augmented; all batches are written to the same place."""
    place = np.empty((min(batch_size, len(X)), X.shape[1]), X.dtype)
    for rows in _slices(rng.permutation(len(X)), batch_size):
        X_batch = np.take(X, rows, axis=0, out=place[: len(rows)], mode="clip")  # "clip": straight into its place
        yield (X_batch if augment is None else augmented(augment, X_batch, rng=rng)), y[rows]


def _divergence(error: FloatingPointError, optimizer: Optimizer, history: History) -> DivergenceError:
    return DivergenceError(
        f"fit: training diverged in epoch {history.n_epochs + 1}, at step {len(history.step_loss) + 1}, with learning "
        f"rate {optimizer.learning_rate:g}: {error}. The weights are those before this step. "
        "Hint: try a learning rate ten times smaller, and look at the scale of X",
        history,
    )


def _require_parts(network: Any, loss: object, *optimizer: object, name: str) -> None:
    """Raise unless these are a network, a loss that fits it and, if there is a third, an optimizer."""
    require_instance(network, Sequential, name=f"{name}: network", hint="mlp([784, 10], rng=rng)")
    require_instance(loss, Loss, name=f"{name}: loss", hint="SoftmaxCrossEntropy(), with brackets")
    for third in optimizer:
        require_instance(third, Optimizer, name=f"{name}: optimizer", hint="SGD(learning_rate=0.1)")
    require_scores(network.layers[-1], loss, name=name)
