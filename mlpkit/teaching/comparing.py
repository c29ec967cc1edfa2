"""A learner's result and the right one: the function is called, and the difference is told by what it looks like."""

import copy
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mlpkit._machinery.arguments import describe

NOT_STARTED = "not started"
"""The problem of a function that only raises NotImplementedError."""


class Attempt(NamedTuple):
    """What came of a call: the result, None where there is none, and one phrase on what is wrong with the call."""

    result: Any
    problem: str


def attempt(answer: Callable[..., Any], args: tuple[Any, ...]) -> Attempt:
    """Call a learner's function, whatever it does.

    Parameters
    ----------
    answer : callable
        The learner's function.
    args : tuple
        The arguments. The function gets copies of them.

    Returns
    -------
    Attempt
        Its problem is ``NOT_STARTED`` if the function raised NotImplementedError, and empty if there is none.

    Examples
    --------
    >>> attempt(lambda x: 2 * x, (3.0,))
    Attempt(result=6.0, problem='')
    >>> attempt(lambda x: x / 0, (3.0,)).problem
    'your function raised ZeroDivisionError: float division by zero, at `attempt(lambda x: x / 0, (3.0,)).problem`'
    """
    given = copy.deepcopy(args)
    try:
        result = answer(*given)
    except NotImplementedError:
        return Attempt(None, NOT_STARTED)
    except Exception as error:
        return Attempt(None, f"your function raised {type(error).__name__}: {error}{_line_of(error)}")
    if not all(map(_same, args, given)):
        return Attempt(result, "your function changed its input; work on a copy")
    return Attempt(result, "your function returned None; is the return missing?" if result is None else "")


def _line_of(error: Exception) -> str:
    """Return the last line of a notebook's cell, which is no file, that led to an error."""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [step.line.partition("  #")[0] for step in steps if step.line and not Path(step.filename).exists()]
    return f", at `{lines[-1]}`" if lines else ""


HINTS = {
    "'NoneType'": "methods such as .sort() and .append() change what they belong to, and return None",
    "truth value": "if, and, or, max take one truth value; for whole arrays: a mask, np.where, np.maximum",
    "matmul": "write down the shapes of both factors; is one of them transposed? Or is * meant, not @?",
    "not aligned": "write down the shapes of both factors; is one of them transposed? Or is * meant, not @?",
    "broadcast": "write down the shapes on both sides: is an axis missing (keepdims=True), or too short?",
    "IndexError": "does the index count rows or columns, and from 0?",
}
"""What helps with an error, by a piece of its message."""


def circumstances(problem: str, args: tuple[Any, ...], names: Sequence[str] = ()) -> str:
    """Return what goes with the error that a learner's function raised: what it was called with, and a hint.

    Examples
    --------
    >>> circumstances("your function raised KeyError: 2", (2, [3, 4]), ("k", "values"))
    ', when called with k = 2 (int), values = [3, 4] (list)'
    """
    hint = next((f". Hint: {hint}" for piece, hint in HINTS.items() if piece in problem), "")
    named = [f"{name} = " for name in names] if len(names) == len(args) else [""] * len(args)
    called = ", ".join(name + describe(arg) for name, arg in zip(named, args, strict=True))
    return (f", when called with {called}" if args else "") + hint


PLACES = {
    "the first row": np.s_[1:, :],
    "the last row": np.s_[:-1, :],
    "the first column": np.s_[:, 1:],
    "the last column": np.s_[:, :-1],
    "the last row and the last column; does a loop end too early?": np.s_[:-1, :-1],
}
"""Where wrong numbers may all be, and the rest of the table."""


def difference(result: Any, right: Any, tolerance: float) -> str:
    """Return how a learner's result differs from the right one.

    Parameters
    ----------
    result, right : object
        A number, an array, something that NumPy makes an array of; or, if ``right`` is a tuple, several of them.
    tolerance : float
        Largest difference that counts as equal: relative to the right number, and as much to the largest one.

    Returns
    -------
    str
        One phrase that never shows the right numbers; an empty text if there is no difference. NaN equals NaN.

    Examples
    --------
    >>> difference(6.0, 6.0, 1e-6)
    ''
    >>> difference(-6.0, 6.0, 1e-6)
    'the sign is the wrong way round'
    """
    expected = _as_numbers(right, right)
    try:
        found = _as_numbers(result, right)
    except (TypeError, ValueError, OverflowError):
        what = "numbers" if len(expected) == 1 else f"{len(expected)} results"
        return f"expected {what}, got {describe(result)}{_decimal_comma(result, len(expected))}"
    for position, (mine, true) in enumerate(zip(found, expected, strict=True), start=1):
        which = "" if len(expected) == 1 else f"result {position}: "
        if mine.shape != true.shape:
            hint = " (transposed?)" if mine.shape == true.shape[::-1] else ""
            return f"{which}wrong shape {mine.shape}, expected {true.shape}{hint or _decimal_comma(result, true.size)}"
        if _close(mine, true, tolerance):
            continue
        if not np.isfinite(mine).all() and np.isfinite(true).all():
            where = tuple(map(int, np.argwhere(~np.isfinite(mine))[0]))
            return f"{which}NaN or infinity" + (f" at index {where}" if where else "")
        return which + _name_difference(mine, true, tolerance)
    return ""


