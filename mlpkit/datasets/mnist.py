"""MNIST: 70,000 handwritten digits, whole and inside the package."""

import os
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

from mlpkit._machinery.arguments import Array, Labels, as_int, as_labels, as_path, describe, dtype_or_description
from mlpkit.datasets.idx import read_idx

PACKAGED_FOLDER = Path(__file__).parent / "mnist"

IDX_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
KERAS_FILE = "mnist.npz"
KERAS_KEYS = ("x_train", "y_train", "x_test", "y_test")

N_CLASSES = 10
SPLIT_SEED = 0

Part = tuple[Array, Labels]
"""Images and their labels."""

Stored = tuple[NDArray[np.number], Labels]
"""The same, with pixels as they stand in the file: from 0 to 255."""


def load_mnist(
    data_dir: str | os.PathLike[str] | None = None,
    *,
    n_train: int | None = None,
    n_val: int = 10_000,
    dtype: DTypeLike = np.float32,
    flatten: bool = True,
) -> tuple[Part, Part, Part]:
    """Load MNIST as three parts: to train with, to choose by (validation), and to test with once, at the end.

    Parameters
    ----------
    data_dir : str or path, optional
        Where to read; by default the copy of MNIST inside mlpkit. For another set of the same kind, a folder
        with the four files ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``,
        ``t10k-images-idx3-ubyte`` and ``t10k-labels-idx1-ubyte``, each gzipped (``.gz``) or not. The folder
        in which torchvision keeps them will do too (``root``, ``root/MNIST``, ``root/MNIST/raw``, and
        likewise ``root/FashionMNIST``), and so will the ``mnist.npz`` of Keras, or the folder it is in.
    n_train : int, optional
        How many images to train with; by default all that validation leaves.
    n_val : int, default 10_000
        How many of the training images to put aside for validation; 0 for none.
    dtype : dtype, default float32
        Floating-point type of the pixels.
    flatten : bool, default True
        Whether each image becomes one row of pixels, or stays a (height, width) picture.

    Returns
    -------
    train, val, test : tuple of (numpy.ndarray, numpy.ndarray)
        Three pairs ``(X, y)``. ``X`` holds the pixels from 0 (paper) to 1 (ink), shape (n_samples, 784), or
        (n_samples, 28, 28) without ``flatten``. ``y`` holds the digits 0 to 9 as int64, shape (n_samples,).
        The arrays are new at every call: change them as you like.

    Raises
    ------
    FileNotFoundError
        If ``data_dir`` does not hold the data; the message names what was looked for.
    ValueError
        If ``n_train`` or ``n_val`` is more than there is; if a file is damaged; if images and labels differ
        in number, images in size, or a label is not in 0 to 9.
    TypeError
        If an argument is of the wrong kind.

    See Also
    --------
    read_idx : Reads a single IDX file, with any labels.
    arrays_from_batches : Reads what a PyTorch ``DataLoader`` gives.

    Notes
    -----
    MNIST by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, licensed under Creative Commons
    Attribution-ShareAlike 3.0 (CC BY-SA 3.0). It is described in LeCun, Bottou, Bengio and Haffner (1998),
    "Gradient-based learning applied to document recognition". Nothing is downloaded.

    Validation images are drawn from the training images, stratified: each digit has the same share in both.
    The draw is the same at every call, on every computer. A smaller ``n_train`` is stratified too, and
    its images are among those of every larger one (for the same ``n_val``). All stay in the file's order.

    Examples
    --------
    >>> (X_train, y_train), (X_val, y_val), (X_test, y_test) = load_mnist()
    >>> X_train.shape, X_val.shape, X_test.shape
    ((50000, 784), (10000, 784), (10000, 784))
    >>> y_test[:5]
    array([7, 2, 1, 0, 4])
    """
    pixel_type = dtype_or_description(dtype)
    if isinstance(pixel_type, str) or pixel_type.kind != "f":
        raise TypeError(
            "load_mnist: dtype must be a floating-point type, because pixels lie between 0 and 1; "
            f"got {pixel_type}. Hint: dtype=np.float32"
        )
    n_val = as_int(n_val, name="load_mnist: n_val", minimum=0)
    if n_train is not None:
        n_train = as_int(n_train, name="load_mnist: n_train", minimum=1)

    (train_images, train_labels), (test_images, test_labels) = _read_parts(data_dir)
    train, val = _stratified_split(train_labels, n_train=n_train, n_val=n_val)
    return (
        (_as_pixels(train_images[train], pixel_type, flatten), train_labels[train]),
        (_as_pixels(train_images[val], pixel_type, flatten), train_labels[val]),
        (_as_pixels(test_images, pixel_type, flatten), test_labels),
    )


