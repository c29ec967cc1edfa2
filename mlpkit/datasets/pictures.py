"""Packed pictures, in folders or in the cells of a table, as arrays."""

import warnings
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mlpkit._machinery.data import InputWarning
from mlpkit.datasets.prepare import as_gray

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pgm")


class Packed(NamedTuple):
    """One picture: its class, what to call it, and its file or whatever can be read like one."""

    label: Any
    name: str
    file: Any


def folders_in(folder: Path) -> list[Path]:
    """Return the folders that a person sees."""
    return [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith((".", "__"))]


def pictures_in(folder: Path, label: Any = None) -> list[Packed]:
    """Return the pictures that lie in a folder itself."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]
    return [Packed(label, f"{folder.name}/{path.name}", path) for path in paths]


def read_pictures(packed: list[Packed], notes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return pictures as bytes, bright ink on dark paper, and the classes of those that could be read.

    Warns
    -----
    InputWarning
        If some cannot be read: they are left out, counted and named.
    """
    from PIL import Image

    pictures, labels, broken = [], [], []
    for label, name, file in packed:
        try:
            with Image.open(file) as picture:
                pictures.append(_in_gray(picture))
            labels.append(label)
        except (OSError, ValueError, SyntaxError):
            broken.append(name)
    if not pictures:
        hint = "Hint: save one of them again, as PNG, with 8 or 16 bits"
        raise ValueError(f"load_images: not one of the pictures can be read, such as {broken[0]}. {hint}")
    if broken:
        some, more = ", ".join(broken[:3]), f" and {len(broken) - 3} more" if len(broken) > 3 else ""
        warnings.warn(
            f"load_images: {len(broken)} of {len(packed)} files are no pictures, or damaged; they were left out: "
            f"{some}{more}",
            InputWarning,
            stacklevel=5,
        )
    (size, _), *_ = Counter(picture.size for picture in pictures).most_common(1)
    stack = np.stack([np.asarray(picture if picture.size == size else picture.resize(size)) for picture in pictures])
    edges = np.concatenate([stack[:, 0], stack[:, -1], stack[:, :, 0], stack[:, :, -1]], axis=1)
    on_bright = np.median(edges, axis=1) > 127  # (n_samples,)
    n_others = min(on_bright.sum(), len(stack) - on_bright.sum())
    notes.append("in gray")
    notes += [f"{n} brought to this size" for n in [sum(picture.size != size for picture in pictures)] if n]
    notes += [f"{n_others} of {len(stack)} on paper of the other kind, left so"] if n_others > len(stack) / 50 else []
    if on_bright.mean() > 0.5:
        notes.append("dark ink on bright paper inverted")
        stack = 255 - stack
    return stack, np.array(labels)


def _in_gray(picture: Any) -> Any:
    """Return a picture in 256 grays, as its camera was held; what can be seen through lies on paper unlike its ink."""
    from PIL import Image, ImageOps

    has_16_bits = picture.mode.startswith("I;16") or (picture.mode == "I" and picture.format == "PNG")
    picture = ImageOps.exif_transpose(picture)
    if has_16_bits:
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.mode in ("I", "F"):
        raise ValueError("numbers of which nobody knows the scale")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        gray = as_gray(np.asarray(picture.convert("RGBA"), dtype=np.float32))
        return Image.fromarray(gray.round().astype(np.uint8))
    return picture.convert("L")
