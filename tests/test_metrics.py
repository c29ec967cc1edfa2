"""Metrics: counted by hand, compared with scikit-learn, and what they refuse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


@settings(max_examples=50)
@given(label_pairs())
def test_accuracy_and_confusion_matrix_equal_those_of_scikit_learn(labels):
    y_true, y_pred, n_classes = labels
    expected = sklearn_metrics.confusion_matrix(y_true, y_pred, labels=range(n_classes + 1))  # it warns of one class
    np.testing.assert_array_equal(confusion_matrix(y_true, y_pred, n_classes=n_classes + 1), expected)
    assert accuracy(y_true, y_pred) == pytest.approx(sklearn_metrics.accuracy_score(y_true, y_pred))
    largest = max(int(y_true.max()), int(y_pred.max()))
    np.testing.assert_array_equal(confusion_matrix(y_true, y_pred), expected[: largest + 1, : largest + 1])


@settings(max_examples=50)
@given(label_pairs())
def test_classification_report_equals_that_of_scikit_learn(labels):
    y_true, y_pred, n_classes = labels
    expected = sklearn_metrics.precision_recall_fscore_support(
        y_true, y_pred, labels=range(n_classes), zero_division=0.0
    )
    rows = classification_report(y_true, y_pred, n_classes=n_classes)
    assert [row.label for row in rows] == list(range(n_classes))
    for name, theirs in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        np.testing.assert_allclose([getattr(row, name) for row in rows], theirs, rtol=1e-12, err_msg=name)


@given(label_pairs(), st.integers(0, 10**6))
def test_top_mistakes_are_all_the_wrong_ones_by_falling_confidence(labels, seed):
    y_true, _, n_classes = labels
    y_proba = np.random.default_rng(seed).dirichlet(np.ones(n_classes), size=len(y_true))
    found = top_mistakes(y_true, y_proba)
    assert sorted(found) == [i for i in range(len(y_true)) if y_proba[i].argmax() != y_true[i]]
    confidence = [y_proba[i].max() for i in found]
    assert confidence == sorted(confidence, reverse=True)


COLUMN = np.array(PRED).reshape(-1, 1)
REFUSED = [
    (
        "column",
        (TRUE, COLUMN),
        ValueError,
        r"y_pred has shape \(6, 1\).*y.ravel\(\)",
    ),
    ("column first", (COLUMN, PRED), ValueError, r"y_true must be .* got shape \(6, 1\). Hint: y.ravel\(\)"),
    ("one-hot", (TRUE, np.eye(3)), ValueError, r"y_true has shape \(6,\) but y_pred has shape \(3, 3\).*argmax"),
    ("fewer", (TRUE, PRED[:5]), ValueError, r"y_true has shape \(6,\) but y_pred has shape \(5,\)"),
    ("one number", (TRUE, 0), ValueError, r"got shape \(\)"),
    ("empty", (np.array([], int), np.array([], int)), ValueError, "y_true is empty; expected at least one label"),
    ("float", (TRUE, np.array(PRED, float)), TypeError, r"expected integers. Hint: y.astype\(int\)"),
    ("text", (TRUE, ["a"] * 6), TypeError, "y_pred has dtype <U1; expected integer labels"),
    ("None", (TRUE, None), TypeError, "y_pred is None"),
]


@pytest.mark.parametrize("metric", [accuracy, confusion_matrix, classification_report])
@pytest.mark.parametrize(("labels", "error", "message"), [pytest.param(*case, id=name) for name, *case in REFUSED])
def test_labels_are_never_broadcast_or_guessed(metric, labels, error, message):
    with pytest.raises(error, match=message):
        metric(*labels)


@pytest.mark.parametrize("metric", [accuracy, confusion_matrix, classification_report])
def test_a_row_against_a_column_is_an_error_that_names_both_shapes(metric):
    with pytest.raises(ValueError, match=r"\(6,\).*\(6, 1\)"):
        metric(TRUE, COLUMN)


@pytest.mark.parametrize("metric", [confusion_matrix, classification_report])
@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        (([0, -1], [0, 0]), {}, "y_true holds the label -1"),
        (([0, 1], [0, 2]), {"n_classes": 2}, "y_pred holds the label 2; expected labels from 0 to 1"),
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
