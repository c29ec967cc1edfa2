#!/usr/bin/env bash
# joblib 1.6.0 on Dask 2026.8.0: Parallel(n_jobs=1) runs on every worker of the cluster at once.
#
# Guess, written down before the run: "joblib dask backend: n_jobs=1 uses one worker at a time."
# What happens: the backend takes n_jobs from the cluster and forgets the number it was given, 1 included. With
# n_jobs=1 two workers run two tasks at the same moment. Somebody who sets n_jobs=1 to save memory, or to run one task
# after the other, gets neither, and no word about it.
# Seen 2026-11, Python 3.11, joblib 1.6.0, distributed 2026.8.0, a LocalCluster of 2: n_jobs=1 overlaps and uses both
# workers; joblib's own backend with n_jobs=1 never leaves the calling process.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile joblib==1.6.0 distributed==2026.8.0 dask==2026.8.0
export HOME=$here

cat > jobs.py <<'PYTHON'
import os
import sys
import time

import joblib
from distributed import Client, LocalCluster


def task(number):
    start = time.monotonic()
    time.sleep(1)
    return os.getpid(), start, time.monotonic()


def run():
    """How many processes did the work, and whether two tasks ran at the same moment."""
    done = joblib.Parallel(n_jobs=1)(joblib.delayed(task)(number) for number in range(4))
    spans = sorted((start, end) for _, start, end in done)
    return len({pid for pid, _, _ in done}), any(next_start < end for (_, end), (next_start, _) in zip(spans, spans[1:]))


if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1") as cluster:
        with Client(cluster), joblib.parallel_config(backend="dask"):
            on_dask = run()
    seen = {"dask": on_dask, "joblib alone": run()}
    print("(processes, at the same moment):", seen)
    if seen != {"dask": (2, True), "joblib alone": (1, False)}:
        sys.exit(f"came instead: {seen}")
PYTHON
venv/bin/python jobs.py
