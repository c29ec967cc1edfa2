"""A JupyterLab of our own, for the tests that see notebooks as a student does: in a browser."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

TOKEN = "a-student"
sync_api.expect.set_options(timeout=30_000)  # ms
RUN_TIME = 240_000  # ms that a notebook may take here: two cores, maybe busy with something else


@contextmanager
def jupyterlab(notebooks: Path, folder: Path) -> Iterator[str]:
    """Start a JupyterLab that shows some notebooks and keeps its own files in a folder; its address."""
    settings = folder / "settings" / "@jupyterlab"
    for name, content in {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "notebook-extension/tracker": {"windowingMode": "none"},  # cells below the window are there, too
        "docmanager-extension/plugin": {"autosave": False},
    }.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = os.environ | {name: str(folder / name.lower()) for name in names}
    environment |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--ServerApp.port={port}"]
    command += [
        "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.port_retries=0",
    ]
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    log = folder / "log"
    with log.open("w", encoding="utf-8") as output:
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        server = subprocess.Popen(command, cwd=notebooks, env=environment, **streams)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 180  # on a busy machine
        while True:
            try:
                urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=10).close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)


def end_kernels(address: str) -> None:
    """End every kernel that a JupyterLab has started."""
    with urllib.request.urlopen(f"{address}/api/sessions?token={TOKEN}", timeout=30) as answer:
        sessions = json.load(answer)
    for session in sessions:
        request = urllib.request.Request(f"{address}/api/sessions/{session['id']}?token={TOKEN}", method="DELETE")
        urllib.request.urlopen(request, timeout=30).close()


class Notebook:
    """A notebook that is open in the browser."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.source = json.loads(path.read_text(encoding="utf-8"))["cells"]

    def open(self, address: str) -> None:
        """Open the notebook, which lies in the folder that JupyterLab shows, and wait for its kernel."""
        self.page.goto(f"{address}/lab/tree/{self.path.name}?reset&token={TOKEN}", wait_until="commit")
        self.page.wait_for_selector(f".jp-NotebookPanel .jp-Cell >> nth={len(self.source) - 1}", timeout=90_000)
        self.wait_until_idle()

    def wait_until_idle(self, timeout: int = 90_000) -> None:
        """Wait until the kernel is there, has nothing to do, and answers.

        The question for its name waits in the same queue as cells that were run before: when the answer comes, they are
        done. And a kernel that answers is through with starting, so that it can be restarted.
        """
        answers = """async () => {
            const context = jupyterapp.shell.currentWidget?.sessionContext;
            const kernel = context?.session?.kernel;
            if (!context?.isReady || kernel?.connectionStatus !== "connected" || kernel.status !== "idle") return false;
            return (await kernel.requestKernelInfo()).content.status === "ok";
        }"""
        self.page.wait_for_function(answers, timeout=timeout)
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=timeout)

    def restart_and_run_all(self) -> None:
        """Press the button "Restart the kernel and run all cells", confirm, and wait for the last cell."""
        for tries_left in (2, 1, 0):  # a kernel that is restarted while it starts may never be heard of again
            self.page.click("[data-command='notebook:restart-run-all']")
            self.page.click(".jp-Dialog button.jp-mod-accept")
            try:
                self.page.wait_for_function(
                    "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
                    ".some((prompt) => prompt.textContent === '[*]:')",
                    timeout=20_000,
                )
                break
            except sync_api.TimeoutError:
                if not tries_left:
                    raise
                self.page.reload(wait_until="commit")
                self.page.wait_for_selector(f".jp-Cell >> nth={len(self.source) - 1}", timeout=90_000)
                self.wait_until_idle()
        counts = "jupyterapp.shell.currentWidget.content.widgets.flatMap((cell) => cell.model.executionCount ?? [])"
        last = sum(cell["cell_type"] == "code" for cell in self.source)  # a folded cell shows no number
        self.page.wait_for_function(f"() => {counts}.length === {last} && {counts}.at(-1) === {last}", timeout=RUN_TIME)
        self.wait_until_idle()

    def cell(self, cell_id: str) -> object:
        """Return the cell with this id."""
        number = next(number for number, cell in enumerate(self.source) if cell["id"] == cell_id)
        return self.page.locator(".jp-Notebook .jp-Cell").nth(number)

    def cell_with(self, text: str) -> object:
        """Return the first code cell whose source has this text."""
        found = (cell for cell in self.source if cell["cell_type"] == "code" and text in "".join(cell["source"]))
        return self.cell(next(found)["id"])

    def type_and_run(self, text: str, code: str) -> None:
        """Replace the source of the cell that has some text, and run it and the check below it, as a student would."""
        editor = self.cell_with(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")
        self.page.keyboard.press("Shift+Enter")  # the check is folded, and runs all the same
        self.wait_until_idle()

    def problems(self) -> list[str]:
        """Return in words what a student would stumble over: unexpected errors, figures that are missing."""
        found = []
        outputs = self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.outputs?.toJSON() ?? [])"
        )
        for cell, shown in zip(self.source, outputs, strict=True):
            if cell["cell_type"] != "code":
                continue
            errors = [output["evalue"] for output in shown if output["output_type"] == "error"]
            if bool(errors) != ("raises-exception" in cell["metadata"].get("tags", [])):
                found.append(f"{cell['id']}: {errors or 'no error'}")
            if any(output.get("name") == "stderr" for output in shown):
                found.append(f"{cell['id']}: something on stderr")
            if "".join(cell["source"]).startswith("#| fig-alt"):
                figure = self.cell(cell["id"]).locator(".jp-OutputArea-output img, .jp-OutputArea-output .mlpkit")
                box = figure.first.bounding_box() if figure.count() else None
                if box is None or box["width"] < 100 or box["height"] < 50:
                    found.append(f"{cell['id']}: the figure is not to be seen")
        return found
