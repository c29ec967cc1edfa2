"""What a task is, and how an answer to it is judged."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from mlpkit._machinery.arguments import describe
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.comparing import NOT_STARTED, Attempt, agree, difference

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


Cases = list[tuple[Any, ...]]
"""The arguments of several calls."""

Mistakes = dict[str, Any]
"""What to say about typical mistakes, and the result that each gives; None where it is impossible."""


class Trial(NamedTuple):
    """One call of an answer: its arguments, its result, and what is wrong."""

    args: tuple[Any, ...]
    result: Any
    problem: str


def comparison(
    against: Callable[..., Any],
    *,
    cases: Callable[[np.random.Generator], Cases],
    mistakes: Callable[..., Mistakes],
    tolerance: float = 1e-6,
) -> Judge:
    """Return a judge that compares an answer with another way to the same numbers.

    Parameters
    ----------
    against : callable
        Computes the right result from the same arguments: by a loop, or by finite differences.
    cases : callable
        Draws the arguments, one tuple a call, from a random generator.
    mistakes : callable
        Makes typical mistakes with the same arguments. One is named if it explains every case; the first that does.
    tolerance : float, default 1e-6
        Largest difference that counts as equal, relative to the size of the right numbers.

    Returns
    -------
    callable
        See :data:`Judge`.
    """

    def run_trials(answer: Answer, rng: np.random.Generator) -> list[Trial]:
        drawn = cases(rng)
        attempts = zip(drawn, answer.attempts(drawn), strict=True)
        return [Trial(args, tried.result, _problem(tried, args, against(*args), tolerance)) for args, tried in attempts]

    def names_of(trials: list[Trial]) -> list[str]:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wrong = [mistakes(*trial.args) for trial in trials]
        pairs = list(zip(trials, wrong, strict=True))
        return [name for name in wrong[0] if all(agree(trial.result, w[name], tolerance) for trial, w in pairs)]

    def judge(answer: Answer, rng: np.random.Generator) -> str:
        trials = run_trials(answer, rng)
        if any(trial.problem == NOT_STARTED for trial in trials):
            return NOT_STARTED
        if not any(trial.problem for trial in trials):
            return ""
        names = names_of(trials)
        for _ in range(3):  # small numbers may fit a neighboring mistake, too: only what fits again is the name
            if names:
                again = run_trials(answer, rng)
                names = [name for name in names_of(again) if name in names]
                trials += again
        return _explain(trials, names, tolerance)

    return judge


def if_possible(mistake: Callable[[], Any]) -> Any:
    """Return what a mistake gives; None where it is impossible, such as adding shapes that do not fit."""
    try:
        return mistake()
    except (ValueError, IndexError):
        return None


def sizes(rng: np.random.Generator, n: int) -> list[int]:
    """Return ``n`` different sizes between 2 and 8: no array that is made with them is square by chance."""
    return [int(size) for size in rng.permutation(np.arange(2, 9))[:n]]


def _problem(tried: Attempt, args: tuple[Any, ...], right: Any, tolerance: float) -> str:
    """Return what is wrong with one call, as closely as it can be said; an empty text if nothing is."""
    if tried.problem.startswith("your function raised"):
        return tried.problem + _after_error(tried.problem, args)
    several = isinstance(right, tuple)
    if several and isinstance(tried.result, np.ndarray):
        return f"expected {len(right)} results, with commas between them; got {describe(tried.result)}"
    problem = tried.problem or difference(tried.result, right, tolerance)
    if several and problem.startswith("result "):  # the mistake must be elsewhere
        pairs = enumerate(zip(tried.result, right, strict=True), start=1)
        numbers = [str(number) for number, (mine, theirs) in pairs if agree(mine, theirs, tolerance)]
        return problem + (f" (right: result {', '.join(numbers)})" if numbers else "")
    return problem


def _explain(trials: list[Trial], names: list[str], tolerance: float) -> str:
    """Return the mistake behind the problems of several trials, as general as it can be said."""
    problems = [trial.problem for trial in trials]
    if all("changed its input" in problem for problem in problems if problem):
        return next(filter(None, problems))
    if names:
        return names[0]
    results = [trial.result for trial in trials]
    if results[0] is not None and all(agree(result, results[0], tolerance) for result in results[1:]):
        return "the same answer whatever the input; is there an example's result written into it?"
    number = next(i for i, problem in enumerate(problems) if problem)
    said = f"case {number + 1} of {len(trials)}: {problems[number]}"
    batches = [trial for trial in trials if isinstance(trial.args[0], np.ndarray)]
    wrong_single = [bool(trial.problem) for trial in batches if len(trial.args[0]) == 1]
    wrong_several = [bool(trial.problem) for trial in batches if len(trial.args[0]) != 1]
    raised = results[number] is None
    if not raised and wrong_single and wrong_several and not any(wrong_single) and all(wrong_several):
        said += ". It is right for one sample alone and wrong for several: does a loop end too early?"
    return said


def _after_error(problem: str, args: tuple[Any, ...]) -> str:
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
