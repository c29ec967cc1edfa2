"""Saving and loading: everything comes back, an old file survives a failure, and a bad file is refused unrun."""

import bz2
import contextlib
import copy
import io
import json
import lzma
import os
import pickle
import random
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from mlpkit import (
    Adam,
    CosineSchedule,
    Dense,
    Dropout,
    Layer,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    fit,
    load,
    mlp,
    save,
)

RNG = np.random.default_rng(4)
X, Y = RNG.normal(size=(12, 3)).astype(np.float32), np.arange(12) % 2


def network_of_every_layer(dtype=np.float32):
    rng = np.random.default_rng(0)
    return Sequential(
        [
            *(Dense(3, 4, l2=0.25, dtype=dtype, rng=rng), ReLU(), Dropout(0.3, rng=rng)),
            *(Dense(4, 4, dtype=dtype, rng=rng), Sigmoid(), Dropout(0.1, rng=rng)),
            *(Dense(4, 5, dtype=dtype, rng=rng), Tanh()),
            *(Dense(5, 2, l2=1e-3, dtype=dtype, rng=rng), Softmax()),
        ]
    )


def small_network():
    return mlp([3, 2], dropout=0.5, rng=np.random.default_rng(0))


def train(network, rng_seed=0):
    """A short training with an optimizer of its own; the same for whoever calls it."""
    return fit(
        network,
        SoftmaxCrossEntropy(),
        Adam(0.05),
        X,
        Y,
        n_epochs=3,
        batch_size=5,
        rng=np.random.default_rng(rng_seed),
        progress=False,
    )


def assert_same(network, other):
    """Equal to the last bit, in everything that training and prediction see."""
    assert repr(network) == repr(other)
    assert network.dtype == other.dtype
    for a, b in zip(network.params, other.params, strict=True):
        assert a.dtype == b.dtype
        np.testing.assert_array_equal(a, b)
    for layer, twin in zip(network.layers, other.layers, strict=True):
        assert getattr(layer, "l2", None) == getattr(twin, "l2", None)
        assert getattr(layer, "rate", None) == getattr(twin, "rate", None)
        if isinstance(layer, Dropout):
            assert layer.rng.bit_generator.state == twin.rng.bit_generator.state


# --- there and back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_layer_comes_back(tmp_path, dtype):
    network = network_of_every_layer(dtype)
    for W in network.params:
        W[...] = RNG.normal(size=W.shape)  # biases too are something else than zero
    save(network, tmp_path / "model.npz")
    twin = load(tmp_path / "model.npz")
    assert_same(twin, network)
    np.testing.assert_array_equal(twin.predict_proba(X), network.predict_proba(X))
    np.testing.assert_array_equal(twin.predict(X), network.predict(X))


def test_a_loaded_network_goes_on_learning_exactly_as_the_saved_one(tmp_path):
    """The dropout masks of both continue where they were; each gets an equal, fresh optimizer."""
    network = mlp([3, 6, 6, 2], dropout=0.4, l2=0.01, rng=np.random.default_rng(0))
    train(network)
    save(network, tmp_path / "model")
    twin = load(tmp_path / "model")
    histories = [train(network, rng_seed=1), train(twin, rng_seed=1)]
    assert histories[0].step_loss == histories[1].step_loss
    assert_same(twin, network)


def clone_by_pickle(network, folder):
    return pickle.loads(pickle.dumps(network))


def clone_by_deepcopy(network, folder):
    return copy.deepcopy(network)


def clone_by_file(network, folder):
    save(network, folder / "model.npz")
    return load(folder / "model.npz")


