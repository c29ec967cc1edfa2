#!/usr/bin/env bash
# nbgrader 0.9.6 and NumPy 2: a test cell that ends in half a point gives half a point, but all of them if the half is
# NumPy's.
#
# Guess, written down before the run: "test cell ending in np.float64(0.5) of 2 points earns 0.5 points like a plain
# 0.5."
# What happens: a test cell may end in a number, which is then the score (partial credit). nbgrader reads it from the
# text that the cell shows. Since NumPy 2 that text is "np.float64(0.5)", which is no number to `float`, so that the
# cell counts as passed: full points. np.mean, a share of right answers, ends like this.
# Seen 2026-11, Python 3.11, nbgrader 0.9.6, NumPy 2.4.6: 0.5 earns 0.5 of 2, np.float64(0.5) and np.mean([0, 1]) earn
# 2.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbgrader==0.9.6 numpy==2.4.6 nbformat==5.11.1 ipykernel==7.4.0
export HOME=$here PATH=$here/venv/bin:$PATH # nbgrader looks for alembic there

venv/bin/python - <<'PYTHON' 2>log || { tail -n 1 log; exit 1; }
import sys
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

sources = ["0.5", "import numpy as np\nnp.float64(0.5)", "np.mean([0, 1])"]
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
nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "numbers.ipynb")

config = Config()
config.CourseDirectory.root = str(Path.cwd())
config.CourseDirectory.course_id = "course"
api = NbGraderAPI(config=config)
assert api.generate_assignment("one")["success"]
handed_in = Path("submitted/ada/one")
handed_in.mkdir(parents=True)
(handed_in / "numbers.ipynb").write_bytes(Path("release/one/numbers.ipynb").read_bytes())
assert api.autograde("one", "ada")["success"]
with api.gradebook as gradebook:
    grades = gradebook.find_submission_notebook("numbers", "one", "ada").grades
    seen = {grade.name: grade.auto_score for grade in grades}
print(seen)
if seen != {"test_0": 0.5, "test_1": 2.0, "test_2": 2.0}:
    sys.exit(f"came instead: {seen}")
PYTHON
