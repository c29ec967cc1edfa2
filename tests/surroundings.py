"""A clean, stated environment for tests, examples and lessons, wherever and by whomever they are run.

``conftest.py`` imports this module. What the caller's shell, home folder or machine would change in an output (a plot's
look, a locale, a time zone, the number of threads, start-up files, a network) is taken out or set
here, in ``os.environ``: the kernels, workers and programs that the tests start inherit it.
"""

import atexit
import importlib.util
import os
import shutil
import signal
import tempfile
from pathlib import Path

import offline

# Whatever begins so is the caller's own taste, and goes. OPENBLAS_CORETYPE stays: a processor may need it, and the
# suite is meant to be tried under several.
TASTES = (
    *("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "PY_COLORS", "LANG", "LC_", "MPL", "MATPLOTLIB"),
    *("IPYTHON", "JUPYTER", "NBGRADER", "PYTHONWARNINGS", "PYTHONHASHSEED", "PYTHONOPTIMIZE", "PYTHONSTARTUP"),
    *("PYTHONDEVMODE", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8", "PYTHONIOENCODING", "PYTEST_ADDOPTS", "TQDM_", "DASK_"),
    *("JOBLIB_", "LOKY_", "SKLEARN_", "SOURCE_DATE_EPOCH", "NPY_", "NUMPY_"),
)
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

folder = Path(tempfile.mkdtemp(prefix="mlpkit-tests-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)

for name in list(os.environ):
    if name.startswith(TASTES):
        del os.environ[name]
os.environ |= {
    "TZ": "UTC",
    "PYTHONUTF8": "1",  # what LC_ALL=C would change
    # One thread a process: two workers share two cores, and a busy machine makes two threads slower than one.
    **dict.fromkeys(THREADS, "1"),
    # The settings that matplotlib ships, not the caller's (its cache of fonts stays the caller's).
    "MATPLOTLIBRC": str(Path(importlib.util.find_spec("matplotlib").origin).parent / "mpl-data" / "matplotlibrc"),
    **{f"JUPYTER_{kind}_DIR": str(folder / f"jupyter-{kind.lower()}") for kind in ("CONFIG", "DATA", "RUNTIME")},
    "JUPYTER_NO_CONFIG": "1",
    "IPYTHONDIR": str(folder / "ipython"),
}

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as of what a script starts with & at the end of its line
    signal.signal(signal.SIGINT, signal.default_int_handler)

# jsonschema parses a grammar of IRIs whenever it is imported, for a second or more; without it, it checks no IRIs.
without_grammar = folder / "without_grammar"
without_grammar.mkdir()
(without_grammar / "rfc3987_syntax.py").write_text("raise ImportError\n", encoding="utf-8")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(without_grammar), os.environ.get("PYTHONPATH")]))

# A kernel runs the start-up files of its IPython folder. Ours holds one, which refuses the network there.
startup = folder / "ipython" / "profile_default" / "startup"
startup.mkdir(parents=True)
(startup / "offline.py").write_text(
    f"__import__('runpy').run_path({offline.__file__!r})\n",  # leaves no name behind in the lesson
    encoding="utf-8",
)
