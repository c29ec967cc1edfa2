"""A learner's result against the right one: whether they agree, and what kind of mistake a difference looks like."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from mlpkit._machinery.checks import describe

NOT_STARTED = "not started"
"""The problem of a function that only raises NotImplementedError."""


def find_problem(
    answer: Callable[..., Any],
    against: Callable[..., Any],
    args: tuple[Any, ...],
    mistakes: Mapping[str, Callable[..., Any]],
    tolerance: float,
) -> str:
    """Return what is wrong with one call of a learner's function.

    Parameters
    ----------
    answer : callable
        The learner's function.
    against : callable
        Computes the right result from the same arguments.
    args : tuple
        The arguments. Neither function can change those of the other.
    mistakes : mapping of str to callable
        What to say about typical mistakes, and functions that make them.
    tolerance : float
        See :func:`close`.

    Returns
    -------
    str
        One phrase that never shows the right numbers; ``NOT_STARTED`` if the function raised NotImplementedError; an
        empty text if nothing is wrong.

    Examples
    --------
    >>> find_problem(lambda x: x + x, lambda x: 2 * x, (3.0,), {}, 1e-6)
    ''
    >>> find_problem(lambda x: -2 * x, lambda x: 2 * x, (3.0,), {}, 1e-6)
    'the sign is the wrong way round'
    """
    given = copy.deepcopy(args)
    try:
        result = answer(*given)
    except NotImplementedError:
        return NOT_STARTED
    except Exception as error:
        return f"your function raised {type(error).__name__}: {error}"
    if not all(_same(mine, theirs) for mine, theirs in zip(args, given, strict=True)):
        return "your function changed its input; work on a copy"
    if result is None:
        return "your function returned None; is the return missing?"
    right = against(*copy.deepcopy(args))
    n_results = len(right) if isinstance(right, tuple) else 1
    expected = as_numbers(right, n_results)
    try:
        found = as_numbers(result, n_results)
    except (TypeError, ValueError):
        return f"expected {'numbers' if n_results == 1 else f'{n_results} results'}, got {describe(result)}"
    if not close(found, expected, tolerance):
        for message, wrong in mistakes.items():
            if close(found, as_numbers(wrong(*copy.deepcopy(args)), n_results), tolerance):
                return message
    return _compare(found, expected, tolerance)


def _compare(found: list[np.ndarray], expected: list[np.ndarray], tolerance: float) -> str:
    """Return how the learner's numbers differ from the right ones; an empty text if they do not."""
    for position, (mine, right) in enumerate(zip(found, expected, strict=True), start=1):
        which = "" if len(expected) == 1 else f"result {position}: "
        if mine.shape != right.shape:
            hint = " (transposed?)" if mine.shape == right.shape[::-1] else ""
            return f"{which}wrong shape {mine.shape}, expected {right.shape}{hint}"
        if close([mine], [right], tolerance):
            continue
        if not np.isfinite(mine).all() and np.isfinite(right).all():
            where = tuple(map(int, np.argwhere(~np.isfinite(mine))[0]))
            return f"{which}NaN or infinity" + (f" at index {where}" if where else "")
        return which + _name_difference(mine, right, tolerance)
    return ""


def _name_difference(mine: np.ndarray, right: np.ndarray, tolerance: float) -> str:
    """Return the general mistake that wrong numbers of the right shape look like, and not what would be right."""
    if close([-mine], [right], tolerance):
        return "the sign is the wrong way round"
    if right.size == 1:  # a factor would give the answer away
        return "the number is too large" if mine.item() > right.item() else "the number is too small"
    if right.ndim == 2 and right.shape[0] == right.shape[1] and close([mine.T], [right], tolerance):
        return "the result is transposed"
    factor = float((mine * right).sum() / (right * right).sum()) if np.isfinite(right).all() and right.any() else 0.0
    if factor and close([mine / factor], [right], tolerance):
        if factor < 0:
            return "wrong by a constant factor, sign included"
        return f"exactly {factor:.4g} times too large" if factor > 1 else f"exactly {1 / factor:.4g} times too small"
    n_wrong = int((~np.isclose(mine, right, rtol=tolerance, atol=tolerance)).sum())
    return f"{n_wrong} of {right.size} numbers are wrong"


def as_numbers(result: Any, n_results: int) -> list[np.ndarray]:
    """Return a result, or each of several results, as an array of float64.

    Parameters
    ----------
    result : object
        A number, an array, something that NumPy makes an array of, or ``n_results`` of them.
    n_results : int
        How many there should be.

    Returns
    -------
    list of numpy.ndarray
        One array for each.

    Raises
    ------
    ValueError, TypeError
        If there are more or fewer, or they are no real numbers.
    """
    parts = (result,) if n_results == 1 else tuple(result)
    if len(parts) != n_results or any(np.iscomplexobj(part) for part in parts):
        raise ValueError
    return [np.asarray(part, dtype=np.float64) for part in parts]


def close(found: list[np.ndarray], expected: list[np.ndarray], tolerance: float) -> bool:
    """Return whether two results agree in number, shapes and values.

    Parameters
    ----------
    found, expected : list of numpy.ndarray
        What :func:`as_numbers` returns.
    tolerance : float
        Largest difference that counts as equal, relative to the size of the right numbers.

    Returns
    -------
    bool
        NaN equals NaN.
    """
    return len(found) == len(expected) and all(
        mine.shape == right.shape
        and np.allclose(mine, right, rtol=tolerance, atol=tolerance * _size(right) + 1e-12, equal_nan=True)
        for mine, right in zip(found, expected, strict=True)
    )


def _size(right: np.ndarray) -> float:
    """Return the largest finite number of an array, without its sign."""
    return float(np.abs(right).max(initial=0, where=np.isfinite(right)))


def _same(before: Any, after: Any) -> bool:
    """Return whether an argument is as it was; only arrays and Python's own collections are looked at."""
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before)
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, set):
        return bool(before == after)
    return bool(np.array_equal(before, after, equal_nan=True)) if isinstance(before, (int, float)) else True
