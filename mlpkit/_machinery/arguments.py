"""Turn what the caller passed into what the core computes with, or say clearly what is wrong.

Every message has the same four parts: the argument, what came, what is expected, one hint.
"""

import math
import numbers
import operator
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array = NDArray[np.floating]
"""A floating-point array: what flows through a network."""

Labels = NDArray[np.integer]
"""Integer class labels, shape (n_samples,)."""

MAX_BYTES = 4 * 2**30
"""What would need more memory than this is refused: a slip, most likely, and no machine of a class would survive it."""


PLAIN = "a plain number, without quotes or brackets"
"""The hint where a number is expected and something else came."""


NUMBERED = "classes = sorted(set(y_train)), then [classes.index(label) for label in y] for every y"
"""The hint for labels that are no whole numbers from 0 on: training and test data must be numbered alike."""


def describe(value: object) -> str:
    """Return a short description of ``value`` for an error message."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = " ".join(repr(value).split())
    return f"{text if len(text) <= 60 else text[:57] + '...'} ({type(value).__name__})"


def wrong_kind(name: str, expected: str, value: object, hint: str = "") -> TypeError:
    """Return the error for an argument that is something else than expected."""
    return TypeError(f"{name} must be {expected}; got {describe(value)}" + (f". Hint: {hint}" if hint else ""))


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
    array = values if type(values) is np.ndarray else _as_array(values, name=name)
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


def _as_array(values: ArrayLike, *, name: str, expected: str = "an array of numbers") -> np.ndarray:
    """Return what NumPy makes of ``values``; refuse what it would take amiss."""
    if values is None:
        raise TypeError(f"{name} is None; expected {expected}. Hint: was a return forgotten?")
    if hasattr(values, "tocsr"):
        came, hint = f"a sparse matrix ({type(values).__name__})", f"{name.split()[-1]}.toarray()"
        raise TypeError(f"{name} is {came}; expected {expected}. Hint: {hint}")
    if isinstance(values, np.ma.MaskedArray):
        hint = "leave out what is masked, from X and y, or fill it with .filled(value)"
        raise TypeError(f"{name} is a masked array; expected {expected}. Hint: {hint}")
    try:
        return np.asarray(values)
    except ValueError:
        hint = "print the length of each row"
        raise ValueError(f"{name} is ragged; expected {expected}, all rows of one length. Hint: {hint}") from None


def _not_numbers(values: ArrayLike, array: np.ndarray, *, name: str) -> TypeError:
    """Return the error for an array of another kind than real numbers."""
    if array.dtype.kind == "O" and array.ndim == 0:
        return TypeError(f"{name} is {describe(values)}; expected an array of numbers. Hint: np.array(list(...))")
    hint = "np.asarray(X, dtype=np.float32) if the entries really are numbers"
    if array.dtype.kind == "c":
        hint = "np.real(X) or np.imag(X), or np.abs(X)"
    return TypeError(f"{name} has dtype {array.dtype}; expected real numbers. Hint: {hint}")


def as_one_number(result: ArrayLike, *, name: str, hint: str) -> float:
    """Return what a function of the caller's gave as one Python float, or raise."""
    array = as_float_array(result, name=name)
    if array.size != 1:
        raise wrong_kind(name, "one number", array, hint)
    return float(array.item())


def as_batch(
    X: ArrayLike, *, name: str, n_features: int | None = None, dtype: np.dtype | None = None, may_be_empty: bool = True
) -> Array:
    """Return ``X`` as a floating-point array of shape (n_samples, n_features), or raise."""
    array = as_float_array(X, name=name, dtype=dtype)
    if array.ndim != 2:
        hint = "np.reshape(X, (len(X), -1)) flattens each sample"
        if array.ndim == 0:
            hint = "a batch is a table with one row a sample"
        elif array.shape == (0,):
            hint = "the list is empty: was every sample filtered out?"
        elif array.ndim == 1:
            hint = "np.reshape(X, (1, -1)) makes a batch of one sample"
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
        hint = "n_out(n_in) of a layer says how many columns it returns"
        raise ValueError(f"{name}.forward: the result has shape {outputs.shape}; expected {shape}. Hint: {hint}")
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
    labels = y if type(y) is np.ndarray and y.ndim == 1 and y.size else _as_row(y, name, n_samples, n_classes)
    if labels.dtype.kind not in "iu":
        raise _not_labels(labels, name=name)
    if n_samples not in (None, len(labels)):
        raise ValueError(
            f"{name} has {len(labels)} labels for {n_samples} samples; expected one label a sample. "
            "Hint: were X and y cut or shuffled separately?"
        )
    if labels.size and n_classes is not None and not 0 <= labels.min() <= labels.max() < n_classes:
        worst, hint = labels.max(), "does the last layer have as many outputs as there are classes?"
        if labels.min() < 0:
            worst, hint = labels.min(), NUMBERED
        raise ValueError(
            f"{name} holds the label {worst}; expected labels from 0 to {n_classes - 1}, one for each of the "
            f"{n_classes} outputs. Hint: {hint}"
        )
    return labels


