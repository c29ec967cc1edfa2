#!/usr/bin/env bash
# nbgrader 0.9.6: feedback made again after the marks have changed still shows the old marks.
#
# Guess, written down before the run: "generate_feedback, run again after a regrade, shows the new marks."
# What happens: what is there is left as it is, unless something was handed in anew since. Marks that a teacher has
# corrected, or that `autograde --force` has changed, do not count. The command succeeds, and says so on the level
# INFO only. `force=True` makes the page again.
# Seen 2026-11, Python 3.11, nbgrader 0.9.6: the page says 0.0 / 2.0 after the mark was raised to 2, then 2.0 / 2.0
# with force.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile nbgrader==0.9.6 nbformat==5.11.1 ipykernel==7.4.0
export HOME=$here PATH=$here/venv/bin:$PATH # nbgrader looks for alembic there

venv/bin/python - <<'PYTHON' 2>log || { tail -n 1 log; exit 1; }
import re
import sys
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

cell = nbformat.v4.new_code_cell("assert sum(range(4)) == 7")
cell.metadata.nbgrader = {
    "schema_version": 3, "grade_id": "test", "grade": True, "solution": False, "locked": True, "task": False,
    "points": 2, "cell_type": "code",
}
kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
folder = Path("source/one")
folder.mkdir(parents=True)
nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), folder / "sums.ipynb")

config = Config()
config.CourseDirectory.root = str(Path.cwd())
config.CourseDirectory.course_id = "course"
api = NbGraderAPI(config=config)
assert api.generate_assignment("one")["success"]
handed_in = Path("submitted/ada/one")
handed_in.mkdir(parents=True)
(handed_in / "sums.ipynb").write_bytes(Path("release/one/sums.ipynb").read_bytes())
assert api.autograde("one", "ada")["success"]


def feedback(force):
    assert api.generate_feedback("one", "ada", force=force)["success"]
    page = Path("feedback/ada/one/sums.html").read_text(encoding="utf-8")
    return re.search(r"Score:?\s*([\d.]+ / [\d.]+)", page)[1]


seen = [feedback(False)]
with api.gradebook as gradebook:
    [grade] = gradebook.find_submission_notebook("sums", "one", "ada").grades
    grade.manual_score = 2
    gradebook.db.commit()
seen += [feedback(False), feedback(True)]
print(seen)
if seen != ["0.0 / 2.0", "0.0 / 2.0", "2.0 / 2.0"]:
    sys.exit(f"came instead: {seen}")
PYTHON
