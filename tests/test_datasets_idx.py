"""read_idx: what it reads, and what it refuses."""

import bz2
import contextlib
import gzip
import io
import os
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlpkit.datasets import read_idx

TYPE_BYTES = {"uint8": 0x08, "int8": 0x09, "int16": 0x0B, "int32": 0x0C, "float32": 0x0D, "float64": 0x0E}
GIBIBYTE = 1024**3


def idx_header(type_byte, shape):
    return bytes([0, 0, type_byte, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)


def idx_bytes(array):
    """The file, written from the format's description and from nothing in mlpkit."""
    values = array.astype(array.dtype.newbyteorder(">")).tobytes()
    return idx_header(TYPE_BYTES[array.dtype.name], array.shape) + values


@pytest.fixture
def idx_file(tmp_path):
    def write(content, name="some.idx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def peak_memory_of_refusal(path, match):
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=match):
            read_idx(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# --- what it reads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_byte", "values", "expected", "dtype"),
    [
        (0x08, "00 01 ff", [0, 1, 255], np.uint8),
        (0x09, "00 01 ff", [0, 1, -1], np.int8),
        (0x0B, "00 01 01 00 ff fe", [1, 256, -2], np.int16),
        (0x0C, "00 00 00 01 00 01 00 00 ff ff ff fe", [1, 65536, -2], np.int32),
        (0x0D, "3f 80 00 00 c0 00 00 00 00 00 00 00", [1.0, -2.0, 0.0], np.float32),
        (0x0E, "3f f0 00 00 00 00 00 00 c0 00 00 00 00 00 00 00" + " 00" * 8, [1.0, -2.0, 0.0], np.float64),
    ],
)
def test_bytes_written_by_hand(idx_file, type_byte, values, expected, dtype):
    array = read_idx(idx_file(idx_header(type_byte, (3,)) + bytes.fromhex(values)))
    assert array.dtype == np.dtype(dtype)
    assert array.dtype.isnative
    np.testing.assert_array_equal(array, expected)


def test_the_last_index_runs_fastest(idx_file):
    array = read_idx(idx_file(bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])))
    np.testing.assert_array_equal(array, [[1, 2, 3], [4, 5, 6]])


@given(
    array=hnp.arrays(
        dtype=st.sampled_from(sorted(TYPE_BYTES)),
        shape=hnp.array_shapes(min_dims=1, max_dims=5, min_side=0, max_side=5),
    ),
    gzipped=st.booleans(),
)
def test_reads_back_what_was_written(tmp_path_factory, array, gzipped):
    content = idx_bytes(array)
    path = tmp_path_factory.getbasetemp() / "round-trip.idx"
    path.write_bytes(gzip.compress(content) if gzipped else content)
    again = read_idx(path)
    assert again.dtype == array.dtype
    assert again.shape == array.shape
    assert again.tobytes() == array.tobytes()  # bit for bit: also NaN and -0.0


def test_an_array_of_several_chunks(idx_file):
    array = np.random.default_rng(0).integers(0, 256, size=(3, 1024, 1024), dtype=np.uint8)
    np.testing.assert_array_equal(read_idx(idx_file(idx_bytes(array))), array)


@pytest.mark.parametrize("shape", [(0,), (0, 28, 28), (3, 0, 2), (1,) * 64])
def test_sizes_of_zero_and_many_dimensions(idx_file, shape):
    array = np.ones(shape, dtype=np.int16)
    np.testing.assert_array_equal(read_idx(idx_file(idx_bytes(array))), array)


@pytest.mark.parametrize("name", ["plain.gz", "zipped"])
def test_first_bytes_not_the_name_say_whether_it_is_gzipped(idx_file, name):
    content = idx_bytes(np.arange(5, dtype=np.uint8))
    path = idx_file(gzip.compress(content) if name == "zipped" else content, name)
    np.testing.assert_array_equal(read_idx(path), np.arange(5))


def test_accepts_a_str_and_a_home_directory(idx_file, monkeypatch):
    path = idx_file(idx_bytes(np.arange(5, dtype=np.uint8)))
    monkeypatch.setenv("HOME", str(path.parent))
    monkeypatch.setenv("USERPROFILE", str(path.parent))
    np.testing.assert_array_equal(read_idx(str(path)), np.arange(5))
    np.testing.assert_array_equal(read_idx(f"~/{path.name}"), np.arange(5))


@pytest.mark.parametrize("dtype", sorted(TYPE_BYTES))
def test_the_array_is_fresh_and_writable(idx_file, dtype):
    path = idx_file(idx_bytes(np.arange(5).astype(dtype)))
    read_idx(path)[:] = 77
    np.testing.assert_array_equal(read_idx(path), np.arange(5))


# --- what it refuses ---------------------------------------------------------------------------------------

