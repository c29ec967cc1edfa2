"""One list of packages, written in several files: pyproject.toml, environment.yml and the pre-commit hooks agree."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")


def differences(project_text: str, environment_text: str) -> list[str]:
    """Return in words where the conda environment parts from the project's run-time and test packages."""
    project = tomllib.loads(project_text)["project"]
    environment = yaml.safe_load(environment_text)
    extras = project["optional-dependencies"]
    required = project["dependencies"] + extras["test"]
    required.remove("mlpkit[scale,classroom,book,interactive]")  # the extras that the test extra includes
    required += [package for extra in ("scale", "classroom", "book", "interactive") for package in extras[extra]]
    listed = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    installed_by_pip = [
        package for entry in environment["dependencies"] if isinstance(entry, dict) for package in entry["pip"]
    ]

    # Binder understands "python=3.11" only, so the environment pins the oldest Python of pyproject's ">=3.11".
    wanted = {*required, "pip", project["requires-python"].replace(">=", "python=")}
    listed += installed_by_pip[1:]
    found = [f"environment.yml lacks {entry}" for entry in sorted(wanted - {*listed})]
    found += [f"pyproject.toml lacks {entry}" for entry in sorted({*listed} - wanted)]
    found += [f"environment.yml lists {entry} twice" for entry in sorted({*listed}) if listed.count(entry) > 1]
    if installed_by_pip[0] != "-e .":
        found.append(f"environment.yml must install the package in place with pip: -e . first, not {installed_by_pip}")
    if environment["channels"] != ["conda-forge"]:
        found.append(f"environment.yml must use conda-forge only, not {environment['channels']}")
    return found


def test_environment_and_project_name_the_same_packages_and_bounds():
    assert differences(PROJECT, ENVIRONMENT) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("numpy>=2.2", "numpy>=1.26", "environment.yml lacks numpy>=2.2"),
        ("numpy>=2.2", "numpy", "pyproject.toml lacks numpy"),
        ("  - tqdm>=4.66\n", "", "environment.yml lacks tqdm>=4.66"),
        ("  - nbval>=0.11\n", "", "environment.yml lacks nbval>=0.11"),
        ("  - pip\n", "  - pip\n  - torch>=2\n", "pyproject.toml lacks torch>=2"),
        ("  - pip\n", "  - pip\n  - pip\n", "environment.yml lists pip twice"),
        ("python=3.11", "python>=3.11", "environment.yml lacks python=3.11"),
        ("-e .", "mlpkit", "environment.yml must install the package in place"),
        ("- conda-forge", "- defaults", "environment.yml must use conda-forge only"),
    ],
)
def test_a_changed_environment_is_noticed(old, new, message):
    assert ENVIRONMENT.count(old) == 1
    assert any(found.startswith(message) for found in differences(PROJECT, ENVIRONMENT.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"numpy>=2.2"', '"numpy>=2.3"', "environment.yml lacks numpy>=2.3"),
        ('"pyyaml>=6.0"', '"pyyaml>=6.0", "torch>=2"', "environment.yml lacks torch>=2"),
        ('requires-python = ">=3.11"', 'requires-python = ">=3.12"', "environment.yml lacks python=3.12"),
    ],
)
def test_a_changed_project_is_noticed(old, new, message):
    assert PROJECT.count(old) == 1
    assert message in differences(PROJECT.replace(old, new), ENVIRONMENT)


def test_the_commit_hooks_use_the_ruff_of_the_dev_extra():
    (ruff,) = re.findall(r'"(ruff[^"]*)"', PROJECT)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert {hook["id"]: hook["additional_dependencies"] for hook in hooks} == {
        "ruff-check": [ruff],
        "ruff-format": [ruff],
    }
    assert all("jupyter" in hook["types_or"] for hook in hooks)
