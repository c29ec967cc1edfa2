"""Whatever somebody passes as y: what is taken, what is refused and in which words, and that nothing is lost by it.

The catalogue of bad labels, entry by entry. The metrics have theirs in ``test_metrics.py``.
"""

import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from trained import Trained, X, Y

from mlpkit import (
    SGD,
    Adam,
    BinaryCrossEntropy,
    CrossEntropy,
    MeanAbsoluteError,
    MeanSquaredError,
    Perceptron,
    ReLUPerceptron,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    evaluate,
    fit,
    mlp,
    softmax,
    train_step,
)

CALLS = {
    "fit": lambda one, y: one.fit(X, y),
    "fit, for validation": lambda one, y: one.fit(X, Y, validation_data=(X, y)),
    "evaluate": lambda one, y: evaluate(one.network, one.loss, X, y),
    "loss.value": lambda one, y: one.loss.value(X, y),
    "loss.gradient": lambda one, y: one.loss.gradient(X, y),
    "loss.n_correct": lambda one, y: one.loss.n_correct(X, y),
}
NEURONS = {
    "Perceptron": lambda: Perceptron(3),
    "ReLUPerceptron": lambda: ReLUPerceptron(3, rng=np.random.default_rng(0)),
}


def named(catalogue):
    """The entries of a catalogue as parameters with their names as ids."""
    entries = {name: entry if isinstance(entry, tuple) else (entry,) for name, entry in catalogue.items()}
    return [pytest.param(*entry, id=name) for name, entry in entries.items()]


def fingerprint(labels):
    """Everything that a caller could see change in the labels."""
    if isinstance(labels, np.ndarray) and not isinstance(labels, np.ma.MaskedArray) and labels.dtype != object:
        return labels.tobytes(), str(labels.dtype), labels.shape, labels.strides, labels.flags.writeable
    if hasattr(labels, "to_dict"):  # a pickle of pandas' objects holds what they remember for speed, too
        return repr(labels.to_dict()), labels.index.tolist(), str(labels.dtypes)
    return repr(labels) if hasattr(labels, "__next__") else pickle.dumps(labels)


def changed(index, value, dtype=np.int64):
    """The labels with one of them replaced."""
    labels = Y.astype(dtype)
    labels[index] = value
    return labels


# --- what is refused everywhere ------------------------------------------------------------------------------

KIND = "expected integer labels. Hint: "
REFUSED = {
    "None": (lambda: None, TypeError, r"is None; expected integer labels. Hint: was a return forgotten\?"),
    "one too few": (lambda: Y[:5], ValueError, "has 5 labels for 6 samples; expected one label a sample. Hint: were X"),
    "one too many": (lambda: np.append(Y, 0), ValueError, "has 7 labels for 6 samples; expected one label a sample"),
    "none at all": (lambda: [], ValueError, "has 0 labels for 6 samples"),
    "column (n, 1)": (lambda: Y[:, None], ValueError, r"got shape \(6, 1\). Hint: np.ravel\(y\) turns a column"),
    "row (1, n)": (lambda: Y[None], ValueError, r"must be integer labels of shape \(n_samples,\); got shape \(1, 6\)"),
    "one-hot, float": (lambda: np.eye(3)[Y], ValueError, r"got shape \(6, 3\). Hint: np.argmax\(y, axis=1\) turns"),
    "one-hot, int": (lambda: np.eye(3, dtype=int)[Y], ValueError, r"got shape \(6, 3\). Hint: np.argmax\(y, axis=1\)"),
    "one number": (lambda: 1, ValueError, r"got shape \(\). Hint: a list with one whole number for each sample"),
    "ragged": (lambda: [[0], [1, 2]], ValueError, "is ragged; expected integer labels, all rows of one length"),
    "float 1.0": (lambda: Y * 1.0, TypeError, rf"has dtype float64; {KIND}np.asarray\(y, dtype=int\)"),
    "float32 1.0": (lambda: Y.astype(np.float32), TypeError, rf"has dtype float32; {KIND}np.asarray\(y, dtype=int\)"),
    "float 1.5": (lambda: changed(4, 1.5, float), TypeError, f"float64 and holds 1.5 at index 4; {KIND}for targets"),
    "NaN": (lambda: changed(4, np.nan, float), TypeError, f"float64 and holds nan at index 4; {KIND}drop the samples"),
    "infinity": (lambda: changed(4, np.inf, float), TypeError, f"holds inf at index 4; {KIND}drop the samples"),
    "negative": (
        lambda: changed(4, -1),
        ValueError,
        "holds the label -1; expected labels from 0 to 2.*Hint: classes =",
    ),
    "too large": (lambda: changed(4, 3), ValueError, "holds the label 3; expected labels from 0 to 2.*does the last"),
    "far too large": (lambda: changed(4, 2**63, np.uint64), ValueError, f"holds the label {2**63}; expected labels"),
    "beyond every integer": (lambda: [10**30] * 6, TypeError, f"has dtype object; {KIND}"),
    "strings": (lambda: Y.astype(str), TypeError, rf"has dtype <U21; {KIND}np.asarray\(y, dtype=int\)"),
    "names": (lambda: ["cat", "dog", "eel"] * 2, TypeError, f"has dtype <U3; {KIND}classes = sorted"),
    "objects": (lambda: Y.astype(object), TypeError, f"has dtype object; {KIND}classes = sorted"),
    "bool": (lambda: Y > 0, TypeError, rf"has dtype bool; {KIND}np.asarray\(y, dtype=int\)"),
    "mixed with text": (lambda: [0, "1", 2.0, 0, 1, 2], TypeError, f"has dtype <U32; {KIND}"),
    "mixed numbers": (lambda: [0, 1.5, True, 0, 1, 2], TypeError, f"holds 1.5 at index 1; {KIND}"),
    "complex": (lambda: Y + 1j, TypeError, f"has dtype complex128; {KIND}"),
    "masked": (
        lambda: np.ma.masked_array(Y, Y == 1),
        TypeError,
        f"is a masked array; {KIND}leave out what is masked, from X and y",
    ),
    "sparse": (lambda: sparse.csr_array([Y]), TypeError, rf"is a sparse matrix \(csr_array\); {KIND}\w+.toarray\(\)$"),
    "DataFrame of one column": (lambda: pd.DataFrame(Y), ValueError, r"got shape \(6, 1\). Hint: np.ravel\(y\)"),
    "categories": (lambda: pd.Series(list("abcabc"), dtype="category"), TypeError, f"has dtype (object|<U1); {KIND}"),
    "a gap in a nullable Series": (lambda: pd.Series([0, None, 2] * 2, dtype="Int64"), TypeError, KIND),
    "dict": (lambda: {0: 1}, ValueError, r"got shape \(\). Hint: a list with one whole number for each sample"),
    "generator": (lambda: (label for label in Y), ValueError, r"got shape \(\). Hint: a list"),
}


