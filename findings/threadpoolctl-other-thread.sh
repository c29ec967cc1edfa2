#!/usr/bin/env bash
# threadpoolctl 3.8.0: a limit that one thread of Python sets for OpenBLAS is ignored, in silence, while the limit of another
# thread holds.
#
# Guess, held while a sweep in threads was written: "threadpool_limits(1) limits the process, whichever thread enters it."
# What happens: the thread that has set a limit is in control of OpenBLAS until its block is over; a with block of any
# other thread meanwhile changes nothing and says nothing. (A second guess, that control stays after the block, was wrong.)
# Seen 2026-11, Python 3.11, numpy 2.4.6 (OpenBLAS 0.3.31 with pthreads): 2 threads within the other thread's block.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile "threadpoolctl==3.8.0" "numpy==2.4.6"

OPENBLAS_NUM_THREADS=2 venv/bin/python - <<'PYTHON'
import sys
import threading

import numpy  # noqa: F401 -- brings OpenBLAS
from threadpoolctl import threadpool_info, threadpool_limits


def n_threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["internal_api"] == "openblas"}


def limited(found):
    with threadpool_limits(1):
        found.append(n_threads())


def in_a_thread():
    found = []
    thread = threading.Thread(target=limited, args=(found,))
    thread.start()
    thread.join()
    return found[0]


before = in_a_thread()  # nobody is in control yet
with threadpool_limits(2):
    meanwhile = in_a_thread()
seen = (before, meanwhile, in_a_thread())
print(seen)
if seen != ({1}, {2}, {1}):
    sys.exit(f"came instead: {seen}")
PYTHON
