"""Metrics: counted by hand, compared with scikit-learn, and what they refuse."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn import metrics as sklearn_metrics

from mlpkit import accuracy, classification_report, confusion_matrix, top_mistakes

# Six samples of three classes: class 0 right twice and once called 1, class 1 right once, class 2 called 0 twice.
TRUE, PRED = [0, 0, 0, 1, 2, 2], [0, 0, 1, 1, 0, 0]


@st.composite
def label_pairs(draw):
    """Two arrays of labels of up to seven classes, some of which are missing in one or in both; any integer dtype."""
    n_classes = draw(st.integers(1, 7))
    pairs = draw(st.lists(st.tuples(*[st.integers(0, n_classes - 1)] * 2), min_size=1, max_size=30))
    dtypes = st.sampled_from([np.uint8, np.int8, np.int32, np.int64, np.uint64])
    y_true, y_pred = (np.array(labels, dtype=draw(dtypes)) for labels in zip(*pairs, strict=True))
    return y_true, y_pred, n_classes


class TestByHand:
    def test_accuracy(self):
        assert accuracy(TRUE, PRED) == 0.5
        assert accuracy([3], [3]) == 1.0
        assert accuracy([3], [4]) == 0.0
        assert type(accuracy(TRUE, PRED)) is float

    def test_confusion_matrix_has_the_true_class_in_rows(self):
        counts = confusion_matrix(TRUE, PRED)
        np.testing.assert_array_equal(counts, [[2, 1, 0], [0, 1, 0], [2, 0, 0]])
        assert counts.dtype.kind == "i"
        np.testing.assert_array_equal(confusion_matrix(PRED, TRUE), counts.T)

    def test_confusion_matrix_with_more_classes_than_were_seen(self):
        np.testing.assert_array_equal(confusion_matrix([1], [0], n_classes=3), [[0, 0, 0], [1, 0, 0], [0, 0, 0]])

    def test_classification_report(self):
        """Class 0: called 4 times, right 2 times, there are 3. Class 1: 2, 1 and 1. Class 2: 0, 0 and 2."""
        rows = classification_report(TRUE, PRED)
        assert [row.label for row in rows] == [0, 1, 2]
        assert [row.precision for row in rows] == [0.5, 0.5, 0.0]
        assert [row.recall for row in rows] == pytest.approx([2 / 3, 1.0, 0.0])
        assert [row.f1 for row in rows] == pytest.approx([4 / 7, 2 / 3, 0.0])
        assert [row.support for row in rows] == [3, 1, 2]

    def test_top_mistakes(self):
        """Samples 0, 2, 3 and 5 are wrong, with 0.5, 0.9, 0.5 and 0.7 on the wrong answer; equal ones stay in order."""
        y_proba = [[0.4, 0.5, 0.1], [0.9, 0.1, 0.0], [0.0, 0.9, 0.1], [0.3, 0.2, 0.5], [0, 0, 1.0], [0.7, 0.0, 0.3]]
        y_true = [0, 0, 2, 0, 2, 2]
        assert top_mistakes(y_true, y_proba).tolist() == [2, 5, 0, 3]
        assert top_mistakes(y_true, y_proba, n_top=2).tolist() == [2, 5]
        assert top_mistakes(y_true, y_proba, n_top=0).tolist() == []
        assert top_mistakes(y_true, y_proba, n_top=99).tolist() == [2, 5, 0, 3]

    def test_top_mistakes_of_a_faultless_classifier(self):
        assert top_mistakes([0, 1], [[0.9, 0.1], [0.1, 0.9]]).tolist() == []


@given(label_pairs())
def test_accuracy_and_confusion_matrix_equal_those_of_scikit_learn(labels):
    y_true, y_pred, n_classes = labels
    expected = sklearn_metrics.confusion_matrix(y_true, y_pred, labels=range(n_classes + 1))  # it warns of one class
    np.testing.assert_array_equal(confusion_matrix(y_true, y_pred, n_classes=n_classes + 1), expected)
    assert accuracy(y_true, y_pred) == sklearn_metrics.accuracy_score(y_true, y_pred)  # one division of two counts
    largest = max(int(y_true.max()), int(y_pred.max()))
    np.testing.assert_array_equal(confusion_matrix(y_true, y_pred), expected[: largest + 1, : largest + 1])


@given(label_pairs())
def test_classification_report_equals_that_of_scikit_learn(labels):
    y_true, y_pred, n_classes = labels
    expected = sklearn_metrics.precision_recall_fscore_support(
        y_true, y_pred, labels=range(n_classes), zero_division=0.0
    )
    rows = classification_report(y_true, y_pred, n_classes=n_classes)
    assert [row.label for row in rows] == list(range(n_classes))
    for name, theirs in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        # Divisions of counts, and the harmonic mean of two of them: six roundings at most.
        rounding = 4 * np.finfo(np.float64).eps
        np.testing.assert_allclose([getattr(row, name) for row in rows], theirs, rtol=rounding, err_msg=name)


@given(label_pairs(), st.integers(0, 10**6))
def test_top_mistakes_are_all_the_wrong_ones_by_falling_confidence(labels, seed):
    y_true, _, n_classes = labels
    y_proba = np.random.default_rng(seed).dirichlet(np.ones(n_classes), size=len(y_true))
    found = top_mistakes(y_true, y_proba)
    assert sorted(found) == [i for i in range(len(y_true)) if y_proba[i].argmax() != y_true[i]]
    confidence = [y_proba[i].max() for i in found]
    assert confidence == sorted(confidence, reverse=True)


# --- labels of any kind ----------------------------------------------------------------------------------------

NAMES = np.array(["zebra", "ape", "cat"])  # class 0, 1 and 2, not in the order of the alphabet
KINDS = {
    "text": NAMES,
    "text in a list": NAMES.tolist(),
    "text as objects": NAMES.astype(object),
    "text of digits": np.array(["10", "9", "1"]),
    "negative": np.array([-1, 1, 0]),
    "whole numbers as floats": np.array([2.0, 0.0, 1.0]),
    "one byte": np.array([2, 0, 1], np.uint8),
    "large numbers with gaps": np.array([-7, 10**9, 3]),
}


@pytest.mark.parametrize("classes", [pytest.param(classes, id=name) for name, classes in KINDS.items()])
@pytest.mark.parametrize("container", [list, np.array, pd.Series], ids=lambda kind: kind.__name__)
def test_labels_of_any_kind_are_counted_as_scikit_learn_counts_them(classes, container):
    truth, guess = ([classes[k] for k in labels] for labels in (TRUE, PRED))
    y_true, y_pred = container(truth), container(guess)
    counts = confusion_matrix(y_true, y_pred)
    np.testing.assert_array_equal(counts, sklearn_metrics.confusion_matrix(truth, guess))
    assert accuracy(y_true, y_pred) == 0.5
    rows = classification_report(y_true, y_pred)
    assert [row.label for row in rows] == np.unique([*truth, *guess]).tolist()
    expected = sklearn_metrics.precision_recall_fscore_support(truth, guess, zero_division=0.0)
    np.testing.assert_allclose([row[1:] for row in rows], np.transpose(expected))


@pytest.mark.parametrize("classes", [pytest.param(classes, id=name) for name, classes in KINDS.items()])
def test_the_order_of_the_classes_can_be_chosen(classes):
    """As they were numbered: then the table is that of the numbers."""
    truth, guess = ([classes[k] for k in labels] for labels in (TRUE, PRED))
    np.testing.assert_array_equal(confusion_matrix(truth, guess, labels=classes), confusion_matrix(TRUE, PRED))
    rows = classification_report(truth, guess, labels=classes)
    assert [row[1:] for row in rows] == [row[1:] for row in classification_report(TRUE, PRED)]
    assert [row.label for row in rows] == np.asarray(classes).tolist()


def test_a_category_of_pandas_is_its_text():
    truth, guess = pd.Series(NAMES[TRUE], dtype="category"), pd.Series(NAMES[PRED], dtype="category")
    np.testing.assert_array_equal(confusion_matrix(truth, guess, labels=NAMES), confusion_matrix(TRUE, PRED))


def test_a_class_that_only_one_of_the_two_knows_has_a_row_in_the_table_of_both():
    """Numbered each by itself, "dog" would be class 1 in the one and class 0 in the other."""
    counts = confusion_matrix(["cat", "dog", "dog"], ["dog", "dog", "dog"])
    np.testing.assert_array_equal(counts, [[0, 1], [0, 2]])
    np.testing.assert_array_equal(confusion_matrix(["dog"], ["dog"], labels=["cat", "dog"]), [[0, 0], [0, 1]])


def test_yes_and_no_are_one_and_zero():
    np.testing.assert_array_equal(confusion_matrix([True, False], [True, True]), [[0, 1], [0, 1]])
    assert accuracy([True, False], [1, 1]) == 0.5


def test_mistakes_of_named_classes():
    y_proba = np.array([[0.4, 0.6, 0.0], [0.1, 0.9, 0.0], [0.2, 0.8, 0.0]])
    assert top_mistakes(["zebra", "zebra", "ape"], y_proba, labels=NAMES).tolist() == [1, 0]
    assert top_mistakes([5, 5, 7], y_proba, labels=[5, 7, 9]).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("labels", "error", "message"),
    [
        pytest.param({"cat", "dog"}, TypeError, "labels is a set, which has no order; .* Hint: sorted", id="set"),
        pytest.param(frozenset(["cat", "dog"]), TypeError, "labels is a set", id="frozenset"),
        pytest.param({"cat": 0, "dog": 1}.keys(), ValueError, r"labels must be .* shape \(\)", id="keys of a dict"),
        pytest.param(["cat", "dog", "cat"], ValueError, "expected 2 different classes", id="one of them twice"),
        pytest.param(["cat"], ValueError, "y_true holds the label 'dog'; expected one of", id="one is missing"),
        pytest.param([0, 1], ValueError, "y_true holds the label 'cat'; expected one of", id="of another kind"),
        pytest.param(["cat", None], TypeError, "labels has dtype object", id="None"),
        pytest.param([], ValueError, "y_true holds the label", id="none at all"),
    ],
)
def test_classes_without_an_order_or_not_all_of_them_are_refused(labels, error, message):
    with pytest.raises(error, match=message):
        confusion_matrix(["cat", "dog"], ["cat", "cat"], labels=labels)


COLUMN = np.array(PRED).reshape(-1, 1)
REFUSED = [
    ("column", (TRUE, COLUMN), ValueError, r"y_pred has shape \(6, 1\).*np.ravel\(y\)"),
    ("column first", (COLUMN, PRED), ValueError, r"y_true has shape \(6, 1\) but y_pred has shape \(6,\).*np.ravel"),
    ("two columns", (COLUMN, COLUMN), ValueError, r"y_true must be .* got shape \(6, 1\). Hint: np.ravel\(y\)"),
    ("outputs", (TRUE, np.ones((6, 3))), ValueError, r"y_true has shape \(6,\) but y_pred has shape \(6, 3\).*argmax"),
    ("one-hot first", (np.eye(3)[TRUE], PRED), ValueError, r"y_true has shape \(6, 3\) but .* Hint: np.argmax\(y, ax"),
    ("eight columns", (np.arange(48).reshape(6, 8), PRED), ValueError, r"y_true has .* Hint: np.asarray\(y\)\[:, 0\]"),
    ("fewer", (TRUE, PRED[:5]), ValueError, r"y_true has shape \(6,\) but y_pred has shape \(5,\)"),
    ("one number", (TRUE, 0), ValueError, r"got shape \(\)"),
    ("empty", (np.array([], int), np.array([], int)), ValueError, "y_true is empty; expected at least one label"),
    ("empty lists", ([], []), ValueError, "y_true is empty; expected at least one label"),
    ("float", (TRUE, np.array(PRED) + 0.5), TypeError, "y_pred has dtype float64 and holds 0.5 at index 0"),
    ("text and numbers", (TRUE, ["a"] * 6), TypeError, "y_true has dtype int.. but y_pred has dtype <U1; expected te"),
    ("numbers and text", (["a"] * 6, PRED), TypeError, r"in both or in neither. Hint: \[classes\[k\] for k in y_pred"),
    ("text and a gap", (["a"] * 6, [*"abcde", None]), TypeError, "y_pred has dtype object and holds None at index 5"),
    ("dates", (np.zeros(6, "M8[D]"), PRED), TypeError, r"y_true has dtype datetime64\[D\]; expected integer labels"),
    ("complex", (TRUE, np.array(PRED) + 1j), TypeError, "y_pred has dtype complex128; expected integer labels"),
    ("None", (TRUE, None), TypeError, "y_pred is None"),
    ("None first", (None, PRED), TypeError, "y_true is None"),
    ("ragged", (TRUE, [[0], [1, 2]]), ValueError, "y_pred is ragged; expected integer labels"),
    ("ragged first", ([[0], [1, 2]], PRED), ValueError, "y_true is ragged; expected integer labels"),
    ("NaN", (TRUE, [0, 1, np.nan, 1, 2, 2]), TypeError, "y_pred .* holds nan at index 2; .* without a label"),
    ("masked", (TRUE, np.ma.masked_array(PRED)), TypeError, "y_pred is a masked array"),
    ("sparse", (sparse.csr_array([TRUE]), PRED), TypeError, "y_true is a sparse matrix"),
]


@pytest.mark.parametrize("metric", [accuracy, confusion_matrix, classification_report])
@pytest.mark.parametrize(("labels", "error", "message"), [pytest.param(*case, id=name) for name, *case in REFUSED])
def test_labels_are_never_broadcast_or_guessed(metric, labels, error, message):
    with pytest.raises(error, match=f"^{metric.__name__}: .*{message}"):
        metric(*labels)


@pytest.mark.parametrize("metric", [accuracy, confusion_matrix, classification_report])
def test_a_row_against_a_column_is_an_error_that_names_both_shapes(metric):
    with pytest.raises(ValueError, match=r"y_true has shape \(6,\) but y_pred has shape \(6, 1\)"):
        metric(TRUE, COLUMN)
    with pytest.raises(ValueError, match=r"y_true has shape \(6, 1\) but y_pred has shape \(6,\)"):
        metric(COLUMN, TRUE)


@pytest.mark.parametrize("metric", [confusion_matrix, classification_report])
@pytest.mark.parametrize(
    ("y_pred", "settings"),
    [
        ([10**9], {}),
        ([2**62], {}),
        (np.array([2**63], np.uint64), {}),
        ([0], {"n_classes": 10**9}),
        ([0], {"n_classes": 10**40}),
    ],
    ids=["label 10**9", "label 2**62", "label 2**63", "10**9 classes", "10**40 classes"],
)
def test_a_table_beyond_all_memory_is_refused_with_the_memory_it_would_need(metric, y_pred, settings):
    message = rf"^{metric.__name__}: the table of [\d,]+ classes \(.*\) would need [\d,]{{13,}} GiB of memory; "
    with pytest.raises(ValueError, match=message):
        metric([0], y_pred, **settings)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8])
def test_counting_is_not_done_in_the_small_integers_of_the_labels(dtype):
    """300 samples of label 1, which one byte could not count; labels 127 and 0, whose sum it could not hold."""
    ones, mixed = np.ones(300, dtype), np.array([127, 0] * 300, dtype)
    assert accuracy(ones, ones) == 1.0
    assert confusion_matrix(ones, ones).tolist() == [[0, 0], [0, 300]]
    assert confusion_matrix(mixed, mixed[::-1]).shape == (128, 128)
    assert classification_report(ones, ones)[1].support == 300


@pytest.mark.parametrize("label", [0, 2])
def test_one_class_only(label):
    """Classes below it are there with zeros, and nothing divides by them."""
    labels = [label] * 4
    assert accuracy(labels, labels) == 1.0
    counts = np.zeros((label + 1, label + 1), int)
    counts[label, label] = 4
    np.testing.assert_array_equal(confusion_matrix(labels, labels), counts)
    rows = classification_report(labels, labels)
    assert [row.precision for row in rows] == [row.recall for row in rows] == [row.f1 for row in rows]
    assert [row.f1 for row in rows] == [0.0] * label + [1.0]


def test_an_unknown_label_has_a_row_or_is_refused():
    """A label that the network knows nothing of: without n_classes the table grows, with it that is an error."""
    counts = np.zeros((4, 4), int)
    counts[3, 0] = 1
    np.testing.assert_array_equal(confusion_matrix([3], [0]), counts)
    with pytest.raises(ValueError, match=r"y_true holds the label 3; expected one of \[0, 1, 2\]"):
        confusion_matrix([3], [0], n_classes=3)
    assert accuracy([3], [0]) == 0.0


@pytest.mark.parametrize("metric", [confusion_matrix, classification_report])
@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        (([0, -1], [0, 0]), {"n_classes": 2}, "y_true holds the label -1; expected one of .0, 1. .* Hint: labels="),
        (([0, 1], [0, 2]), {"n_classes": 2}, "y_pred holds the label 2; expected one of .0, 1. .* Hint: labels="),
        (([0, 1], [0, 1]), {"n_classes": 3, "labels": [0, 1]}, "expected 3 different classes"),
        (([0, 1], [0, 1]), {"n_classes": 0}, "n_classes must be a whole number >= 1; got 0"),
    ],
)
def test_labels_outside_of_the_classes_are_refused(metric, labels, options, message):
    with pytest.raises(ValueError, match=message):
        metric(*labels, **options)


@pytest.mark.parametrize(
    ("arguments", "options", "error", "message"),
    [
        (([0, 1, 0], [[0.5, 0.5]]), {}, ValueError, "y_true has 3 labels for 1 samples"),
        (([2], [[0.5, 0.5]]), {}, ValueError, "y_true holds the label 2; expected labels from 0 to 1"),
        (([0], [0.5, 0.5]), {}, ValueError, r"y_proba must have shape \(n_samples, n_features\); got shape \(2,\)"),
        (([[0]], [[0.5, 0.5]]), {}, ValueError, r"y_true must be .* got shape \(1, 1\)"),
        (([0], [[0.5, 0.5]]), {"n_top": -1}, ValueError, "n_top must be a whole number >= 0; got -1"),
        (([0, 0], [[0.5, 0.5], [np.nan, 1.0]]), {}, ValueError, r"y_proba holds 1 .* NaN .* first at index \(1, 0\)"),
        (([0], [[np.inf, 0.5]]), {}, ValueError, r"y_proba holds 1 .* infinite, the first at index \(0, 0\)"),
        (([0], np.zeros((1, 0))), {}, ValueError, r"y_proba has shape \(1, 0\); expected a column for each class"),
        ((None, [[0.5, 0.5]]), {}, TypeError, "y_true is None"),
        (([0], None), {}, TypeError, "y_proba is None"),
    ],
)
def test_top_mistakes_refuses(arguments, options, error, message):
    with pytest.raises(error, match=message):
        top_mistakes(*arguments, **options)


def test_metrics_modify_no_array_of_the_caller():
    y_true, y_pred, y_proba = np.array(TRUE), np.array(PRED), np.full((6, 3), 1 / 3)
    for array in (y_true, y_pred, y_proba):
        array.flags.writeable = False
    accuracy(y_true, y_pred)
    confusion_matrix(y_true, y_pred)
    classification_report(y_true, y_pred)
    top_mistakes(y_true, y_proba)


def test_mistakes_of_one_confidence_stay_in_the_order_of_the_samples():
    proba = np.tile([[0.4, 0.6], [0.3, 0.7]], (100, 1))
    np.testing.assert_array_equal(top_mistakes(np.zeros(200, int), proba), [*range(1, 200, 2), *range(0, 200, 2)])


def test_probabilities_first_and_labels_second_is_called_a_swap():
    with pytest.raises(ValueError, match=r"^top_mistakes: got a row .* \(2,\) and labels .* \(2, 2\); .* swapped\?$"):
        top_mistakes([[0.4, 0.6], [0.1, 0.9]], [0, 1])