@pytest.mark.parametrize(
    "clone", [clone_by_pickle, clone_by_deepcopy, clone_by_file], ids=["pickle", "deepcopy", "load"]
)
def test_after_pickle_deepcopy_and_load_the_network_goes_on_learning_exactly_as_before(tmp_path, clone):
    """Bit for bit, dropout included, together with a pickled optimizer in the middle of its schedule."""
    network = mlp([3, 6, 6, 2], activation="tanh", dropout=0.4, l2=0.01, rng=np.random.default_rng(0))
    optimizer = Adam(CosineSchedule(0.05, n_steps=18, n_warmup_steps=3))
    rng = np.random.default_rng(1)
    settings = {"n_epochs": 3, "batch_size": 5, "progress": False}
    fit(network, SoftmaxCrossEntropy(), optimizer, X, Y, rng=rng, **settings)
    twin, (twin_optimizer, twin_rng) = clone(network, tmp_path), pickle.loads(pickle.dumps((optimizer, rng)))
    assert_same(twin, network)
    expected = fit(network, SoftmaxCrossEntropy(), optimizer, X, Y, rng=rng, **settings)
    history = fit(twin, SoftmaxCrossEntropy(), twin_optimizer, X, Y, rng=twin_rng, **settings)
    assert history.step_loss == expected.step_loss
    assert_same(twin, network)


def test_saving_leaves_the_network_as_it_is(tmp_path):
    network = network_of_every_layer()
    before = pickle.dumps(network)
    save(network, tmp_path / "model.npz")
    assert pickle.dumps(network) == before


def test_a_loaded_network_shares_nothing_with_another(tmp_path):
    save(small_network(), tmp_path / "model.npz")
    one, two = load(tmp_path / "model.npz"), load(tmp_path / "model.npz")
    one.layers[0].W[...] = 7
    assert_same(two, small_network())


@pytest.mark.parametrize("make", [str, Path], ids=["str", "Path"])
@pytest.mark.parametrize("name", ["model.npz", "model", "Größe 1.bin"])
def test_the_path_is_taken_exactly_as_given(tmp_path, make, name):
    save(small_network(), make(tmp_path / name))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert_same(load(make(tmp_path / name)), small_network())


def test_a_relative_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(small_network(), "model.npz")
    assert_same(load("model.npz"), small_network())


def test_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    save(small_network(), "~/model.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]
    assert_same(load("~/model.npz"), small_network())


def test_the_file_is_plain_numpy_without_pickle(tmp_path):
    """Anybody can read it with NumPy alone."""
    network = small_network()
    save(network, tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz", allow_pickle=False) as archive:
        assert sorted(archive) == ["header", "layers.0.W", "layers.0.b"]
        np.testing.assert_array_equal(archive["layers.0.W"], network.layers[0].W)
        header = json.loads(str(archive["header"]))
    assert header["format"] == "mlpkit"
    assert header["layers"] == [{"type": "Dense", "n_in": 3, "n_out": 2, "l2": 0.0}]


def test_loading_modifies_no_file(tmp_path):
    path = tmp_path / "model.npz"
    save(network_of_every_layer(), path)
    path.chmod(stat.S_IREAD)
    before = path.read_bytes()
    load(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_file_may_be_read_by_whom_the_user_lets_read_files(tmp_path):
    umask = os.umask(0o022)
    try:
        save(small_network(), tmp_path / "model.npz")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "model.npz").stat().st_mode) == 0o644


# --- saving that fails ---------------------------------------------------------------------------------------


@pytest.fixture
def old_file(tmp_path):
    """A model file, alone in a folder: after a failure both must be as they are."""
    path = tmp_path / "folder" / "model.npz"
    path.parent.mkdir()
    save(small_network(), path)
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]  # nothing half-written is left over
    assert_same(load(path), small_network())


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_the_old_file_stays_if_writing_fails(old_file, monkeypatch, error):
    """In the middle of the archive."""

    def write_half(file, *arguments, **arrays):
        file.write(b"half of an archive")
        raise error

    monkeypatch.setattr(np, "savez", write_half)
    with pytest.raises(type(error)):
        save(network_of_every_layer(), old_file)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("n_bytes", [0, 1, 100, 1000, 4096, 20_000])
