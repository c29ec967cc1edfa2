"""What is done in a kernel before a submission runs there: limits and, where bubblewrap is missing, Python's own fence.

Python announces what it is about to do as audit events; the hook below hears of each first and raises
PermissionError. Code that goes around Python (ctypes, a compiled module) goes around this fence.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

REFUSED = (
    *("os.exec", "os.fork", "os.kill", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn"),
    *("signal.pthread_kill", "socket.connect", "socket.sendto", "subprocess.Popen"),
)
"""How the events begin that are always refused."""
CHANGES = {
    *("os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
    *("os.truncate", "shutil.rmtree", "sqlite3.connect"),  # the last makes the file where there is none
}
FILES = {*CHANGES, "open", "glob.glob", "os.chdir", "os.listdir", "os.scandir"}
MAX_FILE = 100 * 2**20  # bytes
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def prepare(hidden: Sequence[str], n_bytes: int, *, inside_bubblewrap: bool = False) -> None:
    """Get a kernel ready for a submission; to be called in it before the first cell.

    Parameters
    ----------
    hidden : sequence of str
        Folders that may not be looked into. The working folder is never hidden.
    n_bytes : int
        Memory that the kernel may use, where the system can limit it (not on Windows); 0 for no limit. A file that
        it writes may have 100 MB.
    inside_bubblewrap : bool
        Whether the operating system hides those folders.

    Raises
    ------
    RuntimeError
        If one can be seen from inside bubblewrap.

    Notes
    -----
    Outside bubblewrap, nothing may be written outside the working folder and the folder for temporary files, no other
    process started or signaled, and no connection made. Files beside the notebook can be imported, but after everything
    else: a ``numpy.py`` there does not replace NumPy.
    """
    import mlpkit.teaching.assignments  # noqa: F401 -- the real ones, before anything of the submission runs

    sys.path.append(os.getcwd())
    _replace_exit()
    if n_bytes:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
            resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not inside_bubblewrap:
        sys.addaudithook(_fence([os.path.realpath(folder) for folder in hidden]))
    elif seen := list(filter(os.path.exists, hidden)):
        raise RuntimeError(f"{seen} can be seen from inside bubblewrap; move the course out of the folders of Python")


def _replace_exit() -> None:
    """Make IPython's ``exit`` and ``quit`` end a cell and not the kernel."""
    from IPython import get_ipython

    def leave(*_: object) -> None:
        raise SystemExit

    shell = get_ipython()
    if shell is not None:
        shell.user_ns.update(exit=leave, quit=leave)


def _fence(hidden: list[str]) -> Any:
    """Return the hook. It keeps the functions it needs, whatever the submission does to their modules."""
    realpath, fspath, sep = os.path.realpath, os.fspath, os.sep
    own = realpath(os.getcwd())
    writable = [own, realpath(tempfile.gettempdir()), realpath("/dev")]
    package = realpath(os.path.dirname(sys.modules["mlpkit"].__file__ or ""))
    installed = [package, realpath(sys.prefix)]  # also if they lie in the folder for temporary files

    def within(path: str, folders: Sequence[str]) -> bool:
        return any(path == folder or path.startswith(folder + sep) for folder in folders)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(REFUSED):
            raise PermissionError(f"{event}: not while this notebook is graded")
        if event not in FILES:
            return
        writes = event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING)
        for argument in arguments[:1] if event == "open" else arguments:  # the second is how it is opened
            if isinstance(argument, (str, bytes, os.PathLike)):
                place = fspath(argument)
                place = place.decode() if isinstance(place, bytes) else place
                if event == "sqlite3.connect":  # which takes addresses, too
                    place = place.removeprefix("file:").partition("?")[0]
                place = realpath(place)
                if within(place, hidden) and not within(place, [own]):
                    raise PermissionError(f"{event}: this folder is closed while the notebook is graded")
                if writes and (within(place, installed) or not within(place, writable)):
                    raise PermissionError(f"{event}: writing is allowed beside the notebook only, while it is graded")

    return hook
