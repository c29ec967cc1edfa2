"""Print how the checks judge the banks: ``python tests/answers``, of one of them ``… lessons`` or ``… assignments``.

With ``-v`` each answer is shown with what is said of it, otherwise only those that are not judged as they should be.
With ``--seen`` the third is left out at which nobody looks who mends a check (see ``GivenAnswer.is_unseen``).
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

import exercises

from answers import RIGHT, WRONG
from mlpkit.teaching.assignments import grade


class Verdict(NamedTuple):
    """What a check says about an answer: an empty text if it is accepted."""

    group: str
    answer: str
    says: str
    said: str
    is_right: bool
    is_unseen: bool

    @property
    def is_named(self) -> bool:
        return bool(self.said) and self.says in self.said


def of_assignments() -> Iterator[Verdict]:
    """Judge the answers to the graded tasks."""
    for given in RIGHT + WRONG:
        said = ""
        try:
            grade(given.task, given.function())
        except AssertionError as error:
            said = str(error)
        yield Verdict(given.task, given.name, given.says, said, given in RIGHT, given.is_unseen)


def of_lessons() -> Iterator[Verdict]:
    """Judge the answers to the lessons' exercises."""
    for lesson in exercises.LESSONS:
        for answer, printed in exercises.judged(lesson):
            said = "" if exercises.is_accepted(printed) else printed.strip()
            group = f"exercise {answer.exercise}"
            yield Verdict(group, answer.name, answer.says, said, answer.is_right, answer.is_unseen)


def show(verdicts: Iterable[Verdict]) -> None:
    """Print a line for each group, and one for each answer that is not judged as it should be."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.is_unseen and "--seen" in sys.argv:
            continue
        groups.setdefault(verdict.group, []).append(verdict)
        is_well = not verdict.said if verdict.is_right else verdict.is_named
        if "-v" in sys.argv or not is_well:
            print(f"{verdict.group}, {verdict.answer}: {verdict.said or ('accepted' if is_well else 'ACCEPTED')}")
    line = "{:<28}{:>8}{:>10}{:>10}{:>18}{:>18}"
    print(line.format("task", "wrong", "rejected", "named", "unseen, named", "right, accepted"))
    for group, members in [*groups.items(), (f"{len(groups)} tasks", [v for vs in groups.values() for v in vs])]:
        wrong = [v for v in members if not v.is_right]
        right = [v for v in members if v.is_right]
        unseen = [v for v in wrong if v.is_unseen]
        print(
            line.format(
                group,
                len(wrong),
                sum(bool(v.said) for v in wrong),
                sum(v.is_named for v in wrong),
                f"{sum(v.is_named for v in unseen)} of {len(unseen)}",
                f"{sum(not v.said for v in right)} of {len(right)}",
            )
        )


if __name__ == "__main__":
    if "lessons" not in sys.argv:
        show(of_assignments())
    if "assignments" not in sys.argv:
        show(of_lessons())
