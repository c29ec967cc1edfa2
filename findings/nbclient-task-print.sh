#!/usr/bin/env bash
# nbclient 0.11.0 with ipykernel 7.4.0: what an asyncio task prints is lost if a later cell awaits it.
#
# Guess, written down before the run: "print from a thread that outlives its cell lands in a cell." (It does; an asyncio
# task was tried beside it.)
# What happens: the kernel marks the task's print as the first cell's, and nbclient drops whatever is not marked as
# the cell's that it waits for. So the print, and a figure shown with display, are in no cell of the executed notebook,
# and nothing is said; the value that the task returns arrives. A thread's print is marked as the running cell's.
# Seen 2026-11, Python 3.11, nbclient 0.11.0, ipykernel 7.4.0: first cell starts, second waits: with a task [[], []],
# with a thread [[], ['loss 0.5']].
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbclient==0.11.0 nbformat==5.11.1 ipykernel==7.4.0
export HOME=$here

cat > cells.py <<'PYTHON'
import sys

import nbformat
from nbclient import NotebookClient

TASK = """
import asyncio

go = asyncio.Event()

async def train():
    await go.wait()
    print("loss 0.5")
    return 7

task = asyncio.create_task(train())
"""
AWAIT = """
go.set()
assert await task == 7
"""
THREAD = """
import threading

go = threading.Event()

def train():
    go.wait()
    print("loss 0.5")

thread = threading.Thread(target=train)
thread.start()
"""
JOIN = """
go.set()
thread.join()
"""


def printed(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name="python3").execute()
    return [[output.text.strip() for output in cell.outputs] for cell in cells]


if __name__ == "__main__":
    seen = {
        "task": printed(TASK, AWAIT),
        "thread": printed(THREAD, JOIN),
        "task in one cell": printed(TASK + AWAIT),
    }
    print(seen)
    if seen != {"task": [[], []], "thread": [[], ["loss 0.5"]], "task in one cell": [["loss 0.5"]]}:
        sys.exit(f"came instead: {seen}")
PYTHON
PATH=$here/venv/bin:$PATH venv/bin/python cells.py
