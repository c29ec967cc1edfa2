"""Parameters, gradients and what an optimizer remembers, cut into blocks that fit into a processor's cache."""

import math
import operator
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from mlpkit._machinery.checks import Array, describe

BLOCK_SIZE = 2**16
"""Numbers in a block, at most about."""


class Blocks:
    """The parameters of one network, cut up, and what an optimizer remembers for each of them.

    Attributes
    ----------
    blocks : list of list of numpy.ndarray
        Block of a parameter, of its gradient, room to compute in, and the block of everything remembered.
    states : list of tuple of numpy.ndarray
        What is remembered, parameter by parameter.
    limit : float
        A step beyond it would be beyond all measure: the largest number of the dtype to the power of 3/4.
    """

    def __init__(self) -> None:
        self.states: list[tuple[Array, ...]] = []
        self.limit = math.inf
        self._let_go()

    def _let_go(self) -> None:
        self.blocks: list[list[Array]] = []
        self._arrays: list[Array] = []

    def are_of(self, params: Sequence[Array], grads: Sequence[Array]) -> bool:
        """Return whether these are the very arrays that were cut, and may be changed."""
        if not (self.blocks and isinstance(params, Sequence) and isinstance(grads, Sequence)):
            return False
        now = [*params, *grads]
        if len(now) != len(self._arrays) or not all(map(operator.is_, now, self._arrays)):
            return False
        return all(map(operator.attrgetter("flags.writeable"), params))

    def cut(
        self,
        params: Sequence[Array],
        grads: Sequence[Array],
        start: Callable[[Array], tuple[Array, ...]],
        *,
        name: str,
    ) -> None:
        """Check the arrays and cut them; at the first step, ``start`` makes what is remembered for each parameter."""
        shapes = require_pairs(params, grads, name=name)
        if not self.states:
            self.states = [start(W) for W in params]
            self._shapes = shapes
            self.limit = min((float(np.finfo(W.dtype).max) for W in params), default=math.inf) ** 0.75
        elif shapes != self._shapes:
            raise ValueError(
                f"{name}: params have shapes {shapes}, but earlier steps saw {self._shapes}. "
                "Hint: make a new optimizer for every network"
            )
        self._let_go()
        for W, dW, state in zip(params, grads, self.states, strict=True):
            scratch = np.empty_like(next(cut(W))[0])
            for W_block, dW_block, *state_block in cut(W, dW, *state):
                self.blocks.append([W_block, dW_block, scratch[: len(W_block)], *state_block])
        self._arrays = [*params, *grads]

    def __getstate__(self) -> dict[str, object]:
        """Copy and pickle without the network's arrays: a copied network has arrays of its own."""
        return {**vars(self), "blocks": [], "_arrays": []}


def cut(*arrays: Array) -> Iterator[list[Array]]:
    """Cut arrays of one shape into the same slices of rows, each of at most about ``BLOCK_SIZE`` numbers."""
    views = [np.atleast_1d(array) for array in arrays]
    n_rows, size = len(views[0]), views[0].size
    step = max(1, n_rows * BLOCK_SIZE // max(size, 1))
    for start in range(0, n_rows, step):
        yield [view[start : start + step] for view in views]


def require_pairs(params: Sequence[Array], grads: Sequence[Array], *, name: str) -> list[tuple[int, ...]]:
    """Return the shapes of parameters and gradients if they are the same, and the parameters can be changed."""
    for kind, arrays in (("params", params), ("grads", grads)):
        if not isinstance(arrays, Sequence):
            raise TypeError(f"{name}: {kind} must be a list of arrays; got {describe(arrays)}. Hint: network.{kind}")
        for i, array in enumerate(arrays):
            if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
                raise TypeError(
                    f"{name}: {kind}[{i}] must be an array of floating-point numbers; got {describe(array)}. "
                    "Hint: np.array(values, dtype=float)"
                )
    locked = [i for i, W in enumerate(params) if not W.flags.writeable]
    if locked:
        i = locked[0]
        raise ValueError(f"{name}: params[{i}] is read-only; expected an array to change. Hint: params[{i}].copy()")
    if (shapes := _shapes(params)) != _shapes(grads):
        raise ValueError(f"{name}: params have shapes {shapes} but grads {_shapes(grads)}; expected the same")
    return shapes


def _shapes(arrays: Sequence[Array]) -> list[tuple[int, ...]]:
    return [array.shape for array in arrays]


def overflow(grads: Sequence[Array], length: float, learning_rate: float) -> FloatingPointError:
    """Return the error for a gradient, or a step, beyond all measure."""
    if not all(np.isfinite(dW).all() for dW in grads):
        return FloatingPointError("the gradient holds NaN or infinity")
    return FloatingPointError(
        f"the parameters would overflow: the gradient has length {length:.2g}, the learning rate is {learning_rate:.2g}"
    )