@pytest.mark.parametrize("call", named(CALLS))
@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED))
def test_a_loss_with_classes_refuses_by_name_and_nothing_has_changed(make, error, message, call):
    one, labels = Trained(), make()
    before, state = fingerprint(labels), one.state()
    with pytest.raises(error, match=f"^SoftmaxCrossEntropy: y_true (?s:.*){message}"):
        call(one, labels)
    assert one.state() == state
    assert fingerprint(labels) == before


@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED))
def test_a_single_step_refuses_and_moves_no_parameter(make, error, message):
    one, labels = Trained(), make()
    before = fingerprint(labels), pickle.dumps((one.network.params, one.optimizer))
    with pytest.raises(error, match=f"^SoftmaxCrossEntropy: y_true (?s:.*){message}"):
        train_step(one.network, one.loss, one.optimizer, X, labels)
    assert (fingerprint(labels), pickle.dumps((one.network.params, one.optimizer))) == before


@pytest.mark.parametrize("make_neuron", named(NEURONS))
@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED))
def test_a_neuron_refuses_by_name_and_nothing_has_changed(make, error, message, make_neuron):
    """It knows the labels 0 and 1 only."""
    neuron, labels = make_neuron(), make()
    before, state = fingerprint(labels), pickle.dumps(neuron)
    message = message.replace("from 0 to 2", "from 0 to 1")
    with pytest.raises(error, match=rf"^{type(neuron).__name__}\.fit: y (?s:.*){message}"):
        neuron.fit(X, labels, n_epochs=2, rng=np.random.default_rng(0))
    assert pickle.dumps(neuron) == state
    assert fingerprint(labels) == before


# --- what is taken as it is ----------------------------------------------------------------------------------

TAKEN = {
    "list": lambda: Y.tolist(),
    "tuple": lambda: tuple(Y),
    "range": lambda: range(6),
    "int8": lambda: Y.astype(np.int8),
    "uint8": lambda: Y.astype(np.uint8),
    "uint64": lambda: Y.astype(np.uint64),
    "big-endian": lambda: Y.astype(">i4"),
    "read-only": lambda: Y,
    "negative strides": lambda: Y[::-1],
    "a column of a table": lambda: np.column_stack([Y, Y])[:, 1],
    "Series": lambda: pd.Series(Y),
    "Series in another order": lambda: pd.Series(Y, index=[5, 3, 1, 0, 2, 4]),
    "nullable Series without a gap": lambda: pd.Series(Y, dtype="Int64"),
}


