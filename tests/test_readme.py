"""The README's two commands: their forms agree, CI runs one as printed, the other opens the first lesson."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def command_after(marker: str) -> str:
    """Return the only line of the code block that follows the comment ``<!-- marker …``."""
    found = re.search(rf"<!-- {marker}.*?-->\n```sh\n(.+)\n```", README)
    assert found, f"README.md has no one-line code block after a comment that begins with '{marker}'"
    return found[1]


START_COMMAND = command_after("the start command")
TEST_COMMAND = command_after("the test command")


def windows_form(command: str) -> str:
    """Return a POSIX command as one for PowerShell, whose older versions know no ``&&``."""
    command = command.replace("python3", "python").replace(" && ", "; ")
    return command.replace(".venv/bin/", ".venv\\Scripts\\").replace("notebooks/", "notebooks\\")


def uv_form(command: str) -> str:
    """Return the last step of a POSIX command as one that uv runs in an environment of its making."""
    return command.split(" && ")[-1].replace(".venv/bin/", "uv run ")


@pytest.mark.parametrize("command", [START_COMMAND, TEST_COMMAND])
@pytest.mark.parametrize("form", [windows_form, uv_form])
def test_each_command_has_the_same_form_for_windows_and_uv(command, form):
    assert f"`{form(command)}`" in README


@pytest.mark.parametrize("command", [START_COMMAND, TEST_COMMAND])
def test_each_command_makes_its_own_environment(command):
    make, install, _ = command.split(" && ")
    assert make == "python3 -m venv .venv"
    assert install.startswith(".venv/bin/pip install -e ")  # never the system's pip, which may refuse


def test_what_the_readme_links_to_exists():
    targets = re.findall(r"\]\((?!https://)([^)#]+)", README)
    assert len(targets) >= 10
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_license_and_readme_name_the_terms_of_the_package_metadata():
    names = {"MIT": "MIT License", "CC-BY-4.0": "CC BY 4.0", "CC-BY-SA-3.0": "CC BY-SA 3.0"}
    license_text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    for identifier in PROJECT["license"].split(" AND "):
        assert names[identifier] in license_text
        assert names[identifier] in README


# .ci/run


def run_ci_script(folder: Path, readme: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of ``.ci/run`` beside the given README and nothing else."""
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (folder / "bin").mkdir()
    for name in ("chromium", "bwrap"):
        (folder / "bin" / name).write_text("#!/bin/sh\n", encoding="utf-8")  # or the script would install it
        (folder / "bin" / name).chmod(0o755)
    environment = os.environ | {"PATH": os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])}
    command = ["bash", ".ci/run"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)


needs_bash = pytest.mark.skipif(os.name == "nt", reason="CI takes the Windows command from the workflow file")


@needs_bash
def test_ci_runs_the_command_of_the_readme_in_a_copy_and_passes_its_failure_on(tmp_path):
    (tmp_path / ".venv").mkdir()
    result = run_ci_script(tmp_path, README.replace(TEST_COMMAND, 'ls -a; echo "here: $PWD"; exit 7'))
    assert result.returncode == 7, result.stderr
    entries, here = result.stdout.rsplit("here: ", maxsplit=1)
    assert "README.md" in entries.split()
    assert ".venv" not in entries.split()
    assert here.strip() != str(tmp_path)
    assert not Path(here.strip()).exists()  # it cleans up


@needs_bash
def test_ci_says_so_when_the_readme_has_no_test_command(tmp_path):
    result = run_ci_script(tmp_path, README.replace("<!-- the test command", "<!-- a command"))
    assert result.returncode == 1
    assert "README.md has no code block after the comment '<!-- the test command'" in result.stderr


@needs_bash
def test_ci_runs_the_lint_and_type_checks_and_ends_in_pytests_closing_line(tmp_path):
    for name in ("pip", "ruff", "mypy"):
        (tmp_path / name).write_text("#!/bin/sh\necho $(basename $0) $*\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    command = "mkdir -p .venv/bin && cp pip ruff mypy .venv/bin && echo '== 3 passed in 1s =='"
    result = run_ci_script(tmp_path, README.replace(TEST_COMMAND, command))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-5:] == [
        "pip install --quiet -e .[dev]",
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "== 3 passed in 1s ==",
    ]


# The workflow

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))


def test_the_workflow_runs_the_commands_of_the_readme():
    commands = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert commands == ["bash .ci/run", windows_form(TEST_COMMAND), f"pipx run {uv_form(TEST_COMMAND)}"]


def test_the_workflow_covers_three_systems_and_the_oldest_python():
    matrix = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert f">={matrix['python'][0]}" == PROJECT["requires-python"]
    assert len(matrix["python"]) == 2


def test_the_workflow_can_only_read():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "secrets" not in str(WORKFLOW)
    for job in WORKFLOW["jobs"].values():
        assert "permissions" not in job
        assert job["steps"][0]["with"]["persist-credentials"] is False


# JupyterLab


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=600) as response:
        return response.read().decode()


def test_the_start_command_opens_the_first_lesson_in_jupyterlab(tmp_path):
    program, *arguments = shlex.split(START_COMMAND.split(" && ")[-1])
    assert program == ".venv/bin/jupyter"
    settings = {"ServerApp": {"open_browser": False, "allow_root": True, "port": 0}}  # whichever port is free
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")
    folders = dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"), str(tmp_path))
    environment = {name: value for name, value in os.environ.items() if name != "JUPYTER_NO_CONFIG"}
    log = tmp_path / "log"

    with log.open("w", encoding="utf-8") as output:
        command = [sys.executable, "-m", "jupyter", *arguments]
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        server = subprocess.Popen(command, cwd=ROOT, env=environment | folders, **streams)
    try:
        # JupyterLab writes a page for the browser to open, and that page leads on to the lesson.
        deadline, page = time.monotonic() + 600, ""
        while "</html>" not in page:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)
            page = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("jpserver-file-to-run-*"))
        url = re.search(r'href="([^"]+)"', page)[1]

        address, token = url.split("?")
        root = re.fullmatch(r"(http://localhost:[0-9]+/)lab/tree/00_meet_the_digits\.ipynb", address)[1]
        assert "<title>JupyterLab</title>" in fetch(url)
        lesson = json.loads(fetch(f"{root}api/contents/00_meet_the_digits.ipynb?{token}"))
        assert lesson["content"]["cells"][0]["source"].startswith("# 00 · Meet the digits")
    finally:
        server.terminate()
        server.wait(timeout=600)


def offers(readme: str, book: str) -> bool:
    """Say whether the page links to the site on which the lessons run just where the book does."""
    address = tomllib.loads(book)["preprocessor"]["lessons"].get("browser-site")
    links = re.findall(r"^\[Try it in the browser\]\((.+?)\)", readme, flags=re.MULTILINE)
    return links == ([address] if address else [])


def test_the_page_offers_the_browser_where_the_book_does():
    book = (ROOT / "book.toml").read_text(encoding="utf-8")
    address = "https://somebody.github.io/mlpkit/try"
    there = re.sub(r'^(# )?browser-site = ".*"$', f'browser-site = "{address}"', book, flags=re.MULTILINE)
    nowhere = re.sub(r"^browser-site", "# browser-site", book, flags=re.MULTILINE)
    line = f"[Try it in the browser]({address}), with nothing installed."
    assert offers(README, book)
    assert offers(f"# mlpkit\n\n{line}\n", there)
    assert not offers("# mlpkit\n", there)
    assert not offers(f"# mlpkit\n\n{line}\n", nowhere)
