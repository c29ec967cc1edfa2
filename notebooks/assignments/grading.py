"""How nbgrader grades the assignments: two steps of ``nbgrader autograde`` that ``nbgrader_config.py`` puts in.

nbgrader runs a submission in a kernel and reads marks from the outputs of the graded cells: whatever a student's code
does to the kernel, it does to its own judge. Here the graded cells are judged in *nbgrader's* process. The kernel is
asked for what the student's functions return, and that is all it contributes.
"""

import ast
import asyncio
import contextlib
import json
import math
import os
import queue
import re
import time
from pathlib import Path
from typing import Any

import bubblewrap
import psutil  # type: ignore[import-untyped]
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from nbclient.util import ensure_async
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, upgrade
from nbgrader import utils  # type: ignore[import-untyped]
from nbgrader.api import Gradebook, MissingEntry, SourceCell  # type: ignore[import-untyped]
from nbgrader.preprocessors import Execute, NbGraderPreprocessor  # type: ignore[import-untyped]
from remarks import redefinitions, remarks
from traitlets import Bool, Integer, List, Unicode

from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.assignments.tasks import TASKS, grade

MAX_ERRORS_WHILE_RESTORING = 5
PATIENCE = 10
"""How many seconds by the clock a limit grants for each second of computing: on a busy machine it must not decide."""
OUTPUTS = {"stream", "display_data", "execute_result", "update_display_data", "error"}
"""Messages by which a kernel shows something."""


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Bring a submission back into the shape of the assignment, and keep everything the student wrote.

    Takes the place of nbgrader's DeduplicateIds. Automatically graded cells come from the gradebook, one of each,
    right after the cell with the student's function, wherever that is; copies, edited and moved ones go. Of several
    copies of any other cell, the last one with an answer keeps its identity.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Change the notebook ``nb`` in place."""
        nb = upgrade(nb)  # type: ignore[no-untyped-call]  # Colab writes an older format
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            try:
                notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            except MissingEntry:
                return nb, resources
            source = {cell.name: cell for cell in notebook.source_cells}
            points = {cell.name: cell.max_score for cell in notebook.grade_cells}
            solutions = {cell.name for cell in notebook.solution_cells}
            self._drop_graded_and_unknown(nb, source, set(points) - solutions)  # a solution is graded by hand
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
        """Remove nbgrader's data from cells it does not know or that hold an answer, and then graded cells."""
        answer = re.compile(rf"^(def ({'|'.join(graded)})\b|({'|'.join(graded)})\s*=)", re.MULTILINE)
        for cell in nb.cells:
            known = source.get(_grade_id(cell) or "")
            if not known or (known.locked and answer.search(cell.source)):  # JupyterLab merges locked cells, too
                cell.metadata.pop("nbgrader", None)
        nb.cells = [cell for cell in nb.cells if _grade_id(cell) not in graded]

    def _keep_one_of_each(self, nb: Any, source: dict[str, SourceCell]) -> None:
        """Of several cells with the same id, let the last one keep it that is not as it was handed out."""
        last: dict[str, Any] = {}
        for cell in nb.cells:
            name = _grade_id(cell)
            if name and (name not in last or cell.source.strip() != source[name].source.strip()):
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
            definition = re.compile(rf"^(def {cell.name}\b|{cell.name}\s*=(?!\s*{cell.name}\b))", re.MULTILINE)
            for i, other in enumerate(nb.cells):
                if _grade_id(other) == f"{cell.name}_answer" or definition.search(other.source):
                    position = i + 1
        nb.cells.insert(position, new(cell.source, metadata={"nbgrader": metadata}))  # type: ignore[no-untyped-call]


def _grade_id(cell: Any) -> str | None:
    """Return the nbgrader id of a cell; None if it has none that makes sense."""
    metadata = cell.metadata.get("nbgrader")
    name = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else None


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

    def _reply(self, cases: str) -> str:
        """Let the kernel call the student's function; raise AssertionError if there is none."""
        call = "__import__('mlpkit.teaching.assignments.calls', fromlist=['answer']).answer"
        reply = str(self.ask(f"{call}(globals(), {self.name!r}, {cases!r})"))
        if reply == "{}":
            raise AssertionError(f"there is no {self.name} in this notebook; was it renamed, or did its cell fail?")
        return reply


class KernelLostError(Exception):
    """The kernel ended, or did not answer in time."""


