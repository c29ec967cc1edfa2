"""The class of thirty, graded by the commands of the teacher's guide: marks, reasons, no way around them."""

import asyncio
import contextlib
import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from releases import COMMANDS, COURSE, GUIDE, copy_course, run, secrets

from mlpkit.teaching.assignments import ASSIGNMENTS

ROOT = Path(__file__).parent.parent

sys.path.insert(0, str(COURSE))
import bubblewrap  # noqa: E402
import grading  # noqa: E402
from rehearse import CLASS, Student, insert  # noqa: E402

SETTINGS = """
c.ExecuteAndJudge.cell_seconds = 5  # for the endless loops; no right answer needs a fifth of it
c.ExecuteAndJudge.on_notebook_start = lambda notebook: print("a kernel has started")
"""

LOOKS_AROUND = """
import json, os, socket, subprocess

def attempt(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"

print(json.dumps({
    "visible": [name for name, path in PATHS.items() if os.path.lexists(path)],
    "checkout": os.listdir(CHECKOUT) if os.path.exists(CHECKOUT) else [],
    "secret": os.environ.get("MLPKIT_SECRET"),
    "processes": [int(name) for name in os.listdir("/proc") if name.isdigit()] if os.path.exists("/proc") else None,
    "networks": [name for _, name in socket.if_nameindex()],
    "reads": {name: attempt(lambda: open(path).close()) for name, path in PATHS.items()},
    "writes": {name: attempt(lambda: open(path + ".new", "w").close()) for name, path in PATHS.items()},
    "deletes": {name: attempt(lambda: os.remove(path + ".none")) for name, path in PATHS.items()},
    "connects": attempt(lambda: socket.create_connection(("127.0.0.1", PORT), timeout=60).close()),
    "starts": attempt(lambda: subprocess.Popen(["sleep", SECONDS])),
    "signals": attempt(lambda: os.kill(PROCESS, 0)),
    "beside it": [attempt(lambda: open("mine", "w").close()), sorted(os.listdir())],
    "folder": os.getcwd(),
}))
"""
"""What a submission could do about the course: it asks what is there, and leaves nothing but empty files."""
SECONDS = "86399.75"
"""How long a process that it leaves behind would sleep: nobody else's does for as long."""


def no_bubblewrap():
    """Return why there is none here; whether *our* way to start it works is what the tests are to find out."""
    if "MLPKIT_FENCE" in os.environ:
        return "MLPKIT_FENCE is set"
    if not shutil.which("bwrap"):
        return "it is not installed (Debian: apt install bubblewrap)"
    trial = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--ro-bind", "/", "/", "true"]
    return subprocess.run(trial, capture_output=True, text=True, check=False).stderr


NO_BUBBLEWRAP = no_bubblewrap()
needs_bubblewrap = pytest.mark.skipif(bool(NO_BUBBLEWRAP), reason=f"no bubblewrap: {NO_BUBBLEWRAP}")


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """What is no business of a submission, by name; and the folder that holds all of it."""
    copy = tmp_path_factory.mktemp("repository")
    classroom, course = copy / "classroom", copy / "notebooks" / "assignments"
    (copy / "home").mkdir()
    (copy / "home" / "diary").write_text("private")
    return copy, {
        "source": course / "source" / "01_perceptron" / "01_perceptron.ipynb",
        "gradebook": classroom / "gradebook.db",
        "another student": classroom / "submitted" / "solved-1" / "01_perceptron" / "01_perceptron.ipynb",
        "another's marks": classroom / "autograded" / "another-way-1" / "01_perceptron" / "01_perceptron.ipynb",
        "own submission": classroom / "submitted" / "looks-around" / "01_perceptron" / "01_perceptron.ipynb",
        "tests": copy / "tests" / "answers" / "__init__.py",
        "home": copy / "home" / "diary",
    }


