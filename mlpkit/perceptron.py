"""A single neuron, trained in two ways: Rosenblatt's rule on a step, and the slope of a ReLU."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    Labels,
    as_batch,
    as_int,
    as_labels,
    as_number,
    require_finite,
    require_rng,
)
from mlpkit.activations import relu


@dataclass
class PerceptronHistory:
    """What happened during the training of a single neuron.

    Attributes
    ----------
    mistakes : list of int
        Wrongly answered samples in each epoch. For :class:`Perceptron`, counted while learning: every mistake is
        an update. For :class:`ReLUPerceptron`, counted at the end of the epoch.
    weights : list of (numpy.ndarray, float)
        Copies of ``w`` and ``b``: first those at the start, then those after each epoch.
    """

    mistakes: list[int] = field(default_factory=list)
    weights: list[tuple[Array, float]] = field(default_factory=list)


class _Neuron:
    """Weights, bias, and a prediction: what both neurons share.

    Parameters
    ----------
    n_in : int
        Number of inputs.
    """

    def __init__(self, n_in: int) -> None:
        self.w: Array = np.zeros(as_int(n_in, name=f"{type(self).__name__}: n_in", minimum=1))
        self.b = 0.0

    def forward(self, X: ArrayLike) -> Array:
        """Return the scores ``X w + b``, shape (n_samples,), of inputs of shape (n_samples, n_in)."""
        X = as_batch(X, name=f"{type(self).__name__}.forward: X", n_features=len(self.w), dtype=self.w.dtype)
        return X @ self.w + self.b

    def _check(
        self, X: ArrayLike, y: ArrayLike, n_epochs: int, learning_rate: float, rng: np.random.Generator
    ) -> tuple[Array, Labels]:
        """Return inputs and labels as arrays, or raise: nothing has been changed then."""
        name = f"{type(self).__name__}.fit"
        X = as_batch(X, name=f"{name}: X", n_features=len(self.w), dtype=self.w.dtype, may_be_empty=False)
        require_finite(X, name=f"{name}: X")
        y = as_labels(y, name=f"{name}: y", n_samples=len(X), n_classes=2)
        as_int(n_epochs, name=f"{name}: n_epochs", minimum=1)
        as_number(learning_rate, name=f"{name}: learning_rate", minimum=0.0, above_minimum=True)
        require_rng(rng, name=name)
        return X, y


class Perceptron(_Neuron):
    r"""Rosenblatt's perceptron: a neuron that answers 0 or 1, and learns from its mistakes only.

    Parameters
    ----------
    n_in : int
        Number of inputs. Weights and bias start at zero.

    Attributes
    ----------
    w : numpy.ndarray
        Weights, shape (n_in,).
    b : float
        Bias.

    Notes
    -----
    For one sample x with label y in {0, 1} after another:

    .. math:: \hat y = [\,w \cdot x + b \ge 0\,], \qquad w \leftarrow w + \eta (y - \hat y)\, x, \qquad
              b \leftarrow b + \eta (y - \hat y)

    If a line (a hyperplane) separates the classes, the number of mistakes is finite; otherwise it never stops.
    Rosenblatt (1958), "The perceptron: a probabilistic model"; Novikoff (1962), "On convergence proofs on
    perceptrons".

    Examples
    --------
    >>> neuron = Perceptron(2)
    >>> history = neuron.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], n_epochs=20,
    ...                      rng=np.random.default_rng(0))
    >>> neuron.predict([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([0, 0, 0, 1])
    """

    def predict(self, X: ArrayLike) -> Labels:
        """Return 1 where the score is at least 0, else 0; shape (n_samples,)."""
        return (self.forward(X) >= 0).astype(np.intp)

    def fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        *,
        n_epochs: int,
        learning_rate: float = 1.0,
        rng: np.random.Generator,
    ) -> PerceptronHistory:
        """Learn, sample by sample, until an epoch has no mistake or ``n_epochs`` are over.

        Parameters
        ----------
        X : array_like
            Inputs, shape (n_samples, n_in).
        y : array_like
            Labels 0 and 1, shape (n_samples,).
        n_epochs : int
            At most so many times through the data.
        learning_rate : float, default 1.0
            Size of an update. Starting from zero weights it scales w and b and changes no prediction.
        rng : numpy.random.Generator
            Source of the order of the samples, new in each epoch.

        Returns
        -------
        PerceptronHistory
            Mistakes and weights after each epoch.

        Raises
        ------
        TypeError, ValueError
            If an argument has the wrong kind, shape or value.
        """
        X, y = self._check(X, y, n_epochs, learning_rate, rng)
        history = PerceptronHistory(weights=[(self.w.copy(), self.b)])
        for _ in range(n_epochs):
            n_mistakes = 0
            for i in rng.permutation(len(X)):
                error = int(y[i]) - int(X[i] @ self.w + self.b >= 0)  # -1, 0 or 1
                if error:
                    self.w += learning_rate * error * X[i]
                    self.b += learning_rate * error
                    n_mistakes += 1
            history.mistakes.append(n_mistakes)
            history.weights.append((self.w.copy(), self.b))
            if n_mistakes == 0:
                break
        return history


class ReLUPerceptron(_Neuron):
    r"""A neuron with the output max(0, w·x + b), trained on the absolute error with gradient descent.

    Parameters
    ----------
    n_in : int
        Number of inputs.
    rng : numpy.random.Generator
        Source of the initial weights, which are small. The bias starts at 0.5, halfway between the two labels,
        so that the neuron is awake: where w·x + b < 0 its slope is zero.

    Attributes
    ----------
    w : numpy.ndarray
        Weights, shape (n_in,).
    b : float
        Bias.

    Notes
    -----
    For one sample with z = w·x + b, a = max(0, z), label y in {0, 1} and loss |a - y|:

    .. math:: \frac{\partial L}{\partial w} = \mathrm{sign}(a - y)\, [z > 0]\, x, \qquad
              \frac{\partial L}{\partial b} = \mathrm{sign}(a - y)\, [z > 0]

    The slope of the ReLU is taken at z, *before* the activation, and is 1 or 0. A neuron whose z is negative for
    every sample has no slope anywhere and learns nothing any more: it is "dead".
    """

    def __init__(self, n_in: int, *, rng: np.random.Generator) -> None:
        super().__init__(n_in)
        self.w = require_rng(rng, name="ReLUPerceptron").normal(0.0, 0.01, size=n_in)
        self.b = 0.5

    def output(self, X: ArrayLike) -> Array:
        """Return ``max(0, X w + b)``, shape (n_samples,)."""
        return relu(self.forward(X))

    def predict(self, X: ArrayLike) -> Labels:
        """Return 1 where the output is at least one half, else 0; shape (n_samples,)."""
        return (self.output(X) >= 0.5).astype(np.intp)

    def loss(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the mean absolute error of the outputs for labels of shape (n_samples,)."""
        a = self.output(X)  # (n_samples,)
        return float(np.abs(a - as_labels(y, name="ReLUPerceptron.loss: y", n_samples=len(a), n_classes=2)).mean())

    def gradient(self, X: ArrayLike, y: ArrayLike) -> tuple[Array, float]:
        """Return the derivatives of :meth:`loss` with respect to ``w``, shape (n_in,), and ``b``.

        Parameters
        ----------
        X : array_like
            Inputs, shape (n_samples, n_in).
        y : array_like
            Labels 0 and 1, shape (n_samples,).

        Returns
        -------
        dw : numpy.ndarray
            Shape (n_in,).
        db : float
            A number.
        """
        X = as_batch(X, name="ReLUPerceptron.gradient: X", n_features=len(self.w), dtype=self.w.dtype)
        return self._gradient(X, as_labels(y, name="ReLUPerceptron.gradient: y", n_samples=len(X), n_classes=2))

    def _gradient(self, X: Array, y: Labels) -> tuple[Array, float]:
        """Compute the gradient itself, for samples that have been checked."""
        z = X @ self.w + self.b  # (n_samples,)
        dz = np.sign(relu(z) - y) * (z > 0) / len(y)  # (n_samples,)
        return X.T @ dz, float(dz.sum())

    def fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        *,
        n_epochs: int,
        learning_rate: float = 0.01,
        rng: np.random.Generator,
    ) -> PerceptronHistory:
        """Learn, sample by sample, until an epoch ends without a mistake or ``n_epochs`` are over.

        Parameters
        ----------
        X : array_like
            Inputs, shape (n_samples, n_in).
        y : array_like
            Labels 0 and 1, shape (n_samples,).
        n_epochs : int
            At most so many times through the data.
        learning_rate : float, default 0.01
            Size of a step against the gradient of one sample.
        rng : numpy.random.Generator
            Source of the order of the samples, new in each epoch.

        Returns
        -------
        PerceptronHistory
            Mistakes at the end of, and weights after, each epoch.

        Raises
        ------
        TypeError, ValueError
            If an argument has the wrong kind, shape or value.
        """
        X, y = self._check(X, y, n_epochs, learning_rate, rng)
        history = PerceptronHistory(weights=[(self.w.copy(), self.b)])
        for _ in range(n_epochs):
            for i in rng.permutation(len(X)):
                dw, db = self._gradient(X[i : i + 1], y[i : i + 1])
                self.w -= learning_rate * dw
                self.b -= learning_rate * db
            n_mistakes = int(np.count_nonzero(self.predict(X) != y))
            history.mistakes.append(n_mistakes)
            history.weights.append((self.w.copy(), self.b))
            if n_mistakes == 0:
                break
        return history
