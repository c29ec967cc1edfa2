"""Numbers that can be computed with and are not what was meant: what is said, what is refused, and what is set right.

The catalogue of silent wrong numbers in pixels, loaders, files and losses, entry by entry. Labels have theirs in
``test_bad_labels.py`` and ``test_metrics.py``; what a message's hint leads to is tried in ``test_hints.py``.
"""

import gzip
import io
import lzma
import re
import warnings
import zipfile

import numpy as np
import pytest

from mlpkit import (
    SGD,
    CrossEntropy,
    InputWarning,
    Layer,
    MeanSquaredError,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    evaluate,
    fit,
    load,
    mlp,
    save,
    sigmoid,
    softmax,
    train_step,
)
from mlpkit.datasets import arrays_from_batches, load_mnist, prepare_digit, read_idx

rng = np.random.default_rng(0)
IMAGES = rng.random((200, 28, 28)) * (rng.random((200, 28, 28)) < 0.2)  # like digits: most of it is paper
X, Y = IMAGES.reshape(200, 784), np.arange(200) % 10
RAW = np.rint(255 * IMAGES).astype(np.uint8)
TABLE = np.column_stack([rng.normal(50_000, 20_000, 200), rng.normal(40, 12, 200), rng.integers(0, 2, 200)])


def named(catalogue):
    """The entries of a catalogue as parameters with their names as ids."""
    entries = {name: entry if isinstance(entry, tuple) else (entry,) for name, entry in catalogue.items()}
    return [pytest.param(*entry, id=name) for name, entry in entries.items()]


def standardized(X):
    return (X - X.mean()) / X.std()


def fit_one_epoch(X, validation=None, n_epochs=1):
    network = mlp([X.shape[1], 10], init="zeros", rng=np.random.default_rng(0))
    settings = {"n_epochs": n_epochs, "batch_size": 50, "rng": np.random.default_rng(1), "progress": False}
    held_out = None if validation is None else (validation, Y[: len(validation)])
    return fit(network, SoftmaxCrossEntropy(), SGD(1e-6), X, Y[: len(X)], validation_data=held_out, **settings)


# --- the scale of what is learned from -----------------------------------------------------------------------

PIXELS = r"Hint: X / 255, for the other data too$"
OTHER = r"Hint: mean, std = X_train\.mean\(axis=0\), X_train\.std\(axis=0\), then \(X - mean\) / \(std \+ 1e-6\)"
ONE_SCALE = "expected one scale. Hint: prepare both alike"
STRANGE = {
    "raw pixels": (RAW.reshape(200, 784), None, f"X holds numbers from 0 to 255, typically 6.*{PIXELS}"),
    "raw pixels as floats": (255.0 * X, None, f"X holds numbers from 0 to 25.*{PIXELS}"),
    "pixels of 16 bits": (65535 * X, None, f"X holds numbers from 0 to 6.*e\\+04, .*{OTHER}"),
    "signed pixels": (255.0 * X - 128, None, f"X holds numbers from -128 to 127.*{OTHER}"),
    "from 0 to 16, with much ink": (16 * (X > 0.2) + 8.0, None, f"X holds numbers from 8 to 24.*{OTHER}"),
    "incomes and ages": (TABLE, None, f"X holds numbers from .*{OTHER}"),
    "divided by 255 twice": (X / 255, None, f"X holds numbers from 0 to 0.003.*{OTHER}"),
    "validation raw, training scaled": (X, 255 * X, f"validation data hold numbers from 0 to 25.*{ONE_SCALE}"),
    "validation scaled twice": (X, X / 255, f"validation data hold numbers from 0 to 0.003.*{ONE_SCALE}"),
    "training standardized, validation not": (standardized(X), X, f"hold numbers from 0 to .* X numbers .*{ONE_SCALE}"),
    "validation standardized, training not": (X, standardized(X), f"the validation data hold .*{ONE_SCALE}"),
    "validation from -1 to 1": (X, 2 * X - 1, f"the validation data hold numbers from -1 to .*{ONE_SCALE}"),
    "validation with bright paper": (X, 1 - X, f"the validation data hold .*{ONE_SCALE}"),
    "validation empty of ink": (X, 0 * X, f"the validation data hold numbers from 0 to 0, .*{ONE_SCALE}"),
    "few samples on another scale": (X, 255 * X[:5], f"the validation data hold .*{ONE_SCALE}"),
}


