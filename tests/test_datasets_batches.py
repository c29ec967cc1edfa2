"""arrays_from_batches: from a loader of another library to plain arrays."""

import numpy as np
import pytest

from mlpkit.datasets import arrays_from_batches, load_mnist


class FakeTensor:
    """Like a tensor of PyTorch in a graph and on a device: NumPy gets it only after detach() and cpu()."""

    def __init__(self, values, *, attached=True, on_device=True):
        self.values, self.attached, self.on_device = np.asarray(values), attached, on_device

    def detach(self):
        return FakeTensor(self.values, attached=False, on_device=self.on_device)

    def cpu(self):
        return FakeTensor(self.values, attached=self.attached, on_device=False)

    def numpy(self):
        if self.attached:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad.")
        if self.on_device:
            raise TypeError("can't convert cuda:0 device type tensor to numpy.")
        return self.values

    def __array__(self, dtype=None, copy=None):
        raise AssertionError("numpy() was to be called")


class FakeLoader:
    """Like a DataLoader: only __iter__, lists of two tensors, a short last batch, and one buffer for all."""

    def __init__(self, images, labels, batch_size):
        self.images, self.labels, self.batch_size = images, labels, batch_size

    def __iter__(self):
        buffer = np.empty_like(self.images[: self.batch_size])
        label_buffer = np.empty_like(self.labels[: self.batch_size])
        for start in range(0, len(self.labels), self.batch_size):
            n = len(self.labels[start : start + self.batch_size])
            buffer[:n] = self.images[start : start + n]
            label_buffer[:n] = self.labels[start : start + n]
            yield [FakeTensor(buffer[:n]), FakeTensor(label_buffer[:n])]


@pytest.mark.parametrize("batch_size", [1, 4, 10, 64])
def test_a_loader_of_tensors(batch_size):
    rng = np.random.default_rng(0)
    images = rng.random((10, 1, 3, 5), dtype=np.float32)
    labels = rng.integers(0, 10, size=10)
    X, y = arrays_from_batches(FakeLoader(images, labels, batch_size))
    assert X.dtype == np.float32
    assert y.dtype == np.intp
    np.testing.assert_array_equal(X, images.reshape(10, 15))
    np.testing.assert_array_equal(y, labels)


def test_gives_the_arrays_of_load_mnist():
    (X_train, y_train), _, _ = load_mnist(n_train=100)
    images = np.rint(X_train * 255).astype(np.uint8).reshape(100, 1, 28, 28)
    for pixels in (images, images / np.float32(255)):
        X, y = arrays_from_batches(FakeLoader(pixels, y_train, batch_size=32))
        assert X.dtype == X_train.dtype
        np.testing.assert_array_equal(X, X_train)
        np.testing.assert_array_equal(y, y_train)


def test_arrays_lists_and_a_generator():
    batches = (pair for pair in [(np.zeros((2, 3)), (5, 0)), ([[1.0, 2.0, 3.0]], [4])])
    X, y = arrays_from_batches(batches)
    np.testing.assert_array_equal(X, [[0, 0, 0], [0, 0, 0], [1, 2, 3]])
    np.testing.assert_array_equal(y, [5, 0, 4])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_floating_point_type_stays(dtype):
    X, _ = arrays_from_batches([(np.ones((2, 3), dtype), [0, 1])])
    assert X.dtype == dtype


@pytest.mark.parametrize("dtype", [np.uint8, np.int32])
def test_labels_become_the_integers_that_indices_are(dtype):
    _, y = arrays_from_batches([(np.ones((2, 3)), np.array([3, 5], dtype))])
    assert y.dtype == np.intp
    assert y[0] - y[1] == -2


def test_the_arrays_are_fresh():
    images, labels = np.ones((2, 3), np.float32), np.array([0, 1])
    X, y = arrays_from_batches([(images, labels)])
    X[:], y[:] = 7, 7
    np.testing.assert_array_equal(images, 1)
    np.testing.assert_array_equal(labels, [0, 1])


def test_an_empty_batch_among_others_counts_for_nothing():
    X, y = arrays_from_batches([(np.ones((0, 3)), np.zeros(0, int)), (np.ones((2, 3)), [0, 1])])
    assert X.shape == (2, 3)
    assert y.tolist() == [0, 1]


GOOD = (np.ones((2, 1, 4, 4)), [0, 1])


@pytest.mark.parametrize(
    ("loader", "error", "match"),
    [
        ([], ValueError, "loader gave no images; .* Hint: an iterator can be read only once"),
        ([(np.ones((0, 3)), np.zeros(0, int))], ValueError, "loader gave no images"),
        (7, TypeError, r"loader must be an iterable .* got 7 \(int\)"),
        ([np.ones((2, 4))], TypeError, r"batch 0 is a ndarray; expected a pair \(images, labels\)"),
        ((np.ones((2, 4)), [0, 1]), TypeError, "batch 0 is a ndarray; expected a pair"),
        (
            [{"image": 1, "label": 2}],
            TypeError,
            r"is a dict; .* Hint: \(\(batch\['image'\], batch\['label'\]\)",
        ),
        ([GOOD, (*GOOD, 3)], TypeError, "batch 1 is a tuple of length 3; expected a pair .* makes pairs"),
        ([GOOD, GOOD[:1]], TypeError, "batch 1 is a tuple of length 1; expected a pair"),
        ([(np.ones((1, 4, 4)), 3)], ValueError, r"labels of shape \(\); .* a Dataset single images"),
        ([(np.ones(4), [0, 1, 2, 3])], ValueError, r"batch 0 has images of shape \(4,\)"),
        ([GOOD, (GOOD[0], [0, 1, 2])], ValueError, "batch 1: labels has 3 labels for 2 samples"),
        ([(GOOD[0], [[0, 1], [1, 0]])], ValueError, r"batch 0: labels must be .* shape \(2, 2\).*argmax"),
        (
            [(GOOD[0], [0.0, 1.0])],
            TypeError,
            "batch 0: labels has dtype float64; .* Hint: np.asarray",
        ),
        ([(GOOD[0], ["cat", "dog"])], TypeError, "batch 0: labels has dtype"),
        (
            [GOOD, (np.ones((2, 1, 4, 5)), [0, 1])],
            ValueError,
            r"batch 1 has float64 images of shape \(1, 4, 5\), batch 0 float64 of \(1, 4, 4\); .* Hint: resize",
        ),
        ([([[1.0], [2.0, 3.0]], [0, 1])], ValueError, "batch 0: images are ragged"),
    ],
)
def test_refuses_what_is_not_a_loader_of_pairs(loader, error, match):
    with pytest.raises(error, match=f"arrays_from_batches: .*{match}"):
        arrays_from_batches(loader)
