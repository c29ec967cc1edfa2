"""The IDX file format, in which MNIST and its relatives are published."""

import gzip
import math
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from mlpkit._machinery.arguments import as_path, require_memory

DTYPES: dict[int, np.dtype[np.number]] = {
    0x08: np.dtype(">u1"),
    0x09: np.dtype(">i1"),
    0x0B: np.dtype(">i2"),
    0x0C: np.dtype(">i4"),
    0x0D: np.dtype(">f4"),
    0x0E: np.dtype(">f8"),
}
"""The third byte of an IDX file, and the type of the values it announces (most significant byte first)."""

MAX_DIMENSIONS = 64
"""The largest number of dimensions that NumPy knows."""

CHUNK_BYTES = 1024**2
GZIP_MAGIC = b"\x1f\x8b"

OTHER_KINDS = {
    b"\x89PNG": "a PNG picture; matplotlib.image.imread(path) reads it",
    b"\xff\xd8\xff": "a JPEG picture; matplotlib.image.imread(path) reads it",
    b"\x93NUM": "a NumPy array; np.load(path) reads it",
    b"MATL": "a MATLAB file; scipy.io.loadmat(path) reads it",
    b"\x89HDF": "an HDF5 file, as MATLAB 7.3 writes; the package h5py reads it",
    b"PK\x03\x04": "an .npz archive, which np.load(path) reads, or another zip file, to be unpacked",
    b"\xfd7zX": "packed by xz; lzma.open(path) unpacks it",
    b"BZh": "packed by bzip2; bz2.open(path) unpacks it",
    b"vers": "a pointer of Git LFS, not the file itself; 'git lfs pull' fetches that",
    b"\x80": "a pickle, which can run any program; pickle.load(file) reads one of your own",
    b"<": "a web page saved under that name; download the file itself",
}
"""What a file that is no IDX file begins with, and what to do with it."""


def read_idx(path: str | os.PathLike[str]) -> NDArray[np.number]:
    r"""Read an array from an IDX file, gzipped or not.

    Parameters
    ----------
    path : str or path
        The file. Whether it is gzipped is seen from its first bytes, not from its name.

    Returns
    -------
    numpy.ndarray
        A fresh array with the shape and type that the file states, in this computer's byte order.

    Raises
    ------
    ValueError
        If the file is not an IDX file, is damaged, holds fewer or more bytes than its header promises,
        or promises more than 4 GiB.
    OSError
        If the file is missing (``FileNotFoundError``) or cannot be opened.

    Notes
    -----
    An IDX file is a header and then the values, the last index running fastest:

    ======================= ========================================================================
    bytes                   meaning
    ======================= ========================================================================
    0, 1                    always zero
    2                       type: 8 uint8, 9 int8, 11 int16, 12 int32, 13 float32, 14 float64
    3                       number of dimensions d, at least 1
    4 ... 3 + 4 d           the d sizes, each a 4-byte unsigned integer, most significant byte first
    from 4 + 4 d            the values, most significant byte first
    ======================= ========================================================================

    A header is only a claim. Memory grows with the bytes that the file really holds, and never beyond what
    the header promises, so neither a false header nor a gzip bomb can exhaust it. The format is described
    by LeCun, Cortes and Burges on the web page of MNIST, "The IDX file format".

    Examples
    --------
    Three labels, written by hand:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "labels-idx1-ubyte")
    ...     _ = path.write_bytes(bytes([0, 0, 8, 1,  0, 0, 0, 3,  5, 0, 4]))
    ...     read_idx(path)
    array([5, 0, 4], dtype=uint8)
    """
    path = as_path(path, name="read_idx: path")
    with path.open("rb") as file:
        if file.peek(2)[:2] != GZIP_MAGIC:
            return _read_array(file, path)
        try:
            with gzip.GzipFile(fileobj=file, mode="rb") as stream:
                return _read_array(stream, path)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ValueError(
                f"read_idx: {path} is damaged: it begins like a gzip file, but {error}. "
                "Hint: copy or unpack the file again"
            ) from error


def _read_array(stream: BinaryIO | gzip.GzipFile, path: Path) -> NDArray[np.number]:
    """Return the array in ``stream``; ``path`` is for the error messages."""
    dtype, shape = _read_header(stream, path)
    n_bytes = math.prod(shape) * dtype.itemsize
    n_wanted = n_bytes + 1  # one byte more than there should be, to notice what is too long
    data = bytearray()
    while chunk := stream.read(min(CHUNK_BYTES, n_wanted - len(data))):
        data += chunk
    promise = f"its header promises shape {shape} of {dtype.name}, that is {n_bytes} bytes"
    if len(data) < n_bytes:
        raise ValueError(
            f"read_idx: {path} is too short: {promise}, but only {len(data)} follow. Hint: was the copy interrupted?"
        )
    if len(data) > n_bytes:
        raise ValueError(
            f"read_idx: {path} is too long: {promise}, but more follow. Hint: an IDX file holds exactly one array"
        )
    array: NDArray[np.number] = np.ndarray(shape, dtype, buffer=data)
    return array.astype(dtype.newbyteorder("="), copy=False)


def _read_header(stream: BinaryIO | gzip.GzipFile, path: Path) -> tuple[np.dtype[np.number], tuple[int, ...]]:
    """Return the type and the shape that the header announces, or raise ValueError."""
    magic = stream.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in DTYPES or not 1 <= magic[3] <= MAX_DIMENSIONS:
        known = ", ".join(f"{code:02x} ({known.name})" for code, known in DTYPES.items())
        raise ValueError(
            f"read_idx: {path} is not an IDX file: it begins with the bytes {magic.hex(' ') or '(none)'}; expected "
            f"00 00, one of {known}, and the number of dimensions, 1 to {MAX_DIMENSIONS}. Hint: {_other_kind(magic)}"
        )
    dtype, n_dimensions = DTYPES[magic[2]], magic[3]
    sizes = stream.read(4 * n_dimensions)
    if len(sizes) < 4 * n_dimensions:
        raise ValueError(
            f"read_idx: {path} ends inside its header: {n_dimensions} dimension(s) need {4 * n_dimensions} "
            f"bytes, but only {len(sizes)} follow. Hint: was the copy interrupted?"
        )
    shape = struct.unpack(f">{n_dimensions}I", sizes)
    require_memory(
        math.prod(max(size, 1) for size in shape) * dtype.itemsize,  # sizes of 0 hide no absurd one
        name=f"read_idx: {path} promises shape {shape} of {dtype.name}, which",
        hint="either the header is damaged, or the file must be split",
    )
    return dtype, shape


def _other_kind(begin: bytes) -> str:
    """Return what a file that begins so is, and what to do with it."""
    for magic, kind in OTHER_KINDS.items():
        if begin.startswith(magic):
            return f"it is {kind}"
    if begin[:1].isdigit() or begin.startswith((b'"', b"-")) or begin.isalpha():
        return "it is a table of text; np.loadtxt(path, delimiter=',', skiprows=1) reads it"
    return "was it copied whole, and is it the right file?"
