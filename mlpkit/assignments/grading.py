"""How nbgrader grades the assignments: two steps of ``nbgrader autograde`` that ``nbgrader_config.py`` puts in.

nbgrader runs a submission in a kernel and reads marks from the outputs of the graded cells: whatever a student's code
does to the kernel, it does to its own judge. Here the graded cells are judged in *nbgrader's* process. The kernel is
asked for what the student's functions return, and that is all it contributes.
"""

import ast
import asyncio
import json
import math
import os
import queue
import re
import time
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils  # type: ignore[import-untyped]
from nbgrader.api import Gradebook, MissingEntry, SourceCell  # type: ignore[import-untyped]
from nbgrader.preprocessors import Execute, NbGraderPreprocessor  # type: ignore[import-untyped]
from traitlets import Integer, List, Unicode, default

from mlpkit.assignments.calls import Answer, decode, encode
from mlpkit.assignments.checks import TASKS, grade

MAX_ERRORS_WHILE_RESTORING = 5
SUSPICIOUS = re.compile(
    r"mlpkit\.(?:assignments|comparing)|ctypes|setprofile|settrace|_getframe|__code__|sys\.modules|get_ipython|importlib"
)
"""What no answer needs, and whoever wants to deceive the check does."""


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Bring a submission back into the shape of the assignment, and keep everything the student wrote.

    Takes the place of nbgrader's DeduplicateIds. Automatically graded cells come from the gradebook, one of each,
    right after the cell with the student's function, wherever that is; copies, edited and moved ones go. Of several
    copies of any other cell, the last one with an answer keeps its identity.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Change the notebook ``nb`` in place."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            try:
                notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            except MissingEntry:
                return nb, resources
            source = {cell.name: cell for cell in notebook.source_cells}
            points = {cell.name: cell.max_score for cell in notebook.grade_cells}
            by_hand = {cell.name for cell in notebook.solution_cells} & set(points)
            solutions = {cell.name for cell in notebook.solution_cells}
            self._drop_graded_and_unknown(nb, source, set(points) - by_hand)
            self._keep_one_of_each(nb, source)
            present = {_grade_id(cell): cell for cell in nb.cells}
            for name, cell in source.items():
                metadata = _metadata(cell, points.get(name), name in solutions)
                if name in present:
                    present[name].metadata["nbgrader"] = metadata
                elif name in points or name not in solutions:  # an answer that is gone may be in another cell
                    self._insert(nb, cell, metadata)
        return nb, resources

    def _drop_graded_and_unknown(self, nb: Any, source: dict[str, SourceCell], graded: set[str]) -> None:
        """Remove automatically graded cells, and nbgrader's data from cells it does not know."""
        nb.cells = [cell for cell in nb.cells if _grade_id(cell) not in graded]
        for cell in nb.cells:
            if _grade_id(cell) not in source:
                cell.metadata.pop("nbgrader", None)

    def _keep_one_of_each(self, nb: Any, source: dict[str, SourceCell]) -> None:
        """Of several cells with the same id, let the last one keep it that is not as it was handed out."""
        last: dict[str, Any] = {}
        for cell in nb.cells:
            name = _grade_id(cell)
            if name and (name not in last or _stripped(cell.source) != _stripped(source[name].source)):
                last[name] = cell
        for cell in nb.cells:
            name = _grade_id(cell)
            if name and cell is not last[name]:
                self.log.warning("%s is there more than once", name)
                cell.metadata.pop("nbgrader")

    def _insert(self, nb: Any, cell: SourceCell, metadata: dict[str, Any]) -> None:
        """Put a cell where it belongs: set-up first, a graded one after its answer, or at the end."""
        new = new_code_cell if cell.cell_type == "code" else new_markdown_cell
        position = len(nb.cells) if metadata["grade"] else 0
        if metadata["grade"]:
            definition = re.compile(rf"^(def {re.escape(cell.name)}\b|{re.escape(cell.name)}\s*=)", re.MULTILINE)
            for i, other in enumerate(nb.cells):
                if _grade_id(other) == f"{cell.name}_answer" or definition.search(other.source):
                    position = i + 1
        nb.cells.insert(position, new(cell.source, metadata={"nbgrader": metadata}))  # type: ignore[no-untyped-call]


def _grade_id(cell: Any) -> str | None:
    """Return the nbgrader id of a cell; None if it has none that makes sense."""
    metadata = cell.metadata.get("nbgrader")
    name = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else None


def _stripped(source: str) -> str:
    return source.strip()


def _metadata(cell: SourceCell, points: float | None, solution: bool) -> dict[str, Any]:
    """Return nbgrader's data of a cell as it was handed out."""
    graded = points is not None
    return {
        "cell_type": cell.cell_type,
        "checksum": cell.checksum,
        "grade": graded,
        "grade_id": cell.name,
        "locked": cell.locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    } | ({"points": points} if graded else {})


