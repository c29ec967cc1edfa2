"""The connection of an exhibit to the browser; the only module that needs the extra ``interactive``."""

from typing import Any

import anywidget
import traitlets

from mlpkit.widgets.exhibit import FOLDER, Exhibit


class View(anywidget.AnyWidget):
    """Shows an exhibit's state in the browser, and hands what the reader does to the exhibit."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, exhibit: Exhibit) -> None:
        self._exhibit = exhibit
        self._n_answered = 0
        scripts = [(FOLDER / name).read_text(encoding="utf-8") for name in ("shared.js", exhibit.script)]
        super().__init__(
            _esm="\n".join(scripts),
            _css=(FOLDER / "look.css").read_text(encoding="utf-8"),
            scene=exhibit.scene(),
            state=self._answer(),
        )
        self.on_msg(self._on_message)

    def _on_message(self, _: object, message: dict[str, Any], buffers: list[memoryview]) -> None:
        self._exhibit.receive(message, buffers)
        self._n_answered += 1
        self.state = self._answer()

    def _answer(self) -> dict[str, Any]:
        """Return the exhibit's state with the number of messages done, for which the browser waits."""
        return {**self._exhibit.state(), "n_answered": self._n_answered}

    def close(self) -> None:
        """Take it off the page, together with the layout that every widget has."""
        layout = self.layout
        super().close()
        layout.close()

    def form(self) -> dict[str, Any]:
        """Return what makes a front end show this view, by MIME type."""
        bundle: Any = self._repr_mimebundle_()
        return {key: value for key, value in bundle[0].items() if "widget-view" in key}

    def __repr__(self) -> str:
        """Return the same text in every run, unlike the default, which has an address in it."""
        return f"View({self._exhibit!r})"
