"""Files as they really come: all of them collected, or refused by name; and whom a teacher should look at, by name."""

import io
import logging
import os
import re
import shutil
import sys
import warnings
import zipfile
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_core.application import NoStart
from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.apps.nbgraderapp import NbGraderApp
from own_jupyter import environment
from releases import COURSE, GUIDE, copy_course

sys.path.insert(0, str(COURSE))
from rehearse import find, reference_answers
from remarks import redefinitions, remarks
from submissions import MAX_FILE, student_of

PERCEPTRON = "01_perceptron"


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory):
    """Return a function that runs a command of nbgrader in a copy of the course: its exit code, and the lines it says.

    It runs in this process, since nbgrader takes seconds to start.
    """
    course = copy_course(tmp_path_factory.mktemp("repository"))

    def run(*arguments):
        said = io.StringIO()
        app = NbGraderApp.instance()
        try:
            app.initialize([str(argument) for argument in arguments])
            app.init_logging(logging.StreamHandler, [said], color=False, subapps=True)
            app.start()
        except NoStart:
            code = 0
        except SystemExit as ended:
            code = ended.code
        finally:
            lines = said.getvalue().splitlines()
            app.reset()
        return SimpleNamespace(code=code, lines=[line.partition("] ")[2] or line for line in lines])

    run.classroom = course.parent.parent / "classroom"
    before = os.environ.copy()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own
        os.environ.update(environment(run.classroom.parent / "jupyter"))
        patch.chdir(course)
        assert run("generate_assignment", PERCEPTRON).code == 0
        yield run
    os.environ.clear()
    os.environ.update(before)


# From a learning platform

NOTEBOOK = nbformat.writes(nbformat.read(COURSE / "source" / PERCEPTRON / f"{PERCEPTRON}.ipynb", as_version=4))
OTHER = (COURSE / "source" / "02_forward_and_loss" / "02_forward_and_loss.ipynb").read_text(encoding="utf-8")


def mine(number):
    """Return the assignment, with a cell that tells this copy from others."""
    notebook = nbformat.reads(NOTEBOOK, as_version=4)
    notebook.cells.append(new_code_cell(f"print('number {number}')"))
    return nbformat.writes(notebook)


