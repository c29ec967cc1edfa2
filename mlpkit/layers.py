"""Layers: each turns a batch into another batch on the way forward, and a gradient into a gradient on the way back."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from mlpkit._machinery.arguments import Array, as_dtype, as_number, as_sizes, as_weights, require_rng
from mlpkit._machinery.doors import TwoDoors, no_forward, takes_gradient, takes_inputs
from mlpkit._machinery.workspace import Workspace
from mlpkit.initializers import Initializer, he


class Layer(TwoDoors, ABC):
    """One step of a network.

    A layer works on batches: arrays of shape (n_samples, n_features). ``forward`` computes the outputs;
    with ``training=True`` it also remembers what ``backward`` will need. ``backward`` takes the gradient of
    the loss with respect to the outputs, stores the gradients of the parameters, and returns the gradient
    with respect to the inputs. Without ``training=True``, ``forward`` writes nothing.

    What ``forward(training=True)`` and ``backward`` return belongs to the layer, which may write the next step's
    numbers into the same array: copy it to keep it. Leave ``X`` as it is until ``backward`` has seen it.

    A layer of your own needs ``forward`` and ``backward``, and ``params`` and ``grads`` if it learns. In this package,
    the line ``@takes_inputs`` above a ``def forward`` puts a check of X before it. The same function without the check
    is called ``_forward`` (there is no such ``def``: ``TwoDoors`` makes it), and a network, whose X is checked already,
    calls that.
    """

    params: Sequence[Array] = ()
    """The arrays that training changes; a property where there are some."""

    grads: Sequence[Array] = ()
    """The gradient of the loss for each array of ``params``, in the same order."""

    penalty: float = 0.0
    """What this layer adds to the loss."""

    n_in: int | None = None
    """The number of columns that it takes; None: any."""

    dtype: np.dtype | None = None
    """What it computes in; None: that of its inputs."""

    _width: int | None = None  # the number of columns that it returns; None: as many as it is given
    _memory: Array | None = None  # what forward(training=True) keeps for one backward

    @abstractmethod
    def forward(self, X: ArrayLike, *, training: bool = False) -> Array:
        """Return the outputs for the batch ``X``."""

    @abstractmethod
    def backward(self, dA: Array) -> Array:
        """Return the gradient with respect to the inputs, given that with respect to the outputs."""

    def set_parameter_gradients(self, dA: Array) -> None:
        """Set ``grads``, as ``backward`` does; the first layer of a network needs no more."""
        self.backward(dA)

    def n_out(self, n_in: int) -> int:
        """Return the number of output columns for ``n_in`` input columns."""
        return n_in

    def astype(self, dtype: DTypeLike) -> Self:
        """Return an independent copy of the layer that computes in ``dtype``."""
        return copy.deepcopy(self)

    def _remembered(self) -> Array:
        """Return what the last forward pass in training mode kept, and forget it: one backward for each forward."""
        if self._memory is None:
            raise no_forward(self)
        memory, self._memory = self._memory, None
        return memory

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return f"{type(self).__name__}()"


class Dense(Layer):
    r"""A fully connected layer: every output is a weighted sum of all inputs, plus a bias.

    Parameters
    ----------
    n_in, n_out : int
        Number of inputs and of neurons.
    init : callable, default :func:`mlpkit.he`
        Function ``init(n_in, n_out, *, rng)`` that returns the initial weights.
    l2 : float, default 0.0
        Strength λ of the L2 penalty on the weights; the bias is not penalised.
    dtype : dtype, default float32
        Type of the parameters and of everything computed.
    rng : numpy.random.Generator
        Source of the initial weights.

    Attributes
    ----------
    W : numpy.ndarray
        Weights, shape (n_in, n_out).
    b : numpy.ndarray
        Biases, shape (n_out,); zeros at the start.
    dW, db : numpy.ndarray
        Their gradients, same shapes, overwritten by every ``backward``.

    Notes
    -----
    .. math:: Z = X W + b, \qquad
              dW = X^\top dZ + \lambda W, \quad db = \sum_i dZ_i, \quad dX = dZ\, W^\top

    There is no 1/n here: averaging over the batch is the loss's business. The penalty is
    :math:`\frac{\lambda}{2} \sum W^2`. Goodfellow, Bengio and Courville (2016), "Deep Learning",
    sections 6.5 and 7.1.1.

    Examples
    --------
    >>> layer = Dense(3, 2, rng=np.random.default_rng(0))
    >>> layer.forward(np.ones((5, 3))).shape
    (5, 2)
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        *,
        init: Initializer = he,
        l2: float = 0.0,
        dtype: DTypeLike = np.float32,
        rng: np.random.Generator,
    ) -> None:
        self.dtype: np.dtype = as_dtype(dtype, name="Dense")
        # In bytes: W and dW, and the initializer's float64.
        n_in, n_out = as_sizes(n_in, n_out, name="Dense", bytes_each=2 * self.dtype.itemsize + 8)
        self.n_in, self._width = n_in, n_out
        self.l2 = as_number(l2, name="Dense: l2", minimum=0.0)
        require_rng(rng, name="Dense")
        self.W = as_weights(init, n_in, n_out, rng=rng, dtype=self.dtype, name="Dense")
        self.b = np.zeros(n_out, dtype=self.dtype)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        self._outputs, self._dX = Workspace(), Workspace()

    @takes_inputs
    def forward(self, X: Array, *, training: bool = False) -> Array:
        """Return ``X W + b``, shape (n_samples, n_out), for inputs of shape (n_samples, n_in)."""
        Z = None
        if training:
            self._memory = X
            Z = self._outputs.array((len(X), len(self.b)), self.dtype)
        Z = np.dot(X, self.W, out=Z)  # X @ W, shape (n_samples, n_out), written into Z if there is one
        Z += self.b
        return Z

    @takes_gradient
    def backward(self, dA: Array) -> Array:
        """Set ``dW`` and ``db``, and return the gradient with respect to the inputs, shape (n_samples, n_in).

        ``dA`` is the gradient with respect to the outputs, shape (n_samples, n_out). Without a forward pass in training
        mode before it there is a RuntimeError.
        """
        self._set_parameter_gradients(dA)
        return np.dot(dA, self.W.T, out=self._dX.array((len(dA), len(self.W)), self.dtype))  # (n_samples, n_in)

    @takes_gradient
    def set_parameter_gradients(self, dA: Array) -> None:
        """Do the half of ``backward`` that sets ``dW`` and ``db``; the first layer of a network needs no more."""
        X = self._remembered()  # (n_samples, n_in)
        if len(X) == 1:  # the same product, five times as fast as matmul makes it of a single sample
            np.einsum("si,sj->ij", X, dA, out=self.dW)
        else:
            np.matmul(X.T, dA, out=self.dW)  # (n_in, n_out)
        if self.l2:
            self.dW += self.l2 * self.W
        dA.sum(axis=0, out=self.db)  # (n_out,)

    @property  # read as layer.params, without brackets
    def params(self) -> list[Array]:  # type: ignore[override]
        """``[W, b]``."""
        return [self.W, self.b]

    @property
    def grads(self) -> list[Array]:  # type: ignore[override]
        """``[dW, db]``."""
        return [self.dW, self.db]

    @property
    def penalty(self) -> float:  # type: ignore[override]
        """Half of ``l2`` times the sum of the squared weights."""
        return 0.5 * self.l2 * float(np.vdot(self.W, self.W)) if self.l2 else 0.0

    def n_out(self, n_in: int) -> int:
        """Return the number of neurons; raise ValueError if ``n_in`` does not fit."""
        if n_in != self.n_in:
            raise ValueError(
                f"Dense: the layer before gives {n_in} columns but this one was built for n_in={self.n_in}"
            )
        return self.W.shape[1]

    def astype(self, dtype: DTypeLike) -> Self:
        """Return an independent copy of the layer with parameters of ``dtype``."""
        layer = copy.deepcopy(self)
        layer.dtype = as_dtype(dtype, name="Dense.astype")
        layer.W, layer.b, layer.dW, layer.db = (array.astype(layer.dtype) for array in (*self.params, *self.grads))
        return layer

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return f"Dense({self.W.shape[0]}, {self.W.shape[1]})"


