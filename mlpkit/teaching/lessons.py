"""What only a notebook needs: numbers stated as claims, and exercises that check themselves."""

import copy
import inspect
from collections.abc import Callable, Mapping, Sequence
from types import FunctionType
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import as_number
from mlpkit.teaching.comparing import NOT_STARTED, agree, attempt, circumstances, difference

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
    claims = {}  # and whether each holds
    if about is not None and within is not None:
        claims[f"{about:g}, give or take {within:g}"] = abs(value - about) <= within
    if at_least is not None:
        claims[f"at least {at_least:g}"] = value >= at_least
    if at_most is not None:
        claims[f"at most {at_most:g}"] = value <= at_most
    if not claims:
        raise TypeError("expect: no claim; expected about= and within=, at_least= or at_most=")
    claim = " and ".join(claims)
    if not all(claims.values()):
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
        The arguments to try, one tuple a call; or a function of a random generator that returns them. It gets the
        same numbers each time: what is said of an answer does not change. By default one call without arguments.
    mistakes : mapping of str to callable, optional
        Typical wrong results: what to say about each, and a function that computes it from the same arguments.
    tolerance : float, default 1e-6
        Largest difference that counts as equal: relative to the right number, and as much to the largest one.

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
    arguments = cases(np.random.default_rng(0)) if callable(cases) else cases
    n_cases = len(arguments)
    if n_cases == 0:
        raise ValueError("check: cases is empty; expected at least one tuple of arguments")
    for number, args in enumerate(arguments, start=1):
        result, problem = attempt(answer, args)
        if problem == NOT_STARTED:
            print("Not started yet: replace `raise NotImplementedError` with your own lines, then run this cell again.")
            return
        if problem.startswith("your function raised"):
            names = inspect.signature(answer).parameters if isinstance(answer, FunctionType) else ()
            problem += circumstances(problem, args, tuple(names))
        if not problem and (problem := difference(result, against(*copy.deepcopy(args)), tolerance)):
            made = (name for name, slip in (mistakes or {}).items() if _makes(slip, args, result, tolerance))
            problem = next(made, problem)
        if problem:
            where = "" if n_cases == 1 else f", case {number} of {n_cases}"
            print(f"Not yet{where}: {problem}" + ("" if problem.endswith(("?", ".")) else "."))
            return
    print("Correct." if n_cases == 1 else f"Correct: {n_cases} of {n_cases} cases.")


def _makes(slip: Callable[..., Any], args: tuple[Any, ...], result: Any, tolerance: float) -> bool:
    """Return whether a slip makes this result of these arguments; one that fails on them does not."""
    try:
        return agree(result, slip(*copy.deepcopy(args)), tolerance)
    except Exception:
        return False
