"""The assignments' checks: right answers pass, wrong ones are named, and what a student's copy says and shows."""

import ast
import contextlib
import doctest
import functools
import io
import json
import math
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
import scipy.linalg.blas
import scipy.special
from answers import RIGHT, WRONG

import mlpkit
from mlpkit.teaching.assignments import ASSIGNMENTS, TASKS, grade, try_out
from mlpkit.teaching.assignments.calls import Answer, Unreadable, answer, decode, encode
from mlpkit.teaching.assignments.judging import comparison
from mlpkit.teaching.comparing import NOT_STARTED

ROOT = Path(__file__).parent.parent
COURSE = ROOT / "notebooks" / "assignments"


def source_notebook(assignment):
    return nbformat.read(COURSE / "source" / assignment / f"{assignment}.ipynb", as_version=4)


def nbgrader_data(cell):
    return cell.metadata.get("nbgrader", {})


def graded_cells(assignment):
    return {nbgrader_data(c)["grade_id"]: c for c in source_notebook(assignment).cells if nbgrader_data(c).get("grade")}


@pytest.fixture(scope="module")
def solved():
    """What the solved notebooks define, one namespace an assignment; their experiments are not run."""
    namespaces = {}
    for assignment in ASSIGNMENTS:
        namespaces[assignment] = {"__name__": "__main__", "np": np, "mlpkit": mlpkit}
        for cell in source_notebook(assignment).cells:
            if nbgrader_data(cell).get("solution") and cell.cell_type == "code":
                exec(cell.source, namespaces[assignment])
    return namespaces


ALL = [(assignment, task) for assignment, tasks in ASSIGNMENTS.items() for task in tasks]


# The notebooks


