#!/usr/bin/env bash
# netCDF4 1.7.5: the white pixels of a picture come back as missing.
#
# Guess, written down before the run: "uint16 image with white 65535 comes back as it was."
# What happens: where no other is named, the library's fill value for bytes is 255 and for 16 bits 65535: white. Every
# pixel of that value, written on purpose, is masked on reading; a mean leaves it out. (fill_value=False at
# createVariable, or set_auto_mask(False) on reading, gives it back.)
# Seen 2026-11, Python 3.11, netCDF4 1.7.5.1.post1, NumPy 2.4.6: 0, 1, 255 reads as [0 1 --], mean 0.5 for 85.3;
# likewise 0, 1, 65535 of uint16; int8 and int16 keep all their values.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile netCDF4==1.7.5.1.post1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

import netCDF4
import numpy as np

missing = {}
for dtype in ("u1", "u2", "i1", "i2"):
    pixels = np.array([0, 1, np.iinfo(dtype).max], dtype)
    with netCDF4.Dataset(f"{dtype}.nc", "w") as file:
        file.createDimension("pixel", 3)
        file.createVariable("picture", dtype, ("pixel",))[:] = pixels
    with netCDF4.Dataset(f"{dtype}.nc") as file:
        back = file["picture"][:]
    missing[dtype] = np.ma.getmaskarray(back).tolist()
    print(dtype, back)
white, none = [False, False, True], [False, False, False]
if missing != {"u1": white, "u2": white, "i1": none, "i2": none}:
    sys.exit(f"came instead (masked): {missing}")
PYTHON