def test_a_full_disk_leaves_the_old_file(old_file, n_bytes):
    """The system itself refuses every byte beyond a limit; the new file would have 40,000."""
    import resource

    network, before = mlp([100, 100], rng=np.random.default_rng(0)), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            save(network, old_file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def ordinary_user():
    """Root may do everything: be somebody else for a while."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError:
        pytest.skip("root cannot become somebody else here")
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that every user can reach; pytest's own are closed to all but one."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_no_permission_to_write_leaves_the_old_file(open_folder):
    path = open_folder / "model.npz"
    save(small_network(), path)
    before = path.read_bytes()
    open_folder.chmod(0o555)
    with ordinary_user(), pytest.raises(PermissionError, match=r"model\.npz"):
        save(network_of_every_layer(), path)
    open_folder.chmod(0o755)
    assert path.read_bytes() == before
    assert list(open_folder.iterdir()) == [path]


KILLED = """
import os, sys
import numpy as np
from mlpkit import mlp, save

def wait(*arguments, **settings):
    print("now", flush=True)
    sys.stdin.read()  # for ever, or until nobody is left to kill this process

def write_half(file, **arrays):
    whole(file, **arrays)
    file.truncate(file.tell() // 2)
    file.flush()
    wait()

whole = np.savez
if sys.argv[2] == "half-written":
    np.savez = write_half
elif sys.argv[2] == "written":
    os.fsync = wait
elif sys.argv[2] == "before it is moved":
    os.replace = wait
else:
    print("now", flush=True)
network = mlp([300, 200, 10], rng=np.random.default_rng(1))
while True:
    save(network, sys.argv[1])
"""


@pytest.mark.parametrize("moment", ["half-written", "written", "before it is moved", "any moment", "any other moment"])
def test_killed_in_the_middle_of_a_save_leaves_a_whole_file(tmp_path, moment):
    """SIGKILL can be neither caught nor cleaned up after: the file is the old one or the new one, and no third."""
    old, path = mlp([300, 200, 10], rng=np.random.default_rng(0)), tmp_path / "model.npz"
    save(old, path)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", KILLED, path, moment], **pipes) as process:
        assert process.stdout.readline().strip() == b"now"
        if moment.startswith("any"):  # what follows holds whenever it comes, so it may come by chance
            time.sleep(random.uniform(0.0, 0.1))
        process.kill()
    is_old = load(path).params[0][0, 0] == old.params[0][0, 0]
    assert_same(load(path), old if is_old else mlp([300, 200, 10], rng=np.random.default_rng(1)))
    if not moment.startswith("any"):
        assert is_old
        assert len(list(tmp_path.iterdir())) == 2  # the unfinished file, as the docstring says
    save(old, path)  # and life goes on
    assert_same(load(path), old)


def test_thirty_readers_during_a_write_see_the_old_or_the_new_network(tmp_path):
    """Thirty threads load while two networks are saved in turn; what they get is one of the two, to the last bit."""
    networks = [mlp([20, 10, 10], dropout=0.1, rng=np.random.default_rng(seed)) for seed in (0, 1)]
    expected = [pickle.dumps(network.params) for network in networks]
    path, outcomes, n_saves = tmp_path / "model.npz", [], 0
    save(networks[0], path)

    def read():
        for _ in range(8):
            try:
                outcomes.append(expected.index(pickle.dumps(load(path).params)))
            except Exception as error:
                outcomes.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(30)]
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers) or n_saves < 2:
        n_saves += 1
        save(networks[n_saves % 2], path)
    assert set(outcomes) <= {0, 1}
    assert len(outcomes) == 8 * 30
    assert list(tmp_path.iterdir()) == [path]


def with_nan(network):
    network.layers[0].W[2, 1] = np.nan


def with_infinity(network):
    network.layers[0].b[0] = -np.inf


def with_another_shape(network):
    network.layers[0].b = np.zeros(5, np.float32)


def with_another_dtype(network):
    network.layers[0].W = np.ones((3, 2))


def with_a_column(network):
    network.layers[0].b = np.zeros((2, 1), np.float32)


def with_objects(network):
    network.layers[0].W = np.array([[1, "a"], [2, "b"], [3, "c"]], dtype=object)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (with_nan, "layers.0.W holds NaN or infinity"),
        (with_infinity, "layers.0.b holds NaN or infinity"),
        (with_another_shape, r"layers.0.b has shape \(5,\)"),
        (with_another_dtype, "layers.0.W has .* dtype float64; its layer needs .* float32"),
        (with_a_column, r"layers.0.b has shape \(2, 1\)"),
        (with_objects, "layers.0.W.npy claims an array of shape .* dtype object"),
    ],
    ids=["NaN weights", "infinite bias", "misshaped", "another dtype", "column", "objects"],
)
def test_what_load_would_refuse_is_not_saved(old_file, spoil, message):
    """Or the only copy of a network would be a file that nobody can read."""
    network = small_network()
    spoil(network)
    before = pickle.dumps(network)
    why = f"because load would refuse the file: {message}"
    with pytest.raises(ValueError, match=rf"^save: network cannot be saved, {why}.*; expected finite .* Hint: "):
        save(network, old_file)
    assert pickle.dumps(network) == before


def test_a_file_that_was_written_wrongly_is_noticed(old_file, monkeypatch):
    """What is on the disk is read back before it takes the old file's place."""

    def write_wrongly(file, **arrays):
        whole(file, **arrays)
        file.seek(-300, os.SEEK_CUR)
        file.write(b"?")

    whole = np.savez
    monkeypatch.setattr(np, "savez", write_wrongly)
    with pytest.raises(ValueError, match="save: network cannot be saved, because load would refuse the file"):
        save(small_network(), old_file)


@pytest.mark.parametrize("path", [None, 3, b"model.npz", ["model.npz"]], ids=["None", "number", "bytes", "list"])
def test_a_path_of_another_kind(path):
    with pytest.raises(TypeError, match=r"^save: path must be a str or a pathlib\.Path; got "):
        save(small_network(), path)
    with pytest.raises(TypeError, match=r"^load: path must be a str or a pathlib\.Path; got "):
        load(path)


@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_the_old_file_stays_if_the_system_refuses(old_file, monkeypatch, name):
    def refuse(*arguments):
        raise OSError("refused")

    monkeypatch.setattr(os, name, refuse)
    with pytest.raises(OSError, match="refused"):
        save(network_of_every_layer(), old_file)


def test_the_old_file_stays_if_the_network_cannot_be_saved(old_file):
    class Mine(Layer):
        def forward(self, X, *, training=False):
            return X

        def backward(self, dA):
            return dA

    with pytest.raises(TypeError, match="cannot save a layer of type Mine; known are Dense, Dropout, ReLU"):
        save(Sequential([Dense(3, 2, rng=RNG), Mine()]), old_file)


@pytest.mark.parametrize(
    "layer",
    [
        type("ReLU", (ReLU,), {})(),
        type("Mine", (Dense,), {})(2, 2, rng=RNG),
        type("Mine", (Dropout,), {})(0.1, rng=RNG),
    ],
    ids=["ReLU", "Dense", "Dropout"],
)
def test_a_layer_of_ones_own_is_not_saved_as_what_it_was_made_from(tmp_path, layer):
    with pytest.raises(TypeError, match="cannot save a layer of type"):
        save(Sequential([Dense(3, 2, rng=RNG), layer]), tmp_path / "model.npz")
    assert list(tmp_path.iterdir()) == []


def test_dropout_with_another_kind_of_generator_is_refused(old_file):
    dropout = Dropout(0.5, rng=np.random.Generator(np.random.MT19937(0)))
    with pytest.raises(TypeError, match=r"if its rng comes from np.random.default_rng"):
        save(Sequential([Dense(3, 2, rng=RNG), dropout]), old_file)


def test_only_networks_are_saved(old_file):
    with pytest.raises(TypeError, match=r"save: network must be a Sequential; got .* Hint: save\(network, path\)"):
        save(old_file, small_network())


def test_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(FileNotFoundError):
        save(small_network(), tmp_path / "nowhere" / "model.npz")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "model.npz").mkdir()
    with pytest.raises(
        FileExistsError, match=r"save: path .*model\.npz is a folder or a device; .* Hint: path / 'model"
    ):
        save(small_network(), tmp_path / "model.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_not_replaced_by_one(tmp_path):
    """Root who saves to /dev/null would have no /dev/null any more."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileExistsError, match="is a folder or a device"):
        save(small_network(), tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert len(list(tmp_path.iterdir())) == 1


# --- files that are refused ----------------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path):
    """A good file, to be spoilt, alone in a folder."""
    path = tmp_path / "folder" / "model.npz"
    path.parent.mkdir()
    rng = np.random.default_rng(0)
    save(Sequential([Dense(3, 2, rng=rng), Dropout(0.5, rng=rng), ReLU(), Dense(2, 2, rng=rng)]), path)
    return path


def assert_refused(path, message=""):
    before = path.read_bytes()
    with pytest.raises(ValueError, match=rf"load: {path.name} is not a usable mlpkit model file: (?s:.*){message}"):
        load(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]  # nothing was unpacked


def npy(array, **settings):
    """The bytes of one member of the archive."""
    file = io.BytesIO()
    np.save(file, array, **settings)
    return file.getvalue()


def rewrite(path, *, remove=(), compression=zipfile.ZIP_STORED, **members):
    """Write the archive anew, some members (given by name without the .npy) removed or replaced."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= {f"{name}.npy": member for name, member in members.items()}
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name in content:  # in order, which a set would leave to chance
            if name.removesuffix(".npy") not in remove:
                archive.writestr(name, content[name])


def rewrite_header(path, change):
    """Let ``change`` edit the JSON header, or return another one."""
    with np.load(path) as archive:
        header = json.loads(str(archive["header"]))
    changed = change(header)
    rewrite(path, header=npy(np.array(json.dumps(header if changed is None else changed))))


def delete(part, key):
    del part[key]


def test_the_instruments_of_this_section_leave_a_good_file_good(model):
    network = load(model)
    rewrite(model, compression=zipfile.ZIP_DEFLATED)
    assert_same(load(model), network)
    rewrite_header(model, lambda header: None)
    assert_same(load(model), network)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 500, b"<!DOCTYPE html><title>404</title>", b"\x93NUMPY\x01\x00", npy(np.ones(3)), pickle.dumps([1])],
    ids=["empty", "zeros", "HTML", "start of npy", "npy", "pickle"],
)
def test_what_is_no_archive(model, content):
    model.write_bytes(content)
    assert_refused(model, "File is not a zip file")