def zipped(files, compression=zipfile.ZIP_STORED):
    """Return the bytes of a zip that holds these files, by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DAMAGED = zipped({"01_perceptron.ipynb": NOTEBOOK}).replace(b"my_epoch", b"MY_EPOCH")
ENCRYPTED = bytearray(zipped({"01_perceptron.ipynb": NOTEBOOK}))
for header, flags in [(b"PK\3\4", 6), (b"PK\1\2", 8)]:
    ENCRYPTED[ENCRYPTED.index(header) + flags] |= 1
LARGE = zipped({"01_perceptron.ipynb": b" " * (MAX_FILE + 1)}, zipfile.ZIP_DEFLATED)
DEEP = zipped({"c.zip": zipped({"b.zip": zipped({"01_perceptron.ipynb": NOTEBOOK})})})


COLLECTED = {
    # Moodle: folders as of 4.1, folders as of 3.1, no folders, a folder of one's own, a group without a number
    "Ada Lovelace_4711_assignsubmission_file/01_perceptron.ipynb": "Ada Lovelace",
    "Charles Babbage_4712_assignsubmission_file_/01_perceptron.ipynb": "Charles Babbage",
    "Hopper, Grace_4713_assignsubmission_file_01_perceptron.ipynb": "Hopper, Grace",
    "Alan Turing_4714_assignsubmission_file/week 1/mine/01_perceptron.ipynb": "Alan Turing",
    "Default group_assignsubmission_file/01_perceptron.ipynb": "Default group",
    # two who have the same name
    "Kim Lee_4715_assignsubmission_file/01_perceptron.ipynb": "Kim Lee_4715",
    "Kim Lee_4716_assignsubmission_file/01_perceptron.ipynb": "Kim Lee_4716",
    # Canvas: in time, late, handed in again, with underscores in the name, another file name
    "noetheremmy_12345_67890_01_perceptron.ipynb": "noetheremmy",
    "hilbertdavid_LATE_12346_67891_01_perceptron.ipynb": "hilbertdavid",
    "gaußcarlfriedrich_12347_67892_01_perceptron-1.ipynb": "gaußcarlfriedrich",
    "van_der_waerden_12348_67893_perceptron_2026_11_28.ipynb": "van_der_waerden",
    # Blackboard: a title with and without an underscore, a user name with one
    "Week 1_rosenblatt_attempt_2026-11-02-18-00-00_01_perceptron.ipynb": "rosenblatt",
    "01_perceptron_mc_culloch_attempt_2026-11-02-18-00-01_01_perceptron.ipynb": "mc_culloch",
    # no platform: names with underscores, spaces, dots, hyphens, umlauts, also those that macOS takes apart
    "ada_01_perceptron.ipynb": "ada",
    "ada_king_lovelace_01_perceptron.ipynb": "ada_king_lovelace",
    "J. P. Müller-Lüdenscheidt_01_perceptron.ipynb": "J. P. Müller-Lüdenscheidt",
    "Zoe\u0308_01_perceptron.ipynb": "Zoë",
    "o'neil [guest]_01_perceptron.ipynb": "o'neil -guest-",
    "folder\\windows_01_perceptron.ipynb": "windows",
    # copies, other capitals, another ending
    "copy-1_01_perceptron (1).ipynb": "copy-1",
    "copy-2_01_perceptron-Copy1.ipynb": "copy-2",
    "Copy of copy-3_01_perceptron.ipynb": "copy-3",
    "copy-4_Copy of 01_perceptron.ipynb": "copy-4",
    "capitals_01_Perceptron.IPYNB": "capitals",
    "ending_01_perceptron.ipynb.txt": "ending",
    "Moodle Copy_4717_assignsubmission_file/Copy of 01_perceptron (2).ipynb": "Moodle Copy",
    "Moodle Name_4718_assignsubmission_file/My homework.ipynb": "Moodle Name",
    # with a BOM, and as Windows may write it
    "bom_01_perceptron.ipynb": "bom",
    "utf-16_01_perceptron.ipynb": "utf-16",
    # a zip in the zip, and one in that; the same notebook twice
    "Zip One_4719_assignsubmission_file/work.zip": "Zip One",
    "Zip Two_4720_assignsubmission_file/work.ZIP": "Zip Two",
    "Twice Same_4721_assignsubmission_file/01_perceptron.ipynb": "Twice Same",
}
"""What a class hands in, and whose it is."""

REFUSED = {
    "Two Files_1_assignsubmission_file/01_perceptron.ipynb": (
        mine("a"),
        "Two Files: ",
        "which is the right one? Put it ",
    ),
    "Two Files_1_assignsubmission_file/01_perceptron-Copy1.ipynb": (
        mine("b"),
        "Two Files: ",
        "which is the right one?",
    ),
    "No Notebook_2_assignsubmission_file/work.pdf": ("%PDF-1.7", "No Notebook: ", "neither a notebook nor a zip"),
    "A Script_3_assignsubmission_file/work.py": ("def my_scores(X, w, b): ...", "A Script: ", "neither a notebook"),
    "Only Text_4_assignsubmission_onlinetext/onlinetext.html": ("<p>Sorry</p>", "Only Text: ", "neither a notebook"),
    "Broken File_5_assignsubmission_file/01_perceptron.ipynb": (NOTEBOOK[:500], "Broken File: ", "neither a notebook"),
    "Just Json_6_assignsubmission_file/01_perceptron.ipynb": ('{"cells": 3}', "Just Json: ", "neither a notebook"),
    "Empty File_7_assignsubmission_file/01_perceptron.ipynb": ("", "Empty File: ", "it is empty"),
    "Wrong One_8_assignsubmission_file/01_perceptron.ipynb": (
        OTHER,
        "Wrong One: ",
        "a notebook, but not 01_perceptron",
    ),
    "Bad Zip_9_assignsubmission_file/work.zip": ("Rar!", "Bad Zip: ", "nor a zip that opens"),
    "Damaged Zip_10_assignsubmission_file/work.zip": (DAMAGED, "Damaged Zip: ", "it cannot be unpacked"),
    "Secret Zip_12_assignsubmission_file/work.zip": (bytes(ENCRYPTED), "Secret Zip: ", "it cannot be unpacked"),
    "Large File_13_assignsubmission_file/work.zip": (LARGE, "Large File: ", "or is larger than 100 MB"),
    "Deep Zip_14_assignsubmission_file/work.zip": (DEEP, "Deep Zip: ", "nor a zip that opens"),
    "Extra File_11_assignsubmission_file/photo.jpg": (b"\xff\xd8\xff", "Extra File: ", "neither a notebook"),
    "01_perceptron.ipynb": (mine("c"), "somebody: ", "a name such as ada_01_perceptron.ipynb would"),
}
"""What is not collected, what is in it, and how the line about it begins and goes on."""

NOBODYS = {
    "__MACOSX/._ada_01_perceptron.ipynb": b"\0\5\x16\7",
    "__MACOSX/Ada Lovelace_4711_assignsubmission_file/._01_perceptron.ipynb": b"\0\5\x16\7",
    ".DS_Store": b"\0\0\0\1Bud1",
    "Ada Lovelace_4711_assignsubmission_file/.ipynb_checkpoints/01_perceptron-checkpoint.ipynb": OTHER,
    "Week 1_rosenblatt_attempt_2026-11-02-18-00-00.txt": "Name: Frank Rosenblatt (rosenblatt)",
}
"""What no student has handed in."""

SPECIAL = {
    "bom": ("\ufeff" + NOTEBOOK).encode(),
    "utf-16": NOTEBOOK.encode("utf-16"),
    "Zip One": zipped({"01_perceptron.ipynb": NOTEBOOK, "__MACOSX/._01_perceptron.ipynb": "x"}),
    "Zip Two": zipped({"folder/inner.zip": zipped({"folder\\01_perceptron.ipynb": NOTEBOOK})}),
}


@pytest.fixture(scope="module")
def collected(nbgrader):
    """Return what ``nbgrader zip_collect`` says of all these files in one zip."""
    files = {place: SPECIAL.get(student, NOTEBOOK) for place, student in COLLECTED.items()}
    files |= {place: content for place, (content, *_) in REFUSED.items()} | NOBODYS
    files["Twice Same_4721_assignsubmission_file/01_perceptron (1).ipynb"] = NOTEBOOK
    files["Extra File_11_assignsubmission_file/01_perceptron.ipynb"] = NOTEBOOK
    archive = nbgrader.classroom / "downloaded" / PERCEPTRON / "archive"
    archive.mkdir(parents=True)
    (archive / "Course-Assignment 2026_11_02-4711.zip").write_bytes(zipped(files))
    return nbgrader("zip_collect", PERCEPTRON)


def submitted(nbgrader):
    return {path.parent.parent.name: path for path in nbgrader.classroom.glob(f"submitted/*/{PERCEPTRON}/*")}


@pytest.mark.parametrize("place", COLLECTED)
def test_a_file_is_collected_whatever_it_is_called(place, collected, nbgrader):
    path = submitted(nbgrader)[COLLECTED[place]]
    assert path.name == f"{PERCEPTRON}.ipynb"
    assert nbformat.read(path, as_version=4) == nbformat.reads(NOTEBOOK, as_version=4)


def test_nothing_else_is_collected(collected, nbgrader):
    assert submitted(nbgrader).keys() == {*COLLECTED.values(), "Extra File"}


@pytest.mark.parametrize("place", REFUSED)
def test_a_file_that_is_not_collected_is_named_in_the_last_lines(place, collected):
    _, student, reason = REFUSED[place]
    last = collected.lines[-len(REFUSED) :]  # "Two Files" has one line for two files, and there is a line after all
    [line] = [line for line in last if line.startswith(student)]
    assert place in line
    assert reason in line


def test_the_exit_code_says_that_something_was_refused(collected, nbgrader):
    assert collected.code == 1
    assert collected.lines[-1] == "Look at what is named above. Everything else is collected."
    archive = nbgrader.classroom / "downloaded" / PERCEPTRON / "archive"
    for path in archive.iterdir():
        path.unlink()
    (archive / "ada_01_perceptron.ipynb").write_text(NOTEBOOK, encoding="utf-8")  # what is no zip is a file as others
    again = nbgrader("zip_collect", "--force", PERCEPTRON)
    assert (again.code, "ada: " in again.lines[-1]) == (0, False)


def test_the_guide_says_what_platforms_call_a_file():
    rows = re.findall(r"^\| (?:Moodle|Canvas|Blackboard|any other) \| (.+) \| `(.+)` \|$", GUIDE, flags=re.MULTILINE)
    places = [(place, student) for names, student in rows for place in re.findall("`([^`]*_[^`]*)`", names)]
    assert len(places) == 6
    for place, student in places:
        assert student_of(place.replace("…", "work.ipynb"), PERCEPTRON)[0] == student


# Whom to look at


def graded(*cells, wrong="", **sources):
    """Return the assignment as it is after the grading: other answers, other cells, the checks that failed."""
    notebook = nbformat.reads(NOTEBOOK, as_version=4)
    for task, source in (reference_answers(PERCEPTRON) | sources).items():
        find(notebook, f"{task}_answer").source = source
    for task in reference_answers(PERCEPTRON):
        said = [new_output("error", ename="Error", evalue="Not yet")] if task in wrong.split() else []
        find(notebook, task).outputs = said
    notebook.cells[5:5] = map(new_code_cell, cells)  # after the first check
    return notebook


SET_UP = find(nbformat.reads(NOTEBOOK, as_version=4), "set_up").source
ALL_IN_ONE = "\n\n".join([f"%matplotlib inline\n{SET_UP}", *reference_answers(PERCEPTRON).values(), "print(my_scores)"])
SCORES = "my_scores = my_scores(np.ones((2, 2)), np.ones(2), 0)"
BUILTIN = "for sum in range(3):\n    print(sum)"
BY_NP = "def my_predictions(X, w, b):\n    return np.where(my_scores(X, w, b) < 0, 0, 1)\n"
SAYS = (
    "Code cell {} (`{}`) gives {} a new value, and this answer uses it: if that is not meant, choose another name there"
)


@pytest.mark.parametrize(
    ("notebook", "expected"),
    [
        (graded(), []),
        (graded(wrong="my_scores my_epoch"), []),
        (graded("import ctypes"), ["read this notebook yourself, it mentions ctypes"]),
        (graded("# Colab\n" + SET_UP), []),
        (graded(ALL_IN_ONE), []),
        (
            graded("from mlpkit.teaching import assignments"),
            ["read this notebook yourself, it mentions mlpkit.teaching"],
        ),
        (graded(wrong="my_scores", my_scores="def scores(X, w, b): ..."), ["there is no my_scores, was it renamed?"]),
        (graded("my_scores = scores", wrong="my_scores", my_scores="def scores(X, w, b): ..."), []),
        (graded("np = 3"), []),
        (graded("np = 3", wrong="my_predictions", my_predictions=BY_NP), [SAYS.format(4, "np = 3", "np")]),
    ],
)
def test_what_a_teacher_hears_about_a_notebook(notebook, expected):
    """What we wrote ourselves is nobody's fault; a new value for a name matters where an answer that needs it fails."""
    assert list(remarks(notebook)) == expected


