"""What nbval does with a lesson, made strict and clear: one cause is one failure, and its first line says which.

``notebooks/conftest.py`` loads this module, so that ``pytest`` and ``pytest notebooks/07_*.ipynb`` prove the same.
Beyond nbval 0.11 itself:

- a cell that is stored without having been run would be compared with nothing: it fails;
- a kernel that dies is noticed within a second or two (nbval waits for the cell's time limit);
- after a cell that ended the lesson, the rest is skipped (nbval runs on, and expects every cell to fail);
- waiting has limits that guard against hanging only: a busy machine is no failure (nbval's own are 5 and 10 s).
"""

import re
import time
from itertools import zip_longest
from queue import Empty

import nbval.plugin
import pytest
from nbval.kernel import RunningKernel

PATIENCE = 600  # seconds that a living kernel may take to answer, beside the time limit of a cell


class KernelDiedError(RuntimeError):
    """The kernel's process has ended while it was waited for."""


class WatchedKernel(RunningKernel):
    """A kernel whose end is noticed while its answer is waited for; its pictures are small."""

    def __init__(self, *settings, **others):
        super().__init__(*settings, **others)
        small = {"dpi": 30, "bbox_inches": None}  # nbval compares no pictures: drawn once each, and not twice
        small_pictures = f"get_ipython().config.InlineBackend.print_figure_kwargs = {small}"
        self.kc.execute(small_pictures, silent=True, store_history=False)

    def get_message(self, stream, timeout=None):
        """Return the next message; look at every second without one whether the kernel is still there."""
        deadline = time.monotonic() + (PATIENCE if timeout is None else timeout)
        while True:
            left = deadline - time.monotonic()
            try:
                return super().get_message(stream, timeout=max(0, min(left, 1)))
            except Empty:
                if not self.is_alive():
                    raise KernelDiedError("the kernel died") from None
                if left <= 1:
                    raise

    def _ensure_iopub_up(self):
        """Ask for an answer until it comes over both channels; a kernel that is slow to start may take its time."""
        deadline = time.monotonic() + PATIENCE
        while True:
            question = self.kc.kernel_info()
            self.await_reply(question, timeout=PATIENCE)
            try:
                return self.await_idle(question, timeout=1)
            except Empty:
                if time.monotonic() > deadline:
                    raise


class Lesson(nbval.plugin.IPyNbFile):
    """A lesson as a collector of tests."""

    ended_at = ""
    """The cell after which nothing can be tried, if any."""

    def collect(self):
        for cell in super().collect():
            settings = {name: getattr(cell, name) for name in ("name", "cell_num", "cell", "options")}
            yield LessonCell.from_parent(self, **settings)


class LessonCell(nbval.plugin.IPyNbCell):
    """One code cell of a lesson as a test."""

    def setup(self):
        """Skip a cell whose lesson has ended before it (and do not, as nbval does, expect it to fail)."""
        self.output_timeout = PATIENCE
        if self.parent.ended_at:
            pytest.skip(f"the lesson ended at {self.parent.ended_at}")

    def runtest(self):
        """Run the cell and compare its output; what is wrong is one message, whose first line is the reason."""
        if self.cell.execution_count != self.cell_num + 1:
            self.fail("it is stored without its output: run tests/refresh_lessons.py", ends=True)
        if self.options["skip"] or (not self.options["check"] and not self.cell.outputs):
            self.fail("nothing of it would be compared", ends=False)
        try:
            return super().runtest()
        except KernelDiedError as error:
            self.parent.kernel.stop()
            reason, details, ends = str(error), "", True
        except nbval.plugin.NbCellError as error:
            reason, details, ends = str(error), error.inner_traceback or "", self.parent.timed_out
            raised = self.test_outputs[-1] if self.test_outputs else {}
            if raised.get("output_type") == "error" and not (ends or self.options["check_exception"]):
                # A claim that fails leaves the rest of its lesson as it was; any other error does not.
                reason, ends = f"{raised['ename']}: {raised['evalue']}", raised["ename"] != "AssertionError"
            elif not ends:
                reason = difference(self.cell.outputs, self.test_outputs) or reason
        self.fail(reason, re.sub(r"\x1b\[[0-9;]*m", "", details), ends=ends)  # out here: no chain of two errors

    def fail(self, reason, details="", *, ends):
        """Fail with a reason; where the cell ``ends`` its lesson, what follows is not tried."""
        if ends:
            self.parent.ended_at = self.name
        reason = reason.splitlines()[0] if reason else "no reason given"
        pytest.fail(f"{self.name}: {reason}\n\n{self.cell.source}\n{details}\n{self.name}: {reason}", pytrace=False)

    def repr_failure(self, excinfo):
        """Represent a failure as pytest does, so that its summary has the reason."""
        return pytest.Item.repr_failure(self, excinfo)


def difference(stored, found):
    """Return in words the first line of text in which two lists of outputs part; "" if there is none."""

    def lines(outputs):
        texts = (o.get("text") or o.get("data", {}).get("text/plain") or o.get("evalue", "") for o in outputs)
        return "\n".join(texts).splitlines()

    for old, new in zip_longest(lines(stored), lines(found)):
        if old != new:
            return f"the output has {'no such line' if new is None else repr(new)}, but stored is {old!r}"
    return ""


@pytest.hookimpl(wrapper=True)
def pytest_collect_file():
    """Put a ``Lesson`` in the place of each of nbval's notebooks."""
    found = yield
    notebook = nbval.plugin.IPyNbFile
    return [Lesson.from_parent(file.parent, path=file.path) if type(file) is notebook else file for file in found]


nbval.plugin.RunningKernel = WatchedKernel
