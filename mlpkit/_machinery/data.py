"""What training and evaluation are given, turned into arrays that fit the network and the loss."""

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_batch, as_float_array, describe, require_finite, wrong_kind
from mlpkit._machinery.pixels import ScaledBytes, hint_on_other_pictures, parts, seen_in, size_of


class InputWarning(UserWarning):
    """What came can be computed with, but is hardly what was meant: inputs of a strange scale, a softmax of a softmax.

    The warning says what was seen, and what to do.
    """


def as_data(network: Any, loss: Any, X: Any, y: ArrayLike, *, name: str) -> tuple[Array, np.ndarray]:
    """Return inputs and targets as arrays of finite numbers that fit the network and the loss, or raise.

    Inputs that are :class:`ScaledBytes` stay bytes: they give out their rows as an array does.
    """
    if isinstance(X, ScaledBytes):
        X = X.for_network(network, name=f"{name}: X")
    else:
        X = as_batch(X, name=f"{name}: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
        require_finite(X, name=f"{name}: X")
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":
        require_finite(targets, name=f"{name}: y")
        targets = as_float_array(targets, name=f"{name}: y", dtype=network.dtype)
    return X, targets


def as_new_data(network: Any, loss: Any, X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[Array, np.ndarray]:
    """Return what :func:`as_data` returns; warn where pictures are others than the network has learned."""
    inputs, targets = as_data(network, loss, X, y, name=name)
    _warn_of_other_pictures(network, inputs, name=name, level=5)
    return inputs, targets


def as_training_data(
    network: Any, loss: Any, X: ArrayLike, y: ArrayLike, pair: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Array, np.ndarray, tuple[Array, np.ndarray] | None]:
    """Return inputs, targets, and both of the validation data if there are some; warn of a strange scale."""
    inputs, targets = as_data(network, loss, X, y, name="fit")
    size = size_of(inputs)
    if size > LARGE or 0 < size < SMALL:
        wanted = "numbers about as large as 1"
        if isinstance(X, np.ndarray) and X.dtype == np.uint8:
            wanted += ", or for bytes mlpkit.datasets.ScaledBytes(X)"
        _warn(f"fit: X holds {_numbers(inputs)}; expected {wanted}. Hint: {_scaling(inputs)}")
    if pair is None:
        return inputs, targets, None
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise wrong_kind("fit: validation_data", "a pair (X_val, y_val)", pair)
    held_out = as_data(network, loss, *pair, name="fit: validation_data")
    by_chance = 2 + 30 / min(len(inputs), len(held_out[0]))  # a few samples may well differ more
    if not size / by_chance <= size_of(held_out[0]) <= size * by_chance:
        _warn(
            f"fit: the validation data hold {_numbers(held_out[0])}, but X {_numbers(inputs)}; expected one scale. "
            "Hint: prepare both alike, with the same divisor, or the mean and the standard deviation of X"
        )
    return inputs, targets, held_out


LARGE, SMALL = 6.0, 0.01
"""Typical sizes of inputs with which training goes wrong: neurons die at the first steps, or hardly anything moves."""


def _range(X: Any) -> tuple[float, float]:
    return min(float(part.min()) for part in parts(X)), max(float(part.max()) for part in parts(X))


def _numbers(X: Any) -> str:
    return "numbers from {:.4g} to {:.4g}, typically {:.2g}".format(*_range(X), size_of(X))


def _scaling(X: Any) -> str:
    """Return what to do to inputs of a strange scale."""
    lowest, highest = _range(X)
    if lowest >= 0 and 128 <= highest <= 255:
        return "X / 255, for the other data too"
    return "mean, std = X_train.mean(axis=0), X_train.std(axis=0), then (X - mean) / (std + 1e-6) for all data"


def _warn_of_other_pictures(network: Any, X: Any, *, name: str, level: int) -> None:
    """Warn where the pictures differ by far from those that :func:`mlpkit.fit` has trained the network with."""
    learned = network.learned_from
    if learned and (new := seen_in(X)) and (hint := hint_on_other_pictures(new, learned)):
        came, known = (f"from {s.lowest:.4g} to {s.highest:.4g}, {s.mean:.2g} on average" for s in (new, learned))
        _warn(
            f"{name}: X holds numbers {came}; expected some like those that the network has learned from, {known}. "
            f"Hint: {hint}; look at some pictures, since no such number tells which way up they are",
            level=level,
        )


def require_answers(network: Any, X: Array, outputs: Array, *, name: str) -> None:
    """Raise ValueError where NaN or infinity would make up an answer; warn where it would be one to other pictures."""
    if not np.isfinite(outputs).all():
        require_finite(X, name=f"{name}: X")
        require_finite(outputs, name=f"{name}: the network's output")
    _warn_of_other_pictures(network, X, name=name, level=6)


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


def _warn(message: str, *, level: int = 4) -> None:
    warnings.warn(message, InputWarning, stacklevel=level)


def as_rows(X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return two arrays with the same number of rows, or raise."""
    inputs: Any = X if isinstance(X, (np.ndarray, ScaledBytes)) else as_float_array(X, name=f"{name}: X")
    targets = np.asarray(y)
    for argument, array in (("X", inputs), ("y", targets)):
        if array.ndim == 0:
            raise TypeError(
                f"{name}: {argument} is {describe(array.item())}; expected an array with a row for each sample. "
                "Hint: np.array([...])"
            )
    if len(inputs) != len(targets):
        raise ValueError(f"{name}: X has {len(inputs)} rows but y has {len(targets)}; expected the same number")
    return inputs, targets


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
