"""Turn what the caller passed into what the core computes with, or say clearly what is wrong.

Every message has the same four parts: the argument, what came, what is expected, one hint.
"""

import math
import numbers
import operator
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

if TYPE_CHECKING:
    from pathlib import Path

Array = NDArray[np.floating]
"""A floating-point array: what flows through a network."""

Labels = NDArray[np.integer]
"""Integer class labels, shape (n_samples,)."""

MAX_BYTES = 4 * 2**30
"""What would need more memory than this is refused: a slip, most likely, and no machine of a class would survive it."""


PLAIN = "a plain number, without quotes or brackets"
"""The hint where a number is expected and something else came."""


def describe(value: object) -> str:
    """Return a short description of ``value`` for an error message."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = " ".join(repr(value).split())
    return f"{text if len(text) <= 60 else text[:57] + '...'} ({type(value).__name__})"


def as_float_array(values: ArrayLike, *, name: str, dtype: np.dtype | type | None = None) -> Array:
    """Return ``values`` as a floating-point array; refuse what is not made of real numbers.

    Parameters
    ----------
    values : array_like
        Anything NumPy can turn into an array of real numbers. It is never modified.
    name : str
        What to call the argument in an error message, such as ``"Dense.forward: X"``.
    dtype : dtype, optional
        The floating-point type to return; by default the input's own, or float64 for integers.

    Returns
    -------
    numpy.ndarray
        The input itself where it already fits, otherwise a converted copy.

    Raises
    ------
    TypeError
        If ``values`` holds objects, text or complex numbers, is sparse or masked.
    ValueError
        If ``values`` is ragged, or holds a number too large for ``dtype``.
    """
    array = values if type(values) is np.ndarray else _as_array(values, name=name, words=_NUMBERS)
    if array.dtype.kind not in "fiub":
        raise _not_numbers(values, array, name=name)
    if dtype is None:
        dtype = array.dtype if array.dtype.kind == "f" else np.dtype(np.float64)
    if array.dtype == dtype:
        return array
    try:
        with np.errstate(over="raise"):
            return array.astype(dtype)
    except FloatingPointError:
        largest = np.abs(array[np.isfinite(array)]).max()
        where = tuple(int(i) for i in np.argwhere(np.abs(array) == largest)[0])
        raise ValueError(
            f"{name} holds {array[where]:g} at index {where}; expected numbers up to {np.finfo(dtype).max:.3g}, the "
            f"largest {np.dtype(dtype)}. Hint: divide by a typical value, or compute in float64"
        ) from None


_NUMBERS = {
    "None": "expected an array of numbers. Hint: was a return forgotten?",
    "sparse": " ({kind}); expected a dense array. Hint: {argument}.toarray()",
    "masked": "expected a plain array. Hint: decide what the masked entries mean and fill them with .filled(value)",
    "ragged": ": its rows have different lengths; expected a rectangular array. Hint: print the length of each row",
}
_LABELS = {
    "None": "expected integer labels. Hint: was a return forgotten?",
    "sparse": "; expected integer labels. Hint: y.toarray().ravel()",
    "masked": "expected plain labels. Hint: drop the masked samples from X and y",
    "ragged": "; expected integer labels of shape (n_samples,). Hint: print the first few",
}


def _as_array(values: ArrayLike, *, name: str, words: dict[str, str]) -> np.ndarray:
    """Return what NumPy makes of ``values``; refuse, in the given words, what it would take amiss."""
    if values is None:
        raise TypeError(f"{name} is None; {words['None']}")
    if hasattr(values, "tocsr"):
        words_for = words["sparse"].format(kind=type(values).__name__, argument=name.split()[-1])
        raise TypeError(f"{name} is a sparse matrix{words_for}")
    if isinstance(values, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array; {words['masked']}")
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} is ragged{words['ragged']}") from None


def _not_numbers(values: ArrayLike, array: np.ndarray, *, name: str) -> TypeError:
    """Return the error for an array of another kind than real numbers."""
    if array.dtype.kind == "O" and array.ndim == 0:
        return TypeError(f"{name} is {describe(values)}; expected an array of numbers. Hint: np.array(list(...))")
    hint = "X.astype(np.float32) if the entries really are numbers"
    if array.dtype.kind == "c":
        hint = "its .real or its .imag, or np.abs of it"
    return TypeError(f"{name} has dtype {array.dtype}; expected real numbers. Hint: {hint}")


def as_one_number(result: ArrayLike, *, name: str, hint: str) -> float:
    """Return what a function of the caller's gave as one Python float, or raise."""
    array = as_float_array(result, name=name)
    if array.size != 1:
        raise TypeError(f"{name} must be one number; got {describe(array)}. Hint: {hint}")
    return float(array.item())