class KernelAnswer(Answer):
    """A student's function in the kernel, called from here.

    Parameters
    ----------
    name : str
        The function's name in the notebook.
    ask : callable
        Evaluates an expression in the kernel and returns the text it gives.
    """

    def __init__(self, name: str, ask: Any) -> None:
        super().__init__(None)
        self.name, self.ask = name, ask

    def __call__(self, *args: Any) -> Any:
        """Return what the student's function returns for these arguments; raise what it raises."""
        call = "__import__('mlpkit.assignments.calls', fromlist=['answer']).answer"
        reply = json.loads(self.ask(f"{call}(globals(), {self.name!r}, {encode(list(args))!r})"))
        if reply.get("missing"):
            raise NameMissing(f"there is no {self.name} in this notebook; was it renamed, or did its cell fail?")
        if "error" in reply:
            kind, message = map(str, reply["error"])
            raise NotImplementedError if kind == "NotImplementedError" else type(kind, (Exception,), {})(message)
        self.borrowed |= {str(name) for name in reply["borrowed"]}
        if "arguments" in reply:
            for mine, theirs in zip(args, decode(reply["arguments"]), strict=True):
                if hasattr(mine, "shape") and getattr(theirs, "shape", None) == mine.shape:
                    mine[...] = theirs
        return decode(reply["result"])


class NameMissing(BaseException):
    """The notebook has no function of the name that the task asks for. No Exception: it must pass through the check."""


class KernelLost(BaseException):
    """The kernel ended, or did not answer in time."""