@pytest.fixture(scope="module")
def looks_around(places):
    """A student whose right answers come with a look around."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        values = {
            "PATHS": {name: str(path) for name, path in places[1].items()}, "PORT": server.getsockname()[1],
            "CHECKOUT": str(ROOT), "SECONDS": SECONDS, "PROCESS": os.getpid(),
        }  # fmt: skip
        cell = re.sub("|".join(values), lambda name: repr(values[name[0]]), LOOKS_AROUND)
        yield Student("looks-around", "01_perceptron", list(ASSIGNMENTS["01_perceptron"]), insert(cell, at=3))


@pytest.fixture(scope="module")
def repository(places, looks_around):
    """A copy of what the commands need, after they have run in it."""
    copy, _ = places
    course = copy_course(copy)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "tests" / "answers", copy / "tests" / "answers", ignore=ignore)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(copy / "home"))
        patch.setenv("MLPKIT_SECRET", "a teacher's")
        for command in COMMANDS[1:]:
            result = run(command, course)
            has_names = command.startswith("nbgrader autograde")  # of students to look at, in its last lines
            assert result.returncode == has_names, f"{command}\n{result.stdout}\n{result.stderr[-5000:]}"
            (copy / f"{command.split()[1]}.log").write_text(result.stderr, encoding="utf-8")
            (copy / f"{command.split()[1]}.out").write_text(result.stdout, encoding="utf-8")
            if command == "python rehearse.py":
                looks_around.hand_in(copy / "classroom")
    return copy


@pytest.fixture(scope="module")
def gradebook(repository):
    with Gradebook(f"sqlite:///{repository}/classroom/gradebook.db") as book:
        yield book


def score(gradebook, student):
    return gradebook.find_submission(student.assignment, student.name).score


def notebook_of(repository, step, student, assignment):
    return nbformat.read(repository / "classroom" / step / student / assignment / f"{assignment}.ipynb", as_version=4)


def outputs(notebook, grade_id):
    """Return all the text that a graded cell shows."""
    return text_of(next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id))


def text_of(cell):
    shown = [output | output.get("data", {}) for output in cell.outputs]
    return "".join(output.get("text", output.get("evalue", output.get("text/plain", ""))) for output in shown)


# The guide's five commands


def test_the_first_command_makes_the_environment():
    make, install, activate, folder = COMMANDS[0].split(" && ")
    assert make == "python3 -m venv .venv"
    assert install == '.venv/bin/pip install -e ".[classroom]"'
    assert activate == "source .venv/bin/activate"
    assert (ROOT / folder.removeprefix("cd ")) == COURSE
    assert len(COMMANDS) == 5


def test_the_class_needs_a_kernel_for_each_and_one_more_for_each_that_was_lost(repository):
    """Kernels are what takes time. Four are lost: by a loop and by an exit, in a cell and in a task.

    On a busy machine a gigabyte of output may fill the memory of its kernel before it is interrupted: that is a fifth.
    """
    n_kernels = (repository / "autograde.out").read_text(encoding="utf-8").count("a kernel has started")
    assert n_kernels - len(CLASS) - len(["looks-around"]) in (4, 5)


def test_the_class_is_thirty_and_has_every_kind():
    assert len({student.name for student in CLASS}) == 30
    assert {student.assignment for student in CLASS} == set(ASSIGNMENTS)


@pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)
def test_every_student_gets_what_the_work_is_worth(student, gradebook):
    assert score(gradebook, student) == student.points


def test_the_marks_are_in_the_table(repository):
    with (repository / "classroom" / "marks.csv").open(encoding="utf-8", newline="") as file:
        marks = {(row["student_id"], row["assignment"]): float(row["score"]) for row in csv.DictReader(file)}
    assert {(s.name, s.assignment): s.points for s in CLASS}.items() <= marks.items()


@pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)
def test_every_student_gets_feedback_without_foreign_scripts(student, repository):
    page = repository / "classroom" / "feedback" / student.name / student.assignment / f"{student.assignment}.html"
    html = page.read_text(encoding="utf-8")
    assert "Score: " in html
    assert "steal()</script>" not in html
    assert len(html) < 1_000_000  # also of a gigabyte


def test_feedback_shows_the_marks_as_they_are_now(repository):
    """Also where it was there before somebody changed a mark by hand."""
    page = repository / "classroom" / "feedback" / "solved-1" / "01_perceptron" / "01_perceptron.html"
    course = repository / "notebooks" / "assignments"
    with Gradebook(f"sqlite:///{repository}/classroom/gradebook.db") as book:
        grade = book.find_submission("01_perceptron", "solved-1").notebooks[0].grades[0]
        before = grade.manual_score
        for mark, score in ((grade.auto_score - 1.5, "15.5"), (before, "17.0")):
            grade.manual_score = mark
            book.db.commit()
            result = run("nbgrader generate_feedback 01_perceptron --student=solved-1", course)
            assert result.returncode == 0, result.stderr
            assert f"(Score: {score} / 17.0)" in page.read_text(encoding="utf-8")


def test_only_the_report_waits_for_a_hand(gradebook):
    for student in CLASS:
        for notebook in gradebook.find_submission(student.assignment, student.name).notebooks:
            for grade in notebook.grades:
                by_hand = grade.name == "report" and student.name in ("solved-5", "another-way-5")
                assert grade.needs_manual_grade == by_hand, (student.name, grade.name)


def test_wrong_answers_come_back_with_their_mistake(repository):
    for student in CLASS:
        if student.name.startswith("wrong"):
            graded = notebook_of(repository, "autograded", student.name, student.assignment)
            for task in ASSIGNMENTS[student.assignment]:
                assert outputs(graded, task).startswith("Not yet: ")


# Mishaps and attacks: what the student reads. (What the mark is, is tested above.)


@pytest.mark.parametrize(
    ("name", "task", "says"),
    [
        ("nothing-done", "my_scores", "Not started yet"),
        ("infinite-loop", "my_predictions", "does a loop never end?"),
        ("infinite-loop", "my_epoch", "Correct."),
        ("syntax-error", "my_predictions", "there is no my_predictions in this notebook"),
        ("error-at-the-top", "my_scores", "Correct."),
        ("deleted-checks", "my_predictions", "Correct."),
        ("deleted-checks", "my_epoch", "Not started yet"),
        ("edited-check", "my_epoch", "Not started yet"),
        ("copied-and-split-cells", "my_epoch", "Correct."),
        ("renamed-function", "my_predictions", "was it renamed"),
        ("patched-checks", "my_epoch", "Not started yet"),
        ("numpy-beside-it", "my_epoch", "Correct."),
        ("leaves-early", "my_predictions", "it tried to end Python"),
        ("leaves-early", "my_epoch", "Correct."),
        ("kills-the-kernel", "my_predictions", "ended the kernel"),
        ("kills-the-kernel", "my_epoch", "Correct."),
        ("gigabyte-of-output", "my_epoch", "Correct."),
        ("reads-the-solutions", "my_epoch", "Not started yet"),
        ("stderr-and-numbers", "my_scores", "Correct."),
        ("stderr-and-numbers", "my_epoch", "Not yet"),
    ],
)
def test_what_a_mishap_is_answered_with(name, task, says, repository):
    assert says in outputs(notebook_of(repository, "autograded", name, "01_perceptron"), task)


def test_the_last_lines_name_whom_to_look_at_as_the_guide_shows_it(repository):
    [shown] = re.findall(r"```text\n((?:\[AutogradeApp .+\n)+)```", GUIDE)
    assert (repository / "autograde.log").read_text(encoding="utf-8").endswith(shown)
    assert shown.count("\n") == 2


def test_who_patches_the_checks_is_pointed_out_to_the_teacher(repository):
    said = re.findall(
        r"(\S+): read this notebook yourself, it mentions (.+)", (repository / "autograde.log").read_text()
    )
    assert dict(said) == {"patched-checks": "get_ipython, mlpkit.teaching"}


def test_the_graded_notebooks_stay_small(repository):
    for path in (repository / "classroom" / "autograded").rglob("*.ipynb"):
        assert path.stat().st_size < 400_000, path


def test_the_solutions_and_the_gradebook_stay_as_they_are(repository):
    own = repository / "classroom" / "autograded" / "reads-the-solutions" / "01_perceptron"
    assert {path.name for path in own.iterdir()} <= {"01_perceptron.ipynb", "gradebook.db"}  # an empty one of its own
    assert "n_mistakes += int(label" not in (own / "01_perceptron.ipynb").read_text(encoding="utf-8")
    source = Path("source", "01_perceptron", "01_perceptron.ipynb")
    assert (repository / "notebooks" / "assignments" / source).read_bytes() == (COURSE / source).read_bytes()


# The fence made of the operating system


def what_it_saw(repository, name):
    notebook = notebook_of(repository, "autograded", name, "01_perceptron")
    return json.loads(next(text_of(cell) for cell in notebook.cells if "def attempt" in cell.source))


def test_the_first_line_says_which_fence_stands(repository):
    said = (repository / "autograde.log").read_text(encoding="utf-8")
    own = f"Python's own only ({bubblewrap.problem()}); see the guide"
    assert said.splitlines()[0] == f"fence: {own if NO_BUBBLEWRAP else 'bubblewrap'}"
    assert said.count("fence: ") == 1


@needs_bubblewrap
def test_where_bubblewrap_may_not_work_the_first_line_says_why(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bubblewrap, "problem", bubblewrap.problem.__wrapped__)
    monkeypatch.setenv("PATH", str(tmp_path))
    bubblewrap.announce.__wrapped__()
    (tmp_path / "bwrap").write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2; exit 1\n")
    (tmp_path / "bwrap").chmod(0o755)
    bubblewrap.announce.__wrapped__()
    assert capsys.readouterr().err.splitlines() == [
        "fence: Python's own only (there is no bwrap); see the guide",
        "fence: Python's own only (bwrap: setting up uid map: Permission denied); see the guide",
    ]


@needs_bubblewrap
def test_a_submission_that_looks_around_finds_nothing_and_changes_nothing(repository, places, gradebook, looks_around):
    saw = what_it_saw(repository, "looks-around")
    assert saw["visible"] == []
    assert set(saw["checkout"]) <= {"mlpkit", ".venv"}
    assert saw["secret"] is None
    assert saw["processes"] == [1]  # itself
    assert set(saw["reads"].values()) == set(saw["deletes"].values()) == {"FileNotFoundError"}
    assert saw["networks"] == ["lo"]  # its own
    assert saw["connects"] == "ConnectionRefusedError"
    assert saw["starts"] == "PermissionError"
    assert saw["signals"] == "ProcessLookupError"
    assert saw["beside it"] == ["done", ["01_perceptron.ipynb", "mine"]]
    assert not Path(saw["folder"]).exists()
    own = repository / "classroom" / "autograded" / "looks-around" / "01_perceptron"
    assert [path.name for path in own.iterdir()] == ["01_perceptron.ipynb"]
    assert [path for path in places[1].values() if not path.exists() or Path(f"{path}.new").exists()] == []
    assert not [p for p in psutil.process_iter(["cmdline"]) if SECONDS in (p.info["cmdline"] or [])]
    assert score(gradebook, looks_around) == looks_around.points == 17


@needs_bubblewrap
def test_a_kernel_ends_with_whoever_started_it(tmp_path):
    (tmp_path / "submission").mkdir()
    start = textwrap.dedent(f"""\
        import subprocess, sys
        sys.path.append({str(COURSE)!r})
        from bubblewrap import _inside
        with _inside({str(tmp_path)!r}) as (command, files):
            subprocess.run([*command, "sh", "-c", "echo ready; exec sleep {SECONDS}"], pass_fds=files)
        """)
    with subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"ready\n"
        inside = psutil.Process(parent.pid).children(recursive=True)
        assert len(inside) == 2  # bubblewrap, and what it holds
        parent.kill()
        _, alive = psutil.wait_procs(inside, timeout=120)
    assert alive == []


def test_without_bubblewrap_one_unreadable_file_stops_nobody_else(repository, places, monkeypatch):
    """The same marks without it, and Python's own fence instead: it refuses, but what is there can be seen."""
    monkeypatch.setenv("MLPKIT_FENCE", "python")
    submitted = repository / "classroom" / "submitted"
    for name, source in [("late-a-broken", None), ("late-b-fine", "solved-1"), ("late-c-looks", "looks-around")]:
        folder = submitted / name / "01_perceptron"
        folder.mkdir(parents=True)
        if source:
            shutil.copy(submitted / source / "01_perceptron" / "01_perceptron.ipynb", folder)
        else:
            (folder / "01_perceptron.ipynb").write_text("{ this is no notebook", encoding="utf-8")
    result = run('nbgrader autograde "*" --student="late-*"', repository / "notebooks" / "assignments")
    assert result.returncode == 1
    assert result.stderr.startswith("fence: Python's own only (MLPKIT_FENCE=python); see the guide\n")
    assert "There was an error processing assignment '01_perceptron' for student 'late-a-broken'" in result.stderr
    saw = what_it_saw(repository, "late-c-looks")
    assert saw["visible"] == list(places[1])
    closed = set(places[1]) - {"home"}
    for what in ("reads", "writes", "deletes"):
        assert {saw[what][name] for name in closed} == {"PermissionError"}
    assert saw["connects"] == saw["starts"] == saw["signals"] == "PermissionError"
    with Gradebook(f"sqlite:///{repository}/classroom/gradebook.db") as book:
        for name in ("late-b-fine", "late-c-looks"):
            assert book.find_submission("01_perceptron", name).score == 17
        assert book.find_submission("01_perceptron", "late-a-broken").score == 0


