"""load_mnist: the data inside the package, the split, and sets of the user's own."""

import gzip
import hashlib
import io
import struct
import subprocess
import sys
import zipfile
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlpkit.datasets import load_mnist, read_idx
from mlpkit.datasets.finding import MNIST
from mlpkit.datasets.images import stratified_split

IDX_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = IDX_FILES

SHA_256 = {
    "train-images-idx3-ubyte.gz": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte.gz": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte.gz": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte.gz": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


@pytest.fixture(scope="module")
def mnist():
    parts = load_mnist()
    for X, y in parts:
        X.flags.writeable = y.flags.writeable = False  # no test may change what the next one sees
    return parts


def small_set(n_train=60, n_test=20, size=(2, 3)):
    """Arrays in the order of IDX_FILES; the first two pixels of a training image hold its row number."""
    rng = np.random.default_rng(7)
    train_images = rng.integers(0, 256, size=(n_train, *size), dtype=np.uint8)
    train_images[:, 0, 0], train_images[:, 0, 1] = np.divmod(np.arange(n_train), 256)
    return [
        train_images,
        (np.arange(n_train) % 10).astype(np.uint8),
        rng.integers(0, 256, size=(n_test, *size), dtype=np.uint8),
        (np.arange(n_test) % 10).astype(np.uint8),
    ]


def row_numbers(X):
    """The row numbers that small_set wrote into the first two pixels."""
    pixels = np.rint(X * 255).astype(int).reshape(len(X), -1)  # (n_samples, n_features)
    return pixels[:, 0] * 256 + pixels[:, 1]


def write_idx_set(folder, arrays, names=IDX_FILES):
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in zip(names, arrays, strict=True):
        content = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
        content += array.astype(np.uint8).tobytes()
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return folder


def write_npz(path, arrays, **others):
    x_train, y_train, x_test, y_test = arrays
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **({"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test} | others))
    return path


def assert_is_small_set(parts, arrays):
    (X_train, y_train), (X_val, y_val), (X_test, y_test) = parts
    train_images, train_labels, test_images, test_labels = arrays
    for X, y in ((X_train, y_train), (X_val, y_val)):
        rows = row_numbers(X)
        np.testing.assert_array_equal(X, train_images[rows].reshape(len(rows), -1) / np.float32(255))
        np.testing.assert_array_equal(y, train_labels[rows])
    assert sorted([*row_numbers(X_train), *row_numbers(X_val)]) == list(range(len(train_images)))
    np.testing.assert_array_equal(X_test, test_images.reshape(len(test_images), -1) / np.float32(255))
    np.testing.assert_array_equal(y_test, test_labels)


# --- the data inside the package ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(SHA_256))
def test_the_packaged_files_are_the_real_ones(name):
    content = gzip.decompress((MNIST / name).read_bytes())
    assert hashlib.sha256(content).hexdigest() == SHA_256[name]


def test_shapes_types_and_range(mnist):
    for (X, y), n_samples in zip(mnist, (50_000, 10_000, 10_000), strict=True):
        assert X.shape == (n_samples, 784)
        assert X.dtype == np.float32
        assert y.shape == (n_samples,)
        assert y.dtype == np.intp
        assert X.min() == 0.0
        assert X.max() == 1.0
        assert set(y) == set(range(10))


def test_pixels_are_the_bytes_divided_by_255(mnist):
    (_, _), (_, _), (X_test, y_test) = mnist
    images = read_idx(MNIST / "t10k-images-idx3-ubyte.gz")
    np.testing.assert_array_equal(X_test, images.reshape(10_000, 784) / np.float32(255))
    np.testing.assert_array_equal(y_test, read_idx(MNIST / "t10k-labels-idx1-ubyte.gz"))


def test_train_and_validation_are_exactly_the_60_000(mnist):
    (X_train, y_train), (X_val, y_val), _ = mnist
    images = read_idx(MNIST / "train-images-idx3-ubyte.gz")
    labels = read_idx(MNIST / "train-labels-idx1-ubyte.gz")
    parts = Counter()
    for X, y in ((X_train, y_train), (X_val, y_val)):
        pixels = np.rint(X * 255).astype(np.uint8)
        parts.update((row.tobytes(), int(label)) for row, label in zip(pixels, y, strict=True))
    assert parts == Counter((image.tobytes(), int(label)) for image, label in zip(images, labels, strict=True))


def test_validation_has_a_sixth_of_each_digit(mnist):
    (_, y_train), (_, y_val), _ = mnist
    n_train, n_val = np.bincount(y_train), np.bincount(y_val)
    np.testing.assert_allclose(n_val, (n_train + n_val) / 6, atol=1.0)


def test_the_split_is_the_same_on_every_computer(mnist):
    """The numbers in the lessons depend on it: this sum changes only if the split does."""
    _, (X_val, y_val), _ = mnist
    content = np.rint(X_val * 255).astype(np.uint8).tobytes() + y_val.astype(np.uint8).tobytes()
    assert hashlib.sha256(content).hexdigest() == "155262fe0a47b558af8f4a78ca4731dfc7268ec992403e72c83f433cd1cffbe7"


@pytest.mark.parametrize("dtype", [np.float32, np.uint8])  # bytes are handed out as they are stored
def test_every_call_gives_fresh_arrays(dtype):
    few = {"n_train": 100, "n_val": 100, "dtype": dtype}
    spoiled = load_mnist(**few)
    expected = [(X.copy(), y.copy()) for X, y in spoiled]
    for X, y in spoiled:
        X[:] = 7
        y[:] = 7
    for (X, y), (X_expected, y_expected) in zip(load_mnist(**few), expected, strict=True):
        np.testing.assert_array_equal(X, X_expected)
        np.testing.assert_array_equal(y, y_expected)


def test_the_files_are_unpacked_once(monkeypatch, mnist):
    monkeypatch.setattr("mlpkit.datasets.mnist.find", None)
    (X, _), _, _ = load_mnist()
    np.testing.assert_array_equal(X, mnist[0][0])


def test_nothing_heavy_and_nothing_of_the_network_is_imported():
    code = "import sys; from mlpkit.datasets import load_mnist; load_mnist(n_train=10); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "mlpkit.datasets.mnist" in loaded
    assert not loaded & {"matplotlib", "seaborn", "sklearn", "scipy", "pandas", "tqdm", "IPython", "torch"}
    assert not loaded & {"socket", "ssl", "urllib.request", "http.client", "requests"}
    assert done.stderr == ""


# --- the arguments -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write_idx_set(tmp_path_factory.mktemp("small"), small_set(n_train=600))


def test_flatten_false_keeps_the_pictures(small):
    rows, pictures = (load_mnist(small, n_val=100, flatten=flatten) for flatten in (True, False))
    for (X, _), (X_pictures, _) in zip(rows, pictures, strict=True):
        assert X.shape == (len(X), 6)
        assert X_pictures.shape == (len(X), 2, 3)
        np.testing.assert_array_equal(X_pictures.reshape(len(X), 6), X)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, "float32"])
def test_dtype(small, dtype):
    for X, y in load_mnist(small, n_val=100, dtype=dtype):
        assert X.dtype == np.dtype(dtype)
        assert X.max() <= 1.0
        assert y.dtype == np.intp
        np.testing.assert_allclose(X * 255, np.rint(X * 255), atol=0.1)


def test_labels_can_be_computed_with(small):
    """As uint8, 3 - 5 would be 254."""
    (_, y_train), _, _ = load_mnist(small, n_val=0)
    assert (y_train - 9).min() == -9


def test_no_validation_at_all(small):
    (X_train, _), (X_val, y_val), _ = load_mnist(small, n_val=0)
    np.testing.assert_array_equal(row_numbers(X_train), np.arange(600))
    assert X_val.shape == (0, 6)
    assert y_val.shape == (0,)
    assert load_mnist(small, n_val=0, flatten=False)[1][0].shape == (0, 2, 3)


def test_n_train_takes_a_stratified_part_of_what_validation_leaves(small):
    whole, val, test = load_mnist(small, n_val=100)
    previous = set()
    for n_train in (1, 10, 100, 499, 500):
        part, same_val, same_test = load_mnist(small, n_val=100, n_train=n_train)
        rows = row_numbers(part[0])
        assert len(rows) == len(part[1]) == n_train
        np.testing.assert_array_equal(part[1], rows % 10)  # labels still belong to their images
        np.testing.assert_allclose(np.bincount(part[1], minlength=10), n_train / 10, atol=1.0)
        np.testing.assert_array_equal(rows, np.sort(rows))  # in the file's order
        assert previous < set(rows) <= set(row_numbers(whole[0]))
        assert not set(rows) & set(row_numbers(val[0]))
        previous = set(rows)
        np.testing.assert_array_equal(same_val[0], val[0])
        np.testing.assert_array_equal(same_test[0], test[0])


@given(
    labels=st.lists(st.integers(0, 9), min_size=1, max_size=200).map(np.array),
    data=st.data(),
)
def test_a_split_is_disjoint_complete_and_stratified(labels, data):
    n_samples = len(labels)
    n_val = data.draw(st.integers(0, n_samples - 1))
    train, val = stratified_split(labels, n_train=None, n_val=n_val, name="load_mnist")
    assert len(val) == n_val
    assert sorted([*train, *val]) == list(range(n_samples))
    n_of_class = np.bincount(labels, minlength=10)
    # Each class is within half a sample of a common share, and that share is off by half a sample a class.
    share = n_of_class / n_samples
    tolerance = 0.5 + 0.5 * np.count_nonzero(share) * share + n_samples * np.finfo(np.float64).eps
    off = np.abs(np.bincount(labels[val], minlength=10) - n_of_class * n_val / n_samples)
    assert (off <= tolerance).all()


def test_the_split_is_shuffled():
    """Without the shuffle, validation images would be evenly spaced instead of drawn."""
    labels = np.zeros(10_000, dtype=int)
    _, val = stratified_split(labels, n_train=None, n_val=5_000, name="load_mnist")
    assert 2_300 < np.count_nonzero(val < 5_000) < 2_700
    assert np.count_nonzero(np.diff(val) == 1) > 2_000  # about half have their neighbor with them


@pytest.mark.parametrize(
    ("arguments", "error", "match"),
    [
        ({"n_val": 600}, ValueError, "n_val=600 of 600 training images leaves none .* expected n_val < 600"),
        ({}, ValueError, "n_val=10000 of 600 training images leaves none .* Hint: n_val=100 "),
        ({"n_val": 100, "n_train": 501}, ValueError, "n_train=501 is more than there is: .* make 500"),
        ({"n_val": -1}, ValueError, "load_images: n_val must be a whole number >= 0; got -1"),
        ({"n_val": 0.2}, TypeError, "load_images: n_val must be a whole number"),
        ({"n_val": 100, "n_train": 0}, ValueError, "load_images: n_train must be a whole number >= 1; got 0"),
        ({"n_train": 100.0}, TypeError, "load_images: n_train must be a whole number"),
        (
            {"dtype": 3.7},
            TypeError,
            r"load_images: dtype must be a floating-point type, .* got 3.7 \(float\). Hint: dtype",
        ),
        ({"dtype": np.int64}, TypeError, "load_images: dtype must be a floating-point type, .* got int64"),
    ],
)
def test_refuses_impossible_arguments(small, arguments, error, match):
    with pytest.raises(error, match=match):
        load_mnist(small, **arguments)


def test_refuses_a_data_dir_of_the_wrong_kind():
    with pytest.raises(TypeError, match=r"load_mnist: data_dir must be a str or a pathlib.Path; got 5"):
        load_mnist(5)


# --- sets of the user's own --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        IDX_FILES,
        [f"{name}.gz" for name in IDX_FILES],
        [TRAIN_IMAGES, f"{TRAIN_LABELS}.gz", f"{TEST_IMAGES}.gz", TEST_LABELS],
        [name.replace("-idx", ".idx") for name in IDX_FILES],
    ],
    ids=["plain", "gzipped", "mixed", "dotted"],
)
def test_a_folder_with_the_four_files(tmp_path, names):
    arrays = small_set()
    write_idx_set(tmp_path, arrays, names)
    assert_is_small_set(load_mnist(tmp_path, n_val=10), arrays)
    assert_is_small_set(load_mnist(str(tmp_path), n_val=10), arrays)