def test_the_whole_set_is_one_hundred_points():
    points = {
        name: nbgrader_data(cell)["points"]
        for assignment in ASSIGNMENTS
        for name, cell in graded_cells(assignment).items()
    }
    assert sum(points.values()) == 100
    assert {name: points[name] for name in TASKS} == {name: task.points for name, task in TASKS.items()}
    assert set(points) == {*TASKS, "report"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_notebook_says_what_its_tasks_are_worth_and_how_long_they_take(assignment):
    notebook = source_notebook(assignment)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    stated = re.findall(r"^## Task [\d.]+ · .+ \((\d+) points, about (\d+) minutes", text, flags=re.M)
    total, minutes = re.search(r"^(\d+) points, about (\d+) minutes\.", text, flags=re.M).groups()
    in_cells = [nbgrader_data(cell)["points"] for cell in graded_cells(assignment).values()]
    assert [int(points) for points, _ in stated] == in_cells
    assert int(total) == sum(in_cells)
    assert abs(sum(int(m) for _, m in stated) - int(minutes)) <= 20


@pytest.mark.parametrize(("assignment", "task"), ALL)
def test_every_task_has_a_text_with_shapes_example_and_hints_an_answer_and_a_check(assignment, task):
    cells = source_notebook(assignment).cells
    position = next(i for i, cell in enumerate(cells) if nbgrader_data(cell).get("grade_id") == task)
    text, solution, graded = cells[position - 2 : position + 1]
    assert "| result |" in text.source
    assert "*Worked example.*" in text.source
    assert text.source.count("<details><summary>Hint") == 3
    assert nbgrader_data(solution) == nbgrader_data(solution) | {"grade_id": f"{task}_answer", "solution": True}
    assert "### BEGIN SOLUTION" in solution.source
    visible, hidden = graded.source.split("### BEGIN HIDDEN TESTS")
    assert visible == f'try_out("{task}", {task})\n'
    assert hidden == f'\nfrom mlpkit.teaching.assignments import grade\n\ngrade("{task}", {task})\n### END HIDDEN TESTS'
    assert nbgrader_data(graded)["locked"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_solved_notebooks_are_kept_without_outputs(assignment):
    for cell in source_notebook(assignment).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert set(cell.metadata) <= {"nbgrader"}


@pytest.mark.parametrize(("assignment", "task"), ALL)
def test_the_examples_in_the_docstrings_hold(assignment, task, solved):
    function = solved[assignment][task]
    example = doctest.DocTestParser().get_doctest(function.__doc__, solved[assignment], task, None, None)
    assert example.examples or task == "my_classifier"
    report = io.StringIO()
    assert doctest.DocTestRunner().run(example, out=report.write).failed == 0, report.getvalue()


# Right answers, wrong answers, no answer


@pytest.mark.parametrize(("assignment", "task"), ALL)
def test_the_reference_gets_full_marks(assignment, task, solved):
    grade(task, solved[assignment][task])


@pytest.fixture(scope="module")
def score():
    """What the command that judges the whole bank says of each answer, and its table; some judgments take a second."""
    command = [sys.executable, ROOT / "tests" / "answers", "assignments", "-v"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    said, table = re.split(r"^(?=task +wrong)", result.stdout, flags=re.MULTILINE)
    parts = re.split(r"^(\w+), (\w+): ", said, flags=re.MULTILINE)[1:]
    return dict(zip(zip(parts[::3], parts[1::3], strict=True), parts[2::3], strict=True)), table


@pytest.mark.parametrize("given", RIGHT, ids=lambda given: f"{given.task}-{given.name}")
def test_a_right_answer_is_accepted_however_it_is_written(given, score):
    assert score[0][given.task, given.name] == "accepted\n"


@pytest.mark.parametrize("given", WRONG, ids=lambda given: f"{given.task}-{given.name}")
def test_a_wrong_answer_is_rejected_and_its_mistake_is_named(given, score):
    assert re.match(f"Not yet: .*{re.escape(given.says)}", score[0][given.task, given.name])


def test_the_bank_is_large_enough():
    for task in TASKS:
        assert len({given.name for given in WRONG if given.task == task}) >= 6
        assert len({given.name for given in RIGHT if given.task == task}) >= 2
    assert len(WRONG) >= 500
    assert len(RIGHT) >= 80
    assert all(given.says for given in WRONG)


def test_the_command_that_prints_the_score(score):
    n_wrong, n_right, n_unseen = len(WRONG), len(RIGHT), sum(given.is_unseen for given in WRONG)
    total = f"21 tasks {n_wrong} {n_wrong} {n_wrong} {n_unseen} of {n_unseen} {n_right} of {n_right}"
    assert score[1].splitlines()[-1].split() == total.split()
    assert len(score[0]) == n_wrong + n_right


@pytest.mark.parametrize("task", TASKS)
def test_an_untouched_stub_has_not_been_started(task, capsys, monkeypatch):
    def stub(*_):
        raise NotImplementedError

    try_out(task, stub)
    assert capsys.readouterr().out.startswith("Not started yet: ")
    with pytest.raises(AssertionError, match="Not started yet"):
        grade(task, stub)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")  # nbgrader's Validate button counts errors
    with pytest.raises(AssertionError, match="Not started yet"):
        try_out(task, stub)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    ("strange", "says"),
    [
        (lambda *_: None, "return"),
        (lambda *_: "text", "Not yet"),
        (lambda *_: {}, "Not yet"),
        (lambda *_: [[1], [2, 3]], "Not yet"),
        (lambda *_: np.array([object()]), "Not yet"),
        (lambda: 1, "your function raised TypeError"),
        (lambda *_: sys.exit(), "it tried to end Python"),
        (lambda *_: 1 / 0, "your function raised ZeroDivisionError"),
        (5, "Not yet"),
        (None, "Not yet"),
    ],
)
def test_a_strange_answer_is_rejected_and_breaks_nothing(task, strange, says):
    with pytest.raises(AssertionError, match=says):
        grade(task, strange)


def test_an_unknown_task_is_refused():
    with pytest.raises(ValueError, match="Did you mean 'my_softmax'"):
        try_out("my_sofmax", print)


# The judge


def test_cases_are_drawn_anew_each_time():
    seen = []
    for _ in range(2):
        with contextlib.suppress(AssertionError):
            grade("my_scores", lambda X, w, b: seen.append(X.tobytes()))
    assert len(set(seen)) == len(seen)


def judged(function, **mistakes):
    """What a judge says of a function that should double its argument."""

    def cases(rng):
        return {"one sample": (rng.normal(size=(1, 2)),), "several samples": (rng.normal(size=(3, 2)),)}

    def make(x):
        return {name: mistake(x) for name, mistake in mistakes.items()}

    judge = comparison(lambda x: 2 * x, cases=cases, mistakes=make)
    return judge(Answer(function), np.random.default_rng(0))


def test_a_mistake_is_named_only_if_it_explains_every_case():
    assert judged(lambda x: 3 * x, three=lambda x: 3 * x) == "three"
    only_for_one = judged(lambda x: 3 * x, single=lambda x: x * (3 if len(x) == 1 else 1))
    assert only_for_one == "exactly 1.5 times too large"
    assert judged(lambda x: 2 * x, never=lambda x: 2 * x) == ""


def test_what_an_answer_is_right_for_is_said():
    assert judged(lambda x: x * (len(x) + 1)) == "right for one sample and for nothing else: exactly 2 times too large"
    wrong_for_one = judged(lambda x: 2 * x if len(x) > 1 else x + np.ones(2))
    assert wrong_for_one.startswith("right for several samples and for nothing else: ")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda x: 2 * x[:1], "it ends after the first sample"),
        (lambda x: -2 * x, "the sign is the wrong way round"),
        (lambda x: np.round(2 * x, 1), "rounded, digits after the point: 1"),
        (lambda x: (2 * x).astype(int), "cut off to whole numbers"),
        (lambda x: np.squeeze(2 * x), "an axis of length 1 is lost"),
        (lambda x: 2 * x.T, "transposed"),
        (lambda x: np.ones((1, 2)), "the same answer whatever the input"),
        (lambda x: 2 * x + np.random.default_rng().normal(), "is there chance in it?"),
    ],
)
def test_what_may_happen_to_any_number_is_named_though_the_task_knows_no_mistake(function, said):
    assert said in judged(function)


