"""Changes to the inputs: slow loops over pixels, moves whose result is known, scikit-learn's PCA."""

import math

import numpy as np
import pytest
from sklearn import decomposition

from mlpkit import SGD, CosineSchedule, SoftmaxCrossEntropy, fit, mlp
from mlpkit.studies.transforms import PCA, GaussianNoise, distort_images, shift_images

STILL = {"max_shift": 0.0, "max_rotation": 0.0, "max_scaling": 0.0}


def images(n, side, dtype=np.float64):
    """Rows of images without two equal pixels, none of them zero."""
    return np.random.default_rng(8).uniform(0.1, 1.0, size=(n, side * side)).astype(dtype)


def shifted(image, down, right):
    """One image moved by whole pixels, pixel by pixel; what comes in from outside is zero."""
    side = len(image)
    new = np.zeros_like(image)
    for row in range(side):
        for column in range(side):
            if 0 <= row - down < side and 0 <= column - right < side:
                new[row, column] = image[row - down, column - right]
    return new


class Scripted(np.random.Generator):
    """A generator whose uniform numbers are given: angle, two scalings and two shifts, the same for all images."""

    def __init__(self, angle=0.0, scalings=(1.0, 1.0), shifts=(0.0, 0.0)):
        super().__init__(np.random.PCG64(0))
        self.script = [np.array(angle), np.reshape(scalings, (2, 1, 1, 1)), np.reshape(shifts, (2, 1, 1, 1))]

    def uniform(self, low, high, size):
        values = self.script.pop(0)
        assert (low <= values).all()
        assert (values <= high).all()
        return np.broadcast_to(values, size)


WIDE = {"max_shift": 5.0, "max_rotation": 180.0, "max_scaling": 0.9}  # every script below fits into these


# --- shifts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("side", "max_shift"), [(4, 1), (5, 2), (3, 4), (1, 1)])
def test_every_shifted_image_is_one_of_the_shifts_of_its_own_image(side, max_shift):
    """Found by trying all of them: no wrap-around, no other image's pixels, zeros where nothing was."""
    X = images(20, side)
    moves = range(-max_shift, max_shift + 1)
    for old, new in zip(X, shift_images(X, max_shift=max_shift, rng=np.random.default_rng(0)), strict=True):
        possible = [shifted(old.reshape(side, side), down, right) for down in moves for right in moves]
        assert any(np.array_equal(new.reshape(side, side), image) for image in possible)


def test_all_shifts_are_equally_likely():
    """900 copies of one image, 9 shifts: about 100 of each (standard deviation 9.4)."""
    image = images(1, 4)
    new = shift_images(image.repeat(900, axis=0), max_shift=1, rng=np.random.default_rng(0)).reshape(-1, 4, 4)
    counts = [
        sum(np.array_equal(one, shifted(image.reshape(4, 4), down, right)) for one in new)
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    ]
    assert sum(counts) == 900
    assert min(counts) > 55
    assert max(counts) < 145


def test_no_shift_is_no_change():
    X = images(3, 5)
    np.testing.assert_array_equal(shift_images(X, max_shift=0, rng=np.random.default_rng(0)), X)


# --- distortions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [1, 2, 5, 28])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_with_all_settings_at_zero_nothing_changes(side, dtype):
    X = images(3, side, dtype)
    np.testing.assert_array_equal(distort_images(X, **STILL, rng=np.random.default_rng(0)), X)


@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, 1), (-2, 3), (5, -5), (0, 0)])
def test_a_whole_number_of_pixels_is_a_shift(down, right):
    X = images(2, 6)
    new = distort_images(X, **WIDE, rng=Scripted(shifts=(down, right))).reshape(-1, 6, 6)
    for old, image in zip(X.reshape(-1, 6, 6), new, strict=True):
        np.testing.assert_array_equal(image, shifted(old, down, right))


def test_half_a_pixel_is_the_mean_of_two_neighbors():
    """Half a pixel down: each row is the mean of itself and the one above; above the first there is zero."""
    X = np.array([[1.0, 2.0, 3.0, 5.0, 6.0, 8.0, 0.0, 1.0, 4.0]])
    new = distort_images(X, **WIDE, rng=Scripted(shifts=(0.5, 0.0)))
    np.testing.assert_allclose(new, [[0.5, 1.0, 1.5, 3.0, 4.0, 5.5, 2.5, 3.5, 6.0]])


