"""nbgrader's settings for the course. nbgrader finds them when it is started in this folder.

The solved notebooks are in ``source/``, next to this file. Everything generated goes to ``classroom/`` at the top of
the repository, which git ignores: releases, submissions, marks, feedback.
"""

import os
import sys
import warnings
from pathlib import Path

from nbgrader.apps import autogradeapp
from sqlalchemy.exc import SAWarning

c = get_config()  # noqa: F821 -- provided by nbgrader

here = Path(__file__).resolve().parent
repository = here.parent.parent
classroom = repository / "classroom"
classroom.mkdir(exist_ok=True)

# nbgrader calls the program alembic, which stands beside Python: found also where the environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

warnings.filterwarnings("ignore", category=SAWarning)  # about nbgrader's own use of its database

c.CourseDirectory.course_id = "mlpkit"
c.CourseDirectory.root = str(classroom)
c.CourseDirectory.source_directory = str(here / "source")
c.IncludeHeaderFooter.header = str(here / "header.ipynb")

sys.path.append(str(here))  # where grading.py and submissions.py are

# Submissions are brought into shape and judged by two steps of ours, in grading.py.
c.Autograde.sanitize_preprocessors = [
    "grading.RestoreCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "grading.ExecuteAndJudge",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# submissions.py names whom to look at when all are graded. nbgrader has no setting for the class that grades.
from submissions import Grading  # noqa: E402

autogradeapp.Autograde = Grading

if "autograde" in sys.argv[1:2]:  # the first line says which fence stands around the submissions
    import bubblewrap

    bubblewrap.announce()
c.ExecuteAndJudge.cell_seconds = 20  # of computing for a cell, and for judging a task
c.ExecuteAndJudge.notebook_seconds = 180  # of computing for a notebook
c.ExecuteAndJudge.kernel_memory = 2 * 2**30  # bytes
c.ExecuteAndJudge.hidden = [str(here), str(repository / "tests")]  # solutions and their like

# What a learning platform gives: submissions.py unpacks it as STUDENT/ASSIGNMENT.ipynb.
c.ZipCollectApp.extractor_plugin = "submissions.Submissions"
c.FileNameCollectorPlugin.named_regexp = r".*[/\\](?P<student_id>[^/\\]+)[/\\](?P<file_id>[^/\\]+)\.ipynb$"

# Else what is there stays as it is, with exit code 0, also where the task or the marks have changed since: nbgrader
# asks only whether something newer was handed in.
c.GenerateAssignment.force = True
c.GenerateFeedback.force = True

c.HTMLExporter.sanitize_html = True  # no script of a submission runs in the browser of whoever reads the feedback