def as_batch(
    X: ArrayLike, *, name: str, n_features: int | None = None, dtype: np.dtype | None = None, may_be_empty: bool = True
) -> Array:
    """Return ``X`` as a floating-point array of shape (n_samples, n_features), or raise."""
    array = as_float_array(X, name=name, dtype=dtype)
    if array.ndim != 2:
        hint = (
            "X.reshape(1, -1) makes a batch of one sample"
            if array.ndim == 1
            else "X.reshape(len(X), -1) flattens each sample"
            if array.ndim > 2
            else "a batch is a table with one row a sample"
        )
        if array.shape == (0,):
            hint = "the list is empty: was every sample filtered out?"
        raise ValueError(f"{name} must have shape (n_samples, n_features); got shape {array.shape}. Hint: {hint}")
    if n_features is not None and array.shape[1] != n_features:
        hint = "X.T turns columns into rows" if len(array) == n_features else "n_in is X.shape[1]"
        raise ValueError(
            f"{name} has {array.shape[1]} columns but the layer was built for n_in={n_features}; "
            f"got X of shape {array.shape}. Hint: {hint}"
        )
    if not (may_be_empty or len(array)):
        raise ValueError(f"{name} has shape {array.shape}; expected at least one sample")
    return array


def as_outputs(A: ArrayLike, shape: tuple[int, int], *, dtype: np.dtype, name: str) -> Array:
    """Return what a last layer of somebody's own returned as an array of the shape that its network promises."""
    outputs = as_batch(A, name=f"{name}.forward: the result", dtype=dtype)
    if outputs.shape != shape:
        raise ValueError(
            f"{name}.forward: the result has shape {outputs.shape}; expected {shape}. "
            "Hint: n_out(n_in) of a layer says how many columns it returns"
        )
    return outputs


def require_finite(array: Array, *, name: str) -> None:
    """Raise ValueError if ``array`` holds NaN or infinity, saying where first."""
    with np.errstate(invalid="ignore"):
        if array.size == 0 or np.isfinite([array.min(), array.max()]).all():  # without a mask as large as MNIST
            return
    bad = ~np.isfinite(array)
    where = tuple(int(i) for i in np.argwhere(bad)[0])
    raise ValueError(
        f"{name} holds {int(bad.sum())} value(s) that are NaN or infinite, the first at index {where}; "
        "expected finite numbers. Hint: look at that sample, then drop or repair it"
    )


def as_labels(y: ArrayLike, *, name: str, n_samples: int | None = None, n_classes: int | None = None) -> Labels:
    """Return ``y`` as integer labels of shape (n_samples,) in [0, n_classes), or raise."""
    labels = y if type(y) is np.ndarray else _as_array(y, name=name, words=_LABELS)
    if labels.ndim != 1:
        hint = {
            True: "a list with one whole number for each sample",
            labels.ndim == 2: "y.argmax(axis=1) turns one-hot rows into labels",
            labels.shape[1:] == (1,): "y.ravel() turns a column into labels",
        }[True]
        raise ValueError(f"{name} must be integer labels of shape (n_samples,); got shape {labels.shape}. Hint: {hint}")
    if labels.size == 0:
        labels = labels.astype(np.int64)  # an empty list has no type of its own
    if labels.dtype.kind not in "iu":
        raise _not_integers(labels, name=name)
    if n_samples not in (None, len(labels)):
        raise ValueError(
            f"{name} has {len(labels)} labels for {n_samples} samples; expected one label a sample. "
            "Hint: were X and y cut or shuffled separately?"
        )
    if labels.size and n_classes is not None and not 0 <= labels.min() <= labels.max() < n_classes:
        raise _beyond(labels, n_classes, name=name)
    return labels


def _beyond(labels: Labels, n_classes: int, *, name: str) -> ValueError:
    """Return the error for labels that are too small or too large."""
    worst, hint = labels.max(), "does the last layer have as many outputs as there are classes?"
    if labels.min() < 0:
        worst, hint = labels.min(), "labels count from 0; np.unique(y, return_inverse=True) numbers any labels"
    return ValueError(
        f"{name} holds the label {worst}; expected labels from 0 to {n_classes - 1}, one for each of the "
        f"{n_classes} outputs. Hint: {hint}"
    )


def _not_integers(labels: np.ndarray, *, name: str) -> TypeError:
    """Return the error for labels of another kind than integers."""
    hint = "np.unique(y, return_inverse=True) numbers any labels"
    if labels.dtype.kind != "f":
        if labels.dtype.kind == "b":
            hint = "y.astype(int) makes False 0 and True 1"
        return TypeError(f"{name} has dtype {labels.dtype}; expected integer labels. Hint: {hint}")
    odd = np.flatnonzero(~np.isfinite(labels) | (labels != np.floor(labels)))
    if odd.size == 0:
        return TypeError(f"{name} holds whole numbers stored as {labels.dtype}; expected integers. Hint: y.astype(int)")
    if not np.isfinite(labels[odd[0]]):
        hint = "drop the samples without a label, from X too"
    return TypeError(
        f"{name} has dtype {labels.dtype} and holds {labels[odd[0]]:g} at index {odd[0]}; expected integer labels. "
        f"Hint: {hint}"
    )


