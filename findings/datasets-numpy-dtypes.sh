#!/usr/bin/env bash
# Hugging Face datasets 5.2.0: in the numpy format an Array2D of uint8 comes as int64, and one of float64 as float32.
#
# Guess, written down before the run: "uint8 Array2D in numpy format stays uint8."
# What happens: the features say uint8 and the file holds uint8, but with_format("numpy") turns whole numbers of any
# size into int64: pictures take eight times the memory. Numbers of float64 lose half their digits. The dtype has to
# be said again: with_format("numpy", dtype="uint8").
# Seen 2026-11, Python 3.11, datasets 5.2.0, NumPy 2.4.6: int64; float32, 0.1 as 0.10000000149011612; uint8 when said
# again.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile datasets==5.2.0 numpy==2.4.6 pyarrow==26.0.1
export HOME=$here HF_HOME=$here HF_HUB_OFFLINE=1

venv/bin/python - <<'PYTHON'
import sys

import numpy as np
from datasets import Array2D, Dataset, Features

features = Features({"bytes": Array2D((1, 2), "uint8"), "floats": Array2D((1, 2), "float64")})
columns = {"bytes": np.array([[[1, 2]]], np.uint8), "floats": np.array([[[0.1, 0.2]]])}
dataset = Dataset.from_dict(columns, features=features)
row = dataset.with_format("numpy")[0]
seen = {name: str(value.dtype) for name, value in row.items()}
seen["bytes, said again"] = str(dataset.with_format("numpy", dtype="uint8")[0]["bytes"].dtype)
print(seen, "0.1 comes as", float(row["floats"][0, 0]))
if seen != {"bytes": "int64", "floats": "float32", "bytes, said again": "uint8"}:
    sys.exit(f"came instead: {seen}")
PYTHON
