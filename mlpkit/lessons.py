"""What only a notebook needs: numbers stated as claims, and exercises that check themselves."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from mlpkit._checks import as_number, describe

Cases = Sequence[tuple[Any, ...]] | Callable[[np.random.Generator], Sequence[tuple[Any, ...]]]


def expect(
    value: float,
    *,
    about: float | None = None,
    within: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """State a claim about a measured number, and check it.

    The printed sentence names the claim and not the measured value, so that it is the same on every machine on
    which the claim holds.

    Parameters
    ----------
    value : float
        What was measured.
    about, within : float, optional
        The claim "about ``about``, give or take ``within``"; always both.
    at_least, at_most : float, optional
        The claims "at least" and "at most"; one or both.

    Raises
    ------
    AssertionError
        If the claim does not hold. The message has the measured value.
    TypeError
        If the arguments make no claim.

    Examples
    --------
    >>> expect(0.9771, about=0.976, within=0.004)
    As claimed: 0.976, give or take 0.004.
    >>> expect(0.9771, at_least=0.97)
    As claimed: at least 0.97.
    """
    value = as_number(value, name="expect: value", minimum=-np.inf)
    if (about is None) != (within is None):
        raise TypeError("expect: about and within belong together; got only one. Hint: expect(x, about=1, within=0.1)")
    claims = []
    holds = True
    if about is not None and within is not None:
        claims.append(f"{about:g}, give or take {within:g}")
        holds &= abs(value - about) <= within
    if at_least is not None:
        claims.append(f"at least {at_least:g}")
        holds &= value >= at_least
    if at_most is not None:
        claims.append(f"at most {at_most:g}")
        holds &= value <= at_most
    if not claims:
        raise TypeError("expect: no claim; expected about= and within=, at_least= or at_most=")
    claim = " and ".join(claims)
    if not holds:
        raise AssertionError(f"the claim does not hold: measured {value:.6g}, claimed {claim}")
    print(f"As claimed: {claim}.")


def check(
    answer: Any,
    *,
    against: Callable[..., Any],
    cases: Cases = ((),),
    mistakes: Mapping[str, Callable[..., Any]] | None = None,
    tolerance: float = 1e-6,
) -> None:
    """Try a learner's function on several inputs, or a learner's number, and say in one line how it went.

    Nothing is raised: an exercise that has not been started is no error. What went wrong is named as closely as
    possible, and the right answer is never shown.

    Parameters
    ----------
    answer : callable, or number, array or tuple of them
        The learner's function, or the result of the learner's pencil; None means "not started".
    against : callable
        Computes the right result from the same arguments, in another way: a loop, a closed form, differences.
    cases : sequence of tuple, or callable
        The arguments to try, one tuple a call; or a function of a random generator that returns them, which is
        then called with a new generator each time. By default one call without arguments.
    mistakes : mapping of str to callable, optional
        Typical wrong results: what to say about each, and a function that computes it from the same arguments.
    tolerance : float, default 1e-6
        Largest difference that counts as equal, relative to the size of the right numbers.

    Examples
    --------
    >>> def double(x):
    ...     return x + x
    >>> check(double, against=lambda x: 2 * x, cases=[(1.0,), (2.0,)])
    Correct: 2 of 2 cases.
    >>> check(lambda x: -2 * x, against=double, cases=[(1.0,), (2.0,)])
    Not yet, case 1 of 2: the sign is the wrong way round.
    >>> check(5, against=lambda: 2 + 2)
    Not yet: the number is too large.
    """
    if not callable(answer):
        value, answer = answer, lambda: value
        if value is None:
            print("Not started yet: replace `None` with your answer, then run this cell again.")
            return
    arguments = cases(np.random.default_rng()) if callable(cases) else cases
    n_cases = len(arguments)
    if n_cases == 0:
        raise ValueError("check: cases is empty; expected at least one tuple of arguments")
    for number, args in enumerate(arguments, start=1):
        problem = _find_problem(answer, against, args, mistakes or {}, tolerance)
        if problem == "not started":
            print("Not started yet: replace `raise NotImplementedError` with your own lines, then run this cell again.")
            return
        if problem:
            where = "" if n_cases == 1 else f", case {number} of {n_cases}"
            print(f"Not yet{where}: {problem}" + ("" if problem.endswith(("?", ".")) else "."))
            return
    print("Correct." if n_cases == 1 else f"Correct: {n_cases} of {n_cases} cases.")


def _find_problem(
    answer: Callable[..., Any],
    against: Callable[..., Any],
    args: tuple[Any, ...],
    mistakes: Mapping[str, Callable[..., Any]],
    tolerance: float,
) -> str:
    """Return what is wrong with one call of the learner's function; an empty text if nothing is."""
    given = copy.deepcopy(args)
    try:
        result = answer(*given)
    except NotImplementedError:
        return "not started"
    except Exception as error:
        return f"your function raised {type(error).__name__}: {error}"
    if not all(_same(mine, theirs) for mine, theirs in zip(args, given, strict=True)):
        return "your function changed its input; work on a copy"
    if result is None:
        return "your function returned None; is the return missing?"
    right = against(*copy.deepcopy(args))
    n_results = len(right) if isinstance(right, tuple) else 1
    expected = _as_numbers(right, n_results)
    try:
        found = _as_numbers(result, n_results)
    except (TypeError, ValueError):
        return f"expected {'numbers' if n_results == 1 else f'{n_results} results'}, got {describe(result)}"
    if not _close(found, expected, tolerance):
        for message, wrong in mistakes.items():
            if _close(found, _as_numbers(wrong(*copy.deepcopy(args)), n_results), tolerance):
                return message
    return _compare(found, expected, tolerance)


