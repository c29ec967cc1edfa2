"""Save a network to one file and load it again.

The file is a NumPy ``.npz`` archive: the parameters as arrays under names that stay, ``layers.0.W`` of shape
(n_in, n_out) and ``layers.0.b``, and one JSON text that names the layers. There is no pickle in it, so that loading a
file from a stranger cannot run a program.
"""

import io
import json
import os
import zipfile
from typing import Any, BinaryIO

import numpy as np

from mlpkit._machinery.arguments import Array, as_int, as_path, require_instance
from mlpkit._machinery.files import written_whole
from mlpkit._machinery.pixels import Seen
from mlpkit.activations import LAYERS
from mlpkit.initializers import zeros
from mlpkit.layers import Dense, Dropout, Layer
from mlpkit.network import Sequential

FORMAT_VERSION = 1


def save(network: Sequential, path: str | os.PathLike[str]) -> None:
    """Write a network to one ``.npz`` file; an old file stays whole until the new one is complete.

    Parameters
    ----------
    network : Sequential
        Made of the layers of this package.
    path : str or path
        Where to write; no ending is added.

    Raises
    ------
    TypeError
        If the network holds a layer that is not one of this package's.
    ValueError
        If :func:`load` would refuse the file, because a weight is NaN, for instance.
    OSError
        If the file cannot be written.

    Notes
    -----
    After any error, what was there before stays. The new file is written under another name in the same folder
    (a dot, the file's name, a dot, 32 hexadecimal digits), flushed to the disk, read back, and then moved into
    place. Only if the process is killed or the power fails meanwhile does that file stay; it can be deleted.
    """
    require_instance(network, Sequential, name="save: network", hint="save(network, path)")
    path = as_path(path, name="save: path")
    if path.exists() and not path.is_file():
        raise FileExistsError(
            f"save: path {path} is a folder or a device; expected the name of a file. Hint: path / 'model.npz'"
        )
    header = {
        "format": "mlpkit",
        "version": FORMAT_VERSION,
        "dtype": network.dtype.name,
        "layers": [_describe_layer(layer) for layer in network.layers],
        "learned_from": network.learned_from,
    }
    arrays: dict[str, Any] = {"header": np.array(json.dumps(header)), **_named_parameters(network)}
    with written_whole(path) as file:
        np.savez(file, **arrays)
        file.flush()
        try:
            _read_network(file)
        except Exception as error:
            raise ValueError(
                f"save: network cannot be saved, because load would refuse the file: {error}; expected finite "
                "parameters of the shapes and dtype that the layers had at first. Hint: print(network.params)"
            ) from error


def load(path: str | os.PathLike[str]) -> Sequential:
    """Read a network that :func:`save` wrote. It predicts and goes on learning exactly as before.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    Sequential
        A new network.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is not a whole and undamaged model file of a version that this package knows.
    """
    path = as_path(path, name="load: path")
    with path.open("rb") as file:
        try:
            return _read_network(file)
        except Exception as error:  # whatever a damaged or a hostile file may cause
            raise ValueError(
                f"load: {path.name} is not a usable mlpkit model file: {error}. Hint: files are made by mlpkit.save"
            ) from error


def _named_parameters(network: Sequential) -> dict[str, Array]:
    """Return the parameters by the names that they have in the file: ``layers.0.W``, ``layers.0.b`` and so on."""
    numbered = enumerate(network.layers)
    return {
        f"layers.{k}.{name}": array for k, layer in numbered for name, array in zip("Wb", layer.params, strict=False)
    }


def _read_network(file: BinaryIO) -> Sequential:
    """Return the network that the file describes; believe nothing that it says before that is checked."""
    n_bytes = file.seek(0, os.SEEK_END)  # not fstat, by which a file that is being written is empty in a browser
    with zipfile.ZipFile(file) as archive:
        members = {name.removesuffix(".npy"): name for name in archive.namelist()}
        if len(members) < len(archive.namelist()):
            raise ValueError("it holds an array twice")
        if "header" not in members:
            raise ValueError("it holds no header")
        header = json.loads(str(_read_array(archive, members.pop("header"), max_bytes=2**20)))
        network = _build(header, n_bytes=n_bytes)
        if header.get("learned_from"):  # not in files of earlier versions
            network.learned_from = Seen(*map(float, header["learned_from"]))
        expected = _named_parameters(network)
        if set(members) != set(expected):
            raise ValueError(f"it holds the arrays {sorted(members)} but its layers need {sorted(expected)}")
        for name, array in expected.items():
            values = _read_array(archive, members[name], max_bytes=array.nbytes + 4096)
            if values.shape != array.shape or values.dtype != array.dtype:
                raise ValueError(
                    f"{name} has shape {values.shape} and dtype {values.dtype}; "
                    f"its layer needs {array.shape} and {array.dtype}"
                )
            if not np.isfinite(values).all():
                raise ValueError(f"{name} holds NaN or infinity")
            array[...] = values
    return network


