"""Sets of pictures as people have them: in files that other programs wrote, right way up, or a clear word."""

import gzip
import io
import pickle
import struct
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from scipy.io import savemat
from sklearn.datasets import load_digits

from mlpkit._machinery.data import InputWarning
from mlpkit.datasets import load_images, load_mnist

N = 30  # images in each part


def pictures(n_samples, *, n_classes=10, side=28, seed=0):
    """Bright on dark: an "L", which no turn and no mirror leaves as it is, with a dot that says the class."""
    y = np.arange(n_samples) % n_classes
    X = np.zeros((n_samples, side, side), dtype=np.uint8)
    X[:, 4:-4, 4:7] = 250  # the stem
    X[:, -7:-4, 4:-4] = 250  # the foot
    rng = np.random.default_rng(seed)
    X[np.arange(n_samples), 2, 10 + y % 14] = rng.integers(200, 256, n_samples)
    X[0, 0, 0] = 255
    return X, y


def is_upright(images):
    """Whether the stem is on the left and the foot at the bottom."""
    stem = images[:, 4:-4, 4:7].mean() > 0.9 and images[:, 4:-8, -7:-4].mean() < 0.2
    return stem and images[:, -7:-4, 8:-4].mean() > 0.9 and images[:, 4:7, 8:-4].mean() < 0.2


def write_idx(path, array):
    """Write the format from its description: zeros, type, dimensions, sizes, values; the highest byte first."""
    codes = {"u1": 8, "i4": 12}
    code = codes[array.dtype.str[1:]]
    content = struct.pack(f">BBBB{array.ndim}I", 0, 0, code, array.ndim, *array.shape)
    content += array.astype(array.dtype.newbyteorder(">")).tobytes()
    path.write_bytes(gzip.compress(content, 1) if path.suffix == ".gz" else content)


def four_idx_files(folder, prefix="", *, lying=False, first=0, labels=None, test="test", n_classes=10):
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("train", test):
        X, y = pictures(N, n_classes=n_classes)
        write_idx(folder / f"{prefix}{part}-images-idx3-ubyte.gz", X.swapaxes(1, 2) if lying else X)
        if labels is None:
            write_idx(folder / f"{prefix}{part}-labels-idx1-ubyte.gz", (y + first).astype(np.uint8))
        else:
            write_idx(folder / f"{prefix}{part}-labels-idx2-int.gz", labels(y))


# Each set as it comes


