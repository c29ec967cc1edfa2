"""How pytest-xdist spreads the suite: one worker more than cores, a file to one worker, what takes longest first."""

import atexit
import os
import tempfile
from pathlib import Path

import pytest

LONGEST_FIRST = (
    *("tests/test_jupyterlab_browser", "tests/test_assignments_nbgrader", "notebooks/1", "tests/test_in_the_browser"),
    *("tests/test_book_browser", "notebooks/0"),
)
"""How the files begin that are started first, so that no worker is left alone with one of them at the end."""


@pytest.hookimpl(optionalhook=True)  # nothing to say where xdist is not in use
def pytest_xdist_auto_num_workers(config):
    """A worker a core, and one more, since some wait for a browser; none for a single file, which is sooner done."""
    paths = {Path(argument.split("::")[0]) for argument in config.args}
    if len(paths) == 1 and all(path.is_file() for path in paths):
        return 0
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())


def pytest_collection_modifyitems(items):
    """Move the files that take longest to the front; the order within a file stays."""

    def place(item):
        return next((n for n, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), len(LONGEST_FIRST))

    items.sort(key=place)


def a_test_has_failed(run):
    """Return the file that says so to the workers of one run of pytest."""
    return Path(tempfile.gettempdir(), f"mlpkit-tests-failed-{run}")


def pytest_runtest_logreport(report):
    """Tell the workers, where one failure is enough: xdist alone lets each finish the file that it holds."""
    node = getattr(report, "node", None)  # as the process that leads the workers hears of it
    if node is not None and report.failed and node.config.option.maxfail == 1:
        told = a_test_has_failed(node.workerinput["testrunuid"])
        told.touch()
        atexit.register(told.unlink, missing_ok=True)


def pytest_runtest_teardown(item):
    """Let this test be the worker's last if one has failed elsewhere."""
    if a_test_has_failed(os.environ.get("PYTEST_XDIST_TESTRUNUID")).exists():
        item.session.shouldstop = "a test has failed"