@pytest.mark.parametrize("given_folder", ["root", "root/MNIST", "root/MNIST/raw"])
def test_what_torchvision_leaves(tmp_path, given_folder):
    """Torchvision keeps the archives beside the unpacked files, in root/MNIST/raw."""
    arrays = small_set()
    raw = write_idx_set(tmp_path / "root" / "MNIST" / "raw", arrays)
    write_idx_set(raw, arrays, [f"{name}.gz" for name in IDX_FILES])
    assert_is_small_set(load_mnist(tmp_path / given_folder, n_val=10), arrays)


@pytest.mark.parametrize("given_folder", ["root/FashionMNIST", "root/FashionMNIST/raw"])
def test_what_torchvision_leaves_of_another_set(tmp_path, given_folder):
    arrays = small_set()
    write_idx_set(tmp_path / "root" / "FashionMNIST" / "raw", arrays)
    assert_is_small_set(load_mnist(tmp_path / given_folder, n_val=10), arrays)


@pytest.mark.parametrize("given_path", ["datasets/mnist.npz", "datasets"])
def test_what_keras_leaves(tmp_path, given_path):
    arrays = small_set()
    write_npz(tmp_path / "datasets" / "mnist.npz", arrays)
    assert_is_small_set(load_mnist(tmp_path / given_path, n_val=10), arrays)


