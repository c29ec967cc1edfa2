"""Answers that students give to the graded tasks: right ones written in other ways, and wrong ones with a name.

``python tests/answers`` prints how the checks judge them. The solved notebooks hold one more right answer each.
"""

import inspect
import re
import textwrap
import zlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class GivenAnswer:
    """One answer: the task, a name for the mistake or the way, the student's cell, and words of the right message."""

    task: str
    name: str
    source: str
    says: str

    @property
    def is_unseen(self) -> bool:
        """Whether it is in the third of the bank at which nobody looks who mends a check: chance decides, by name."""
        return zlib.crc32(f"{self.task} {self.name}".encode()) % 3 == 0

    def function(self) -> Callable:
        """Run the cell as a notebook would, below right answers to other tasks, and return the function it defines."""
        namespace = {"__name__": "__main__"}
        exec("import numpy as np\nimport mlpkit\n", namespace)
        if set(re.findall(r"my_\w+", self.source)) > {self.task}:
            for earlier in {given.task: given for given in RIGHT if given.task != self.task}.values():
                exec(earlier.source, namespace)
        exec(self.source, namespace)
        return namespace[self.task]


RIGHT: list[GivenAnswer] = []
WRONG: list[GivenAnswer] = []


def right(task: str) -> Callable[[Callable], Callable]:
    """Put a function into the bank as a right answer to ``task``."""
    return lambda function: _put(RIGHT, task, function, says="")


def wrong(task: str, says: str) -> Callable[[Callable], Callable]:
    """Put a function into the bank as a wrong answer, whose message must hold the words ``says``."""
    return lambda function: _put(WRONG, task, function, says=says)


def _put(bank: list[GivenAnswer], task: str, function: Callable, *, says: str) -> Callable:
    source = textwrap.dedent(inspect.getsource(function))
    source = source[source.index("def ") :]  # without the decorator
    source = re.sub(r"\bdef \w+\(", f"def {task}(", source, count=1)
    bank.append(GivenAnswer(task, function.__name__, source, says))
    return function


from answers import (  # noqa: E402, F401 -- each fills the bank
    to_backpropagation,
    to_compare_architectures,
    to_forward_and_loss,
    to_perceptron,
    to_train_on_mnist,
)