class Dropout(Layer):
    r"""Switch off each input with probability ``rate`` while training; do nothing otherwise.

    Parameters
    ----------
    rate : float
        Probability of switching an input off, in [0, 1).
    rng : numpy.random.Generator
        The layer takes a generator of its own from it (``rng.spawn``), so that several dropout layers
        do not depend on the order of their calls.

    Notes
    -----
    *Inverted* dropout: what is kept is divided by the probability of keeping it, so that the expected output
    equals the input and prediction needs no correction:

    .. math:: A = X \odot M, \qquad M_{ij} \in \{0, \tfrac{1}{1 - \text{rate}}\}, \qquad dX = dA \odot M

    Backward uses the *same* mask. Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014),
    "Dropout: a simple way to prevent neural networks from overfitting".
    """

    def __init__(self, rate: float, *, rng: np.random.Generator) -> None:
        hint = "0.2 switches off one input in five"
        self.rate = as_number(rate, name="Dropout: rate", minimum=0.0, below=1.0, hint=hint)
        self.rng = require_rng(rng, name="Dropout").spawn(1)[0]
        self._draws, self._masks, self._outputs, self._dX = Workspace(), Workspace(), Workspace(), Workspace()

    @takes_inputs
    def forward(self, X: Array, *, training: bool = False) -> Array:
        """Return ``X`` with some entries set to zero and the rest scaled up; ``X`` itself in prediction."""
        if not training:
            return X
        draws = self.rng.random(out=self._draws.array(X.shape, np.float32), dtype=np.float32)
        mask = np.greater_equal(draws, self.rate, out=self._masks.array(X.shape, X.dtype))  # 1 for what is kept
        mask *= 1.0 / (1.0 - self.rate)
        self._memory = mask
        return np.multiply(X, mask, out=self._outputs.array(X.shape, X.dtype))

    @takes_gradient
    def backward(self, dA: Array) -> Array:
        """Return ``dA`` times the mask of the forward pass, shape (n_samples, n_features)."""
        return np.multiply(dA, self._remembered(), out=self._dX.array(dA.shape, dA.dtype))

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return f"Dropout({self.rate:g})"
