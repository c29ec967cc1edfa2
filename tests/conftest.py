"""What holds for every test: no network, no window, the same random examples in every CI run."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import matplotlib
import offline
import pytest

# A kernel runs the start-up files of its IPython folder. Ours holds one, which refuses the network there.
# (A folder of ours also keeps a developer's own IPython settings out of the tests.)
ipython_folder = Path(tempfile.mkdtemp(prefix="mlpkit-ipython-"))
atexit.register(shutil.rmtree, ipython_folder, ignore_errors=True)
startup_folder = ipython_folder / "profile_default" / "startup"
startup_folder.mkdir(parents=True)
(startup_folder / "offline.py").write_text(
    f"__import__('runpy').run_path({offline.__file__!r})\n",  # leaves no name behind in the lesson
    encoding="utf-8",
)
os.environ["IPYTHONDIR"] = str(ipython_folder)

matplotlib.use("Agg")  # not the MPLBACKEND variable: the kernels would inherit it and show no picture

# Times are no test's business, and a red CI must be red again when it is run again.
# mutmut calls the same test many times in one process, which is what the health check looks for.
mutating = "MUTANT_UNDER_TEST" in os.environ
hypothesis.settings.register_profile(
    "mlpkit",
    deadline=None,
    derandomize="CI" in os.environ or mutating,
    suppress_health_check=[hypothesis.HealthCheck.differing_executors] if mutating else [],
)
hypothesis.settings.load_profile("mlpkit")


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure open for the next test."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
