"""Call a student's function: quietly, noting what it borrows, in this process or for another one."""

import base64
import contextlib
import copy
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import describe
from mlpkit.teaching.comparing import Attempt, attempt

LIBRARIES = {"mlpkit", "sklearn", "scipy", "torch", "tensorflow", "keras", "jax", "autograd"}
"""Packages that could do a student's task; NumPy cannot."""

DOORS = "mlpkit._machinery."
"""Checks that stand between a call and the function that is called."""

NO_WORK = {"<module>", "__getattr__"}
"""What runs when a module is imported, or a name of it looked up."""


class Answer:
    """A student's function, or the number that a student has found.

    Parameters
    ----------
    function : callable or object
        What the student wrote. A value stands for a function without arguments.

    Attributes
    ----------
    borrowed : set of str
        Functions of :data:`LIBRARIES` that ran in its calls, such as ``"mlpkit.activations.softmax"``.
    """

    def __init__(self, function: Any) -> None:
        self.function: Callable[..., Any] = function if callable(function) else lambda *_: function
        self.borrowed: set[str] = set()

    def __call__(self, *args: Any) -> Any:
        """Return what the function returns; a generator is emptied into a list."""
        with _silence():
            before = sys.getprofile()
            sys.setprofile(_note_calls(self.borrowed))
            try:
                result = self.function(*args)
                return list(result) if isinstance(result, Iterator) else result
            except SystemExit:
                raise RuntimeError("it tried to end Python (exit, quit or sys.exit)") from None
            finally:
                sys.setprofile(before)

    def attempts(self, cases: Sequence[tuple[Any, ...]]) -> list[Attempt]:
        """Call the function once for each case."""
        return [attempt(self, args) for args in cases]


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Print nothing and warn of nothing: what is wrong, the check says itself."""
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield


def _note_calls(borrowed: set[str]) -> Callable[[FrameType, str, object], None]:
    """Return a profiler that notes every function of a known library called from outside it, under whatever name."""

    def note(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or not _library(frame) or frame.f_code.co_name in NO_WORK:
            return
        caller = frame.f_back
        while _module(caller).startswith(DOORS):
            caller = caller.f_back if caller else None
        if not _library(caller):
            borrowed.add(f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}")

    return note


def _library(frame: FrameType | None) -> bool:
    """Return whether a frame runs code of a known library; checking arguments is nobody's work."""
    module = _module(frame)
    return module.partition(".")[0] in LIBRARIES and not module.startswith(DOORS)


def _module(frame: FrameType | None) -> str:
    return str(frame.f_globals.get("__name__")) if frame else ""


def answer(namespace: Mapping[str, Any], name: str, cases: str) -> str:
    """Call a function of a student's notebook for a judge in another process.

    Parameters
    ----------
    namespace : mapping
        The notebook's variables.
    name : str
        Name of the function, or of a value.
    cases : str
        A list of the arguments of several calls, as :func:`encode` writes it.

    Returns
    -------
    str
        JSON with ``attempts``, encoded, and ``borrowed``; without either if the notebook has no such name.
    """
    if name not in namespace:
        return json.dumps({})
    call = Answer(namespace[name])
    attempts = [(result, problem[:500]) for result, problem in call.attempts(decode(cases))]
    return json.dumps({"attempts": encode(attempts), "borrowed": sorted(call.borrowed)})


def encode(value: Any) -> str:
    """Write numbers, arrays, text, collections of them and random generators as JSON; of others only a description."""
    return json.dumps(_to_json(value))


def decode(text: str) -> Any:
    """Read what :func:`encode` wrote. Nothing in the text is ever executed."""
    return _from_json(json.loads(text))


def _to_json(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"array": [value.dtype.str, list(value.shape), data]}
    if isinstance(value, np.generic) and value.dtype.kind in "fiub":
        return _to_json(value.item())
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (tuple, list)):
        return {type(value).__name__ if type(value) in (tuple, list) else "tuple": [_to_json(part) for part in value]}
    if isinstance(value, np.random.Generator):
        return {"rng": value.bit_generator.state}
    return {"other": describe(value)}


def _from_json(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(kind, content)] = value.items()
    if kind == "array":
        dtype, shape, data = content
        if np.dtype(dtype).kind not in "fiub":
            raise ValueError(f"an array of {dtype}")
        return np.frombuffer(base64.b64decode(data), dtype=dtype).reshape(shape).copy()
    if kind in ("tuple", "list"):
        parts = [_from_json(part) for part in content]
        return tuple(parts) if kind == "tuple" else parts
    if kind == "rng":
        rng = np.random.default_rng()
        rng.bit_generator.state = copy.deepcopy(content)
        return rng
    return Unreadable(str(content))


class Unreadable:
    """Stands for a result that is made of neither numbers nor text."""

    def __init__(self, description: str) -> None:
        self.description = description

    def __repr__(self) -> str:
        """Return the description that came over."""
        return self.description
