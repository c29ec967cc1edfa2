"""Activation functions, each as a plain function and as a layer that knows its derivative."""

from abc import abstractmethod

import numpy as np

from mlpkit._machinery.arguments import Array
from mlpkit._machinery.doors import inside, takes_gradient, takes_inputs, takes_numbers, takes_scores
from mlpkit._machinery.workspace import Workspace
from mlpkit.layers import Dense, Dropout, Layer


@takes_numbers
def relu(Z: Array) -> Array:
    r"""Return ``max(0, Z)``, element by element; any shape.

    The derivative is 1 where Z > 0 and 0 where Z < 0; at the kink Z = 0 we take 0. Nair and Hinton (2010),
    "Rectified linear units improve restricted Boltzmann machines".

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return np.maximum(Z, 0)


@takes_numbers
def sigmoid(Z: Array) -> Array:
    r"""Return ``1 / (1 + exp(-Z))``, element by element, without overflow; any shape.

    With :math:`e = \exp(-|z|) \le 1` it is :math:`1 / (1 + e)` for z >= 0 and :math:`e / (1 + e)` for z < 0.
    The derivative is :math:`\sigma(z)(1 - \sigma(z))`.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    E = np.exp(-np.abs(Z))  # same shape as Z, all <= 1
    return np.where(Z >= 0, 1, E) / (1 + E)


@takes_numbers
def tanh(Z: Array) -> Array:
    r"""Return the hyperbolic tangent of Z, element by element; any shape.

    :math:`\tanh(z) = 2\sigma(2z) - 1`; the derivative is :math:`1 - \tanh^2(z)`.

    Examples
    --------
    >>> tanh([0.0])
    array([0.])
    """
    return np.tanh(Z)


@takes_scores
def softmax(Z: Array) -> Array:
    r"""Turn scores into probabilities along the last axis, without overflow.

    ``Z`` holds scores (logits), shape (..., n_classes); the result has the same shape.

    .. math:: \mathrm{softmax}(z)_k = \frac{e^{z_k - c}}{\sum_j e^{z_j - c}}, \qquad c = \max_j z_j

    Any constant c gives the same result; the largest score makes every exponent at most 0. Goodfellow, Bengio
    and Courville (2016), "Deep Learning", section 4.1.

    Examples
    --------
    >>> softmax([[1.0, 2.0, 3.0], [1001.0, 1002.0, 1003.0]]).round(3)
    array([[0.09 , 0.245, 0.665],
           [0.09 , 0.245, 0.665]])
    """
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))  # (..., n_classes), all <= 1
    return E / E.sum(axis=-1, keepdims=True)


@takes_scores
def log_softmax(Z: Array) -> Array:
    r"""Return the logarithm of :func:`softmax`, exact also where the probability rounds to zero.

    ``Z`` holds scores (logits), shape (..., n_classes); the result has the same shape.

    .. math:: \log \mathrm{softmax}(z)_k = (z_k - c) - \log \sum_j e^{z_j - c}, \qquad c = \max_j z_j

    The logarithm of the sum is the "log-sum-exp" of the shifted scores.

    Examples
    --------
    >>> log_softmax([[0.0, 0.0]]).round(4)
    array([[-0.6931, -0.6931]])
    """
    shifted = Z - Z.max(axis=-1, keepdims=True)  # (..., n_classes), all <= 0
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def softmax_jacobian(A: Array) -> Array:
    r"""Return the derivative of every softmax output with respect to every score.

    From ``A``, outputs of :func:`softmax`, shape (n_samples, n_classes), comes J, shape (n_samples, n_classes,
    n_classes); entry [i, j, k] is the derivative of ``A[i, j]`` with respect to ``Z[i, k]``:

    .. math:: J = \mathrm{diag}(a) - a a^\top

    Every row and every column sums to 0, because the probabilities always sum to 1.

    Examples
    --------
    >>> softmax_jacobian(np.array([[0.5, 0.5]]))
    array([[[ 0.25, -0.25],
            [-0.25,  0.25]]])
    """
    identity = np.eye(A.shape[1], dtype=A.dtype)  # (n_classes, n_classes)
    return A[:, :, np.newaxis] * (identity - A[:, np.newaxis, :])


