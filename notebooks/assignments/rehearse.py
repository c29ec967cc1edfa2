"""Make a class of thirty synthetic submissions, to rehearse the grading with: ``python rehearse.py``.

Solved, solved in another way, wrong, unlucky and hostile ones. The releases must have been generated before. What each
student should get is printed, and is in the list CLASS. Students' names say what they did.
"""

import copy
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell

HERE = Path(__file__).resolve().parent
CLASSROOM = HERE.parent.parent / "classroom"
sys.path.insert(0, str(HERE.parent.parent / "tests"))

from answers import RIGHT, WRONG  # noqa: E402

from mlpkit.teaching.assignments import ASSIGNMENTS, TASKS  # noqa: E402

Change = Callable[[Any], None]
"""Something that happens to a notebook."""


@dataclass(frozen=True)
class Student:
    """What a synthetic student hands in: right answers to some tasks, a mishap, files beside the notebook."""

    name: str
    assignment: str
    right: Sequence[str]
    mishap: Change = lambda notebook: None
    files: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """What the automatic grading should give."""
        return sum(TASKS[task].points for task in self.right)

    def hand_in(self, classroom: Path) -> None:
        """Fill in the release copy, let the mishap happen, and put everything where nbgrader looks for it."""
        path = classroom / "release" / self.assignment / f"{self.assignment}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        solved = reference_answers(self.assignment)
        for task in ASSIGNMENTS[self.assignment]:
            if task in self.answers or task in self.right:
                find(notebook, f"{task}_answer").source = self.answers.get(task, solved[task])
        if set(self.right) == set(ASSIGNMENTS["05_compare_architectures"]):
            find(notebook, "report").source = "**Answer.** The larger one, by 0.4 points; I am not sure."
        self.mishap(notebook)
        folder = classroom / "submitted" / self.name / self.assignment
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / path.name)
        for name, content in self.files.items():
            (folder / name).write_text(content, encoding="utf-8")


def find(notebook: Any, grade_id: str) -> Any:
    """Return the cell that nbgrader knows by this name."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def reference_answers(assignment: str) -> dict[str, str]:
    """Return the solved cells of an assignment by task."""
    notebook = nbformat.read(HERE / "source" / assignment / f"{assignment}.ipynb", as_version=4)
    cells = {task: find(notebook, f"{task}_answer").source for task in ASSIGNMENTS[assignment]}
    return {task: re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", source, flags=re.M) for task, source in cells.items()}


def insert(source: str, *, at: int) -> Change:
    """Return the change that puts a new cell into a notebook."""
    return lambda notebook: notebook.cells.insert(at, new_code_cell(source))


def both(*changes: Change) -> Change:
    """Return several changes as one."""

    def change(notebook: Any) -> None:
        for one in changes:
            one(notebook)

    return change


def begin(grade_id: str, source: str) -> Change:
    """Return the change that puts lines at the beginning of a cell."""

    def change(notebook: Any) -> None:
        cell = find(notebook, grade_id)
        cell.source = source + cell.source

    return change


def delete(*grade_ids: str) -> Change:
    """Return the change that deletes cells."""

    def change(notebook: Any) -> None:
        doomed = [find(notebook, grade_id) for grade_id in grade_ids]
        notebook.cells = [cell for cell in notebook.cells if not any(cell is one for one in doomed)]

    return change


def forge_a_check(notebook: Any) -> None:
    """Edit a graded cell, and what nbgrader knows about it."""
    cell = find(notebook, "my_epoch")
    cell.source = "100.0"
    cell.metadata.nbgrader.update(points=100, locked=False)


def duplicate_and_split(notebook: Any) -> None:
    """Copy an answer and two graded cells, cut an answer in two, and spoil the data of a cell of one's own."""
    for grade_id in ("my_scores_answer", "my_scores", "my_epoch"):
        cell = find(notebook, grade_id)
        twin = copy.deepcopy(cell)
        twin.id = f"copy-of-{cell.id}"
        notebook.cells.insert(notebook.cells.index(cell), twin)
    cell = find(notebook, "my_update_answer")
    second = copy.deepcopy(cell)
    second.id, second.source = "second-half", "print('what a nice function')"
    notebook.cells.insert(notebook.cells.index(cell) + 1, second)
    notebook.cells[-1].metadata["nbgrader"] = {"schema_version": 99, "grade_id": "my_own"}


def function(task: str, body: str) -> dict[str, str]:
    """Return an answer that takes anything and does ``body``."""
    return {task: f"def {task}(*args):\n    {body}\n"}


