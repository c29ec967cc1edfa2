"""What all exhibits share: a live view where the front end can show one, a picture of the same everywhere else."""

import base64
import io
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from matplotlib.figure import Figure

if TYPE_CHECKING:
    from mlpkit.widgets.view import View

FOLDER = Path(__file__).parent
HINT = 'This picture can be more than a picture: pip install -e ".[interactive]", then start JupyterLab again.'

_shown: dict[str, tuple[str, list["Exhibit"]]] = {}
"""For each cell of the notebook: its latest run, and what that run has shown."""


class Exhibit(ABC):
    """Something to drag or to draw on.

    In JupyterLab, the last line of a cell shows it. What the reader does comes to :meth:`receive`; what there is to be
    seen after that is in :meth:`state`. Both are plain Python, and work without a browser.
    """

    script: ClassVar[str]
    """The name of the file that draws it in the browser."""

    _view: "View | None" = None

    @abstractmethod
    def scene(self) -> dict[str, Any]:
        """Return what the browser needs to know once, as JSON would hold it."""

    @abstractmethod
    def state(self) -> dict[str, Any]:
        """Return what changes, as JSON would hold it; bytes are allowed, too."""

    @abstractmethod
    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for."""

    @abstractmethod
    def static_forms(self) -> dict[str, str]:
        """Return what is shown where no widget can run, by MIME type."""

    def close(self) -> None:
        """Take it off the page; nothing of it stays in the kernel but this object."""
        if self._view is not None:
            self._view.close()
            self._view = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Return all forms of it; the front end takes the best it can show."""
        forms: dict[str, Any] = {"text/plain": repr(self), **self.static_forms()}
        cell, run = _running_cell()
        if cell is None:  # nobody is there to use it: the picture is what will be read
            return forms
        _close_earlier(self, cell, run)
        try:
            from mlpkit.widgets.view import View
        except ImportError:
            print(HINT)
            return forms
        if self._view is None:
            self._view = View(self)
        return {**self._view.form(), **forms}


class Picture(Exhibit):
    """An exhibit that is a figure where no widget can run."""

    @abstractmethod
    def picture(self) -> Figure:
        """Return the figure: one that pyplot does not know, so that nobody has to close it."""

    def static_forms(self) -> dict[str, str]:
        """Return the picture."""
        file = io.BytesIO()
        self.picture().savefig(file, format="png", dpi=100)
        return {"image/png": base64.b64encode(file.getvalue()).decode()}


def _running_cell() -> tuple[str | None, str]:
    """Return the id of the cell that is being run, and of this run.

    JupyterLab, Jupyter Notebook and VS Code say which cell it is. What runs notebooks without a reader (nbclient,
    nbval, nbconvert, nbgrader) does not, and neither does plain Python: then the cell is None.
    """
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    knows: Any = shell if hasattr(shell, "get_parent") else getattr(shell, "kernel", None)  # in a browser
    request = knows.get_parent() if hasattr(knows, "get_parent") else {}
    return request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id", "")


def _close_earlier(exhibit: Exhibit, cell: str, run: str) -> None:
    """Note that a cell shows an exhibit, and close what its earlier runs have shown."""
    earlier_run, earlier = _shown.get(cell, (run, []))
    others = [other for other in earlier if other is not exhibit]
    if earlier_run != run:
        while others:
            others.pop().close()
    _shown[cell] = (run, [*others, exhibit])
