"""Two doors to one function: a user comes in through the checks, the package itself behind them.

Input is checked once, where it enters. A decorator of this module puts the check before a function, which may then
trust its arguments; :func:`inside` is the function without the check. With ``@takes_inputs`` above ``def forward``
(``@f`` above ``def g`` is short for ``g = f(g)`` after it), the name ``forward`` means ``checked`` below, which calls
``as_batch`` and then that ``def``. The classes that derive from :class:`TwoDoors` have each such method twice,
``forward`` with the check and ``_forward`` without. A method that has no check, as in a class of somebody's own, is its
own twin.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar

from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_batch, as_float_array, as_sizes, require_same_shape

Checked = TypeVar("Checked", bound=Callable[..., Any])
Result = TypeVar("Result")


_INSIDE: dict[Callable[..., Any], Callable[..., Any]] = {}  # not an attribute: others' decorators would copy it


def inside(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function behind the check; a function without a check is returned as it is."""
    return _INSIDE.get(function, function)


def _door_of(function: Callable[..., Any]) -> Callable[[Checked], Checked]:
    """Make a function that checks its arguments the door of another: with its name, its docstring and its signature."""

    def decorate(checked: Checked) -> Checked:
        wraps(function)(checked)  # copies name, docstring and signature
        _INSIDE[checked] = function
        return checked

    return decorate


class TwoDoors:
    """Base of the classes whose methods are called by users and by the package itself."""

    _forward: ClassVar[Callable[..., Any]]
    _backward: ClassVar[Callable[..., Any]]
    _set_parameter_gradients: ClassVar[Callable[..., Any]]
    _value: ClassVar[Callable[..., Any]]
    _gradient: ClassVar[Callable[..., Any]]
    _n_correct: ClassVar[Callable[..., Any]]
    _for_step: ClassVar[Callable[..., Any]]

    def __init_subclass__(cls) -> None:
        """Give every method that has a check a twin without it; a method of somebody's own is its own twin.

        Python calls this for every class that derives from this one. The twins are the names listed above.
        """
        super().__init_subclass__()
        for twin in TwoDoors.__annotations__:
            if hasattr(cls, twin[1:]):  # the name without its underscore
                setattr(cls, twin, inside(getattr(cls, twin[1:])))


def takes_numbers(function: Callable[[Array], Array]) -> Callable[[ArrayLike], Array]:
    """Check the argument of a function of an array of any shape."""

    @_door_of(function)
    def checked(Z: ArrayLike) -> Array:
        return function(as_float_array(Z, name=f"{function.__name__}: Z"))

    return checked


def takes_scores(function: Callable[[Array], Array]) -> Callable[[ArrayLike], Array]:
    """Check the argument of a function of scores along the last axis: there must be one at least."""

    @_door_of(function)
    def checked(Z: ArrayLike) -> Array:
        scores = as_float_array(Z, name=f"{function.__name__}: Z")
        if scores.ndim == 0 or scores.shape[-1] == 0:
            raise ValueError(
                f"{function.__name__}: Z has shape {scores.shape}; expected at least one score along the last axis. "
                "Hint: print its shape"
            )
        return function(scores)

    return checked


def takes_sizes(initializer: Callable[..., Array]) -> Callable[..., Array]:
    """Check the sizes that an initializer is given."""

    @_door_of(initializer)
    def checked(n_in: int, n_out: int, **settings: Any) -> Array:
        n_in, n_out = as_sizes(n_in, n_out, name=initializer.__name__, bytes_each=8)  # float64
        return initializer(n_in, n_out, **settings)

    return checked


def takes_inputs(forward: Callable[..., Array]) -> Callable[..., Array]:
    """Check the inputs of a layer or a network: a batch of the right width, in its dtype."""

    @_door_of(forward)
    def checked(self: Any, X: ArrayLike, *, training: bool = False) -> Array:
        X = as_batch(X, name=f"{type(self).__name__}.forward: X", n_features=self.n_in, dtype=self.dtype)
        return forward(self, X, training=training)

    return checked


def takes_gradient(backward: Callable[[Any, Array], Result]) -> Callable[[Any, ArrayLike], Result]:
    """Check the gradient that a layer is given: of the shape of its last outputs, and in its dtype."""

    @_door_of(backward)
    def checked(self: Any, dA: ArrayLike) -> Result:
        name = f"{type(self).__name__}.backward"
        dA = as_float_array(dA, name=f"{name}: dA", dtype=self.dtype)
        if self._memory is None:
            raise no_forward(self)
        n_samples, n_columns = self._memory.shape
        expected = (n_samples, self._width or n_columns)
        if dA.shape != expected:
            require_same_shape(dA.shape, expected, name=name, a_name="dA", b_name="the forward output")
        return backward(self, dA)

    return checked


def no_forward(layer: object) -> RuntimeError:
    """Return the error of a layer that shall go back and has not been forward."""
    return RuntimeError(
        f"{type(layer).__name__}.backward: there is no forward pass to go back through; each backward needs its own "
        "forward in training mode. Hint: call forward(X, training=True) first"
    )


def takes_pairs(method: Callable[[Any, Array, Any], Result]) -> Callable[[Any, ArrayLike, ArrayLike], Result]:
    """Check the outputs and the targets that a loss is given."""

    @_door_of(method)
    def checked(self: Any, y_pred: ArrayLike, y_true: ArrayLike) -> Result:
        return method(self, *self._arrays(y_pred, y_true))

    return checked
