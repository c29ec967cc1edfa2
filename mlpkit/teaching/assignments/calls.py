"""Call a student's function: quietly, noting what it borrows, in this process or for another one."""

import base64
import contextlib
import copy
import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import describe
from mlpkit.teaching.assignments.borrowing import import_libraries, watch
from mlpkit.teaching.comparing import Attempt, attempt


class Answer:
    """A student's function, or the number that a student has found.

    Parameters
    ----------
    function : callable or object
        What the student wrote. A value stands for a function without arguments.

    Attributes
    ----------
    borrowed : set of str
        What of other libraries worked in its calls, such as ``"mlpkit.activations.softmax"``.
    """

    def __init__(self, function: Any) -> None:
        self.function: Callable[..., Any] = function if callable(function) else lambda *_: function
        self.borrowed: set[str] = set()

    def __call__(self, *args: Any) -> Any:
        """Return what the function returns; a generator is emptied into a list."""
        with _silence(), watch(self.function, self.borrowed):
            try:
                result = self.function(*args)
                return list(result) if isinstance(result, Iterator) else result
            except SystemExit:
                raise RuntimeError("it tried to end Python (exit, quit or sys.exit)") from None

    def attempts(self, cases: Sequence[tuple[Any, ...]]) -> list[Attempt]:
        """Call the function once for each case."""
        reply = json.loads(self._reply(encode(list(cases))))
        self.borrowed |= {str(name) for name in reply["borrowed"]}
        return [Attempt(result, str(problem)) for result, problem in decode(reply["attempts"])]

    def _reply(self, cases: str) -> str:
        """Return what :func:`answer` says: here as in another process, so that both judge what a student sees."""
        return answer({"it": self.function}, "it", cases)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Print nothing and warn of nothing: what is wrong, the check says itself."""
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        warnings.catch_warnings(action="ignore"),
        np.errstate(all="ignore"),
    ):
        yield


def answer(namespace: Mapping[str, Any], name: str, cases: str) -> str:
    """Call a function of a student's notebook for a judge in another process.

    Parameters
    ----------
    namespace : mapping
        The notebook's variables.
    name : str
        Name of the function, or of a value.
    cases : str
        A list of the arguments of several calls, as :func:`encode` writes it. None is a call, either: only the
        libraries are imported that the function imports.

    Returns
    -------
    str
        JSON with ``attempts``, encoded, and ``borrowed``; without either if the notebook has no such name.
    """
    if name not in namespace:
        return json.dumps({})
    call = Answer(namespace[name])
    import_libraries(call.function)
    attempts = [(result, problem[:500]) for result, problem in (attempt(call, args) for args in decode(cases))]
    return json.dumps({"attempts": encode(attempts), "borrowed": sorted(call.borrowed)})


def encode(value: Any) -> str:
    """Write numbers, arrays, text, collections of them and random generators as JSON; of others only a description.

    What NumPy makes numbers of becomes an array of them: objects of pandas, fractions, arrays of objects.
    """
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
    with contextlib.suppress(Exception):  # whatever it is, the answer is not it
        array = np.asarray(value)
        if array.dtype.kind in "fiubO":
            return _to_json(array.astype(np.float64) if array.dtype.kind == "O" else array)
    kind = type(value).__name__
    return {"other": [describe(value).removesuffix(f" ({kind})"), kind]}


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
    text, of_type = content
    return type(of_type, (Unreadable,), {})(text)


class Unreadable:
    """Stands for a result that is made of neither numbers nor text."""

    def __init__(self, description: str) -> None:
        self.description = description

    def __repr__(self) -> str:
        """Return the description that came over."""
        return self.description
