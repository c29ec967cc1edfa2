"""Pictures in folders, one folder for each class, as arrays."""

import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from mlpkit._machinery.data import InputWarning

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pgm")


def classes_in(folder: Path) -> dict[str, list[Path]]:
    """Return the pictures in the folders below, by class."""
    below = [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    found = {path.name: sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES) for path in below}
    return {name: pictures for name, pictures in found.items() if pictures}


def read_pictures(classes: dict[str, list[Path]]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the pictures of all classes in gray, their classes by name, and what was done to them.

    Warns
    -----
    InputWarning
        If some files are no pictures: they are left out, counted and named.
    """
    from PIL import Image

    pictures, labels, broken = [], [], []
    for name, paths in classes.items():
        for path in paths:
            try:
                with Image.open(path) as file:
                    pictures.append(_in_gray(file))
            except (OSError, ValueError, SyntaxError):
                broken.append(path)
                continue
            labels.append(name)
    if broken:
        some = ", ".join(f"{path.parent.name}/{path.name}" for path in broken[:3])
        more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
        warnings.warn(
            f"load_images: {len(broken)} of {len(broken) + len(pictures)} files are no pictures, or damaged; "
            f"they were left out: {some}{more}",
            InputWarning,
            stacklevel=4,
        )
    if not pictures:
        raise ValueError(
            "load_images: not one of the pictures can be read. Hint: open one of them with another program"
        )
    (size, _), *_ = Counter(picture.size for picture in pictures).most_common(1)
    others = sum(picture.size != size for picture in pictures)
    notes = [f"{others} brought to this size"] if others else []
    stack = np.stack([np.asarray(picture if picture.size == size else picture.resize(size)) for picture in pictures])
    return stack, np.array(labels), notes


def _in_gray(picture: Any) -> Any:
    """Return a picture in 256 grays; what can be seen through lies on white paper."""
    from PIL import Image

    if picture.mode.startswith("I;16"):  # 65,536 grays
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("L")


def is_on_bright_paper(images: np.ndarray) -> bool:
    """Return whether most pictures are bright at their edge, and so show dark ink on paper."""
    edge = np.concatenate([images[:, 0], images[:, -1], images[:, :, 0], images[:, :, -1]], axis=1)
    return bool(np.median(np.median(edge, axis=1)) > 127)
