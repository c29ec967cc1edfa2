"""The preparation of a drawing, held to MNIST itself, to slow arithmetic, and to what each step promises."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays
from sklearn.datasets import load_digits

from mlpkit.datasets import load_mnist, preparation_steps, prepare_digit

STEPS = ("crop", "scale", "center", "gray")


@pytest.fixture(scope="module")
def test_images():
    _, _, (X, _) = load_mnist()
    return X.reshape(-1, 28, 28)


def center_of_mass(picture):
    rows, columns = np.indices(picture.shape)
    return (rows * picture).sum() / picture.sum(), (columns * picture).sum() / picture.sum()


def on_a_sheet(picture, side, top, left, zoom=1):
    """Return a sheet with the picture on it, each of its pixels ``zoom`` times as large."""
    sheet = np.zeros((side, side), dtype=picture.dtype)
    large = np.kron(picture, np.ones((zoom, zoom), dtype=picture.dtype))
    sheet[top : top + len(large), left : left + large.shape[1]] = large
    return sheet


def test_mnists_own_images_come_out_as_they_went_in(test_images):
    prepared = np.array([prepare_digit(image) for image in test_images])
    furthest = np.abs(prepared - test_images).max(axis=(1, 2))  # (10000,)
    # 1/255: some have no pixel of full black. The others: three digits are 19 pixels long and not 20.
    assert (furthest <= 1 / 255 + 1e-6).sum() == 9_997
    assert prepared.dtype == np.float32
    assert np.abs(prepared - test_images).mean(axis=(1, 2)).max() < 0.08


@pytest.mark.parametrize("zoom", [1, 3, 7])
def test_a_digit_anywhere_on_a_larger_sheet_in_any_size_and_unit_is_the_same_digit(test_images, zoom):
    rng = np.random.default_rng(zoom)
    for image in test_images[:50]:
        top, left = rng.integers(0, 250 - 28 * zoom, size=2)
        np.testing.assert_allclose(
            prepare_digit(200.0 * on_a_sheet(image, 250, top, left, zoom)), prepare_digit(image), atol=1e-5
        )


def test_preparing_twice_changes_nothing_more(test_images):
    rng = np.random.default_rng(0)
    for image in test_images[:50]:
        once = prepare_digit(on_a_sheet(image, 100, *rng.integers(0, 72, size=2)))
        np.testing.assert_array_equal(prepare_digit(once), once)


drawings = arrays(
    np.float64,
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    elements=st.sampled_from([0.0, 0.0, 0.0, 0.25, 1.0, 80.0]),
)


@pytest.mark.filterwarnings("ignore:prepare_digit. nothing stands out")
@given(drawings)
def test_any_drawing_becomes_a_picture_with_its_mass_in_the_middle(drawing):
    before = drawing.copy()
    picture = prepare_digit(drawing)
    np.testing.assert_array_equal(drawing, before)
    assert picture.shape == (28, 28)
    if not drawing.any():
        assert not picture.any()
        return
    assert picture.max() == 1.0
    assert picture.min() >= 0.0
    rounding = 28 * picture.size * np.finfo(np.float64).eps  # two sums of so many products, for a place up to 28
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    for place, where in zip(center_of_mass(picture), (rows, columns), strict=True):
        touches_an_edge = where[0] == 0 or where[-1] == 27  # as far as there was room
        assert abs(place - 14) <= 0.5 + rounding or touches_an_edge


@pytest.mark.filterwarnings("ignore:prepare_digit. nothing stands out")
@given(drawings, st.tuples(*[st.booleans()] * 4))
def test_every_combination_of_switches_gives_a_picture(drawing, switches):
    steps = preparation_steps(drawing, **dict(zip(STEPS, switches, strict=True)))
    assert tuple(steps) == STEPS
    assert steps["center"].shape == steps["gray"].shape == (28, 28)
    for picture in steps.values():
        assert np.isfinite(picture).all()
    assert drawing.any() == steps["gray"].any()


@pytest.mark.filterwarnings("ignore:prepare_digit. nothing stands out")
def test_resizing_is_the_mean_over_the_area_of_each_new_pixel():
    rng = np.random.default_rng(3)
    drawing = rng.uniform(0.1, 1.0, size=(27, 18))
    fine = np.kron(drawing, np.ones((20, 13)))  # every pixel as 20 by 13 small ones
    blocks = fine.reshape(20, 27, 13, 18).mean(axis=(1, 3))  # 20 by 13 blocks of 27 by 18 small ones
    np.testing.assert_allclose(preparation_steps(drawing)["scale"], blocks)


def test_cropping_cuts_out_the_ink_and_without_it_the_whole_sheet_goes_on():
    sheet = np.zeros((60, 60))
    sheet[5:15, 40:44] = 1.0
    assert preparation_steps(sheet)["crop"].shape == (10, 4)
    steps = preparation_steps(sheet, crop=False)
    np.testing.assert_array_equal(steps["crop"], sheet)
    assert steps["scale"].shape == (20, 20)


def test_without_scaling_the_digit_keeps_the_size_it_has_on_the_sheet():
    sheet = np.zeros((56, 56))
    sheet[4:14, 40:44] = 1.0  # the sheet is shown in 28 pixels, so half as large
    assert preparation_steps(sheet, scale=False)["scale"].shape == (5, 2)


def test_without_centering_the_digit_stays_where_it_is_on_the_sheet():
    sheet = np.zeros((56, 56))
    sheet[4:14, 40:44] = 1.0  # its middle, (9, 42), is at (4.5, 21) in 28 pixels
    page = prepare_digit(sheet, center=False, scale=False)
    assert np.argwhere(page).tolist() == [[row, column] for row in range(2, 7) for column in (20, 21)]
    middle, scaled = (0 + 20) / 2, prepare_digit(sheet, center=False)  # as near to 4.5 as there is room
    assert np.flatnonzero(scaled.any(axis=1)).mean() + 0.5 == middle


def test_centering_goes_by_the_mass_and_not_by_the_outline():
    seven = np.zeros((20, 20))
    seven[:4] = 1.0  # a heavy bar on top
    seven[:, 10] = 1.0
    by_mass = np.flatnonzero(prepare_digit(seven).any(axis=1))
    by_outline = np.flatnonzero(prepare_digit(seven, center=False).any(axis=1))
    assert (by_mass[0], by_outline[0]) == (8, 4)


@pytest.mark.filterwarnings("ignore:prepare_digit. nothing stands out")
def test_without_shades_every_pixel_is_ink_or_paper():
    ramp = np.linspace(0.01, 1.0, 20)[np.newaxis].repeat(20, axis=0)  # from light to dark
    page = prepare_digit(ramp, gray=False)
    assert set(np.unique(page)) == {0.0, 1.0}
    assert page.sum() == 20 * (ramp[0] >= 0.5).sum()
    assert len(np.unique(prepare_digit(ramp))) > 10


def test_a_sheet_that_is_not_square_is_filled_up_on_both_sides(test_images):
    wide = np.pad(test_images[0], ((0, 0), (40, 60)))
    np.testing.assert_allclose(prepare_digit(wide), prepare_digit(test_images[0]), atol=1e-6)
    stroke = np.zeros((10, 70))
    stroke[2:4, 5:7] = 1.0
    high = prepare_digit(stroke, scale=False, center=False)
    assert np.argwhere(high).tolist() == [[12 + 1, 2]]  # row 30 + 3 of 70 is row 13 of 28


def test_no_ink_is_lost_at_the_edge():
    heavy_corner = np.zeros((20, 20))
    heavy_corner[:3, :3] = 100.0
    heavy_corner[19, 19] = 1.0
    assert prepare_digit(heavy_corner).astype(bool).sum() == 10


@pytest.mark.parametrize(
    ("image", "kind", "message"),
    [
        (np.zeros(784), ValueError, r"shape \(height, width\); got \(784,\).*reshape\(28, 28\)"),
        (np.zeros((2, 28, 28)), ValueError, "one picture at a time"),
        (np.zeros((0, 5)), ValueError, r"got \(0, 5\)"),
        (np.full((3, 3), -1.0), ValueError, "holds -1; expected 0 for paper"),
        (np.full((3, 3), np.nan), ValueError, "NaN or infinite"),
        ([["a"]], TypeError, "expected real numbers"),
        (None, TypeError, "is None"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_hint(image, kind, message):
    with pytest.raises(kind, match=message):
        prepare_digit(image)


def test_a_small_drawing_with_faint_ink_at_its_edge_is_no_photo():
    """Of 1,797 digits of 8 x 8 pixels one alone has so much ink at its edge that it may be paper."""
    images = load_digits().images
    is_same = [np.allclose(prepare_digit(image), prepare_digit(np.pad(image, 1))) for image in images]
    assert np.flatnonzero(np.logical_not(is_same)).tolist() == [1273]


def test_the_faint_noise_of_a_photo_is_taken_away_also_if_it_has_28_pixels_a_side(test_images):
    image = test_images[0]
    noise = np.random.default_rng(1).normal(-0.001, 0.02, size=image.shape).clip(0)
    assert np.abs(prepare_digit(image + noise) - prepare_digit(image)).mean() < 0.02


def test_light_that_falls_from_one_side_is_taken_away():
    sheet = np.zeros((84, 84))
    sheet[10:60, 40:44] = sheet[48:60, 20:60] = 1
    photo = (215 - 165 * sheet) * (1 + 0.8 * np.linspace(-0.5, 0.5, 84))
    np.testing.assert_array_equal(prepare_digit(photo, gray=False), prepare_digit(sheet, gray=False))
