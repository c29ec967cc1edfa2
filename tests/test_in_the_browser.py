"""The package where there is nothing but a browser: Python there has 32 bits, one thread, and no other process."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WITHOUT_THREADS = """
import sys, threading, time

del time.thread_time
sys.modules["_multiprocessing"] = None

def refuse(thread):
    raise RuntimeError("can't start new thread")

threading.Thread.start = refuse

from mlpkit.studies.experiments import run

sys.platform = "emscripten"

def area(*, width, seed):
    return {"area": width + seed}

print(run(area, {"width": [1]}, seeds=range(2), n_jobs=2)["area"].tolist())
"""


def test_a_sweep_needs_neither_threads_nor_processes_nor_a_clock_for_them():
    command = [sys.executable, "-W", "error::Warning:tqdm", "-c", WITHOUT_THREADS]
    result = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "[1, 2]"
    assert "monitor" not in result.stderr


@pytest.fixture(scope="module")
def pyodide() -> Path:
    """The folder that ``get_pyodide.py`` has made; without one these tests are skipped."""
    if "MLPKIT_PYODIDE" not in os.environ:
        pytest.skip("there is no Pyodide (python tests/get_pyodide.py FOLDER, then MLPKIT_PYODIDE=FOLDER)")
    return Path(os.environ["MLPKIT_PYODIDE"])


THERE = (
    *("test_activations", "test_datasets_batches", "test_datasets_toy", "test_initializers", "test_layers"),
    *("test_losses", "test_metrics", "test_network", "test_optimizers", "test_perceptron"),
)
OPTIONS = (
    *("--override-ini=addopts=", "--doctest-modules", "--quiet", "--capture=sys"),
    *("--disable-plugin-autoload", "-p_hypothesis_pytestplugin", "-pno:cacheprovider", "-pno:faulthandler"),
)


def test_ten_test_files_of_the_package_pass_in_pyodide(pyodide):
    if shutil.which("node") is None:
        pytest.skip("there is no Node to run Pyodide in")
    libraries = Path(pytest.__file__).parent.parent
    tests = [*(f"tests/{name}.py" for name in THERE), "mlpkit/studies/experiments.py"]
    command = ["node", ROOT / "tests" / "run_in_pyodide.mjs", pyodide, ROOT, libraries, *OPTIONS, *tests]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=3600)
    assert result.returncode == 0, result.stdout + result.stderr[-3000:]
    assert int(re.search(r"(\d+) passed", result.stdout)[1]) > 1500
    assert "skipped" not in result.stdout
