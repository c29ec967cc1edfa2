"""Pixels that stay bytes, and nobody sees a difference; pictures of another kind than were learned, and it is said."""

import json
import re
import tracemalloc
import warnings

import numpy as np
import pytest
from sklearn.datasets import load_digits

from mlpkit import (
    SGD,
    InputWarning,
    SoftmaxCrossEntropy,
    evaluate,
    fit,
    iterate_minibatches,
    load,
    mlp,
    save,
)
from mlpkit.datasets import ScaledBytes, load_images, load_mnist
from mlpkit.studies.transforms import distort_images, shift_images

LOSS = SoftmaxCrossEntropy()


@pytest.fixture(scope="module")
def digits():
    """MNIST's digits as bytes: some to train with, some others, and the labels of both."""
    (X, y), _, (X_test, y_test) = load_mnist(n_train=3_000, dtype=np.uint8)
    return X, y, X_test[:2_000], y_test[:2_000]


def scaled(X, dtype=np.float32):
    return X / dtype(255)


def trained(X, y, validation=None, *, dtype=np.float32, **settings):
    network = mlp([X.shape[1], 16, 10], dtype=dtype, rng=np.random.default_rng(0))
    settings = {"n_epochs": 2, "batch_size": 64, "rng": np.random.default_rng(1), "progress": False} | settings
    return network, fit(network, LOSS, SGD(0.1), X, y, validation_data=validation, **settings)


# --- bytes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_training_on_bytes_is_training_on_their_numbers_to_the_last_bit(digits, dtype, tmp_path):
    X, y, X_test, y_test = digits

    def moved(X_batch, *, rng):
        return shift_images(X_batch, rng=rng)

    floats = trained(scaled(X, dtype), y, (scaled(X_test, dtype), y_test), dtype=dtype, augment=moved)
    network, history = trained(ScaledBytes(X), y, (ScaledBytes(X_test), y_test), dtype=dtype, augment=moved)
    assert history.step_loss == floats[1].step_loss
    assert history.val_loss == floats[1].val_loss
    assert network.learned_from == floats[0].learned_from
    save(network, tmp_path / "model.npz")
    X_float = scaled(X_test, dtype)
    for same in (network, load(tmp_path / "model.npz")):
        assert evaluate(same, LOSS, ScaledBytes(X_test), y_test) == evaluate(floats[0], LOSS, X_float, y_test)
        proba = same.predict_proba(ScaledBytes(X_test, dtype=dtype))
        np.testing.assert_array_equal(proba, floats[0].predict_proba(X_float))


def test_a_loop_of_ones_own_gets_numbers_from_0_to_1(digits):
    X, y, *_ = digits
    draws = [
        iterate_minibatches(inputs, y, 700, rng=np.random.default_rng(0)) for inputs in (scaled(X), ScaledBytes(X))
    ]
    for (X_batch, y_batch), (X_bytes, y_bytes) in zip(*draws, strict=True):
        assert X_bytes.dtype == np.float32
        np.testing.assert_array_equal(X_bytes, X_batch)
        np.testing.assert_array_equal(y_bytes, y_batch)


def test_bytes_mapped_from_a_file_and_read_only_are_trained_on(digits, tmp_path):
    X, y, *_ = digits
    np.save(tmp_path / "X.npy", X)
    mapped = np.load(tmp_path / "X.npy", mmap_mode="r")
    assert trained(ScaledBytes(mapped), y)[1].step_loss == trained(scaled(X), y)[1].step_loss


