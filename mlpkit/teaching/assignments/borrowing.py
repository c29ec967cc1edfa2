"""See who does the work in a student's answer: what of other libraries it calls, in whatever way and in any thread."""

import contextlib
import dis
import functools
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import numpy as np

LIBRARIES = {"mlpkit", "sklearn", "scipy", "torch", "tensorflow", "keras", "jax", "autograd"}
"""Packages that could do a student's task; NumPy cannot."""

DOORS = ("mlpkit._machinery.", "mlpkit.teaching.assignments.calls", __name__)
"""Modules that stand between a call and the function that is called."""

NO_WORK = {"<module>", "__getattr__"}
"""What runs when a module is imported, or a name of it looked up."""


@contextlib.contextmanager
def watch(function: Callable[..., Any], borrowed: set[str]) -> Iterator[None]:
    """Note what of :data:`LIBRARIES` works for a student's function while it is called.

    Parameters
    ----------
    function : callable
        What the student handed over.
    borrowed : set of str
        Where to note it, such as ``"mlpkit.activations.softmax"``.

    Notes
    -----
    Noted is every Python function of a library that is called from outside of it, by whomever: the answer itself, a
    helper of the student, NumPy on their behalf, the check if the answer *is* that function, a thread that the answer
    starts. Of compiled routines, which start without a word, it is noted that a function which is no library's names
    them, or that the answer is made of one. To import something is to borrow nothing.

    Inside a library's call everything is that library's work. And it cannot see: a compiled routine that another one
    takes out of a container; threads that ran before the call, and other processes; libraries not in the list; a
    library's text, copied; what was computed before the call and is only looked up now; and anything from where the
    answer switches the watching off (``nbgrader autograde`` names notebooks that mention how).
    """

    def note(frame: FrameType, event: str, called: Any) -> None:
        inside = _is_library(frame)
        if event == "call" and inside and frame.f_code.co_name not in NO_WORK:
            if not _is_called_by_a_library(frame):
                borrowed.add(f"{_module(frame)}.{frame.f_code.co_qualname}")
        elif not inside and event == "c_call":
            routines = set(_compiled([called]))
            if routines and not _is_called_by_a_library(frame):
                borrowed.update(routines)
        elif not inside and event == "return" and not _is_called_by_a_library(frame):
            borrowed.update(_compiled(_named_in(frame)))

    borrowed.update(_compiled([function]))
    before = sys.getprofile(), threading.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before[0])
        threading.setprofile(before[1])


def import_libraries(function: Any) -> None:
    """Import those of :data:`LIBRARIES` that a function is going to import: this takes seconds, and is not its work."""
    for name in function.__code__.co_names if isinstance(function, FunctionType) else ():
        if _top(name) in LIBRARIES:
            with contextlib.suppress(Exception):  # then the function will hear of it
                importlib.import_module(name)


def _is_library(frame: FrameType | None) -> bool:
    """Return whether a frame runs code of a known library; a door is nobody's, and checks no one's work."""
    return frame is not None and _from_library(_module(frame), frame.f_code.co_filename)


def _is_called_by_a_library(frame: FrameType | None) -> bool:
    """Return whether a library's work is going on around a frame, so that it has been noted already."""
    while (frame := frame.f_back if frame else None) and _module(frame) != DOORS[1]:
        if _is_library(frame):
            return True
    return False


@functools.cache
def _from_library(module: str, file: str) -> bool:
    folders = [os.path.dirname(str(sys.modules[name].__file__)) for name in LIBRARIES & sys.modules.keys()]
    inside = _top(module) in LIBRARIES or any(file.startswith(folder + os.sep) for folder in folders)
    return inside and not module.startswith(DOORS)


def _module(frame: FrameType | None) -> str:
    return str(frame.f_globals.get("__name__")) if frame else ""


def _top(module: str) -> str:
    return module.partition(".")[0]


def _compiled(things: Iterable[Any]) -> Iterator[str]:
    """Return which of some objects are compiled routines of a library."""
    for thing in things:
        while isinstance(thing, functools.partial):
            thing = thing.func
        if isinstance(thing, (FunctionType, type, ModuleType)) or not callable(thing):
            continue
        name, owner = str(getattr(thing, "__name__", "")).split(" ")[-1], getattr(thing, "__self__", None)
        module = getattr(thing, "__module__", None)
        if module is None and owner is not None:
            module = (owner if isinstance(owner, type) else type(owner)).__module__
        elif module is None and getattr(np, name, None) is not thing:  # it does not say where it is from
            loaded = [m for m in list(sys.modules) if _top(m) in LIBRARIES]
            module = next((m for m in loaded if vars(sys.modules[m]).get(name) is thing), None)
        module = str(module)
        if _top(module) in LIBRARIES:
            yield f"{module}.{name}"


def _named_in(frame: FrameType) -> list[Any]:
    """Return the objects that a frame's code names: its variables, and attributes of modules among them."""
    names, variables = _names(frame.f_code), frame.f_locals
    found = [variables.get(name, frame.f_globals.get(name)) for name in names]
    for thing in found:  # and of those found on the way
        if isinstance(thing, ModuleType) and _top(thing.__name__) in LIBRARIES:
            parts = [vars(thing).get(name) for name in names]
            found += [part for part in parts if not any(part is known for known in found)]
    return found


@functools.cache
def _names(code: CodeType) -> set[str]:
    """Return the names that code reads; to be imported or assigned is not enough."""
    read = [i.argval for i in dis.get_instructions(code) if "LOAD" in i.opname]
    return {name for names in read for name in (names if isinstance(names, tuple) else (names,)) if type(name) is str}