def _decimal_comma(result: Any, n_numbers: int) -> str:
    """Return what to say where Python has read more numbers than somebody wrote who meant 3.5 by ``3,5``."""
    is_more = isinstance(result, tuple) and n_numbers < len(result) and all(isinstance(n, int) for n in result)
    return "; write numbers with a point, like 3.5: a comma ends a number" if is_more else ""


def _name_difference(mine: np.ndarray, right: np.ndarray, tolerance: float) -> str:
    """Return the general mistake that wrong numbers of the right shape look like, and not what would be right."""
    if (np.isnan(right) & ~np.isnan(mine)).any():
        return "a number where none can be: nan belongs there"
    if _close(-mine, right, tolerance):
        return "the sign is the wrong way round"
    if right.size == 1:  # a factor would give the answer away
        return "the number is too large" if mine.item() > right.item() else "the number is too small"
    if right.ndim == 2 and right.shape[0] == right.shape[1] and _close(mine.T, right, tolerance):
        return "the result is transposed"
    factor = float((mine * right).sum() / (right * right).sum()) if np.isfinite(right).all() and right.any() else 0.0
    if factor and _close(mine / factor, right, tolerance):
        if factor < 0:
            return "wrong by a constant factor, sign included"
        return f"exactly {factor:.4g} times too large" if factor > 1 else f"exactly {1 / factor:.4g} times too small"
    wrong = ~_agreeing(mine, right, tolerance)
    n_wrong = int(wrong.sum())
    where = next((f", all in {place}" for place, rest in PLACES.items() if _is_only_outside(wrong, rest)), "")
    return f"{n_wrong} of {right.size} numbers {'is' if n_wrong == 1 else 'are'} wrong{where}"


def _is_only_outside(wrong: np.ndarray, rest: tuple[slice, ...]) -> bool:
    """Return whether the rest of a table is right."""
    return wrong.ndim == 2 and wrong[rest].size > 1 and not wrong[rest].any()


def agree(result: Any, other: Any, tolerance: float) -> bool:
    """Return whether two results are the same numbers in the same shapes; see :func:`difference`."""
    try:
        pairs = zip(_as_numbers(result, other), _as_numbers(other, other), strict=True)
        return all(_close(mine, theirs, tolerance) for mine, theirs in pairs)
    except (TypeError, ValueError, OverflowError):
        return False


def _as_numbers(result: Any, right: Any) -> list[np.ndarray]:
    """Return a result, or each of as many results as are right, as float64; raise if there are more, fewer, or none."""
    n_results = len(right) if isinstance(right, tuple) else 1
    parts = (result,) if n_results == 1 else tuple(result)
    arrays = [np.asarray(part) for part in parts]
    arrays = [a.real if a.dtype.kind == "c" and not a.imag.any() else a for a in arrays]  # as NumPy 2.5's eig returns
    if len(parts) != n_results or any(part is None for part in parts) or any(a.dtype.kind in "cUS" for a in arrays):
        raise ValueError
    return [array.astype(np.float64) for array in arrays]


def _close(mine: np.ndarray, right: np.ndarray, tolerance: float) -> bool:
    """Return whether two arrays agree in shape and values."""
    return mine.shape == right.shape and bool(_agreeing(mine, right, tolerance).all())


def _agreeing(mine: np.ndarray, right: np.ndarray, tolerance: float) -> np.ndarray:
    """Return which numbers of two arrays of one shape agree; the tolerance is relative to the largest finite number."""
    largest = np.abs(right).max(initial=0, where=np.isfinite(right))
    return np.isclose(mine, right, rtol=tolerance, atol=tolerance * largest + 1e-12, equal_nan=True)


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
