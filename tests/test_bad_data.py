"""Whatever somebody passes as X: what is taken, what is refused and in which words, and that nothing is lost by it.

The catalogue of bad data, entry by entry. Labels are in ``test_bad_labels.py``, settings in ``test_bad_settings.py``,
faults while training in ``test_faults.py``, files in ``test_storage.py`` and ``test_datasets_idx.py``.
"""

import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from trained import Trained, X, Y

from mlpkit import (
    Perceptron,
    ReLUPerceptron,
    evaluate,
    iterate_minibatches,
    mlp,
    train_step,
)

# What takes a batch, the name it gives to it in an error message, and how it is called.
NETWORK_CALLS = {
    "fit": ("fit: X", lambda one, X, y: one.fit(X, y)),
    "fit, for validation": ("fit: validation_data: X", lambda one, X_val, y: one.fit(X, Y, validation_data=(X_val, y))),
    "evaluate": ("evaluate: X", lambda one, X, y: evaluate(one.network, one.loss, X, y)),
    "train_step": (
        "train_step: X",
        lambda one, X, y: train_step(one.network, one.loss, one.optimizer, X, y),
    ),
    "forward": ("Sequential.forward: X", lambda one, X, y: one.network.forward(X)),
    "forward in training": ("Sequential.forward: X", lambda one, X, y: one.network.forward(X, training=True)),
    "predict": ("Sequential.forward: X", lambda one, X, y: one.network.predict(X)),
    "predict_proba": ("Sequential.forward: X", lambda one, X, y: one.network.predict_proba(X)),
    "trace_step": ("trace_step: X", lambda one, X, y: one.network.trace_step(X, y, one.loss)),
}
NEURON_CALLS = {
    "fit": lambda neuron, X, y: neuron.fit(X, y, n_epochs=2, rng=np.random.default_rng(0)),
    "forward": lambda neuron, X, y: neuron.forward(X),
}
NEURONS = {
    "Perceptron": lambda: Perceptron(3),
    "ReLUPerceptron": lambda: ReLUPerceptron(3, rng=np.random.default_rng(0)),
}


def named(catalogue):
    """The entries of a catalogue as parameters with their names as ids."""
    entries = {name: entry if isinstance(entry, tuple) else (entry,) for name, entry in catalogue.items()}
    return [pytest.param(*entry, id=name) for name, entry in entries.items()]


def fingerprint(data):
    """Everything that a caller could see change in the data."""
    if isinstance(data, np.ndarray) and not isinstance(data, np.ma.MaskedArray):
        return data.tobytes(), str(data.dtype), data.shape, data.strides, data.flags.writeable
    if hasattr(data, "to_dict"):  # a pickle of pandas' objects holds what they remember for speed, too
        return repr(data.to_dict()), data.index.tolist(), str(data.dtypes)
    return repr(data) if hasattr(data, "__next__") else pickle.dumps(data)


def changed(row, column, value, dtype=np.float32):
    """X with one entry replaced."""
    data = X.astype(dtype)
    data[row, column] = value
    return data


def images():
    return np.zeros((6, 28, 28), np.float32)


# --- what is refused everywhere ------------------------------------------------------------------------------

