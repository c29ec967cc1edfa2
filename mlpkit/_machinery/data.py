"""What training and evaluation are given, turned into arrays that fit the network and the loss."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.checks import Array, as_batch, as_float_array, describe, require_finite


def as_data(network: Any, loss: Any, X: ArrayLike, y: ArrayLike, *, name: str) -> tuple[Array, np.ndarray]:
    """Return inputs and targets as arrays of finite numbers that fit the network and the loss, or raise."""
    X = as_batch(X, name=f"{name}: X", n_features=network.n_in, dtype=network.dtype, may_be_empty=False)
    require_finite(X, name=f"{name}: X")
    targets = loss.check_targets(y, shape=(len(X), network.n_out))
    if targets.dtype.kind == "f":
        require_finite(targets, name=f"{name}: y")
        targets = as_float_array(targets, name=f"{name}: y", dtype=network.dtype)
    return X, targets


def as_validation_data(
    network: Any, loss: Any, pair: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Array, np.ndarray] | None:
    """Return a pair of inputs and targets as :func:`as_data` does; None if there is none."""
    if pair is None:
        return None
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise TypeError(f"fit: validation_data must be a pair (X_val, y_val); got {describe(pair)}")
    return as_data(network, loss, *pair, name="fit: validation_data")


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
        raise TypeError(
            f"fit: callbacks must be a list of functions; got {describe(callbacks)}. Hint: [f], in brackets"
        )
    for callback in callbacks:
        if hasattr(callback, "require_validation"):
            callback.require_validation(has_validation)
    if augment is not None and not callable(augment):
        raise TypeError(f"fit: augment must be a function augment(X_batch, *, rng); got {describe(augment)}")


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
