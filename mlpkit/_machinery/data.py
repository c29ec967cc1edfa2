"""What training and evaluation are given, turned into arrays that fit the network and the loss."""

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_batch, as_float_array, describe, require_finite, wrong_kind


class InputWarning(UserWarning):
    """What came can be computed with, but is hardly what was meant: inputs of a strange scale, a softmax of a softmax.

    The warning says what was seen, and what to do.
    """


def as_data(network: Any, loss: Any, X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[Array, np.ndarray]:
    """Return inputs and targets as arrays of finite numbers that fit the network and the loss, or raise."""
    X = as_batch(X, name=f"{name}: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
    require_finite(X, name=f"{name}: X")
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":
        require_finite(targets, name=f"{name}: y")
        targets = as_float_array(targets, name=f"{name}: y", dtype=network.dtype)
    return X, targets


def as_training_data(
    network: Any, loss: Any, X: ArrayLike, y: ArrayLike, pair: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Array, np.ndarray, tuple[Array, np.ndarray] | None]:
    """Return inputs, targets, and both of the validation data if there are some; warn of a strange scale."""
    inputs, targets = as_data(network, loss, X, y, name="fit")
    size = _size(inputs)
    if size > LARGE or 0 < size < SMALL:
        _warn(f"fit: X holds {_numbers(inputs)}; expected numbers about as large as 1. Hint: {_scaling(inputs)}")
    if pair is None:
        return inputs, targets, None
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise wrong_kind("fit: validation_data", "a pair (X_val, y_val)", pair)
    held_out = as_data(network, loss, *pair, name="fit: validation_data")
    by_chance = 2 + 30 / min(len(inputs), len(held_out[0]))  # a few samples may well differ more
    if not size / by_chance <= _size(held_out[0]) <= size * by_chance:
        _warn(
            f"fit: the validation data hold {_numbers(held_out[0])}, but X {_numbers(inputs)}; expected one scale. "
            "Hint: prepare both alike, with the same divisor, or the mean and the standard deviation of X"
        )
    return inputs, targets, held_out


LARGE, SMALL = 6.0, 0.01
"""Typical sizes of inputs with which training goes wrong: neurons die at the first steps, or hardly anything moves."""


def _size(X: Array) -> float:
    """Return the typical size of the numbers: the root of their mean square."""
    flat = X.ravel(order="K")
    return math.sqrt(float(np.dot(flat, flat)) / X.size)


def _numbers(X: Array) -> str:
    return f"numbers from {X.min():.4g} to {X.max():.4g}, typically {_size(X):.2g}"


def _scaling(X: Array) -> str:
    """Return what to do to inputs of a strange scale."""
    if X.min() >= 0 and 128 <= X.max() <= 255:
        return "X / 255, for the other data too"
    return "mean, std = X_train.mean(axis=0), X_train.std(axis=0), then (X - mean) / (std + 1e-6) for all data"


def require_scores(last: object, loss: Any, *, name: str) -> None:
    """Raise ValueError if the last layer of a network makes of its scores what the loss would make of them again."""
    if type(last) in loss.not_after:
        raise ValueError(
            f"{name}: the network ends in {last!r}; {type(loss).__name__} expects other outputs. "
            f"Hint: leave {last!r} out, and take SoftmaxCrossEntropy()"
        )


def warn_of_probabilities(outputs: Array, *, name: str) -> None:
    """Warn where each of several rows is positive and adds up to 1, as the rows of a softmax do."""
    if min(outputs.shape) > 1 and outputs.min() > 0 and (np.abs(outputs.sum(axis=1) - 1) < 1e-5).all():
        _warn(
            f"{name} has rows that add up to 1, like probabilities; expected logits. "
            "Hint: network.forward(X) of a network without Softmax(), or CrossEntropy() for probabilities"
        )


def _warn(message: str) -> None:
    warnings.warn(message, InputWarning, stacklevel=4)


def as_rows(X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return two arrays with the same number of rows, or raise."""
    arrays = {"X": X if isinstance(X, np.ndarray) else as_float_array(X, name=f"{name}: X"), "y": np.asarray(y)}
    for argument, array in arrays.items():
        if array.ndim == 0:
            raise TypeError(
                f"{name}: {argument} is {describe(array.item())}; expected an array with a row for each sample. "
                "Hint: np.array([...])"
            )
    if len(arrays["X"]) != len(arrays["y"]):
        raise ValueError(
            f"{name}: X has {len(arrays['X'])} rows but y has {len(arrays['y'])}; expected the same number"
        )
    return arrays["X"], arrays["y"]


def require_functions(callbacks: Sequence[Any], augment: object, *, has_validation: bool) -> None:
    """Raise unless callbacks and ``augment`` can be called, and the callbacks have the data that they ask for."""
    if not isinstance(callbacks, Sequence) or not all(map(callable, callbacks)):
        raise wrong_kind("fit: callbacks", "a list of functions", callbacks, "[f], in brackets")
    for callback in callbacks:
        if hasattr(callback, "require_validation"):
            callback.require_validation(has_validation)
    if augment is not None and not callable(augment):
        raise wrong_kind("fit: augment", "a function augment(X_batch, *, rng)", augment)


def augmented(augment: Callable[..., Array], X_batch: Array, *, rng: np.random.Generator) -> Array:
    """Return what ``augment`` makes of a batch, if it is a batch of the same shape."""
    n_samples, n_features = X_batch.shape
    name = "fit: the result of augment"
    changed = as_batch(augment(X_batch, rng=rng), name=name, n_features=n_features, dtype=X_batch.dtype)
    if len(changed) != n_samples:
        raise ValueError(
            f"{name} has {len(changed)} rows; expected {n_samples}, one for each sample of the batch. "
            "Hint: return X_batch itself where nothing is to change"
        )
    return changed