def as_dtype(dtype: DTypeLike, *, name: str) -> np.dtype:
    """Return ``dtype`` as a NumPy dtype if it is float32 or float64, or raise."""
    if dtype is None:  # to NumPy, None is float64
        raise TypeError(f"{name}: dtype must be float32 or float64; got None. Hint: dtype=np.float32")
    try:
        result = np.dtype(dtype)
    except TypeError:
        raise TypeError(
            f"{name}: dtype must be float32 or float64; got {describe(dtype)}. Hint: dtype=np.float32"
        ) from None
    if result not in (np.float32, np.float64):
        raise ValueError(f"{name}: dtype must be float32 or float64; got {result}. Hint: dtype=np.float32")
    return result


def as_path(path: object, *, name: str) -> "Path":
    """Return ``path`` as a Path with ``~`` expanded, or raise TypeError."""
    from pathlib import Path

    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"{name} must be a str or a pathlib.Path; got {describe(path)}")
    return Path(path).expanduser()


def as_int(value: object, *, name: str, minimum: int) -> int:
    """Return ``value`` as an int of at least ``minimum``, or raise."""
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        hint = "// instead of / keeps numbers whole" if isinstance(value, float) else PLAIN
        raise TypeError(f"{name} must be a whole number >= {minimum}; got {describe(value)}. Hint: {hint}") from None
    if number < minimum:
        raise ValueError(f"{name} must be a whole number >= {minimum}; got {number}")
    return number


def as_number(
    value: object,
    *,
    name: str,
    minimum: float,
    below: float = math.inf,
    above_minimum: bool = False,
    hint: str = "",
) -> float:
    """Return ``value`` as a finite Python float in [minimum, below), or raise.

    A Python float, unlike ``np.float64``, never turns float32 arrays into float64 ones.
    """
    interval = f"{'>' if above_minimum else '>='} {minimum:g}" + ("" if below == math.inf else f" and < {below:g}")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number {interval}; got {describe(value)}. Hint: {PLAIN}")
    try:
        number = float(value)
    except OverflowError:  # a whole number beyond any float
        number = math.inf
    lowest = math.nextafter(minimum, math.inf) if above_minimum else minimum
    if not (lowest <= number < below and math.isfinite(number)):
        raise ValueError(
            f"{name} must be a finite number {interval}; got {number}" + (f". Hint: {hint}" if hint else "")
        )
    return number


def as_sizes(n_in: int, n_out: int, *, name: str, bytes_each: int) -> tuple[int, int]:
    """Return both sizes of a layer as whole numbers of at least 1, or raise; refuse what no memory could hold."""
    n_in = as_int(n_in, name=f"{name}: n_in", minimum=1)
    n_out = as_int(n_out, name=f"{name}: n_out", minimum=1)
    what = f"{name}: a layer with n_in={n_in} and n_out={n_out}"
    require_memory(bytes_each * n_in * n_out, name=what, hint="a missing comma?")
    return n_in, n_out


def as_weights(
    init: Callable[..., Array], n_in: int, n_out: int, *, rng: np.random.Generator, dtype: np.dtype, name: str
) -> Array:
    """Return a copy of what ``init`` returns, row by row in memory, if it is an (n_in, n_out) array of numbers."""
    if not callable(init):
        raise TypeError(
            f"{name}: init must be a function init(n_in, n_out, *, rng); got {describe(init)}. Hint: init=mlpkit.he"
        )
    weights = as_float_array(init(n_in, n_out, rng=rng), name=f"{name}: the result of init", dtype=dtype)
    require_finite(weights, name=f"{name}: the result of init")
    if weights.shape != (n_in, n_out):
        raise ValueError(
            f"{name}: init returned weights of shape {weights.shape}; expected {(n_in, n_out)}. "
            "Hint: one row for each input"
        )
    return np.array(weights, order="C")


