"""How large the house is: ``python tests/house.py`` prints what design.md sets as targets, and what is there.

Code is what is neither blank nor comment nor docstring. A step's calls are all frames of the package that Python enters
in one warm ``train_step`` of 784-128-10 with momentum, comprehensions and generators included. The complexity of a
function is one, and one more for each branch, loop, handler and ``and``/``or``.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import numpy as np

import mlpkit

PACKAGE = Path(mlpkit.__file__).parent
LEARNER_READS = ("initializers", "layers", "activations", "losses", "network", "optimizers", "training")
CORE = (*LEARNER_READS, "perceptron", "metrics", "storage")
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case)


class Size(NamedTuple):
    """Lines of code, all lines, and words of everything that is read."""

    code: int
    lines: int
    words: int


class Function(NamedTuple):
    """One function, its lines of code, and its cyclomatic complexity, functions inside it included."""

    name: str
    code: int
    complexity: int


def code_lines(text: str) -> set[int]:
    """Return the numbers of the lines that hold code."""
    ignored = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in ignored:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.difference_update(range(node.lineno, node.end_lineno + 1))
    return lines


def measure(path: Path) -> Size:
    """Return how large one file is."""
    text = path.read_text(encoding="utf-8")
    return Size(len(code_lines(text)), len(text.splitlines()), len(text.split()))


def add_up(paths: list[Path]) -> Size:
    """Return how large several files are together."""
    return Size(*(sum(column) for column in zip(*map(measure, paths), strict=True)))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function of a file."""
    text = path.read_text(encoding="utf-8")
    code = code_lines(text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = list(ast.walk(node))
            branches = sum(isinstance(part, BRANCHES) for part in inner)
            branches += sum(len(part.values) - 1 for part in inner if isinstance(part, ast.BoolOp))
            own = code & set(range(node.lineno, node.end_lineno + 1))
            yield Function(f"{path.stem}.{node.name}", len(own), 1 + branches)


def calls_of_a_step() -> Counter[tuple[str, str]]:
    """Return how often each function of the package is called in one step; the first steps make room."""
    rng = np.random.default_rng(0)
    network, optimizer = mlpkit.mlp([784, 128, 10], rng=rng), mlpkit.SGD(0.1, momentum=0.9)
    X, y = rng.random((64, 784), dtype=np.float32), rng.integers(0, 10, 64)
    calls: Counter[tuple[str, str]] = Counter()

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and Path(frame.f_code.co_filename).is_relative_to(PACKAGE):
            calls[Path(frame.f_code.co_filename).stem, frame.f_code.co_qualname] += 1

    for profile in (None, None, note):
        sys.setprofile(profile)
        mlpkit.train_step(network, mlpkit.SoftmaxCrossEntropy(), optimizer, X, y)
        sys.setprofile(None)
    return calls


def table() -> list[tuple[str, int, int | None, str]]:
    """Return the rows: what, how much, at most how much, and where."""
    seven = add_up([PACKAGE / f"{name}.py" for name in LEARNER_READS])
    core = add_up([PACKAGE / f"{name}.py" for name in CORE])
    whole = add_up(sorted(PACKAGE.rglob("*.py")))
    of_the_core = [PACKAGE / f"{name}.py" for name in CORE] + sorted((PACKAGE / "_machinery").glob("*.py"))
    every = [function for path in of_the_core for function in functions(path)]
    longest = max(every, key=lambda function: function.code)
    knotted = max(every, key=lambda function: function.complexity)
    calls = calls_of_a_step()
    first_and_last = f"{LEARNER_READS[0]} … {LEARNER_READS[-1]}"
    return [
        ("lines of code", seven.code, 850, first_and_last),
        ("all lines", seven.lines, 1900, first_and_last),
        ("words", seven.words, None, f"{first_and_last}: {round(seven.words / 230)} minutes at 230 words a minute"),
        ("functions of a step", len(calls), 28, "train_step of 784-128-10 with momentum"),
        ("calls of a step", calls.total(), 55, "the same"),
        ("longest function of the core", longest.code, 40, longest.name),
        ("largest complexity of the core", knotted.complexity, 10, knotted.name),
        ("lines of code", core.code, None, "the ten files of the core"),
        ("words", core.words, 60 * 230, "the ten files of the core: an hour, as README and __init__ say"),
        ("lines of code", whole.code, 7000, "the whole package"),
        ("all lines", whole.lines, None, "the whole package"),
    ]


if __name__ == "__main__":
    print(f"{'':<32}{'now':>8}{'target':>8}")
    for what, now, target, where in table():
        verdict = "" if target is None or now <= target else "  too much"
        print(f"{what:<32}{now:>8,}{'' if target is None else format(target, ','):>8}  {where}{verdict}")
