"""The package where there is nothing but a browser: Python there has 32 bits, one thread, and no other process."""

import functools
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import nbformat
import numpy as np
import pytest
import yaml
from browser import chromium
from get_pyodide import PYODIDE
from lab import sync_api

from mlpkit.browser.__main__ import main
from mlpkit.browser.digits import MNIST
from mlpkit.browser.products import product
from mlpkit.browser.site import write_lesson
from mlpkit.browser.wheels import write_packages

ROOT = Path(__file__).parent.parent

WITHOUT_THREADS = """
import sys, threading, time

del time.thread_time
sys.modules["_multiprocessing"] = None

def refuse(thread):
    raise RuntimeError("can't start new thread")

threading.Thread.start = refuse

from mlpkit.studies.experiments import run

sys.platform = "emscripten"

def area(*, width, seed):
    return {"area": width + seed}

print(run(area, {"width": [1]}, seeds=range(2), n_jobs=2)["area"].tolist())
"""


def test_a_sweep_needs_neither_threads_nor_processes_nor_a_clock_for_them():
    command = [sys.executable, "-W", "error::Warning:tqdm", "-c", WITHOUT_THREADS]
    result = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "[1, 2]"
    assert "monitor" not in result.stderr


@pytest.fixture(scope="module")
def pyodide() -> Path:
    """The folder that ``get_pyodide.py`` has made; without one these tests are skipped."""
    if "MLPKIT_PYODIDE" not in os.environ:
        pytest.skip("there is no Pyodide (python tests/get_pyodide.py FOLDER, then MLPKIT_PYODIDE=FOLDER)")
    return Path(os.environ["MLPKIT_PYODIDE"])


THERE = (
    *("test_activations", "test_datasets_batches", "test_datasets_toy", "test_initializers", "test_layers"),
    *("test_losses", "test_metrics", "test_network", "test_optimizers", "test_perceptron"),
)
OPTIONS = (
    *("--override-ini=addopts=", "--doctest-modules", "--quiet", "--capture=sys"),
    *("--disable-plugin-autoload", "-p_hypothesis_pytestplugin", "-pno:cacheprovider", "-pno:faulthandler"),
)


def test_ten_test_files_of_the_package_pass_in_pyodide(pyodide):
    if shutil.which("node") is None:
        pytest.skip("there is no Node to run Pyodide in")
    libraries = Path(pytest.__file__).parent.parent
    tests = [*(f"tests/{name}.py" for name in THERE), "mlpkit/studies/experiments.py"]
    command = ["node", ROOT / "tests" / "run_in_pyodide.mjs", pyodide, ROOT, libraries, *OPTIONS, *tests]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=3600)
    assert result.returncode == 0, result.stdout + result.stderr[-3000:]
    assert int(re.search(r"(\d+) passed", result.stdout)[1]) > 1500
    assert "skipped" not in result.stdout


# Matrix products

LAYOUTS = {
    "rows": np.ascontiguousarray,
    "columns": np.asfortranarray,
    "every second": lambda X: np.repeat(X, 2, axis=1)[:, ::2],
    "backwards": lambda X: np.ascontiguousarray(X[::-1])[::-1],
    "transposed": lambda X: np.ascontiguousarray(X.T).T,
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("of_b", LAYOUTS)
@pytest.mark.parametrize("of_a", LAYOUTS)
def test_scipy_s_product_is_numpy_s_wherever_the_numbers_lie(of_a, of_b, dtype):
    rng = np.random.default_rng(0)
    numpys = Mock(side_effect=np.matmul)
    A = LAYOUTS[of_a](rng.normal(size=(20, 33)).astype(dtype))
    B = LAYOUTS[of_b](rng.normal(size=(33, 17)).astype(dtype))
    expected, before = A @ B, (A.tobytes(), B.tobytes())
    out = np.full((20, 17), np.nan, dtype)
    assert product(A, B, out=out, numpys=numpys) is out
    for found in (out, product(A, B, numpys=numpys)):
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4 if dtype == np.float32 else 1e-12)
        assert (found.dtype, found.flags.c_contiguous) == (dtype, True)
    assert (A.tobytes(), B.tobytes()) == before
    numpys.assert_not_called()