def emnist_letters(folder):
    four_idx_files(folder, "emnist-letters-", lying=True, first=1, n_classes=26)
    lines = [f"{k} {64 + k} {96 + k}" for k in range(1, 27)]
    (folder / "emnist-letters-mapping.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    return folder


def emnist_mat(folder):
    def part(X, y):
        return {
            "images": X.swapaxes(1, 2).reshape(N, -1),
            "labels": (y + 1)[:, None].astype(float),
            "writers": y[:, None],
        }

    mapping = np.array([[k, 64 + k, 96 + k] for k in range(1, 27)], dtype=np.uint8)
    X, y = pictures(N, n_classes=26)
    savemat(folder / "emnist-letters.mat", {"dataset": {"train": part(X, y), "test": part(X, y), "mapping": mapping}})
    return folder / "emnist-letters.mat"


def kuzushiji(folder):
    for part in ("train", "test"):
        X, y = pictures(N)
        np.savez_compressed(folder / f"kmnist-{part}-imgs.npz", X)
        np.savez_compressed(folder / f"kmnist-{part}-labels.npz", y.astype(np.uint8))
    rows = [f"{k},U+{0x304A + k:X},{chr(0x304A + k)}" for k in range(10)]
    (folder / "kmnist_classmap.csv").write_text("index,codepoint,char\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def qmnist(folder):
    def labels(y):
        table = np.arange(8 * len(y), dtype=np.int32).reshape(-1, 8) + 1_000
        table[:, 0] = y
        return table

    four_idx_files(folder, "qmnist-", labels=labels)
    return folder


def digit_recognizer(folder):
    X, y = pictures(N)
    names = [f"pixel{k}" for k in range(784)]
    table = pd.DataFrame(X.reshape(N, -1), columns=names)
    table.to_csv(folder / "test.csv", index=False)
    table.insert(0, "label", y)
    table.to_csv(folder / "train.csv", index=False)
    pd.DataFrame({"ImageId": [1, 2], "Label": [0, 0]}).to_csv(folder / "sample_submission.csv", index=False)
    return folder


def csv_without_names(folder):
    X, y = pictures(N)
    for part in ("train", "test"):
        pd.DataFrame(np.column_stack([y, X.reshape(N, -1)])).to_csv(
            folder / f"mnist_{part}.csv", index=False, header=False
        )
    return folder / "mnist_train.csv"


def medmnist(folder):
    X, y = pictures(N)
    parts = ("train", "val", "test")
    arrays = {f"{part}_images": np.stack([X, X // 2, X], axis=3) for part in parts}
    np.savez(folder / "pathmnist.npz", **arrays, **{f"{part}_labels": y[:, None].astype(np.uint8) for part in parts})
    return folder / "pathmnist.npz"


def keras(folder):
    X, y = pictures(N)
    np.savez(folder / "mnist.npz", x_train=X, y_train=y, x_test=X, y_test=y)
    return folder


def parquet(folder):
    pytest.importorskip("pyarrow", reason="pandas reads Parquet with pyarrow")
    X, y = pictures(N)
    for part in ("train", "test"):
        cells = []
        for picture in X:
            path = folder / "picture.png"
            Image.fromarray(picture).save(path)
            cells.append({"bytes": path.read_bytes(), "path": None})
            path.unlink()
        pd.DataFrame({"image": cells, "label": y}).to_parquet(folder / f"{part}-00000-of-00001.parquet")
    return folder


def folders(folder, *, paper=False, mode="L"):
    X, y = pictures(N)
    for part in ("train", "test"):
        for k, (picture, label) in enumerate(zip(X, y, strict=True)):
            path = folder / part / "ABCDEFGHIJ"[label] / f"{k}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(255 - picture if paper else picture).convert(mode).save(path)
    return folder


LETTERS = [f"{a}/{a.lower()}" for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
DIGITS = list("0123456789")
SETS = {
    "EMNIST letters": (emnist_letters, LETTERS, ["turned upright", "26 classes: A/a, B/b, C/c, …, Z/z"]),
    "EMNIST letters, MATLAB": (emnist_mat, LETTERS, ["turned upright"]),
    "Kuzushiji": (kuzushiji, [chr(0x304A + k) for k in range(10)], ["kmnist (4 files)"]),
    "QMNIST": (qmnist, DIGITS, ["the class is the first of eight columns"]),
    "Digit Recognizer": (digit_recognizer, DIGITS, ["30 (without labels) to test with"]),
    "CSV without names": (csv_without_names, DIGITS, ["mnist (2 files)"]),
    "MedMNIST": (medmnist, DIGITS, ["30 of its own for validation", "28 × 28 pixels in color"]),
    "Keras": (keras, DIGITS, ["mnist.npz", "divided by 255"]),
    "Parquet": (parquet, DIGITS, ["divided by 255"]),
    "pictures": (folders, list("ABCDEFGHIJ"), ["in gray"]),
    "pictures on paper": (
        lambda f: folders(f, paper=True, mode="RGBA"),
        list("ABCDEFGHIJ"),
        ["dark ink on bright paper"],
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_read_right_way_up_with_its_classes(name, tmp_path, capsys):
    write, class_names, words = SETS[name]
    found = load_images(write(tmp_path), flatten=False)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert all(word in said for word in words), said
    assert found.class_names == class_names
    n_val = N if name == "MedMNIST" else N // 6
    n_train = N if name == "MedMNIST" else N - N // 6
    assert [len(X) for X, _ in found[:3]] == [n_train, n_val, N]
    truth = pictures(N, n_classes=len(class_names))[1]
    for part, (X, y) in zip(("train", "val", "test"), found[:3], strict=True):
        gray = X[..., 0] if X.ndim == 4 else X
        assert X.dtype == np.float32
        assert X.min() == 0
        assert X.max() <= 1
        assert is_upright(gray)
        if name == "Digit Recognizer" and part == "test":
            assert y is None
            continue
        assert y.dtype == np.intp
        np.testing.assert_array_equal(gray[:, 2, 10:24].argmax(axis=1), y % 14)  # each image has its own label
    if found.test[1] is not None and "pictures" not in name:
        np.testing.assert_array_equal(found.test[1], truth)


@pytest.mark.parametrize(
    "name", ["EMNIST letters", "Kuzushiji", "Digit Recognizer", "MedMNIST", "EMNIST letters, MATLAB"]
)
def test_a_damaged_file_is_named(name, tmp_path):
    SETS[name][0](tmp_path)
    path = max(tmp_path.iterdir(), key=lambda path: path.stat().st_size)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueError, match=path.name):
        load_images(tmp_path)


def test_a_web_page_under_the_name_of_a_set_is_named(tmp_path):
    emnist_letters(tmp_path)
    path = tmp_path / "emnist-letters-train-images-idx3-ubyte.gz"
    path.write_text("<!DOCTYPE html><html>404</html>", encoding="ascii")
    with pytest.raises(ValueError, match=r"emnist-letters-train-images.*a web page"):
        load_images(tmp_path)


def test_a_set_that_was_half_downloaded_is_refused(tmp_path):
    emnist_letters(tmp_path)
    (tmp_path / "emnist-letters-train-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(ValueError, match=r"emnist-letters \(3 files\) has no labels to train with"):
        load_images(tmp_path)


def test_files_of_two_sets_are_refused(tmp_path):
    four_idx_files(tmp_path)
    X, _ = pictures(N + 1)
    write_idx(tmp_path / "test-images-idx3-ubyte.gz", X)
    with pytest.raises(
        ValueError, match=r"31 test images of \(28, 28\) pixels and 30 labels; .* of two different sets\?"
    ):
        load_images(tmp_path)


def test_a_folder_of_several_sets_asks_which(tmp_path, capsys):
    emnist_letters(tmp_path)
    four_idx_files(tmp_path, "emnist-digits-", lying=True)
    with pytest.raises(ValueError, match=r"holds 2 sets, with .*emnist-digits-test-images") as caught:
        load_images(tmp_path)
    path = str(caught.value).rpartition("path='")[2].partition("'")[0]  # the hint, followed
    assert load_images(path).class_names == DIGITS
    capsys.readouterr()


def test_a_file_stands_for_its_set_packed_or_not_and_whatever_its_name(tmp_path, capsys):
    four_idx_files(tmp_path)
    packed = tmp_path / "train-images-idx3-ubyte.gz"
    packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    assert load_images(packed).test[0].shape == (N, 784)
    X, y = pictures(N)
    np.savez(tmp_path / "My own train and test.npz", images=X, labels=y)
    assert load_images(tmp_path / "My own train and test.npz").train[0].shape == (25, 784)
    (tmp_path / "digits.data").write_bytes((tmp_path / "My own train and test.npz").read_bytes())
    assert load_images(tmp_path / "digits.data").train[0].shape == (25, 784)
    capsys.readouterr()


def test_labels_that_the_training_set_does_not_have_are_refused(tmp_path):
    X, y = pictures(N)
    np.savez(tmp_path / "a.npz", x_train=X, y_train=y % 9, x_test=X, y_test=y)
    with pytest.raises(ValueError, match=r"labels that the training images do not have: \[9\]"):
        load_images(tmp_path / "a.npz")


def test_what_is_not_there_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="is not there"):
        load_images(tmp_path / "nothing")
    with pytest.raises(FileNotFoundError, match=r"found no set in .*looked for IDX files, \.npz"):
        load_images(tmp_path)


def test_one_broken_picture_among_many_is_counted_and_named(tmp_path, capsys):
    folders(tmp_path)
    (tmp_path / "train" / "A" / "0.png").write_bytes(b"")
    (tmp_path / "train" / "B" / "1.png").write_bytes((tmp_path / "train" / "B" / "11.png").read_bytes()[:60])
    with pytest.warns(
        InputWarning, match=r"2 of 30 files are no pictures, or damaged; .* left out: A/0\.png, B/1\.png"
    ):
        found = load_images(tmp_path)
    assert len(found.train[1]) + len(found.val[1]) == N - 2
    capsys.readouterr()


def test_pictures_of_other_sizes_are_brought_to_the_usual_one_and_counted(tmp_path, capsys):
    folders(tmp_path)
    path = tmp_path / "train" / "A" / "0.png"
    with Image.open(path) as picture:
        picture.resize((56, 56)).save(path)
    found = load_images(tmp_path, flatten=False)
    assert "1 brought to this size" in capsys.readouterr().out
    assert is_upright(found.train[0])


def test_folders_without_parts_have_no_test_images(tmp_path, capsys):
    folders(tmp_path)
    found = load_images(tmp_path / "train")
    assert found.test[0].shape == (0, 784)
    assert len(found.test[1]) == 0
    assert "0 to test with" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["folders", "text", "floats"])
def test_classes_that_are_numbers_are_in_the_order_of_numbers(tmp_path, form, capsys):
    X, y = pictures(44, n_classes=11)
    if form == "folders":
        for k, (picture, label) in enumerate(zip(X, y, strict=True)):
            (tmp_path / str(label)).mkdir(exist_ok=True)
            Image.fromarray(picture).save(tmp_path / str(label) / f"{k}.png")
    else:
        np.savez(tmp_path / "own.npz", images=X, labels=y.astype(str if form == "text" else float))
    found = load_images(tmp_path, n_val=0, flatten=False)
    assert found.class_names == [str(k) for k in range(11)]
    np.testing.assert_array_equal(found.train[0][:, 2, 10:24].argmax(axis=1), found.train[1])
    capsys.readouterr()


# Content, not names


def test_digits_that_lie_on_their_side_under_mnists_names_are_turned(tmp_path, capsys):
    (X, y), _, (X_test, y_test) = load_mnist(n_train=2_000, flatten=False)
    for part, images, labels in [("train", X, y), ("t10k", X_test[:500], y_test[:500])]:
        lying = np.rint(255 * images).astype(np.uint8).swapaxes(1, 2)
        write_idx(tmp_path / f"{part}-images-idx3-ubyte", lying)
        write_idx(tmp_path / f"{part}-labels-idx1-ubyte", labels.astype(np.uint8))
    found = load_images(tmp_path, n_val=0, flatten=False)
    assert "turned upright" in capsys.readouterr().out
    np.testing.assert_array_equal(found.train[0], X)


def test_digits_that_stand_are_not_turned_whatever_their_name(tmp_path, capsys):
    (X, y), _, _ = load_mnist(n_train=2_000, flatten=False)
    np.savez(tmp_path / "emnist-upright.npz", x_train=np.rint(255 * X).astype(np.uint8), y_train=y)
    found = load_images(tmp_path, n_val=0, flatten=False)
    assert "turned" not in capsys.readouterr().out
    np.testing.assert_array_equal(found.train[0], X)


@pytest.mark.parametrize("side", [8, 28])
@pytest.mark.parametrize("form", ["rows", "channels first", "one channel", "one-hot", "floats"])
def test_forms_of_arrays(tmp_path, form, side, capsys):
    X, y = pictures(N, side=28)
    X = X[:, ::3, ::3][:, :8, :8] if side == 8 else X
    images = {"rows": X.reshape(N, -1), "channels first": X[:, None], "one channel": X[..., None]}.get(form, X)
    labels = np.eye(10, dtype=int)[y] if form == "one-hot" else y
    if form == "floats":
        images = (X / 255).astype(np.float32)
    np.savez(tmp_path / "own.npz", images=images, labels=labels)
    found = load_images(tmp_path / "own.npz", n_val=0, flatten=False)
    np.testing.assert_allclose(found.train[0], X / 255, rtol=1e-6)
    np.testing.assert_array_equal(found.train[1], y)
    capsys.readouterr()


def test_what_scikit_learn_gives(capsys):
    digits = load_digits()
    before = digits.data.copy()
    found = load_images(digits)
    assert "8 × 8 pixels from 0 to 16, divided by 16" in capsys.readouterr().out
    assert found.train[0].max() == 1
    np.testing.assert_array_equal(digits.data, before)
    frame = load_digits(as_frame=True)
    frame["target"] = frame.target.astype(str).astype("category")  # as fetch_openml has it
    np.testing.assert_array_equal(load_images(frame).train[1], found.train[1])
    capsys.readouterr()


TWO = {"x_train": np.ones((4, 8, 8)), "y_train": [0, 1, 0, 1]}


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        (
            {"images": np.zeros((4, 5)), "labels": [0, 1, 0, 1]},
            "images in an array of shape|rows of 5 pixels|no images",
        ),
        ({"images": np.full((4, 8, 8), -1.0), "labels": [0, 1, 0, 1]}, "pixels from -1 to -1"),
        ({"images": np.full((4, 8, 8), 1e6), "labels": [0, 1, 0, 1]}, "pixels from 1e\\+06 to 1e\\+06"),
        ({"images": np.ones((4, 8, 8)), "labels": np.ones((4, 3))}, "expected one class for each image"),
        ({"images": np.ones((4, 8, 8), dtype=complex), "labels": [0, 1, 0, 1]}, "expected numbers"),
        ({"labels": [0, 1, 0, 1]}, "no images to train with"),
        ({**TWO, "x_test": np.full((4, 8, 8), 200), "y_test": [0, 1, 0, 1]}, r"pixels up to \[1, 255\]; expected one"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, arrays, words):
    np.savez(tmp_path / "own.npz", **arrays)
    with pytest.raises(ValueError, match=words):
        load_images(tmp_path)


# Memory, and the names of classes


def test_bytes_stay_bytes(tmp_path, capsys):
    found = load_images(keras(tmp_path), dtype=np.uint8, flatten=False)
    assert found.train[0].dtype == np.uint8
    assert "kept as bytes" in capsys.readouterr().out
    np.testing.assert_array_equal(found.test[0], pictures(N)[0])
    with pytest.raises(ValueError, match=r"expected bytes from 0 to 255 .* Hint: dtype=np\.float32"):
        load_images(load_digits(), dtype=np.uint8)


def test_fashion_has_names_and_the_packaged_set_of_debian_is_read(tmp_path, capsys):
    four_idx_files(tmp_path / "FashionMNIST" / "raw", test="t10k")
    assert load_images(tmp_path / "FashionMNIST").class_names[::9] == ["T-shirt/top", "Ankle boot"]
    debian = Path("/usr/share/datasets/fashion-mnist")
    if debian.is_dir():
        assert len(load_images(debian).train[0]) == 50_000
    capsys.readouterr()


# As a stranger has them: other names, folders and programs than above


def png(path, picture, **settings):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(path, **settings)


def apart(folder, names, write):
    """Images and labels in files of their own, which only their names bring together."""
    X, y = pictures(N)
    for part in ("train", "test"):
        write(folder / names[0].format(part), X)
        write(folder / names[1].format(part), y)
    return folder


def table_apart(path, array):
    array = array.reshape(len(array), -1)
    pd.DataFrame(array, columns=["label"] if array.shape[1] == 1 else range(784)).to_csv(path, index=False)


def table(folder, *, label=0, names=True, **settings):
    X, y = pictures(N)
    rows = pd.DataFrame(X.reshape(N, -1), columns=[f"{k // 28 + 1}x{k % 28 + 1}" for k in range(784)])
    rows.insert(label % 785, "class", y)
    rows.to_csv(folder / "digits.csv", header=names, **settings)
    return folder


def in_folders(folder, parts=("train", "test"), change=lambda picture, k: picture, suffix="png", **settings):
    X, y = pictures(N)
    for part in parts:
        for k, (picture, label) in enumerate(zip(X, y, strict=True)):
            png(folder / part / str(label) / f"{k}.{suffix}", change(picture, k), **settings)
    return folder


def with_alpha(gray, opaque):
    return np.stack([gray, gray, gray, opaque], axis=2)


def photos(folder):
    """A camera held upright stores the picture on its side and a number that says so."""
    told = Image.Exif()
    told[0x0112] = 6
    return in_folders(folder, ("",), lambda X, k: 255 - np.rot90(X), "jpg", exif=told, quality=95)


STRANGERS = {
    "X_train.npy": lambda f: apart(f, ("X_{}.npy", "y_{}.npy"), np.save),
    "train-labels.npy": lambda f: apart(f, ("{}-images.npy", "{}-labels.npy"), np.save),
    "tables apart": lambda f: apart(f, ("{}_images.csv", "{}_labels.csv"), table_apart),
    "label last": lambda f: table(f, label=-1, index=False),
    "label last, no names": lambda f: table(f, label=-1, names=False, index=False),
    "with pandas' index": table,
    "packed table": lambda f: table(f, index=False) and (f / "digits.csv").rename(f / "train.csv") and f,
    "below a folder": lambda f: keras_below(f),
    "training, testing": lambda f: in_folders(f, ("training", "testing")),
    "trainingSet twice": lambda f: in_folders(f, ("trainingSet/trainingSet", "testSet/testSet")),
    "capitals, one above": lambda f: in_folders(f, ("mnist_png/Train", "mnist_png/Test"), suffix="PNG"),
    "white ink on nothing": lambda f: in_folders(f, change=lambda X, k: with_alpha(np.full_like(X, 255), X)),
    "black ink on nothing": lambda f: in_folders(f, change=lambda X, k: with_alpha(np.zeros_like(X), X)),
    "65,536 grays": lambda f: in_folders(f, change=lambda X, k: X.astype(np.uint16) * 257),
    "photos": photos,
}


def keras_below(folder):
    (folder / "datasets").mkdir()
    keras(folder / "datasets")
    return folder


@pytest.mark.parametrize("name", STRANGERS)
def test_a_set_as_a_stranger_has_it_is_read(name, tmp_path, capsys):
    found = load_images(STRANGERS[name](tmp_path), flatten=False)
    assert found.class_names == DIGITS
    for X, y in found[:3]:
        if len(X):
            assert is_upright(X)
            np.testing.assert_array_equal(X[:, 2, 10:24].argmax(axis=1), y)
    assert sum(len(X) for X, _ in found[:2]) == N
    said = capsys.readouterr().out
    assert ("the class is the last column of 785" in said) == (name == "label last, no names")


def test_validation_folders_are_read_whatever_they_are_called(tmp_path, capsys):
    for name in ("val", "valid", "Validation"):
        folder = in_folders(tmp_path / name, ("train", name))
        assert [len(X) for X, _ in load_images(folder)[:3]] == [N, N, 0]
        assert "30 of its own for validation" in capsys.readouterr().out


def test_pictures_without_a_class_are_a_test_set_without_labels(tmp_path, capsys):
    in_folders(tmp_path, ("train",))
    for k, picture in enumerate(pictures(N)[0]):
        png(tmp_path / "test" / f"{k}.png", picture)
    found = load_images(tmp_path)
    assert found.test[0].shape == (N, 784)
    assert found.test[1] is None
    assert "30 (without labels) to test with" in capsys.readouterr().out


def test_a_table_of_scikit_learns_digits_as_its_source_has_it(tmp_path, capsys):
    """The class is the last of 65 columns without names, and the first pixel is never inked."""
    digits = load_digits()
    np.savetxt(tmp_path / "optdigits.csv", np.column_stack([digits.data, digits.target]), fmt="%d", delimiter=",")
    found = load_images(tmp_path)
    assert "the class is the last column of 65" in capsys.readouterr().out
    np.testing.assert_array_equal(found.train[0], load_images(digits).train[0])
    np.testing.assert_array_equal(found.train[1], load_images(digits).train[1])
    capsys.readouterr()


def test_a_class_without_pictures_is_told(tmp_path, capsys):
    in_folders(tmp_path, ("",))
    for path in (tmp_path / "7").iterdir():
        path.rename(path.with_suffix(".heic"))
    found = load_images(tmp_path)
    assert len(found.class_names) == 9
    assert "no pictures in 7;" in capsys.readouterr().out


def test_papers_of_two_kinds_in_one_set_are_told(tmp_path, capsys):
    in_folders(tmp_path, ("",), lambda X, k: 255 - X if k % 3 == 0 else X)
    load_images(tmp_path)
    assert "10 of 30 on paper of the other kind, left so" in capsys.readouterr().out


def test_another_set_in_a_folder_named_after_fashion_keeps_its_names(tmp_path, capsys):
    for lesson in (tmp_path / "fashion-school", tmp_path / "fashion-mnist-course" / "2026" / "one"):
        lesson.mkdir(parents=True)
        assert load_images(keras(lesson)).class_names == DIGITS
    X, y = pictures(N)
    for part in ("train", "test"):
        rows = pd.DataFrame(X.reshape(N, -1))
        rows.insert(0, "label", y)
        rows.to_csv(tmp_path / f"fashion-mnist_{part}.csv", index=False)
    assert load_images(tmp_path / "fashion-mnist_train.csv").class_names[9] == "Ankle boot"
    capsys.readouterr()


@pytest.mark.parametrize("form", ["png", "rows", "color"])
def test_parquet_as_hugging_face_writes_it(tmp_path, form, capsys):
    pytest.importorskip("pyarrow", reason="pandas reads Parquet with pyarrow")
    X, y = pictures(N)
    cells = [picture.astype(np.int64).tolist() for picture in X]  # as Array2D comes back
    if form != "rows":
        for k, picture in enumerate(X):
            file = io.BytesIO()
            Image.fromarray(255 - picture).convert("RGB" if form == "color" else "L").save(file, "PNG")
            cells[k] = {"bytes": file.getvalue() if k != 7 else b"broken", "path": f"{k}.png"}
    (tmp_path / "mnist").mkdir()
    columns = {"idx": range(N), "image": cells, "label": y}
    for k in range(2):
        rows = pd.DataFrame(columns)[k::2]
        rows.to_parquet(tmp_path / "mnist" / f"train-0000{k}-of-00002.parquet")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = load_images(tmp_path, flatten=False, n_val=0)
    told = [str(warning.message) for warning in caught if issubclass(warning.category, InputWarning)]
    order = [k for k in (*range(0, N, 2), *range(1, N, 2)) if form == "rows" or k != 7]
    np.testing.assert_allclose(found.train[0], X[order] / 255, rtol=1e-6)
    np.testing.assert_array_equal(found.train[1], y[order])
    assert len(told) == (form != "rows")
    assert all("1 of 15 files are no pictures" in said and "00001-of-00002.parquet, row 3" in said for said in told)
    assert ("in gray; dark ink on bright paper inverted" in capsys.readouterr().out) == (form != "rows")


def torch_file(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("training/data.pkl", b"x")


def broken_table(path, *, cell=None, **settings):
    rows = pd.DataFrame(pictures(N)[0].reshape(N, -1)).astype(object)
    rows.insert(0, "label", pictures(N)[1])
    if cell is not None:
        rows.iloc[8, 300] = cell
    rows.to_csv(path, index=False, **settings)


REFUSED = {
    "archive.zip": (torch_file, r"cannot be read: it is a zip archive of other files, such as training/data\.pkl"),
    "mnist.pkl.gz": (lambda p: p.write_bytes(gzip.compress(pickle.dumps([1]))), "it is a pickle, which can run any"),
    "word.csv": (lambda p: broken_table(p, cell="oops"), r"column '299' holds 'oops'; expected numbers between commas"),
    "semicolons.csv": (lambda p: broken_table(p, sep=";"), "column 'label;0;1;2.* holds '0;255;0.*; expected numbers"),
    "gap.csv": (lambda p: broken_table(p, cell=""), "cannot be read: row 8 has gaps"),
    "blanks.csv": (lambda p: np.savetxt(p, pictures(N)[0].reshape(N, -1), fmt="%d"), "expected numbers between commas"),
    "no labels.csv": (
        lambda p: pd.DataFrame(pictures(N)[0].reshape(N, -1)).to_csv(p, index=False, header=False),
        r"has no labels to train with; it holds no labels\.csv images\. Hint: 'label' is a name for an array, or a col",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_meant_says_what_it_is(name, tmp_path):
    write, words = REFUSED[name]
    write(tmp_path / name)
    with pytest.raises(ValueError, match=words):
        load_images(tmp_path / name)


def test_pictures_of_an_unknown_scale_are_refused(tmp_path):
    in_folders(tmp_path, ("",), lambda X, k: (X / 255).astype(np.float32), "tif")
    with pytest.raises(ValueError, match=r"not one of the pictures can be read, such as 0/0\.tif. Hint: save one of"):
        load_images(tmp_path)


def test_a_folder_without_a_set_says_what_it_holds(tmp_path):
    torch_file(tmp_path / "digit-recognizer.zip")
    with pytest.raises(FileNotFoundError, match=r"but it holds digit-recognizer\.zip\. Hint"):
        load_images(tmp_path)


X_BYTES, Y_ALL = pictures(N)
UNCLEAR = {
    "bytes that are all dark": (X_BYTES // 16, Y_ALL, "pixels from 0 to 15; expected 0 to 1, or to 255 and not all"),
    "a little more than 1": (X_BYTES / 254, Y_ALL, r"pixels from 0 to 1\.00394; expected"),
    "a little more than 255": (X_BYTES * 1.01, Y_ALL, r"pixels from 0 to 257\.55; expected"),
    "12 bits": (X_BYTES.astype(np.uint16) * 16, Y_ALL, "pixels from 0 to 4080; expected"),
    "from -1 to 1": (X_BYTES / 127.5 - 1, Y_ALL, r"from -1 to 1; .* Hint: save them from 0 to 1: \(images - lowest\)"),
    "8 by 8, no whole numbers": (X_BYTES[:, :8, :8] / 250, Y_ALL, r"pixels from 0 to 1\.02"),
    "nan in a pixel": (np.where(X_BYTES == 255, np.nan, X_BYTES), Y_ALL, r"in its pixels, holds \d+ value\(s\) that"),
    "nan as a label": (X_BYTES, np.where(Y_ALL == 3, np.nan, Y_ALL), r"labels holds 3 value\(s\) that are NaN"),
    "one class": (X_BYTES, 0 * Y_ALL, "has one class, 0; expected two or more"),
}


@pytest.mark.parametrize("kind", UNCLEAR)
def test_what_nobody_can_know_is_refused(tmp_path, kind):
    images, labels, words = UNCLEAR[kind]
    np.savez(tmp_path / "own.npz", images=images, labels=labels)
    with pytest.raises(ValueError, match=words):
        load_images(tmp_path)


def test_sixteen_bits_and_sixteen_steps_are_told_apart(tmp_path, capsys):
    X, y = pictures(N)
    for name, images in {"a": X.astype(np.uint16) * 257, "b": np.rint(X[:, :8, :8] / 15.9375).astype(np.uint8)}.items():
        np.savez(tmp_path / f"{name}.npz", images=images, labels=y)
    assert load_images(tmp_path / "a.npz").train[0].max() == 1
    assert "0 to 65535, divided by 65535" in capsys.readouterr().out
    assert load_images(tmp_path / "b.npz").train[0].max() == 1
    assert "0 to 16, divided by 16" in capsys.readouterr().out


def test_a_test_class_of_its_own_is_named_alone(tmp_path):
    in_folders(tmp_path)
    (tmp_path / "test" / "7").rename(tmp_path / "test" / "seven")
    with pytest.raises(ValueError, match=r"labels that the training images do not have: \['seven'\]"):
        load_images(tmp_path)