class ReLU(Layer):
    """The layer ``A = max(0, Z)``; its derivative looks at Z, the value *before* the activation."""

    def __init__(self) -> None:
        self._masks, self._zeros, self._outputs, self._dZ = Workspace(), Workspace(), Workspace(), Workspace()

    @takes_inputs
    def forward(self, X: Array, *, training: bool = False) -> Array:
        """Return ``relu(X)``; shape (n_samples, n_features), like ``X``."""
        if not training:
            return np.maximum(X, 0)
        zeros = self._zeros.array(X.shape, X.dtype)  # nobody writes here; with the number 0 NumPy takes twice as long
        self._memory = np.greater(X, zeros, out=self._masks.array(X.shape, np.bool_))
        return np.maximum(X, zeros, out=self._outputs.array(X.shape, X.dtype))

    @takes_gradient
    def backward(self, dA: Array) -> Array:
        """Return ``dA`` where Z > 0, and 0 elsewhere."""
        mask = self._remembered()  # (n_samples, n_features), bool
        return np.multiply(dA, mask, out=self._dZ.array(dA.shape, dA.dtype))


class _Smooth(Layer):
    """A layer ``A = function(Z)`` whose derivative is written with its own output A."""

    @staticmethod
    @abstractmethod
    def function(Z: Array) -> Array:
        """Return A."""

    @takes_inputs
    def forward(self, X: Array, *, training: bool = False) -> Array:
        """Return ``function(X)``; shape (n_samples, n_features), like ``X``."""
        A = self.function(X)
        if training:
            self._memory = A
        return A

    @takes_gradient
    def backward(self, dA: Array) -> Array:
        """Return the gradient with respect to Z, given that with respect to A."""
        return self.chain(self._remembered(), dA)

    @staticmethod
    @abstractmethod
    def chain(A: Array, dA: Array) -> Array:
        """Return ``dA`` times the derivative, by the chain rule."""


class Sigmoid(_Smooth):
    """The layer ``A = sigmoid(Z)``; its derivative written with its own output, A (1 - A)."""

    function = staticmethod(inside(sigmoid))

    @staticmethod
    def chain(A: Array, dA: Array) -> Array:
        """Return ``dA * A * (1 - A)``."""
        return dA * A * (1 - A)


class Tanh(_Smooth):
    """The layer ``A = tanh(Z)``; its derivative written with its own output, 1 - A²."""

    function = staticmethod(inside(tanh))

    @staticmethod
    def chain(A: Array, dA: Array) -> Array:
        """Return ``dA * (1 - A²)``."""
        return dA * (1 - A * A)


class Softmax(_Smooth):
    r"""The layer ``A = softmax(Z)``, going back through the full Jacobian of every sample.

    It exists to be understood, and is paired with :class:`mlpkit.CrossEntropy`. For training prefer a network
    that ends in logits with :class:`mlpkit.SoftmaxCrossEntropy`, which is faster and exact for any logits.

    Notes
    -----
    .. math:: J_{jk} = \frac{\partial a_j}{\partial z_k} = a_j (\delta_{jk} - a_k), \qquad dz = J^\top da
    """

    function = staticmethod(inside(softmax))

    @staticmethod
    def chain(A: Array, dA: Array) -> Array:
        """Return, for every sample i, the sum over j of its Jacobian's [j, k] times its own ``dA`` [j]."""
        return np.einsum("ijk,ij->ik", softmax_jacobian(A), dA)


_HIDDEN: list[type[Layer]] = [ReLU, Sigmoid, Tanh]  # a new activation belongs here: then mlp and storage know it
_EVERY: list[type[Layer]] = [Dense, Dropout, *_HIDDEN, Softmax]

ACTIVATIONS = {kind.__name__.lower(): kind for kind in _HIDDEN}
"""The names that :func:`mlpkit.mlp` understands for its hidden layers."""

LAYERS = {kind.__name__: kind for kind in _EVERY}
"""All layers by the names of their classes, as a model file calls them."""