SHAPE = r"must have shape \(n_samples, n_features\); got shape"
REFUSED = {
    "None": (lambda: None, TypeError, r"is None; expected an array of numbers\. Hint: was a return forgotten\?"),
    "ragged": (
        lambda: [[1, 2, 3], [4, 5]],
        ValueError,
        "is ragged; expected an array of numbers, all rows of one length. Hint: print",
    ),
    "0-d": (lambda: np.float32(3), ValueError, SHAPE + r" \(\)\. Hint: a batch is a table"),
    "1-d": (lambda: X[0], ValueError, SHAPE + r" \(3,\)\. Hint: np\.reshape\(X, \(1, -1\)\) makes a batch"),
    "images (n, 28, 28)": (images, ValueError, SHAPE + r" \(6, 28, 28\)\. Hint: np\.reshape\(X, \(len\(X\), -1\)\)"),
    "empty list": (lambda: [], ValueError, SHAPE + r" \(0,\)\. Hint: the list is empty"),
    "complex": (lambda: X + 1j, TypeError, r"has dtype complex64; expected real numbers\. Hint: np\.real"),
    "object": (lambda: X.astype(object), TypeError, r"has dtype object; expected real numbers\. Hint: np\.asarray"),
    "strings": (lambda: X.astype(str), TypeError, r"has dtype <U32; expected real numbers\. Hint: np\.asarray"),
    "byte strings": (lambda: X.astype("S8"), TypeError, r"has dtype \|S8; expected real numbers\. Hint: np\.asarray"),
    "dates": (lambda: np.zeros((6, 3), "M8[D]"), TypeError, r"has dtype datetime64\[D\]; expected real numbers"),
    "named columns of NumPy": (lambda: np.zeros(6, [("a", "f4")]), TypeError, "has dtype .*; expected real numbers"),
    "masked array": (lambda: np.ma.masked_array(X), TypeError, r"is a masked array; .* Hint: .* \.filled\(value\)"),
    "DataFrame with text": (
        lambda: pd.DataFrame(X).assign(name="a"),
        TypeError,
        "has dtype object; expected real numbers",
    ),
    "sparse matrix": (lambda: sparse.csr_matrix(X), TypeError, r"\(csr_matrix\); .* of numbers. Hint: X\.toarray\(\)"),
    "sparse array": (lambda: sparse.coo_array(X), TypeError, r"\(coo_array\); .* of numbers. Hint: X\.toarray\(\)"),
    "dict": (lambda: {"X": 1}, TypeError, r"is \{'X': 1\} \(dict\); expected an array of numbers. Hint: np\.array"),
    "generator": (
        lambda: (row for row in X),
        TypeError,
        r"\(generator\); expected an array of numbers. Hint: ",
    ),
    "fewer features": (lambda: X[:, :2], ValueError, r"has 2 columns but .* n_in=3; got X of shape \(6, 2\)"),
    "more features": (lambda: np.hstack([X, X]), ValueError, r"has 6 columns but .* n_in=3; got X of shape \(6, 6\)"),
}
TOO_LARGE = {
    "1e40 into float32": (
        lambda: changed(4, 1, 1e40, np.float64),
        ValueError,
        r"holds 1e\+40 at index \(4, 1\); expected numbers up to 3\.4e\+38, the largest float32\. Hint: divide",
    ),
    "-1e300 into float32": (
        lambda: changed(0, 2, -1e300, np.float64).tolist(),
        ValueError,
        r"holds -1e\+300 at index \(0, 2\); expected numbers up to 3\.4e\+38",
    ),
}


@pytest.mark.parametrize(("name", "call"), named(NETWORK_CALLS))
@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED | TOO_LARGE))
def test_a_network_refuses_by_name_and_nothing_has_changed(make, error, message, name, call, capsys):
    one, data = Trained(), make()
    before, state = fingerprint(data), one.state()
    with pytest.raises(error, match=f"^{name} (?s:.*){message}"):
        call(one, data, Y)
    assert one.state() == state
    assert fingerprint(data) == before
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("make_neuron", named(NEURONS))
@pytest.mark.parametrize("call", named(NEURON_CALLS))
@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED))
def test_a_neuron_refuses_by_name_and_nothing_has_changed(make, error, message, call, make_neuron):
    neuron, data = make_neuron(), make()
    before, state = fingerprint(data), pickle.dumps(neuron)
    with pytest.raises(error, match=rf"^{type(neuron).__name__}\.(fit|forward): X (?s:.*){message}"):
        call(neuron, data, Y % 2)
    assert pickle.dumps(neuron) == state
    assert fingerprint(data) == before


def test_the_instruments_above_would_notice_a_change():
    one, data = Trained(), X.copy()
    state, before = one.state(), fingerprint(data)
    one.network.forward(X, training=True)  # draws dropout masks
    assert one.state() != state
    data[0, 0] += 1
    assert fingerprint(data) != before


# --- NaN and infinity: refused where somebody learns or is judged by them --------------------------------------

NOT_FINITE = {"NaN": np.nan, "+inf": np.inf, "-inf": -np.inf}
CHECKED = [name for name in NETWORK_CALLS if name in ("fit", "fit, for validation", "evaluate")]
PREDICTIONS = ["predict", "predict_proba"]


@pytest.mark.parametrize("value", named(NOT_FINITE))
@pytest.mark.parametrize("call_name", CHECKED)
def test_nan_and_infinity_are_refused_with_their_place(value, call_name):
    name, call = NETWORK_CALLS[call_name]
    one, data = Trained(), changed(4, 1, value)
    before, state = fingerprint(data), one.state()
    message = r"holds 1 value\(s\) that are NaN or infinite, the first at index \(4, 1\); expected finite .* Hint: look"
    with pytest.raises(ValueError, match=f"^{name} {message}"):
        call(one, data, Y)
    assert one.state() == state
    assert fingerprint(data) == before