def test_no_such_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nothing\.npz"):
        load(tmp_path / "nothing.npz")


def test_a_folder(tmp_path):
    with pytest.raises(OSError, match="folder"):
        load(tmp_path.rename(tmp_path.with_name("folder")))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_no_permission_to_read(open_folder):
    path = open_folder / "model.npz"
    save(small_network(), path)
    path.chmod(0)
    with ordinary_user(), pytest.raises(PermissionError, match=r"model\.npz"):
        load(path)
    path.chmod(0o600)
    assert_same(load(path), small_network())


def test_a_truncated_file_wherever_it_ends(model):
    whole = model.read_bytes()
    for length in range(0, len(whole), 23):
        model.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"model\.npz is not a usable mlpkit model file"):
            load(model)


@pytest.fixture(scope="module")
def outcomes_of_flipped_bytes(tmp_path_factory):
    """How often loading ends how, when one byte is another: all in the archive's list, every fifth before it."""
    path = tmp_path_factory.mktemp("flipped") / "model.npz"
    save(mlp([2, 1], rng=np.random.default_rng(0)), path)
    network, whole, outcomes = load(path), bytearray(path.read_bytes()), Counter()
    start_of_list = whole.index(b"PK\x01\x02")
    for position in (*range(0, start_of_list, 5), *range(start_of_list, len(whole))):
        whole[position] ^= 0xFF
        path.write_bytes(whole)
        whole[position] ^= 0xFF
        try:
            other = load(path)
        except Exception as error:
            outcomes[type(error).__name__] += 1
        else:
            assert_same(other, network)
            outcomes["same network"] += 1
    return outcomes