@pytest.mark.parametrize(
    ("cells", "task", "expected"),
    [
        ([SCORES], "my_scores", []),  # it comes after this check
        ([SCORES], "my_predictions", [(4, SCORES, "my_scores")]),
        ([SCORES], "my_update", []),  # it calls none
        ([BUILTIN], "my_epoch", []),
        (["zip = 3", "!ls\nint: float = 3.5"], "my_epoch", [(4, "zip = 3", "zip"), (5, "int: float = 3.5", "int")]),
        (["with open('x') as zip:\n    pass"], "my_epoch", [(4, "with open('x') as zip:", "zip")]),
        (["zip = 3", "del zip"], "my_epoch", []),
        (["zip = 3 " + "+ 1" * 5000, "zip = '\\d'"], "my_epoch", [(5, "zip = '\\\\d'", "zip")]),
        (["my_update = 3", "def my_update(*args): ..."], "my_epoch", []),
        (["def f():\n    zip = 3", "[zip for zip in 'ab']", "x.zip = 3", "zip ="], "my_epoch", []),
        (["my_update, zip = 3, 4"], "my_epoch", [(4, "my_update, zip = (3, 4)", "zip")]),  # my_update comes later
    ],
)
def test_who_gives_a_needed_name_a_new_value(cells, task, expected):
    notebook = graded(*cells)
    assert redefinitions(notebook.cells, find(notebook, task)) == [SAYS.format(*each) for each in expected]


