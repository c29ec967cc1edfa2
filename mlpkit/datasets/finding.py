"""Which set of pictures is in a file or folder: what its files hold, which part is which, and which way up it is."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mlpkit._machinery.arguments import as_path, describe, require_finite
from mlpkit.datasets.containers import read_file
from mlpkit.datasets.idx import read_idx
from mlpkit.datasets.pictures import Packed, folders_in, pictures_in, read_pictures

PART = re.compile(r"(?<![a-z])(train|test|t10k|val)")
IS_DATA = re.compile(r"(\.(npz|npy|mat|csv|parquet)|idx\d-\w+)(\.gz)?$")
ARE_LABELS = re.compile(r"label|target|class|(?<![a-z])y(?![a-z])")
ARE_IMAGES = re.compile(r"image|img|pixel|data|(?<![a-z])x(?![a-z])")
ROLE = re.compile(r"(?<![a-z0-9])(x|y|images?|imgs?|labels?|targets?)(?![a-z0-9])")
IS_FASHION = re.compile(r"fashion[-_ ]?mnist")
MNIST = Path(__file__).parent / "mnist"
CHUNK = 1_000  # images that are moved at once
FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


class Found(NamedTuple):
    """What was read: images and labels of each part as they were stored, and what is to be said about it."""

    what: str
    images: dict[str, np.ndarray]
    labels: dict[str, np.ndarray]
    names: dict[Any, str]
    notes: list[str]


def find(path: str | os.PathLike[str] | Mapping[str, Any]) -> Found:
    """Read the set that a path leads to, or that scikit-learn's loaders return."""
    if isinstance(path, Mapping):
        return _from_mapping(path)
    source = as_path(path, name="load_images: path")
    if not source.exists():
        raise FileNotFoundError(f"load_images: path={str(source)!r} is not there; expected a folder or a file. {HINT}")
    if source.is_file():
        mates = [files for files in _sets_in(source.parent).values() if _plain(source) in map(_plain, files)]
        return _from_files(_set_of(source), *mates or [[source]])
    below = folders_in(source)
    for folders in ([source], below, [folder / "raw" for folder in below if (folder / "raw").is_dir()]):
        sets = [files for folder in folders for files in _sets_in(folder).values()]
        if len(sets) > 1:
            first = ", ".join(files[0].name for files in sets)
            hint = f"Hint: path={str(sets[0][0])!r} stands for its set"
            raise ValueError(f"load_images: {source} holds {len(sets)} sets, with {first}. {hint}")
        if sets:
            return _from_files(_set_of(sets[0][0]), sets[0])
    if found := _from_pictures(source):
        return found
    kinds = "IDX files, .npz, .npy, .mat, .csv, .parquet, and folders of pictures"
    held = ", ".join(sorted(path.name for path in source.iterdir())[:5]) or "nothing"
    raise FileNotFoundError(f"load_images: found no set in {source}; looked for {kinds}, but it holds {held}. {HINT}")


HINT = "Hint: load_mnist() reads the MNIST inside mlpkit"


def _sets_in(folder: Path) -> dict[str, list[Path]]:
    """Return the data files in a folder, those of one set together; of a packed and an unpacked one, the unpacked."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and IS_DATA.search(path.name.lower()))
    files = sorted({_plain(path): path for path in reversed(files)}.values())
    sets: dict[str, list[Path]] = {}
    for path in [path for path in files if PART.search(path.name.lower())] or files:
        sets.setdefault(_set_of(path), []).append(path)
    return sets


def _plain(path: Path) -> str:
    """Return a file's name as it is without packing, and as MNIST writes it."""
    return path.name.removesuffix(".gz").replace(".idx", "-idx")


def _set_of(path: Path) -> str:
    """Return what stands before train or test in a file's name, or else its stem, without what only tells X from y."""
    name = path.name.lower()
    name = PART.split(name)[0] if PART.search(name) else name.partition(".")[0]
    return ROLE.sub("", name).strip("-_. ")


