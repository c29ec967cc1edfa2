"""The lessons' exercises: right answers pass, wrong ones are told by name, and no exercise leans on another."""

from collections import Counter
from functools import cache

import pytest
from exercises import LESSONS, Desk, answers_to, bound, is_accepted, loaded, read

desk = cache(Desk)
ANSWERS = [(lesson, answer) for lesson in LESSONS for answer in answers_to(lesson)]


@pytest.mark.parametrize(
    ("lesson", "answer"), ANSWERS, ids=[f"{answer.exercise} {answer.name}" for _, answer in ANSWERS]
)
def test_an_answer_hears_what_is_true(lesson, answer):
    said = desk(lesson).said(answer.exercise, answer.source)
    assert is_accepted(said) == answer.is_right, said
    assert answer.says in said


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_every_exercise_has_a_bank(lesson):
    answers = answers_to(lesson)
    n_answers = Counter((answer.exercise, answer.is_right) for answer in answers)
    for exercise in read(lesson)[1]:
        assert n_answers[exercise.number, False] >= 6, f"{exercise.number}: at least six wrong answers"
        assert n_answers[exercise.number, True] >= 2, f"{exercise.number}: at least two right ones"
    assert {answer.exercise for answer in answers} == {exercise.number for exercise in read(lesson)[1]}
    assert all(answer.says for answer in answers if not answer.is_right), "each wrong answer says what must be heard"
    assert max(Counter((answer.exercise, answer.name) for answer in answers).values()) == 1, "each name once"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_check_is_the_same_after_the_others_have_run(lesson):
    """Nothing that an exercise reads is bound by another one, neither its checks nor its solution."""
    _, exercises = read(lesson)
    for one in exercises:
        reads = set().union(*(loaded(source) for _, source in one.others))
        for other in exercises:
            binds = set().union(*(bound(source) for _, source in other.others)) if other is not one else set()
            assert not reads & binds, f"{one.number} reads {sorted(reads & binds)}, which {other.number} binds, too"