def _compare(found: list[np.ndarray], expected: list[np.ndarray], tolerance: float) -> str:
    """Return how the learner's numbers differ from the right ones; an empty text if they do not."""
    for position, (mine, right) in enumerate(zip(found, expected, strict=True), start=1):
        which = "" if len(expected) == 1 else f"result {position}: "
        if mine.shape != right.shape:
            hint = " (transposed?)" if mine.shape == right.shape[::-1] else ""
            return f"{which}wrong shape {mine.shape}, expected {right.shape}{hint}"
        if _close([mine], [right], tolerance):
            continue
        if not np.isfinite(mine).all() and np.isfinite(right).all():
            where = tuple(map(int, np.argwhere(~np.isfinite(mine))[0]))
            return f"{which}NaN or infinity" + (f" at index {where}" if where else "")
        return which + _name_difference(mine, right, tolerance)
    return ""


def _name_difference(mine: np.ndarray, right: np.ndarray, tolerance: float) -> str:
    """Return the general mistake that wrong numbers of the right shape look like, and not what would be right."""
    if _close([-mine], [right], tolerance):
        return "the sign is the wrong way round"
    if right.size == 1:  # a factor would give the answer away
        return "the number is too large" if mine.item() > right.item() else "the number is too small"
    if right.ndim == 2 and right.shape[0] == right.shape[1] and _close([mine.T], [right], tolerance):
        return "the result is transposed"
    factor = float((mine * right).sum() / (right * right).sum()) if np.isfinite(right).all() and right.any() else 0.0
    if factor and _close([mine / factor], [right], tolerance):
        if factor < 0:
            return "wrong by a constant factor, sign included"
        return f"exactly {factor:.4g} times too large" if factor > 1 else f"exactly {1 / factor:.4g} times too small"
    n_wrong = int((~np.isclose(mine, right, rtol=tolerance, atol=tolerance)).sum())
    return f"{n_wrong} of {right.size} numbers are wrong"


def _as_numbers(result: Any, n_results: int) -> list[np.ndarray]:
    """Return a result, or each of several results, as an array of float64; raise ValueError if their number differs."""
    parts = (result,) if n_results == 1 else tuple(result)
    if len(parts) != n_results or any(np.iscomplexobj(part) for part in parts):
        raise ValueError
    return [np.asarray(part, dtype=np.float64) for part in parts]


def _close(found: list[np.ndarray], expected: list[np.ndarray], tolerance: float) -> bool:
    """Return whether two results agree in number, shapes and values."""
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