class ExecuteAndJudge(Execute):  # type: ignore[misc]
    """Run a submission, cell by cell, and judge its graded cells from outside the kernel.

    Takes the place of nbgrader's Execute. A cell that takes too long or ends the kernel fails, and only that: a new
    kernel runs the cells before it again, and grading goes on after it.

    Limits are in seconds that the kernel computes: other work on the machine does not change a mark. A kernel that only
    waits is stopped, too, when ten times as many seconds have passed.
    """

    cell_seconds = Integer(20, help="Seconds of computing for a cell, and for judging a task.").tag(config=True)
    notebook_seconds = Integer(180, help="Seconds of computing for a notebook; after that, what is left fails.").tag(
        config=True
    )
    kernel_memory = Integer(2 * 2**30, help="Bytes a kernel may use; 0 for no limit.").tag(config=True)
    max_output = Integer(100_000, help="Characters of output a cell may keep; those of pictures count a fiftieth.").tag(
        config=True
    )
    hidden = List(Unicode(), help="Folders that a submission may not look into, besides the course's own.").tag(
        config=True
    )

    # What nbclient would judge by the clock:
    timeout = Integer(None, allow_none=True)
    raise_on_iopub_timeout = Bool(False)  # its reply is there: the cell has run, whatever it still says
    iopub_timeout = Integer(60)
    startup_timeout = Integer(600)  # guards against hanging only

    store_widget_state = Bool(False)  # of any size, and nobody sees it

    def __init__(self, **settings: Any) -> None:
        bubblewrap.announce()
        manager = AsyncKernelManager if bubblewrap.problem() else bubblewrap.BubblewrapKernelManager
        super().__init__(kernel_manager_class=manager, shutdown_kernel="immediate", **settings)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Run and judge the notebook ``nb`` in place."""
        for remark in remarks(nb):
            self.log.warning("%s: %s", (resources or {}).get("nbgrader", {}).get("student", ""), remark)
        self._computed: dict[Any, float] = {}  # by each of the notebook's kernels so far, the current one last
        self._end = (float(self.notebook_seconds), time.monotonic() + PATIENCE * self.notebook_seconds)
        self._done: list[Any] = []  # the cells that a new kernel must run again
        return super().preprocess(nb, resources, km)

    def _now(self) -> tuple[float, float]:
        """Return two times in seconds: what the notebook's kernels have computed, and the clock."""
        kernel = list(self._computed)[-1]
        with contextlib.suppress(psutil.NoSuchProcess):  # it ended: what was read last counts
            times = kernel.cpu_times()
            self._computed[kernel] = times.user + times.system
        return sum(self._computed.values()), time.monotonic()

    def _limit(self) -> tuple[float, float]:
        """Return when what begins now must end, in both times."""
        computed, clock = self._now()
        return min(computed + self.cell_seconds, self._end[0]), min(clock + PATIENCE * self.cell_seconds, self._end[1])

    def _is_over(self, end: tuple[float, float]) -> bool:
        return any(now > limit for now, limit in zip(self._now(), end, strict=True))

    def start_new_kernel(self, **settings: Any) -> None:
        """Start a kernel that imports nothing from the submission's folder by accident, and computes in one thread."""
        one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        super().start_new_kernel(env={**os.environ, **one_thread, "PYTHONSAFEPATH": "1"}, **settings)

    def start_new_kernel_client(self, **settings: Any) -> Any:
        """Connect to the kernel and put up the fence before any cell runs."""
        client = super().start_new_kernel_client(**settings)
        started = psutil.Process(self.km.provisioner.pid)
        [kernel] = started.children() or [started]  # bubblewrap's only child, where it stands between
        self._computed[kernel] = 0
        folders = [self.coursedir.root, self.coursedir.source_directory, *self.hidden]
        hidden = [str(Path(self.coursedir.root, folder)) for folder in folders]
        inside = not bubblewrap.problem()
        prepare = "__import__('mlpkit.teaching.assignments.fence', fromlist=['prepare']).prepare"
        call = f"{prepare}({hidden!r}, {self.kernel_memory}, inside_bubblewrap={inside}) or ''"
        try:
            self._ask(call, (math.inf, time.monotonic() + self.startup_timeout))
        except Exception:
            self._cleanup_kernel()
            raise
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
        self._kept = 0
        self._display_id_map.clear()  # an earlier cell's outputs are cut already, and stay as they are
        cell.outputs = []
        if self._is_over(self._end):
            _fail(cell, f"not run: this notebook took more than {self.notebook_seconds} s altogether")
            return
        self._cell_end = self._limit()
        try:
            self.execute_cell(cell, index, store_history=True)
        except (DeadKernelError, RuntimeError):
            if self._is_over(self._cell_end):
                _fail(cell, "stopped because it takes too long: does a loop never end?")
            else:
                _fail(cell, "the kernel ended here (exit, a crash, no memory left); the cells before it were run again")
            self._replace_kernel()
        else:
            self._done.append(cell)

    async def async_execute_cell(self, cell: Any, *args: Any, **settings: Any) -> Any:
        """Run a cell, and end the kernel when the cell's time is up: code that catches an interrupt would go on."""
        guard = asyncio.ensure_future(self._end_kernel_in_time())
        try:
            return await super().async_execute_cell(cell, *args, **settings)
        finally:
            guard.cancel()
            self._cut(cell)

    execute_cell = run_sync(async_execute_cell)

    async def _end_kernel_in_time(self) -> None:
        while not self._is_over(self._cell_end):
            await asyncio.sleep(0.5)
        with contextlib.suppress(psutil.NoSuchProcess):
            list(self._computed)[-1].kill()

    def _replace_kernel(self) -> None:
        """Start a new kernel and bring it to where the old one was before the last cell."""
        for _ in range(MAX_ERRORS_WHILE_RESTORING):
            self._cleanup_kernel()
            self.km = self.create_kernel_manager()
            self.start_new_kernel()
            self.start_new_kernel_client()
            for cell in self._done:
                try:
                    run_sync(self._request)(cell.source, self._limit(), {})
                except KernelLostError:
                    self._done.remove(cell)
                    break
            else:
                return

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Keep what a cell shows, up to a limit, and interrupt the cell where it is far beyond."""
        if msg["msg_type"] == "clear_output":
            self._kept = 0
        elif msg["msg_type"] in OUTPUTS:
            before = self._kept
            self._kept += _size(msg["content"])
            if before <= 100 * self.max_output < self._kept:
                asyncio.get_running_loop().create_task(ensure_async(self.km.interrupt_kernel()))
            if before > self.max_output:
                return None
        return super().process_message(msg, cell, cell_index)

    def _cut(self, cell: Any) -> None:
        """Take away from a cell what is beyond the limit of its outputs, and say so at the end of them."""
        room, kept, rest = self.max_output, [], ""
        for output in cell.outputs:
            room -= _size(output)
            if room < 0:
                rest = str(output.get("text", output.get("evalue", "")))[: room + _size(output)]
                break
            kept.append(output)
        if room < 0 or self._kept > self.max_output:
            kept.append(_output("stream", name="stdout", text=f"{rest}\n... output cut here ...\n"))
        cell.outputs = kept

    def _judge(self, cell: Any) -> None:
        """Write into a graded cell what the judge says. nbgrader reads the mark from it."""
        name = cell.metadata.nbgrader["grade_id"]
        end = self._limit()
        try:
            if self._is_over(self._end):
                raise KernelLostError(f"this notebook took more than {self.notebook_seconds} s altogether")
            if name not in TASKS:
                raise AssertionError(f"no task is called {name}")
            patience = (math.inf, end[1])
            KernelAnswer(name, lambda expression: self._ask(expression, patience)).attempts(
                []
            )  # imports are not its time
            end = self._limit()
            grade(name, KernelAnswer(name, lambda expression: self._ask(expression, end)))
        except AssertionError as problem:
            _fail(cell, " ".join([str(problem), *(f"{reason}." for reason in redefinitions(self.nb.cells, cell))]))
        except KernelLostError as problem:
            _fail(cell, f"Not yet: {problem}")
            if not self._is_over(self._end):
                self._replace_kernel()
        except (ValueError, TypeError, KeyError, AttributeError, LookupError) as problem:
            _fail(cell, f"Not yet: the notebook's answer makes no sense ({problem})")
        else:
            cell.outputs = [_output("stream", name="stdout", text="Correct.\n")]

    def _ask(self, expression: str, end: tuple[float, float]) -> str:
        """Return the value of an expression in the kernel, a text."""
        content = run_sync(self._request)("", end, {"value": expression})
        value = content.get("user_expressions", {}).get("value", {})
        if value.get("status") != "ok":
            raise ValueError(str(value.get("evalue", "no answer"))[:200])
        return str(ast.literal_eval(value["data"]["text/plain"]))

    async def _request(self, source: str, end: tuple[float, float], expressions: dict[str, str]) -> dict[str, Any]:
        """Send a request to the kernel and wait for its reply."""
        request = await ensure_async(
            self.kc.execute(source, silent=True, store_history=False, user_expressions=expressions, stop_on_error=False)
        )
        while not self._is_over(end):
            try:
                reply = await ensure_async(self.kc.shell_channel.get_msg(timeout=1))
            except queue.Empty:
                if not await ensure_async(self.kc.is_alive()):
                    raise KernelLostError("your function ended the kernel (exit, a crash, or no memory left)") from None
                continue
            if reply["parent_header"].get("msg_id") == request:
                return dict(reply["content"])
        raise KernelLostError("your function takes too long: does a loop never end?")


def _fail(cell: Any, message: str) -> None:
    """Put an error into a cell: for a graded one, no points."""
    message = message[:2000]
    cell.outputs = [*cell.get("outputs", []), _output("error", ename="Error", evalue=message, traceback=[message])]


def _size(shown: Any) -> int:
    """Return how much of its limit an output takes up."""
    pictures = sum(len(str(data)) for kind, data in shown.get("data", {}).items() if kind.startswith("image/"))
    return len(json.dumps(shown)) - pictures * 49 // 50


def _output(kind: str, **content: Any) -> Any:
    return new_output(kind, **content)  # type: ignore[no-untyped-call]