LARGE = np.random.default_rng(0).normal(size=(40, 40))


@pytest.mark.parametrize(
    ("A", "B", "out"),
    [
        (LARGE[:3, :4], LARGE[:4], None),  # little work
        (LARGE, LARGE[0], None),
        (LARGE, np.stack([LARGE, LARGE]), None),
        (LARGE.astype(int), LARGE.astype(int), None),
        (LARGE, LARGE.astype(np.float32), None),
        (LARGE, LARGE[:39], None),  # an error
        (LARGE, LARGE, np.empty((40, 41))),  # an error
        (LARGE, LARGE, np.empty((40, 40), np.float32)),  # an error
        (LARGE, LARGE, np.empty((40, 40), order="F")),
        (LARGE[:0], LARGE, None),
        (LARGE.tolist(), LARGE, None),
        (LARGE.view(np.ma.MaskedArray), LARGE, None),
    ],
)
def test_all_other_products_and_their_errors_are_numpy_s(A, B, out):
    given = [A, B] if out is None else [A, B, out]
    numpys = Mock(return_value="numpy's")
    assert product(*given, numpys=numpys) == "numpy's"
    assert all(one is other for one, other in zip(numpys.call_args.args, given, strict=True))


def test_a_product_may_be_written_over_its_own_factor():
    A, B = LARGE.copy(), LARGE.T.copy()
    np.testing.assert_array_equal(product(A, B, out=A), LARGE @ LARGE.T)


def test_options_are_numpy_s():
    numpys = Mock()
    product(LARGE, LARGE, numpys=numpys, casting="no")
    assert numpys.call_args.kwargs == {"casting": "no"}


IN_A_SHELL = """
import sys
import warnings
from types import ModuleType, SimpleNamespace
from unittest.mock import Mock

import numpy as np
import threadpoolctl
from IPython.core.interactiveshell import InteractiveShell

import mlpkit.browser.products as products

called = []

def noted(gemm):
    return lambda *args, **options: called.append(1) or gemm(*args, **options)

class Pyodide(ModuleType):
    _api = SimpleNamespace(config=SimpleNamespace(indexURL="https://example.org/site/"))
    FS = Mock()

sys.modules["pyodide_js"] = Pyodide("pyodide_js")
products.GEMM = {dtype: noted(gemm) for dtype, gemm in products.GEMM.items()}
numpys = np.matmul
shell = InteractiveShell()
for cell in (
    "%load_ext mlpkit.browser",
    "import mlpkit, numpy as np; rng = np.random.default_rng(0)",
    "A, B = rng.normal(size=(20, 30)).astype('f'), rng.normal(size=(30, 20)).astype('f')",
    "def loop(A, B): return (A @ B) @ (A @ B)",
    "result = loop(A, B)",
    "layer = mlpkit.Dense(30, 20, rng=rng); A_next = layer.forward(A, training=True); layer.backward(A_next)",
):
    shell.run_cell(cell).raise_error()
here = shell.user_ns
assert len(called) == 6, called
once = numpys(here["A"], here["B"])
np.testing.assert_allclose(here["result"], numpys(once, once), rtol=1e-3)
with warnings.catch_warnings():
    warnings.simplefilter("error")  # it warns where it looks for them and there is no Pyodide
    threadpoolctl.ThreadpoolController()._find_libraries_pyodide()
print(*("/".join(map(str, call.args)) for call in Pyodide.FS.createLazyFile.call_args_list), sep="\\n")
print(shell.run_cell("A @ A").error_in_exec)
"""