def test_training_on_bytes_takes_hardly_more_memory_than_they_do():
    """Twenty thousand images would be 63 MB as float32; their bytes are 16 MB, and were there before."""
    X = np.random.default_rng(0).integers(0, 256, (20_000, 784), dtype=np.uint8)
    y = np.arange(len(X)) % 10
    tracemalloc.start()
    try:
        network, _ = trained(ScaledBytes(X), y, (ScaledBytes(X), y), n_epochs=1)
        evaluate(network, LOSS, ScaledBytes(X), y)
        next(iterate_minibatches(ScaledBytes(X), y, 64, rng=np.random.default_rng(0)))
        assert tracemalloc.get_traced_memory()[1] < 0.9 * X.nbytes  # what is looked at at once, and targets
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("pixels", "error", "words"),
    [
        (np.zeros((5, 783), np.uint8), ValueError, r"^fit: X has 783 columns .* got X of shape \(5, 783\)"),
        (np.zeros((5, 28, 28), np.uint8), ValueError, r"^fit: X must have shape .* got shape \(5, 28, 28\)"),
        (np.zeros((0, 784), np.uint8), ValueError, r"^fit: X has shape \(0, 784\); expected at least one sample"),
        (np.zeros((5, 784)), TypeError, r"ScaledBytes: pixels must be .* bytes .* Hint: load_images\(path, dtype="),
        ([[1, 2]], TypeError, r"ScaledBytes: pixels must be .* bytes \(uint8\); got \[\[1, 2\]\] \(list\)"),
    ],
)
def test_what_is_wrong_with_bytes_is_said_as_of_other_inputs(pixels, error, words):
    network = mlp([784, 10], rng=np.random.default_rng(0))
    settings = {"n_epochs": 1, "batch_size": 5, "rng": np.random.default_rng(0), "progress": False}
    with pytest.raises(error, match=words):
        fit(network, LOSS, SGD(0.1), ScaledBytes(pixels), np.zeros(len(pixels), int), **settings)


