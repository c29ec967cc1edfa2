"""How pytest-xdist spreads the suite: a worker a core, a file to one worker, and what takes longest first."""

import os
from pathlib import Path

import pytest

LONGEST_FIRST = ("notebooks/1", "tests/test_assignments_nbgrader", "tests/test_jupyterlab_browser", "notebooks/0")
"""How the files begin that are started first, so that no worker is left alone with one of them at the end."""


@pytest.hookimpl(optionalhook=True)  # nothing to say where xdist is not in use
def pytest_xdist_auto_num_workers(config):
    """One worker a core; none for a single file, which is sooner done than a worker has started."""
    paths = {Path(argument.split("::")[0]) for argument in config.args}
    if len(paths) == 1 and all(path.is_file() for path in paths):
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def pytest_collection_modifyitems(items):
    """Move the files that take longest to the front; the order within a file stays."""

    def place(item):
        return next((n for n, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), len(LONGEST_FIRST))

    items.sort(key=place)
