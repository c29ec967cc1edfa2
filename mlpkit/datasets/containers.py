"""One file of numbers, in whatever container it comes, as arrays by name. What it is, its first bytes tell."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from mlpkit.datasets.idx import GZIP_MAGIC, read_idx
from mlpkit.datasets.pictures import Packed, read_pictures

Arrays = dict[str, np.ndarray]
"""The arrays of a file, by the names that the file gives them; its only one may have none."""

LABEL_COLUMNS = ("label", "labels", "class", "target", "y", "digit")
DAMAGED = (ValueError, EOFError, OSError, KeyError, MemoryError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What the libraries that read the containers raise where a file is not what it seems."""


def read_file(path: Path, notes: list[str]) -> Arrays:
    """Return the arrays in an IDX, NumPy or MATLAB file, or in a table as CSV or Parquet; note what was done.

    Raises
    ------
    ValueError
        If the file is damaged or of another kind; it is named.
    """
    begin = first_bytes(path)
    readers = {b"PK\x03\x04": _npz, b"\x93NUM": _npy, b"MATL": _mat, b"PAR1": _parquet}
    is_text = begin.strip().isascii() and not begin.startswith((b"<", b"\0\0"))
    reader = readers.get(begin[:4], _csv if is_text else None)
    if reader is None:
        return {"": read_idx(path)}  # which says what it is if it is no IDX file
    try:
        return reader(path, notes)
    except DAMAGED as error:
        what = str(error).removeprefix("load_images: ")
        raise ValueError(
            f"load_images: {path} cannot be read: {what}. Hint: was it copied whole? Unpack or download it again"
        ) from error


def first_bytes(path: Path) -> bytes:
    """Return the first four bytes of a file, of what is packed inside if it is gzipped; fewer if there are no more."""
    try:
        with path.open("rb") as file:
            begin = file.read(4)
        if not begin.startswith(GZIP_MAGIC):
            return begin
        with gzip.open(path) as stream:
            return stream.read(4)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return b"\0\0"  # read_idx says what is wrong


def _npz(path: Path, notes: list[str]) -> Arrays:
    # np.load itself would leave the file of a damaged archive open.
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        found = {name: archive[name] for name in archive}
    if not all(isinstance(array, np.ndarray) for array in found.values()):
        raise ValueError(f"it is a zip archive of other files, such as {next(iter(found))}")
    return found


def _npy(path: Path, notes: list[str]) -> Arrays:
    return {"": np.load(path, allow_pickle=False)}


def _mat(path: Path, notes: list[str]) -> Arrays:
    """Read EMNIST's structure: dataset, then train and test, each with images and labels, and the mapping."""
    from scipy.io import loadmat

    content = loadmat(path, simplify_cells=True)
    found: Arrays = {}

    def walk(name: str, thing: Any) -> None:
        if isinstance(thing, dict):
            for key, value in thing.items():
                walk(f"{name} {key}", value)
        elif isinstance(thing, np.ndarray):
            found[name] = thing

    walk("", {name: value for name, value in content.items() if not name.startswith("__")})
    return found


def _csv(path: Path, notes: list[str]) -> Arrays:
    """Read a table; it has a line with names if in the first one not all are numbers, or they number the columns."""
    import pandas as pd

    first = pd.read_csv(path, header=None, nrows=1)
    has_names = not all(map(_is_number, first.dtypes)) or (first.shape[1] > 1 and [*first.loc[0]] == [*first.columns])
    return _from_table(pd.read_csv(path, header=0 if has_names else None), path, notes)


def _parquet(path: Path, notes: list[str]) -> Arrays:
    import pandas as pd

    return _from_table(pd.read_parquet(path), path, notes)


def _is_number(kind: Any) -> bool:
    return getattr(kind, "kind", "O") in "iufb"


def _from_table(table: Any, path: Path, notes: list[str]) -> Arrays:
    """Return a table's pictures and, if it has any, its labels: a column of that name, or the first or last of many."""
    import pandas as pd

    table = table.drop(columns=[name for name in table.columns if str(name).startswith("Unnamed: ")])  # pandas' index
    gaps = table.isna().any(axis=1).to_numpy()
    if gaps.any():
        raise ValueError(f"row {gaps.argmax()} has gaps")
    names = [name for name in table.columns if str(name).lower() in LABEL_COLUMNS]
    others = [name for name in table.columns if name not in names]
    packed = [name for name in others if isinstance(table[name].iloc[0], (dict, list, np.ndarray))]
    if not packed:
        for name in others:
            if not _is_number(table[name].dtype):
                came = table[name].iloc[int(pd.to_numeric(table[name], errors="coerce").isna().argmax())]
                raise ValueError(f"column {str(name)[:40]!r} holds {str(came)[:20]!r}; expected numbers between commas")
        if not names and (table.shape[1] == 1 or round(table.shape[1] ** 0.5) ** 2 != table.shape[1]):
            names = [max(others[:1] + others[-1:], key=lambda name: _n_of_the_rarest(table[name]))]
            notes.append(f"the class is the {'first' if names == others[:1] else 'last'} column of {table.shape[1]}")
    found = {"labels": table[names[0]].to_numpy()} if names else {}
    if packed:
        column = table[packed[0]]
        if isinstance(column.iloc[0], dict):
            cells = [Packed(k, f"{path.name}, row {k}", io.BytesIO(cell["bytes"])) for k, cell in enumerate(column)]
            pictures, rows = read_pictures(cells, notes)
            return {name: array[rows] for name, array in found.items()} | {"images": pictures}
        return found | {"images": np.stack([np.stack([np.asarray(row) for row in cell]) for cell in column])}
    whole = table.drop(columns=names).to_numpy()
    is_bytes = whole.size and whole.dtype.kind in "iu" and whole.min() >= 0 and whole.max() <= 255
    return found | ({"images": whole.astype(np.uint8) if is_bytes else np.array(whole)} if whole.size else {})


def _n_of_the_rarest(column: Any) -> int:
    """Return how often the rarest value occurs: every class does often, but hardly every gray; 0 for a blank pixel."""
    counts = column.value_counts()
    return int(counts.min()) if len(counts) > 1 else 0