def test_who_trains_on_plain_bytes_hears_of_the_way(digits):
    X, y, *_ = digits
    with pytest.warns(InputWarning, match=r"numbers from 0 to 255.* or for bytes mlpkit\.datasets\.ScaledBytes\(X\)"):
        trained(X, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trained(ScaledBytes(X), y)  # what it said, done
    with pytest.warns(InputWarning) as caught:
        trained(255 * scaled(X), y)  # no bytes
    assert "ScaledBytes" not in str(caught[0].message)


def test_bytes_that_hold_hardly_any_ink_are_told_like_other_inputs(digits):
    X, y, X_test, y_test = digits
    with pytest.warns(InputWarning, match=r"fit: X holds numbers from 0 to 0\.003922, typically 0\.00032; expected"):
        trained(ScaledBytes(X // 255), y)
    with pytest.warns(InputWarning, match=r"the validation data hold numbers from 0 to 1, typically .* one scale"):
        trained(ScaledBytes(X), y, (ScaledBytes(255 - X_test), y_test))


# --- other pictures than a network has learned ---------------------------------------------------------------


@pytest.fixture(scope="module")
def network(digits):
    X, y, *_ = digits
    return trained(scaled(X), y)[0]


SAYS = r": X holds numbers from {}; expected some like those that the network has learned from, from 0 to 1, 0\.13 on"
SAME, TURN = "prepare both alike, with the same divisor; look at some", "1 - X turns bright paper dark; look at some"
OTHER = {
    "bytes": (lambda X: X, r"0 to 255, 3\d on average", SAME),
    "one image of bytes": (lambda X: X[:1], "0 to 25", SAME),
    "from 0 to 16": (lambda X: X / 16, "0 to 15.9", SAME),
    "divided by 255 twice": (lambda X: X / 255**2, r"0 to 0\.0039", SAME),
    "one image divided twice": (lambda X: X[:1] / 255**2, r"0 to 0\.0039", SAME),
    "divided by 16 too much": (lambda X: X / 255 / 16, r"0 to 0\.06", SAME),
    "standardized": (lambda X: (X / 255 - 0.13) / 0.31, r"-0\.\d+ to 2\.8", SAME),
    "bright paper": (lambda X: 1 - X / 255, r"0 to 1, 0\.88 on average", TURN),
    "one image on bright paper": (lambda X: 1 - X[:1] / 255, r"0\S* to 1, 0\.9", TURN),
    "photos": (lambda X: 0.8 - 0.6 * X / 255, r"0\.2 to 0\.8, 0\.7\d on", TURN),
    "much more ink": (lambda X: np.minimum(X / 255 + 0.16, 1), r"0\.16 to 1, 0\.2\d on", SAME),
}


@pytest.mark.parametrize("kind", OTHER)
def test_pictures_that_differ_by_far_are_told_with_what_to_do(digits, network, kind):
    _, _, X_test, y_test = digits
    change, numbers, hint = OTHER[kind]
    X = change(X_test)
    for name, call in {
        "predict": lambda: network.predict(X),
        "predict_proba": lambda: network.predict_proba(X),
        "evaluate": lambda: evaluate(network, LOSS, X, y_test[: len(X)]),
    }.items():
        with pytest.warns(InputWarning) as caught:
            call()
        (warning,) = caught
        assert warning.filename == __file__  # the line of the user
        said = str(warning.message)
        assert re.match(f"{name}{SAYS.format(numbers + '.*')}", said), said
        assert f"Hint: {hint}" in said
        assert said.endswith("no such number tells which way up they are")


def test_the_hint_followed_is_silent(digits, network):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        network.predict(1 - (1 - scaled(digits[2])))
        network.predict(ScaledBytes(digits[2]))


def assert_silent(network, X, n_at_once):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for start in range(0, len(X), n_at_once):
            network.predict(X[start : start + n_at_once])


@pytest.mark.parametrize("n_at_once", [1, 10, 2_000])
def test_no_false_alarm_on_mnist(digits, network, n_at_once):
    assert_silent(network, scaled(digits[2]), n_at_once)


def test_no_false_alarm_on_one_class_alone_or_on_changed_images(digits, network):
    _, _, X_test, y_test = digits
    X = scaled(X_test)
    rng = np.random.default_rng(0)
    for k in range(10):
        assert_silent(network, X[y_test == k], 2_000)
    assert_silent(network, distort_images(X, rng=rng), 500)
    assert_silent(network, shift_images(X, rng=rng), 500)
    assert_silent(network, X + rng.normal(0, 0.2, X.shape), 500)
    assert_silent(network, np.roll(X, 20, axis=1) * (np.arange(784) % 28 > 26), 41)  # hardly any ink is left
    assert_silent(network, 0 * X, 500)
    assert_silent(network, X * (rng.random(X.shape) < 0.8), 500)
    assert_silent(network, np.rot90(X.reshape(-1, 28, 28), axes=(1, 2)).reshape(-1, 784), 500)  # nobody can know


@pytest.mark.parametrize("n_at_once", [1, 10, 299])
def test_no_false_alarm_on_scikit_learns_digits(n_at_once, capsys):
    found = load_images(load_digits())
    network, _ = trained(*found.train)
    assert_silent(network, found.val[0], n_at_once)
    with pytest.warns(InputWarning, match="with the same divisor"):
        network.predict(load_digits().data)
    with pytest.warns(InputWarning, match="1 - X turns"):
        network.predict(1 - found.val[0])
    capsys.readouterr()


def like_clothes(n_samples):
    """Pictures of which some are almost full, as Fashion-MNIST's are: means 0.29 with standard deviation 0.13."""
    rng = np.random.default_rng(0)
    share = np.clip(rng.normal(0.4, 0.17, (n_samples, 1)), 0.03, 0.9)
    X = (rng.random((n_samples, 784)) < share) * rng.uniform(0.4, 1.0, (n_samples, 784))
    return X.astype(np.float32), np.arange(n_samples) % 10


def test_pictures_with_much_ink_are_told_from_inverted_ones_where_there_are_some():
    X, y = like_clothes(3_000)
    network, _ = trained(X[:1_500], y[:1_500])
    learned = network.learned_from
    assert learned.mean == pytest.approx(0.29, abs=0.02)
    assert learned.spread == pytest.approx(0.12, abs=0.02)
    assert_silent(network, X[1_500:], 1)
    assert_silent(network, X[1_500:], 1_500)
    with pytest.warns(InputWarning, match="1 - X turns"):
        network.predict(1 - X[1_500:1_600])
    assert_silent(network, 1 - X[1_500:1_505], 1)  # one alone might be a full picture


def test_photographs_neither_dark_nor_bright_are_not_taken_for_inverted_ones():
    """Means of 0.47 with standard deviation 0.12, as of photographs in gray: a class may well be the bright ones."""
    rng = np.random.default_rng(0)
    X = np.clip(rng.normal(0.47, 0.12, (2_000, 1)) + rng.normal(0, 0.2, (2_000, 784)), 0, 1)
    network, _ = trained(X, np.arange(2_000) % 10)
    assert_silent(network, X[X.mean(axis=1) > 0.55], 500)


def test_few_pictures_to_learn_from_are_a_weak_reason_for_an_alarm():
    X = np.clip(np.random.default_rng(1).normal(0.2, 0.06, (2_000, 1)) * np.ones(784), 0, 1)
    dark = X[X.mean(axis=1) < 0.17][:3]
    network, _ = trained(dark, [0, 1, 2], batch_size=3)
    assert_silent(network, X, 2_000)


def test_pictures_of_one_mean_and_one_picture_alone_raise_no_alarm():
    X = np.abs(np.random.default_rng(0).normal(size=(200, 64)))
    X /= X.mean(axis=1, keepdims=True)
    network, _ = trained(X[:100], np.arange(100) % 10)
    assert_silent(network, X[100:], 1)
    alone, _ = trained(X[:1], [3], batch_size=1)
    assert_silent(alone, X[1:], 50)


def test_other_data_than_pictures_are_not_watched():
    X = np.random.default_rng(0).random((100, 63))
    network, _ = trained(X, np.arange(100) % 10)
    assert network.learned_from is None
    assert_silent(network, 1_000 * X, 100)


def test_what_was_learned_from_goes_with_the_network_and_follows_the_last_training(digits, network, tmp_path):
    X, y, X_test, _ = digits
    path = tmp_path / "model.npz"
    save(network, path)
    twin = load(path)
    assert twin.learned_from == network.learned_from
    with pytest.warns(InputWarning, match="1 - X turns"):
        twin.predict(1 - scaled(X_test))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # to go on with another set is a decision, not a slip
        settings = {"n_epochs": 1, "batch_size": 64, "rng": np.random.default_rng(0), "progress": False}
        fit(twin, LOSS, SGD(0.1), 1 - scaled(X), y, **settings)
        twin.predict(1 - scaled(X_test))


def test_a_file_of_an_earlier_version_is_read_and_says_nothing(digits, network, tmp_path):
    path = tmp_path / "model.npz"
    save(network, path)
    with np.load(path) as file:
        arrays = dict(file)
    header = json.loads(str(arrays["header"]))
    assert header.pop("learned_from")[0] == 1_000
    np.savez(path, **arrays | {"header": np.array(json.dumps(header))})
    old = load(path)
    assert old.learned_from is None
    assert_silent(old, digits[2], 2_000)
    np.savez(path, **arrays | {"header": np.array(json.dumps(header | {"learned_from": [1, "a"]}))})
    with pytest.raises(ValueError, match=r"model\.npz is not a usable mlpkit model file"):
        load(path)


def test_nothing_is_remembered_of_a_training_that_was_refused(digits):
    X, y, *_ = digits
    network = mlp([784, 10], rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match="batch_size"):
        fit(network, LOSS, SGD(0.1), scaled(X), y, n_epochs=1, batch_size=0, rng=np.random.default_rng(0))
    assert network.learned_from is None