@pytest.mark.parametrize(("data", "validation", "message"), named(STRANGE))
def test_fit_says_in_one_sentence_what_scale_it_saw_and_what_to_do(data, validation, message):
    with pytest.warns(InputWarning) as caught:
        fit_one_epoch(data, validation, n_epochs=3)
    (warning,) = caught  # once, not in every epoch
    assert warning.filename == __file__
    assert re.search(f"^fit: .*{message}", str(warning.message)), str(warning.message)


FINE = {
    "pixels from 0 to 1": (X, X[:50]),
    "from -1 to 1": (2 * X - 1, 2 * X[:50] - 1),
    "standardized": (standardized(X), standardized(X)[:50]),
    "yes and no": (X > 0, X[:50] > 0),
    "nothing but zeros": (0 * X, None),
    "one sample for validation": (X, 3 * X[:1]),
    "two samples in all": (X[:1], 9 * X[1:2]),
    "one of many columns is large": (np.where(np.arange(784) == 3, 100.0, X), None),
}


@pytest.mark.parametrize(("data", "validation"), named(FINE))
def test_fit_says_nothing_where_there_is_nothing_to_say(data, validation):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit_one_epoch(data, validation)


def test_the_warning_changes_no_bit_of_a_training():
    with pytest.warns(InputWarning):
        loud = fit_one_epoch(255 * X, 255 * X)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert fit_one_epoch(255 * X, 255 * X).step_loss == loud.step_loss


# --- what a network ends in, and what its loss makes of it ----------------------------------------------------


class OwnSigmoid(Layer):
    """A last layer of somebody's own, of which nobody knows what it gives."""

    def forward(self, X, *, training=False):
        return sigmoid(X)

    def backward(self, dA):
        return dA


LAST = "the network ends in {}; {} expects other outputs. Hint: leave {} out, and take SoftmaxCrossEntropy"
PAIRS = {
    "a softmax twice": (Softmax, SoftmaxCrossEntropy, LAST.format(*[r"Softmax\(\)", "Softmax.*", r"Softmax\(\)"])),
    "a softmax of a sigmoid": (Sigmoid, SoftmaxCrossEntropy, LAST.format(r"Sigmoid\(\)", "Softmax.*", r"Sigmoid\(\)")),
    "classes that are each sure for themselves": (
        Sigmoid,
        CrossEntropy,
        LAST.format(r"Sigmoid\(\)", "CrossEntropy", r"Sigmoid\(\)"),
    ),
    "the same, by a layer of one's own": (
        OwnSigmoid,
        CrossEntropy,
        r"row 0 of y_pred adds up to \d.* Softmax\(\), n",
    ),
}


@pytest.mark.parametrize(("last", "loss", "message"), named(PAIRS))
def test_a_loss_that_takes_other_outputs_is_refused_before_anything_moves(last, loss, message):
    network = Sequential([*mlp([784, 10], rng=np.random.default_rng(0)).layers, last()])
    before = [W.copy() for W in network.params]
    settings = {"n_epochs": 1, "batch_size": 50, "rng": np.random.default_rng(0), "progress": False}
    for call in (
        lambda: fit(network, loss(), SGD(0.1), X, Y, **settings),
        lambda: evaluate(network, loss(), X, Y),
        lambda: train_step(network, loss(), SGD(0.1), X, Y),
    ):
        with pytest.raises(ValueError, match=message):
            call()
    for W, W_before in zip(network.params, before, strict=True):
        np.testing.assert_array_equal(W, W_before)


@pytest.mark.parametrize("loss", [SoftmaxCrossEntropy, CrossEntropy])
def test_what_a_file_brings_is_refused_as_well(loss, tmp_path):
    save(Sequential([*mlp([784, 10], rng=np.random.default_rng(0)).layers, Sigmoid()]), tmp_path / "model.npz")
    with pytest.raises(ValueError, match="the network ends in Sigmoid"):
        evaluate(load(tmp_path / "model.npz"), loss(), X, Y)


NO_DISTRIBUTION = {
    "a sigmoid": sigmoid(rng.normal(size=(4, 3))),
    "sure of every class": np.ones((4, 3)),
    "sure of no class": np.zeros((4, 3)),
    "one row of four": np.vstack([np.full((3, 3), 1 / 3), [[0.5, 0.5, 0.5]]]),
    "percent as fractions of ten": np.full((4, 3), 0.1),
}


