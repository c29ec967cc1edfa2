"""Initial weights: functions that return an array of shape (n_in, n_out).

All of them take the numbers of inputs and of outputs of a layer and, by name, ``rng``, the source of randomness. All
return float64; the layer converts to its own dtype. An initializer with a setting, such as :func:`normal`, is fixed
with ``functools.partial(normal, scale=0.1)``.
"""

from collections.abc import Callable

import numpy as np

from mlpkit._machinery.arguments import Array, as_number, require_rng
from mlpkit._machinery.doors import takes_sizes

Initializer = Callable[..., Array]
"""Any function ``f(n_in, n_out, *, rng)`` that returns initial weights of shape (n_in, n_out)."""


@takes_sizes
def he(n_in: int, n_out: int, *, rng: np.random.Generator) -> Array:
    r"""Draw weights from N(0, 2 / n_in): the choice for layers followed by ReLU.

    ReLU sets half of the variance (the square of the standard deviation) to zero; the factor 2 puts it back, so that
    the size of the activations stays the same from layer to layer. He, Zhang, Ren and Sun (2015), "Delving deep into
    rectifiers", eq. 10.
    """
    return require_rng(rng, name="he").normal(0.0, np.sqrt(2.0 / n_in), size=(n_in, n_out))


@takes_sizes
def glorot(n_in: int, n_out: int, *, rng: np.random.Generator) -> Array:
    r"""Draw weights uniformly from ±sqrt(6 / (n_in + n_out)): the choice for tanh and sigmoid.

    The variance 2 / (n_in + n_out) is a compromise between keeping the activations' size on the way forward
    and the gradients' size on the way back. Glorot and Bengio (2010), "Understanding the difficulty of
    training deep feedforward neural networks", eq. 16.
    """
    limit = np.sqrt(6.0 / (n_in + n_out))
    return require_rng(rng, name="glorot").uniform(-limit, limit, size=(n_in, n_out))


@takes_sizes
def uniform(n_in: int, n_out: int, *, rng: np.random.Generator) -> Array:
    r"""Draw weights uniformly from ±1 / sqrt(n_in).

    The classic rule of thumb; its variance is 1 / (3 n_in). LeCun, Bottou, Orr and Müller (1998),
    "Efficient BackProp", section 4.6, argues for 1 / n_in.
    """
    limit = 1.0 / np.sqrt(n_in)
    return require_rng(rng, name="uniform").uniform(-limit, limit, size=(n_in, n_out))


@takes_sizes
def normal(n_in: int, n_out: int, *, scale: float = 0.01, rng: np.random.Generator) -> Array:
    r"""Draw weights from N(0, scale²), whatever the size of the layer.

    ``scale`` is the standard deviation of the weights.
    """
    scale = as_number(scale, name="normal: scale", minimum=0.0)
    return require_rng(rng, name="normal").normal(0.0, scale, size=(n_in, n_out))


@takes_sizes
def zeros(n_in: int, n_out: int, *, rng: np.random.Generator | None = None) -> Array:
    """Return zeros: right for biases, and for weights the way to see why symmetry must be broken."""
    return np.zeros((n_in, n_out))


INITIALIZERS: dict[str, Initializer] = {init.__name__: init for init in (he, glorot, uniform, normal, zeros)}
"""The names that :func:`mlpkit.mlp` understands."""
