"""The training loop: mini-batches, one step, evaluation, and ``fit``, which repeats the step and keeps a history."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.checks import (
    Array,
    as_batch,
    as_float_array,
    as_int,
    as_number,
    choose,
    describe,
    require_finite,
    require_instance,
    require_rng,
)
from mlpkit._machinery.interrupts import HeldInterrupt
from mlpkit._machinery.progress import Progress, show_progress
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
    X : numpy.ndarray
        Inputs, shape (n_samples, n_features).
    y : numpy.ndarray
        Targets, the same number of rows.
    batch_size : int
        Samples in a batch; the last batch holds what is left.
    rng : numpy.random.Generator
        Source of the order.

    Yields
    ------
    X_batch, y_batch : numpy.ndarray
        Copies of up to ``batch_size`` rows, the same rows of both.

    Raises
    ------
    TypeError, ValueError
        If ``X`` or ``y`` has no rows, or not the same number.

    Examples
    --------
    >>> X, y = np.arange(10.0).reshape(5, 2), np.arange(5)
    >>> [len(y_batch) for _, y_batch in iterate_minibatches(X, y, 2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """
    batch_size = as_int(batch_size, name="iterate_minibatches: batch_size", minimum=1)
    X = X if isinstance(X, np.ndarray) else as_float_array(X, name="iterate_minibatches: X")
    y = np.asarray(y)
    for name, array in (("X", X), ("y", y)):
        if array.ndim == 0:
            raise TypeError(
                f"iterate_minibatches: {name} is {describe(array.item())}; expected an array with a row for each "
                "sample. Hint: np.array([...])"
            )
    if len(X) != len(y):
        raise ValueError(f"iterate_minibatches: X has {len(X)} rows but y has {len(y)}; expected the same number")
    order = require_rng(rng, name="iterate_minibatches").permutation(len(X))
    return ((X[rows], y[rows]) for rows in _slices(order, batch_size))


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
        If the loss or a gradient is NaN or infinite. No parameter has moved then.
    TypeError, ValueError
        If one of the three is no network, loss or optimizer, or the batch does not fit them.
    """
    if not all(map(isinstance, (network, loss, optimizer), (Sequential, Loss, Optimizer))):
        _require_parts(network, loss, name="train_step")
        _require_optimizer(optimizer, name="train_step")
    X = as_batch(X, name="train_step: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":
        targets = as_float_array(targets, name="train_step: y", dtype=network.dtype)
    return _step(network, loss, optimizer, X, targets)


def _step(network: Sequential, loss: Loss, optimizer: Optimizer, X: Array, y: np.ndarray) -> tuple[float, float]:
    """Do the step of :func:`train_step` with a batch that has been checked."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # looked for below, with a better message
        outputs = network._forward(X, training=True)  # (batch, n_out)
        value, d_outputs, n_correct = loss._for_step(outputs, y)
        value += network.penalty
        if not math.isfinite(value):
            raise FloatingPointError(f"the loss is {value}")
        network.backward(d_outputs)
    try:
        optimizer.step(network.params, network.grads)
    except FloatingPointError as error:
        raise FloatingPointError(f"the loss is {value:.4g}, but {error}") from None
    return value, n_correct


class Evaluation(NamedTuple):
    """Loss and accuracy on some data."""

    loss: float
    accuracy: float


def evaluate(network: Sequential, loss: Loss, X: ArrayLike, y: ArrayLike, *, batch_size: int = 1000) -> Evaluation:
    """Return mean loss (without L2 penalty) and accuracy; the network stays as it is.

    Parameters
    ----------
    network : Sequential
        The network.
    loss : Loss
        The loss to average.
    X : array_like
        Inputs, shape (n_samples, n_in).
    y : array_like
        Targets, as the loss wants them.
    batch_size : int, default 1000
        How many samples are computed at once; changes the memory needed, not the result.

    Returns
    -------
    Evaluation
        ``(loss, accuracy)``; the accuracy is NaN for losses without classes.

    Raises
    ------
    TypeError, ValueError
        If the data does not fit the network or the loss.
    """
    X, y = _check_data(network, loss, X, y, name="evaluate")
    batch_size = as_int(batch_size, name="evaluate: batch_size", minimum=1)
    return _evaluate(network, loss, X, y, batch_size)