def judged_twice(function):
    """What a judge says of a function that should return a sum and a difference."""
    judge = comparison(
        lambda x, y: (x + y, x - y),
        cases=lambda rng: {str(n): tuple(rng.normal(size=(2, n))) for n in (2, 3)},
        mistakes=lambda x, y: {"y is missing": (x, x)},
        results="sums, differences",
    )
    return judge(Answer(function), np.random.default_rng(0))


def test_each_of_several_results_has_its_own_mistake():
    assert judged_twice(lambda x, y: (x, x)) == "y is missing"
    assert judged_twice(lambda x, y: (x, x - y)) == "sums: y is missing (right: differences)"
    assert judged_twice(lambda x, y: (-x - y, x)) == "sums: the sign is the wrong way round; differences: y is missing"
    assert judged_twice(lambda x, y: (x - y, x + y)) == "the order is sums, differences; yours is differences, sums"
    assert judged_twice(lambda x, y: (x + y, x - y, x)) == "expected 2 results, got 3"


def test_errors_come_with_shapes_and_a_hint():
    said = judged(lambda x: x @ x)
    assert "called with an array of shape (1, 2) and dtype float64. Hint: write down the shapes of both factors" in said
    assert "keepdims=True" in judged(lambda x: x + np.ones(5))


def test_not_started_in_the_middle_counts_as_not_started():
    def half(x):
        if len(x) > 1:
            raise NotImplementedError
        return 2 * x

    assert judged(half) == NOT_STARTED


@pytest.mark.parametrize(
    ("borrow", "name"),
    [
        (lambda Z: mlpkit.softmax(Z), "mlpkit.activations.softmax"),
        (lambda Z: next(map(mlpkit.softmax, [Z])), "mlpkit.activations.softmax"),
        (lambda Z: np.apply_along_axis(mlpkit.softmax, 1, Z), "mlpkit.activations.softmax"),
        (lambda Z: mlpkit.mlp([2, 2], rng=np.random.default_rng()) and mlpkit.softmax(Z), "mlpkit"),
        (lambda Z: TASKS and mlpkit.teaching.assignments.forward_and_loss._softmax(Z), "mlpkit.teaching.assignments"),
    ],
)
def test_a_borrowed_answer_is_noticed_under_any_name(borrow, name):
    with pytest.raises(AssertionError, match=f"the numbers are right, but your answer calls {name}"):
        grade("my_softmax", borrow)


def in_a_thread(function, *args):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *args).result()


