#!/usr/bin/env bash
# Pillow 13.0.0: ImageStat and histogram of a 16-bit picture see only its left half, as bytes.
#
# Guess, written down before the run: "Pillow ImageStat.Stat(16-bit).mean: the mean of the pixels."
# What happens: histogram(), from which ImageStat takes everything, is described as counting in 256 groups. For 16 bits
# it counts bytes, and only as many from each row as the row has pixels: half of it. So what is in the right half of a
# picture does not matter at all. The same picture in mode I (32 bits) is counted as described; getextrema() is right.
# Seen 2026-11, Python 3.11, Pillow 13.0.0, NumPy 2.4.6, a PNG of 4x4, half 0 and half 40000: mean 0.0 with the white
# half on the right, 110.0 with it on the left (its bytes are 64 and 156); in mode I 127.5 either way.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile pillow==13.0.0 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

import numpy as np
from PIL import Image, ImageStat

right = np.zeros((4, 4), np.uint16)
right[:, 2:] = 40000
seen = {}
for name, pixels in {"white right": right, "white left": right[:, ::-1].copy()}.items():
    Image.fromarray(pixels).save("picture.png")
    with Image.open("picture.png") as picture:
        means = ImageStat.Stat(picture).mean + ImageStat.Stat(picture.convert("I")).mean
        seen[name] = (picture.mode, picture.getextrema(), means)
print("(mode, extrema, mean and mean in mode I):", seen)
stated = {
    "white right": ("I;16", (0, 40000), [0.0, 127.5]),
    "white left": ("I;16", (0, 40000), [110.0, 127.5]),
}
if seen != stated:
    sys.exit(f"came instead: {seen}")
PYTHON
