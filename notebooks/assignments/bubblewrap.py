"""A fence made of the operating system: a submission's kernel inside bubblewrap, a sandbox for Linux.

What the kernel can see is put together from nothing: programs, libraries and installed packages, to be read only, and
one folder of its own, with a copy of the submission. It has no network, sees no other process, can start none, and
ends with whoever started it. Its sockets are files in that folder; nothing of the folder outlives the kernel.
"""

import contextlib
import errno
import functools
import os
import platform
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

import mlpkit

SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib64"),
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime"),
)
PASSED_ON = {
    *("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "PYTHONSAFEPATH", "PYTHONUTF8"),
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NBGRADER_EXECUTION"),
}
"""Environment variables that the kernel gets; others may hold a teacher's secrets."""

ROOM = str(256 * 2**20)
"""Bytes for temporary files; they are held in memory."""

CALLS = {"x86_64": (0xC000003E, 56, (57, 58)), "aarch64": (0xC00000B7, 220, ())}
"""What Linux calls a processor, and its numbers of the system calls clone, and fork and vfork."""


class BubblewrapKernelManager(AsyncKernelManager):
    """Starts a kernel inside bubblewrap, in a copy of the folder in which it would run."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # Not where TMPDIR says: the name of a socket has at most 107 characters.
        self._own = tempfile.TemporaryDirectory(prefix="mlpkit-", dir="/tmp", ignore_cleanup_errors=True)
        self.connection_file = f"{self._own.name}/kernel.json"
        self.transport = "ipc"

    async def _async_launch_kernel(self, kernel_cmd: list[str], **settings: Any) -> None:
        shutil.copytree(settings["cwd"], f"{self._own.name}/submission", symlinks=True)
        spec: Any = self.kernel_spec
        spec.interrupt_mode = "message"  # a signal would end bubblewrap
        settings["env"] = {name: value for name, value in settings["env"].items() if name in PASSED_ON}
        with _inside(self._own.name) as (command, files):
            await super()._async_launch_kernel([*command, *kernel_cmd], pass_fds=files, **settings)

    async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]
        """Leave nothing behind."""
        await super().cleanup_resources(restart=restart)
        self._own.cleanup()


@functools.cache
def problem() -> str:
    """Return why kernels cannot run inside bubblewrap here; nothing if they can."""
    if os.environ.get("MLPKIT_FENCE") == "python":
        return "MLPKIT_FENCE=python"
    if platform.machine() not in CALLS or not shutil.which("bwrap"):
        return "there is no bwrap"
    with tempfile.TemporaryDirectory(dir="/tmp") as own, _inside(own) as (command, files):
        os.mkdir(f"{own}/submission")
        command += [sys.executable, "-c", "import mlpkit"]
        trial = subprocess.run(command, pass_fds=files, capture_output=True, text=True, check=False)
    return trial.stderr.strip().rpartition("\n")[2] if trial.returncode else ""


@functools.cache
def announce() -> None:
    """Say which fence stands, once."""
    stands = f"Python's own only ({problem()}); see the guide" if problem() else "bubblewrap"
    print(f"fence: {stands}", file=sys.stderr)


@contextlib.contextmanager
def _inside(own: str) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the command that starts another one inside, and the open files to be given to it."""
    packages = [folder for folder in sys.path if any(Path(folder).glob("*.dist-info"))]
    python = [str(folder) for prefix in (sys.base_prefix, sys.prefix) for folder in {prefix, os.path.realpath(prefix)}]
    seen = [*python, *packages, os.path.dirname(mlpkit.__file__)]
    with tempfile.TemporaryFile() as rules:
        rules.write(_no_new_process())
        rules.seek(0)
        command = [
            *("bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--as-pid-1"),
            *("--cap-drop", "ALL", "--seccomp", str(rules.fileno()), "--setenv", "HOME", "/tmp"),
            *(word for path in SYSTEM for word in ("--ro-bind-try", path, path)),
            *("--proc", "/proc", "--dev", "/dev"),
            *(word for path in ("/dev/shm", "/tmp") for word in ("--size", ROOM, "--tmpfs", path)),
            *(word for path in seen for word in ("--ro-bind", path, path)),
            *("--bind", own, own, "--chdir", f"{own}/submission"),
            *("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--"),
        ]
        yield command, [rules.fileno()]


def _no_new_process() -> bytes:
    """Return a seccomp filter for this processor: threads may be made, processes may not."""
    processor, clone, forks = CALLS[platform.machine()]
    load, equal, at_least, any_bit, end = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse, allow = (end, 0, 0, 0x50000 + errno.EPERM), (end, 0, 0, 0x7FFF0000)
    steps = [  # an operation, how many steps to skip if it holds and if not, and its operand
        *((load, 0, 0, 4), (equal, 1, 0, processor), refuse),  # the calls of its 32 bits have other numbers,
        *((load, 0, 0, 0), (at_least, 0, 1, 0x40000000), refuse),  # and so have those of x32
        *(step for fork in forks for step in ((equal, 0, 1, fork), refuse)),
        *((equal, 0, 1, 435), (end, 0, 0, 0x50000 + errno.ENOSYS)),  # clone3: the C library then takes clone
        *((equal, 1, 0, clone), allow),
        *((load, 0, 0, 16), (any_bit, 1, 0, 0x10000), refuse, allow),  # its flag for a thread
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
