"""The package where there is nothing but a browser: Python there has 32 bits, one thread, and no other process."""

import subprocess
import sys

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
