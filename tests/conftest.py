"""What holds for every test: clean surroundings, no network, no window; workers, and which files they begin with."""

import gc
import os
import sys
from pathlib import Path

import surroundings  # before matplotlib, which reads the environment

# isort: split
import hypothesis
import matplotlib
import pytest
from hypothesis.configuration import set_hypothesis_home_dir
from workers import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_runtest_logreport,
    pytest_runtest_teardown,
    pytest_xdist_auto_num_workers,
)

collect_ignore = ["conftest.py"]  # it holds no examples, and the lessons' has the same name
collect_ignore_glob = ["answers/lessons/*"]  # students' cells

matplotlib.use("Agg")  # not the MPLBACKEND variable: the kernels would inherit it and show no picture

# Times are no test's business, and a red CI must be red again when it is run again.
# mutmut calls the same test many times in one process, which is what the health check looks for.
mutating = "MUTANT_UNDER_TEST" in os.environ
settings = {
    "deadline": None,
    "derandomize": "CI" in os.environ or mutating,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],  # a busy machine
}
if mutating:
    settings["suppress_health_check"] += [hypothesis.HealthCheck.differing_executors]
hypothesis.settings.register_profile("mlpkit", **settings)
hypothesis.settings.register_profile("deep", **settings | {"max_examples": 20_000, "derandomize": False})
hypothesis.settings.load_profile("mlpkit")
if not os.access(Path(__file__).parent.parent, os.W_OK):  # it keeps its examples in the checkout otherwise
    set_hypothesis_home_dir(surroundings.folder / "hypothesis")


def pytest_collection():
    """Look for no garbage among 11,000 tests while they are made."""
    gc.disable()


def pytest_collection_finish():
    """And none afterwards: they stay to the end, and Python need not go through them again and again."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure open for the next test."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