@pytest.mark.parametrize(
    ("function", "borrowed"),
    [
        (mlpkit.softmax, "mlpkit.activations.softmax"),
        (functools.partial(mlpkit.softmax), "mlpkit.activations.softmax"),
        (mlpkit.ReLU().forward, "mlpkit.activations.ReLU.forward"),
        (lambda Z: in_a_thread(mlpkit.softmax, Z), "mlpkit.activations.softmax"),
        (scipy.special.expit, "scipy"),
        (functools.partial(scipy.special.expit), "scipy"),
        (lambda Z: scipy.special.expit(Z), "scipy"),
        (lambda Z: [scipy.special.expit(z) for z in Z], "scipy"),
        (lambda Z: list(map(scipy.special.expit, Z)), "scipy"),
        (lambda Z: in_a_thread(lambda: scipy.special.expit(Z)), "scipy"),
        (lambda Z: scipy.linalg.blas.dscal(2.0, Z), "scipy"),
    ],
)
def test_who_does_the_work_is_seen_whatever_the_answer_is_made_of(function, borrowed):
    answer = Answer(function)
    answer(np.ones((2, 3)))
    assert borrowed in answer.borrowed or borrowed in {name.partition(".")[0] for name in answer.borrowed}


def test_to_import_something_is_to_borrow_nothing():
    def imports_and_works(Z):
        import scipy.special  # noqa: F401
        from scipy.special import expit as unused  # noqa: F401

        from mlpkit import softmax as unused_too  # noqa: F401

        return np.vectorize(lambda z: np.log1p(math.exp(z)))(Z)

    answer = Answer(imports_and_works)
    answer(np.ones((2, 3)))
    assert answer.borrowed == set()


def test_a_wrong_answer_hears_that_it_borrows_too():
    with pytest.raises(AssertionError, match=r"summed over .*Besides, your answer calls mlpkit|Besides, your answer"):
        grade("my_softmax", lambda Z: mlpkit.softmax(Z.T))


# The student's check and the marks

EXACT = {
    "a list": list,
    "an array of objects": lambda z: np.array(z, dtype=object),
    "fractions": lambda z: [Fraction(float(number)) for number in z],
    "a series": lambda z: pd.Series(z, index=range(len(z), 0, -1)),
    "single numbers": lambda z: tuple(np.float32(number) for number in z),
}


@pytest.mark.parametrize("kind", EXACT)
def test_what_numpy_makes_numbers_of_is_right_in_the_check_and_for_the_marks(kind, capsys):
    def scores(X, w, b):
        return EXACT[kind](X @ w + b)

    try_out("my_scores", scores)
    assert capsys.readouterr().out.startswith("Correct")
    grade("my_scores", scores)


def test_the_check_hands_in_what_the_marks_hand_in():
    seen = []

    def look(*args):
        seen.append([type(part) for part in (args, *args)] + [type(part) for part in args[-1]])
        return args[-1].pop()

    cases = [(np.ones(2), 1.5, [(np.eye(2), np.ones(2)), (np.eye(2), np.ones(2))])]
    [(_, here)] = Answer(look).attempts(cases)
    [(_, there)] = decode(json.loads(answer({"f": look}, "f", encode(cases)))["attempts"])
    assert here == there == "your function changed its input; work on a copy"
    assert seen[0] == seen[1] == [tuple, np.ndarray, float, list, tuple, tuple]


def test_watching_ends_with_the_call():
    assert sys.getprofile() is None
    Answer(lambda: 1)()
    assert sys.getprofile() is None
    with pytest.raises(ZeroDivisionError):
        Answer(lambda: 1 / 0)()
    assert sys.getprofile() is None


def test_a_student_s_function_prints_and_warns_nothing(capsys):
    def noisy():
        print("x")
        print("y", file=sys.stderr)
        return np.log(np.zeros(1))

    Answer(noisy)()
    assert capsys.readouterr() == ("", "")


# Over to another process and back


@pytest.mark.parametrize(
    "value",
    [1, 1.5, True, None, "text", float("inf"), [1, (2, 3.0)], np.arange(6).reshape(2, 3), np.ones((0, 2), np.float32),
     np.array(2.5), [(np.eye(2), np.ones(2))]],
)  # fmt: skip
def test_values_survive_the_journey(value):
    def same(a, b):
        if isinstance(a, np.ndarray):
            return a.dtype == b.dtype and np.array_equal(a, b)
        if isinstance(a, (list, tuple)):
            return type(a) is type(b) and all(map(same, a, b))
        return a == b and type(a) is type(b)

    assert same(value, decode(encode(value)))


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.random(5)
    twin = decode(encode(rng))
    assert twin.random() == rng.random()