@pytest.mark.parametrize(("angle", "quarters"), [(math.pi / 2, 1), (-math.pi / 2, 1), (math.pi, 2)])
def test_a_quarter_turn(angle, quarters):
    """One way or the other; the middle of the image stays in the middle."""
    image = images(1, 7)
    new = distort_images(image, **WIDE, rng=Scripted(angle=angle)).reshape(7, 7)
    turned = [np.rot90(image.reshape(7, 7), k) for k in (quarters, -quarters)]
    assert any(np.allclose(new, other, atol=1e-5) for other in turned)


def test_opposite_angles_turn_in_opposite_directions():
    image = images(1, 7)
    there = distort_images(image, **WIDE, rng=Scripted(angle=math.pi / 2))
    np.testing.assert_allclose(distort_images(there, **WIDE, rng=Scripted(angle=-math.pi / 2)), image, atol=1e-5)


def read_between(image, row, column):
    """The value of an image between four pixels, one at a time; outside there are zeros."""
    value = 0.0
    for r in (math.floor(row), math.floor(row) + 1):
        for c in (math.floor(column), math.floor(column) + 1):
            if 0 <= r < len(image) and 0 <= c < len(image):
                value += (1 - abs(row - r)) * (1 - abs(column - c)) * image[r, c]
    return value


@pytest.mark.parametrize(
    "script",
    [
        {"angle": 0.3},
        {"scalings": (0.5, 1.5)},
        {"angle": -0.7, "scalings": (1.2, 0.8), "shifts": (0.7, -1.4)},
        {"angle": 2.0, "scalings": (1.9, 1.9), "shifts": (4.0, 4.5)},  # much of it comes from outside
    ],
    ids=["turned", "scaled", "everything", "far"],
)
@pytest.mark.parametrize("side", [6, 9])
def test_distorted_images_pixel_by_pixel(side, script):
    """Where each pixel comes from, with the sines and cosines of single numbers."""
    angle, (tall, wide) = script.get("angle", 0.0), script.get("scalings", (1.0, 1.0))
    down, right = script.get("shifts", (0.0, 0.0))
    image, center = images(1, side), (side - 1) / 2
    new = distort_images(image, **WIDE, rng=Scripted(**script)).reshape(side, side)
    for r in range(side):
        for c in range(side):
            y, x = r - center, c - center
            row = tall * (math.cos(angle) * y - math.sin(angle) * x) + center - down
            column = wide * (math.sin(angle) * y + math.cos(angle) * x) + center - right
            assert new[r, c] == pytest.approx(read_between(image.reshape(side, side), row, column), abs=1e-4)


def disc(n, side=28, radius=8):
    """n equal images of a disc in the middle."""
    place = np.arange(side) - (side - 1) / 2
    return np.tile((np.hypot(place[:, None], place) <= radius).astype(float).reshape(1, -1), (n, 1))


def test_ink_stays_about_the_same():
    """A disc in the middle, shifted, turned and bent, keeps its area; scaled, it changes by up to 1.1² or so."""
    X = disc(200)
    moved = distort_images(X, max_scaling=0.0, rng=np.random.default_rng(0)).sum(axis=1) / X.sum(axis=1)
    assert np.abs(moved - 1).max() < 0.02
    scaled = distort_images(X, rng=np.random.default_rng(0)).sum(axis=1) / X.sum(axis=1)
    assert 0.8 < scaled.min() < 0.9
    assert 1.1 < scaled.max() < 1.3
    bent = distort_images(X, **STILL, elastic=1.0, rng=np.random.default_rng(0)).sum(axis=1) / X.sum(axis=1)
    assert abs(bent.mean() - 1) < 0.05
    assert bent.std() > 0.02


def bending(n, side, elastic):
    """How far each pixel is moved to the side: read off images whose brightness is the number of the column."""
    ramp = np.tile(np.arange(side, dtype=float), side)
    new = distort_images(np.tile(ramp, (n, 1)), **STILL, elastic=elastic, rng=np.random.default_rng(0))
    return (new - ramp).reshape(n, side, side)


