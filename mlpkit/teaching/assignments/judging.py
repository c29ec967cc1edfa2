"""What a task is, and how an answer to it is judged."""

import functools
import itertools
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from mlpkit._machinery.arguments import describe
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.comparing import NOT_STARTED, Attempt, agree, circumstances, difference

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
        problem = ""
        for _ in range(n_rounds):
            with np.errstate(all="ignore"):
                problem = problem or self.judge(answer, np.random.default_rng())
        foreign = sorted(name for name in answer.borrowed if not name.startswith(self.may_use))
        if problem == NOT_STARTED or not foreign:
            return problem
        called = foreign[0] if foreign[0].startswith("mlpkit") else foreign[0].partition(".")[0]
        so_far = f"{problem}. Besides," if problem else "the numbers are right, but"
        return f"{so_far} your answer calls {called}; write this one yourself, with NumPy"


Cases = dict[str, tuple[Any, ...]]
"""The arguments of several calls, and what is particular about each: what can decide has a case of its own."""

Mistakes = dict[str, Any]
"""What to say about typical mistakes, and the result that each gives; None where it is impossible."""


LOOKS: dict[str, Callable[[np.ndarray], Any]] = {
    "": lambda right: right,
    "the sign is the wrong way round": np.negative,
    "negative numbers have become 0": lambda right: np.maximum(right, 0),
    "the signs are lost: these are absolute values": np.abs,
    "cut off to whole numbers, as int(), // and arrays of dtype int do": np.trunc,
    **{
        f"rounded, digits after the point: {n}; leave the numbers as they are": functools.partial(np.round, decimals=n)
        for n in range(5)
    },
    "that is in percent; leave it as a share": lambda right: 100 * right,
    "exactly twice what is asked for": lambda right: 2 * right,
    "exactly half of what is asked for": lambda right: right / 2,
    "squared": np.square,
    "there is a sigmoid in it": lambda right: 1 / (1 + np.exp(-right)),
    "there is tanh in it": np.tanh,
    "these are 0 and 1, or true and false; the numbers before the decision are asked for": lambda right: right > 0,
    "0 and 1 are swapped": lambda right: 1 - right,
    "that is the position of the largest number": np.argmax,
    "the position of the largest number in each row": lambda right: right.argmax(axis=1),
    "softmax at the end": lambda right: np.exp(right) / np.exp(right).sum(axis=1, keepdims=True),
    "transposed": np.transpose,
    "an axis of length 1 is lost; keep it": np.squeeze,
    "all in one long row; keep the shape": np.ravel,
    "a column: the last axis is one too many": lambda right: right[..., None],
    "the first axis is one too many": lambda right: right[None],
    "it ends after the first sample; does a loop end too early, where does the return stand?": lambda right: right[:1],
    "that is the first sample alone": lambda right: right[0],
    "that is the last sample alone": lambda right: right[-1],
    "the last sample is left out": lambda right: right[:-1],
    "the first sample is left out": lambda right: right[1:],
    "the last sample is left out: its numbers are still 0": lambda right: _with_zeros(right, (-1,)),
    "all but the first sample are left out: their numbers are still 0": lambda right: _with_zeros(right, np.s_[1:]),
    "the last column is left out: its numbers are still 0": lambda right: _with_zeros(right, (..., -1)),
    "only the first column": lambda right: right[:, 0],
    "the order is the wrong way round": lambda right: right[::-1],
    "nothing was added to the zeros of the start": np.zeros_like,
    "ones are added: start from zeros": lambda right: right + 1,
    "each sample adds to the one before; start anew for each": lambda right: np.cumsum(right, axis=0),
    "everything is summed up to one number": np.sum,
    "everything is averaged to one number": np.mean,
    "each column is summed up": lambda right: right.sum(axis=0),
    "each row is summed up": lambda right: right.sum(axis=1),
    "each column is averaged": lambda right: right.mean(axis=0),
    "each row is averaged": lambda right: right.mean(axis=1),
}
"""What right numbers may have become in any task, and how."""


