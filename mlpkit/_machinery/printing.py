"""Tables of a network's shapes, as text."""

from typing import Any

from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import as_batch


def print_summary(network: Any, batch_size: int) -> None:
    """Print one line a layer: its output's shape for a batch, and its number of parameters."""
    n_columns = network.n_in
    print(f"{'layer':<20}{'output shape':<16}{'parameters':>10}")
    print(f"{'input':<20}{(batch_size, n_columns)}")
    for layer in network.layers:
        n_columns = layer.n_out(n_columns)
        n_params = sum(array.size for array in layer.params)
        print(f"{layer!r:<20}{(batch_size, n_columns)!s:<16}{n_params:>10,}")
    print(f"{'total':<20}{'':<16}{network.n_params:>10,}")


def print_step(network: Any, X: ArrayLike, y: Any, loss: Any) -> None:
    """Do the forward and the backward pass of a step, and print the shape of every array in it."""
    A = as_batch(X, name="trace_step: X", n_features=network.n_in, dtype=network.dtype)
    loss_name = type(loss).__name__
    print("forward")
    for layer in network.layers:
        shape, A = A.shape, layer.forward(A, training=True)
        _print_line(repr(layer), f"{shape} -> {A.shape}", "W, b", layer.params)
    dA = loss.gradient(A, y)
    print("loss")
    _print_line(loss_name, f"{A.shape} -> one number")
    print("backward")
    _print_line(loss_name, f"one number -> {dA.shape}")
    for layer in reversed(network.layers):
        shape, dA = dA.shape, layer.backward(dA)
        _print_line(repr(layer), f"{shape} -> {dA.shape}", "dW, db", layer.grads)


def _print_line(name: str, change: str, names: str = "", arrays: Any = ()) -> None:
    shapes = ", ".join(f"{name} {array.shape}" for name, array in zip(names.split(", "), arrays, strict=False))
    print(f"  {name:<20}{change:<24}{shapes}".rstrip())
