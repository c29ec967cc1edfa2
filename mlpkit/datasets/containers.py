"""One file of numbers, in whatever container it comes, as arrays by name. What it is, its first bytes tell."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from mlpkit.datasets.idx import GZIP_MAGIC, read_idx

Arrays = dict[str, np.ndarray]
"""The arrays of a file, by the names that the file gives them; its only one may have none."""

LABEL_COLUMNS = ("label", "labels", "class", "target", "y", "digit")
DAMAGED = (ValueError, EOFError, OSError, KeyError, MemoryError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What the libraries that read the containers raise where a file is not what it seems."""


def read_file(path: Path) -> Arrays:
    """Return the arrays in an IDX, NumPy or MATLAB file, or in a table as CSV or Parquet.

    Raises
    ------
    ValueError
        If the file is damaged or of another kind; it is named.
    """
    begin = first_bytes(path)
    if begin[:2] == b"\0\0":
        return {"": read_idx(path)}
    readers = {b"PK\x03\x04": _npz, b"\x93NUM": _npy, b"MATL": _mat, b"PAR1": _parquet}
    reader = readers.get(begin[:4], _csv if begin.strip().isascii() and not begin.startswith(b"<") else None)
    if reader is None:
        return {"": read_idx(path)}  # which says what it is instead
    try:
        return reader(path)
    except DAMAGED as error:
        raise ValueError(
            f"load_images: {path} cannot be read: {error}. Hint: was it copied whole? Unpack or download it again"
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


def _npz(path: Path) -> Arrays:
    # np.load itself would leave the file of a damaged archive open.
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive}


def _npy(path: Path) -> Arrays:
    return {"": np.load(path, allow_pickle=False)}


def _mat(path: Path) -> Arrays:
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


def _csv(path: Path) -> Arrays:
    """Read a table; it has a line with names if there is something in the first one that is no number."""
    import pandas as pd

    has_names = not all(map(_is_number, pd.read_csv(path, header=None, nrows=1).dtypes))
    return _from_table(pd.read_csv(path, header=0 if has_names else None))


def _parquet(path: Path) -> Arrays:
    import pandas as pd

    return _from_table(pd.read_parquet(path))


def _is_number(kind: Any) -> bool:
    return getattr(kind, "kind", "O") in "iufb"


def _from_table(table: Any) -> Arrays:
    """Return a table's pixels and, if it has any, its labels: a column of that name, or one beside a square."""
    gaps = table.isna().any(axis=1).to_numpy()
    if gaps.any():
        raise ValueError(f"row {gaps.argmax()} has gaps")
    names = [name for name in table.columns if str(name).lower() in LABEL_COLUMNS]
    is_square = round(table.shape[1] ** 0.5) ** 2 == table.shape[1]
    if not names and not is_square and table.shape[1] > 1:
        names = [table.columns[0]]
    found = {"labels": table[names[0]].to_numpy()} if names else {}
    pixels = table.drop(columns=names)
    if pixels.shape[1] > 1 and all(map(_is_number, pixels.dtypes)):
        whole = pixels.to_numpy()
        is_bytes = whole.dtype.kind in "iu" and whole.min() >= 0 and whole.max() <= 255
        return found | {"images": whole.astype(np.uint8) if is_bytes else np.array(whole)}
    column = next(name for name in pixels.columns if "im" in str(name).lower() or pixels.shape[1] == 1)
    return found | {"images": np.stack([_picture(cell) for cell in pixels[column]])}


def _picture(cell: Any) -> np.ndarray:
    """Return a cell of Hugging Face's datasets: a packed picture, or the rows of its pixels."""
    if isinstance(cell, dict):
        from PIL import Image

        return np.asarray(Image.open(io.BytesIO(cell["bytes"])).convert("L"))
    return np.stack([np.asarray(row) for row in cell])
