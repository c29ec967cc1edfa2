"""What notebooks say about claims and exercises: every sentence, and the mistake that it names."""

import contextlib
import io
import linecache
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlpkit.teaching.lessons import check, expect


@pytest.fixture
def says(capsys):
    """What ``check`` prints: one line."""

    def run(*arguments, **settings):
        assert check(*arguments, **settings) is None
        out, err = capsys.readouterr()
        assert err == ""
        assert out.endswith("\n")
        assert out.count("\n") == 1
        return out.rstrip("\n")

    return run


# --- expect --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "claim", "sentence"),
    [
        (0.9771, {"about": 0.976, "within": 0.004}, "As claimed: 0.976, give or take 0.004."),
        (0.97, {"at_least": 0.97}, "As claimed: at least 0.97."),
        (0.5, {"at_most": 0.5}, "As claimed: at most 0.5."),
        (3, {"at_least": 2, "at_most": 4}, "As claimed: at least 2 and at most 4."),
        (1.0, {"about": 1, "within": 0.5, "at_most": 1.2}, "As claimed: 1, give or take 0.5 and at most 1.2."),
        (np.float32(0.5), {"about": 0.5, "within": 0.0}, "As claimed: 0.5, give or take 0."),
        (-4.0, {"about": -3.5, "within": 0.5}, "As claimed: -3.5, give or take 0.5."),
    ],
)
def test_a_claim_that_holds_is_repeated(capsys, value, claim, sentence):
    assert expect(value, **claim) is None
    assert capsys.readouterr().out == sentence + "\n"


@pytest.mark.parametrize(
    ("value", "claim", "message"),
    [
        (0.98125, {"about": 0.976, "within": 0.004}, "measured 0.98125, claimed 0.976, give or take 0.004"),
        (0.97, {"about": 0.976, "within": 0.004}, "measured 0.97, claimed 0.976"),
        (0.9699, {"at_least": 0.97}, "measured 0.9699, claimed at least 0.97"),
        (0.51, {"at_most": 0.5}, "measured 0.51, claimed at most 0.5"),
        (1.0, {"at_least": 2, "at_most": 4}, "measured 1, claimed at least 2 and at most 4"),
        (5.0, {"at_least": 2, "at_most": 4}, "measured 5"),
        (1.3, {"about": 1, "within": 0.5, "at_most": 1.2}, "measured 1.3"),
        (2.0, {"about": 1, "within": 0.5, "at_most": 9}, "measured 2"),
    ],
)
def test_a_claim_that_does_not_hold_raises_with_the_measured_value(capsys, value, claim, message):
    with pytest.raises(AssertionError, match=f"the claim does not hold: {message}"):
        expect(value, **claim)
    assert capsys.readouterr().out == ""


