#!/usr/bin/env bash
# nbgrader 0.9.6 and tqdm: a test cell that passes earns nothing if a progress bar was drawn on the way.
#
# Guess, written down before the run: "a passing test cell with a tqdm bar earns full points."
# What happens: nbgrader gives 0 for a cell with any text on stderr, and that is where tqdm draws. A student whose
# right answer shows a bar, or whose code makes a library warn, gets nothing for every test that calls it.
# Seen 2026-11, Python 3.11, nbgrader 0.9.6, tqdm 4.70.1: the same assertion earns 2 of 2 without the bar, 0 with it.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbgrader==0.9.6 tqdm==4.70.1 nbformat==5.11.1 ipykernel==7.4.0
export HOME=$here PATH=$here/venv/bin:$PATH # nbgrader looks for alembic there

venv/bin/python - <<'PYTHON' 2>log || { tail -n 1 log; exit 1; }
import sys
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

sources = [
    "assert sum(range(4)) == 6",
    "from tqdm import tqdm\nassert sum(tqdm(range(4))) == 6",
]
cells = []
for number, source in enumerate(sources):
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata.nbgrader = {
        "schema_version": 3, "grade_id": f"test_{number}", "grade": True, "solution": False, "locked": True,
        "task": False, "points": 2, "cell_type": "code",
    }
    cells.append(cell)
kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
folder = Path("source/one")
folder.mkdir(parents=True)
nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "sums.ipynb")

config = Config()
config.CourseDirectory.root = str(Path.cwd())
config.CourseDirectory.course_id = "course"
api = NbGraderAPI(config=config)
assert api.generate_assignment("one")["success"]
handed_in = Path("submitted/ada/one")
handed_in.mkdir(parents=True)
(handed_in / "sums.ipynb").write_bytes(Path("release/one/sums.ipynb").read_bytes())
assert api.autograde("one", "ada")["success"]
with api.gradebook as gradebook:
    grades = gradebook.find_submission_notebook("sums", "one", "ada").grades
    seen = {grade.name: grade.auto_score for grade in grades}
print(seen)
if seen != {"test_0": 2.0, "test_1": 0.0}:
    sys.exit(f"came instead: {seen}")
PYTHON
