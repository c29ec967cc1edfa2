"""What students hand in: collected from the zip of a learning platform, and looked over when it has been graded.

``nbgrader_config.py`` puts both into nbgrader. Nothing is left out in silence: ``nbgrader zip_collect`` names each file
that it does not take, ``nbgrader autograde`` each student to look at. Both do so in their last lines, and exit with 1.
"""

import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import nbformat
from nbgrader import converters, utils
from nbgrader.plugins import ExtractorPlugin
from remarks import remarks

from mlpkit.teaching.assignments import ASSIGNMENTS

MAX_FILE = 100 * 2**20
"""Bytes that a file in a zip may have."""
MAX_DEPTH = 3
"""How many zips may lie in one another: the platform's, a student's, and one more."""
NOBODYS = re.compile(
    r"(^|/)(__MACOSX/|\.ipynb_checkpoints/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|_attempt_\d{4}(-\d\d){5}\.txt$"
)
"""What macOS, Jupyter, Windows and Blackboard put beside a student's files."""


class Submissions(ExtractorPlugin):
    """Unpack what a learning platform gives, into ``STUDENT/ASSIGNMENT.ipynb``, where nbgrader collects it.

    Takes the place of nbgrader's extractor. Whose a file is, the platform's name for it tells, and that it is the
    assignment, its cells: what the student called it, and what copying added to that, does not matter.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack everything. If something is refused, let nbgrader collect the rest, name it, and fail."""
        course = self.parent.coursedir
        assignment = course.assignment_id
        found = [(student_of(place, assignment), place, content) for place, content in _files(Path(archive_path))]
        bearers = Counter(name for name, _ in {whose for whose, *_ in found})
        submissions: dict[str, dict[str, str]] = defaultdict(dict)
        refused = []
        for (name, number), place, content in found:
            student = f"{name}_{number}" if bearers[name] > 1 else name
            notebook, problem = read_notebook(content, assignment)
            if not student and not problem:
                problem = f"nothing says whose it is; a name such as ada_{assignment}.ipynb would"
            if problem:
                refused.append(f"{student or 'somebody'}: {place} is not collected: {problem}")
            else:
                submissions[student][notebook] = place
        for student, notebooks in submissions.items():
            folder = Path(extracted_path, student)
            if len(notebooks) > 1:
                where = course.format_path(course.submitted_directory, student, assignment)
                problem = f"which is the right one? Put it into {where} as {assignment}.ipynb"
                refused.append(f"{student}: {', '.join(notebooks.values())} are not collected: {problem}")
            else:
                folder.mkdir()
                (folder / f"{assignment}.ipynb").write_text(*notebooks, encoding="utf-8")
        if refused:
            try:
                self.parent.process_extracted_files()
            finally:
                for line in sorted(refused):
                    self.log.error(line)
            self.parent.fail("Look at what is named above. Everything else is collected.")


def student_of(place: str, assignment: str) -> tuple[str, str]:
    """Return whose file this is, by what learning platforms call it: a name and a number, "" where there is none.

    Parameters
    ----------
    place : str
        Path of the file, with the folders and zips that it lies in.
    assignment : str
        Name of the assignment.

    Notes
    -----
    Moodle (its ``mod/assign/classes/downloader.php``) takes underscores out of names and adds a number, another one in
    each assignment, none for some groups: ``Ada Lovelace_4711_assignsubmission_file/work.ipynb``. The folder's name may
    end in an underscore (before version 4.1); without folders, the file's name follows that.

    Canvas (its ``lib/content_zipper.rb``) leaves the letters, digits and underscores of a name, and adds the numbers of
    the student and of the file: ``lovelaceada_LATE_12345_67890_work-1.ipynb``.

    Blackboard (nbgrader's page "Managing assignment files manually") puts the assignment's title first:
    ``Week 1_ada_attempt_2026-11-02-18-00-00_work.ipynb``.

    Anything else must be called ``ada_01_perceptron.ipynb``; copying may have added to it.
    """
    title = re.escape(assignment)
    forms = (
        r"(?P<name>[^/_]+)(_(?P<number>\d+))?_assignsubmission_",
        rf"({title}|[^/_]+)_(?P<name>[^/]+)_attempt_\d{{4}}(-\d\d){{5}}_",
        r"(?P<name>[^/]+?)(_LATE)?_(?P<number>\d+)_\d{3,}_",  # a student's file may end in a date
        rf"(copy of )?(?P<name>[^/]+?)_(copy of )?{title}(?![^\W_])[^/]*$",
    )
    for form in forms:
        if found := re.search(f"(^|/){form}", place, flags=re.IGNORECASE):
            parts = {"number": None, **found.groupdict()}
            return re.sub(r"[^\w.,'’ -]+", "-", str(parts["name"])).strip(" ."), parts["number"] or ""
    return "", ""