def _read_array(archive: zipfile.ZipFile, member: str, *, max_bytes: int) -> Array:
    """Return one array of the archive, unless it claims more than ``max_bytes``, or unpacks to more."""
    info = archive.getinfo(member)
    if info.file_size > max_bytes:
        raise ValueError(f"{member} claims {info.file_size:,} bytes, more than its layer can need")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{member} is packed in an unusual way")  # of these, zipfile unpacks more than was asked for
    with archive.open(member) as file:
        content = io.BytesIO(file.read(max_bytes))
    if np.lib.format.read_magic(content) != (1, 0):
        raise ValueError(f"{member} is written in an unknown version of the npy format")
    shape, _, dtype = np.lib.format.read_array_header_1_0(content)
    if dtype.hasobject or int(np.prod(shape, dtype=object)) * dtype.itemsize > max_bytes:
        raise ValueError(f"{member} claims an array of shape {shape} and dtype {dtype}")
    content.seek(0)
    return np.lib.format.read_array(content, allow_pickle=False)


def _describe_layer(layer: Layer) -> dict[str, Any]:
    """Return what is needed to build the layer again, parameters aside, as plain JSON values."""
    name = type(layer).__name__
    if LAYERS.get(name) is not type(layer):
        raise TypeError(f"save: cannot save a layer of type {name}; known are {', '.join(LAYERS)}")
    settings: dict[str, Any] = {}
    if isinstance(layer, Dense):
        settings = {"n_in": layer.W.shape[0], "n_out": layer.W.shape[1], "l2": layer.l2}
    elif isinstance(layer, Dropout):
        state = layer.rng.bit_generator.state
        if state["bit_generator"] != "PCG64":
            raise TypeError("save: a Dropout layer can be saved if its rng comes from np.random.default_rng")
        settings = {"rate": layer.rate, "rng": state}
    return {"type": name, **settings}


def _build(header: dict[str, Any], *, n_bytes: int) -> Sequential:
    """Return a network as the header describes it, with all parameters zero."""
    if header["format"] != "mlpkit":
        raise ValueError("its header names another format")
    if header["version"] != FORMAT_VERSION:
        raise ValueError(f"it has format version {header['version']}; this mlpkit reads version {FORMAT_VERSION}")
    dense = [entry for entry in header["layers"] if entry["type"] == "Dense"]
    sizes = [[as_int(entry[name], name=f"Dense: {name}", minimum=1) for name in ("n_in", "n_out")] for entry in dense]
    n_params = sum((n_in + 1) * n_out for n_in, n_out in sizes)
    if n_params * np.dtype(header["dtype"]).itemsize > n_bytes:
        raise ValueError(f"its layers claim {n_params:,} parameters, more than a file of {n_bytes:,} bytes can hold")
    return Sequential([_build_layer(entry, header["dtype"]) for entry in header["layers"]])


def _build_layer(entry: dict[str, Any], dtype: str) -> Layer:
    """Return the layer that an entry of the header tells of, its parameters zero."""
    rng = np.random.default_rng(0)
    if entry["type"] not in LAYERS:
        raise ValueError(f"it names an unknown layer, {entry['type']!r}")
    kind = LAYERS[entry["type"]]
    if kind is Dense:
        return Dense(entry["n_in"], entry["n_out"], init=zeros, l2=entry["l2"], dtype=dtype, rng=rng)
    if kind is Dropout:
        dropout = Dropout(entry["rate"], rng=rng)
        dropout.rng.bit_generator.state = entry["rng"]
        return dropout
    return kind()
