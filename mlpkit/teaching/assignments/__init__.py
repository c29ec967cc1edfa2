"""What the assignments check, and how: used by students, by the grading and by the tests alike.

``check`` is what a student's notebook calls; it prints one line. ``grade`` asks the same questions more often and
raises an error if something is wrong; the marks hang on it. Each task is described once, in the module of its
assignment. :mod:`mlpkit.teaching.assignments.grading` connects all this with nbgrader and is not imported here.
"""

from mlpkit.teaching.assignments.checks import ASSIGNMENTS, TASKS, check, grade

__all__ = ["ASSIGNMENTS", "TASKS", "check", "grade"]
