"""How lessons are run: small notebooks, each broken in one way, in the surroundings of somebody with odd tastes."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import workers

ROOT = Path(__file__).parent.parent


def cell(source: str, printed: str = "", *, tags: tuple[str, ...] = (), run: bool = True) -> nbformat.NotebookNode:
    """Return a code cell as it is stored: with what it has printed, and whether it was run at all."""
    outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed)] if printed else []
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": [*tags]}, execution_count=int(run))


FINE = cell("print(1 + 1)", "2\n")
SURROUNDINGS = """
import os, sys, time
import matplotlib, matplotlib.pyplot
import numpy as np
import threadpoolctl
print(matplotlib.get_backend().rsplit(".")[-1], matplotlib.rcParams["font.size"], "of_the_user" in globals())
print(time.tzname[0], os.environ.get("COLUMNS"), sys.flags.utf8_mode)
print(sys.warnoptions, np.get_printoptions()["linewidth"], {p["num_threads"] for p in threadpoolctl.threadpool_info()})
"""
NOTEBOOKS = {
    "fine": [FINE, FINE],
    "surroundings": [
        cell(SURROUNDINGS, "backend_inline 10.0 False\nUTC None 1\n[] 75 {1}\n"),
        cell("__import__('socket').create_connection(('192.0.2.1', 80), timeout=1)", tags=("raises-exception",)),
    ],
    "dies": [FINE, cell("import os\nos._exit(3)"), FINE, FINE],
    "raises": [FINE, cell("1 / 0"), FINE],
    "claims": [FINE, cell("raise AssertionError('measured 0.19, claimed 0.5')"), FINE],
    "differs": [FINE, cell("print('other')", "stored\n"), FINE],
    "never run": [FINE, cell("print(1 + 1)", run=False), FINE],
    "ignored": [cell("print(1 + 1)", tags=("nbval-ignore-output",)), FINE],
    "skipped": [cell("print(1 + 1)", "2\n", tags=("nbval-skip",)), FINE],
}
NOTEBOOKS["surroundings"][1].outputs = [
    nbformat.v4.new_output(
        "error",
        ename="NetworkUsedError",
        evalue="socket.getaddrinfo to '192.0.2.1': tests, examples and lessons must run without a network",
    )
]
EXPECTED = {
    "fine": ["passed", "passed"],
    "surroundings": ["passed", "passed"],
    "dies": ["passed", "Cell 1: the kernel died", "skipped", "skipped"],
    "raises": ["passed", "Cell 1: ZeroDivisionError: division by zero", "skipped"],
    "claims": ["passed", "Cell 1: AssertionError: measured 0.19, claimed 0.5", "passed"],
    "differs": ["passed", "Cell 1: the output has 'other', but stored is 'stored'", "passed"],
    "never run": ["passed", "Cell 1: it is stored without its output: run tests/refresh_lessons.py", "skipped"],
    "ignored": ["Cell 0: nothing of it would be compared", "passed"],
    "skipped": ["Cell 0: nothing of it would be compared", "passed"],
}


def run_pytest(folder: Path, notebooks: dict[str, list], *options: str) -> tuple[dict[str, list[str]], str]:
    """Run pytest on notebooks, with the project's settings; return each cell's result, and all that was printed."""
    conftest = (ROOT / "notebooks" / "conftest.py").read_text(encoding="utf-8")
    conftest = conftest.replace("Path(__file__).parent.parent", f"Path({str(ROOT)!r})")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    for name, cells in notebooks.items():
        notebook = nbformat.v4.new_notebook()
        for number, content in enumerate(cells, start=1):
            copy = nbformat.from_dict(content | {"id": f"cell-{number}"})
            copy.execution_count = number if content.execution_count else None
            notebook.cells.append(copy)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    user = folder / "user"
    startup = user / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("of_the_user = 1\nprint('hello')\n", encoding="utf-8")
    (user / "matplotlibrc").write_text("font.size: 33\nbackend: Agg\n", encoding="utf-8")
    tastes = {
        "MPLBACKEND": "Agg",
        "MATPLOTLIBRC": str(user / "matplotlibrc"),
        "MPLCONFIGDIR": str(user),
        "IPYTHONDIR": str(user / "ipython"),
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
        "COLUMNS": "40",
        "FORCE_COLOR": "1",
        "PYTHONHASHSEED": "1",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "2",
    }
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command += ["-p", "no:cacheprovider", "--numprocesses=0", f"--junitxml={report}", *options]
    command += [f"{name}.ipynb" for name in notebooks]
    output = subprocess.run(
        command, cwd=folder, env=os.environ | tastes, capture_output=True, text=True, check=False
    ).stdout
    results = {name: [] for name in notebooks}
    for case in ElementTree.parse(report).iter("testcase"):
        problem = next((child for child in case if child.tag in ("failure", "error", "skipped")), None)
        result = (
            "passed" if problem is None else "skipped" if problem.tag == "skipped" else problem.text.splitlines()[0]
        )
        results[case.get("classname").removesuffix(".ipynb")].append(result.removeprefix("Failed: "))
    return results, output


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return run_pytest(tmp_path_factory.mktemp("lessons"), NOTEBOOKS, "--maxfail=0")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_one_cause_is_one_failure_that_says_what_is_wrong(outcome, name):
    results, output = outcome
    assert results[name] == EXPECTED[name], output


def test_the_summary_names_lesson_cell_and_reason(outcome):
    _, output = outcome
    assert "FAILED dies.ipynb::Cell 1 - Failed: Cell 1: the kernel died" in output
    assert "FAILED claims.ipynb::Cell 1 - Failed: Cell 1: AssertionError: measured 0" in output  # 80 columns


def test_nothing_is_tried_after_the_first_failure(tmp_path):
    names = ["fine", "dies", "raises"]
    results, output = run_pytest(tmp_path, {name: NOTEBOOKS[name] for name in names})
    assert Counter(result for name in names for result in results[name]) == {
        "passed": 3,
        "Cell 1: the kernel died": 1,
    }, output
    assert "1 failed, 3 passed" in output.splitlines()[-1]


def test_a_cell_that_never_ends_is_one_failure(tmp_path):
    endless = {"endless": [cell("while True:\n    pass"), FINE, FINE]}
    results, output = run_pytest(tmp_path, endless, "--maxfail=0", "--nbval-cell-timeout=1")
    reason = "Cell 0: Timeout of 1 seconds exceeded executing cell"
    assert results == {"endless": [reason, "skipped", "skipped"]}, output


def test_a_run_in_the_background_hears_ctrl_c_too():
    """What a script starts with & at the end of its line is told to ignore it."""
    asks = "import signal, surroundings; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    in_the_background = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        f"os.execv(sys.executable, [sys.executable, '-c', {asks!r}])"
    )
    command, settings = [sys.executable, "-c", in_the_background], {"capture_output": True, "text": True, "check": True}
    assert subprocess.run(command, cwd=ROOT / "tests", **settings).stdout == "True\n"


@pytest.mark.parametrize(("failed", "maxfail", "ends"), [(True, 1, True), (False, 1, False), (True, 0, False)])
def test_where_one_failure_is_enough_the_other_workers_end_after_their_test(
    monkeypatch, tmp_path, failed, maxfail, ends
):
    config = SimpleNamespace(option=SimpleNamespace(maxfail=maxfail))
    node = SimpleNamespace(config=config, workerinput={"testrunuid": "ours"})
    session = SimpleNamespace(shouldstop=False)
    with monkeypatch.context() as patched:  # undone before this test's own end is looked at
        patched.setattr(workers.tempfile, "gettempdir", lambda: str(tmp_path))
        patched.setenv("PYTEST_XDIST_TESTRUNUID", "ours")
        workers.pytest_runtest_logreport(SimpleNamespace(node=node, failed=failed))
        workers.pytest_runtest_teardown(SimpleNamespace(session=session))
    assert bool(session.shouldstop) == ends