@pytest.mark.parametrize("value", named(NOT_FINITE))
@pytest.mark.parametrize("method", PREDICTIONS)
def test_a_sample_with_nan_or_infinity_gets_no_label(value, method):
    """The argmax of NaN is class 0: an answer that looks like any other."""
    one = Trained()
    with pytest.raises(ValueError, match=r"X holds 1 value\(s\) that are NaN or infinite, the first at index \(4, 1\)"):
        getattr(one.network, method)(changed(4, 1, value))


@pytest.mark.parametrize("value", named(NOT_FINITE))
@pytest.mark.parametrize("make_neuron", named(NEURONS))
def test_a_neuron_refuses_to_learn_from_nan_and_infinity(value, make_neuron):
    neuron = make_neuron()
    state = pickle.dumps(neuron)
    with pytest.raises(ValueError, match=r"\.fit: X holds 1 value\(s\) .* the first at index \(4, 1\)"):
        neuron.fit(changed(4, 1, value), Y % 2, n_epochs=2, rng=np.random.default_rng(0))
    assert pickle.dumps(neuron) == state


def test_in_a_forward_pass_nan_stays_visible_in_its_own_row():
    network = mlp([3, 4, 3], rng=np.random.default_rng(1))
    logits = network.forward(changed(4, 1, np.nan))
    assert np.isnan(logits[4]).all()
    np.testing.assert_allclose(np.delete(logits, 4, axis=0), np.delete(network.forward(X), 4, axis=0), rtol=1e-5)


@pytest.mark.parametrize("value", named(NOT_FINITE))
def test_a_single_step_on_nan_or_infinity_raises_and_moves_no_parameter(value):
    one = Trained()
    before = pickle.dumps((one.network.params, one.optimizer))
    with pytest.raises(FloatingPointError, match=r"the loss is|its gradient holds NaN or infinity"):
        train_step(one.network, one.loss, one.optimizer, changed(4, 1, value), Y)
    assert pickle.dumps((one.network.params, one.optimizer)) == before


# --- no samples, one sample ----------------------------------------------------------------------------------


@pytest.mark.parametrize("call_name", CHECKED)
def test_no_samples_are_refused_where_there_is_something_to_average(call_name):
    name, call = NETWORK_CALLS[call_name]
    one = Trained()
    state = one.state()
    with pytest.raises(ValueError, match=rf"^{name} has shape \(0, 3\); expected at least one sample"):
        call(one, X[:0], Y[:0])
    assert one.state() == state


@pytest.mark.parametrize("make_neuron", named(NEURONS))
def test_a_neuron_needs_a_sample_too(make_neuron):
    with pytest.raises(ValueError, match=r"fit: X has shape \(0, 3\); expected at least one sample"):
        make_neuron().fit(X[:0], Y[:0], n_epochs=2, rng=np.random.default_rng(0))


def test_a_step_without_samples_is_refused_and_moves_no_parameter():
    one = Trained()
    before = pickle.dumps((one.network.params, one.optimizer))
    with pytest.raises(ValueError, match=r"^train_step: X has shape \(0, 3\); expected at least one sample"):
        train_step(one.network, one.loss, one.optimizer, X[:0], Y[:0])
    assert pickle.dumps((one.network.params, one.optimizer)) == before


def test_no_samples_have_no_labels():
    network = Trained().network
    assert network.predict(X[:0]).shape == (0,)
    assert network.predict_proba(X[:0]).shape == (0, 3)
    assert network.forward(X[:0]).shape == (0, 3)
    assert list(iterate_minibatches(X[:0], Y[:0], 4, rng=np.random.default_rng(0))) == []


def test_one_sample_is_data_too():
    one = Trained()
    history = one.fit(X[:1], Y[:1], validation_data=(X[1:2], Y[1:2]), n_epochs=3)
    assert len(history.step_loss) == history.n_epochs == 3
    assert set(history.step_accuracy) <= {0.0, 1.0}
    assert np.isfinite([*history.step_loss, *history.val_loss]).all()
    assert one.network.predict(X[:1]).tolist() == one.network.predict(X)[:1].tolist()


# --- what is taken as it is ----------------------------------------------------------------------------------


def as_memmap(folder):
    """The data in a file that may only be read."""
    path = folder / "X.dat"
    X.tofile(path)
    return np.memmap(path, np.float32, mode="r", shape=X.shape)


def as_big_endian_file(folder):
    path = folder / "X.dat"
    X.astype(">f4").tofile(path)
    return np.memmap(path, ">f4", mode="r", shape=X.shape)