NEVER_ENDS = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
GIGABYTE = "line = 'z' * 10**6\nfor _ in range(1000):\n    print(line)"
PATCHES = """import mlpkit.teaching.assignments as own, mlpkit.teaching.comparing
np.allclose = np.array_equal = lambda *args, **settings: True
np.testing.assert_allclose = try_out = grade = lambda *args, **settings: None
own.try_out = own.grade = own.tasks.grade = grade
mlpkit.teaching.comparing.difference = own.judging.difference = lambda *args: ""
own.tasks.TASKS.clear()
get_ipython().input_transformers_cleanup.append(
    lambda lines: ["pass\\n"] if any("grade(" in line for line in lines) else lines
)
from IPython.display import HTML, display
display(HTML("<script>steal()</script>"))"""
SPY = """import os, pathlib, sqlite3, subprocess
places = [pathlib.Path.cwd(), *pathlib.Path.cwd().parents, pathlib.Path(mlpkit.__file__).parent.parent]
for place in places:
    for path in ("source", "notebooks/assignments/source", "../notebooks/assignments/source"):
        try:
            for name in os.listdir(place / path):
                text = (place / path / "01_perceptron" / "01_perceptron.ipynb").read_text()
                for cell in __import__("json").loads(text)["cells"]:
                    if "def my_epoch" in "".join(cell["source"]):
                        exec("".join(cell["source"]))
        except OSError:
            pass
    for attempt in (
        lambda: sqlite3.connect(place / "gradebook.db").executescript("update grade set manual_score = 100"),
        lambda: (place / "gradebook.db").write_bytes(b""),
        lambda: subprocess.run(["cp", "-r", str(place / "source"), "."], check=True, capture_output=True),
    ):
        try:
            attempt()
        except Exception:
            pass
"""
NOISY = "import sys, warnings\n\nprint('a word of warning', file=sys.stderr)\nwarnings.warn('another')\n"
REPORTS_A_NUMBER = function("my_epoch", "print('x', file=sys.stderr); return 6.0")
FAKE_NUMPY = "def __getattr__(name):\n    return lambda *args, **settings: 17.0\n"


def _make_class() -> list[Student]:
    chance = random.Random(6)
    students = []
    for number, (assignment, tasks) in enumerate(ASSIGNMENTS.items(), start=1):
        other_ways = {task: chance.choice([a.source for a in RIGHT if a.task == task]) for task in tasks}
        mistakes = {task: chance.choice([a.source for a in WRONG if a.task == task]) for task in tasks}
        students += [
            Student(f"solved-{number}", assignment, list(tasks)),
            Student(f"another-way-{number}", assignment, list(tasks), answers=other_ways),
            Student(f"wrong-{number}", assignment, [], answers=mistakes),
        ]

    def perceptron(name: str, without: str = "", mishap: Change = lambda notebook: None, **more: Any) -> Student:
        right = [task for task in ASSIGNMENTS["01_perceptron"] if task not in without.split()]
        return Student(name, "01_perceptron", right, mishap, **more)

    loop = function("my_predictions", NEVER_ENDS.replace("\n", "\n    "))
    leave = function("my_predictions", "exit()")
    crash = function("my_predictions", "__import__('os')._exit(0)")
    early = both(insert("import sys\nsys.exit()", at=3), insert("exit()", at=3))
    no_epoch = both(delete("my_epoch"), begin("my_scores_answer", NOISY), insert("100.0", at=8))
    rename = {"my_predictions": "def predict(X, w, b):\n    return (X @ w + b >= 0) * 1\n"}
    return [
        *students,
        Student("nothing-done", "01_perceptron", []),
        perceptron("infinite-loop", "my_predictions", insert(NEVER_ENDS, at=4), answers=loop),
        perceptron("syntax-error", "my_predictions", begin("my_predictions_answer", "def (:\n")),
        perceptron("error-at-the-top", mishap=insert("raise RuntimeError('no good morning')", at=0)),
        perceptron("deleted-checks", "my_epoch", delete("my_predictions", "my_epoch", "set_up")),
        perceptron("edited-check", "my_epoch", forge_a_check),
        perceptron("copied-and-split-cells", mishap=duplicate_and_split),
        perceptron("renamed-function", "my_predictions", answers=rename),
        perceptron("patched-checks", "my_epoch", insert(PATCHES, at=3)),
        perceptron("numpy-beside-it", files={"numpy.py": FAKE_NUMPY, "mlpkit.py": FAKE_NUMPY}),
        perceptron("leaves-early", "my_predictions", early, answers=leave),
        perceptron("kills-the-kernel", "my_predictions", insert("import os\nos._exit(1)", at=6), answers=crash),
        perceptron("gigabyte-of-output", mishap=insert(GIGABYTE, at=5)),
        perceptron("reads-the-solutions", "my_epoch", insert(SPY, at=len(ASSIGNMENTS["01_perceptron"]) * 3)),
        perceptron("stderr-and-numbers", "my_epoch", no_epoch, answers=REPORTS_A_NUMBER),
    ]


CLASS = _make_class()
"""The thirty."""


def main() -> None:
    """Write all submissions and say what to expect."""
    print(f"{'student':<26}{'assignment':<28}points to expect")
    for student in CLASS:
        student.hand_in(CLASSROOM)
        print(f"{student.name:<26}{student.assignment:<28}{student.points:g}")
    print(f"{len(CLASS)} submissions are in classroom/submitted")


if __name__ == "__main__":
    main()