def _from_files(name: str, files: list[Path]) -> Found:
    """Read the files of one set, with the names of its classes."""
    folder = files[0].parent
    notes: list[str] = []
    arrays = {(path.name, key): array for path in files for key, array in read_file(path, notes).items()}
    # EMNIST's own, in its .mat or beside it: a class and the codes of its letters in each row
    codes = [row for (_, key), array in arrays.items() if "mapping" in key for row in array.tolist()]
    for path in folder.glob(f"{name}-mapping.txt"):
        codes = [list(map(int, line.split())) for line in path.read_text(encoding="ascii").splitlines()]
    names: dict[Any, str] = {row[0]: "/".join(map(chr, row[1:])) for row in codes if row}
    for path in folder.glob(f"{name}_classmap.csv"):  # of Kuzushiji: index, codepoint, char
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        names = {int(row[0]): row[2] for row in rows}
    if any(IS_FASHION.search(part) for part in str(files[0]).lower().split(os.sep)[-3:]):
        names = dict(enumerate(FASHION))
    what = files[0].name if len(files) == 1 else f"{name or folder.name} ({len(files)} files)"
    found = _sorted_out(what, arrays, names, notes)
    return _turned(found) if _lies_on_its_side(found, by_name="emnist" in name) else found


def _sorted_out(what: str, arrays: dict[tuple[str, str], np.ndarray], names: dict[Any, str], notes: list[str]) -> Found:
    """Tell images from labels and part from part, by the names of files and arrays, and by what is in them."""
    found: dict[str, dict[str, np.ndarray]] = {"images": {}, "labels": {}}
    n_files = len({file for file, _ in arrays})
    for (file, key), array in arrays.items():
        if "mapping" in key or "writers" in key or array.ndim == 0:
            continue
        place = f"{file} {key}".strip()
        parts_named = PART.findall(key.lower()) or (PART.findall(file.lower()) if n_files > 1 else [])
        part = [*parts_named, "train"][0].replace("t10k", "test")
        kind = "labels" if _holds_labels(key.lower().replace("arr_0", "") or file.lower(), array) else "images"
        read = _one_column(array, place, notes) if kind == "labels" else _as_pictures(array, place, notes)
        if part in found[kind] and "-of-" not in file:  # as Hugging Face names the pieces of a part
            hint = "Hint: names with train, val or test, and images or labels, tell what is what"
            raise ValueError(f"load_images: {what} has two arrays of {part} {kind}; one is {place}. {hint}")
        found[kind][part] = np.concatenate([found[kind][part], read]) if part in found[kind] else read
    for kind, parts in found.items():
        if "train" not in parts:
            held = ", ".join(f"{file} {key}".strip() for file, key in arrays)
            hint = f"Hint: {kind.removesuffix('s')!r} is a name for an array, or a column, of {kind}"
            raise ValueError(f"load_images: {what} has no {kind} to train with; it holds {held}. {hint}")
    return Found(what, found["images"], found["labels"], names, notes)


MOST_COLUMNS = 16
"""No picture is as small, and no table of labels as wide."""


def _holds_labels(name: str, array: np.ndarray) -> bool:
    """Return whether an array holds labels, not images: by its shape, else its name, else its width."""
    if array.ndim != 2:
        return array.ndim < 2
    return bool(ARE_LABELS.search(name) or (not ARE_IMAGES.search(name) and array.shape[1] <= MOST_COLUMNS))


def _one_column(labels: np.ndarray, key: str, notes: list[str]) -> np.ndarray:
    """Return the classes; of QMNIST's eight columns the first, of rows that are one-hot the number."""
    if labels.ndim == 1 or labels.shape[1] == 1:
        if labels.dtype.kind == "f":
            require_finite(labels, name=f"load_images: {key}")
        return labels.reshape(-1)
    if labels.dtype.kind in "iufb" and np.isin(labels, (0, 1)).all() and (labels.sum(axis=1) == 1).all():
        return labels.argmax(axis=1)
    if labels.shape[1] == 8 and labels.dtype.kind in "iu":
        notes.append("the class is the first of eight columns")
        return labels[:, 0]
    raise ValueError(
        f"load_images: {key} has labels in {describe(labels)}; expected one class for each image. "
        "Hint: save the column with the classes alone"
    )