@pytest.mark.parametrize("p", named(NO_DISTRIBUTION))
@pytest.mark.parametrize("method", ["value", "gradient", "for_step"])
def test_probabilities_that_do_not_add_up_are_no_probabilities_of_classes(p, method):
    with pytest.raises(ValueError, match=r"^CrossEntropy: row \d of y_pred adds up to [\d.]+; .* add up to 1. Hint: "):
        getattr(CrossEntropy(), method)(p, [0, 1, 2, 0])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_rounding_is_no_reason_to_refuse(dtype):
    p = softmax(rng.normal(size=(64, 100))).astype(dtype)
    assert np.isfinite(CrossEntropy().value(p, np.arange(64)))
    assert np.isfinite(CrossEntropy().value(p.round(3).astype(dtype), np.zeros(64, int)))


@pytest.mark.parametrize("method", ["value", "gradient", "for_step"])
def test_probabilities_in_place_of_logits_are_noticed(method):
    """As from predict_proba: the loss of a perfect network would be 1.46, not 0."""
    p = softmax(rng.normal(size=(20, 10)).astype(np.float32))
    with pytest.warns(InputWarning, match="^SoftmaxCrossEntropy: y_pred has rows that add up to 1, .* Hint: network"):
        getattr(SoftmaxCrossEntropy(), method)(p, Y[:20])


@pytest.mark.parametrize("logits", [np.eye(10), np.zeros((10, 10)), np.full((1, 10), 0.1), rng.normal(size=(10, 10))])
def test_logits_are_not_taken_for_probabilities(logits):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        SoftmaxCrossEntropy().value(logits, Y[: len(logits)])


def test_other_losses_take_what_a_softmax_gives():
    network = Sequential([*mlp([784, 10], rng=np.random.default_rng(0)).layers, Softmax()])
    assert np.isfinite(evaluate(network, CrossEntropy(), X, Y).loss)
    assert np.isfinite(evaluate(network, MeanSquaredError(), X, np.eye(10)[Y]).loss)


# --- loaders -------------------------------------------------------------------------------------------------

BINARY = (RAW > 100).astype(np.uint8)
SCALED = {
    "uint8": (RAW, RAW / np.float32(255)),
    "int64 from 0 to 255": (RAW.astype(np.int64), RAW / np.float32(255)),
    "uint16 from 0 to 255": (RAW.astype(np.uint16), RAW / np.float32(255)),
    "uint8, zeros and ones": (BINARY, BINARY.astype(np.float32)),
    "int64, zeros and ones": (BINARY.astype(np.int64), BINARY.astype(np.float32)),
    "bool": (BINARY > 0, BINARY.astype(np.float32)),
    "floats from 0 to 1": (IMAGES, IMAGES),
    "floats from -1 to 1": (2 * IMAGES - 1, 2 * IMAGES - 1),
    "standardized floats": (standardized(IMAGES), standardized(IMAGES)),
    "nothing but paper": (0 * RAW, np.zeros(RAW.shape, np.float32)),
}


@pytest.mark.parametrize(("images", "expected"), named(SCALED))
def test_a_loader_s_pixels_come_out_from_0_to_1_whatever_they_are_stored_as(images, expected):
    """The first batch is dark, so that no batch alone could tell the scale."""
    images = np.concatenate([0 * images[:3], images])
    got, y = arrays_from_batches([(images[:3], Y[:3]), (images[3:], Y)])
    np.testing.assert_array_equal(got[3:], expected.reshape(200, 784))
    assert got.dtype.kind == "f"
    assert len(y) == 203


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_floats_from_0_to_255_are_divided_and_it_is_said(dtype):
    """As of torchvision's ToDtype without scale=True."""
    with pytest.warns(InputWarning, match="^arrays_from_batches: images hold numbers up to 255; they were divided by"):
        got, _ = arrays_from_batches([(RAW.astype(dtype), Y)])
    np.testing.assert_array_equal(got, RAW.reshape(200, 784).astype(dtype) / dtype(255))
    assert got.dtype == dtype