ONE_TO_THREE = idx_bytes(np.array([1, 2, 3], dtype=np.int16))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", r"not an IDX file: it begins with the bytes \(none\)"),
        (b"\x00\x00\x08", "not an IDX file: it begins with the bytes 00 00 08;"),
        (b"<html><body>404</body></html>", "begins with the bytes 3c 68 74 6d; .* web page"),
        (b"\x00\x01" + ONE_TO_THREE[2:], "begins with the bytes 00 01 0b 01;"),
        (b"\x08" + ONE_TO_THREE[1:], "begins with the bytes 08 00 0b 01;"),
        (
            b"\x00\x00\x0a" + ONE_TO_THREE[3:],
            r"begins with the bytes 00 00 0a 01; expected 00 00, one of 08 \(uint8\), 09 \(int8\), 0b",
        ),
        (b"\x00\x00\x00" + ONE_TO_THREE[3:], "begins with the bytes 00 00 00 01; expected"),
        (b"\x00\x00\x08\x00\x07", "begins with the bytes 00 00 08 00; .* number of dimensions, 1 to 64"),
        (idx_header(0x08, (1,) * 65) + b"\x07", "begins with the bytes 00 00 08 41; .* number of dimensions, 1 to 64"),
        (b"\x00\x00\x08\x02\x00\x00\x00\x03\x00", r"ends inside its header: 2 .* need 8 bytes, but only 5"),
        (ONE_TO_THREE[:-1], r"too short: .* shape \(3,\) of int16, that is 6 bytes, but only 5 follow"),
        (ONE_TO_THREE[:8], r"too short: .* that is 6 bytes, but only 0 follow"),
        (ONE_TO_THREE + b"\x00", r"too long: .* shape \(3,\) of int16, that is 6 bytes, but more follow"),
        (ONE_TO_THREE * 2, "too long"),
        (idx_bytes(np.zeros((0, 3), np.uint8)) + b"\x00", r"too long: .* that is 0 bytes"),
    ],
)
@pytest.mark.parametrize("gzipped", [False, True])
def test_refuses_what_is_not_exactly_one_array(idx_file, content, match, gzipped):
    path = idx_file(gzip.compress(content) if gzipped else content)
    with pytest.raises(ValueError, match=match) as caught:
        read_idx(path)
    assert str(caught.value).startswith(f"read_idx: {path} ")
    assert "Hint: " in str(caught.value)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:2],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],  # all values are there, but not the whole checksum
        lambda content: content[:-8] + bytes(4) + content[-4:],  # a wrong checksum
        lambda content: content[:12] + b"\xff" * 4 + content[16:],
        lambda content: content + b"more",
    ],
    ids=["magic only", "half", "one byte short", "wrong checksum", "wrong data", "bytes behind"],
)
def test_refuses_a_damaged_gzip_file(idx_file, damage):
    content = gzip.compress(idx_bytes(np.arange(256, dtype=np.int32)))
    with pytest.raises(ValueError, match=r"is damaged: it begins like a gzip file, but .* Hint: copy or unpack"):
        read_idx(idx_file(damage(content)))


@pytest.mark.parametrize(
    "shape",
    [
        (4 * GIBIBYTE - 1, 2),  # just above the limit
        (2**32 - 1,) * 3,
        (2**32 - 1,) * 64,
        (0, 2**32 - 1, 2**32 - 1),  # no values, but NumPy could not make this shape either
    ],
)
@pytest.mark.parametrize("gzipped", [False, True])
def test_an_absurd_header_is_refused_before_any_memory_is_taken(idx_file, shape, gzipped):
    content = idx_header(0x08, shape) + bytes(10)
    path = idx_file(gzip.compress(content) if gzipped else content)
    assert peak_memory_of_refusal(path, "promises shape .* of uint8, which would need .* GiB of") < 500_000


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_false_header_below_the_limit_takes_no_more_memory_than_the_file(idx_file, gzipped):
    content = idx_header(0x08, (3 * GIBIBYTE,)) + bytes(10)
    path = idx_file(gzip.compress(content) if gzipped else content)
    assert peak_memory_of_refusal(path, "3221225472 bytes, but only 10 follow") < 3_000_000


def test_a_gzip_bomb_is_not_unpacked(idx_file):
    path = idx_file(gzip.compress(idx_header(0x08, (10,)) + bytes(100_000_000), compresslevel=1))
    assert path.stat().st_size < 1_000_000
    assert peak_memory_of_refusal(path, "that is 10 bytes, but more follow") < 3_000_000


header_like = st.builds(
    lambda type_byte, n_dimensions, rest: bytes([0, 0, type_byte, n_dimensions]) + rest,
    st.sampled_from(sorted(TYPE_BYTES.values())),
    st.integers(0, 4),
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 255]), max_size=24).map(bytes),
)