def as_names(y: ArrayLike, *, name: str) -> np.ndarray:
    """Return labels of any kind, shape (n_samples,): whole numbers, however they are stored, or text."""
    names = _as_row(y, name)
    if names.dtype.kind == "O" and all(isinstance(label, str) for label in names):
        return names.astype(str)
    if names.dtype.kind == "b" or (names.dtype.kind == "f" and (names == np.floor(names)).all()):
        return names.astype(np.int64)
    if names.dtype.kind not in "iuU":
        raise _not_labels(names, name=name)
    return names


def as_classes(labels: object, *, name: str, n_classes: int | None = None) -> np.ndarray:
    """Return the names of all classes, each of them once, in the order in which they were given."""
    require_order(labels, name=name)
    classes = as_names(labels, name=name)  # type: ignore[arg-type]
    n = len(np.unique(classes)) if n_classes is None else n_classes
    if len(classes) != n:
        hint = "name each class once, also those that do not occur"
        raise ValueError(f"{name} is {describe(labels)}; expected {n} different classes. Hint: {hint}")
    return classes


def require_order(names: object, *, name: str) -> None:
    """Raise TypeError for a set, of which nobody could say which name belongs to which class."""
    if isinstance(names, (set, frozenset)):
        raise TypeError(f"{name} is a set, which has no order; expected a list. Hint: sorted({name.split()[-1]})")


def as_class_numbers(n_classes: int, *, name: str) -> Labels:
    """Return 0, 1, 2, and so on, unless a table with a row and a column for each were beyond all memory."""
    n_classes = as_int(n_classes, name=f"{name}: n_classes", minimum=1)
    require_memory(
        8 * n_classes**2,
        name=f"{name}: the table of {n_classes:,} classes (labels 0 to {n_classes - 1:,})",
        hint="labels=np.union1d(y_true, y_pred) has only the labels that occur",
    )
    return np.arange(n_classes)


def numbered(names: np.ndarray, classes: np.ndarray, *, name: str) -> Labels:
    """Return for each label the number of its class in ``classes``, or raise."""
    unknown = names[~np.isin(names, classes)] if _are_alike(names, classes) else names
    if len(unknown):
        raise ValueError(
            f"{name} holds the label {unknown[0].item()!r}; expected one of {describe(classes.tolist())}. "
            "Hint: labels= takes a list of all classes"
        )
    order = np.argsort(classes)
    return order[np.searchsorted(classes, names, sorter=order)]