def test_a_zip_from_a_learning_platform_is_collected(repository):
    archive = repository / "classroom" / "downloaded" / "01_perceptron" / "archive"
    archive.mkdir(parents=True)
    given = (repository / "classroom" / "release" / "01_perceptron" / "01_perceptron.ipynb").read_bytes()
    with zipfile.ZipFile(archive / "all.zip", "w") as file:
        file.writestr("ada_01_perceptron.ipynb", given)
        file.writestr("Babbage, Charles_4711_assignsubmission_file_01_perceptron.ipynb", given)
    result = run("nbgrader zip_collect 01_perceptron", repository / "notebooks" / "assignments")
    assert result.returncode == 0, result.stderr
    for student in ("ada", "Babbage, Charles"):
        assert (repository / "classroom" / "submitted" / student / "01_perceptron" / "01_perceptron.ipynb").exists()


# Limits


@pytest.fixture
def grade_cells(tmp_path, monkeypatch):
    """Return a function that runs cells as a submission, in a new kernel, and returns the text each of them shows."""
    place = SimpleNamespace(root=str(tmp_path), source_directory=str(tmp_path / "source"))
    monkeypatch.setattr(grading.ExecuteAndJudge, "coursedir", place)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))

    def grade_cells(*sources, **settings):
        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        grading.ExecuteAndJudge(**settings).preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
        return [text_of(cell) for cell in notebook.cells]

    return grade_cells


