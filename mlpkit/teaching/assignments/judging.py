"""What a task is, and how an answer to it is judged."""

import copy
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlpkit._machinery.checks import describe
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.comparing import NOT_STARTED, as_numbers, close, find_problem

Judge = Callable[[Answer, np.random.Generator], str]
"""Looks at an answer, with random numbers of its own, and returns what is wrong; an empty text if nothing is."""


@dataclass(frozen=True)
class Task:
    """One graded task.

    Attributes
    ----------
    points : float
        What it is worth.
    judge : callable
        Says what is wrong with an answer.
    may_use : tuple of str
        What of mlpkit the answer may call; by default nothing. Parts of other packages never.
    n_rounds : int
        How often it is judged for the marks, each time with new numbers. The student's own check does it once.
    """

    points: float
    judge: Judge
    may_use: tuple[str, ...] = ()
    n_rounds: int = 3

    def find_problem(self, answer: Answer, *, n_rounds: int) -> str:
        """Return what is wrong with an answer; an empty text if nothing is."""
        for _ in range(n_rounds):
            with np.errstate(all="ignore"):
                problem = self.judge(answer, np.random.default_rng())
            if problem:
                return problem
        foreign = sorted(name for name in answer.borrowed if not name.startswith(self.may_use))
        if foreign:
            called = foreign[0] if foreign[0].startswith("mlpkit") else foreign[0].partition(".")[0]
            return f"the numbers are right, but your answer calls {called}; write this one yourself, with NumPy"
        return ""


def comparison(
    against: Callable[..., Any],
    *,
    cases: Callable[[np.random.Generator], Sequence[tuple[Any, ...]]],
    mistakes: Mapping[str, Callable[..., Any]],
    tolerance: float = 1e-6,
) -> Judge:
    """Return a judge that compares an answer with another way to the same numbers.

    Parameters
    ----------
    against : callable
        Computes the right result from the same arguments: by a loop, or by finite differences.
    cases : callable
        Draws the arguments, one tuple a call, from a random generator.
    mistakes : mapping of str to callable
        What to say about a typical mistake, and a function that makes it. It is named if it explains every case.
    tolerance : float, default 1e-6
        Largest difference that counts as equal, relative to the size of the right numbers.

    Returns
    -------
    callable
        See :data:`Judge`.
    """

    def try_out(answer: Answer, rng: np.random.Generator) -> list[tuple[Any, ...]]:
        trials: list[tuple[Any, ...]] = []  # arguments, the student's result, problem
        for args in cases(rng):
            results: list[Any] = []

            def remember(*given: Any, results: list[Any] = results) -> Any:
                results.append(answer(*given))
                return copy.deepcopy(results[0])

            right = against(*copy.deepcopy(args))
            problem = find_problem(remember, lambda *_, right=right: right, args, {}, tolerance)
            if problem == NOT_STARTED:
                return [(args, None, problem)]
            if not results:
                problem += _after_error(problem, args)
            elif isinstance(right, tuple) and isinstance(results[0], np.ndarray):
                problem = f"expected {len(right)} results, with commas between them; got {describe(results[0])}"
            elif isinstance(right, tuple) and problem.startswith("result "):
                problem += _right_parts(results[0], right, tolerance)
            trials.append((args, results[0] if results else None, problem))
        return trials

    def judge(answer: Answer, rng: np.random.Generator) -> str:
        trials = try_out(answer, rng)
        if trials[-1][2] == NOT_STARTED:
            return NOT_STARTED
        if not any(problem for _, _, problem in trials):
            return ""
        likely = mistakes
        for _ in range(3):  # small numbers may fit a neighboring mistake, too: only what fits again is the name
            fitting = {message: wrong for message, wrong in likely.items() if _fits(wrong, trials, tolerance)}
            if not fitting:
                break
            likely, trials_again = fitting, try_out(answer, rng)
            trials = [*trials, *trials_again]
        return _explain(trials, mistakes, tolerance)

    return judge


def sizes(rng: np.random.Generator, n: int) -> list[int]:
    """Return ``n`` different sizes between 2 and 8: no array that is made with them is square by chance."""
    return [int(size) for size in rng.permutation(np.arange(2, 9))[:n]]


def _explain(trials: list[tuple[Any, ...]], mistakes: Mapping[str, Callable[..., Any]], tolerance: float) -> str:
    """Return the mistake behind the problems of several trials, as general as it can be said."""
    problems = [problem for _, _, problem in trials]
    if not any(problems):
        return ""
    if all("changed its input" in problem for problem in problems if problem):
        return next(filter(None, problems))
    for message, wrong in mistakes.items():
        if _fits(wrong, trials, tolerance):
            return message
    results = [result for _, result, _ in trials]
    if results[0] is not None and all(_agree(result, results[0], tolerance) for result in results[1:]):
        return "the same answer whatever the input; is there an example's result written into it?"
    single = [len(args[0]) == 1 if isinstance(args[0], np.ndarray) else None for args, _, _ in trials]
    wrong_single = [bool(problem) for problem, one in zip(problems, single, strict=True) if one]
    wrong_several = [bool(problem) for problem, one in zip(problems, single, strict=True) if one is False]
    number = next(i for i, problem in enumerate(problems) if problem)
    said = f"case {number + 1} of {len(trials)}: {problems[number]}"
    raised = results[number] is None
    if not raised and wrong_single and wrong_several and not any(wrong_single) and all(wrong_several):
        said += ". It is right for one sample alone and wrong for several: does a loop end too early?"
    return said


def _fits(wrong: Callable[..., Any], trials: list[tuple[Any, ...]], tolerance: float) -> bool:
    """Return whether a typical mistake gives the student's result in every trial."""
    return all(_agree(result, _attempt(wrong, args), tolerance) for args, result, _ in trials)


def _attempt(wrong: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Make a typical mistake; None where it is impossible, such as adding shapes that do not fit."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return wrong(*copy.deepcopy(args))
        except (ValueError, IndexError):
            return None


def _agree(result: Any, other: Any, tolerance: float) -> bool:
    """Return whether two results are the same numbers in the same shapes."""
    n_results = len(other) if isinstance(other, tuple) else 1
    try:
        return close(as_numbers(result, n_results), as_numbers(other, n_results), tolerance)
    except (TypeError, ValueError):
        return False


def _right_parts(result: Any, right: tuple[Any, ...], tolerance: float) -> str:
    """Return which of several results are right: the mistake must be elsewhere."""
    pairs = enumerate(zip(result, right, strict=True), start=1)
    numbers = [str(number) for number, (mine, theirs) in pairs if _agree(mine, theirs, tolerance)]
    return f" (right: result {', '.join(numbers)})" if numbers else ""


def _after_error(problem: str, args: Sequence[Any]) -> str:
    """Return what helps with an error: the shapes the function was given, and a hint."""
    shapes = ", ".join(str(arg.shape) for arg in args if isinstance(arg, np.ndarray))
    text = f". It was given arrays of shape {shapes}" if shapes else ""
    if "broadcast" in problem:
        text += ". Hint: write down the shapes on both sides; a sum along an axis may need keepdims=True"
    elif "matmul" in problem or "not aligned" in problem:
        text += ". Hint: write down the shapes of both factors; is one of them transposed?"
    elif "truth value" in problem:
        text += ". Hint: if, and, or, max take one truth value; for whole arrays: a mask, np.where, np.maximum"
    elif "IndexError" in problem and shapes:
        text += ". Hint: does the index count rows or columns?"
    return text
