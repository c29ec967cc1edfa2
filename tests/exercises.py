"""The lessons' exercises, tried with answers as students type them: the check cells of the notebooks judge them.

``python tests/answers`` prints the scores. The answers are in ``tests/answers/lessons``, one file a lesson, each answer
a cell: its first line names the exercise, whether it is right or wrong, and why; a wrong one also has the words that
its student must read.
"""

import ast
import contextlib
import io
import json
import linecache
import re
import symtable
import sys
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import matplotlib
import matplotlib.pyplot as plt

sys.path.append(str(Path(__file__).parents[1] / "notebooks" / "assignments"))
from scopes import names_in

matplotlib.use("Agg")

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
STUB = re.compile(r"^    raise NotImplementedError|^my_\w+ = None", re.MULTILINE)
HEADING = re.compile(r"^# %% (\d+\.\d+) (right|wrong): (.+)\n(?:# says: (.+)\n)?", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What a student types into the cell of an exercise, and the words that the check must say about it."""

    exercise: str
    is_right: bool
    name: str
    says: str
    source: str

    @property
    def is_unseen(self) -> bool:
        """Whether it is in the third of the bank at which nobody looks who mends a check: chance decides, by name."""
        return zlib.crc32(f"{self.exercise} {self.name}".encode()) % 3 == 0


@dataclass(frozen=True)
class Exercise:
    """The code cells below one heading: the learner's, and after it those that show something and those that judge."""

    number: str
    learners: str
    others: list[tuple[str, str]]  # "shown", "check" or "solution", and the cell

    @property
    def before_the_solution(self) -> list[tuple[str, str]]:
        """The cells that judge an answer, with what stands between them."""
        kinds = [kind for kind, _ in self.others]
        return self.others[: kinds.index("solution")] if "solution" in kinds else self.others


def answers_to(lesson: Path) -> list[Answer]:
    """Read the bank of one lesson."""
    path = Path(__file__).parent / "answers" / "lessons" / f"lesson_{lesson.name[:2]}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *parts = HEADING.split(text)
    return [
        Answer(number, kind == "right", name, says or "", source.strip() + "\n")
        for number, kind, name, says, source in zip(*(parts[k::5] for k in range(5)), strict=True)
    ]


@cache
def read(lesson: Path) -> tuple[list[str], list[Exercise]]:
    """Return the code cells that are no part of an exercise's answer and verdict, and the exercises."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    body: list[str] = []
    exercises: dict[str, list[tuple[str, str]]] = {}
    number = ""
    is_exercise = False
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if re.search(r"^## ", source, re.MULTILINE):
                is_exercise = bool(re.search(r"^## Exercises", source, re.MULTILINE))
            if heading := re.search(r"^### Exercise (\d+\.\d+)", source, re.MULTILINE):
                number = heading[1]
        elif not is_exercise:
            body.append(source)
        else:
            is_folded = cell["metadata"].get("jupyter", {}).get("source_hidden")
            is_solution = "solution" in cell["metadata"].get("tags", [])
            kind = "solution" if is_solution else "check" if is_folded else "shown"
            exercises.setdefault(number, []).append((kind, source))
    found = []
    for number, parts in exercises.items():
        learners = next(k for k, (_, source) in enumerate(parts) if STUB.search(source))
        body += [source for _, source in parts[:learners]]  # what an exercise shows before it asks
        found.append(Exercise(number, parts[learners][1], parts[learners + 1 :]))
    return body, found


def loaded(source: str) -> set[str]:
    """Return the names that a cell needs from cells before it."""
    statements = ast.parse(source).body
    in_this_cell = bound(source)
    names: set[str] = set()
    so_far: set[str] = set()
    for statement in statements:
        text = ast.unparse(statement)
        runs_later = isinstance(statement, ast.FunctionDef | ast.ClassDef)
        loops = {
            n.id
            for part in ast.walk(statement)
            if isinstance(part, ast.For)
            for n in ast.walk(part.target)
            if isinstance(n, ast.Name)
        }
        names |= _read(names_in(text)) - (in_this_cell if runs_later else so_far | loops)
        so_far |= bound(text)
    return names


def _read(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that are read in a piece of code, in its functions, or in theirs."""
    own = {
        s.get_name()
        for s in table.get_symbols()
        if s.is_referenced() and (s.is_global() or table.get_type() == "module")
    }
    return own.union(*map(_read, table.get_children()))


def bound(source: str) -> set[str]:
    """Return the names that a cell defines at its top level."""
    names: set[str] = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.alias):
                names.add(node.asname or node.name.split(".")[0])
    return names


