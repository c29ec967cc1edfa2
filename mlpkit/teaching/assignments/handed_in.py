"""What students hand in, looked over: ``nbgrader autograde`` names whom to look at in its last lines, and exits with 1.

``nbgrader_config.py`` puts :class:`Grading` in the place of nbgrader's own.
"""

import ast
import builtins
import json
import re
import symtable
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import converters, utils  # type: ignore[import-untyped]

from mlpkit.teaching.assignments.tasks import ASSIGNMENTS

SUSPICIOUS = re.compile(
    r"mlpkit\.(?:teaching|_machinery)|ctypes|setprofile|settrace|_getframe|__code__|sys\.modules|get_ipython|importlib"
)
"""What no answer needs, and whoever wants to deceive the check does."""


def read_notebook(content: bytes | None, assignment: str) -> tuple[str, str]:
    """Return a notebook's JSON, without what may stand before it (a BOM), and what is wrong with the file."""
    if content is None:
        return "", "it cannot be unpacked, or is larger than 100 MB"
    if not content.strip():
        return "", "it is empty"
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):
        notebook = None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return "", "it is neither a notebook nor a zip that opens"
    text = json.dumps(notebook, indent=1)
    if not any(task in text for task in ASSIGNMENTS.get(assignment, [""])):
        return "", f"it is a notebook, but not {assignment}"
    return text, ""


class Grading(converters.Autograde):  # type: ignore[misc]
    """nbgrader's grading, with a line for each student to look at in the end, and an exit code of 1 if there is one."""

    def start(self) -> None:
        """Grade, and say whom to look at."""
        for folder in self._folders():
            self._rename_an_only_copy(folder)
        lines = []
        try:
            super().start()
        finally:
            for folder in self._folders():
                if found := list(self._to_look_at(folder)):
                    lines.append(f"{folder.name}, {folder.parent.name}: {'; '.join(found)}")
                    self.log.warning(lines[-1])
        if lines:
            raise converters.NbGraderException("there are students to look at")

    def _folders(self) -> list[Path]:
        """Return the folders of all students who are to be graded."""
        excluded = self.coursedir.student_id_exclude.split(",")
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        folders = [folder for folder in map(Path, sorted(glob(pattern))) if folder.parent.name not in excluded]
        source = Path(self.coursedir.root, self.coursedir.source_directory)
        return [folder for folder in folders if (source / folder.name / f"{folder.name}.ipynb").is_file()]

    def _rename_an_only_copy(self, folder: Path) -> None:
        """Give a student's only notebook its name back: it may be called 01_perceptron-Copy1.ipynb."""
        notebooks = _notebooks(folder)
        if len(notebooks) == 1 and not read_notebook(notebooks[0].read_bytes(), folder.name)[1]:
            notebooks[0].rename(folder / f"{folder.name}.ipynb")

    def _to_look_at(self, folder: Path) -> Iterator[str]:
        """Yield what a teacher should know about a submission."""
        name = f"{folder.name}.ipynb"
        names = [path.name for path in _notebooks(folder)]
        if name not in names:
            there = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
            yield f"no {name} was handed in, but {there}"
            return
        if len(names) > 1:
            yield f"only {name} was graded, not {', '.join(sorted({*names} - {name}))} beside it"
        graded = self.coursedir.format_path(self.coursedir.autograded_directory, folder.parent.name, folder.name)
        if not Path(graded, name).is_file():
            yield "this was not graded, an error above says why"
            return
        notebook = nbformat.read(Path(graded, name), as_version=4)  # type: ignore[no-untyped-call]
        yield from notes(notebook)
        ids = re.findall(r'"grade_id"\s*:\s*"(\w+)"', (folder / name).read_text(encoding="utf-8"))
        for cell in filter(_is_marked_by_hand, notebook.cells):
            if cell.metadata.nbgrader.grade_id not in ids:
                yield f"the cell of the {cell.metadata.nbgrader.grade_id} was lost: look for it, and mark it by hand"


def _notebooks(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() == ".ipynb"]


def notes(notebook: Any) -> Iterator[str]:
    """Yield what a teacher should know about a graded notebook."""
    given = {line for cell in notebook.cells if _is_given(cell) for line in cell.source.splitlines()}
    own = [cell.source for cell in notebook.cells if cell.cell_type == "code" and not utils.is_locked(cell)]
    written = "\n".join(line for source in own for line in source.splitlines() if line not in given)
    if words := set(SUSPICIOUS.findall(written)):
        yield f"read this notebook yourself, it mentions {', '.join(sorted(words))}"
    reasons: dict[str, None] = {}  # in order, each once
    for cell in notebook.cells:
        if utils.is_grade(cell) and not utils.is_solution(cell) and utils.has_failed(cell):
            task = cell.metadata.nbgrader.grade_id
            if not re.search(rf"^(def {task}\b|{task}\s*=)", written, flags=re.MULTILINE):
                yield f"there is no {task}, was it renamed?"
            reasons |= dict.fromkeys(redefinitions(notebook.cells, cell))
    yield from reasons


def _is_given(cell: Any) -> bool:
    """Return whether students get this cell filled in."""
    return bool(utils.is_locked(cell) and not utils.is_grade(cell))


def _is_marked_by_hand(cell: Any) -> bool:
    return bool(utils.is_grade(cell) and utils.is_solution(cell))


def redefinitions(cells: Sequence[Any], check: Any) -> list[str]:
    """Say which cells before a check give a function, module or builtin that the judged function uses a new value.

    Parameters
    ----------
    cells : sequence of notebook cells
        The notebook's. A cell that ended in an error is passed over: nobody knows how far it came.
    check : notebook cell
        The graded cell. It bears the function's name.

    Returns
    -------
    list of str
        One sentence for each name, without a full stop.
    """
    meaning = dict.fromkeys(dir(builtins), "")
    uses: dict[str, set[str]] = {}
    number = 0
    for cell in cells:
        if cell is check:
            break
        number += cell.cell_type == "code"
        for statement, table in _statements(cell):
            is_definition = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Delete)
            for symbol in table.get_symbols():
                name = symbol.get_name()
                if symbol.is_imported() or (is_definition and symbol.is_assigned()):
                    meaning[name], uses[name] = "", _globals(table)
                elif symbol.is_assigned() and name in meaning:
                    line = ast.unparse(statement).splitlines()[0][:60]
                    meaning[name] = f"Code cell {number} (`{line}`) gives {name} a new value"
    needed: set[str] = set()
    new = {check.metadata.nbgrader.grade_id}
    while new:
        needed |= new
        new = {used for name in new for used in uses.get(name, ())} - needed
    reasons = sorted(meaning[name] for name in needed if meaning.get(name))
    return [f"{reason}, and this answer needs it as it was: choose another name there" for reason in reasons]


def _statements(cell: Any) -> list[tuple[ast.stmt, symtable.SymbolTable]]:
    """Return what a cell of the student did, statement by statement, and the names in each."""
    if cell.cell_type != "code" or utils.is_grade(cell) or any(o.output_type == "error" for o in cell.outputs):
        return []
    source = re.sub(r"^([ \t]*)[%!].*$", r"\1pass", cell.source, flags=re.MULTILINE)  # IPython's commands
    try:
        return [(s, symtable.symtable(ast.unparse(s), "cell", "exec")) for s in ast.parse(source).body]
    except (SyntaxError, ValueError):
        return []


def _globals(table: symtable.SymbolTable) -> set[str]:
    """Return the names that a definition looks up outside itself."""
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return found.union(*map(_globals, table.get_children()))