def _files(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Yield every file of a folder and of the zips in it: its path, and what is in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for place, content in _unpacked(path.relative_to(folder).as_posix(), path.read_bytes(), MAX_DEPTH):
                if not NOBODYS.search(place):
                    yield unicodedata.normalize("NFC", place), content  # macOS takes umlauts apart


def _unpacked(place: str, content: bytes | None, depth: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield a file or, of a zip that opens, the files in it; with None for what cannot be read, or is too large."""
    if content and depth and place.lower().endswith(".zip") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    name = member.filename.replace("\\", "/")
                    yield from _unpacked(f"{place}/{name}", _unpack(archive, member), depth - 1)
    else:
        yield place, content


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """Return a file of a zip; None if it cannot be read (damaged, encrypted), or is too large."""
    try:
        return archive.read(member) if member.file_size <= MAX_FILE else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        return None


def read_notebook(content: bytes | None, assignment: str) -> tuple[str, str]:
    """Return a notebook's JSON, without what may stand before it (a BOM), and what is wrong with the file."""
    if content is None:
        return "", "it cannot be unpacked, or is larger than 100 MB"
    if not content.strip():
        return "", "it is empty"
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):
        notebook = None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return "", "it is neither a notebook nor a zip that opens"
    text = json.dumps(notebook, indent=1)
    if not any(task in text for task in ASSIGNMENTS.get(assignment, [""])):
        return "", f"it is a notebook, but not {assignment}"
    return text, ""


class Grading(converters.Autograde):
    """nbgrader's grading, with a line for each student to look at in the end, and an exit code of 1 if there is one."""

    def start(self) -> None:
        """Grade, and say whom to look at."""
        for folder in self._folders():
            self._rename_an_only_copy(folder)
        lines = []
        try:
            super().start()
        finally:
            for folder in self._folders():
                if found := list(self._to_look_at(folder)):
                    lines.append(f"{folder.name}, {folder.parent.name}: {'; '.join(found)}")
                    self.log.warning(lines[-1])
        if lines:
            raise converters.NbGraderException("there are students to look at")

    def _folders(self) -> list[Path]:
        """Return the folders of all students who are to be graded."""
        excluded = self.coursedir.student_id_exclude.split(",")
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        folders = [folder for folder in map(Path, sorted(glob(pattern))) if folder.parent.name not in excluded]
        source = Path(self.coursedir.root, self.coursedir.source_directory)
        return [folder for folder in folders if (source / folder.name / f"{folder.name}.ipynb").is_file()]

    def _rename_an_only_copy(self, folder: Path) -> None:
        """Give a student's only notebook its name back: it may be called 01_perceptron-Copy1.ipynb."""
        notebooks = _notebooks(folder)
        if len(notebooks) == 1 and not read_notebook(notebooks[0].read_bytes(), folder.name)[1]:
            notebooks[0].rename(folder / f"{folder.name}.ipynb")

    def _to_look_at(self, folder: Path) -> Iterator[str]:
        """Yield what a teacher should know about a submission."""
        name = f"{folder.name}.ipynb"
        names = [path.name for path in _notebooks(folder)]
        if name not in names:
            there = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
            yield f"no {name} was handed in, but {there}"
            return
        if len(names) > 1:
            yield f"only {name} was graded, not {', '.join(sorted({*names} - {name}))} beside it"
        graded = self.coursedir.format_path(self.coursedir.autograded_directory, folder.parent.name, folder.name)
        if not Path(graded, name).is_file():
            yield "this was not graded, an error above says why"
            return
        notebook = nbformat.read(Path(graded, name), as_version=4)
        yield from remarks(notebook)
        ids = re.findall(r'"grade_id"\s*:\s*"(\w+)"', (folder / name).read_text(encoding="utf-8", errors="replace"))
        for cell in notebook.cells:
            if utils.is_grade(cell) and utils.is_solution(cell) and cell.metadata.nbgrader.grade_id not in ids:
                yield f"the cell of the {cell.metadata.nbgrader.grade_id} was lost: look for it, and mark it by hand"


def _notebooks(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() == ".ipynb"]
