"""What a benchmark ran on: figures without a machine say nothing."""

import importlib.metadata
import os
import platform
from datetime import date
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_info

import mlpkit

PACKAGES = {"NumPy": "numpy", "scikit-learn": "scikit-learn", "PyTorch": "torch"}


def describe_machine() -> dict[str, str]:
    """Return names and versions of everything that matters, and the date. Call it before any peer is imported."""
    installed = {package.name: package.version for package in importlib.metadata.distributions()}
    blas = " ".join(value for key in ("internal_api", "version", "architecture") if (value := _blas().get(key)))
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "mlpkit": mlpkit.__version__,
        **{name: installed[package] for name, package in PACKAGES.items() if package in installed},
        "BLAS": blas or "unknown",
        "BLAS threads": str(max(thread_counts())),
        "date": date.today().isoformat(),
    }


def thread_counts() -> list[int]:
    """Return 1, and as many threads as NumPy takes by itself, if these are more."""
    return sorted({1, int(_blas().get("num_threads", 1))})


def _blas() -> dict[str, Any]:
    """Return what threadpoolctl knows of the first BLAS that was loaded, NumPy's; nothing if it does not know it."""
    return next((library for library in threadpool_info() if library["user_api"] == "blas"), {})


def _processor() -> str:
    """Return the processor's name; Python itself knows it only roughly."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
