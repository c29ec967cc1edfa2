"""``import mlpkit`` is light and leaves no trace: it loads NumPy and the standard library, and changes nothing."""

import json
import subprocess
import sys

import pytest

# Runs in a fresh interpreter. NumPy comes first, so that what it does on import is not held against mlpkit.
PROGRAM = """
import json, os, sys, threading, warnings
import numpy as np
import numpy.random  # NumPy itself waits with this until it is used

def state():
    return {
        "filters": repr(warnings.filters),
        "error state": np.geterr(),
        "print options": repr(np.get_printoptions()),
        "environment": dict(os.environ),
        "threads": threading.active_count(),
        "folder": os.getcwd(),
        "path": list(sys.path),
        "random state": repr(np.random.get_state()),
    }

modules, before = set(sys.modules), state()
import mlpkit
after = state()
loaded = set(sys.modules) - modules
changed = [name for name in before if before[name] != after[name]]
print(json.dumps({"loaded": sorted(loaded), "changed": changed}))
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)


@pytest.fixture(scope="module")
def result():
    """What the program printed; its last line is the report."""
    return run(PROGRAM)


@pytest.fixture(scope="module")
def loaded(result):
    return json.loads(result.stdout.splitlines()[-1])["loaded"]


def test_import_loads_numpy_and_the_standard_library_only(loaded):
    assert "mlpkit" in loaded
    packages = {name.partition(".")[0] for name in loaded}
    assert packages - {*sys.stdlib_module_names} <= {"mlpkit", "numpy"}


def test_import_reaches_for_no_network_module(loaded):
    assert {"socket", "ssl", "http.client", "urllib.request"}.isdisjoint(loaded)


def test_import_changes_nothing(result):
    assert json.loads(result.stdout.splitlines()[-1])["changed"] == []


def test_import_prints_nothing(result):
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == ""


def test_the_checks_above_would_notice():
    noisy = PROGRAM.replace(
        "import mlpkit\n",
        "import mlpkit, tqdm, http.client\nwarnings.simplefilter('ignore'); np.seterr(all='ignore')\n",
    )
    report = json.loads(run(noisy).stdout)
    assert {"tqdm", "http.client"} <= set(report["loaded"])
    assert {"filters", "error state"} <= set(report["changed"])
