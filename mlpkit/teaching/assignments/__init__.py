"""What the assignments ask, and how answers are judged: used by students, by the grading and by the tests alike.

``try_out`` is what a student's notebook calls; it prints one line. ``grade`` asks the same questions more often and
raises an error if something is wrong; the marks hang on it. Each task is described once, in the module of its
assignment. What connects all this with nbgrader is where nbgrader looks for it, in ``notebooks/assignments/``: here is
what runs in the kernel of a student or of a submission.
"""

from mlpkit.teaching.assignments.tasks import ASSIGNMENTS, TASKS, grade, try_out

__all__ = ["ASSIGNMENTS", "TASKS", "grade", "try_out"]