@given(content=st.binary(max_size=40) | header_like, gzipped=st.booleans(), cut=st.integers(0, 60))
def test_any_bytes_give_an_array_or_a_value_error(tmp_path_factory, content, gzipped, cut):
    if gzipped:
        content = gzip.compress(content)[: cut + 2]
    path = tmp_path_factory.getbasetemp() / "any-bytes.idx"
    path.write_bytes(content)
    try:
        read_back = idx_bytes(read_idx(path))
    except ValueError as error:
        explained = str(error).startswith(f"read_idx: {path} ")  # ours, not one of NumPy's or zlib's
    else:
        explained = gzipped or read_back == content
    assert explained


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def zipped(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("some.idx", content)
    return file.getvalue()


NO_IDX_FILES = {
    "empty": (b"", r"begins with the bytes \(none\)"),
    "HTML page": (b"<!DOCTYPE html><title>404</title>", "begins with the bytes 3c 21 44 4f; "),
    "zip": (zipped(ONE_TO_THREE), "begins with the bytes 50 4b 03 04"),
    "bzip2": (bz2.compress(ONE_TO_THREE), "begins with the bytes 42 5a 68 39"),
    "npy": (npy(np.arange(3)), "begins with the bytes 93 4e 55 4d"),
    "gzip twice": (gzip.compress(gzip.compress(ONE_TO_THREE)), "begins with the bytes 1f 8b 08 00"),
    "text": (b"5\n0\n4\n", "begins with the bytes 35 0a 30 0a"),
    "zeros": (bytes(100), r"begins with the bytes 00 00 00 00; expected 00 00, one of 08 \(uint8\)"),
    "other byte order": (bytes([0, 0, 8, 1]) + struct.pack("<I", 3) + b"abc", "too short: .* only 3 follow"),
    "truncated": (ONE_TO_THREE[:-1], "too short: .* but only 5 follow"),
    "too long": (ONE_TO_THREE + b"\0", "too long"),
    "truncated gzip": (gzip.compress(ONE_TO_THREE)[:-9], "is damaged: it begins like a gzip file"),
    "flipped bit in gzip": (gzip.compress(ONE_TO_THREE)[:-5] + b"\0" * 5, "is damaged: it begins like a gzip file"),
    "claims terabytes": (
        idx_header(0x0E, (2**20, 2**20)),
        "promises shape .* would need .* GiB of memory",
    ),
}


@pytest.mark.parametrize(("content", "match"), NO_IDX_FILES.values(), ids=NO_IDX_FILES)
def test_a_file_that_is_no_idx_file_is_refused_and_stays_as_it_is(idx_file, content, match):
    path = idx_file(content)
    with pytest.raises(ValueError, match=rf"^read_idx: {path} .*{match}.* Hint: "):
        read_idx(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_gzip_file_of_several_parts_is_one_file(idx_file):
    """The format allows it, and tools that append make them; zeros behind the last part are padding."""
    content = gzip.compress(ONE_TO_THREE[:5]) + gzip.compress(ONE_TO_THREE[5:]) + bytes(64)
    np.testing.assert_array_equal(read_idx(idx_file(content)), [1, 2, 3])


def test_a_flipped_bit_anywhere_gives_another_array_of_the_same_shape_or_an_error(idx_file):
    """The format has no checksum: a changed value cannot be seen, but a changed header is never believed."""
    for position in range(8 * len(ONE_TO_THREE)):
        content = bytearray(ONE_TO_THREE)
        content[position // 8] ^= 1 << position % 8
        with contextlib.suppress(ValueError):
            array = read_idx(idx_file(bytes(content)))
            assert (array.shape, array.dtype) == ((3,), np.int16)
            assert position // 8 >= 8  # behind the header


def test_a_flipped_bit_in_a_gzip_file_is_noticed_by_its_checksum(idx_file):
    whole = gzip.compress(ONE_TO_THREE, mtime=0)
    for position in range(8 * len(whole)):
        content = bytearray(whole)
        content[position // 8] ^= 1 << position % 8
        try:
            array = read_idx(idx_file(bytes(content)))
        except ValueError:
            continue
        np.testing.assert_array_equal(array, [1, 2, 3])  # a bit without a meaning, such as in the date


def test_a_folder(tmp_path):
    with pytest.raises(OSError, match=tmp_path.name):
        read_idx(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
def test_links(idx_file, tmp_path):
    (tmp_path / "link").symlink_to(idx_file(ONE_TO_THREE))
    np.testing.assert_array_equal(read_idx(tmp_path / "link"), [1, 2, 3])
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    with pytest.raises(FileNotFoundError, match="broken"):
        read_idx(tmp_path / "broken")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_no_permission():
    """Root may read everything, and is somebody else for this test; pytest's folders are closed to all but one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "some.idx")
        path.write_bytes(ONE_TO_THREE)
        path.chmod(0)
        Path(folder).chmod(0o755)
        is_root = os.geteuid() == 0
        if is_root:
            try:
                os.seteuid(65534)
            except OSError:
                pytest.skip("root cannot become somebody else here")
        try:
            with pytest.raises(PermissionError, match=r"some\.idx"):
                read_idx(path)
        finally:
            if is_root:
                os.seteuid(0)


@pytest.mark.parametrize("path", [None, 3, b"some.idx", ["some.idx"]], ids=["None", "number", "bytes", "list"])
def test_a_path_of_another_kind(path):
    with pytest.raises(TypeError, match=r"^read_idx: path must be a str or a pathlib\.Path; got "):
        read_idx(path)


def test_a_missing_file_and_a_wrong_kind(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"absent\.idx"):
        read_idx(tmp_path / "absent.idx")
    with pytest.raises(TypeError, match=r"read_idx: path must be a str or a pathlib.Path; got 3 \(int\)"):
        read_idx(3)
