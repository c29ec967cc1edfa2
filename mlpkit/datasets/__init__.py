"""Data to learn from: real MNIST, which ships inside the package, any set from the disk, and small toy sets.

Nothing here ever downloads anything. It imports NumPy and the machinery, and where a file asks for them pandas, SciPy
or Pillow; it knows no network.
"""

from mlpkit._machinery.pixels import ScaledBytes
from mlpkit.datasets.batches import arrays_from_batches
from mlpkit.datasets.idx import read_idx
from mlpkit.datasets.images import load_images
from mlpkit.datasets.mnist import load_mnist
from mlpkit.datasets.prepare import preparation_steps, prepare_digit
from mlpkit.datasets.toy import make_blobs, make_moons, make_spirals, make_xor

__all__ = [
    "ScaledBytes",
    "arrays_from_batches",
    "load_images",
    "load_mnist",
    "make_blobs",
    "make_moons",
    "make_spirals",
    "make_xor",
    "preparation_steps",
    "prepare_digit",
    "read_idx",
]