def changed(source: str) -> set[str]:
    """Return the names whose objects a cell changes: by assigning to a part, by a method, by training."""
    names: set[str] = set()
    for statement in ast.parse(source).body:
        for node in ast.walk(statement) if not isinstance(statement, ast.FunctionDef | ast.ClassDef) else ():
            match node:
                case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
                    names.add(name)
                case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store()):
                    names.add(name)
                case ast.Call(func=ast.Attribute(attr="fit" | "train_step"), args=[ast.Name(id=name), *_]):
                    names.add(name)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
                names |= {node.func.value.id} if isinstance(node.func.value, ast.Name) else set()
    return names - {"mlpkit", "np"}


CHANGING = {"append", "extend", "fit", "partial_fit", "step", "update"}


def generators(source: str) -> set[str]:
    """Return the names of the random generators from which a cell draws."""
    return set(re.findall(r"\b\w*rng\b(?!\s*=)", source)) - {"default_rng"}


def needed_cells(body: list[str], names: set[str]) -> list[str]:
    """Return the cells without which these names are not there as they are at the end of a lesson, in order.

    A cell that is needed draws what it draws in the lesson: all that drew from its generator before it are needed, too.
    """
    kept = []
    drawn_from: set[str] = set()
    for source in reversed(body):
        if (bound(source) | changed(source)) & names or generators(source) & drawn_from:
            names = (names - bound(source)) | loaded(source)
            drawn_from = (drawn_from | generators(source)) - bound(source)
            kept.append(source)
    return kept[::-1]


def run(source: str, namespace: dict[str, Any]) -> None:
    """Run a cell whose functions can be asked for their source, as those of a notebook can."""
    name = f"<cell {zlib.crc32(source.encode())}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compiled(source, name), namespace)


@cache
def compiled(source: str, name: str) -> CodeType:
    """Compile a cell once: the checks judge one answer after another."""
    return compile(source, name, "exec")


class Desk:
    """One lesson, run as far as its exercises need it, at which answers are tried one after another."""

    def __init__(self, lesson: Path) -> None:
        body, exercises = read(lesson)
        self.exercises = {exercise.number: exercise for exercise in exercises}
        sources = [answer.source for answer in answers_to(lesson)]
        for exercise in exercises:
            sources += [exercise.learners, *(source for _, source in exercise.before_the_solution)]
        names = set[str]().union(*map(loaded, sources))
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()), contextlib.chdir(lesson.parent):
            for source in needed_cells(body, names):
                run(source, self.namespace)
                plt.close("all")

    def said(self, number: str, source: str) -> str:
        """Put an answer into the learner's cell and return what the check cells print about it."""
        namespace = self.namespace.copy()
        printed = io.StringIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student sees NumPy's, too, and goes on
            with contextlib.redirect_stdout(io.StringIO()):
                run(source, namespace)
            for kind, cell in self.exercises[number].before_the_solution:
                with contextlib.redirect_stdout(printed if kind == "check" else io.StringIO()):
                    run(cell, namespace)
        return printed.getvalue()


def is_accepted(said: str) -> bool:
    """Return whether every line of a check says that the answer is right."""
    return bool(said) and all(line.startswith("Correct") for line in said.splitlines())


def judged(lesson: Path) -> Iterator[tuple[Answer, str]]:
    """Try every answer of a lesson's bank."""
    desk = Desk(lesson)
    for answer in answers_to(lesson):
        yield answer, desk.said(answer.exercise, answer.source)