def test_a_flipped_byte_never_gives_another_network(outcomes_of_flipped_bytes):
    """Refused, mostly; where the byte means nothing, such as in a date, the network is the same."""
    assert outcomes_of_flipped_bytes.total() > 400
    assert outcomes_of_flipped_bytes["ValueError"] > 2 * outcomes_of_flipped_bytes["same network"] > 0


def test_a_flipped_byte_is_always_called_a_damaged_file(outcomes_of_flipped_bytes):
    assert set(outcomes_of_flipped_bytes) == {"ValueError", "same network"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda header: header.update(format="other"), "its header names another format"),
        (lambda header: delete(header, "format"), "'format'"),
        (lambda header: header.update(version=2), "it has format version 2; this mlpkit reads version 1"),
        (lambda header: delete(header, "version"), "'version'"),
        (lambda header: header.update(dtype="float16"), "dtype must be float32 or float64; got float16"),
        (lambda header: header.update(dtype="object"), "dtype"),
        (lambda header: header.update(dtype=["float32"]), ""),
        (lambda header: header.update(layers=[]), "expected at least one Dense layer"),
        (lambda header: header.update(layers=None), "not iterable"),
        (lambda header: header.update(layers=["Dense"]), ""),
        (lambda header: header["layers"].append({"type": "Conv2D"}), "it names an unknown layer, 'Conv2D'"),
        (lambda header: header["layers"].append({"type": ["ReLU"]}), "unhashable"),
        (lambda header: header["layers"].append({}), "'type'"),
        (lambda header: header["layers"][0].update(n_in=4), r"layers.0.W has shape \(3, 2\) .* needs \(4, 2\)"),
        (lambda header: header["layers"][0].update(n_out=5), "gives 5 columns .* n_in=2"),
        (lambda header: header["layers"][0].update(n_in="3"), "n_in must be a whole number"),
        (lambda header: header["layers"][0].update(n_in=-3), "n_in must be a whole number"),
        (lambda header: header["layers"][0].update(n_in=10**15, n_out=10**15), ""),
        (lambda header: header["layers"][0].update(l2=-1.0), "l2 must be a finite number"),
        (lambda header: header["layers"][0].update(l2=float("nan")), "l2 must be a finite number"),
        (lambda header: header["layers"][1].update(rate=1.0), "rate must be a finite number"),
        (lambda header: header["layers"][1].update(rng="PCG64"), "state must be a dict"),
        (lambda header: header["layers"][1]["rng"].update(bit_generator="MT19937"), "PCG64"),
        (lambda header: delete(header["layers"][1]["rng"], "state"), "'state'"),
        (lambda header: [], "list indices"),
        (lambda header: "hello", "string indices"),
        (lambda header: 5, "not subscriptable"),
    ],
)
def test_a_header_that_makes_no_sense(model, change, message):
    rewrite_header(model, change)
    assert_refused(model, message)