def as_network_sizes(layer_sizes: Iterable[int], *, name: str, bytes_each: int) -> list[int]:
    """Return the sizes of a network's layers as whole numbers, inputs first, or raise; refuse what no memory holds."""
    if isinstance(layer_sizes, str) or not hasattr(layer_sizes, "__iter__"):
        raise TypeError(f"{name}: layer_sizes must be a list of whole numbers; got {describe(layer_sizes)}")
    sizes = [as_int(n, name=f"{name}: layer_sizes[{i}]", minimum=1) for i, n in enumerate(layer_sizes)]
    if len(sizes) < 2:
        raise ValueError(
            f"{name}: layer_sizes must name at least inputs and outputs; got {sizes}. Hint: [784, 128, 10]"
        )
    n_params = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    what = f"{name}: a network with layer_sizes={sizes}, which means {n_params:,} parameters,"
    require_memory(n_params * bytes_each, name=what, hint="a missing comma?")
    return sizes


def require_memory(n_bytes: int, *, name: str, hint: str) -> None:
    """Raise ValueError if what ``name`` tells of would need more than :data:`MAX_BYTES`."""
    if n_bytes > MAX_BYTES:
        raise ValueError(
            f"{name} would need {n_bytes // 2**30:,} GiB of memory; expected at most {MAX_BYTES // 2**30} GiB. "
            f"Hint: {hint}"
        )


def require_rng(rng: object, *, name: str) -> np.random.Generator:
    """Return ``rng`` if it is a numpy.random.Generator, or raise TypeError."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{name}: rng must be a numpy.random.Generator; got {describe(rng)}. Hint: rng = np.random.default_rng(0)"
        )
    return rng


def require_instance(value: object, kind: type, *, name: str, hint: str) -> None:
    """Raise TypeError unless ``value`` is an object of the class ``kind``."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise TypeError(f"{name} must be {article} {kind.__name__}; got {describe(value)}. Hint: {hint}")


def require_distinct(objects: Sequence[object], kind: type, *, name: str) -> None:
    """Raise unless these are layers of a network, every one an object of its own."""
    if not isinstance(objects, Sequence):
        raise TypeError(f"{name} must be a list of layers; got {describe(objects)}. Hint: [Dense(…), ReLU(), …]")
    for i, layer in enumerate(objects):
        if not isinstance(layer, kind):
            raise TypeError(f"{name}[{i}] must be a Layer; got {describe(layer)}. Hint: ReLU(), with brackets")
        if any(layer is earlier for earlier in objects[:i]):
            raise ValueError(
                f"{name}[{i}] is there twice; got one and the same {layer!r}. A layer remembers one "
                f"forward pass, so every place needs a layer of its own. Hint: write {layer!r} once more"
            )


def require_schedule(schedule: object, *, name: str) -> None:
    """Raise TypeError unless ``schedule`` can be called."""
    if not callable(schedule):
        raise TypeError(
            f"{name} must be a function of the number of steps so far; got {describe(schedule)}. "
            "Hint: ConstantSchedule(0.1)"
        )


def refuse_swapped_labels(table: ArrayLike, labels: ArrayLike, *, name: str, expected: str) -> None:
    """Raise ValueError where a row stands for the table and a table for the row of labels."""
    try:
        swapped = np.ndim(table) == 1 and np.ndim(labels) == 2
    except ValueError:  # ragged: others say more about it
        return
    if swapped:
        came = f"a row of shape {np.shape(table)} and labels of shape {np.shape(labels)}"
        raise ValueError(f"{name}: got {came}; expected {expected}. Hint: were the two swapped?")


def refuse_swapped_numbers(y_pred: ArrayLike, y_true: ArrayLike, *, name: str) -> None:
    """Raise ValueError where the outputs are whole numbers, as labels are, and the targets are not."""
    outputs, targets = np.asarray(y_pred), np.asarray(y_true)
    if outputs.dtype.kind in "iub" and targets.dtype.kind == "f":
        raise ValueError(
            f"{name}: y_pred is {describe(outputs)} but y_true has dtype {targets.dtype}; expected the outputs first "
            "and the targets second. Hint: were the two swapped?"
        )


def require_same_shape(a: tuple[int, ...], b: tuple[int, ...], *, name: str, a_name: str, b_name: str) -> None:
    """Raise ValueError unless two arrays have exactly the same shape: no silent broadcasting."""
    if a != b:
        hint = "y.reshape(-1, 1) makes a column" if len(a) == 2 and len(b) == 1 else "print both shapes"
        raise ValueError(
            f"{name}: {a_name} has shape {a} but {b_name} has shape {b}; expected the same shape. Hint: {hint}"
        )


def choose(value: object, *, name: str, options: Iterable[str]) -> str:
    """Return ``value`` if it is one of ``options``; otherwise raise and suggest the nearest."""
    known = list(options)
    if isinstance(value, str) and value in known:
        return value
    import difflib

    near = difflib.get_close_matches(str(value).lower(), known, n=1)
    message = f"{name} must be one of {', '.join(map(repr, known))}; got {describe(value)}"
    if near:
        message += f". Did you mean {near[0]!r}?"
    raise (ValueError if isinstance(value, str) else TypeError)(message)