@given(value=st.floats(0.95, 0.99))
def test_the_sentence_is_the_same_whatever_was_measured(value):
    """The lessons' outputs are compared word for word, on machines that measure different numbers."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        expect(value, about=0.97, within=0.021)
    assert out.getvalue() == "As claimed: 0.97, give or take 0.021.\n"


@pytest.mark.parametrize(
    ("arguments", "claim", "error", "message"),
    [
        ((1,), {}, TypeError, "expect: no claim; expected about= and within=, at_least= or at_most="),
        ((1,), {"about": 1}, TypeError, "about and within belong together; got only one"),
        ((1,), {"within": 1}, TypeError, "about and within belong together; got only one"),
        ((1,), {"within": 1, "at_least": 0}, TypeError, "belong together"),
        (("0.97",), {"at_least": 0}, TypeError, "expect: value must be a number"),
        ((np.ones(2),), {"at_least": 0}, TypeError, "expect: value must be a number"),
        ((True,), {"at_least": 0}, TypeError, "expect: value must be a number"),
        ((None,), {"at_least": 0}, TypeError, "expect: value must be a number"),
        ((math.nan,), {"at_least": 0}, ValueError, "expect: value must be a finite number.*got nan"),
        ((math.inf,), {"at_least": 0}, ValueError, "expect: value must be a finite number.*got inf"),
    ],
)
def test_expect_refuses_what_is_no_claim_about_a_number(arguments, claim, error, message):
    with pytest.raises(error, match=message):
        expect(*arguments, **claim)


def test_claims_are_given_by_name():
    with pytest.raises(TypeError, match="positional"):
        expect(0.97, 0.97, 0.01)


# --- check: right ----------------------------------------------------------------------------------------------

MATRIX = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])


def column_means(X):
    """What the exercises of these tests ask for, as a slow loop."""
    return np.array([sum(X[:, j]) / len(X) for j in range(X.shape[1])])


def test_a_right_function(says):
    exercise = {"answer": lambda X: X.mean(axis=0), "against": column_means}
    assert says(**exercise, cases=[(MATRIX,)]) == "Correct."
    assert says(**exercise, cases=[(MATRIX,), (MATRIX.T,)]) == "Correct: 2 of 2 cases."


def test_a_right_number(says):
    assert says(4, against=lambda: 2 + 2) == "Correct."
    assert says(np.float32(0.1), against=lambda: 0.1) == "Correct."
    assert says([1, 2], against=lambda: np.array([1.0, 2.0])) == "Correct."
    assert says(True, against=lambda: 3 > 2) == "Correct."


def test_a_right_answer_of_several_parts(says):
    assert says((MATRIX, 3.0), against=lambda: (MATRIX.copy(), 3)) == "Correct."


def test_a_difference_within_the_tolerance_is_right(says):
    assert says(1.05, against=lambda: 1.0, tolerance=0.1) == "Correct."
    assert says(1.05, against=lambda: 1.0).startswith("Not yet")
    assert says(1e6 + 0.5, against=lambda: 1e6) == "Correct."  # relative to the size of the right number


def test_cases_may_come_from_a_generator_which_draws_the_same_each_time(says):
    seen = []

    def cases(rng):
        seen.append(rng.normal(size=(3, 2)))
        return [(seen[-1],), (-seen[-1],)]

    for _ in range(2):
        assert says(lambda X: X.mean(axis=0), against=column_means, cases=cases) == "Correct: 2 of 2 cases."
    np.testing.assert_array_equal(*seen)  # what is said of an answer does not change


def test_a_function_that_raised_is_told_what_it_was_called_with(says):
    sentence = says(lambda k, X: X[k], against=lambda k, X: X[0], cases=[(5, MATRIX)])
    assert sentence.endswith(
        "axis 0 with size 2, when called with k = 5 (int), X = an array of shape (2, 3) and dtype float64. "
        "Hint: does the index count rows or columns, and from 0?"
    )


def test_a_function_that_raised_in_a_cell_is_told_in_which_line(says, monkeypatch):
    source = "def half(X):\n    return X / 2\n\n\ndef rows(X):\n    Z = half(X)  # (2, 3)\n    return Z[2]  # (3,)\n"
    monkeypatch.setitem(linecache.cache, "<a cell>", (len(source), None, source.splitlines(keepends=True), "<a cell>"))
    cell = {}
    exec(compile(source, "<a cell>", "exec"), cell)
    sentence = says(cell["rows"], against=lambda X: X[0], cases=[(MATRIX,)])
    assert "out of bounds for axis 0 with size 2, at `return Z[2]`, when called with X = an array" in sentence
    sentence = says(cell["rows"], against=lambda X: X[0], cases=[("text",)])
    assert "at `return X / 2`, when called with X = 'text' (str)" in sentence


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (lambda X: set(X.sort()), "and return None"),
        (lambda X: max(X, 0), "np.maximum"),
        (lambda X: X @ X, "is one of them transposed? Or is * meant"),
        (lambda X: X - X.sum(axis=1), "is an axis missing (keepdims=True)"),
    ],
)
def test_a_common_error_comes_with_a_hint(says, answer, hint):
    assert hint in says(answer, against=lambda X: X.sum(), cases=[(np.ones((2, 3)),)])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (np.s_[0, :], "3 of 9 numbers are wrong, all in the first row."),
        (np.s_[-1, :2], "2 of 9 numbers are wrong, all in the last row."),
        (np.s_[:, 0], "3 of 9 numbers are wrong, all in the first column."),
        (np.s_[:, -1], "3 of 9 numbers are wrong, all in the last column."),
        (
            ([-1, 0], [0, -1]),
            "2 of 9 numbers are wrong, all in the last row and the last column; does a loop end too early?",
        ),
        (([0, 1], [0, 1]), "2 of 9 numbers are wrong."),
    ],
)
def test_wrong_numbers_at_one_end_of_a_table_are_said_to_be_there(says, place, said):
    right = np.arange(9.0).reshape(3, 3)
    wrong = right.copy()
    wrong[place] += 10
    assert says(wrong, against=lambda: right) == f"Not yet: {said}"


def test_the_numbers_that_are_counted_as_wrong_are_those_that_do_not_pass(says):
    """Beside small numbers a slip of 5e-7 is one, beside a million it is none."""
    assert says([0.1, 0.1 + 5e-7], against=lambda: [0.1, 0.1]) == "Not yet: 1 of 2 numbers is wrong."
    assert says([1e6, 0.6, 1e5], against=lambda: [1e6, 0.5, 1e6]) == "Not yet: 1 of 3 numbers is wrong."


@pytest.mark.parametrize(
    ("written", "right"), [((3, 5), 3.5), ((3, 5, -1, 0, 5), (3.5, -1.0, 0.5)), ((3, 5, -1), (3.5, -1.0))]
)
def test_a_comma_for_a_point_is_told(says, written, right):
    assert "with a point, like 3.5" in says(written, against=lambda: right)


def test_more_results_than_asked_for_are_no_decimal_commas(says):
    assert "point" not in says(lambda: (1.5, 2.0, 3.0), against=lambda: (1.5, 2.0))


def test_a_number_beyond_all_floats_is_no_number(says):
    assert says(10**400, against=lambda: 1.0).startswith("Not yet: expected numbers, got 1000")


def test_a_number_where_there_is_none_is_not_too_small(says):
    sentence = says(lambda x: 0.0, against=lambda x: np.nan, cases=[(1.0,)])
    assert sentence == "Not yet: a number where none can be: nan belongs there."


def test_none_among_several_results_is_no_number(says):
    sentence = says(lambda x: (x, None), against=lambda x: (x, x), cases=[(1.0,)])
    assert sentence == "Not yet: expected 2 results, got (1.0, None) (tuple)."


# --- check: not yet ------------------------------------------------------------------------------------------


def test_not_started(says):
    def answer(X):
        raise NotImplementedError

    sentence = "Not started yet: replace `raise NotImplementedError` with your own lines, then run this cell again."
    assert says(answer, against=column_means, cases=[(MATRIX,)]) == sentence
    sentence = "Not started yet: replace `None` with your answer, then run this cell again."
    assert says(None, against=lambda: 4) == sentence


RIGHT = MATRIX.mean(axis=0)  # (3,)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (lambda X: None, "your function returned None; is the return missing?"),
        (lambda X: 1 / 0, "your function raised ZeroDivisionError: division by zero"),
        (lambda X: undefined, "your function raised NameError: name 'undefined' is not defined"),  # noqa: F821
        (lambda: 1, "your function raised TypeError: "),
        (lambda X: "three", "expected numbers, got 'three' (str)"),
        (lambda X: "0.5", "expected numbers, got '0.5' (str)"),
        (lambda X: ["2.5", "3.5", "5"], "expected numbers, got ['2.5', '3.5', '5'] (list)"),
        (lambda X: [[1, 2], [3]], "expected numbers, got [[1, 2], [3]] (list)"),
        (lambda X: X.mean(axis=0) + 1j, "expected numbers, got an array of shape (3,) and dtype complex128"),
        (lambda X: -X.mean(axis=0) + 0j, "the sign is the wrong way round"),  # np.linalg.eig returns such numbers
        (lambda X: X.mean(axis=1), "wrong shape (2,), expected (3,)"),
        (lambda X: X.mean(), "wrong shape (), expected (3,)"),
        (lambda X: X.mean(axis=0, keepdims=True), "wrong shape (1, 3), expected (3,)"),
        (lambda X: (X.mean(axis=0), 1), "expected numbers, got (array([2.5, 3.5, 5. ]), 1) (tuple)"),
        (lambda X: -X.mean(axis=0), "the sign is the wrong way round"),
        (lambda X: X.sum(axis=0), "exactly 2 times too large"),
        (lambda X: X.mean(axis=0) / 3, "exactly 3 times too small"),
        (lambda X: X.mean(axis=0) * 1.5, "exactly 1.5 times too large"),
        (lambda X: -2 * X.mean(axis=0), "wrong by a constant factor, sign included"),
        (lambda X: X.mean(axis=0) * [1, np.nan, 1], "NaN or infinity at index (1,)"),
        (lambda X: X.mean(axis=0) * [1, 1, np.inf], "NaN or infinity at index (2,)"),
        (lambda X: X.mean(axis=0) * [1, 2, 2], "2 of 3 numbers are wrong"),
        (lambda X: X.mean(axis=0) * [1, 1, 1.001], "1 of 3 numbers is wrong"),
        (lambda X: 0 * X.mean(axis=0), "3 of 3 numbers are wrong"),
    ],
)
def test_each_mistake_is_named(says, answer, problem):
    sentence = says(answer, against=column_means, cases=[(MATRIX,)])
    assert sentence.startswith(f"Not yet: {problem}")
    assert sentence.endswith(("?", "."))
    assert not sentence.endswith("?.")
    # of several cases, the one that went wrong is named, and the ones before it were right
    sentence = says(answer, against=lambda X: RIGHT, cases=[(MATRIX,), (MATRIX,)])
    assert sentence.startswith(f"Not yet, case 1 of 2: {problem}")


def test_the_case_that_went_wrong_is_named(says):
    """Right for a batch of two, wrong for a batch of one."""
    answer, cases = (lambda X: X.sum(axis=0) / 2), [(MATRIX,), (MATRIX[:1],), (MATRIX,)]
    assert says(answer, against=column_means, cases=cases) == "Not yet, case 2 of 3: exactly 2 times too small."


def test_transposed_results(says):
    """Seen by the shape where it is not square, by the numbers where it is."""
    square = MATRIX[:, :2]
    transpose = {"against": lambda X: X, "cases": [(MATRIX,)]}
    assert says(lambda X: X.T, **transpose) == "Not yet: wrong shape (3, 2), expected (2, 3) (transposed?)."
    assert says(lambda X: X.T, against=lambda X: X, cases=[(square,)]) == "Not yet: the result is transposed."


def test_a_wrong_number(says):
    """Too large or too small, and never by how much: a factor would give the number away."""
    assert says(0.0, against=lambda: 4) == "Not yet: the number is too small."
    assert says(2, against=lambda: 4) == "Not yet: the number is too small."
    assert says([8.0], against=lambda: np.array([4])) == "Not yet: the number is too large."
    assert says(1.0, against=lambda: 0.0) == "Not yet: the number is too large."
    assert says(-4, against=lambda: 4) == "Not yet: the sign is the wrong way round."
    assert says(math.nan, against=lambda: 4.0) == "Not yet: NaN or infinity."


def test_the_part_that_is_wrong_is_named(says):
    right = {"against": lambda: (RIGHT, MATRIX, 1.0)}
    assert says((RIGHT, MATRIX.T, 1.0), **right) == (
        "Not yet: result 2: wrong shape (3, 2), expected (2, 3) (transposed?)."
    )
    assert says((RIGHT, MATRIX, -1.0), **right) == "Not yet: result 3: the sign is the wrong way round."
    assert says((1.0, 2.0), **right) == "Not yet: expected 3 results, got (1.0, 2.0) (tuple)."
    assert says(MATRIX, **right) == "Not yet: expected 3 results, got an array of shape (2, 3) and dtype float64."
    assert says(1.0, **right) == "Not yet: expected 3 results, got 1.0 (float)."
    assert says((RIGHT * np.nan, MATRIX, 1.0), **right) == "Not yet: result 1: NaN or infinity at index (0,)."


def test_a_function_that_changes_its_input(says):
    def answer(X):
        X -= X.mean(axis=0)
        return X

    X = MATRIX.copy()
    sentence = says(answer, against=lambda X: X - X.mean(axis=0), cases=[(X,)])
    assert sentence == "Not yet: your function changed its input; work on a copy."
    np.testing.assert_array_equal(X, MATRIX)  # the exercise's own array is safe


@pytest.mark.parametrize(
    "X",
    [
        np.array([1.0, np.nan, 3.0]),
        [1.0, np.nan, 3.0],
    ],
    ids=["array", "list"],
)
def test_nan_in_the_input_is_no_change_of_the_input(says, X):
    assert says(np.nanmean, against=lambda X: 2.0, cases=[(X,)]) == "Correct."


# --- check: mistakes that an exercise knows of -----------------------------------------------------------------

MISTAKES = {
    "the mean was taken over the columns": lambda X: X.mean(axis=1),
    "you added up; did you divide by n?": lambda X: X.sum(axis=0),
}


def test_known_mistakes_are_named_before_the_general_ones(says):
    """Both would have another name: a wrong shape, and a factor of 2."""
    exercise = {"against": column_means, "cases": [(MATRIX,)], "mistakes": MISTAKES}
    assert says(lambda X: X.mean(axis=1), **exercise) == "Not yet: the mean was taken over the columns."
    assert says(lambda X: X.sum(axis=0), **exercise) == "Not yet: you added up; did you divide by n?"
    assert says(lambda X: -X.mean(axis=0), **exercise) == "Not yet: the sign is the wrong way round."
    assert says(lambda X: X.mean(axis=0), **exercise) == "Correct."


def test_a_right_answer_that_a_mistake_gives_too_is_right(says):
    """With one sample the sum is the mean."""
    assert says(lambda X: X.mean(axis=0), against=column_means, cases=[(MATRIX[:1],)], mistakes=MISTAKES) == "Correct."


def test_mistakes_and_judge_cannot_change_the_arguments_of_each_other(says):
    X = MATRIX.copy()

    def careless(X):
        X[...] = 0
        return X.sum()

    answer = says(lambda X: X.mean(axis=0), against=column_means, cases=[(X,)], mistakes={"careless": careless})
    assert answer == "Correct."
    np.testing.assert_array_equal(X, MATRIX)


def double_in_place(X):
    X *= 2
    return X


@pytest.mark.parametrize(
    "exercise",
    [
        {"against": double_in_place},
        {"against": lambda X: 2 * X, "mistakes": {"you took three": lambda X: 1.5 * double_in_place(X)}},
    ],
    ids=["judge", "mistake"],
)
def test_judge_and_mistakes_cannot_make_an_answer_right(says, exercise):
    """The answer is the very array that was given, and others double what they are given in place."""
    assert says(lambda X: X, **exercise, cases=[(MATRIX,)]) == "Not yet: exactly 2 times too small."


@given(st.lists(st.floats(0.5, 10), min_size=2, max_size=5))
def test_the_right_numbers_are_never_shown(numbers):
    """Whatever is wrong with it, the line holds no number of the right answer to four decimals."""
    right = np.array(numbers) + 0.123456
    for answer in (right + 1, -right, right[:-1], right * np.nan, np.zeros_like(right)):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            check(answer, against=lambda: right)
        assert out.getvalue().startswith("Not yet")
        assert not any(f"{number:.4f}" in out.getvalue() for number in right)


# --- check: answers that are easily misjudged ------------------------------------------------------------------------


def test_a_small_number_needs_a_small_difference(says):
    assert says(0.0, against=lambda: 1e-8).startswith("Not yet")
    assert says(2e-8, against=lambda: 1e-8).startswith("Not yet")


def test_rounding_is_no_mistake_where_the_right_number_is_zero(says):
    assert says(0.1 + 0.2 - 0.3, against=lambda: 0.0) == "Correct."


def test_nan_may_be_right(says):
    """Where both have it; and where it is missing, the place is counted."""
    right = {"against": lambda: np.array([1.0, np.nan])}
    assert says(np.array([1.0, np.nan]), **right) == "Correct."
    assert says(np.array([1.0, 2.0]), **right) == "Not yet: a number where none can be: nan belongs there."


def test_infinity_may_be_right(says):
    right = {"against": lambda: np.array([7.0, np.inf])}
    assert says(np.array([7.0, np.inf]), **right) == "Correct."
    assert says(np.array([1.0, np.inf]), **right).startswith("Not yet")


def test_a_wrong_number_of_arrays_is_one_line_too(says):
    assert says((MATRIX, MATRIX), against=lambda: (MATRIX, MATRIX, 1.0)).startswith("Not yet: expected 3 results")


def test_no_case_is_a_mistake_of_the_exercise():
    with pytest.raises(ValueError, match="cases"):
        check(lambda X: X, against=lambda X: -X, cases=[])


def test_a_function_that_changes_a_list(says):
    def answer(numbers):
        numbers.append(4.0)
        return len(numbers)

    assert "changed its input" in says(answer, against=len, cases=[([1.0, 2.0],)])


@pytest.mark.parametrize(
    ("collection", "take"),
    [
        pytest.param(lambda X: [X], lambda collection: collection[0], id="list"),
        pytest.param(lambda X: (1, [X]), lambda collection: collection[1][0], id="list in a tuple"),
        pytest.param(
            *(lambda X: {"W": X}, lambda collection: collection["W"]),
            id="dict",
        ),
    ],
)
def test_a_function_that_changes_an_array_inside_a_collection(says, collection, take):
    def careless(arrays):
        take(arrays)[...] += 1.0
        return 3.0

    X = MATRIX.copy()
    exercise = {"against": lambda arrays: 3.0, "cases": [(collection(X),)]}
    assert says(lambda arrays: 3.0, **exercise) == "Correct."
    assert "changed its input" in says(careless, **exercise)
    np.testing.assert_array_equal(X, MATRIX)


def test_complex_numbers_are_not_numbers_here(says):
    assert says(lambda X: X * 1j, against=lambda X: X, cases=[(MATRIX,)]).startswith("Not yet: expected numbers")