def test_other_things_arrive_as_a_description():
    arrived = decode(encode({1, 2}))
    assert isinstance(arrived, Unreadable)
    assert "{1, 2}" in repr(arrived)
    assert isinstance(decode(encode(np.array([print]))), Unreadable)


def test_nothing_that_arrives_is_executed():
    with pytest.raises(ValueError, match="an array of"):
        decode(json.dumps({"array": ["O", [1], ""]}))


def test_the_kernel_s_side_answers_errors_changes_and_absence():
    def spoils(x):
        x[:] = 0
        return mlpkit.relu(x)

    def reply(function, *arguments):
        said = json.loads(answer({"f": function}, "f", encode([arguments])))
        [(result, problem)] = decode(said["attempts"])
        return result, problem, said["borrowed"]

    result, problem, borrowed = reply(spoils, np.ones(2))
    assert result.tolist() == [0, 0]
    assert problem == "your function changed its input; work on a copy"
    assert borrowed == ["mlpkit.activations.relu"]
    assert reply(lambda: 1 / 0)[:2] == (None, "your function raised ZeroDivisionError: division by zero")
    assert reply(len, [1]) == (1, "", [])
    assert json.loads(answer({}, "f", encode([()]))) == {}


# The fence

FENCED = """
import os, sys, sqlite3, subprocess, socket, tempfile
import mlpkit
from mlpkit.teaching.assignments.fence import prepare
tempfile.tempdir = os.path.dirname(os.path.dirname(mlpkit.__file__))  # as in CI
prepare([{hidden!r}], 0)
here = os.getcwd()
def attempt(action):
    try:
        action()
    except PermissionError as error:
        return "refused"
    except Exception as error:
        return type(error).__name__
    return "done"
import mlpkit
print([attempt(action) for action in [
    lambda: open({hidden!r} + "/marks").read(),
    lambda: open({hidden!r} + "/../closed/marks", "w"),
    lambda: os.listdir({hidden!r}),
    lambda: sqlite3.connect({hidden!r} + "/marks"),
    lambda: sqlite3.connect("file:" + {hidden!r} + "/marks?mode=rw", uri=True),
    lambda: sqlite3.connect("file://" + {hidden!r} + "/marks", uri=True),
    lambda: sqlite3.connect(mlpkit.__file__ + ".db"),
    lambda: open("link/marks"),
    lambda: open(mlpkit.__file__, "a"),
    lambda: os.remove(mlpkit.__file__ + ".none"),  # were it not refused, nothing would be lost
    lambda: os.rename("none", mlpkit.__file__),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.kill(os.getppid(), 0),
    lambda: socket.create_connection(("127.0.0.1", 9)),
]])
print([attempt(action) for action in [
    lambda: open("mine", "w").close(),
    lambda: (os.chdir("/"), open(here + "/mine", "w").close(), os.chdir(here)),
    lambda: open("mine").read(),
    lambda: open(mlpkit.__file__).read(),
    lambda: os.mkdir("folder"),
    lambda: mlpkit.datasets.load_mnist(n_train=10),
    lambda: __import__("helper"),
    lambda: sqlite3.connect(":memory:"),
]])
import numpy
print(hasattr(numpy, "ndarray"))
"""


def test_the_fence(tmp_path):
    hidden, own = tmp_path / "closed", tmp_path / "own"
    hidden.mkdir()
    own.mkdir()
    (hidden / "marks").write_text("1.0")
    (own / "link").symlink_to(hidden)
    for name in ("helper", "numpy"):
        (own / f"{name}.py").write_text("")
    result = subprocess.run(
        [sys.executable, "-P", "-c", FENCED.format(hidden=str(hidden))],
        cwd=own, capture_output=True, text=True, timeout=3600, check=True,
    )  # fmt: skip
    refused, allowed, real_numpy = map(ast.literal_eval, result.stdout.splitlines())
    assert refused == ["refused"] * 15
    assert allowed == ["done"] * 8
    assert real_numpy
    assert (hidden / "marks").read_text() == "1.0"
