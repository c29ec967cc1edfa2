#!/usr/bin/env bash
# joblib 1.6.0 (loky): a dictionary of the script is new in every batch of a worker; the same one in a module is kept.
#
# Guess, written down before the run: "a cache of __main__ in loky holds between tasks in a worker."
# What happens: true for a function of a module, which the worker imports once. A function of the script itself, or of
# a notebook, travels by value with a copy of the globals it names, again and again. What it remembers (a cache, a
# model loaded once) is forgotten before the next batch, so it saves nothing, with no sign of it.
# Seen 2026-11, Python 3.11, joblib 1.6.0, six tasks one after the other: a module's function remembers on every later
# visit to a worker, the script's own on none.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile joblib==1.6.0

function_and_dictionary='
import os

loaded = {}


def seen_before(name):
    known = name in loaded
    loaded[name] = True
    return os.getpid(), known
'
echo "$function_and_dictionary" > of_a_module.py
{ echo "$function_and_dictionary"; cat <<'PYTHON'; } > script.py
if __name__ == "__main__":
    import sys

    import of_a_module
    from joblib import Parallel, delayed

    remembered = {}
    for where, function in {"script": seen_before, "module": of_a_module.seen_before}.items():
        with Parallel(n_jobs=2, batch_size=1, pre_dispatch=1) as parallel:
            answers = [parallel([delayed(function)("weights")])[0] for _ in range(6)]
        visits = {}
        for pid, known in answers:
            visits.setdefault(pid, []).append(known)
        # The first visit to a worker cannot be known; of the others, how many are?
        later = [known for knowns in visits.values() for known in knowns[1:]]
        remembered[where] = (any(later), all(later), len(later) > 0)
    print("(any, all) later visits to a worker remembered:", remembered)
    if remembered != {"script": (False, False, True), "module": (True, True, True)}:
        sys.exit(f"came instead: {remembered}")
PYTHON
venv/bin/python script.py