def as_name_pair(y_true: ArrayLike, y_pred: ArrayLike, *, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return true and predicted labels of one kind, two arrays of the same length, at least 1."""
    truth = _as_array(y_true, name=f"{name}: y_true", expected="integer labels")
    guess = _as_array(y_pred, name=f"{name}: y_pred", expected="integer labels")
    if truth.shape != guess.shape and truth.ndim and guess.ndim:
        raise ValueError(
            f"{name}: y_true has shape {truth.shape} but y_pred has shape {guess.shape}; expected the same shape. "
            f"Hint: {_pair_hint(truth, guess)}"
        )
    truth, guess = as_names(truth, name=f"{name}: y_true"), as_names(guess, name=f"{name}: y_pred")
    if len(truth) == 0:
        raise ValueError(f"{name}: y_true is empty; expected at least one label")
    if not _are_alike(truth, guess):
        argument = "y_pred" if truth.dtype.kind == "U" else "y_true"
        raise TypeError(
            f"{name}: y_true has dtype {truth.dtype} but y_pred has dtype {guess.dtype}; expected text in both or in "
            f"neither. Hint: [classes[k] for k in {argument}], where classes is the list that numbered the labels"
        )
    return truth, guess


def _pair_hint(truth: np.ndarray, guess: np.ndarray) -> str:
    """Return what to do with true and predicted labels of two shapes."""
    if truth.ndim == guess.ndim == 1:
        return "were the two cut or shuffled separately?"
    if guess.ndim == 2 and guess.shape[1] > 1 and guess.dtype.kind == "f":
        return "np.argmax(y_pred, axis=1) takes the class of the largest output"
    table, other = (truth, guess) if truth.ndim == 2 else (guess, truth)
    return _table_hint(table, len(other), None) if table.ndim == 2 and table.size else _ONE_EACH


def _are_alike(names: np.ndarray, others: np.ndarray) -> bool:
    """Return whether both are text, or both are numbers."""
    return (names.dtype.kind == "U") == (others.dtype.kind == "U")


def _as_row(y: ArrayLike, name: str, n_samples: int | None = None, n_classes: int | None = None) -> np.ndarray:
    """Return labels of whatever kind as an array of shape (n_samples,), or raise."""
    labels = _as_array(y, name=name, expected="integer labels")
    if labels.ndim != 1:
        hint = _table_hint(labels, n_samples, n_classes) if labels.ndim == 2 and labels.size else _ONE_EACH
        raise ValueError(f"{name} must be integer labels of shape (n_samples,); got shape {labels.shape}. Hint: {hint}")
    return labels if labels.size else labels.astype(np.intp)  # an empty list has no type of its own


_ONE_EACH = "a list with one whole number for each sample"


def _table_hint(table: np.ndarray, n_samples: int | None, n_classes: int | None) -> str:
    """Return what to do with a table in place of labels: by what is in it, not by its shape alone."""
    if 1 in table.shape and n_samples in (None, table.size):
        return "np.ravel(y) turns a column into labels"
    if table.dtype.kind not in "fiub":
        return "np.asarray(y)[:, 0], if it is column 0 that holds the class"
    sums = table.sum(axis=1)
    if np.isin(table, (0, 1)).all():
        if (sums == 1).all():
            return "np.argmax(y, axis=1) turns one-hot rows into labels"
        return "samples of several classes, or of none, need BinaryCrossEntropy() and a network that ends in Sigmoid()"
    if table.min() >= 0 and np.allclose(sums, 1):
        return "these are probabilities; take the labels they were made from, one whole number for each sample"
    could_be = (table == np.floor(table)) & (table >= 0) & (table < (n_classes or np.inf))
    k = int(could_be.all(axis=0).argmax())
    return f"np.asarray(y)[:, {k}], if it is column {k} that holds the class"


def _not_labels(labels: np.ndarray, *, name: str) -> TypeError:
    """Return the error for labels of another kind than whole numbers."""
    came, hint = f"has dtype {labels.dtype}", NUMBERED
    missing = [i for i, label in enumerate(labels.tolist()) if str(label) in ("nan", "inf", "-inf", "None", "<NA>")]
    if missing:
        came += f" and holds {labels[missing[0]]} at index {missing[0]}"
        hint = "drop the samples without a label, from X too"
    elif _are_whole(labels):
        hint = "np.asarray(y, dtype=int)"
    elif labels.dtype.kind == "f":
        odd = np.flatnonzero(labels != np.floor(labels))[0]
        came += f" and holds {labels[odd]:g} at index {odd}"
        hint = "for targets that are numbers take MeanSquaredError()"
    return TypeError(f"{name} {came}; expected integer labels. Hint: {hint}")


def _are_whole(labels: np.ndarray) -> bool:
    """Return whether ``np.asarray(y, dtype=int)`` loses nothing: whole numbers as floats or text, yes and no."""
    if labels.dtype.kind == "O":
        labels = np.array([label if isinstance(label, str) else "" for label in labels])
    try:
        return labels.dtype.kind in "bfU" and bool((labels.astype(np.int64).astype(labels.dtype) == labels).all())
    except ValueError:  # text that is no number
        return False


def as_dtype(dtype: DTypeLike, *, name: str) -> np.dtype:
    """Return ``dtype`` as a NumPy dtype if it is float32 or float64, or raise."""
    result = "None" if dtype is None else dtype_or_description(dtype)  # to NumPy, None is float64
    if isinstance(result, str) or result not in (np.float32, np.float64):
        kind = TypeError if isinstance(result, str) else ValueError
        raise kind(f"{name}: dtype must be float32 or float64; got {result}. Hint: dtype=np.float32")
    return result


def dtype_or_description(dtype: DTypeLike) -> np.dtype | str:
    """Return ``dtype`` as a NumPy dtype, or a description of what is none."""
    try:
        return np.dtype(dtype)
    except TypeError:
        return describe(dtype)


def as_path(path: object, *, name: str) -> Path:
    """Return ``path`` as a Path with ``~`` expanded, or raise TypeError."""
    if not isinstance(path, (str, os.PathLike)):
        raise wrong_kind(name, "a str or a pathlib.Path", path)
    return Path(path).expanduser()


def as_int(value: object, *, name: str, minimum: int) -> int:
    """Return ``value`` as an int of at least ``minimum``, or raise."""
    expected = f"a whole number >= {minimum}"
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        hint = "// instead of / keeps numbers whole" if isinstance(value, float) else PLAIN
        raise wrong_kind(name, expected, value, hint) from None
    if number < minimum:
        raise ValueError(f"{name} must be {expected}; got {number}")
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
        raise wrong_kind(name, f"a number {interval}", value, PLAIN)
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
        raise wrong_kind(f"{name}: init", "a function init(n_in, n_out, *, rng)", init, "init=mlpkit.he")
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
        raise wrong_kind(f"{name}: layer_sizes", "a list of whole numbers", layer_sizes)
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


def require_probabilities(p: Array, *, name: str, of_classes: bool = False) -> None:
    """Raise ValueError unless these are probabilities; those of all classes add up to 1, or nearly: some clip them."""
    wrong = np.abs(p.sum(axis=1) - 1) > 0.1 if of_classes else p > 1
    if not (wrong.any() or (p < 0).any()):
        return
    if p.min() < 0 or p.max() > 1:
        raise ValueError(
            f"{name}: y_pred holds values from {p.min():g} to {p.max():g}; expected probabilities in [0, 1]. "
            f"Hint: {'take SoftmaxCrossEntropy()' if of_classes else 'end the network in Sigmoid()'}"
        )
    row = int(wrong.argmax())
    raise ValueError(
        f"{name}: row {row} of y_pred adds up to {p[row].sum():.4g}; expected the probabilities of all classes, which "
        "add up to 1. Hint: end the network in Softmax(), not in Sigmoid()"
    )


def require_rng(rng: object, *, name: str) -> np.random.Generator:
    """Return ``rng`` if it is a numpy.random.Generator, or raise TypeError."""
    if not isinstance(rng, np.random.Generator):
        raise wrong_kind(f"{name}: rng", "a numpy.random.Generator", rng, "rng = np.random.default_rng(0)")
    return rng


def require_instance(value: object, kind: type, *, name: str, hint: str) -> None:
    """Raise TypeError unless ``value`` is an object of the class ``kind``."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise wrong_kind(name, f"{article} {kind.__name__}", value, hint)


def require_distinct(objects: Sequence[object], kind: type, *, name: str) -> None:
    """Raise unless these are layers of a network, every one an object of its own."""
    if not isinstance(objects, Sequence):
        raise wrong_kind(name, "a list of layers", objects, "[Dense(…), ReLU(), …]")
    for i, layer in enumerate(objects):
        require_instance(layer, kind, name=f"{name}[{i}]", hint="ReLU(), with brackets")
        if any(layer is earlier for earlier in objects[:i]):
            raise ValueError(
                f"{name}[{i}] is there twice; got one and the same {layer!r}. A layer remembers one "
                f"forward pass, so every place needs a layer of its own. Hint: write {layer!r} once more"
            )


def require_schedule(schedule: object, *, name: str) -> None:
    """Raise TypeError unless ``schedule`` can be called."""
    if not callable(schedule):
        raise wrong_kind(name, "a function of the number of steps so far", schedule, "ConstantSchedule(0.1)")


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
        hint = "np.reshape(y, (-1, 1)) makes a column" if len(a) == 2 and len(b) == 1 else "print both shapes"
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
