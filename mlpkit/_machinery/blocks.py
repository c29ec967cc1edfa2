"""Parameters, gradients and what an optimizer remembers, cut into blocks that fit into a processor's cache.

A block is a slice, and a slice shares its numbers with its array: a change of a block of ``W`` changes the network, and
what ``backward`` writes into a large ``dW`` is seen through its blocks. So one cut serves every step.

Small parameters, such as biases and last layers, share one block: what a rule costs for each of them is its calls, not
its arithmetic. Their gradients, and what is remembered for them, stand in one long row, in which each has its own
stretch; ``take_in`` copies the gradients there at every step. In 784-128-10, W1 is cut into blocks of 512 and 272 rows,
and b1, W2 and b2 share one of 1,418 numbers.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from operator import is_
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array, wrong_kind

BLOCK_SIZE = 2**16
"""Numbers in a block, at most about."""

SMALL = 2**12
"""Numbers of a parameter that shares a block, at most."""


class Blocks:
    """The parameters of one network, cut up, and what an optimizer remembers for each of them.

    Attributes
    ----------
    blocks : list of list
        Places, block of the gradient, room to compute in, and the block of everything remembered. Places are the
        parameters that the block belongs to, each with the stretch of the block that is its own.
    gradient : list of numpy.ndarray
        All gradients, in fewer arrays; that of the small ones is the last.
    states : list of tuple of numpy.ndarray
        What is remembered, parameter by parameter.
    limit : float
        A step beyond it would be beyond all measure: the largest number of the dtype to the power of 3/4, so that what
        a rule computes on its way, and the sum of many steps, has room, too.
    """

    def __init__(self) -> None:
        self.states: list[tuple[Array, ...]] = []
        self.limit = math.inf
        self._let_go()

    def _let_go(self) -> None:
        self.blocks: list[list[Any]] = []
        self._arrays: list[Array] = []
        self._small: list[Array] = []
        self.gradient: list[Array] = []

    def take_in(self, params: Sequence[Array], grads: Sequence[Array]) -> bool:
        """Bring the small gradients to their block and return True; return False if the arrays must be cut (anew).

        They must if they are not the very arrays that were cut, or may not be changed.
        """
        if not (self.blocks and type(params) is type(grads) is list and len(params) + len(grads) == len(self._arrays)):
            return False
        if not all(map(is_, [*params, *grads], self._arrays)):  # pair by pair, the same array
            return False
        for W in params:
            if not W.flags.writeable:
                return False
        if self._small:
            np.concatenate(self._small, out=self.gradient[-1])
        return True

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
        small = [i for i, W in enumerate(params) if _is_small(W, grads[i], params[0].dtype)]
        for i, (W, dW, state) in enumerate(zip(params, grads, self.states, strict=True)):
            if i in small:
                continue
            scratch = np.empty_like(next(slices(W))[0])  # as large as the first slice, the largest
            for W_block, dW_block, *state_block in slices(W, dW, *state):
                whole = slice(len(W_block))  # all its rows
                self.blocks.append([[(W_block, whole)], dW_block, scratch[whole], *state_block])
            self.gradient.append(dW)
        if small:
            self._join(small, params, grads)
        self._arrays = [*params, *grads]

    def _join(self, small: list[int], params: Sequence[Array], grads: Sequence[Array]) -> None:
        """Make one block of the parameters with these numbers, and what is remembered for each a part of it."""
        self._small = [grads[i].reshape(-1) for i in small]
        gradient = np.concatenate(self._small)
        n_states = len(self.states[small[0]])
        state = [np.concatenate([self.states[i][k].reshape(-1) for i in small]) for k in range(n_states)]
        places, start = [], 0
        for i in small:
            own = slice(start, start + params[i].size)
            places.append((params[i].reshape(-1), own))
            self.states[i] = tuple(array[own].reshape(params[i].shape) for array in state)
            start = own.stop
        self.blocks.append([places, gradient, np.empty_like(gradient), *state])
        self.gradient.append(gradient)

    def __getstate__(self) -> dict[str, object]:
        """Copy and pickle without the network's arrays: a copied network has arrays of its own."""
        return {**vars(self), "blocks": [], "_arrays": [], "_small": [], "gradient": []}


def _is_small(W: Array, dW: Array, dtype: np.dtype) -> bool:
    """Return whether a parameter and its gradient can be seen as a part of one long array, and should be."""
    alike = type(W) is type(dW) is np.ndarray and W.dtype == dW.dtype == dtype
    return alike and W.size <= SMALL and W.flags.c_contiguous and dW.flags.c_contiguous


def slices(*arrays: Array) -> Iterator[list[Array]]:
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
            raise wrong_kind(f"{name}: {kind}", "a list of arrays", arrays, f"network.{kind}")
        for i, array in enumerate(arrays):
            if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
                expected, hint = "an array of floating-point numbers", "np.array(values, dtype=float)"
                raise wrong_kind(f"{name}: {kind}[{i}]", expected, array, hint)
    for i, W in enumerate(params):
        if not W.flags.writeable:
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
    lengths = f"the gradient has length {length:.2g}, the learning rate is {learning_rate:.2g}"
    return FloatingPointError(f"the step would be beyond all measure: {lengths}")