TAKEN = {
    "list": lambda folder: X.tolist(),
    "tuple of rows": lambda folder: tuple(X),
    "uint8": lambda folder: X.astype(np.uint8),
    "bool": lambda folder: X > 3,
    "int": lambda folder: X.astype(np.int64) - 4,
    "float16": lambda folder: X.astype(np.float16),
    "float64": lambda folder: X.astype(np.float64),
    "long double": lambda folder: X.astype(np.longdouble),
    "big-endian": lambda folder: X.astype(">f4"),
    "Fortran order": lambda folder: np.asfortranarray(X),
    "negative strides": lambda folder: X[::-1, ::-1],
    "a part of a larger array": lambda folder: np.repeat(np.hstack([X, X]), 2, axis=0)[::2, :3],
    "one row for all": lambda folder: np.broadcast_to(X[0], X.shape),
    "read-only": lambda folder: X,
    "read-only memmap": as_memmap,
    "read-only memmap, big-endian": as_big_endian_file,
    "matrix": lambda folder: np.asmatrix(X),
    "DataFrame": lambda folder: pd.DataFrame(X, columns=["a", "b", "c"]),
    "DataFrame of several dtypes": lambda folder: pd.DataFrame(X).astype({0: np.uint8, 1: np.float64}),
    "DataFrame in another order": lambda folder: pd.DataFrame(X, index=[5, 3, 1, 0, 2, 4]),
}


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
@pytest.mark.parametrize("make", named(TAKEN))
def test_what_is_made_of_numbers_is_learned_from_like_an_array_and_stays_as_it_is(make, tmp_path):
    data = make(tmp_path)
    plain = np.array(np.asarray(data), dtype=np.float32, order="C")
    before, files = fingerprint(data), {path: path.read_bytes() for path in tmp_path.iterdir()}
    one, other = Trained(), Trained()
    history = one.fit(data, Y, validation_data=(data, Y))
    expected = other.fit(plain, Y, validation_data=(plain, Y))
    np.testing.assert_allclose(history.step_loss, expected.step_loss, rtol=1e-4)
    np.testing.assert_allclose(history.val_loss, expected.val_loss, rtol=1e-4)
    assert {W.dtype for W in one.network.params} == {np.dtype(np.float32)}
    np.testing.assert_allclose(one.network.forward(data), other.network.forward(plain), rtol=1e-3, atol=1e-4)
    assert one.network.forward(data).dtype == np.float32
    assert one.network.predict(data).shape == (6,)
    assert fingerprint(data) == before
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
@pytest.mark.parametrize("make_neuron", named(NEURONS))
@pytest.mark.parametrize("make", named(TAKEN))
def test_a_neuron_takes_the_same(make, make_neuron, tmp_path):
    data = make(tmp_path)
    plain, before = np.array(np.asarray(data), dtype=np.float64, order="C"), fingerprint(data)
    neuron, other = make_neuron(), make_neuron()
    neuron.fit(data, Y % 2, n_epochs=3, rng=np.random.default_rng(0))
    other.fit(plain, Y % 2, n_epochs=3, rng=np.random.default_rng(0))
    np.testing.assert_allclose(neuron.w, other.w, rtol=1e-9)
    np.testing.assert_array_equal(neuron.predict(data), other.predict(plain))
    assert fingerprint(data) == before


# --- mini-batches by hand ------------------------------------------------------------------------------------

BATCHES = {"list": lambda: X.tolist(), "DataFrame": lambda: pd.DataFrame(X)}


@pytest.mark.parametrize("make", named(BATCHES))
def test_mini_batches_of_a_list_or_a_table_are_rows(make):
    rows = np.concatenate([X_batch for X_batch, _ in iterate_minibatches(make(), Y, 4, rng=np.random.default_rng(0))])
    expected = np.concatenate([X_batch for X_batch, _ in iterate_minibatches(X, Y, 4, rng=np.random.default_rng(0))])
    np.testing.assert_array_equal(rows, expected)


def test_mini_batches_of_a_square_table_are_rows_not_columns():
    """pandas understands table[[0, 2]] as two columns; with as many columns as rows, that raises nothing."""
    table = pd.DataFrame(np.arange(9.0).reshape(3, 3))
    for X_batch, y_batch in iterate_minibatches(table, np.arange(3), 2, rng=np.random.default_rng(0)):
        np.testing.assert_array_equal(np.asarray(X_batch)[:, 0] // 3, y_batch)


@pytest.mark.parametrize("make", [lambda: None, lambda: sparse.csr_matrix(X)], ids=["None", "sparse"])
def test_mini_batches_of_nothing_or_of_a_sparse_matrix_are_refused(make):
    with pytest.raises(TypeError, match=r"^iterate_minibatches: X .*; expected .* Hint: "):
        iterate_minibatches(make(), Y, 4, rng=np.random.default_rng(0))
