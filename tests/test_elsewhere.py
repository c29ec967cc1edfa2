"""The page that carries a network to other libraries: each of its pieces of code is run where the library is there."""

import re
import warnings
from pathlib import Path

import numpy as np
import pytest

import mlpkit

PAGE = (Path(__file__).parents[1] / "notebooks" / "elsewhere.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n.*?^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL))
READ = re.search(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)[1]


@pytest.fixture
def carried(tmp_path, monkeypatch):
    """A network, some inputs, and a function that runs the lines for one library and returns their names."""
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    network = mlpkit.mlp([784, 128, 64, 10], rng=rng)
    for layer in network.layers[::2]:
        layer.b[...] = rng.normal(size=layer.b.shape)
    mlpkit.save(network, "digits.npz")
    X = rng.random((20, 784), dtype=np.float32)

    def run(library):
        names = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the libraries' own
            exec(READ + SECTIONS[library], names)
        return names

    return network, X, run


def agree(logits, network, X):
    np.testing.assert_allclose(mlpkit.softmax(np.asarray(logits)), network.predict_proba(X), rtol=1e-4, atol=1e-6)


def test_every_section_is_run_below():
    assert list(SECTIONS) == ["scikit-learn", "PyTorch", "Keras", "ONNX", "safetensors"]


def test_scikit_learn(carried):
    network, X, run = carried
    found = run("scikit-learn")["model"].predict_proba(X)
    np.testing.assert_allclose(found, network.predict_proba(X), rtol=1e-4, atol=1e-6)


def test_pytorch(carried):
    torch = pytest.importorskip("torch")
    network, X, run = carried
    with torch.no_grad():
        agree(run("PyTorch")["model"](torch.tensor(X)), network, X)


def test_keras(carried):
    pytest.importorskip("keras")
    network, X, run = carried
    agree(run("Keras")["model"].predict(X, verbose=0), network, X)


def test_onnx(carried):
    pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    network, X, run = carried
    session = onnxruntime.InferenceSession(run("ONNX")["model"].SerializeToString())
    agree(session.run(None, {"X": X})[0], network, X)


def test_safetensors(carried):
    pytest.importorskip("safetensors")
    network, _, run = carried
    back = run("safetensors")["load_file"]("digits.safetensors")
    for k in (0, 2, 4):
        np.testing.assert_array_equal(back[f"layers.{k}.W"].T, network.layers[k].W)
        np.testing.assert_array_equal(back[f"layers.{k}.b"], network.layers[k].b)
