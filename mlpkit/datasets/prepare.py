"""Prepare a drawing or a photo as MNIST's own digits were prepared: crop, scale, center, gray levels. NumPy only."""

import warnings

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_float_array, require_finite
from mlpkit._machinery.data import InputWarning

SIDE = 28  # pixels of the finished picture, in each direction
BOX = 20  # pixels of the digit's longer side
MIDDLE = 14  # the pixel, counted from 0, on which the center of mass comes to lie


def prepare_digit(
    image: ArrayLike, *, crop: bool = True, scale: bool = True, center: bool = True, gray: bool = True
) -> Array:
    r"""Turn a drawing of any size into a 28 by 28 picture like those of MNIST.

    Parameters
    ----------
    image : array_like
        A drawing or a photo of one digit, in any unit. In a drawing, shape (height, width), paper is exactly 0, and ink
        is larger. A photo, dark on bright paper or the other way round, may also have colors: shape (height, width, 3),
        or 4 with a channel that says how opaque each pixel is. Its paper is found at its edge.
    crop : bool, default True
        Cut out the smallest rectangle that holds all ink; otherwise the whole sheet goes on.
    scale : bool, default True
        Shrink or enlarge what is there, keeping its shape, until its longer side has 20 pixels; otherwise it
        keeps the size that it has when the whole sheet is shown in 28 pixels.
    center : bool, default True
        Put the center of mass of the ink into the middle; otherwise it stays where it is on the sheet.
    gray : bool, default True
        Keep the shades of gray, the darkest as 1; otherwise everything below half of that becomes paper, the rest
        ink.

    Returns
    -------
    numpy.ndarray
        Values from 0 (paper) to 1 (ink), shape (28, 28). An empty sheet stays empty.

    Raises
    ------
    TypeError, ValueError
        If ``image`` is not one picture of finite numbers, none of them negative.

    Warns
    -----
    InputWarning
        If nothing stands out of the paper: then every pixel counts as ink.

    See Also
    --------
    preparation_steps : The same, with the picture after each step.

    Notes
    -----
    Each new pixel is the mean of the area that it covers. The picture is moved by whole pixels, so that nothing is
    blurred, to where the center of mass

    .. math:: \bar r = \frac{\sum_{rc} r\, A_{rc}}{\sum_{rc} A_{rc}}, \qquad
              \bar c = \frac{\sum_{rc} c\, A_{rc}}{\sum_{rc} A_{rc}}

    is at most half a pixel from pixel (14, 14), and no ink is lost. What a photo shows of the paper, and of the light
    on it, is fitted to its edge and taken away, and so is all that is weaker than the threshold of Otsu (1979).

    LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition", section III-A;
    Yadav and Bottou (2019), "Cold case: the lost MNIST digits", section 2, on the details; Otsu (1979), "A threshold
    selection method from gray-level histograms".

    Examples
    --------
    >>> sheet = np.zeros((280, 280))
    >>> sheet[30:130, 200:220] = 255.0  # an upright stroke, far off the middle
    >>> picture = prepare_digit(sheet)
    >>> picture.shape, picture.sum()
    ((28, 28), np.float64(80.0))
    >>> np.argwhere(picture).min(axis=0), np.argwhere(picture).max(axis=0)
    (array([ 4, 12]), array([23, 15]))
    """
    return preparation_steps(image, crop=crop, scale=scale, center=center, gray=gray)["gray"]


def preparation_steps(
    image: ArrayLike, *, crop: bool = True, scale: bool = True, center: bool = True, gray: bool = True
) -> dict[str, Array]:
    """Return the picture after each step of :func:`prepare_digit`, which see for arguments and errors.

    Returns
    -------
    dict of str to numpy.ndarray
        "crop", "scale", "center" and "gray", in this order. The first two pictures have a shape of their own, the
        last two are (28, 28).

    Examples
    --------
    >>> steps = preparation_steps(np.pad(np.ones((40, 10)), ((0, 60), (90, 0))))
    >>> {name: picture.shape for name, picture in steps.items()}
    {'crop': (40, 10), 'scale': (20, 5), 'center': (28, 28), 'gray': (28, 28)}
    """
    sheet = _as_sheet(image)  # (side, side)
    if not sheet.any():
        return dict.fromkeys(("crop", "scale", "center", "gray"), np.zeros((SIDE, SIDE), dtype=sheet.dtype))
    rows, columns = _ink_box(sheet) if crop else (slice(0, len(sheet)), slice(0, len(sheet)))
    cut = sheet[rows, columns]
    to_page = SIDE / len(sheet)  # pixels of the finished picture for one of the sheet
    factor = BOX / max(cut.shape) if scale else to_page
    small = _resize(cut, factor)
    if center:
        place = MIDDLE - _center_of_mass(small)
    else:
        middle_of_cut = np.array([rows.start + rows.stop, columns.start + columns.stop]) / 2
        place = middle_of_cut * to_page - np.array(small.shape) / 2
    page = _paste(small, place)
    shades = page / page.max()  # the darkest is 1
    black_or_white = (page >= page.max() / 2).astype(page.dtype)
    return {"crop": cut, "scale": small, "center": page, "gray": shades if gray else black_or_white}


