"""MNIST in a browser: its files stay on the site until Python opens them, so that a visit without digits is shorter."""

from itertools import product
from pathlib import Path

MNIST = Path(__file__).parent.parent / "datasets" / "mnist"
FOLDER = "mnist"
"""On the site, beside Pyodide."""


def fetch_when_opened() -> None:
    """Show Python the files as if they were there."""
    import pyodide_js  # type: ignore[import-not-found]  # Pyodide itself, as Python sees it

    MNIST.mkdir(exist_ok=True)
    for part, kind in product(("train", "t10k"), ("images-idx3", "labels-idx1")):
        name = f"{part}-{kind}-ubyte.gz"
        address = f"{pyodide_js._api.config.indexURL}{FOLDER}/{name}"
        pyodide_js.FS.createLazyFile(str(MNIST), name, address, True, False)  # to read, not to write
