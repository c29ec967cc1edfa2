"""Files that are whole at every moment."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write and read; it takes the place of ``path`` once the block is over.

    After any error in the block, what was there before stays. Meanwhile the file has another name in the same folder (a
    dot, the file's name, a dot, 32 hexadecimal digits). Only if the process is killed or the power fails does it stay.
    """
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with unfinished.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
