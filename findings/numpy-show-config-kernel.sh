#!/usr/bin/env bash
# NumPy 2.4.6: show_config names the processor that OpenBLAS was built for, whichever kernel computes.
#
# Guess, written down before the run: "np.show_config names the kernel that runs (OPENBLAS_CORETYPE set)."
# What happens: the last digits of a product depend on OpenBLAS's kernel, and show_config has a line on OpenBLAS with
# a processor in it. It is the target of the wheel's build, "Haswell", on any machine and under any OPENBLAS_CORETYPE.
# show_runtime, with threadpoolctl installed, tells which kernel runs.
# Seen 2026-11, Python 3.11, NumPy 2.4.6, threadpoolctl 3.8.0, with OPENBLAS_CORETYPE=Nehalem: "DYNAMIC_ARCH
# NO_AFFINITY Haswell MAX_THREADS=64" from show_config, "Nehalem" from threadpoolctl.
# (For x86-64, whose processors can all run Nehalem's kernel.)
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile numpy==2.4.6 threadpoolctl==3.8.0
unset OPENBLAS_L2_SIZE

OPENBLAS_CORETYPE=Nehalem venv/bin/python - <<'PYTHON'
import platform
import sys

import numpy as np
from threadpoolctl import threadpool_info

if platform.machine() not in ("x86_64", "AMD64"):
    sys.exit(f"this needs an x86-64 processor, not {platform.machine()}")
told = np.show_config(mode="dicts")["Build Dependencies"]["blas"]["openblas configuration"]
runs = [library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas"]
seen = {"told": [name for name in ("Haswell", "Nehalem") if name in told], "runs": runs}
print(seen, "from:", told)
if seen != {"told": ["Haswell"], "runs": ["Nehalem"]}:
    sys.exit(f"came instead: {seen}")
PYTHON
