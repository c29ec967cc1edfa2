"""What a sweep asks: settings as plain values, and a key by which every run is known again."""

import ast
import functools
import hashlib
import inspect
import itertools
import json
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import joblib
import numpy as np

from mlpkit._machinery.arguments import describe

Question = Callable[..., Mapping[str, float]]
"""A function ``question(*, seed, **setting)`` that returns measured numbers by name."""

COLUMNS = ("run", "seed", "seconds", "error")
"""What every row has: no setting and no measured number may be called so."""


def expand(settings: Mapping[str, Sequence[Any]] | Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the list of settings that a grid stands for, of plain values; a list of settings stays a list."""
    if isinstance(settings, Mapping):
        for name, values in settings.items():
            if isinstance(values, str) or not isinstance(values, Iterable):
                raise TypeError(f"run: settings[{name!r}] must be a list of values to try; got {describe(values)}")
        settings = [dict(zip(settings, values, strict=True)) for values in itertools.product(*settings.values())]
    plain_settings = [{name: _plain(value) for name, value in setting.items()} for setting in settings]
    for setting in plain_settings:
        if reserved := sorted({*COLUMNS} & {*setting}):
            raise ValueError(f"run: {reserved} cannot be the name of a setting; these columns have a meaning")
        try:
            json.dumps(setting)
        except TypeError:
            raise TypeError(f"run: a setting must be made of numbers, text, None and lists; got {setting}") from None
    return plain_settings


def _plain(value: Any) -> Any:
    """Return NumPy's scalars and arrays as Python's numbers and lists, and anything else as it is."""
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def key_of(question: Question, setting: Mapping[str, Any], seed: int) -> str:
    """Return a short name of a run: the same for the same question's name, setting and seed, in every process."""
    while isinstance(question, functools.partial):
        question = question.func
    text = json.dumps([getattr(question, "__name__", ""), setting, seed], sort_keys=True)
    return f"run-{_digest(text)[:12]}"  # never to be read as a number


def fingerprint(question: Question) -> str:
    """Return six digits that tell a question from others of its name: its code, defaults, and what it has closed over.

    Comments, blanks and the docstring do not count; nor does what the question calls, which nobody can know.

    Raises
    ------
    TypeError
        If the question has no source of its own, or has closed over something that cannot be told from other things.
    """
    return _digest(json.dumps(_parts(question), sort_keys=True))[:6]


def _parts(question: Any) -> list[Any]:
    if isinstance(question, functools.partial):
        return [_parts(question.func), joblib.hash([*question.args]), joblib.hash(question.keywords)]
    hint = "Hint: write it with def, or leave out path"
    if not inspect.isfunction(question) or question.__name__ == "<lambda>":
        raise TypeError(f"run: with path, question must be a function with a name; got {describe(question)}. {hint}")
    try:
        definition = ast.parse(textwrap.dedent(inspect.getsource(question))).body[0]
    except (OSError, SyntaxError):
        raise TypeError(f"run: with path, the source of {question.__name__} must be there to read. {hint}") from None
    if isinstance(definition, ast.FunctionDef):
        definition.decorator_list = []
        if ast.get_docstring(definition) is not None:
            definition.body = definition.body[1:] or [ast.Pass()]
    closed_over = inspect.getclosurevars(question).nonlocals
    values = {name: _parts(v) if inspect.isfunction(v) else joblib.hash(v) for name, v in closed_over.items()}
    return [ast.unparse(definition), joblib.hash([question.__defaults__, question.__kwdefaults__]), values]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