def _evaluate(network: Sequential, loss: Loss, X: Array, y: np.ndarray, batch_size: int = 1000) -> Evaluation:
    """Do what :func:`evaluate` does with data that has been checked."""
    means = _Means()
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # an infinite loss is an answer, too
        for rows in _slices(np.arange(len(X)), batch_size):
            outputs = network._forward(X[rows])  # (batch, n_out)
            means.add(loss._value(outputs, y[rows]), loss._n_correct(outputs, y[rows]), len(rows))
    return means.evaluation()


class _Means:
    """Loss and accuracy over samples that come in batches: the last, short batch counts by its size."""

    def __init__(self) -> None:
        self.loss = self.n_correct = 0.0
        self.n_samples = 0

    def add(self, value: float, n_correct: float, n_samples: int) -> None:
        """Count one batch."""
        self.loss += value * n_samples
        self.n_correct += n_correct
        self.n_samples += n_samples

    def evaluation(self) -> Evaluation:
        """Return the means over all samples so far."""
        return Evaluation(self.loss / self.n_samples, self.n_correct / self.n_samples)


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

    def _add_epoch(
        self,
        training: Evaluation,
        validation: Evaluation | None,
        network: Sequential,
        optimizer: Optimizer,
        seconds: float,
    ) -> None:
        """Write down an epoch that is complete."""
        if validation is not None:
            self.val_loss.append(validation.loss + network.penalty)
            self.val_accuracy.append(validation.accuracy)
        self.epoch_steps.append(len(self.step_loss))
        self.train_loss.append(training.loss)
        self.train_accuracy.append(training.accuracy)
        self.learning_rate.append(optimizer.last_learning_rate)
        self.seconds.append(seconds)

    @property
    def last_epoch(self) -> dict[str, float]:
        """Losses and accuracies of the last complete epoch by name; empty before the first."""
        lists = (self.train_loss, self.train_accuracy, self.val_loss, self.val_accuracy)
        names = ("loss", "accuracy", "val_loss", "val_accuracy")
        return {name: values[-1] for name, values in zip(names, lists, strict=True) if values}

    def to_frame(self, per: Literal["epoch", "step"] = "epoch") -> "pd.DataFrame":
        """Return the history as a table, one row an epoch or one row a step.

        Parameters
        ----------
        per : {"epoch", "step"}, default "epoch"
            What a row is.

        Returns
        -------
        pandas.DataFrame
            Numbered from 1. Validation columns are there if there was validation data.
        """
        import pandas as pd

        choose(per, name="History.to_frame: per", options=("epoch", "step"))
        if per == "step":
            columns = {"loss": self.step_loss, "accuracy": self.step_accuracy}
        else:
            columns = {
                "train_loss": self.train_loss,
                "train_accuracy": self.train_accuracy,
                **({"val_loss": self.val_loss, "val_accuracy": self.val_accuracy} if self.val_loss else {}),
                "learning_rate": self.learning_rate,
                "seconds": self.seconds,
            }
        frame = pd.DataFrame(columns)
        frame.index = pd.RangeIndex(1, len(frame) + 1, name=per)
        return frame


Callback = Callable[[Sequential, History], bool | None]
"""Called as ``callback(network, history)`` after every epoch; returning True ends the training."""


class Augment(Protocol):
    """Any function ``f(X_batch, *, rng)`` that returns changed copies of a batch of inputs."""

    def __call__(self, X: Array, *, rng: np.random.Generator) -> Array:
        """Return a batch of the same shape."""