@pytest.mark.parametrize("state", [2**200, -1], ids=["too large", "negative"])
def test_a_state_of_dropout_that_is_no_state(model, state):
    rewrite_header(model, lambda header: header["layers"][1]["rng"]["state"].update(state=state))
    assert_refused(model)


def test_a_header_that_is_no_json(model):
    rewrite(model, header=npy(np.array("{'format': 'mlpkit'}")))
    assert_refused(model, "Expecting property name")


def test_a_header_that_is_nested_without_end(model):
    rewrite(model, header=npy(np.array("[" * 100_000)))
    assert_refused(model)


def test_a_header_of_numbers(model):
    rewrite(model, header=npy(np.ones(3)))
    assert_refused(model)


W, b = np.ones((3, 2), np.float32), np.ones(2, np.float32)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"remove": ["layers.0.b"]},
            r"it holds the arrays \['layers.0.W', 'layers.3.W', 'layers.3.b'\] but its layers need",
        ),
        ({"remove": ["header"]}, "it holds no header"),
        ({"layers.4.W": npy(b)}, "it holds the arrays .*'layers.4.W'.* but its layers need"),
        ({"layers.0.W": npy(W.T)}, r"layers.0.W has shape \(2, 3\) and dtype float32; its layer needs \(3, 2\)"),
        ({"layers.0.W": npy(W.ravel())}, r"layers.0.W has shape \(6,\)"),
        ({"layers.0.b": npy(b[:, None])}, r"layers.0.b has shape \(2, 1\)"),
        ({"layers.0.W": npy(W.astype(np.float64))}, "layers.0.W has .* dtype float64; its layer needs .* float32"),
        ({"layers.0.W": npy(W.astype(np.int32))}, "layers.0.W has .* dtype int32"),
        ({"layers.0.W": npy(W.astype(complex))}, "layers.0.W has .* dtype complex128"),
        ({"layers.0.W": npy(np.where(W.cumsum().reshape(3, 2) == 4, np.nan, W).astype(np.float32))}, "holds NaN"),
        ({"layers.0.b": npy(b * np.inf)}, "layers.0.b holds NaN or infinity"),
        ({"layers.0.W": npy(W)[:-1]}, ""),
        ({"layers.0.W": b"no array"}, "magic"),
        ({"layers.0.W": b""}, ""),
        ({"layers.0.W": npy(W).replace(b"NUMPY\x01", b"NUMPY\x02")}, "unknown version of the npy format"),
    ],
    ids=[
        *("missing", "no header", "extra", "transposed", "flat", "column", "float64", "integers", "complex", "NaN"),
        *("infinity", "cut off", "no array", "nothing", "npy version 2"),
    ],
)
def test_arrays_that_do_not_fit_the_layers(model, change, message):
    rewrite(model, **change)
    assert_refused(model, message)


