"""What a teacher should know about a graded notebook, besides its marks."""

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from nbgrader import utils  # type: ignore[import-untyped]
from scopes import names_in

SUSPICIOUS = re.compile(
    r"mlpkit\.(?:teaching|_machinery)|ctypes|setprofile|settrace|_getframe|__code__|sys\.modules|get_ipython|importlib"
)
"""What no answer needs, and whoever wants to deceive the check does."""


def remarks(notebook: Any) -> Iterator[str]:
    """Yield what a teacher should know about a notebook: of its code, and once it is graded, of what failed."""
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
    return [f"{reason}, and this answer uses it: if that is not meant, choose another name there" for reason in reasons]


def _statements(cell: Any) -> list[tuple[ast.stmt, symtable.SymbolTable]]:
    """Return what a cell of the student did, statement by statement, and the names in each."""
    if cell.cell_type != "code" or utils.is_grade(cell) or any(o.output_type == "error" for o in cell.outputs):
        return []
    source = re.sub(r"^([ \t]*)[%!].*$", r"\1pass", cell.source, flags=re.MULTILINE)  # IPython's commands
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return [(s, names_in(ast.unparse(s))) for s in ast.parse(source).body]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []


def _globals(table: symtable.SymbolTable) -> set[str]:
    """Return the names that a definition looks up outside itself."""
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return found.union(*map(_globals, table.get_children()))
