"""Collect what students hand in from the zip of a learning platform: for ``nbgrader zip_collect``.

Every file is collected, or refused by name in the last lines; the exit code is 1 then.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin

from mlpkit.teaching.assignments.handed_in import read_notebook

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