@pytest.mark.parametrize("name", ["../../evil.npy", "/evil.npy", "..\\evil.npy", "folder/layers.3.W.npy"])
def test_a_member_with_a_path_in_its_name(model, name):
    with zipfile.ZipFile(model, "a") as archive:
        archive.writestr(name, npy(b))
    assert_refused(model, "it holds the arrays")
    assert not list(model.parent.parent.glob("*evil*"))


class Payload:
    """Unpickling it makes a folder: proof that a program was run."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __reduce__(self):
        return os.mkdir, (self.folder,)


@pytest.mark.parametrize("member", ["layers.0.W", "header"])
def test_a_pickle_inside_is_never_run(model, tmp_path, member):
    rewrite(model, **{member: npy(np.array([Payload(tmp_path / "proof")], dtype=object), allow_pickle=True)})
    assert_refused(model, r"claims an array of shape \(1,\) and dtype object")
    assert not (tmp_path / "proof").exists()
    with np.load(model, allow_pickle=True) as archive:  # the payload works where somebody is careless
        _ = archive[member]
    assert (tmp_path / "proof").exists()


def test_a_pickle_in_place_of_the_archive_is_never_run(model, tmp_path):
    model.write_bytes(pickle.dumps(Payload(tmp_path / "proof")))
    assert_refused(model, "not a zip file")
    assert not (tmp_path / "proof").exists()


def peak_memory_of_refusal(path, message):
    assert_refused(path, message)  # once before, for what Python allocates only once
    tracemalloc.start()
    try:
        assert_refused(path, message)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


MEGABYTE = 10**6


@pytest.mark.parametrize("shape", [(10**9, 10**9), (10**6, 100), (2**63, 2), (-1, -1)])
def test_an_array_that_claims_to_be_giant(model, shape):
    """The header of the array says so; the few bytes behind it do not matter."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "<f4", "fortran_order": False, "shape": shape})
    rewrite(model, **{"layers.0.W": file.getvalue() + bytes(24)})
    assert peak_memory_of_refusal(model, "") < MEGABYTE


