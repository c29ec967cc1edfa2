"""What a gradient check can look at: anything that goes forward and back, seen from outside."""

import copy
import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_float_array, describe, wrong_kind
from mlpkit.layers import Layer
from mlpkit.network import Sequential


class FunctionPair:
    """Two plain functions as an object: ``forward(X, *params)`` and ``backward(dA, X, *params)``."""

    def __init__(self, forward: Callable[..., Any], backward: Callable[..., Any], params: Mapping[str, ArrayLike]):
        self.functions = forward, backward
        self.params = {
            name: np.array(as_float_array(values, name=f"check_gradients: params[{name!r}]"), dtype=np.float64)
            for name, values in params.items()
        }
        self.grads: dict[str, Any] = {}

    def forward(self, X: Array) -> Any:
        """Return the outputs."""
        self.X = X
        return self.functions[0](X, *self.params.values())

    def backward(self, dA: Array) -> Any:
        """Return the gradient of X, and keep those of the parameters."""
        result = self.functions[1](dA, self.X, *self.params.values())
        gradients = result if isinstance(result, (tuple, list)) else (result,)
        if len(gradients) != 1 + len(self.params):
            raise ValueError(
                f"check_gradients: backward returned {len(gradients)} gradient(s); expected {1 + len(self.params)}: "
                f"those of {', '.join(['X', *self.params])}. Hint: None in place of X's if it is not computed"
            )
        self.grads = dict(zip(self.params, gradients[1:], strict=True))
        return gradients[0]


class Chain:
    """A list of layers as one object."""

    def __init__(self, layers: Sequence[Any]) -> None:
        self.layers = list(layers)

    def forward(self, X: Array) -> Array:
        """Go through the layers from the first to the last."""
        for layer in self.layers:
            X = go_forward(layer, X)
        return X

    def backward(self, dA: Array) -> Array | None:
        """Go through them from the last to the first."""
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA


def as_subject(model: Any, params: Mapping[str, ArrayLike] | None) -> Any:
    """Return a copy of the model that computes in float64 and has ``forward`` and ``backward``."""
    if params is not None and not isinstance(params, Mapping):
        raise wrong_kind("check_gradients: params", "a dict of names and arrays", params, "params={'W': W, 'b': b}")
    if isinstance(model, tuple) and len(model) == 2 and all(map(callable, model)):
        return FunctionPair(*model, params or {})
    if params is not None:
        raise TypeError(
            f"check_gradients: params belong to a pair of functions; got {describe(model)}, which keeps its own. "
            "Hint: leave params out"
        )
    if isinstance(model, (Layer, Sequential)):
        return model.astype(np.float64)
    if isinstance(model, list) and model and all(hasattr(layer, "backward") for layer in model):
        return Chain([as_subject(layer, None) for layer in model])
    if not (hasattr(model, "forward") and hasattr(model, "backward")) or isinstance(model, type):
        expected = (
            "a layer, a network, a list of layers, any object with forward(X) and backward(dA), or a pair of functions "
            "(forward, backward)"
        )
        hint = "an object, Dense(3, 2, rng=rng), not the class Dense"
        raise wrong_kind("check_gradients: model", expected, model, hint)
    model = copy.deepcopy(model)
    vars(model).update({name: _in_float64(value) for name, value in vars(model).items()})
    return model