@needs_bubblewrap
def test_what_is_to_be_hidden_and_can_be_seen_stops_the_grading(grade_cells):
    """As of a course that lies in a folder of Python's."""
    with pytest.raises(ValueError, match=r"\['.*'\] can be seen from inside bubblewrap; move the course out of"):
        grade_cells("print('z')", hidden=["/home/nobody/knows", sys.prefix])


CUT = "\n... output cut here ...\n"


def test_what_a_submission_shows_for_ever_is_cut(grade_cells):
    display = "from IPython.display import display\nwhile True:\n    display('z' * 100)"
    stubborn = "while True:\n  try:\n    while True:\n      print('z' * 1000)\n  except BaseException:\n    pass"
    said = grade_cells(
        "print('z' * 10**6)",
        "raise ValueError('z' * 10**5)",
        "while True:\n    print('z', flush=True)",
        stubborn,  # the new kernel runs the cells before it again, and gives the endless one up
        display,
        "print('z')",
        "small = display('z', display_id=True)",
        "small.update('z' * 10**4)\nprint('z')",  # too much, and not so much that it is interrupted
        max_output=500,
        cell_seconds=1,
    )
    for text in said[:5]:
        assert CUT in text
        assert len(text) < 700
    assert said[3].endswith("does a loop never end?")
    assert said[5:] == ["z\n", "'z'", CUT]  # an earlier cell does not grow, and what is dropped is missed