@pytest.mark.parametrize("member", ["layers.0.W", "header"])
def test_a_member_that_unpacks_to_something_giant(model, member):
    """50 megabytes of zeros, compressed to nearly nothing, are not unpacked to find that they do not fit."""
    rewrite(model, compression=zipfile.ZIP_DEFLATED, **{member: npy(np.zeros(50 * MEGABYTE, np.uint8))})
    assert model.stat().st_size < MEGABYTE
    assert peak_memory_of_refusal(model, "claims 50,000,128 bytes, more than its layer can need") < MEGABYTE


@pytest.mark.parametrize(
    ("method", "compress"),
    [
        (zipfile.ZIP_DEFLATED, lambda content: zlib.compress(content, 9, wbits=-15)),
        (zipfile.ZIP_BZIP2, bz2.compress),
        (zipfile.ZIP_LZMA, lambda content: LZMA_START + lzma.compress(content, lzma.FORMAT_RAW, filters=LZMA)),
    ],
    ids=["deflate", "bzip2", "LZMA"],
)
def test_a_zip_bomb_that_lies_about_its_size(model, method, compress):
    """It says that it is as small as it should be, but unpacks to 30 megabytes, of which nothing is kept."""
    right = npy(W)
    bomb = compress(right + bytes(30 * MEGABYTE))
    rewrite(model, remove=["layers.0.W"], **{"layers.0.W": right})
    with zipfile.ZipFile(model, "a") as archive:
        archive.writestr("layers.0.W.npy", bomb)  # stored: the packed bytes, as they are
    content = bytearray(model.read_bytes())
    for signature, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):  # the member's own head, and the archive's list
        start = content.rindex(signature)
        struct.pack_into("<H", content, start + at, method)
        struct.pack_into("<I", content, start + at + 6, zlib.crc32(right))
        struct.pack_into("<I", content, start + at + 14, len(right))
    model.write_bytes(content)
    with zipfile.ZipFile(model) as archive:
        assert archive.getinfo("layers.0.W.npy").file_size == len(right)
        assert archive.getinfo("layers.0.W.npy").compress_type == method
    tracemalloc.start()
    try:
        with contextlib.suppress(ValueError):  # or the right network, where nobody has to unpack more than that
            np.testing.assert_array_equal(load(model).params[0], W)
        assert tracemalloc.get_traced_memory()[1] < 3 * MEGABYTE
    finally:
        tracemalloc.stop()
    assert list(model.parent.iterdir()) == [model]


def test_a_member_that_lies_about_its_size(model):
    """The archive's own list says that a member is longer than it is."""
    content = bytearray(model.read_bytes())
    start = content.index(b"PK\x01\x02")  # the first entry of the list; its size is at byte 24
    content[start + 24 : start + 28] = struct.pack("<I", 10**9)
    model.write_bytes(content)
    assert peak_memory_of_refusal(model, "") < MEGABYTE


LZMA = [{"id": lzma.FILTER_LZMA1}]
LZMA_START = struct.pack("<BBH", 9, 4, 5) + bytes([93]) + struct.pack("<I", 2**23)  # as the zip format wants it


@pytest.mark.parametrize(
    ("at", "value"),
    [(8, 1), (10, 99), (10, 12), (10, 14)],
    ids=["encrypted", "unknown method", "method bzip2", "method LZMA"],
)
def test_a_member_that_is_packed_in_an_unusual_way(model, at, value):
    content = bytearray(model.read_bytes())
    start = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, start + at, value)
    model.write_bytes(content)
    assert_refused(model)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_members_of_one_name(model):
    """Which of them would be meant?"""
    with zipfile.ZipFile(model, "a") as archive:
        archive.writestr("layers.0.W.npy", npy(7 * W))
    assert_refused(model, "twice")


def test_a_layer_that_claims_to_be_giant(model):
    """The list of layers says so; with larger numbers than these the machine runs out of memory."""
    rewrite_header(model, lambda header: header["layers"][0].update(n_in=2_000_000))
    assert peak_memory_of_refusal(model, "") < MEGABYTE