def test_elastic_is_the_typical_size_of_the_bending_in_pixels():
    """On 7 by 7 pixels each pixel has a random number of its own; the one in the middle never leaves the image."""
    middle = bending(4000, 7, elastic=0.4)[:, 3, 3]
    assert middle.std() == pytest.approx(0.4, rel=0.05)
    assert abs(middle.mean()) < 0.03


def test_bending_is_smooth_and_new_for_each_image():
    """Neighbors move nearly together; pixels of different images do not."""
    middle = bending(100, 28, elastic=1.0)[:, 8:20, 8:20]
    assert middle.std() > 0.5
    assert np.diff(middle, axis=1).std() < 0.4 * middle.std()
    assert np.diff(middle, axis=2).std() < 0.4 * middle.std()
    assert np.diff(middle, axis=0).std() > middle.std()


def test_settings_are_the_largest_values():
    """Many images of one bright pixel in the middle: how far it goes, in each direction."""
    X = np.zeros((500, 21 * 21))
    X[:, 220] = 1.0
    new = distort_images(X, max_shift=3.0, max_rotation=0.0, max_scaling=0.0, rng=np.random.default_rng(0))
    place = np.arange(21) - 10
    down = (new.reshape(-1, 21, 21) * place[:, None]).sum(axis=(1, 2))
    right = (new.reshape(-1, 21, 21) * place).sum(axis=(1, 2))
    for moved in (down, right):
        assert 2.9 < moved.max() <= 3.0001
        assert -3.0001 <= moved.min() < -2.9
    assert abs(np.corrcoef(down, right)[0, 1]) < 0.2


# --- what both promise -----------------------------------------------------------------------------------------

BOTH = [
    pytest.param(shift_images, id="shift"),
    pytest.param(lambda X, rng: distort_images(X, elastic=0.5, rng=rng), id="distort"),
]
both = pytest.mark.parametrize("change", BOTH)