def _as_sheet(image: ArrayLike) -> Array:
    """Return the image on a square sheet, or raise."""
    array = as_gray(as_float_array(image, name="prepare_digit: image"))
    if array.ndim != 2 or array.size == 0:
        hint = "X[0].reshape(28, 28) makes a picture of a row" if array.ndim == 1 else "one picture at a time"
        raise ValueError(f"prepare_digit: image must have shape (height, width); got {array.shape}. Hint: {hint}")
    require_finite(array, name="prepare_digit: image")
    array = _without_paper(array)
    if array.min() < 0:
        raise ValueError(
            f"prepare_digit: image holds {array.min():.4g}; expected 0 for paper and more for ink. "
            "Hint: image - image.min()"
        )
    missing = max(array.shape) - np.array(array.shape)  # (2,), one of them 0
    return np.pad(array, [(n // 2, n - n // 2) for n in missing]) if missing.any() else array


def as_gray(picture: Array) -> Array:
    """Return a picture in colors, and what is transparent in it, as one in gray; another array as it is."""
    if picture.ndim != 3 or picture.shape[2] not in (1, 2, 3, 4):
        return picture
    colors, opaque = np.split(picture, [picture.shape[2] - 1 + picture.shape[2] % 2], axis=2)
    gray = colors @ np.array([0.3, 0.6, 0.1] if colors.shape[2] == 3 else [1.0], dtype=picture.dtype)  # (height, width)
    if opaque.size and opaque.max() > 0:
        share = opaque[..., 0] / opaque.max()
        dark = (gray * share).sum() < share.sum() * opaque.max() / 2
        gray = gray * share + (opaque.max() if dark else 0) * (1 - share)  # behind dark ink there is bright paper
    return gray


def _without_paper(photo: Array) -> Array:
    """Return a drawing, whose paper is 0, as it is; of a photo, what stands out of its paper, dark or bright."""
    is_edge = np.ones(photo.shape, dtype=bool)
    is_edge[1:-1, 1:-1] = False
    edge = np.sort(photo[is_edge])
    is_noisy = 0 < edge[2 * len(edge) // 3] < photo.max() / 10 and min(photo.shape) >= SIDE  # no photo is smaller
    if edge[0] == edge[len(edge) // 2] == 0 and not is_noisy:
        return photo
    relief = photo - _light(photo, is_edge)
    relief -= np.median(relief[is_edge])
    depth, height, noise = -relief.min(), relief.max(), np.median(np.abs(relief[is_edge]))
    if max(depth, height) <= max(2 * min(depth, height), 10 * noise):
        if photo.min() > 0:
            message = "prepare_digit: nothing stands out of the paper; every pixel counts as ink"
            warnings.warn(f"{message}. Hint: leave paper all around the digit", InputWarning, stacklevel=5)
        return photo
    ink = np.maximum(relief if height > depth else -relief, 0)
    return np.where(ink > _threshold(ink), ink, 0).astype(photo.dtype)


def _light(photo: Array, is_edge: np.ndarray) -> Array:
    """Return how bright the paper is everywhere, as the edge of the photo tells: light falls on it unevenly."""
    rows, columns = (n / max(photo.shape) for n in np.indices(photo.shape))  # (height, width) each
    place = np.stack([np.ones(photo.shape), rows, columns, rows**2, columns**2], axis=-1)  # (height, width, 5)
    at_edge, edge = place[is_edge], photo[is_edge]  # (n, 5), (n,)
    is_paper = np.ones(len(edge), dtype=bool)
    for _ in range(3):  # a stroke may touch the edge: what lies far off the fit is left out of the next
        fit = np.linalg.lstsq(at_edge[is_paper], edge[is_paper], rcond=None)[0]
        off = np.abs(edge - at_edge @ fit)
        is_paper = off <= 3 * np.median(off[is_paper])
    return place @ fit


def _threshold(ink: Array) -> float:
    """Return what best parts the strengths of ink into two groups, after Otsu (1979)."""
    counts, borders = np.histogram(ink, bins=64)
    n_below = counts.cumsum()[:-1]  # (63,)
    sums = (counts * borders[:-1]).cumsum()
    n_above = ink.size - n_below
    apart = sums[:-1] / np.maximum(n_below, 1) - (sums[-1] - sums[:-1]) / np.maximum(n_above, 1)
    return float(borders[1 + (n_below * n_above * apart**2).argmax()])


def _ink_box(sheet: Array) -> tuple[slice, slice]:
    """Return the rows and the columns of the smallest rectangle that holds all ink."""
    rows, columns = np.flatnonzero(sheet.any(axis=1)), np.flatnonzero(sheet.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _resize(picture: Array, factor: float) -> Array:
    """Return the picture ``factor`` times as large, at least one pixel, each pixel the mean of what it covers."""
    height, width = (max(1, round(n * factor)) for n in picture.shape)
    of_rows, of_columns = _coverage(height, picture.shape[0]), _coverage(width, picture.shape[1])
    return (of_rows @ picture @ of_columns.T).astype(picture.dtype)


def _coverage(n_new: int, n_old: int) -> Array:
    """Return for each new pixel which share of it each old pixel makes up, shape (n_new, n_old); rows add up to 1."""
    new = np.linspace(0, n_old, n_new + 1)  # (n_new + 1,), the borders of the new pixels
    old = np.arange(n_old + 1)
    overlap = np.minimum(new[1:, None], old[1:]) - np.maximum(new[:-1, None], old[:-1])  # (n_new, n_old)
    return np.maximum(overlap, 0) * (n_new / n_old)


def _center_of_mass(picture: Array) -> Array:
    """Return the mean row and the mean column of the ink, shape (2,)."""
    of_rows, of_columns = picture.sum(axis=1), picture.sum(axis=0)
    return np.array([of_rows @ np.arange(len(of_rows)), of_columns @ np.arange(len(of_columns))]) / picture.sum()


def _paste(picture: Array, place: Array) -> Array:
    """Return an empty page with the picture on it; its upper left corner as near to ``place`` as there is room."""
    page = np.zeros((SIDE, SIDE), dtype=picture.dtype)
    top, left = np.clip(np.round(place), 0, SIDE - np.array(picture.shape)).astype(int)
    page[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return page