def _read_parts(data_dir: str | os.PathLike[str] | None) -> tuple[Stored, Stored]:
    """Return the images and labels to train and to test with, checked."""
    source = PACKAGED_FOLDER if data_dir is None else as_path(data_dir, name="load_mnist: data_dir")
    if source.is_file():
        arrays = _read_npz(source)
    elif paths := _find_idx_files(source):
        arrays = [read_idx(path) for path in paths]
    elif (source / KERAS_FILE).is_file():
        arrays = _read_npz(source / KERAS_FILE)
    else:
        raise FileNotFoundError(_what_is_missing(source))

    train = _check_part(*arrays[:2], name=f"load_mnist: the training set in {source}")
    test = _check_part(*arrays[2:], name=f"load_mnist: the test set in {source}")
    size, test_size = train[0].shape[1:], test[0].shape[1:]
    if size != test_size:
        raise ValueError(
            f"load_mnist: {source} has training images of {size} pixels but test images of {test_size}; "
            "expected one size. Hint: are these files of two different sets?"
        )
    return train, test


def _folders(source: Path) -> tuple[Path, ...]:
    """Return where the four files may be: in ``source`` itself, or where torchvision puts them below it."""
    return source, source / "raw", source / "MNIST" / "raw"


def _find_idx_file(folder: Path, name: str) -> Path | None:
    """Return the file of that name, plain or gzipped; some copies write ``.idx`` where MNIST has ``-idx``."""
    dotted = name.replace("-idx", ".idx")
    candidates = [folder / candidate for candidate in (name, f"{name}.gz", dotted, f"{dotted}.gz")]
    return next((path for path in candidates if path.is_file()), None)


def _find_idx_files(source: Path) -> list[Path]:
    """Return the four files, from the first folder that has them all; an empty list if none has."""
    for folder in _folders(source):
        paths = [path for name in IDX_FILES if (path := _find_idx_file(folder, name))]
        if len(paths) == len(IDX_FILES):
            return paths
    return []


def _what_is_missing(source: Path) -> str:
    """Return the error message for a folder without a complete set."""
    hint = "Hint: data_dir=None reads the MNIST inside mlpkit"
    if not source.is_dir():
        return f"load_mnist: data_dir={str(source)!r} is not there; expected a folder or a file. {hint}"
    message = (
        f"load_mnist: found no complete set. Looked for the four files {', '.join(IDX_FILES)}, each with or "
        f"without .gz, in {', '.join(map(str, _folders(source)))}, and for {source / KERAS_FILE}"
    )
    for folder in _folders(source):
        missing = [name for name in IDX_FILES if _find_idx_file(folder, name) is None]
        if len(missing) < len(IDX_FILES):
            message += f". {folder} lacks {', '.join(missing)}"
    return f"{message}. {hint}"


