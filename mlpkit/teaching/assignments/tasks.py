"""All graded tasks, and the two ways to have an answer judged: ``try_out`` for students, ``grade`` for the marks."""

import os
from typing import Any

from mlpkit._machinery.arguments import choose
from mlpkit.teaching.assignments import (
    backpropagation,
    compare_architectures,
    forward_and_loss,
    perceptron,
    train_on_mnist,
)
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.assignments.judging import Task
from mlpkit.teaching.comparing import NOT_STARTED

ASSIGNMENTS = {
    "01_perceptron": perceptron.TASKS,
    "02_forward_and_loss": forward_and_loss.TASKS,
    "03_backpropagation": backpropagation.TASKS,
    "04_train_on_mnist": train_on_mnist.TASKS,
    "05_compare_architectures": compare_architectures.TASKS,
}
"""The automatically graded tasks of each assignment."""

TASKS: dict[str, Task] = {name: task for tasks in ASSIGNMENTS.values() for name, task in tasks.items()}
"""All of them by name, which is that of the function to be written."""


def try_out(task: str, answer: Any) -> None:
    """Try a student's answer, and say in one line how it went.

    Parameters
    ----------
    task : str
        Name of the task: of the function that is to be written.
    answer : callable or object
        What the student wrote.

    Raises
    ------
    AssertionError
        If the answer is not right and nbgrader's Validate button is running this; otherwise nothing is raised.

    Examples
    --------
    >>> __name__ = "__main__"  # as in a notebook: what is written there is the student's own
    >>> def my_scores(X, w, b):
    ...     raise NotImplementedError
    >>> try_out("my_scores", my_scores)
    Not started yet: replace `raise NotImplementedError()` with your own lines, then run this cell again.
    >>> try_out("my_scores", lambda X, w, b: X @ w)
    Not yet: the bias is missing.
    >>> try_out("my_scores", lambda X, w, b: X @ w + b)
    Correct, with numbers drawn just now. The graded check draws new ones.
    """
    problem = _task(task).find_problem(Answer(answer), n_rounds=1)
    if problem and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise AssertionError(sentence(problem))
    print(sentence(problem) if problem else "Correct, with numbers drawn just now. The graded check draws new ones.")


def grade(task: str, answer: Any) -> None:
    """Judge an answer for the marks, as :func:`try_out` does but several times; raise AssertionError if it is wrong."""
    judged = _task(task)
    problem = judged.find_problem(answer if isinstance(answer, Answer) else Answer(answer), n_rounds=judged.n_rounds)
    if problem:
        raise AssertionError(sentence(problem))


def sentence(problem: str) -> str:
    """Return a problem as a student reads it."""
    if problem == NOT_STARTED:
        return "Not started yet: replace `raise NotImplementedError()` with your own lines, then run this cell again."
    return f"Not yet: {problem}" + ("" if problem.endswith(("?", ".")) else ".")


def _task(name: str) -> Task:
    return TASKS[choose(name, name="task", options=TASKS)]