@pytest.mark.parametrize("make", named(TAKEN))
def test_integers_of_every_kind_are_labels_and_stay_as_they_are(make):
    labels = make()
    n_outputs = int(max(labels)) + 1
    before, results = fingerprint(labels), []
    for y in (labels, np.array(labels, dtype=np.int64)):
        network = mlp([3, 4, n_outputs], rng=np.random.default_rng(0))
        settings = {"n_epochs": 3, "batch_size": 4, "rng": np.random.default_rng(1), "progress": False}
        history = fit(network, SoftmaxCrossEntropy(), Adam(0.05), X, y, validation_data=(X, y), **settings)
        numbers = history.step_loss, history.val_loss, history.val_accuracy
        results.append((numbers, [W.tolist() for W in network.params]))
    assert results[0] == results[1]
    assert fingerprint(labels) == before


@pytest.mark.parametrize("dtype", [np.uint8, np.int8])
@pytest.mark.parametrize("loss", [SoftmaxCrossEntropy(), CrossEntropy()], ids=["SoftmaxCrossEntropy", "CrossEntropy"])
def test_no_arithmetic_is_done_in_the_one_byte_of_the_labels(loss, dtype):
    """120 classes and 300 samples: in one byte, neither row times column nor a count of samples has room."""
    rng = np.random.default_rng(0)
    y, outputs = rng.integers(0, 120, size=300), rng.normal(size=(300, 120))
    if isinstance(loss, CrossEntropy):
        outputs = softmax(outputs)
    small = y.astype(dtype)
    assert loss.value(outputs, small) == loss.value(outputs, y)
    np.testing.assert_array_equal(loss.gradient(outputs, small), loss.gradient(outputs, y))
    assert loss.n_correct(np.eye(120)[y], small) == 300.0
    network = mlp([3, 120], rng=rng)
    features = rng.normal(size=(300, 3))
    assert evaluate(network, SoftmaxCrossEntropy(), features, small) == evaluate(
        network, SoftmaxCrossEntropy(), features, y
    )


def test_unsigned_labels_are_subtracted_from_nothing():
    """A neuron's error is label minus answer: -1 in one unsigned byte would be 255."""
    for make in NEURONS.values():
        results = []
        for dtype in (np.uint8, np.int64):
            neuron = make()
            history = neuron.fit(X, (Y % 2).astype(dtype), n_epochs=4, rng=np.random.default_rng(0))
            results.append((history.mistakes, neuron.w.tolist(), neuron.b))
        assert results[0] == results[1]


# --- classes that are missing, alone, or come later ----------------------------------------------------------


def learn(y, n_epochs=300, X=X):
    network = mlp([3, 16, 3], rng=np.random.default_rng(0))
    settings = {"n_epochs": n_epochs, "batch_size": 6, "rng": np.random.default_rng(1), "progress": False}
    return network, fit(network, SoftmaxCrossEntropy(), Adam(0.05), X, y, **settings)


def test_gaps_between_the_labels_are_no_error():
    """Nobody is of class 1: it is learned that nobody is."""
    y = np.array([0, 2, 2, 0, 0, 2])
    network, history = learn(y)
    assert history.train_accuracy[-1] == 1.0
    assert network.predict(X).tolist() == y.tolist()
    assert network.predict_proba(X)[:, 1].max() < 0.01


def test_one_class_only_is_no_error():
    network, history = learn(np.full(6, 2))
    assert history.train_accuracy[-1] == 1.0
    assert 0.0 <= history.train_loss[-1] < 0.01
    assert network.predict(X).tolist() == [2] * 6


def test_an_unseen_class_in_the_validation_data_is_a_mistake_and_no_error():
    network, _ = learn(Y % 2)
    evaluation = evaluate(network, SoftmaxCrossEntropy(), X, np.full(6, 2))
    assert evaluation.accuracy == 0.0
    assert np.isfinite(evaluation.loss)


def test_an_unseen_class_later_is_learned_where_there_is_an_output_for_it():
    network, _ = learn(Y % 2)
    settings = {"n_epochs": 300, "batch_size": 6, "rng": np.random.default_rng(1), "progress": False}
    fit(network, SoftmaxCrossEntropy(), Adam(0.05), X, Y, **settings)
    assert network.predict(X).tolist() == Y.tolist()


def test_an_unseen_class_later_is_refused_where_there_is_no_output_for_it():
    """The network that was trained already stays as it was, to the last bit."""
    one = Trained()
    state = one.state()
    for call in CALLS.values():
        with pytest.raises(ValueError, match=r"holds the label 3; .* 3 outputs\. Hint: does the last layer"):
            call(one, changed(5, 3))
    assert one.state() == state


# --- targets that are numbers --------------------------------------------------------------------------------