def test_what_comes_after_the_interrupt_is_dropped_too(monkeypatch):
    """The interrupt may come late: on Python 3.13 the graded notebook of one who prints for ever had 120 MB."""
    step, cell, interrupts = grading.ExecuteAndJudge(max_output=1000), new_code_cell("…"), []

    async def interrupt():
        interrupts.append(len(cell.outputs))

    async def listen():
        for _ in range(500):
            content = {"name": "stdout", "text": "z" * 900}
            header = {"msg_type": "stream"}
            message = {"header": header, "msg_type": "stream", "parent_header": {"msg_id": "1"}, "content": content}
            step.process_message(message, cell, 0)
            await asyncio.sleep(0)

    step.km, step._kept, step.clear_before_next_output = SimpleNamespace(interrupt_kernel=interrupt), 0, False
    asyncio.run(listen())
    assert len(cell.outputs) == 2
    assert len(interrupts) == 1


def test_a_limit_is_one_of_computing_and_not_of_the_clock(grade_cells):
    """A kernel that has to wait, here for itself and on a busy machine for others, gets all its seconds."""
    assert grade_cells("import time\ntime.sleep(2)\nprint('done')", cell_seconds=1) == ["done\n"]


def test_a_kernel_that_only_waits_is_stopped_in_the_end(grade_cells, monkeypatch):
    monkeypatch.setattr(grading, "PATIENCE", 1)
    waits = "import threading\nprint('z')\nthreading.Event().wait()"
    [said] = grade_cells(waits, cell_seconds=3, notebook_seconds=10_000)
    assert said == "z\nstopped because it takes too long: does a loop never end?"


