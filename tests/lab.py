"""A JupyterLab of our own, for the tests that see notebooks as a student does: in a browser."""

import json
import os
import secrets
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
from own_jupyter import environment

sync_api = pytest.importorskip("playwright.sync_api")

TOKEN = secrets.token_hex()  # no other test's JupyterLab on this machine takes it
PATIENCE = 600_000  # ms: no machine is so busy; it ends what hangs
POLLING = 100  # ms: to look at every frame makes the browser paint sixty of them a second
STILL = """
    *, *::before, *::after { animation: none !important; transition: none !important; }  /* a blinking cursor */
    .jp-NotebookPanel:not(.all-laid-out) .jp-Cell { content-visibility: auto; contain-intrinsic-size: auto 200px; }
"""
sync_api.expect.set_options(timeout=PATIENCE)


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
    for _ in range(5):  # the port that was free may be taken when it is used
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        server = start(port, notebooks, folder)
        try:
            if answers(address, server):
                yield address
                return
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:  # it has ended its kernels, and waits for a thread that waits for it
                server.kill()
                server.wait()
    pytest.fail((folder / "log").read_text(encoding="utf-8"), pytrace=False)


def start(port: int, notebooks: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start a JupyterLab at a port."""
    options = ["--no-browser", "--expose-app-in-browser", f"--IdentityProvider.token={TOKEN}"]
    options += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    options += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    settings = environment(folder) | {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "OMP_NUM_THREADS": "1"}
    with (folder / "log").open("w", encoding="utf-8") as output:
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        return subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], cwd=notebooks, env=settings, **streams)


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait for a JupyterLab; return whether it is there, and not ended."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=PATIENCE / 1000).close()
            return True
        except urllib.error.URLError:
            time.sleep(0.2)
    return False


def end_kernels(address: str) -> None:
    """End every kernel that a JupyterLab has started."""
    with urllib.request.urlopen(f"{address}/api/sessions?token={TOKEN}", timeout=PATIENCE / 1000) as answer:
        sessions = json.load(answer)
    for session in sessions:
        request = urllib.request.Request(f"{address}/api/sessions/{session['id']}?token={TOKEN}", method="DELETE")
        urllib.request.urlopen(request, timeout=PATIENCE / 1000).close()


def show(page: Any, address: str) -> None:
    """Load a JupyterLab into a page; its notebooks are then opened in there, as a student does it."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/lab?reset&token={TOKEN}", wait_until="commit")
    page.wait_for_selector(".jp-DirListing-item")
    page.add_style_tag(content=STILL)


class Notebook:
    """A notebook that is open in the browser."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.source = json.loads(path.read_text(encoding="utf-8"))["cells"]

    def open(self) -> None:
        """Open the notebook in the JupyterLab that the page shows, and wait for its kernel."""
        self.page.evaluate(
            "async (path) => { await jupyterapp.commands.execute('docmanager:open', {path}); }", self.path.name
        )
        self.page.wait_for_selector(f".jp-NotebookPanel .jp-Cell >> nth={len(self.source) - 1}")
        self.wait_until_idle()

    def lay_out(self) -> None:
        """Lay out all cells from now on, so that none moves under the mouse: before, for speed, those looked at."""
        self.page.evaluate("jupyterapp.shell.currentWidget.node.classList.add('all-laid-out')")

    def close(self) -> None:
        """Close the notebook without saving it, and end its kernel."""
        self.page.evaluate("""async () => {
            const panel = jupyterapp.shell.currentWidget;
            await panel.sessionContext.shutdown();
            panel.dispose();
        }""")

    def wait_until_idle(self) -> None:
        """Wait until the kernel is there, has nothing to do, and answers.

        The question for its name waits in the same queue as cells that were run before: when the answer comes, they are
        done. And a kernel that answers is through with starting, so that it can be restarted.
        """
        answers = """async (path) => {
            const panel = jupyterapp.shell.currentWidget;
            const context = panel?.sessionContext, kernel = context?.session?.kernel;
            if (panel?.context?.path !== path || !context.isReady) return false;
            if (kernel?.connectionStatus !== "connected" || kernel.status !== "idle") return false;
            const late = new Promise((resolve) => setTimeout(resolve, 10000));
            return (await Promise.race([kernel.requestKernelInfo(), late]))?.content.status === "ok";
        }"""
        deadline = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(answers, self.path.name):  # which, unlike wait_for_function, waits for the answer
            assert time.monotonic() < deadline, "the kernel does not answer"
            self.page.wait_for_timeout(POLLING)
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")

    def wait_until_settled(self) -> None:
        """Wait until an exhibit shows what came of the last thing done to it.

        Of two messages to the kernel, the second one is sent when the first one is answered; there are never more.
        """
        for _ in range(2):
            self.wait_until_idle()

    def restart_and_run_all(self) -> None:
        """Press the button "Restart the kernel and run all cells", confirm, and wait for the last cell."""
        # Or the numbers with which the notebook was saved would be taken for those of this run.
        self.page.evaluate("async () => { await jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); }")
        counts = "jupyterapp.shell.currentWidget.content.widgets.flatMap((cell) => cell.model.executionCount ?? [])"
        assert self.page.evaluate(counts) == []
        self.page.click("[data-command='notebook:restart-run-all']")
        self.page.click(".jp-Dialog button.jp-mod-accept")
        last = sum(cell["cell_type"] == "code" for cell in self.source)  # a folded cell shows no number
        self.page.wait_for_function(f"() => {counts}.length === {last} && {counts}.at(-1) === {last}", polling=POLLING)
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
                try:  # what an output consists of is drawn in its own time
                    is_seen = "(figure) => figure.offsetWidth >= 100 && figure.offsetHeight >= 50"
                    self.page.wait_for_function(is_seen, arg=figure.first.element_handle())
                except sync_api.TimeoutError:
                    found.append(f"{cell['id']}: the figure is not to be seen")
        return found