class DivergenceError(FloatingPointError):
    """The loss or its gradient became NaN or infinite. The weights are those before the step that failed.

    Attributes
    ----------
    history : History
        Everything up to the step before.
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
    """Train a network with mini-batches.

    Parameters
    ----------
    network : Sequential
        Its parameters are changed in place.
    loss : Loss
        What to make small.
    optimizer : Optimizer
        How to change the parameters. It keeps its state, so that a second ``fit`` goes on where this one ended.
    X : array_like
        Training inputs, shape (n_samples, n_in).
    y : array_like
        Training targets, as the loss wants them: integer labels of shape (n_samples,) for classes.
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

    Raises
    ------
    DivergenceError
        At the first loss or gradient that is NaN or infinite. The weights are those before that step, all
        finite; the error's ``history`` holds what happened until then.
    TypeError, ValueError
        If an argument has the wrong kind, shape or value. Nothing has been changed then.

    Notes
    -----
    Everything that learns is in :func:`train_step`; this function repeats it and keeps the books.
    """
    X, y = _check_data(network, loss, X, y, name="fit")
    held_out = _check_validation(network, loss, validation_data)
    _require_optimizer(optimizer, name="fit")
    _check_functions(callbacks, augment, has_validation=held_out is not None)
    n_epochs = as_int(n_epochs, name="fit: n_epochs", minimum=1)
    batch_size = as_int(batch_size, name="fit: batch_size", minimum=1)
    require_rng(rng, name="fit")
    history = History()
    with (
        blas_threads(n_threads, params=network.params, batch_size=batch_size),
        HeldInterrupt() as interrupt,
        show_progress(progress, n_epochs, n_epochs * math.ceil(len(X) / batch_size)) as shown,
    ):
        try:
            for _ in range(n_epochs):
                start, batches = time.perf_counter(), _batches_for_fit(X, y, batch_size, augment, rng)
                training = _train_epoch(network, loss, optimizer, batches, history, interrupt, shown)
                validation = None if held_out is None else _evaluate(network, loss, *held_out)
                with interrupt.held():
                    history._add_epoch(training, validation, network, optimizer, time.perf_counter() - start)
                shown.epoch(history.n_epochs, history.last_epoch)
                if any([callback(network, history) for callback in callbacks]):
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
    history: History,
    interrupt: HeldInterrupt,
    shown: Progress,
) -> Evaluation:
    """Do one step with every batch, and write it down; return the means over the samples."""
    means = _Means()
    for X_batch, y_batch in batches:
        with interrupt.held():
            try:
                value, n_correct = _step(network, loss, optimizer, X_batch, y_batch)
            except FloatingPointError as error:
                raise DivergenceError(_divergence(error, optimizer, history), history) from error
            history.step_loss.append(value)
            history.step_accuracy.append(n_correct / len(X_batch))
        means.add(value, n_correct, len(X_batch))
        shown.step()
    return means.evaluation()


def _batches_for_fit(
    X: Array, y: np.ndarray, batch_size: int, augment: Augment | None, rng: np.random.Generator
) -> Iterator[tuple[Array, np.ndarray]]:
    """Yield what :func:`iterate_minibatches` yields, augmented, with the inputs of every batch in the same place."""
    place = np.empty((min(batch_size, len(X)), X.shape[1]), X.dtype)
    for rows in _slices(rng.permutation(len(X)), batch_size):
        X_batch = np.take(X, rows, axis=0, out=place[: len(rows)], mode="clip")  # "clip": unbuffered
        if augment is not None:
            X_batch = as_batch(
                augment(X_batch, rng=rng), name="fit: the result of augment", n_features=X.shape[1], dtype=X.dtype
            )
            if len(X_batch) != len(rows):
                raise ValueError(
                    f"fit: the result of augment has {len(X_batch)} rows; expected {len(rows)}, one for each sample of "
                    "the batch. Hint: return X_batch itself where nothing is to change"
                )
        yield X_batch, y[rows]


def _divergence(error: FloatingPointError, optimizer: Optimizer, history: History) -> str:
    """Return the message of a :class:`DivergenceError`."""
    return (
        f"fit: training diverged in epoch {history.n_epochs + 1}, at step {len(history.step_loss) + 1}, with learning "
        f"rate {optimizer.learning_rate:g}: {error}. The weights are those before this step. "
        "Hint: try a learning rate ten times smaller, and look at the scale of X"
    )


class EarlyStopping:
    """A callback that ends training when the watched number has stopped improving, and goes back to the best epoch.

    Parameters
    ----------
    patience : int, default 5
        Epochs without improvement before training ends.
    monitor : {"val_loss", "val_accuracy", "train_loss"}, default "val_loss"
        What to watch: losses should fall, the accuracy should rise.
    min_delta : float, default 0.0
        By how much it must be better to count as an improvement.

    Attributes
    ----------
    best_epoch : int
        Number of the best epoch so far, counted from 1; 0 before the first.
    best_value : float
        What was watched, at that epoch.

    Notes
    -----
    If training ends before patience does, the network keeps its last weights; ``restore_best`` goes back.
    Every call of ``fit`` starts anew. Prechelt (1998), "Early stopping - but when?".
    """

    def __init__(
        self,
        patience: int = 5,
        *,
        monitor: Literal["val_loss", "val_accuracy", "train_loss"] = "val_loss",
        min_delta: float = 0.0,
    ) -> None:
        self.patience = as_int(patience, name="EarlyStopping: patience", minimum=1)
        self.monitor = choose(
            monitor, name="EarlyStopping: monitor", options=("val_loss", "val_accuracy", "train_loss")
        )
        self.min_delta = as_number(min_delta, name="EarlyStopping: min_delta", minimum=0.0)
        self.best_epoch = 0
        self.best_value = math.nan
        self._best_params: list[Array] = []

    def __call__(self, network: Sequential, history: History) -> bool:
        """Look at the epoch that just ended; return True if training should end."""
        values = getattr(history, self.monitor)
        self.require_validation(bool(values))
        if history.n_epochs == 1:  # a new training: what an earlier one has reached is no measure for it
            self.best_value = math.nan
        gain = values[-1] - self.best_value if self.monitor == "val_accuracy" else self.best_value - values[-1]
        if math.isnan(self.best_value) or gain > self.min_delta:
            self.best_epoch, self.best_value = history.n_epochs, values[-1]
            self._best_params = [W.copy() for W in network.params]
        if history.n_epochs - self.best_epoch < self.patience:
            return False
        self.restore_best(network)
        return True

    def require_validation(self, present: bool) -> None:
        """Raise ValueError if a validation number is to be watched and there is no validation data."""
        if self.monitor.startswith("val_") and not present:
            raise ValueError(
                f"EarlyStopping: there is no {self.monitor} to watch. Hint: fit(..., validation_data=(X_val, y_val))"
            )

    def restore_best(self, network: Sequential) -> None:
        """Give the network the parameters it had at the end of ``best_epoch``: all of them, even if Ctrl-C comes.

        Raises RuntimeError before the first epoch, and an error if this cannot be the network that was trained.
        """
        if not self._best_params:
            raise RuntimeError(
                "EarlyStopping.restore_best: there is no best epoch yet; expected one epoch at least. "
                "Hint: fit(..., callbacks=[early_stopping]) first"
            )
        name = "EarlyStopping.restore_best: network"
        require_instance(network, Sequential, name=name, hint="the network that was trained")
        shapes, expected = [W.shape for W in network.params], [W.shape for W in self._best_params]
        if shapes != expected:
            raise ValueError(
                f"EarlyStopping.restore_best: the network's parameters have shapes {shapes}; expected {expected}, as "
                "in training. Hint: the best parameters are those of the network that was trained last"
            )
        with HeldInterrupt() as interrupt, interrupt.held():
            for W, best in zip(network.params, self._best_params, strict=True):
                W[...] = best


def _require_parts(network: object, loss: object, *, name: str) -> None:
    """Raise TypeError unless these are a network and a loss."""
    require_instance(network, Sequential, name=f"{name}: network", hint="mlp([784, 10], rng=rng)")
    require_instance(loss, Loss, name=f"{name}: loss", hint="SoftmaxCrossEntropy(), with brackets")


def _require_optimizer(optimizer: object, *, name: str) -> None:
    """Raise TypeError unless this is an optimizer."""
    require_instance(optimizer, Optimizer, name=f"{name}: optimizer", hint="SGD(learning_rate=0.1)")


def _check_data(network: Sequential, loss: Loss, X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[Array, np.ndarray]:
    """Return inputs and targets as arrays that fit the network and the loss, or raise."""
    _require_parts(network, loss, name=name)
    X = as_batch(X, name=f"{name}: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
    require_finite(X, name=f"{name}: X")
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":
        require_finite(targets, name=f"{name}: y")
        targets = as_float_array(targets, name=f"{name}: y", dtype=network.dtype)
    return X, targets


def _check_validation(
    network: Sequential, loss: Loss, pair: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Array, np.ndarray] | None:
    """Return validation data as arrays that fit the network and the loss, or raise."""
    if pair is None:
        return None
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise TypeError(f"fit: validation_data must be a pair (X_val, y_val); got {describe(pair)}")
    return _check_data(network, loss, *pair, name="fit: validation_data")


def _check_functions(callbacks: Sequence[Callback], augment: Augment | None, *, has_validation: bool) -> None:
    """Raise unless these can be called, and have what they need."""
    if not isinstance(callbacks, Sequence) or not all(map(callable, callbacks)):
        raise TypeError(
            f"fit: callbacks must be a list of functions; got {describe(callbacks)}. Hint: [f], in brackets"
        )
    for callback in callbacks:
        if hasattr(callback, "require_validation"):
            callback.require_validation(has_validation)
    if augment is not None and not callable(augment):
        raise TypeError(f"fit: augment must be a function augment(X_batch, *, rng); got {describe(augment)}")
