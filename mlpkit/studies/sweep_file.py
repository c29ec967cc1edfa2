"""The CSV file of a sweep: whole at every moment, shared by several processes, and nothing measured is ever lost."""

import csv
import hashlib
import io
import tempfile
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

with warnings.catch_warnings(action="ignore"):  # in a browser, it says that a file beside ours is its lock
    from filelock import FileLock

from mlpkit._machinery.files import written_whole
from mlpkit.studies.questions import COLUMNS

Row = dict[str, Any]
"""One run: its key, its setting, its seed, what was measured, its time and its error."""


class SweepFile:
    """The rows that are in a file, by key, and those that are still to be written.

    Parameters
    ----------
    path : Path
        The file, which need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unsaved: dict[str, Row] = {}
        self._lock = Path(tempfile.gettempdir(), f"mlpkit-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()}")

    def rows(self) -> dict[str, Row]:
        """Return the finished and failed runs in the file, numbers as numbers."""
        return {key: {name: _parse(text) for name, text in row.items()} for key, row in self._texts().items()}

    def _texts(self) -> dict[str, Row]:
        """Return the rows as they are written; none if there is no file."""
        if not self.path.exists():
            return {}
        with self.path.open(encoding="utf-8", newline="") as file:
            rows = [{name: text for name, text in row.items() if name} for row in csv.DictReader(file)]
        if not all({*COLUMNS} <= set(row) for row in rows):
            raise ValueError(f"run: {self.path.name} is not a table of earlier runs. Hint: choose another path")
        return {row["run"]: row for row in rows}

    def add(self, row: Row) -> None:
        """Write one more run, beside what other processes have written; if that fails now, it is done with the next."""
        self._unsaved[row["run"]] = row
        try:
            self._save()
        except OSError as error:
            if len(self._unsaved) == 1:
                warnings.warn(f"run: {self.path.name} cannot be written ({error}); trying again later", stacklevel=3)

    def close(self) -> None:
        """Write what is left; if that is not possible, write it to a file of its own, and say where."""
        if not self._unsaved:
            return
        try:
            self._save()
        except OSError as error:
            rescued = Path(tempfile.mkdtemp(prefix="mlpkit-"), self.path.name)
            n_runs = len(self._unsaved)
            rescued.write_bytes(_table(self._unsaved))
            warnings.warn(
                f"run: {self.path.name} cannot be written ({error}); the last {n_runs} runs are in {rescued}. Hint: "
                "add its rows to the file, and the sweep goes on after them",
                stacklevel=3,
            )

    def _save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._lock):  # another process may have written since
            table = _table(self._texts() | self._unsaved)
            with written_whole(self.path) as file:
                file.write(table)
        self._unsaved = {}


def _table(rows: Mapping[str, Row]) -> bytes:
    """Return rows as CSV, each name once, in the order in which they first come."""
    text = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    table = csv.DictWriter(text, names, lineterminator="\n")
    table.writeheader()
    table.writerows(rows.values())
    return text.getvalue().encode()


def _parse(text: str) -> Any:
    """Return what a cell of a CSV file stands for: a number, True or False, text; None for an empty cell."""
    if text in ("True", "False"):
        return text == "True"
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text or None