def test_a_keras_archive_of_another_name_and_with_signed_labels(tmp_path):
    arrays = small_set()
    path = write_npz(tmp_path / "mine.npz", [arrays[0], arrays[1].astype(np.int64), *arrays[2:]])
    assert_is_small_set(load_mnist(path, n_val=10), arrays)


def test_a_home_directory(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    arrays = small_set()
    write_npz(tmp_path / ".keras" / "datasets" / "mnist.npz", arrays)
    assert_is_small_set(load_mnist("~/.keras/datasets", n_val=10), arrays)


@pytest.mark.parametrize("size", [(1, 2), (8, 8), (5, 7)])
def test_any_image_size(tmp_path, size):
    arrays = small_set(size=size)
    (X_train, _), _, _ = load_mnist(write_idx_set(tmp_path, arrays), n_val=10, flatten=False)
    assert X_train.shape == (50, *size)


@pytest.mark.parametrize("below", [".", "MNIST/raw"])
def test_an_incomplete_folder_says_what_it_lacks(tmp_path, below):
    folder = write_idx_set(tmp_path / below, small_set())
    (folder / TRAIN_LABELS).unlink()
    with pytest.raises(
        ValueError, match=rf"no labels to train with; it holds {TEST_IMAGES}, {TEST_LABELS}, {TRAIN_IMAGES}"
    ):
        load_mnist(tmp_path)


def test_a_single_one_of_the_four_files_stands_for_its_set(small, capsys):
    assert len(load_mnist(small / TRAIN_IMAGES, n_val=100)[0][0]) == 500
    assert "500 images to train with, 100 for validation" in capsys.readouterr().out


def test_another_number_of_classes_is_refused(tmp_path, capsys):
    arrays = small_set()
    write_idx_set(tmp_path, [arrays[0], arrays[1] % 9, arrays[2], arrays[3] % 9])
    with pytest.raises(ValueError, match=r"load_mnist: .* has 9 classes; expected ten\. Hint: load_images\(path\)"):
        load_mnist(tmp_path, n_val=10)
    capsys.readouterr()


def replaced(number, array):
    """The small set with one of its four arrays replaced."""
    arrays = small_set()
    arrays[number] = array
    return arrays


IMAGES, LABELS = small_set()[:2]
WRONG_SETS = [
    (replaced(1, LABELS[:-1]), r"60 train images of \(2, 3\) pixels and 59 labels"),
    (replaced(3, LABELS[:7]), r"20 test images of \(2, 3\) pixels and 7 labels"),
    (replaced(3, np.full(20, 255)), r"labels that the training images do not have: \[255\]"),
    (replaced(0, LABELS), "two arrays of train labels"),
    (replaced(1, IMAGES), "two arrays of train images"),
    (replaced(2, np.zeros((20, 3, 2))), r"20 test images of \(3, 2\) pixels .* of the training images, \(2, 3\)"),
    (small_set(n_train=0), "no images to train with"),
]


@pytest.mark.parametrize(("arrays", "match"), WRONG_SETS)
def test_refuses_files_that_do_not_fit_together(tmp_path, arrays, match):
    write_idx_set(tmp_path, arrays)
    with pytest.raises(ValueError, match=match):
        load_mnist(tmp_path, n_val=10)


def test_a_damaged_file_is_named(tmp_path):
    write_idx_set(tmp_path, small_set())
    path = tmp_path / TEST_IMAGES
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match=f"{TEST_IMAGES} is too short"):
        load_mnist(tmp_path, n_val=10)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"x_train": IMAGES.astype(np.float32) - 1}, "pixels from -1 to 253"),
        ({"y_train": LABELS.astype(int) - 1}, r"labels that the training images do not have: \[9\]"),
        ({"y_test": LABELS[:7]}, "20 test images of .* and 7 labels"),
        ({"y_train": np.array([{}] * 60)}, "cannot be read: Object arrays cannot be loaded"),
    ],
)
def test_refuses_an_archive_with_the_wrong_arrays(tmp_path, changes, match):
    path = write_npz(tmp_path / "mnist.npz", small_set(), **changes)
    with pytest.raises((TypeError, ValueError), match=match):
        load_mnist(path, n_val=10)


def test_refuses_an_archive_without_the_keys(tmp_path):
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=IMAGES, images=IMAGES)
    with pytest.raises(ValueError, match=r"two arrays of train images; one is mnist\.npz images"):
        load_mnist(path)


def test_refuses_a_damaged_archive(tmp_path):
    path = write_npz(tmp_path / "mnist.npz", small_set())
    content = bytearray(path.read_bytes())
    content[content.find(IMAGES.tobytes()) + 5] ^= 0xFF  # one bit pattern inside the first images
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"mnist\.npz cannot be read: "):
        load_mnist(path, n_val=10)


def test_refuses_an_archive_whose_header_promises_terabytes(tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (2**50, 28, 28)})
    path = tmp_path / "mnist.npz"
    with zipfile.ZipFile(path, "w") as archive:
        for key in ("x_train", "y_train", "x_test", "y_test"):
            archive.writestr(f"{key}.npy", header.getvalue())
    with pytest.raises(ValueError, match=r"mnist\.npz cannot be read: "):
        load_mnist(path, n_val=10)