NOBODY_KNOWS = {
    "from 0 to 16": (RAW // 16 + 1, "hold uint8 from 1 to 16"),
    "from 0 to 100": ((RAW * (100 / 255)).astype(np.int64), "hold int64 from 0 to 100"),
    "16 bits": (RAW.astype(np.uint16) * 257, "hold uint16 from 0 to 65535"),
    "16 bits as floats": (RAW * 257.0, "hold float64 from 0 to 65535"),
    "signed": (RAW.astype(np.int16) - 128, "hold int16 from -128 to 127"),
}


@pytest.mark.parametrize(("images", "message"), named(NOBODY_KNOWS))
def test_a_scale_that_nobody_can_know_is_refused(images, message):
    with pytest.raises(ValueError, match=f"^arrays_from_batches: images {message}; .* Hint: .*images / highest"):
        arrays_from_batches([(images, Y)])


def test_two_scales_in_one_loader_are_refused():
    with pytest.raises(ValueError, match=r"batch 1 has float64 images of shape \(28, 28\), batch 0 uint8"):
        arrays_from_batches([(RAW, Y), (IMAGES, Y)])


DICTS = {
    "image and label": ({"image": RAW, "label": Y}, "image", "label"),
    "label and image": ({"label": Y, "image": RAW}, "image", "label"),
    "of transformers": ({"pixel_values": RAW, "labels": Y}, "pixel_values", "labels"),
    "with a number for each": ({"idx": Y, "img": RAW, "fine_label": Y}, "img", "fine_label"),
    "lists": ({"image": RAW.tolist(), "label": Y.tolist()}, "image", "label"),
    "of one sample": ({"image": RAW[0], "label": 3}, "image", "label"),
}


@pytest.mark.parametrize(("batch", "images", "labels"), named(DICTS))
def test_a_batch_that_is_a_dict_is_refused_with_its_own_keys(batch, images, labels):
    hint = rf"Hint: \(\(batch\['{images}'\], batch\['{labels}'\]\) for batch in loader\)"
    with pytest.raises(TypeError, match=f"batch 0 is a dict; .* {hint}"):
        arrays_from_batches([batch])


# --- files ---------------------------------------------------------------------------------------------------


def written(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("digits.csv", "1,2")
    return file.getvalue()


FILES = {
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG picture; matplotlib.image.imread"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(20), "a JPEG picture; matplotlib.image.imread"),
    "npy": (written(lambda file: np.save(file, RAW)), r"a NumPy array; np.load\(path\)"),
    "npz": (written(lambda file: np.savez(file, RAW)), "an .npz archive, which np.load"),
    "zip": (zipped(), "or another zip file, to be unpacked"),
    "mat": (b"MATLAB 5.0 MAT-file, Platform" + bytes(100), r"a MATLAB file; scipy.io.loadmat\(path\)"),
    "mat of version 7.3": (b"\x89HDF\r\n\x1a\n" + bytes(20), "an HDF5 file, as MATLAB 7.3 writes; the package h5py"),
    "csv of numbers": (b"5,0,0,13,255\n0,1,2,3,4\n", r"a table of text; np.loadtxt\(path, delimiter=','"),
    "csv with names": (b"label,pixel0,pixel1\n5,0,0\n", "a table of text"),
    "csv in quotes": (b'"label","pixel0"\n5,0\n', "a table of text"),
    "xz": (lzma.compress(b"abc"), r"packed by xz; lzma.open\(path\)"),
    "bzip2": (b"BZh91AY&SY", r"packed by bzip2; bz2.open\(path\)"),
    "pointer of git lfs": (
        b"version https://git-lfs.github.com/spec/v1\n",
        "a pointer of Git LFS, not the file",
    ),
    "a web page": (b"<!DOCTYPE html><html></html>", "a web page saved under that name"),
    "another thing": (b"\x01\x02\x03\x04\x05", "was it copied whole, and is it the right file"),
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize(("content", "message"), named(FILES))
def test_a_file_of_another_kind_is_called_what_it_is(content, message, pack, tmp_path):
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(pack(content))
    with pytest.raises(ValueError, match=f"^read_idx: .* is not an IDX file: .* Hint: .*{message}"):
        read_idx(path)


KERAS = {"x_train": RAW, "y_train": Y, "x_test": RAW[:20], "y_test": Y[:20]}
ARCHIVES = {
    "flat": {"x_train": RAW.reshape(200, 784)},
    "with a channel": {"x_train": RAW[..., None]},
    "scaled": {"x_train": IMAGES.astype(np.float32), "x_test": IMAGES[:20].astype(np.float32)},
    "whole numbers of another type": {"x_train": RAW.astype(np.int64)},
    "one-hot labels": {"y_train": np.eye(10)[Y]},
    "a column of labels": {"y_train": Y[:, None]},
    "labels as floats": {"y_train": Y.astype(float)},
    "labels as text": {"y_train": Y.astype(str), "y_test": Y[:20].astype(str)},
    "eight columns of labels": {"y_train": np.column_stack([Y] + [Y * 11] * 7)},
    "swapped": {"x_train": Y, "y_train": RAW},
}


@pytest.mark.parametrize("changes", ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_with_other_arrays_is_read_for_what_it_is(changes, tmp_path, capsys):
    np.savez(tmp_path / "mnist.npz", **{**KERAS, **changes})
    (X, y), _, (X_test, y_test) = load_mnist(tmp_path, n_val=0)
    np.testing.assert_allclose(X, RAW.reshape(200, 784) / 255, atol=1e-7 if "x_test" not in changes else 0.002)
    np.testing.assert_array_equal(y, Y)
    np.testing.assert_allclose(X_test, X[:20])
    np.testing.assert_array_equal(y_test, Y[:20])
    assert "10 classes" in capsys.readouterr().out


# --- photos --------------------------------------------------------------------------------------------------


def photo(sheet, paper=215, ink=50, noise=4.0, slope=0.0, falloff=0.0):
    """A photo of a drawing: paper and ink have a brightness, light comes from the left, and pixels are noisy."""
    rows, columns = np.indices(sheet.shape) / (len(sheet) - 1) - 0.5
    light = 1 - slope * columns - falloff * (rows**2 + columns**2)
    bright = (paper + (ink - paper) * sheet) * light + np.random.default_rng(0).normal(0, noise, sheet.shape)
    return np.clip(np.rint(bright), 0, 255).astype(np.uint8)


def in_color(picture):
    """Blue ink on yellowish paper."""
    return np.stack([picture, picture, picture * 0.8 + 20], axis=-1).astype(np.uint8)


PHOTOS = {
    "dark ink on bright paper": photo,
    "a scan of black and white": lambda sheet: np.where(sheet > 0.5, 0, 255),
    "turned around": lambda sheet: 1 - sheet,
    "yes and no, turned around": lambda sheet: sheet < 0.5,
    "gray paper": lambda sheet: photo(sheet, paper=130, ink=40),
    "pencil": lambda sheet: photo(sheet, paper=220, ink=150),
    "light from one side": lambda sheet: photo(sheet, slope=0.5),
    "dark corners": lambda sheet: photo(sheet, falloff=0.6),
    "a blackboard": lambda sheet: photo(sheet, paper=50, ink=220),
    "dark paper that is nearly 0": lambda sheet: photo(sheet, paper=0, ink=220),
    "paper at -1": lambda sheet: 2 * sheet - 1,
    "RGB": lambda sheet: in_color(photo(sheet)),
    "RGB from 0 to 1": lambda sheet: in_color(photo(sheet)) / 255,
    "RGBA, nothing transparent": lambda sheet: np.dstack([in_color(photo(sheet)), np.full(sheet.shape, 255)]),
    "RGBA, black ink on nothing": lambda sheet: np.dstack([np.zeros((*sheet.shape, 3)), 255 * sheet]).astype(np.uint8),
    "RGBA, white ink on nothing": lambda sheet: np.dstack([*[np.full(sheet.shape, 255)] * 3, 255 * sheet]),
    "gray and how opaque": lambda sheet: np.dstack([np.zeros(sheet.shape), sheet]),
    "one channel": lambda sheet: photo(sheet)[..., np.newaxis],
}


@pytest.fixture(scope="module")
def digits():
    """Fifty test digits, each drawn three times as large somewhere on a sheet."""
    _, _, (X_test, _) = load_mnist()
    sheets = np.zeros((50, 100, 100))
    for sheet, picture in zip(sheets, X_test[:50].reshape(-1, 28, 28), strict=True):
        top, left = np.random.default_rng(len(sheets)).integers(2, 14, size=2)
        sheet[top : top + 84, left : left + 84] = np.kron(picture, np.ones((3, 3)))
    return sheets


@pytest.mark.parametrize("make", named(PHOTOS))
def test_a_photo_of_a_digit_is_prepared_as_the_digit(make, digits):
    """Alike, not equal: the palest pixels at the rim of a stroke are lost, and a digit may move by a pixel."""
    alike = [np.corrcoef(prepare_digit(make(sheet)).ravel(), prepare_digit(sheet).ravel())[0, 1] for sheet in digits]
    assert np.mean(alike) > 0.88


def test_where_nothing_stands_out_it_is_said():
    with pytest.warns(InputWarning, match="^prepare_digit: nothing stands out of the paper; .* Hint: leave paper all"):
        prepare_digit(photo(np.zeros((50, 50))))


def test_a_drawing_is_no_photo(digits):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for sheet in digits:
            np.testing.assert_allclose(prepare_digit(1000 * sheet), prepare_digit(sheet), atol=1e-6)
