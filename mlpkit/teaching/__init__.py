"""What only a lesson or an assignment needs: claims that check themselves, and answers that are told what is wrong.

``expect`` and ``check`` are a lesson's; the tasks of the assignments and their judging are in
:mod:`mlpkit.teaching.assignments`. It imports the core, the gradient checker and the studies, not book nor bench.
"""

from mlpkit.teaching.lessons import check, expect

__all__ = ["check", "expect"]