def test_the_extension_takes_scipy_s_products_and_leaves_mnist_on_the_site():
    result = subprocess.run([sys.executable, "-c", IN_A_SHELL], capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
    *_, error = printed = result.stdout.splitlines()
    on_the_site = "https://example.org/site/mnist"
    assert {line for line in printed if "ubyte" in line} == {
        f"{MNIST}/{path.name}/{on_the_site}/{path.name}/True/False" for path in MNIST.iterdir()
    }
    assert "mismatch in its core dimension 0" in error


# The site


COMPILED = ("contourpy", "fonttools", "kiwisolver", "matplotlib", "numpy", "pandas", "pillow", "scikit-learn", "scipy")


@pytest.fixture
def release(tmp_path):
    """A folder as Pyodide releases it, with the compiled packages, and those that JupyterLite's kernel needs."""
    folder = tmp_path / "release"
    folder.mkdir()
    packages = {}
    for name in (*COMPILED, "comm", "ipython", "jedi", "micropip"):
        (folder / f"{name}.whl").write_bytes(name.encode())
        mark = hashlib.sha256(name.encode()).hexdigest()
        packages[name] = {"file_name": f"{name}.whl", "sha256": mark, "depends": [], "version": "2.2"}
    packages["ipython"]["depends"] = ["jedi"]
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": {}, "packages": packages}), encoding="utf-8")
    for name in ("pyodide.js", "pyodide.asm.wasm", "pyodide.asm.mjs", "python_stdlib.zip"):
        (folder / name).write_bytes(name.encode())
    (folder / "pyodide.mjs").write_bytes(b"import('./pyodide.asm.mjs')")
    return folder


def listed(folder):
    return json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]