@both
def test_images_are_new_of_the_same_shape_and_dtype_and_come_from_rng_alone(change):
    X = images(10, 8, np.float32)
    X.flags.writeable = False
    one, two, other = (change(X, rng=np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert one.shape == X.shape
    assert one.dtype == np.float32
    assert not np.shares_memory(one, X)
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)
    assert change(X.astype(np.float64), rng=np.random.default_rng(3)).dtype == np.float64
    assert change(X[:0], rng=np.random.default_rng(3)).shape == (0, 64)


@both
def test_each_image_has_a_change_of_its_own(change):
    X = images(1, 8).repeat(20, axis=0)
    assert len({image.tobytes() for image in change(X, rng=np.random.default_rng(0))}) > 10


@pytest.mark.parametrize(
    ("function", "X", "settings", "error", "message"),
    [
        (shift_images, np.ones((2, 8)), {}, ValueError, r"shift_images: X has 8 columns; expected square images.* 784"),
        (shift_images, np.ones(9), {}, ValueError, r"shift_images: X must have shape .*; got shape \(9,\)"),
        (shift_images, np.ones((2, 3, 3)), {}, ValueError, r"got shape \(2, 3, 3\)"),
        (shift_images, np.ones((2, 9)), {"max_shift": -1}, ValueError, "shift_images: max_shift"),
        (
            shift_images,
            np.ones((2, 9)),
            {"max_shift": 0.5},
            TypeError,
            "max_shift must be a whole number .* got 0.5",
        ),
        (shift_images, np.ones((2, 9)), {"rng": 1}, TypeError, "shift_images: rng must be"),
        (distort_images, np.ones((2, 10)), {}, ValueError, "distort_images: X has 10 columns; expected square images"),
        (distort_images, np.ones((2, 9)), {"max_shift": -0.1}, ValueError, "distort_images: max_shift"),
        (distort_images, np.ones((2, 9)), {"max_rotation": math.nan}, ValueError, "distort_images: max_rotation"),
        (distort_images, np.ones((2, 9)), {"max_scaling": 1.0}, ValueError, "max_scaling .* < 1; got 1.0"),
        (distort_images, np.ones((2, 9)), {"elastic": -1.0}, ValueError, "distort_images: elastic"),
        (distort_images, np.ones((2, 9)), {"elastic": "1"}, TypeError, "distort_images: elastic"),
        (distort_images, np.ones((2, 9)), {"rng": None}, TypeError, "distort_images: rng must be"),
    ],
)
def test_what_is_no_image_and_no_setting_is_refused(function, X, settings, error, message):
    with pytest.raises(error, match=message):
        function(X, **({"rng": np.random.default_rng(0)} | settings))


# --- noise -----------------------------------------------------------------------------------------------------


def test_the_noise_falls_as_the_schedule_says():
    """One call a batch: scales 1, 0.5, 0 (half a cosine over two steps)."""
    noise, X = GaussianNoise(CosineSchedule(1.0, n_steps=2)), np.full((100, 200), 7.0)
    batches = [noise(X, rng=np.random.default_rng(0)) for _ in range(3)]
    assert [np.std(batch - X) for batch in batches] == pytest.approx([1.0, 0.5, 0.0], rel=0.02, abs=1e-12)
    assert abs((batches[0] - X).mean()) < 0.03
    assert noise.n_steps == 3


def test_noise_stays_float32_and_comes_from_rng():
    X = np.zeros((5, 4), dtype=np.float32)
    X.flags.writeable = False
    one, two, other = (GaussianNoise(lambda step: np.float64(0.1))(X, rng=np.random.default_rng(s)) for s in (1, 1, 2))
    assert one.dtype == np.float32
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(("scale", "error"), [(math.nan, ValueError), (-0.1, ValueError), ("1", TypeError)])
def test_a_scale_that_makes_no_sense_is_refused(scale, error):
    noise = GaussianNoise(lambda step: scale)
    with pytest.raises(error, match="GaussianNoise: scale"):
        noise(np.zeros((2, 2)), rng=np.random.default_rng(0))
    assert noise.n_steps == 0


def test_noise_needs_a_schedule_and_a_generator():
    with pytest.raises(TypeError, match=r"^GaussianNoise: schedule must be a function .*; got 0.5 .*Hint: ConstantSch"):
        GaussianNoise(0.5)
    with pytest.raises(TypeError, match="GaussianNoise: rng must be"):
        GaussianNoise(lambda step: 1.0)(np.zeros((2, 2)), rng=0)


def test_noise_in_fit_is_new_for_each_batch():
    noise = GaussianNoise(CosineSchedule(1.0, n_steps=100))
    X, y = np.ones((6, 2), dtype=np.float32), [0, 1, 0, 1, 0, 1]
    network, seen = mlp([2, 2], rng=np.random.default_rng(0)), []

    def augment(X_batch, *, rng):
        seen.append(noise(X_batch, rng=rng))
        return seen[-1]

    settings = {"n_epochs": 2, "batch_size": 2, "rng": np.random.default_rng(0), "progress": False}
    fit(network, SoftmaxCrossEntropy(), SGD(0.1), X, y, augment=augment, **settings)
    assert noise.n_steps == len({batch.tobytes() for batch in seen}) == 6


# --- principal components ----------------------------------------------------------------------------------------


def test_pca_with_a_pencil():
    """(10, 20) plus (±2, 0) and (0, ±1): variances 8/3 and 2/3, whose mean is 5/3; the axes are the directions."""
    X = [[12.0, 20.0], [8.0, 20.0], [10.0, 21.0], [10.0, 19.0]]
    pca = PCA(2).fit(X)
    np.testing.assert_allclose(pca.mean, [10.0, 20.0])
    np.testing.assert_allclose(pca.components, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(pca.variances, [8 / 3, 2 / 3])
    assert pca.scale == pytest.approx(math.sqrt(5 / 3))
    np.testing.assert_allclose(pca.transform([[12.0, 21.0]]), [[2 / math.sqrt(5 / 3), 1 / math.sqrt(5 / 3)]])


def test_pca_along_a_diagonal():
    """(0, 0), (2, 2), (4, 4): variance 8 along the diagonal, so that the coordinates are -1, 0 and 1."""
    X = [[0.0, 0.0], [2.0, 2.0], [4.0, 4.0]]
    np.testing.assert_allclose(PCA(1).fit(X).transform(X), [[-1.0], [0.0], [1.0]], atol=1e-12)


@pytest.mark.parametrize(("n_samples", "n_features", "n_components"), [(50, 6, 3), (40, 5, 5), (8, 20, 4), (30, 1, 1)])
def test_pca_equals_that_of_scikit_learn_up_to_sign_and_one_scale(n_samples, n_features, n_components):
    rng = np.random.default_rng(1)
    X = rng.normal(size=(n_samples, n_features)) @ rng.normal(size=(n_features, n_features)) + 3.0
    X_new = rng.normal(size=(7, n_features))
    theirs, ours = decomposition.PCA(n_components).fit(X), PCA(n_components).fit(X)
    signs = np.sign((theirs.components_.T * ours.components).sum(axis=0))
    np.testing.assert_allclose(ours.components * signs, theirs.components_.T, atol=1e-8)
    np.testing.assert_allclose(ours.variances, theirs.explained_variance_, rtol=1e-8)
    np.testing.assert_allclose(ours.transform(X_new) * ours.scale * signs, theirs.transform(X_new), atol=1e-8)


def test_pca_has_fixed_signs_and_one_scale_for_all_directions():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(200, 4)) * [5.0, 3.0, 1.0, 0.1]
    pca = PCA(3).fit(X)
    largest = pca.components[np.abs(pca.components).argmax(axis=0), range(3)]
    assert (largest > 0).all()
    np.testing.assert_allclose(pca.components.T @ pca.components, np.eye(3), atol=1e-12)
    variances = pca.transform(X).var(axis=0, ddof=1)
    assert variances.mean() == pytest.approx(1.0)
    np.testing.assert_allclose(variances / variances[0], pca.variances / pca.variances[0])
    assert variances[0] > 2 * variances[1] > 8 * variances[2]  # what varies more still counts for more
    np.testing.assert_allclose(PCA(3).fit(-X).components, pca.components, atol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_pca_keeps_the_dtype_and_the_callers_arrays(dtype):
    X = np.random.default_rng(3).normal(100.0, 1.0, size=(500, 3)).astype(dtype)
    X.flags.writeable = False
    pca = PCA(2).fit(X)
    assert pca.transform(X).dtype == dtype
    np.testing.assert_allclose(pca.mean, X.astype(float).mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(pca.variances, decomposition.PCA(2).fit(X.astype(float)).explained_variance_, rtol=1e-5)


@pytest.mark.parametrize(
    ("work", "error", "message"),
    [
        (lambda: PCA(0), ValueError, "PCA: n_components must be a whole number >= 1; got 0"),
        (lambda: PCA(0.95), TypeError, "PCA: n_components"),
        (lambda: PCA(3).fit(np.ones((5, 2))), ValueError, r"PCA.fit: X of shape \(5, 2\) has no 3 directions to find"),
        (lambda: PCA(1).fit(np.ones((1, 2))), ValueError, r"PCA.fit: X of shape \(1, 2\) has no 1 directions"),
        (lambda: PCA(1).fit(np.ones(2)), ValueError, r"PCA.fit: X must have shape \(n_samples, n_features\)"),
        (
            lambda: PCA(1).transform(np.ones((2, 2))),
            RuntimeError,
            r"there are no directions yet. Hint: call fit",
        ),
        (lambda: PCA(1).fit(np.eye(2)).transform(np.ones((2, 3))), ValueError, "PCA.transform: X has 3 columns"),
        (lambda: PCA(1).fit(np.full((5, 2), np.nan)), ValueError, "PCA.fit: X holds 10 value"),
        (lambda: PCA(1).fit(np.ones((5, 2))), ValueError, "PCA.fit: all 5 samples of X are equal"),
    ],
    ids=[
        *("no component", "a share", "too few columns", "one sample", "one row", "not fitted", "other columns"),
        *("NaN", "all samples equal"),
    ],
)
def test_pca_refuses(work, error, message):
    with pytest.raises(error, match=message):
        work()