def test_what_is_left_of_a_notebook_when_its_time_is_up_fails(grade_cells):
    """The seconds of a kernel that is gone count, too."""
    _, said = grade_cells("while True:\n    pass", "print('z')", notebook_seconds=2)
    assert said == "not run: this notebook took more than 2 s altogether"


# What students are given


def release(repository, assignment):
    path = repository / "classroom" / "release" / assignment / f"{assignment}.ipynb"
    return nbformat.read(path, as_version=4)


def test_a_release_is_made_anew(repository):
    """Also where one was there before somebody changed the task."""
    released = repository / "classroom" / "release" / "01_perceptron" / "01_perceptron.ipynb"
    before = nbformat.read(released, as_version=4)
    released.write_text("what the task was before", encoding="utf-8")
    result = run("nbgrader generate_assignment 01_perceptron", repository / "notebooks" / "assignments")
    assert result.returncode == 0, result.stderr
    assert [cell.source for cell in nbformat.read(released, as_version=4).cells] == [c.source for c in before.cells]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_release_shows_no_solution(assignment, repository):
    given = release(repository, assignment)
    text = json.dumps(given, ensure_ascii=False)
    plain = "\n".join(cell.source for cell in given.cells)
    assert len(secrets(assignment)) >= 3
    assert [secret for secret in secrets(assignment) if secret in plain or json.dumps(secret)[1:-1] in text] == []
    assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN)|import grade|grade\(", plain)
    assert list((repository / "classroom" / "release" / assignment).iterdir()) == [
        repository / "classroom" / "release" / assignment / f"{assignment}.ipynb"
    ]
    for cell in given.cells:
        assert not cell.get("outputs")
        assert set(cell.metadata) <= {"nbgrader", "deletable", "editable"}
        assert set(cell.get("attachments", {})) == set()
        assert set(cell.metadata.get("nbgrader", {})) <= {
            "cell_type", "checksum", "grade", "grade_id", "locked", "points", "schema_version", "solution", "task",
        }  # fmt: skip


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_release_runs_and_says_not_started_yet(assignment, repository, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    namespace = {"__name__": "__main__"}
    said = io.StringIO()
    for cell in release(repository, assignment).cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(said):
                exec(cell.source, namespace)
    lines = said.getvalue().splitlines()
    assert lines[0].startswith("mlpkit ")
    assert len(lines) == 1 + len(ASSIGNMENTS[assignment])
    assert all(line.startswith("Not started yet: ") for line in lines[1:])