def _in_float64(value: Any) -> Any:
    """Return arrays of floats as float64, also inside lists, dicts and layers; everything else as it is."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float64)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_in_float64, value))
    if isinstance(value, dict):
        return {key: _in_float64(entry) for key, entry in value.items()}
    return as_subject(value, None) if hasattr(value, "forward") and hasattr(value, "backward") else value


def go_forward(model: Any, X: Array) -> Array:
    """Return the outputs, in training mode if the model has one."""
    function = getattr(model.forward, "__func__", model.forward)
    outputs = model.forward(X, training=True) if _has_training_mode(function) else model.forward(X)
    return as_float_array(outputs, name="check_gradients: the result of forward")


@functools.cache
def _has_training_mode(forward: Callable[..., Any]) -> bool:
    return "training" in inspect.signature(forward).parameters


def go_back(model: Any, dA: Array) -> Array | None:
    """Go back with the gradient of the outputs; return that of the inputs."""
    if isinstance(model, Sequential):
        return model.backward(dA, input_gradient=True)
    return model.backward(dA)


class Slot(NamedTuple):
    """Where a model keeps one parameter and its gradient."""

    name: str
    layer: int | None  # position of the layer that has it; None: the model itself
    key: str | int  # its name or position in ``params``, or the name of an attribute
    is_attribute: bool

    def read(self, model: Any) -> Array:
        """Return the parameter itself, not a copy."""
        owner = self._owner(model)
        return getattr(owner, str(self.key)) if self.is_attribute else owner.params[self.key]

    def write(self, model: Any, values: Array) -> None:
        """Give the parameter other values."""
        if self.is_attribute:
            setattr(self._owner(model), str(self.key), values.copy())
        else:
            self.read(model)[...] = values

    def gradient(self, model: Any) -> Array | None:
        """Return a copy of the gradient that the model has computed; None if there is none."""
        owner = self._owner(model)
        if self.is_attribute:
            gradient = getattr(owner, f"d{self.key}", None)
        elif isinstance(owner.grads, Mapping):
            gradient = owner.grads.get(self.key, owner.grads.get(f"d{self.key}"))
        else:
            gradient = owner.grads[self.key]
        return None if gradient is None else np.array(gradient, dtype=np.float64)

    def _owner(self, model: Any) -> Any:
        return model if self.layer is None else model.layers[self.layer]


INPUTS = Slot("X", None, "", is_attribute=False)
"""Stands beside the parameters for the inputs, which no model keeps."""


def find_slots(model: Any, after: Any, X: Array) -> list[Slot]:
    """Return where the parameters of a model are.

    They are in ``params`` if there is such a list or dict (with ``grads``); otherwise every attribute ``W``
    is one to which ``dW`` belongs. ``after`` is a copy of the model that has been forward and back with ``X``.
    """
    if _has_layers(model):
        pairs = zip(model.layers, after.layers, strict=True)
        slots = [slot for i, (layer, used) in enumerate(pairs) for slot in _slots_of(layer, used, i)]
    else:
        slots = _slots_of(model, after, None)
    return [slot for slot in slots if not (slot.is_attribute and _is_cache(slot, model, after, X))]


def _is_cache(slot: Slot, model: Any, after: Any, X: Array) -> bool:
    """Return whether forward writes over an attribute: then it was left by a batch, such as Z beside dZ."""
    other = copy.deepcopy(model)
    slot.write(other, np.add(slot.read(other), 1))
    go_forward(other, X.copy())
    return np.array_equal(slot.read(other), slot.read(after))


def _slots_of(part: Any, after: Any, layer: int | None) -> list[Slot]:
    """Return where the parameters of a layer are, or for None those of a model without layers."""
    prefix = "" if layer is None else f"layers[{layer}]."
    params = getattr(part, "params", None)
    if isinstance(params, Mapping):
        return [Slot(f"{prefix}{key}", layer, key, is_attribute=False) for key in params]
    if isinstance(params, list) and hasattr(part, "grads"):
        names = ["W", "b"] if len(params) == 2 else [f"params[{k}]" for k in range(len(params))]
        return [Slot(prefix + name, layer, k, is_attribute=False) for k, name in enumerate(names)]
    with_gradient = [name for name in vars(part) if hasattr(after, f"d{name}")]
    return [Slot(prefix + name, layer, name, is_attribute=True) for name in with_gradient if _is_of_floats(part, name)]


def _is_of_floats(part: Any, name: str) -> bool:
    try:
        return np.asarray(getattr(part, name)).dtype.kind == "f"
    except ValueError:
        raise TypeError(
            f"check_gradients: {name} of {type(part).__name__} holds arrays of several shapes; expected one array. "
            "Hint: give such lists the names params and grads, and both from the start"
        ) from None


def _has_layers(model: Any) -> bool:
    return isinstance(getattr(model, "layers", None), (list, tuple))


def parts_of(model: Any, X: Array) -> list[tuple[str, Any, Array]]:
    """Return name, fresh copy and inputs of every layer; an empty list if that is not how the model computes."""
    if not _has_layers(model):
        return []
    fresh, running = copy.deepcopy(model), copy.deepcopy(model)
    parts, A = [], X
    for i, layer in enumerate(running.layers):
        parts.append((f"layers[{i}], {type(layer).__name__}", fresh.layers[i], A.copy()))
        A = go_forward(layer, A)
    same = np.array_equal(A, go_forward(copy.deepcopy(model), X.copy()))
    return parts if same else []
