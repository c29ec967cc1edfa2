"""Parameters, gradients and what an optimizer remembers, cut into blocks that fit into the cache of a processor core."""

import operator
from collections.abc import Iterator, Sequence

import numpy as np

from mlpkit._machinery.checks import Array, describe

BLOCK_SIZE = 2**16
"""Numbers in a block, at most about."""


class Blocks:
    """The blocks of one network, in the order of its parameters; an optimizer goes through them at every step.

    Parameters
    ----------
    params, grads : sequence of numpy.ndarray
        Parameters and their gradients.
    states : sequence of tuple of numpy.ndarray
        What the optimizer remembers for each parameter.
    """

    def __init__(
        self, params: Sequence[Array] = (), grads: Sequence[Array] = (), states: Sequence[tuple[Array, ...]] = ()
    ) -> None:
        self._arrays = [*params, *grads]
        self.blocks: list[list[Array]] = []
        for W, dW, state in zip(params, grads, states, strict=True):
            scratch = np.empty_like(next(cut(W))[0])
            for W_block, dW_block, *state_block in cut(W, dW, *state):
                self.blocks.append([W_block, dW_block, scratch[: len(W_block)], *state_block])

    def __iter__(self) -> Iterator[list[Array]]:
        """Yield blocks of a parameter, its gradient, room to compute in, and of everything remembered."""
        return iter(self.blocks)

    def are_of(self, params: Sequence[Array], grads: Sequence[Array]) -> bool:
        """Return whether these are the very arrays that were cut, and may be changed."""
        if not (self.blocks and isinstance(params, Sequence) and isinstance(grads, Sequence)):
            return False
        now = [*params, *grads]
        if len(now) != len(self._arrays) or not all(map(operator.is_, now, self._arrays)):
            return False
        return all(map(operator.attrgetter("flags.writeable"), params))

    def __reduce__(self) -> tuple[type, tuple[()]]:
        """Copy and pickle as an empty one: a copied network has arrays of its own."""
        return Blocks, ()


def cut(*arrays: Array) -> Iterator[list[Array]]:
    """Cut arrays of one shape into the same slices of rows, each of at most about ``BLOCK_SIZE`` numbers."""
    views = [np.atleast_1d(array) for array in arrays]
    n_rows, size = len(views[0]), views[0].size
    step = max(1, n_rows * BLOCK_SIZE // max(size, 1))
    for start in range(0, n_rows, step):
        yield [view[start : start + step] for view in views]


def require_pairs(params: Sequence[Array], grads: Sequence[Array], *, name: str) -> None:
    """Raise TypeError unless both hold floating-point arrays; ValueError if shapes differ or one cannot be changed."""
    for kind, arrays in (("params", params), ("grads", grads)):
        if not isinstance(arrays, Sequence):
            raise TypeError(f"{name}: {kind} must be a list of arrays; got {describe(arrays)}. Hint: network.{kind}")
        for i, array in enumerate(arrays):
            if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
                raise TypeError(
                    f"{name}: {kind}[{i}] must be an array of floating-point numbers; got {describe(array)}. "
                    "Hint: np.array(values, dtype=float)"
                )
            if kind == "params" and not array.flags.writeable:
                raise ValueError(
                    f"{name}: params[{i}] is read-only; expected an array to change. Hint: params[{i}].copy()"
                )
    shapes, others = [W.shape for W in params], [dW.shape for dW in grads]
    if shapes != others:
        raise ValueError(f"{name}: params have shapes {shapes} but grads {others}; expected the same")
