#!/usr/bin/env bash
# distributed 2026.8.0: LocalCluster(dashboard_address=None) starts the dashboard all the same, at its usual port.
#
# Guess, written down before the run: "LocalCluster(dashboard_address=None) listens on no dashboard port."
# What happens: None means "the default", port 8787, not "no dashboard". Two clusters on one machine, as two test runs
# make, get into each other's way: the second warns, and takes another port. ":0" asks for any free one.
# Seen 2026-11, Python 3.11, distributed 2026.8.0: dashboard_link "http://127.0.0.1:8787/status", answers; with 8787
# taken a UserWarning "Port 8787 is already in use" and some other port.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile "distributed==2026.8.0" dask==2026.8.0
export HOME=$here

venv/bin/python - <<'PYTHON'
import socket
import sys
import warnings
from urllib.parse import urlsplit

from distributed import LocalCluster


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


taken_before = listens(8787)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as cluster:
        port = urlsplit(cluster.dashboard_link).port
        listening = listens(port)
warned = any("Port 8787 is already in use" in str(warning.message) for warning in caught)

seen = {"listens": listening, "at 8787": port == 8787, "warned": warned}
print(f"8787 was {'taken' if taken_before else 'free'} before; {seen}")
if seen != {"listens": True, "at 8787": not taken_before, "warned": taken_before}:
    sys.exit(f"came instead: {seen}")
PYTHON