def test_a_cell_that_failed_is_not_blamed():
    notebook = graded("1 / 0\nzip = 3")
    notebook.cells[5].outputs = [new_output("error", ename="ZeroDivisionError", evalue="")]
    assert redefinitions(notebook.cells, find(notebook, "my_epoch")) == []


@pytest.fixture(scope="module")
def autograded(nbgrader):
    """Grade two students, and return what is said in the end of them and of others, who were graded before."""
    shutil.rmtree(nbgrader.classroom / "submitted", ignore_errors=True)
    release = nbformat.read(nbgrader.classroom / "release" / PERCEPTRON / f"{PERCEPTRON}.ipynb", as_version=4)
    for task, source in reference_answers(PERCEPTRON).items():
        find(release, f"{task}_answer").source = source

    def put(step, student, *, assignment=PERCEPTRON, **files):
        folder = nbgrader.classroom / step / student / assignment
        folder.mkdir(parents=True)
        for name, content in files.items():
            text = content if isinstance(content, str) else nbformat.writes(content)
            (folder / name).write_text(text, encoding="utf-8")

    name, copy = f"{PERCEPTRON}.ipynb", f"{PERCEPTRON}-Copy1.ipynb"
    merged, redefined = copy_of(release), copy_of(release)
    find(merged, "my_scores_answer").source = "def my_scores(X, w, b):\n    return X @ w\n"
    find(merged, "set_up").source = "\n\n".join(cell.source for cell in merged.cells if cell.cell_type == "code")
    merged.cells = [find(merged, "set_up")]
    redefined.cells.insert(redefined.cells.index(find(redefined, "my_scores")) + 1, new_code_cell(SCORES))
    for cell in redefined.cells:  # in an editor that keeps cells, and nothing that belongs to them
        cell.metadata = {"id": cell.pop("id")}
    redefined.nbformat_minor = 0
    put("submitted", "merged", **{name: merged})
    put("submitted", "redefined", **{name: redefined})
    put("submitted", "unreadable", **{name: "{ this is no notebook"})
    put("submitted", "script", **{"work.py": "def my_scores(X, w, b): ..."})
    for student, files in {
        "fine": [name],
        "beside": [name, copy],
        "only": [copy],
        "renamed": [name],
        "away": [],
        "void": [],
    }.items():
        put("submitted", student, **dict.fromkeys(files, release))
        fault = {"wrong": "my_scores", "my_scores": "def scores(X, w, b): ..."} if student == "renamed" else {}
        put("autograded", student, **{name: graded(**fault)})
    last = "05_compare_architectures"
    report = nbformat.read(COURSE / "source" / last / f"{last}.ipynb", as_version=4)
    put("autograded", "reporter", assignment=last, **{f"{last}.ipynb": report})
    find(report, "report").metadata.pop("nbgrader")
    put("submitted", "reporter", assignment=last, **{f"{last}.ipynb": report})
    return nbgrader("autograde", "*", "--CourseDirectory.student_id_exclude=away")