FEW_COLUMNS = "the 0s and 1s need a column for every class, not only for those up to the largest label"
"""A mistake that several tasks know."""


def _with_zeros(right: np.ndarray, where: Any) -> np.ndarray:
    left = right.copy()
    left[where] = 0
    return left


class Trial(NamedTuple):
    """One call of an answer: what is particular about it, its arguments, its result, the right one, what is wrong."""

    about: str
    args: tuple[Any, ...]
    result: Any
    right: Any
    problem: str


def comparison(
    against: Callable[..., Any],
    cases: Callable[[np.random.Generator], Cases],
    mistakes: Callable[..., Mistakes],
    *,
    results: str = "the result",
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
        What any right number can become (rounded, summed up, ...) is looked for after them.
    results : str
        Names of the results, with commas between them, if there are several.
    tolerance : float, default 1e-6
        Largest difference that counts as equal, relative to the size of the right numbers.

    Returns
    -------
    callable
        See :data:`Judge`.
    """
    names = results.split(", ")

    def run_trials(answer: Answer, rng: np.random.Generator) -> list[Trial]:
        drawn = cases(rng)
        trials = []
        for (about, args), tried in zip(drawn.items(), answer.attempts(list(drawn.values())), strict=True):
            right = against(*args)
            trials.append(Trial(about, args, tried.result, right, _problem(tried, args, right, names, tolerance)))
        return trials

    def narrow(found: list[list[str]] | None, trial: Trial) -> list[list[str]]:
        """Return for each result which of the explanations found so far hold in this trial, too."""
        mine, right = _parts(trial.result, names), _parts(trial.right, names)
        with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
            known = mistakes(*trial.args)

            def fits(name: str, i: int) -> bool:
                if name in known and (known[name] is None or not mine):
                    return known[name] is trial.result  # a mistake that is impossible here explains an error
                if name in known:
                    wrong = _parts(known[name], names)[i]
                else:
                    wrong = if_possible(lambda: LOOKS[name](np.array(right[i], np.float64)))
                return bool(mine) and wrong is not None and agree(mine[i], wrong, tolerance)

            every = found or [["", *known, *LOOKS] for _ in names]
            return [[name for name in every[i] if fits(name, i)] for i in range(len(names))]

    def judge(answer: Answer, rng: np.random.Generator) -> str:
        trials = run_trials(answer, rng)
        if any(trial.problem == NOT_STARTED for trial in trials):
            return NOT_STARTED
        if not any(trial.problem for trial in trials):
            return ""
        found: Any = functools.reduce(narrow, trials, None)
        if any(found):  # small numbers may fit a neighboring mistake, too: only what fits again is the name
            again = run_trials(answer, rng)
            found = functools.reduce(narrow, again, found)
            trials += again
        named = _explain(trials, found, names, tolerance)
        return named or _find_chance(trials, answer, tolerance) or _tell_cases(trials)

    return judge


def if_possible(mistake: Callable[[], Any]) -> Any:
    """Return what a mistake gives; None where it is impossible, such as adding shapes that do not fit."""
    try:
        return mistake()
    except (ValueError, IndexError):
        return None


def sizes(rng: np.random.Generator, n: int, largest: int = 8) -> list[int]:
    """Return ``n`` different sizes from 2 on: no array that is made with them is square by chance."""
    return [int(size) for size in rng.permutation(np.arange(2, largest + 1))[:n]]


def _parts(result: Any, names: list[str]) -> list[Any]:
    """Return the results one by one; none if there are more or fewer than names."""
    if len(names) == 1:
        return [result]
    return list(result) if isinstance(result, (tuple, list)) and len(result) == len(names) else []


def _problem(tried: Attempt, args: tuple[Any, ...], right: Any, names: list[str], tolerance: float) -> str:
    """Return what is wrong with one call, as closely as it can be said; an empty text if nothing is."""
    if tried.problem.startswith("your function raised"):
        return tried.problem + circumstances(tried.problem, args)
    if len(names) > 1 and isinstance(tried.result, np.ndarray) and not agree(tried.result, right, tolerance):
        return f"expected {len(names)} results, with commas between them; got {describe(tried.result)}"
    problem = tried.problem or difference(tried.result, right, tolerance)
    if problem.startswith("expected ") and isinstance(tried.result, tuple) and len(tried.result) != len(names):
        return f"expected {len(names)} result{'s' * (len(names) > 1)}, got {len(tried.result)}"
    if problem.startswith("result "):
        number, what = problem.removeprefix("result ").split(": ", 1)
        pairs = zip(names, tried.result, right, strict=True)
        good = [name for name, mine, true in pairs if agree(mine, true, tolerance)]
        return f"{names[int(number) - 1]}: {what}" + (f" (right: {', '.join(good)})" if good else "")
    return problem


def _explain(trials: list[Trial], found: list[list[str]], names: list[str], tolerance: float) -> str:
    """Return the mistake behind the problems of several trials; an empty text if it is not known."""
    problems = [trial.problem for trial in trials if trial.problem]
    if all("changed its input" in problem for problem in problems):
        return problems[0]
    named = _in_another_order(trials, names, tolerance) or _named(found, names)
    first = trials[0].result
    if not named and first is not None and all(agree(trial.result, first, tolerance) for trial in trials[1:]):
        return "the same answer whatever the input"
    return named


def _find_chance(trials: list[Trial], answer: Answer, tolerance: float) -> str:
    trials = [trial for trial in trials if trial.result is not None]
    again = [tried.result for tried in answer.attempts([trial.args for trial in trials])]
    pairs = [(trial.result, now) for trial, now in zip(trials, again, strict=True)]
    if any(agree(mine, mine, tolerance) and not agree(now, mine, tolerance) for mine, now in pairs):
        return "called twice with the same input, it gives different answers: is there chance in it?"
    return ""


def _tell_cases(trials: list[Trial]) -> str:
    """Return for which cases an answer is right and for which it is wrong, and what is wrong first."""
    wrong = [trial for trial in trials if trial.problem]
    first = next((trial for trial in wrong if "raised" in trial.problem), wrong[0])
    failed = dict.fromkeys(trial.about for trial in wrong)
    passed = list(dict.fromkeys(trial.about for trial in trials if trial.about not in failed))
    if not passed:
        same = all(trial.problem == first.problem for trial in wrong)
        return first.problem if same else f"for {first.about}: {first.problem}"
    if len(passed) > len(failed):
        return f"right, but not for {', '.join(failed)}: {first.problem}"
    return f"right for {', '.join(passed)} and for nothing else: {first.problem}"


def _in_another_order(trials: list[Trial], names: list[str], tolerance: float) -> str:
    for order in list(itertools.permutations(range(len(names))))[1:]:
        if all(agree(trial.result, tuple(trial.right[i] for i in order), tolerance) for trial in trials):
            return f"the order is {', '.join(names)}; yours is {', '.join(names[i] for i in order)}"
    return ""


def _named(found: list[list[str]], names: list[str]) -> str:
    """Return the mistake that explains all results, or what explains some of them; an empty text if nothing does."""
    good = [name for name, fitting in zip(names, found, strict=True) if "" in fitting]
    for name in found[0]:
        if name and all(name in fitting for fitting in found) and not (good and name in LOOKS):
            return name
    said: dict[str, list[str]] = {}
    for which, fitting in zip(names, found, strict=True):
        if not (said or fitting):
            return ""  # a later result, such as a count, may fit by chance
        if which not in good and fitting:
            said.setdefault(fitting[0], []).append(which)
    text = "; ".join(f"{' and '.join(which)}: {mistake}" for mistake, which in said.items())
    return text + (f" (right: {', '.join(good)})" if text and good else "")