def test_what_pyodide_lacks_becomes_a_wheel_of_what_is_installed_here(release, tmp_path, capsys):
    for target in (tmp_path / "one", tmp_path / "two"):
        write_packages(release.as_uri() + "/", target)
    packages = listed(tmp_path / "one")
    assert packages == listed(tmp_path / "two")  # the same bytes
    assert (tmp_path / "one" / "pyodide.asm.mjs").read_bytes() == b"pyodide.asm.mjs"
    said = capsys.readouterr().out
    assert "mlpkit asks for matplotlib>=3.9; Pyodide has 2.2. The site takes it all the same.\n" in said
    assert "asks for numpy" not in said
    for name, package in packages.items():
        assert package["depends"] == [other for other in package["depends"] if other in packages], name
        content = (tmp_path / "one" / package["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == package["sha256"]
    assert packages["mlpkit"]["imports"] == ["mlpkit"]
    assert {"numpy", "seaborn", "tqdm"} < {*packages["mlpkit"]["depends"]} < {*packages}
    assert "jupyterlab" not in packages
    with zipfile.ZipFile(tmp_path / "one" / packages["mlpkit"]["file_name"]) as wheel:
        names = wheel.namelist()
    assert {"mlpkit/training.py", "mlpkit/datasets/mnist.py", "mlpkit/browser/digits.py"} < {*names}
    assert not [name for name in names if "direct_url" in name or "__pycache__" in name or name.endswith(".gz")]
    assert {path.name for path in (tmp_path / "one" / "mnist").iterdir()} == {path.name for path in MNIST.iterdir()}


def test_a_file_that_differs_from_the_release_s_list_is_refused(release, tmp_path):
    (release / "jedi.whl").write_bytes(b"jedI")
    with pytest.raises(ValueError, match=r"jedi\.whl is not the file that pyodide-lock\.json lists\. Hint: get it"):
        write_packages(release.as_uri() + "/", tmp_path / "target")


def test_a_compiled_package_comes_from_pyodide_or_not_at_all(release, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlite_pyodide_kernel", ModuleType("as if it were there"))
    lock = json.loads((release / "pyodide-lock.json").read_text(encoding="utf-8"))
    del lock["packages"]["numpy"]
    (release / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    assert main([str(tmp_path / "site"), str(release)]) == 1
    assert "numpy is not plain Python. Hint: PYODIDE must be a whole release" in capsys.readouterr().err
    (release / "jedi.whl").unlink()
    assert main([str(tmp_path / "site"), str(release)]) == 1
    assert "jedi.whl" in capsys.readouterr().err


def texts(notebook):
    """Return all outputs of a notebook as they stand in its file."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [text for output in outputs for text in (output.get("text"), *output.get("data", {}).values()) if text]


def test_a_lesson_says_first_how_long_it_takes_in_a_browser_and_where_the_work_is(tmp_path):
    for number, time in (("02", "about a minute."), ("07", "about 2 minutes.")):  # it says "runs in 6 s", or 20
        write_lesson(next((ROOT / "notebooks").glob(f"{number}_*.ipynb")), tmp_path / "lesson.ipynb")
        first, title = json.loads((tmp_path / "lesson.ipynb").read_text(encoding="utf-8"))["cells"][:2]
        assert time in first["source"].replace("\n", " ")
        assert "take it with you by **Download**" in first["source"].replace("\n", " ")
        assert title["source"].startswith(f"# {number} · ")


def test_a_lesson_s_outputs_are_texts_and_not_lists_of_lines(tmp_path):
    source = next((ROOT / "notebooks").glob("00_*.ipynb"))
    write_lesson(source, tmp_path / "lesson.ipynb")
    lesson = json.loads((tmp_path / "lesson.ipynb").read_text(encoding="utf-8"))
    assert any(isinstance(text, list) for text in texts(json.loads(source.read_text(encoding="utf-8"))))
    assert {type(text) for text in texts(lesson)} == {str}
    assert lesson["metadata"]["kernelspec"]["name"] == "python"
    expected = nbformat.read(source, as_version=4)["cells"]
    set_up = next(cell for cell in expected if cell["cell_type"] == "code")
    set_up["source"] = (
        "# In a browser, SciPy multiplies matrices faster than NumPy.\n%load_ext mlpkit.browser\n\n" + set_up["source"]
    )
    assert lesson["cells"][1:] == expected


def test_the_command_says_how_it_is_called_and_what_it_needs_and_keeps_what_is_there(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlite_pyodide_kernel", None)
    assert main([str(tmp_path / "site"), "somewhere"]) == 1
    assert 'pip install -e ".[site]" installs what the site needs' in capsys.readouterr().err
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: python -m mlpkit.browser SITE PYODIDE")
    assert main([str(tmp_path), "somewhere"]) == 1
    assert "is there already; expected the name of a new folder" in capsys.readouterr().err


def test_what_is_published_is_made_with_the_pyodide_that_is_tested():
    workflow = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    release = PYODIDE.replace("@", "-") + ".tar.bz2"
    steps = "\n".join(step.get("run", "") for step in yaml.safe_load(workflow)["jobs"]["build"]["steps"])
    assert re.findall(r"/(pyodide-[\d.]+\.tar\.bz2)", steps) == [release]
    assert "python -m mlpkit.browser book/html/try book/pyodide" in steps


@pytest.fixture(scope="module")
def site(pyodide, tmp_path_factory):
    """The address of the site, built as the command builds it."""
    pytest.importorskip("jupyterlite_pyodide_kernel", reason='pip install -e ".[site]" installs what the site needs')
    folder = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, "-m", "mlpkit.browser", folder, pyodide]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
    settings = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))
    settings["jupyter-config-data"]["exposeAppInBrowser"] = True
    (folder / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    handler = functools.partial(Handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *message):
        pass


@pytest.fixture(scope="module")
def browser(site):
    with chromium() as one:
        yield one


RUN = """async source => {
    const notebook = jupyterapp.shell.currentWidget.content;
    await jupyterapp.commands.execute("notebook:insert-cell-below");
    notebook.activeCell.model.sharedModel.setSource(source);
    await jupyterapp.commands.execute("notebook:run-cell");
    return notebook.activeCell.model.toJSON().outputs[0].text;
}"""
RUN_ALL = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    await jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
    await jupyterapp.commands.execute("notebook:run-all-cells");  // up to the first error
    return panel.content.model.toJSON();
}"""
SHOW = "text => { const all = jupyterapp.shell.currentWidget.content; " + (
    "return all.scrollToItem(all.widgets.findIndex(cell => cell.model.sharedModel.source.includes(text)), 'center'); }"
)
IDLE = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


KEPT = """
import numpy as np
from mlpkit.studies.experiments import run

network = mlpkit.mlp([784, 10], rng=np.random.default_rng(0))
for _ in range(2):
    mlpkit.save(network, "network.npz")
print((mlpkit.load("network.npz").params[0] == network.params[0]).all())
def area(*, seed, width):
    return {"area": seed * width}
for seeds in (range(3), range(5)):
    table = run(area, {"width": [1, 2]}, seeds=seeds, path="areas.csv", progress=False)
print(len(table), "rows")
"""
"""What is written to the browser's own file system, where a file that is open has no size yet."""


@pytest.fixture
def open_lesson(site, browser):
    """Return a function that opens a lesson in a tab of its own, and notes what the tab asks of other machines."""
    elsewhere = []

    def open_lesson(path):
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(600_000)  # ms; ends what hangs
        page.on(
            "request", lambda request: request.url.startswith((site, "blob:", "data:")) or elsewhere.append(request.url)
        )
        page.goto(f"{site}/lab/index.html?path={path.name}")
        page.wait_for_function(IDLE)
        return page

    yield open_lesson
    assert elsewhere == []


def printed(notebook):
    """Return what each cell has printed."""
    streams = [[out for out in cell.get("outputs", []) if out.get("name") == "stdout"] for cell in notebook["cells"]]
    return ["".join("".join(out["text"]) for out in outputs) for outputs in streams]


def test_lesson_01_runs_offline_in_chromium_and_its_line_answers_its_buttons(open_lesson):
    path = next((ROOT / "notebooks").glob("01_*.ipynb"))
    page = open_lesson(path)
    assert printed(page.evaluate(RUN_ALL)) == ["", *printed(json.loads(path.read_text(encoding="utf-8")))]
    page.evaluate(SHOW, "line = widgets.DragLine")
    says = page.locator(".mlpkit-says")
    before = says.inner_text()
    assert before.startswith("197 of 200 points are wrong.")
    assert not before.endswith("has moved the line.")
    page.get_by_role("button", name="Next mistake").click()
    sync_api.expect(says).to_have_text(re.compile(r"Point \d+ has moved the line\.$"))
    page.get_by_role("button", name="Start again").click()
    sync_api.expect(says).to_have_text(before)


def test_lesson_03_runs_and_its_slider_moves_the_walker(open_lesson):
    path = next((ROOT / "notebooks").glob("03_*.ipynb"))
    page = open_lesson(path)
    assert printed(page.evaluate(RUN_ALL)) == ["", *printed(json.loads(path.read_text(encoding="utf-8")))]
    page.evaluate(SHOW, "slider = widgets.LearningRateSlider")
    says = page.locator(".mlpkit-says")
    sync_api.expect(says).to_have_text(re.compile("^learning rate 0.2: w = 2.988 after 10 steps"))
    page.locator(".mlpkit input").focus()
    page.keyboard.press("End")
    sync_api.expect(says).to_have_text(re.compile("^learning rate 0.26: w = -1.318 after 10 steps; the loss rose"))


def test_digits_are_fetched_when_they_are_asked_for(open_lesson):
    page = open_lesson(next((ROOT / "notebooks").glob("00_*.ipynb")))
    fetched = []
    page.on("request", lambda request: "ubyte" in request.url and request.method == "GET" and fetched.append(request))
    assert page.evaluate(RUN, "%load_ext mlpkit.browser\nimport mlpkit\nprint(mlpkit.ReLU)") is not None
    assert fetched == []
    assert page.evaluate(RUN, "print(mlpkit.datasets.load_mnist()[2][1][:5])") == "[7 2 1 0 4]\n"
    assert len(fetched) == 4
    assert page.evaluate(RUN, KEPT) == "True\n10 rows\n"


def test_work_can_be_taken_along_and_a_tab_with_unsaved_work_asks_before_it_is_left(open_lesson):
    page = open_lesson(next((ROOT / "notebooks").glob("00_*.ipynb")))
    with page.expect_download() as download:
        page.locator(".jp-NotebookPanel-toolbar").get_by_text("Download").click()
    assert download.value.suggested_filename == "00_meet_the_digits.ipynb"
    assert page.evaluate(RUN, "print(6 * 7)") == "42\n"
    page.locator(".jp-mod-dirty").first.wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".jp-Notebook").click(position={"x": 5, "y": 5})  # a browser asks only who has touched the page
    page.goto("about:blank")
    assert asked == ["beforeunload"]