def copy_of(notebook):
    return nbformat.reads(nbformat.writes(notebook), as_version=4)


LOOK_AT = [
    "01_perceptron, beside: only 01_perceptron.ipynb was graded, not 01_perceptron-Copy1.ipynb beside it",
    f"01_perceptron, redefined: {SAYS.format(6, SCORES, 'my_scores')}",
    "01_perceptron, renamed: there is no my_scores, was it renamed?",
    "05_compare_architectures, reporter: the cell of the report was lost: look for it, and mark it by hand",
    "01_perceptron, script: no 01_perceptron.ipynb was handed in, but work.py",
    "01_perceptron, unreadable: this was not graded, an error above says why",
    "01_perceptron, void: no 01_perceptron.ipynb was handed in, but nothing",
]


def test_the_last_lines_name_whom_to_look_at_and_the_exit_code_says_so(autograded):
    assert autograded.code == 1
    assert autograded.lines[-len(LOOK_AT) :] == LOOK_AT
    assert not any(line.startswith("01_perceptron, ") for line in autograded.lines[: -len(LOOK_AT)])


def test_an_only_copy_is_taken(autograded, nbgrader):
    [path] = (nbgrader.classroom / "submitted" / "only" / PERCEPTRON).iterdir()
    assert path.name == f"{PERCEPTRON}.ipynb"


@pytest.mark.parametrize(("student", "points"), [("merged", 11), ("redefined", 14)])
def test_what_editors_do_to_cells_costs_no_points(student, points, autograded, nbgrader):
    """All cells merged into the first, locked one, as JupyterLab does it; none keeps its id and metadata, as in others.

    The first has a wrong answer, which the next one needs, and in the same cell two right ones. The second gives a name
    a new value that a later task needs.
    """
    with Gradebook(f"sqlite:///{nbgrader.classroom}/gradebook.db") as book:
        assert book.find_submission(PERCEPTRON, student).score == points


def test_who_gives_a_name_a_new_value_reads_so_in_the_feedback(autograded, nbgrader):
    path = nbgrader.classroom / "autograded" / "redefined" / PERCEPTRON / f"{PERCEPTRON}.ipynb"
    [said] = find(nbformat.read(path, as_version=4), "my_predictions").outputs
    assert said.evalue.startswith("Not yet: ")
    assert said.evalue.endswith(LOOK_AT[1].partition("redefined: ")[2] + ".")


def test_who_needs_no_look_is_graded_with_exit_code_0(autograded, nbgrader):
    again = nbgrader("autograde", PERCEPTRON, "--student=fine")
    assert again.code == 0
    assert not any(line.startswith("01_perceptron, ") for line in again.lines)
