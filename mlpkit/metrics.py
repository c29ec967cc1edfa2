"""Metrics: what a classifier gets right and wrong.

The true labels always come first, as in scikit-learn; losses, as in PyTorch, take the outputs first. Two rows of labels
look alike: swapped, they give the accuracy all the same, the confusion matrix transposed, and precision for recall.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    as_batch,
    as_class_numbers,
    as_classes,
    as_int,
    as_labels,
    as_name_pair,
    as_names,
    numbered,
    refuse_swapped_labels,
    require_finite,
)


def accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the fraction of labels that are right.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted labels, shape (n_samples,): whole numbers, or text.

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
    truth, guess = as_name_pair(y_true, y_pred, name="accuracy")
    return float(np.mean(truth == guess))


def confusion_matrix(
    y_true: ArrayLike, y_pred: ArrayLike, *, n_classes: int | None = None, labels: Sequence[int | str] | None = None
) -> np.ndarray:
    """Count how often each true class was given each label.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted labels, shape (n_samples,): whole numbers, or text.
    n_classes : int, optional
        Number of classes that are called 0, 1, 2, and so on; by default the largest label plus one.
    labels : sequence, optional
        The classes, in the order of rows and columns. By default, where the labels do not count from 0: all that occur
        in either, sorted.

    Returns
    -------
    numpy.ndarray
        Integers, shape (n_classes, n_classes). Rows are the true class, columns the predicted one.

    Raises
    ------
    TypeError, ValueError
        If the labels are no labels, differ in number, lie outside of the classes, or are so large that the table
        would need more than 4 GiB.

    Examples
    --------
    >>> confusion_matrix([0, 0, 1], [0, 1, 1])
    array([[1, 1],
           [0, 1]])
    >>> confusion_matrix(["cat", "dog"], ["dog", "dog"], labels=["dog", "cat"])
    array([[1, 0],
           [1, 0]])
    """
    return _count(y_true, y_pred, n_classes, labels, name="confusion_matrix")[1]


def _count(
    y_true: ArrayLike, y_pred: ArrayLike, n_classes: int | None, labels: Sequence[int | str] | None, *, name: str
) -> tuple[list[int | str], np.ndarray]:
    """Return the classes and the confusion matrix; ``name`` is for the error messages."""
    truth, guess = as_name_pair(y_true, y_pred, name=name)
    if labels is None and n_classes is None and (truth.dtype.kind == "U" or min(truth.min(), guess.min()) < 0):
        labels = np.union1d(truth, guess).tolist()
    if labels is not None:
        classes = as_classes(labels, name=f"{name}: labels", n_classes=n_classes)
    else:
        n = max(int(truth.max()), int(guess.max())) + 1 if n_classes is None else n_classes
        classes = as_class_numbers(n, name=name)
    rows, columns = numbered(truth, classes, name=f"{name}: y_true"), numbered(guess, classes, name=f"{name}: y_pred")
    counts = np.zeros((len(classes), len(classes)), dtype=np.intp)
    np.add.at(counts, (rows, columns), 1)
    return classes.tolist(), counts


class ClassReport(NamedTuple):
    """How well one class is recognised.

    Attributes
    ----------
    label : int or str
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

    label: int | str
    precision: float
    recall: float
    f1: float
    support: int


def classification_report(
    y_true: ArrayLike, y_pred: ArrayLike, *, n_classes: int | None = None, labels: Sequence[int | str] | None = None
) -> list[ClassReport]:
    r"""Return precision, recall and F1 of each class.

    Parameters
    ----------
    y_true, y_pred : array_like
        True and predicted labels, shape (n_samples,): whole numbers, or text.
    n_classes, labels : optional
        The classes, as for :func:`confusion_matrix`.

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
    classes, counts = _count(y_true, y_pred, n_classes, labels, name="classification_report")
    rows = []
    for k, label in enumerate(classes):
        hits, called, actual = int(counts[k, k]), int(counts[:, k].sum()), int(counts[k].sum())
        precision = hits / called if called else 0.0
        recall = hits / actual if actual else 0.0
        f1 = 2 * hits / (called + actual) if called + actual else 0.0
        rows.append(ClassReport(label, precision, recall, f1, actual))
    return rows


def top_mistakes(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    n_top: int | None = None,
    labels: Sequence[int | str] | None = None,
) -> np.ndarray:
    """Return the wrongly classified samples, the most confident mistake first.

    Parameters
    ----------
    y_true : array_like
        True labels, shape (n_samples,): the numbers of the columns of ``y_proba``, or names from ``labels``.
    y_proba : array_like
        Probability of each class, shape (n_samples, n_classes).
    n_top : int, optional
        At most so many; by default all.
    labels : sequence, optional
        The classes of the columns, in their order; by default 0, 1, 2, and so on.

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
    if labels is not None:
        classes = as_classes(labels, name="top_mistakes: labels", n_classes=proba.shape[1])
        y_true = numbered(as_names(y_true, name="top_mistakes: y_true"), classes, name="top_mistakes: y_true")
    truth = as_labels(y_true, name="top_mistakes: y_true", n_samples=len(proba), n_classes=proba.shape[1])
    wrong = np.flatnonzero(proba.argmax(axis=1) != truth)  # (n_mistakes,)
    order = np.argsort(-proba[wrong].max(axis=1), kind="stable")
    return wrong[order][: None if n_top is None else as_int(n_top, name="top_mistakes: n_top", minimum=0)]