ENTRY_LOSSES = [MeanAbsoluteError(), MeanSquaredError(), BinaryCrossEntropy()]
TARGETS = np.array([[0.0], [1.0], [0.0], [1.0], [0.0], [1.0]])
TARGETS.flags.writeable = False
PLACE = r"holds 1 value\(s\) that are NaN or infinite, the first at index \(4, 0\)"


def with_target(value):
    targets = TARGETS.copy()
    targets[4] = value
    return targets


REFUSED_TARGETS = {
    "None": (lambda: None, TypeError, "y_true is None; expected an array of numbers"),
    "row for a column": (lambda: TARGETS.ravel(), ValueError, r"shape \(6, 1\) but y_true has shape \(6,\).* a column"),
    "length mismatch": (lambda: TARGETS[:5], ValueError, r"y_pred has shape \(6, 1\) but y_true has shape \(5, 1\)"),
    "one number for all": (lambda: 1.0, ValueError, r"y_pred has shape \(6, 1\) but y_true has shape \(\)"),
    "strings": (lambda: TARGETS.astype(str), TypeError, "y_true has dtype <U32; expected real numbers"),
    "ragged": (lambda: [[0], [1, 2]], ValueError, "y_true is ragged"),
    "masked": (lambda: np.ma.masked_array(TARGETS), TypeError, "y_true is a masked array"),
    "sparse": (lambda: sparse.csr_array(TARGETS), TypeError, "y_true is a sparse matrix"),
    "complex": (lambda: TARGETS + 1j, TypeError, "y_true has dtype complex128"),
}
NOT_FINITE_TARGETS = {"NaN": np.nan, "infinity": np.inf}


def regression(loss):
    layers = mlp([3, 4, 1], rng=np.random.default_rng(0)).layers
    return Sequential([*layers, Sigmoid()] if isinstance(loss, BinaryCrossEntropy) else layers)


def assert_targets_refused(loss, targets, error, message):
    network, optimizer, rng = regression(loss), SGD(0.1, momentum=0.9), np.random.default_rng(0)
    settings = {"n_epochs": 2, "batch_size": 4, "rng": rng, "progress": False}
    fit(network, loss, optimizer, X, TARGETS, **settings)
    before, state = fingerprint(targets), pickle.dumps((network, optimizer, rng))
    for y, settings_too in ((targets, {}), (TARGETS, {"validation_data": (X, targets)})):
        with pytest.raises(error, match=message):
            fit(network, loss, optimizer, X, y, **settings, **settings_too)
    with pytest.raises(error, match=message):
        evaluate(network, loss, X, targets)
    assert pickle.dumps((network, optimizer, rng)) == state
    assert fingerprint(targets) == before


@pytest.mark.parametrize("loss", ENTRY_LOSSES, ids=lambda loss: type(loss).__name__)
@pytest.mark.parametrize(("make", "error", "message"), named(REFUSED_TARGETS))
def test_a_loss_on_numbers_refuses_by_name_and_nothing_has_changed(loss, make, error, message):
    assert_targets_refused(loss, make(), error, f"^{type(loss).__name__}: .*{message}")


@pytest.mark.parametrize("loss", ENTRY_LOSSES[:2], ids=lambda loss: type(loss).__name__)
@pytest.mark.parametrize("value", named(NOT_FINITE_TARGETS))
def test_nan_and_infinity_among_numbers_are_refused_with_their_place(loss, value):
    assert_targets_refused(loss, with_target(value), ValueError, rf"^(fit|fit: validation_data|evaluate): y {PLACE}")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, -1.0, 2.0])
def test_yes_and_no_are_zero_and_one(value):
    assert_targets_refused(BinaryCrossEntropy(), with_target(value), ValueError, "expected 0 or 1|that are NaN")


@pytest.mark.parametrize("loss", ENTRY_LOSSES[:2], ids=lambda loss: type(loss).__name__)
def test_a_target_of_1e40_into_float32_is_refused(loss):
    assert_targets_refused(
        loss, with_target(1e40), ValueError, r"holds 1e\+40 at index \(4, 0\); expected numbers up to"
    )


@pytest.mark.parametrize("loss", ENTRY_LOSSES, ids=lambda loss: type(loss).__name__)
@pytest.mark.parametrize("dtype", [np.uint8, bool, int, np.float32, ">f8"])
def test_numbers_of_every_kind_are_targets(loss, dtype):
    targets, results = TARGETS.astype(dtype), []
    before = fingerprint(targets)
    for y in (targets, TARGETS):
        network = regression(loss)
        settings = {"n_epochs": 2, "batch_size": 4, "rng": np.random.default_rng(0), "progress": False}
        results.append(fit(network, loss, SGD(0.1), X, y, validation_data=(X, y), **settings).step_loss)
    assert results[0] == results[1]
    assert fingerprint(targets) == before