def _as_pictures(images: np.ndarray, key: str, notes: list[str]) -> np.ndarray:
    """Return images as (n_samples, height, width), in color with a fourth axis."""
    if images.dtype.kind not in "iufb":
        raise ValueError(f"load_images: {key} has images of dtype {images.dtype}; expected numbers")
    if images.ndim == 2:
        side = round(images.shape[1] ** 0.5)
        if side * side != images.shape[1]:
            hint = "Hint: reshape them to (n_samples, height, width) and save them with np.savez"
            raise ValueError(f"load_images: {key} has rows of {images.shape[1]} pixels, which make no square. {hint}")
        return images.reshape(-1, side, side)
    if images.ndim == 4 and images.shape[1] in (1, 3) and images.shape[3] not in (1, 3):
        images = np.moveaxis(images, 1, 3)  # as PyTorch has them
    if images.ndim == 4 and images.shape[3] == 1:
        images = images[..., 0]
    if images.ndim == 3 or (images.ndim == 4 and images.shape[3] == 3):
        return images
    raise ValueError(f"load_images: {key} has {describe(images)}; expected (n_samples, height, width)")


def _from_mapping(bunch: Mapping[str, Any]) -> Found:
    """Read what scikit-learn's loaders return."""
    missing = [key for key in ("data", "target") if key not in bunch]
    if missing:
        raise ValueError(f"load_images: the mapping lacks {', '.join(missing)}; expected 'data' and 'target'")
    arrays = {("", "images"): np.array(bunch["data"]), ("", "labels"): np.asarray(bunch["target"])}
    return _sorted_out("a set of scikit-learn", arrays, {}, [])


def _from_pictures(folder: Path) -> Found | None:
    """Read folders of pictures, a folder for each class, perhaps below train and test, or in a folder of their own."""
    below = folders_in(folder)
    parts = {PART.findall(path.name.lower())[0]: path for path in below if PART.match(path.name.lower())}
    if "train" not in parts:
        parts = {"train": folder}
    images, labels = {}, {}
    notes: list[str] = []
    for part, place in parts.items():
        if packed := _packed_in(place, notes):
            images[part], classes = read_pictures(packed, notes)
            if packed[0].label is not None:
                labels[part] = classes
    if "train" in labels:
        return Found(f"{folder.name} (a folder for each class)", images, labels, {}, notes)
    return _from_pictures(below[0]) if len(below) == 1 else None


def _packed_in(folder: Path, notes: list[str]) -> list[Packed]:
    """Return the pictures of all classes, or those in the folder itself, which have none."""
    classes = {path.name: pictures_in(path, path.name) for path in folders_in(folder)}
    if not any(classes.values()):
        return _packed_in(folder / next(iter(classes)), notes) if len(classes) == 1 else pictures_in(folder)
    notes += [f"no pictures in {name}" for name, pictures in classes.items() if not pictures]
    return [picture for pictures in classes.values() for picture in pictures]


def _lies_on_its_side(found: Found, *, by_name: bool) -> bool:
    """Return whether pictures are stored with rows and columns exchanged, as EMNIST's are.

    Ten classes of 28 by 28 pixels are compared with MNIST's digits, whatever the files are called.
    """
    pictures, labels = found.images["train"], found.labels["train"]
    if (
        pictures.shape[1:] != (28, 28)
        or labels.dtype.kind not in "iu"
        or not np.array_equal(np.unique(labels), range(10))
        or len(labels) != len(pictures)
    ):
        return by_name
    means = np.array([pictures[labels == k][:500].mean(axis=0) for k in range(10)])
    digits, numbers = (read_idx(MNIST / f"t10k-{kind}-ubyte.gz") for kind in ("images-idx3", "labels-idx1"))
    model = np.array([digits[numbers == k][:500].mean(axis=0) for k in range(10)])
    upright, lying = (np.corrcoef(means.ravel(), m.ravel())[0, 1] for m in (model, model.transpose(0, 2, 1)))
    return bool(lying > 0.6 and lying > upright + 0.1) or (by_name and not upright > lying + 0.1)


def _turned(found: Found) -> Found:
    """Return the set with rows and columns of all pictures exchanged, in place where they are square."""
    for pictures in found.images.values():
        for start in range(0, len(pictures), CHUNK):
            chunk = pictures[start : start + CHUNK]
            chunk[:] = chunk.swapaxes(1, 2).copy()
    return found._replace(notes=[*found.notes, "turned upright"])
