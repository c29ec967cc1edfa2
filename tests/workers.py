"""How pytest-xdist spreads the suite: one worker more than cores, a file to one worker, what takes longest first."""

import os
from pathlib import Path

import pytest

LONGEST_FIRST = (
    *("tests/test_jupyterlab_browser", "tests/test_assignments_nbgrader", "notebooks/1", "tests/test_book_browser"),
    *("tests/test_assignments_browser", "notebooks/0"),
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
