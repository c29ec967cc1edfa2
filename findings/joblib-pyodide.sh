#!/usr/bin/env bash
# joblib 1.5.2 in Pyodide 0.27.7: two jobs become one without a word; a named backend is said to become threads.
#
# Guess, written down before the run: "where neither a process nor a thread can be started, Parallel(n_jobs=2) ends in an
# error, or warns."
# What happens: Parallel(n_jobs=2) gives its results and says nothing; effective_n_jobs(2) is 1. With backend="loky" it
# warns that it falls back to threading. There are no threads: all runs one after the other in the only one, and
# backend="threading" itself says nothing again. So the seconds of a sweep in a browser are those of one job, and the
# warning, where there is one, names what cannot be.
# Seen 2026-11, Node 20.20: the four lines at the end.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
export HOME=$here
npm pack --silent pyodide@0.27.7 >/dev/null
tar xzf pyodide-0.27.7.tgz
python3 -m venv venv
venv/bin/pip download --quiet --no-deps joblib==1.5.2
venv/bin/python -m zipfile -e joblib-1.5.2-py3-none-any.whl packages

cat >ask.mjs <<'JAVASCRIPT'
import { loadPyodide } from "./package/pyodide.mjs";
const pyodide = await loadPyodide();
pyodide.mountNodeFS("/packages", process.cwd() + "/packages");
pyodide.runPython(`
import sys
import threading
import warnings

sys.path.insert(0, "/packages")
from joblib import Parallel, delayed, effective_n_jobs

try:
    threading.Thread(target=print).start()
except RuntimeError as error:
    print("a thread:", error)
for settings in ({}, {"backend": "loky"}, {"backend": "threading"}):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        where = set(Parallel(n_jobs=2, **settings)(delayed(threading.get_ident)() for _ in range(4)))
    says = [str(warning.message).partition(", ")[2] for warning in told]
    print(settings, effective_n_jobs(2), where == {threading.get_ident()}, says)
`);
JAVASCRIPT
seen=$(node ask.mjs)
echo "$seen"
expected="a thread: can't start new thread
{} 1 True []
{'backend': 'loky'} 1 True ['falling back to threading.']
{'backend': 'threading'} 1 True []"
[[ $seen == "$expected" ]] || { echo "that is not what was seen before" >&2; exit 1; }
