"""Metrics: what a classifier gets right and wrong.

The true labels always come first, as in scikit-learn; losses, as in PyTorch, take the outputs first. Two rows of labels
look alike: swapped, they give the accuracy all the same, the confusion matrix transposed, and precision for recall.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.checks import (
    Array,
    Labels,
    as_batch,
    as_int,
    as_labels,
    refuse_swapped_labels,
    require_finite,
    require_memory,
)


def _label_pair(
    y_true: ArrayLike, y_pred: ArrayLike, *, name: str, n_classes: int | None = None
) -> tuple[Labels, Labels]:
    """Return true and predicted labels, two arrays of the same length, at least 1."""
    true_shape, pred_shape = _shape(y_true), _shape(y_pred)
    if true_shape != pred_shape and true_shape and pred_shape:
        raise ValueError(
            f"{name}: y_true has shape {true_shape} but y_pred has shape {pred_shape}; expected the same shape. "
            "Hint: y.ravel() turns a column into labels, y.argmax(axis=1) one-hot rows"
        )
    truth = as_labels(y_true, name=f"{name}: y_true", n_classes=n_classes)
    guess = as_labels(y_pred, name=f"{name}: y_pred", n_classes=n_classes)
    if len(truth) == 0:
        raise ValueError(f"{name}: y_true is empty; expected at least one label")
    return truth, guess


def _shape(y: ArrayLike) -> tuple[int, ...]:
    """Return the shape of ``y`` as an array; () for what is none, of which :func:`as_labels` says more."""
    try:
        return np.asarray(y).shape
    except ValueError:  # ragged
        return ()


def accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the fraction of labels that are right.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted integer labels, shape (n_samples,).

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If either is not an array of labels, or their shapes differ: (n,) is never compared with (n, 1).

    Examples
    --------
    >>> accuracy([0, 1, 2, 2], [0, 1, 1, 2])
    0.75
    """
    truth, guess = _label_pair(y_true, y_pred, name="accuracy")
    return float(np.mean(truth == guess))


def confusion_matrix(y_true: ArrayLike, y_pred: ArrayLike, *, n_classes: int | None = None) -> np.ndarray:
    """Count how often each true class was given each label.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted integer labels, shape (n_samples,), at least 0.
    n_classes : int, optional
        Number of classes; by default the largest label plus one.

    Returns
    -------
    numpy.ndarray
        Integers, shape (n_classes, n_classes). Rows are the true class, columns the predicted one.

    Raises
    ------
    TypeError, ValueError
        If the labels are no labels, differ in number, lie outside of [0, n_classes), or are so large that the table
        would need more than 4 GiB.

    Examples
    --------
    >>> confusion_matrix([0, 0, 1], [0, 1, 1])
    array([[1, 1],
           [0, 1]])
    """
    return _count(y_true, y_pred, n_classes, name="confusion_matrix")


def _count(y_true: ArrayLike, y_pred: ArrayLike, n_classes: int | None, *, name: str) -> np.ndarray:
    """Return the confusion matrix; ``name`` is for the error messages."""
    if n_classes is None:
        truth, guess = _label_pair(y_true, y_pred, name=name)
        n_classes = max(int(truth.max()), int(guess.max()), 0) + 1
    else:
        n_classes = as_int(n_classes, name=f"{name}: n_classes", minimum=1)
    require_memory(
        8 * n_classes**2,
        name=f"{name}: the table of {n_classes:,} classes (labels 0 to {n_classes - 1:,})",
        hint="np.unique(y, return_inverse=True) numbers labels with gaps",
    )
    truth, guess = _label_pair(y_true, y_pred, name=name, n_classes=n_classes)
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (truth, guess), 1)
    return counts


class ClassReport(NamedTuple):
    """How well one class is recognised.

    Attributes
    ----------
    label : int
        The class.
    precision : float
        Of the samples called this class, the fraction that are; 0 if none was called so.
    recall : float
        Of the samples of this class, the fraction called so; 0 if there is none.
    f1 : float
        Harmonic mean of both; 0 if both are 0.
    support : int
        Number of samples of this class.
    """

    label: int
    precision: float
    recall: float
    f1: float
    support: int


def classification_report(y_true: ArrayLike, y_pred: ArrayLike, *, n_classes: int | None = None) -> list[ClassReport]:
    r"""Return precision, recall and F1 of each class.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted integer labels, shape (n_samples,).
    n_classes : int, optional
        Number of classes; by default the largest label plus one.

    Returns
    -------
    list of ClassReport
        One row a class; ``pandas.DataFrame(rows)`` makes a table of it.

    Raises
    ------
    TypeError, ValueError
        As :func:`confusion_matrix`.

    Notes
    -----
    With the confusion matrix C: precision :math:`C_{kk} / \sum_i C_{ik}`, recall
    :math:`C_{kk} / \sum_j C_{kj}`, F1 :math:`2 C_{kk} / (\sum_i C_{ik} + \sum_j C_{kj})`.

    Examples
    --------
    >>> classification_report([0, 0, 1], [0, 1, 1])[1]
    ClassReport(label=1, precision=0.5, recall=1.0, f1=0.6666666666666666, support=1)
    """
    counts = _count(y_true, y_pred, n_classes, name="classification_report")
    rows = []
    for label in range(len(counts)):
        hits, called, actual = (
            int(counts[label, label]),
            int(counts[:, label].sum()),
            int(counts[label].sum()),
        )
        precision = hits / called if called else 0.0
        recall = hits / actual if actual else 0.0
        f1 = 2 * hits / (called + actual) if called + actual else 0.0
        rows.append(ClassReport(label, precision, recall, f1, actual))
    return rows


def top_mistakes(y_true: ArrayLike, y_proba: ArrayLike, *, n_top: int | None = None) -> np.ndarray:
    """Return the wrongly classified samples, the most confident mistake first.

    Parameters
    ----------
    y_true : array_like
        True integer labels, shape (n_samples,).
    y_proba : array_like
        Probability of each class, shape (n_samples, n_classes).
    n_top : int, optional
        At most so many; by default all.

    Returns
    -------
    numpy.ndarray
        Indices of samples, ordered by falling probability of the wrong answer.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit each other, or a probability is NaN or infinite.

    Examples
    --------
    >>> top_mistakes([0, 0, 1], [[0.4, 0.6], [0.1, 0.9], [0.2, 0.8]])
    array([1, 0])
    """
    expected = "the labels first and the probabilities second"
    refuse_swapped_labels(y_proba, y_true, name="top_mistakes", expected=expected)
    proba: Array = as_batch(y_proba, name="top_mistakes: y_proba")
    if proba.shape[1] == 0:
        raise ValueError(f"top_mistakes: y_proba has shape {proba.shape}; expected a column for each class")
    require_finite(proba, name="top_mistakes: y_proba")
    truth = as_labels(y_true, name="top_mistakes: y_true", n_samples=len(proba), n_classes=proba.shape[1])
    wrong = np.flatnonzero(proba.argmax(axis=1) != truth)  # (n_mistakes,)
    order = np.argsort(-proba[wrong].max(axis=1), kind="stable")
    return wrong[order][: None if n_top is None else as_int(n_top, name="top_mistakes: n_top", minimum=0)]