def _read_npz(path: Path) -> list[NDArray[np.number]]:
    """Return the four arrays of a Keras archive."""
    if not zipfile.is_zipfile(path):
        raise ValueError(
            f"load_mnist: the file {path} is not an .npz archive; expected the {KERAS_FILE} of Keras. "
            "Hint: for the four IDX files, give the folder they are in"
        )
    try:
        with np.load(path, allow_pickle=False) as archive:
            missing = [key for key in KERAS_KEYS if key not in archive]
            if not missing:
                return [archive[key] for key in KERAS_KEYS]
            present = ", ".join(archive) or "nothing"
    except (ValueError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(
            f"load_mnist: {path} is damaged, or holds Python objects, which are not read because they "
            f"could run code; expected plain arrays of numbers. NumPy says: {error}"
        ) from error
    raise ValueError(
        f"load_mnist: {path} lacks {', '.join(missing)}; it holds {present}. Hint: expected the {KERAS_FILE} of Keras"
    )


def _check_part(images: NDArray[np.number], labels: NDArray[np.number], *, name: str) -> Stored:
    """Return images as they are and labels as int64, or raise ValueError."""
    if images.dtype != np.uint8 or images.ndim != 3:
        raise ValueError(
            f"{name} has images in {describe(images)}; expected shape (n_samples, height, width) "
            f"and dtype uint8. Hint: {_image_hint(images)}"
        )
    labels = as_labels(labels, name=f"{name}: y")
    if len(images) != len(labels):
        raise ValueError(
            f"{name} has {len(images)} images but {len(labels)} labels; expected one label for each image. "
            "Hint: are these files of two different sets?"
        )
    wrong = labels[(labels < 0) | (labels >= N_CLASSES)]
    if wrong.size:
        raise ValueError(
            f"{name} has {wrong.size} label(s) outside 0 to {N_CLASSES - 1}, the first is {wrong[0]}; "
            "expected ten classes. Hint: read_idx(path) reads files with other labels"
        )
    return images, labels.astype(np.int64)


def _image_hint(images: NDArray[np.number]) -> str:
    """Return what to do with images of another shape or dtype, by what is in them."""
    if images.ndim == 1:
        return "were images and labels swapped?"
    if images.ndim == 2:
        return "x.reshape(-1, 28, 28) makes pictures of the rows"
    if images.ndim == 4:
        return "x[..., 0] takes the only channel"
    if images.size and images.min() >= 0 and images.max() <= 1:
        return "np.rint(255 * x).astype(np.uint8) undoes the scaling"
    return "x.astype(np.uint8), if the pixels are whole numbers from 0 to 255"


def _stratified_split(labels: Labels, *, n_train: int | None, n_val: int) -> tuple[Labels, Labels]:
    """Return the row numbers, in increasing order, of the images for training and for validation."""
    n_samples = len(labels)
    if n_val >= n_samples:
        raise ValueError(
            f"load_mnist: n_val={n_val} of {n_samples} training images leaves none to train with; "
            f"expected n_val < {n_samples}. Hint: n_val={n_samples // 6} is the share usual for MNIST"
        )
    if n_train is None:
        n_train = n_samples - n_val
    if n_train > n_samples - n_val:
        raise ValueError(
            f"load_mnist: n_train={n_train} is more than there is: {n_samples} training images less "
            f"n_val={n_val} make {n_samples - n_val}. Hint: a smaller n_val leaves more to train with"
        )
    # A bit generator's raw numbers stay the same in every version of NumPy; a Generator's may not.
    shuffled = np.argsort(np.random.PCG64(SPLIT_SEED).random_raw(n_samples))
    # Let each class walk from 0 to 1 in equal steps. Sorted by how far they are, all classes advance at the
    # same pace, so that every stretch of the sequence has the proportions of the whole.
    progress = np.empty(n_samples)
    for label in range(N_CLASSES):
        members = shuffled[labels[shuffled] == label]
        progress[members] = (np.arange(len(members)) + 0.5) / len(members)
    sequence = np.argsort(progress, kind="stable")
    return np.sort(sequence[n_val : n_val + n_train]), np.sort(sequence[:n_val])


def _as_pixels(images: NDArray[np.number], dtype: np.dtype, flatten: bool) -> Array:
    """Return images with values in [0, 1], as rows if ``flatten``."""
    n_samples, height, width = images.shape
    X = np.divide(images, 255, dtype=dtype)  # (n_samples, height, width)
    return X.reshape(n_samples, height * width) if flatten else X
