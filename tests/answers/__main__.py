"""Print how the checks judge the bank: ``python tests/answers``."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from answers import RIGHT, WRONG, GivenAnswer
from mlpkit.teaching.assignments import ASSIGNMENTS, grade


def message(given: GivenAnswer) -> str:
    """Return what the graded check says about an answer; an empty text if it is accepted."""
    try:
        grade(given.task, given.function())
    except AssertionError as error:
        return str(error)
    return ""


def main() -> None:
    """Judge every answer of the bank once and print a line for each task, and one for what is not as it should be."""
    accepted: Counter[str] = Counter()
    for given in RIGHT:
        said = message(given)
        accepted[given.task] += not said
        if said or "-v" in sys.argv:
            print(f"{given.task}, {given.name}: {said or 'accepted'}")
    rejected: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for given in WRONG:
        said = message(given)
        rejected[given.task] += bool(said)
        named[given.task] += bool(said) and given.says in said
        if not said or given.says not in said or "-v" in sys.argv:
            print(f"{given.task}, {given.name}: {said or 'ACCEPTED'}")
    n_wrong, n_right = Counter(given.task for given in WRONG), Counter(given.task for given in RIGHT)
    line = "{:<28}{:>10}{:>10}{:>12}{:>18}"
    print(line.format("task", "wrong", "rejected", "named", "right, accepted"))
    for task in (task for tasks in ASSIGNMENTS.values() for task in tasks):
        print(line.format(task, n_wrong[task], rejected[task], named[task], f"{accepted[task]} of {n_right[task]}"))
    total = [len(WRONG), rejected.total(), named.total(), f"{accepted.total()} of {len(RIGHT)}"]
    print(line.format(f"{len(n_wrong)} tasks", *total))
    print(f"{rejected.total() / len(WRONG):.0%} rejected, {named.total() / len(WRONG):.0%} named")


if __name__ == "__main__":
    main()
