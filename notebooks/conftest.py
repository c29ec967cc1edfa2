"""For pytest: a single lesson is run in the same surroundings, and as strictly, as the whole suite."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import surroundings  # noqa: F401
from running_lessons import pytest_collect_file  # noqa: F401
from workers import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_runtest_logreport,
    pytest_runtest_teardown,
    pytest_xdist_auto_num_workers,
)