class ExecuteAndJudge(Execute):  # type: ignore[misc]
    """Run a submission, cell by cell, and judge its graded cells from outside the kernel.

    Takes the place of nbgrader's Execute. A cell that takes too long or ends the kernel fails, and only that: a new
    kernel runs the cells before it again, and grading goes on after it.
    """

    notebook_timeout = Integer(300, help="Seconds for a whole notebook; after that, what is left fails.").tag(
        config=True
    )
    kernel_memory = Integer(2 * 2**30, help="Bytes a kernel may use; 0 for no limit.").tag(config=True)
    max_output = Integer(100_000, help="Characters of output a cell may keep.").tag(config=True)
    hidden = List(Unicode(), help="Folders that a submission may not look into, besides the course's own.").tag(
        config=True
    )

    @default("interrupt_on_timeout")
    def _never_interrupt(self) -> bool:
        return False  # code that catches the interrupt would go on; a new kernel does not

    @default("shutdown_kernel")
    def _no_farewell(self) -> str:
        return "immediate"

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Run and judge the notebook ``nb`` in place."""
        words = {word for cell in nb.cells if not utils.is_locked(cell) for word in SUSPICIOUS.findall(cell.source)}
        if words and resources:
            student = resources.get("nbgrader", {}).get("student", "")
            self.log.warning("%s: read this notebook yourself, it mentions %s", student, ", ".join(sorted(words)))
        self._end = time.monotonic() + self.notebook_timeout
        self._done: list[Any] = []  # the cells that a new kernel must run again
        return super().preprocess(nb, resources, km)

    def start_new_kernel(self, **settings: Any) -> None:
        """Start a kernel that imports nothing from the submission's folder by accident, and computes in one thread."""
        one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        super().start_new_kernel(env={**os.environ, **one_thread, "PYTHONSAFEPATH": "1"}, **settings)

    def start_new_kernel_client(self, **settings: Any) -> Any:
        """Connect to the kernel and put up the fence before any cell runs."""
        client = super().start_new_kernel_client(**settings)
        hidden = [self.coursedir.root, self.coursedir.source_directory, *self.hidden]
        prepare = "__import__('mlpkit.assignments.fence', fromlist=['prepare']).prepare"
        hidden = [str(Path(self.coursedir.root, folder)) for folder in hidden]
        answer = self._ask(f"{prepare}({hidden!r}, {self.kernel_memory})", seconds=60, text=False)
        if answer != "None":
            raise RuntimeError(f"the kernel could not be prepared: {answer}")
        return client

    @property
    def coursedir(self) -> Any:
        """The course that is being graded."""
        return self.parent.parent.coursedir  # this step belongs to an exporter, and that to the grading

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Judge a graded code cell, run any other one."""
        if cell.cell_type == "code":
            if utils.is_grade(cell) and not utils.is_solution(cell):
                self._judge(cell)
            else:
                self._run(cell, index)
        return cell, resources

    def _run(self, cell: Any, index: int) -> None:
        """Run a cell of the student. What goes wrong stays in the cell."""
        self._kept: float = 0
        cell.outputs = []
        if time.monotonic() > self._end:
            _fail(cell, f"not run: this notebook took more than {self.notebook_timeout} s altogether")
            return
        try:
            self.execute_cell(cell, index, store_history=True)
            self._done.append(cell)
        except CellTimeoutError:
            _fail(cell, f"stopped after {self.timeout} s: does a loop never end?")
            self._replace_kernel()
        except (DeadKernelError, RuntimeError):
            _fail(cell, "the kernel ended here (exit, a crash, or no memory left); the cells before it were run again")
            self._replace_kernel()

    def _replace_kernel(self) -> None:
        """Start a new kernel and bring it to where the old one was before the last cell."""
        for _ in range(MAX_ERRORS_WHILE_RESTORING):
            self._cleanup_kernel()
            self.km = self.create_kernel_manager()
            self.start_new_kernel()
            self.start_new_kernel_client()
            for cell in self._done:
                try:
                    self._ask_to_run(cell.source)
                except KernelLost:
                    self._done.remove(cell)
                    break
            else:
                return

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Keep what a cell says, up to a limit, and stop the cell where it is far beyond."""
        content = msg["content"]
        if msg["msg_type"] == "stream":
            room = max(0, self.max_output - self._kept)
            self._kept += len(content["text"])
            if self._kept > self.max_output:
                content["text"] = content["text"][:room] + ("\n... output cut here ...\n" if room else "")
            if self._kept > 100 * self.max_output:
                self._kept = -math.inf  # stop it once
                asyncio.get_running_loop().create_task(ensure_async(self.km.interrupt_kernel()))
        elif any(len(str(shown)) > 50 * self.max_output for shown in content.get("data", {}).values()):
            content["data"] = {"text/plain": "... output too large ..."}
        return super().process_message(msg, cell, cell_index)

    def _judge(self, cell: Any) -> None:
        """Write into a graded cell what the judge says. nbgrader reads the mark from it."""
        name = cell.metadata.nbgrader["grade_id"]
        end = min(time.monotonic() + self.timeout, self._end)
        try:
            if time.monotonic() > self._end:
                raise KernelLost(f"this notebook took more than {self.notebook_timeout} s altogether")
            if name not in TASKS:
                raise AssertionError(f"no task is called {name}")
            grade(name, KernelAnswer(name, lambda expression: self._ask(expression, seconds=end - time.monotonic())))
        except (AssertionError, NameMissing) as problem:
            _fail(cell, str(problem))
        except KernelLost as problem:
            _fail(cell, f"Not yet: {problem}")
            if time.monotonic() < self._end:
                self._replace_kernel()
        except (ValueError, TypeError, KeyError, AttributeError, LookupError) as problem:
            _fail(cell, f"Not yet: the notebook's answer makes no sense ({problem})")
        else:
            cell.outputs = [_output("stream", name="stdout", text="Correct.\n")]

    def _ask(self, expression: str, *, seconds: float, text: bool = True) -> str:
        """Return the value of an expression in the kernel: a text, or the representation of anything else."""
        content = run_sync(self._request)("", seconds, {"value": expression})
        value = content.get("user_expressions", {}).get("value", {})
        if value.get("status") != "ok":
            raise ValueError(str(value.get("evalue", "no answer"))[:200])
        shown = value["data"]["text/plain"]
        return str(ast.literal_eval(shown)) if text else str(shown)

    def _ask_to_run(self, source: str) -> None:
        """Run a cell again and keep nothing of what it says."""
        run_sync(self._request)(source, min(self.timeout, self._end - time.monotonic()), {})

    async def _request(self, source: str, seconds: float, expressions: dict[str, str]) -> dict[str, Any]:
        """Send a request to the kernel and wait for its reply."""
        end = time.monotonic() + seconds
        request = await ensure_async(
            self.kc.execute(source, silent=True, store_history=False, user_expressions=expressions, stop_on_error=False)
        )
        while time.monotonic() < end:
            try:
                reply = await ensure_async(self.kc.shell_channel.get_msg(timeout=1))
            except queue.Empty:
                if not await ensure_async(self.kc.is_alive()):
                    raise KernelLost("your function ended the kernel (exit, a crash, or no memory left)") from None
                continue
            if reply["parent_header"].get("msg_id") == request:
                return dict(reply["content"])
        raise KernelLost("your function takes too long: does a loop never end?")


def _fail(cell: Any, message: str) -> None:
    """Put an error into a cell: for a graded one, no points."""
    cell.outputs = [*cell.get("outputs", []), _output("error", ename="Error", evalue=message, traceback=[message])]


def _output(kind: str, **content: Any) -> Any:
    return new_output(kind, **content)  # type: ignore[no-untyped-call]
