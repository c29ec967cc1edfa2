"""The form of a lesson: each rule is a function that says, naming notebook and cell, where a lesson breaks it.

That a lesson's outputs are right is nbval's part (``pytest`` runs every lesson); what it looks like is held here.
Below the rules is a small lesson that keeps all of them, which is broken in one way at a time: each rule must notice.
"""

import ast
import base64
import itertools
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import UnionType

import pytest
import yaml

from mlpkit.book.notebook import alt_text_of

ROOT = Path(__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))

# Reading a lesson


@dataclass(frozen=True)
class Cell:
    """One cell, or the part of a Markdown cell that belongs to one section."""

    number: int
    id: str
    kind: str
    source: str
    metadata: dict
    outputs: list
    execution_count: int | None

    def __str__(self) -> str:
        return f"cell {self.number} (id {self.id})"

    @property
    def is_code(self) -> bool:
        return self.kind == "code"

    @property
    def tags(self) -> list[str]:
        return self.metadata.get("tags", [])

    @property
    def is_folded(self) -> bool:
        return bool(self.metadata.get("jupyter", {}).get("source_hidden"))

    @property
    def text_output(self) -> str:
        """Everything a reader sees as text below the cell, without terminal colors."""
        texts = []
        for output in self.outputs:
            data = output.get("data", {})
            texts += [join(output.get("text", "")), join(data.get("text/plain", "")), join(data.get("text/html", ""))]
            texts += output.get("traceback", [])
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(texts))

    @property
    def syntax_tree(self) -> ast.Module:
        """The parsed code; empty where it is no plain Python, which is a broken rule of its own."""
        try:
            return ast.parse(self.source)
        except SyntaxError:
            return ast.parse("")


@dataclass(frozen=True)
class Lesson:
    """A notebook file as it is stored."""

    path: Path
    format_version: tuple[int, int]
    metadata: dict
    cells: list[Cell]

    @property
    def number(self) -> int:
        return int(self.path.name[:2])

    @property
    def code_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_code]

    @property
    def markdown_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.is_code]

    @property
    def title(self) -> str:
        return next((text for _, level, text in self.headings if level == 1), "")

    @property
    def headings(self) -> list[tuple[Cell, int, str]]:
        return [(cell, *heading) for cell in self.markdown_cells for heading in headings_of(cell.source)]

    def sections(self) -> dict[str, list[Cell]]:
        """Return the cells under each second-level heading; under ``""`` what comes before the first of them."""
        heading, found = "", {"": []}
        for cell in self.cells:
            for part in split_at_headings(cell):
                if not part.is_code and headings_of(part.source)[:1] and headings_of(part.source)[0][0] == 2:
                    heading = headings_of(part.source)[0][1]
                    found[heading] = []
                found[heading].append(part)
        return found

    def minutes(self) -> str | None:
        """Return how long the lesson says it takes, such as "75 + 40" if it names its exercises apart."""
        text = "\n".join(cell.source for cell in self.sections().get("What you need", []))
        exercises = r"(?:\. The exercises: about (\d+) minutes more)?"
        found = re.search(r"[Aa]bout (\d+) minutes; runs in (?:about )?\d+ s\b" + exercises, text)
        return " + ".join(part for part in found.groups() if part) if found else None


def join(text: str | list[str]) -> str:
    """Return text as one piece; a notebook file may store it as a list of lines."""
    return text if isinstance(text, str) else "".join(text)


def read_lesson(path: Path) -> Lesson:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [
        Cell(
            number=number,
            id=cell.get("id", ""),
            kind=cell["cell_type"],
            source=join(cell["source"]),
            metadata=cell["metadata"],
            outputs=cell.get("outputs", []),
            execution_count=cell.get("execution_count"),
        )
        for number, cell in enumerate(notebook["cells"], start=1)
    ]
    return Lesson(path, (notebook["nbformat"], notebook["nbformat_minor"]), notebook["metadata"], cells)


def prose_lines(source: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of Markdown that are not inside a fenced code block."""
    inside_fence = False
    for number, line in enumerate(source.splitlines()):
        if line.lstrip().startswith("```"):
            inside_fence = not inside_fence
        elif not inside_fence:
            yield number, line


def headings_of(source: str) -> list[tuple[int, str]]:
    """Return level and text of the headings in Markdown."""
    found = (re.match(r"(#+) +(.+?) *$", line) for _, line in prose_lines(source))
    return [(len(heading[1]), heading[2]) for heading in found if heading]


def split_at_headings(cell: Cell) -> list[Cell]:
    """Return a Markdown cell in parts, each of which begins with a second-level heading (except maybe the first)."""
    if cell.is_code:
        return [cell]
    lines = cell.source.splitlines()
    starts = {0, *(number for number, line in prose_lines(cell.source) if line.startswith("## "))}
    ends = [*sorted(starts)[1:], len(lines)]
    return [replace(cell, source="\n".join(lines[a:b])) for a, b in zip(sorted(starts), ends, strict=True)]


# The rules

Rule = Callable[[Lesson], Iterator[str]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Add a function to the rules that every lesson is held to."""
    RULES.append(function)
    return function


OPENING_SECTIONS = ["What you will learn", "What you need", "Set-up"]
CLOSING_SECTIONS = [
    "Check your understanding",
    "Exercises",
    "What we built",
    "In practice",
    "Next",
    "References",
]


@rule
def has_a_numbered_title(lesson: Lesson) -> Iterator[str]:
    if not re.fullmatch(r"\d\d_[a-z0-9]+(_[a-z0-9]+)*\.ipynb", lesson.path.name):
        yield "the file name is not NN_verb_topic.ipynb"
    first = lesson.cells[0]
    if first.is_code or not re.match(rf"# {lesson.number:02} · \w", first.source):
        yield f"{first}: the lesson must begin with the title '# {lesson.number:02} · …', as in the file name"
    for cell in [cell for cell, level, _ in lesson.headings if level == 1][1:]:
        yield f"{cell}: a second heading of level 1"


@rule
def has_the_fixed_headings_in_order(lesson: Lesson) -> Iterator[str]:
    found = [text for _, level, text in lesson.headings if level == 2]
    n_opening, n_closing = len(OPENING_SECTIONS), len(CLOSING_SECTIONS)
    if found[:n_opening] != OPENING_SECTIONS:
        yield f"the first sections must be {OPENING_SECTIONS}, got {found[:n_opening]}"
    if found[-n_closing:] != CLOSING_SECTIONS:
        yield f"the last sections must be {CLOSING_SECTIONS}, got {found[-n_closing:]}"
    own = [text for text in found if text not in OPENING_SECTIONS + CLOSING_SECTIONS]
    if not 1 <= len(own) <= 6:
        yield f"one to six sections of the lesson's own between the fixed ones, got {len(own)}"


@rule
def skips_no_heading_level(lesson: Lesson) -> Iterator[str]:
    previous = 0
    for cell, level, text in lesson.headings:
        if level > previous + 1:
            yield f"{cell}: heading '{text}' of level {level} comes right after level {previous}"
        previous = level


@rule
def opens_with_a_question_and_a_picture(lesson: Lesson) -> Iterator[str]:
    opening = "\n".join(cell.source for cell in lesson.sections()[""])
    if "?" not in opening:
        yield "the opening asks no question"
    if f"](images/{lesson.path.stem}.png)" not in opening:
        yield f"the opening does not show the picture of the answer, images/{lesson.path.stem}.png"


@rule
def states_goals_and_time(lesson: Lesson) -> Iterator[str]:
    goals = "\n".join(cell.source for cell in lesson.sections().get("What you will learn", []))
    n_goals = len(re.findall(r"^[-*] ", goals, flags=re.MULTILINE))
    if not 3 <= n_goals <= 5:
        yield f"'What you will learn' must have three to five bullets, got {n_goals}"
    if lesson.minutes() is None:
        yield "'What you need' must state the time as 'about 40 minutes; runs in 20 s'"


@rule
def imports_in_the_set_up_only(lesson: Lesson) -> Iterator[str]:
    set_up = [cell for cell in lesson.sections().get("Set-up", []) if cell.is_code][:1]
    if not set_up or "rng = np.random.default_rng(" not in set_up[0].source:
        yield "the first code cell of 'Set-up' must have every import and make rng = np.random.default_rng(…)"
    for cell in lesson.code_cells:
        nodes = ast.walk(cell.syntax_tree)
        if cell not in set_up and any(isinstance(node, ast.Import | ast.ImportFrom) for node in nodes):
            yield f"{cell}: imports belong into the first cell of 'Set-up'"


@rule
def has_clean_metadata(lesson: Lesson) -> Iterator[str]:
    if lesson.format_version < (4, 5):
        yield f"notebook format {lesson.format_version} has no cell ids; expected 4.5 or newer"
    if lesson.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernel must be python3"
    for key in sorted(lesson.metadata.keys() - {"kernelspec", "language_info"}):
        yield f"metadata '{key}' is nobody else's business"
    for cell in lesson.cells:
        for key in sorted(cell.metadata.keys() - {"tags", "jupyter"}):
            yield f"{cell}: metadata '{key}' does not belong into the repository"


@rule
def has_unique_cell_ids(lesson: Lesson) -> Iterator[str]:
    seen = set()
    for cell in lesson.cells:
        if not cell.id:
            yield f"{cell}: no id"
        elif cell.id in seen:
            yield f"{cell}: the id is not unique"
        seen.add(cell.id)


@rule
def is_executed_from_top_to_bottom(lesson: Lesson) -> Iterator[str]:
    for expected, cell in enumerate(lesson.code_cells, start=1):
        if not cell.source.strip():
            yield f"{cell}: empty code cell"
        if cell.execution_count != expected:
            yield f"{cell}: execution count {cell.execution_count}, expected {expected}"
            return  # all that follow are off as well


@rule
def writes_nothing_to_stderr(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        if any(output.get("name") == "stderr" for output in cell.outputs):
            yield f"{cell}: output on stderr (a warning? a progress bar?)"


@rule
def fails_only_where_it_is_meant_to(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        failed = any(output["output_type"] == "error" for output in cell.outputs)
        if failed and "raises-exception" not in cell.tags:
            yield f"{cell}: an error, but no tag raises-exception"
        if not failed and "raises-exception" in cell.tags:
            yield f"{cell}: the tag raises-exception, but no error"


@rule
def uses_known_tags(lesson: Lesson) -> Iterator[str]:
    known = {"cover", "nbval-ignore-output", "raises-exception", "solution"}
    for cell in lesson.cells:
        for tag in cell.tags:
            if tag not in known:
                yield f"{cell}: unknown tag '{tag}'; known are {sorted(known)}"


@rule
def describes_every_figure(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        kinds = [kind for output in cell.outputs for kind in output.get("data", {}) if kind.startswith("image/")]
        for kind in sorted({*kinds} - {"image/png"}):
            yield f"{cell}: a picture as {kind}; expected image/png"
        if len(kinds) > 1:
            yield f"{cell}: {len(kinds)} pictures under one description; expected one picture a cell"
        description = re.match(r"#\| fig-alt: *(.*)", cell.source)
        if kinds and not description:
            yield f"{cell}: a figure, but the first line is not '#| fig-alt: …'"
        if description and not kinds:
            yield f"{cell}: '#| fig-alt: …', but no figure"
        if description and len(description[1].split()) < 6:
            yield f"{cell}: fig-alt '{description[1]}' does not say what the figure shows"
        if description and is_other_yaml(description[0].removeprefix("#|"), alt_text_of({"source": cell.source})):
            yield f"{cell}: the fig-alt is no YAML, which Quarto and MyST read; write it in double quotes, as JSON"


def is_other_yaml(line: str, text: str) -> bool:
    try:
        return yaml.safe_load(line) != {"fig-alt": text}
    except yaml.YAMLError:
        return True


@rule
def has_alt_text_and_file_for_every_image(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.markdown_cells:
        for alt_text, target in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", cell.source):
            if len(alt_text.split()) < 3:
                yield f"{cell}: image {target} has the alt text '{alt_text}'"
            if not (lesson.path.parent / target).is_file():
                yield f"{cell}: there is no image file {target}"
        if "<img" in cell.source:
            yield f"{cell}: an image as HTML; write ![alt text](images/…)"


@rule
def draws_the_picture_it_opens_with(lesson: Lesson) -> Iterator[str]:
    covers = [cell for cell in lesson.code_cells if "cover" in cell.tags]
    if len(covers) != 1:
        yield f"one cell must be tagged cover, got {len(covers)}"
    image = lesson.path.parent / "images" / f"{lesson.path.stem}.png"
    for cell in covers:
        pictures = [output["data"].get("image/png", "") for output in cell.outputs if "data" in output]
        if image.is_file() and image.read_bytes() not in [base64.b64decode(join(picture)) for picture in pictures]:
            yield f"{cell}: its picture is not the one in {image.name}; run the lesson with tests/refresh_lessons.py"


@rule
def links_to_what_exists(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.markdown_cells:
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]*)\)", cell.source):
            if target.startswith("https://"):
                continue
            name, _, anchor = target.partition("#")
            path = lesson.path.parent / name if name else lesson.path
            if not path.exists():
                yield f"{cell}: there is no {target}"
            elif anchor and path.suffix == ".ipynb" and anchor not in anchors_of(read_lesson(path)):
                yield f"{cell}: there is no heading for {target}"


@rule
def cites_files_and_names_that_exist(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.markdown_cells:
        for path in re.findall(r"`((?:mlpkit|tests|notebooks)/[\w./]+)`", cell.source):
            if not (ROOT / path).exists():
                yield f"{cell}: there is no file {path}"
        for name in re.findall(r"`(mlpkit(?:\.[a-zA-Z_]\w*)+)(?:\(.*?\))?`", cell.source):
            try:
                pkgutil.resolve_name(name)
            except (AttributeError, ImportError):
                yield f"{cell}: there is no {name}"


def anchors_of(lesson: Lesson) -> set[str]:
    """Return the anchors of a lesson's headings, as JupyterLab and as mdBook make them."""
    texts = [text for _, _, text in lesson.headings]
    slugs = {re.sub(r"[^\w-]", "", text.lower().replace(" ", "-")) for text in texts}
    return slugs | {text.replace(" ", "-") for text in texts}


@rule
def leads_on_to_the_next_lesson(lesson: Lesson) -> Iterator[str]:
    text = "\n".join(cell.source for cell in lesson.sections().get("Next", []))
    for following in lesson.path.parent.glob(f"{lesson.number + 1:02}_*.ipynb"):
        if f"]({following.name})" not in text:
            yield f"'Next' has no link to {following.name}"


@rule
def folds_its_answers_properly(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.markdown_cells:
        parts = re.findall(r"</?details>|<summary>.+?</summary>", cell.source)
        kinds = [part if part.endswith("details>") else "summary" for part in parts]
        if kinds != ["<details>", "summary", "</details>"] * (len(kinds) // 3):
            yield f"{cell}: each <details> needs one <summary>…</summary> and its </details> in the same cell"
        elif re.search(r"</summary>\n?(?!\n)\S", cell.source):
            yield f"{cell}: Markdown after </summary> needs an empty line before it"


@rule
def asks_questions(lesson: Lesson) -> Iterator[str]:
    text = "\n".join(cell.source for cell in lesson.sections().get("Check your understanding", []))
    if not 3 <= text.count("<details>") <= 5:
        yield f"'Check your understanding' must have three to five folded answers, got {text.count('<details>')}"


def exercises_of(lesson: Lesson) -> list[tuple[str, list[Cell]]]:
    """Return the number of each exercise, such as "5.1", and its cells."""
    found = []
    for cell in lesson.sections().get("Exercises", []):
        heading = None if cell.is_code else re.search(r"^(?:#+ |\*\*)Exercise (\d+\.\d+)", cell.source, re.MULTILINE)
        if heading:
            found.append((heading[1], []))
        if found:
            found[-1][1].append(cell)
    return found


CHECK = re.compile(r"\b(check\w*|expect)\(|\bassert|np\.testing\.")


@rule
def has_complete_exercises(lesson: Lesson) -> Iterator[str]:
    exercises = exercises_of(lesson)
    if len(exercises) < 3:
        yield f"'Exercises' must have at least three, each headed 'Exercise N.k'; got {len(exercises)}"
    for position, (number, cells) in enumerate(exercises, start=1):
        where = f"{cells[0]}: exercise {number}"
        if number != f"{lesson.number}.{position}":
            yield f"{where} should be number {lesson.number}.{position}"
        if not any("<details>" in cell.source for cell in cells if not cell.is_code):
            yield f"{where} has no folded hint"
        learner = [cell for cell in cells if cell.is_code and "solution" not in cell.tags]
        solution = [cell for cell in cells if cell.is_code and "solution" in cell.tags]
        if not any(CHECK.search(cell.source) for cell in learner):
            yield f"{where} has no code cell for the learner with a check"
        if not solution:
            yield f"{where} has no executed code cell tagged solution"
        elif not any(CHECK.search(cell.source) for cell in solution):
            yield f"{where}: the solution does not run the check"


@rule
def has_solutions_that_pass_and_overwrite_nothing(lesson: Lesson) -> Iterator[str]:
    taken = {name for cell in lesson.code_cells if "solution" not in cell.tags for name in names_of(cell, DEFINITIONS)}
    for _, cells in exercises_of(lesson):
        learner = [cell for cell in cells if cell.is_code and not cell.is_folded and "solution" not in cell.tags]
        taken |= {name for cell in learner for name in names_of(cell, ast.Assign)}
    for cell in lesson.code_cells:
        if "solution" not in cell.tags:
            continue
        if not cell.is_folded:
            yield f"{cell}: a solution must be folded (metadata jupyter.source_hidden)"
        if re.search(r"^Not (yet|started)", cell.text_output, re.MULTILINE):
            yield f"{cell}: the solution does not pass its check"
        for name in sorted(names_of(cell, DEFINITIONS | ast.Assign) & taken - {"_", "fig", "ax", "axes"}):
            yield f"{cell}: the solution overwrites {name}, which may be the learner's own"


DEFINITIONS = ast.FunctionDef | ast.ClassDef


def names_of(cell: Cell, kinds: UnionType | type) -> set[str]:
    """Return the names that a cell's statements of some kinds define or assign."""
    statements = [statement for statement in cell.syntax_tree.body if isinstance(statement, kinds)]
    defined = {statement.name for statement in statements if isinstance(statement, DEFINITIONS)}
    assignments = [statement for statement in statements if isinstance(statement, ast.Assign)]
    names = [node for statement in assignments for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return defined | {name.id for name in names if isinstance(name.ctx, ast.Store)}


@rule
def is_small(lesson: Lesson) -> Iterator[str]:
    size = lesson.path.stat().st_size
    if size > 1_000_000:
        yield f"{size:,} bytes; expected at most 1,000,000 (smaller figures?)"


FORBIDDEN = {
    r"np\.random\.(?!default_rng\b|Generator\b)\w+": "randomness comes from rng, never from a global state",
    r"\bsys\.path\b": "mlpkit is installed; the search path stays as it is",
    r"\bpip\b|\bsubprocess\b|\bos\.(system|chdir)\b|get_ipython": "a lesson leaves the environment alone",
    # One kind, by its name and for one block, has been understood.
    r"\bwarnings\.(?!catch_warnings\(\)|simplefilter\(\"ignore\", \w+Warning\))\w+|np\.seterr\(": (
        "a warning is to be understood, not silenced"
    ),
    r"\burllib\b|\brequests\b|\bfetch_\w+|https?://": "a lesson needs no network",
    r"[\"'](/(home|Users|root|tmp|work|usr|var|mnt|opt|content)\b|~|[A-Za-z]:[\\/])": "an absolute path",
    r"\bclear_output\b": "nbval cannot compare a display that is changed later",
    r"# *(NBVAL_|PYTEST_VALIDATE)": "use the tags, which the rules know",
}


@rule
def has_plain_and_portable_code(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield f"{cell}: not plain Python, line {error.lineno} (a magic?)"
        for pattern, reason in FORBIDDEN.items():
            if found := re.search(pattern, cell.source):
                yield f"{cell}: '{found[0]}': {reason}"


@rule
def has_short_code_cells(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        n_lines = len(cell.source.splitlines())
        n_allowed = 60 if cell.is_folded else 30  # the check of an exercise is folded
        if n_lines > n_allowed:
            yield f"{cell}: {n_lines} lines of code; expected at most {n_allowed}"


@rule
def shows_nothing_of_the_machine(lesson: Lesson) -> Iterator[str]:
    pattern = r"/(home|Users|root|tmp|work|usr|var|mnt|opt)/\S*|~/\S+|\b[A-Z]:\\\S+|site-packages|\b0x[0-9a-f]{6,}"
    for cell in lesson.code_cells:
        if found := re.search(pattern, cell.text_output):
            yield f"{cell}: the output shows '{found[0]}', which is different on each machine"


@rule
def compares_only_what_is_the_same_everywhere(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        if "nbval-ignore-output" in cell.tags:
            continue
        if found := re.search(r"\d\.\d{11,}", cell.text_output):
            yield f"{cell}: the last digits of {found[0]} differ between processors; round it"
        if found := re.search(r"\b\d[\d.]* ?(s|ms|µs|seconds|it/s)\b", cell.text_output):
            yield f"{cell}: '{found[0]}' looks like a measured time, in an output that is compared"


@rule
def states_a_claim_after_each_measurement(lesson: Lesson) -> Iterator[str]:
    for cell, following in zip(lesson.code_cells, [*lesson.code_cells[1:], None], strict=True):
        if "nbval-ignore-output" not in cell.tags:
            continue
        if following is None or "expect(" not in following.source or "nbval-ignore-output" in following.tags:
            yield f"{cell}: tagged nbval-ignore-output, so the very next code cell must be compared and say expect(…)"


@rule
def claims_nothing_about_time(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code_cells:
        calls = [node for node in ast.walk(cell.syntax_tree) if isinstance(node, ast.Call) and node.args]
        for claim in [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "expect"]:
            if re.search(r"seconds|_time\b|\btimes?\b|clock|faster|slower|thread|n_jobs|\bcores", claim):
                yield f"{cell}: expect({claim}, …) would depend on how busy the machine is; show it, and claim a count"


@rule
def explains_between_code_cells(lesson: Lesson) -> Iterator[str]:
    for cell, following in zip(lesson.cells, lesson.cells[1:], strict=False):
        if not (cell.is_code and following.is_code) or following.is_folded or CHECK.search(following.source):
            continue
        if not all(isinstance(statement, DEFINITIONS) for statement in cell.syntax_tree.body):
            yield f"{following}: a second code cell in a row; only a check or the first use of a definition may follow"


# The lessons keep the rules


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lesson(path, check):
    problems = [f"{path.name}: {problem}" for problem in check(read_lesson(path))]
    assert not problems, "\n".join(problems)


def test_the_series_is_complete_and_without_gaps():
    assert [path.stem for path in LESSONS][:8] == [
        "00_meet_the_digits",
        "01_train_a_perceptron",
        "02_hit_the_xor_wall",
        "03_follow_the_slope",
        "04_stack_neurons_into_layers",
        "05_turn_scores_into_probabilities",
        "06_backpropagate",
        "07_train_an_mlp_on_mnist",
    ]
    assert [int(path.name[:2]) for path in LESSONS] == list(range(len(LESSONS)))


def test_the_summary_lists_every_lesson_with_its_title_in_order():
    summary = (NOTEBOOKS / "SUMMARY.md").read_text(encoding="utf-8")
    listed = re.findall(r"\[(.+?)\]\((\d\d_\w+\.ipynb)\)", summary)
    assert listed == [(read_lesson(path).title, path.name) for path in LESSONS]


def test_the_readme_lists_every_lesson_with_its_title_and_minutes_in_order():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(.+?)\]\(notebooks/(.+?)\) \| .+ \| (\d+(?: \+ \d+)?) \|$", readme, re.MULTILINE)
    lessons = [read_lesson(path) for path in LESSONS]
    assert rows == [(lesson.title, lesson.path.name, lesson.minutes()) for lesson in lessons]


def test_minutes_that_nobody_measured_are_those_of_the_readmes_pace():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pace, 54 words a minute with two words of code for one, and ten minutes an exercise" in readme
    for lesson in map(read_lesson, LESSONS):
        if lesson.path.name[:2] not in {"00", "02", "04", "07", "10", "12", "14", "15", "16", "19"}:
            continue
        words = 0.0
        for cell in itertools.takewhile(lambda cell: not cell.source.startswith("## Exercises"), lesson.cells):
            words += len(re.sub(r"<[^>]+>", "", cell.source).split()) / (2 if cell.is_code else 1)
        exercises = sum(cell.source.count("### Exercise ") for cell in lesson.cells)
        minutes, more = map(int, lesson.minutes().split(" + "))
        assert abs(minutes - words / 54) <= 8, lesson.path.name
        assert abs(more - 10 * exercises) <= 15, lesson.path.name


def test_the_teachers_timetable_gives_a_lesson_the_minutes_it_states_and_a_week_two_sessions():
    guide = (NOTEBOOKS / "assignments" / "README.md").read_text(encoding="utf-8")
    stated = {path.name[:2]: read_lesson(path).minutes() for path in LESSONS}
    weeks = [re.findall(r"lesson (\d\d) \((\d+)\)", row) for row in re.findall(r"^\| \d \| .+", guide, re.MULTILINE)]
    assert len(weeks) == 6
    for week in weeks:
        assert week == [(number, stated[number].split()[0]) for number, _ in week]
        assert sum(int(minutes) for _, minutes in week) <= 2 * 90
    assert f"exercises of 03 | {stated['03'].split(' + ')[1]} |" in guide


# Each rule notices when it is broken


def printed(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": [text]}


def shown(**data: str) -> dict:
    kinds = {"text": "text/plain", "png": "image/png", "svg": "image/svg+xml"}
    data = {kinds[name]: content for name, content in data.items()}
    return {"output_type": "display_data", "data": data, "metadata": {}}


ERROR = {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": ["…"]}
ANSWER = "**Is it so?**\n\n<details>\n<summary>Answer</summary>\n\nYes.\n\n</details>\n"
STUB = "answer_{k} = None\n\n\ndef my_{k}(x):\n    raise NotImplementedError\n\n\ncheck(my_{k}, against=abs)"
SOLUTION = "def solution_{k}(x):\n    return abs(x)\n\n\ncheck(solution_{k}, against=abs)"


def good_lesson() -> dict:
    """Return a small notebook that keeps all rules; the ids of its cells say what they are."""
    cells = []

    def text(name: str, source: str) -> None:
        cells.append({"id": name, "cell_type": "markdown", "metadata": {}, "source": source})

    def code(name: str, source: str, *outputs: dict, **metadata: object) -> None:
        count = 1 + sum(cell["cell_type"] == "code" for cell in cells)
        content = {"source": source, "outputs": list(outputs), "execution_count": count}
        cells.append({"id": name, "cell_type": "code", "metadata": metadata, **content})

    text("title", "# 04 · Build a thing\n\nWhat does it do?\n\n![A thing at its work](images/04_build_a_thing.png)")
    text("goals", "## What you will learn\n\n- derive it\n- build it\n- explain it")
    text("needs", "## What you need\n\nLesson 03. Time: about 40 minutes; runs in 20 s.")
    text("set-up", "## Set-up")
    code("imports", "import numpy as np\n\nrng = np.random.default_rng(4)")
    text(
        "section", "## A thing\n\nWe add. There are [exercises](#exercises) and [questions](#Check-your-understanding)."
    )
    code("sum", "1 + 1", shown(text="2"))
    text("draw", "### Its picture\n\nWe draw it.")
    code(
        "figure",
        "#| fig-alt: A line that rises from left to right.\nplot()",
        shown(text="<Figure>", png="iVBORw=="),
        tags=["cover"],
    )
    text("measure", "We train.")
    code("training", "print(train())", printed("0.97654321098765 after 3 s"), tags=["nbval-ignore-output"])
    code("claim", "expect(accuracy, at_least=0.97)", printed("As claimed: at least 0.97."))
    text("fails", "This fails.")
    code("failing", "1 / 0", ERROR, tags=["raises-exception"])
    text("questions", "## Check your understanding\n\n" + 3 * ANSWER)
    text("exercises", "## Exercises")
    for k in (1, 2, 3):
        text(f"exercise-{k}", f"### Exercise 4.{k} (★, fill in)\n\n" + ANSWER)
        code(f"learner-{k}", STUB.format(k=k), printed("Not started yet: …"))
        folded = {"tags": ["solution"], "jupyter": {"source_hidden": True}}
        code(f"solution-{k}", SOLUTION.format(k=k), printed("Correct."), **folded)
    text("built", "## What we built\n\nA thing.")
    text("end", "## In practice\n\nMore.\n\n## Next\n\n[05](05_go_on.ipynb)\n\n## References\n\nNobody, 2000.")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def store(tmp_path) -> Callable[..., Lesson]:
    """Return a function that stores a notebook beside what it links to, and reads it back."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "04_build_a_thing.png").write_bytes(b"\x89PNG")
    (tmp_path / "05_go_on.ipynb").write_text("{}", encoding="utf-8")

    def store(notebook: dict, name: str = "04_build_a_thing.ipynb") -> Lesson:
        (tmp_path / name).write_text(json.dumps(notebook), encoding="utf-8")
        return read_lesson(tmp_path / name)

    return store


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.__name__)
def test_a_good_lesson_breaks_no_rule(check, store):
    assert list(check(store(good_lesson()))) == []


def replaced(cell_id: str, old: str, new: str) -> Callable[[dict], None]:
    """Return a change of a notebook: other text in the source of one cell."""

    def change(notebook: dict) -> None:
        cell = next(cell for cell in notebook["cells"] if cell["id"] == cell_id)
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)

    return change


def updated(cell_id: str, **content: object) -> Callable[[dict], None]:
    """Return a change of a notebook: other content of one cell."""
    return lambda notebook: next(c for c in notebook["cells"] if c["id"] == cell_id).update(content)


def removed(cell_id: str) -> Callable[[dict], None]:
    """Return a change of a notebook: one cell fewer."""

    def change(notebook: dict) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != cell_id]

    return change


BREAKS = [
    (has_a_numbered_title, replaced("title", "# 04", "# 4"), "title '# 04 · …'"),
    (has_a_numbered_title, replaced("title", "# 04", "# 05"), "title '# 04 · …'"),
    (claims_nothing_about_time, replaced("claim", "accuracy", "seconds[0]"), "(id claim): expect(seconds[0]"),
    (claims_nothing_about_time, replaced("claim", "accuracy", "table['time']"), "(id claim): expect(table['time']"),
    (cites_files_and_names_that_exist, replaced("draw", "it.", "it: `mlpkit/plots.py`."), "no file mlpkit/plots.py"),
    (cites_files_and_names_that_exist, replaced("draw", "it.", "it: `mlpkit.plots.thing`."), "no mlpkit.plots.thing"),
    (has_a_numbered_title, removed("title"), "title '# 04 · …'"),
    (has_a_numbered_title, replaced("draw", "###", "#"), "(id draw): a second heading of level 1"),
    (has_the_fixed_headings_in_order, replaced("needs", "## What you need", "## Needs"), "first sections must be"),
    (has_the_fixed_headings_in_order, replaced("set-up", "## Set-up", "Set-up"), "first sections must be"),
    (has_the_fixed_headings_in_order, removed("built"), "last sections must be"),
    (has_the_fixed_headings_in_order, replaced("end", "## Next", "## Next lesson"), "last sections must be"),
    (has_the_fixed_headings_in_order, replaced("section", "## A thing", "A thing"), "got 0"),
    (has_the_fixed_headings_in_order, replaced("section", "## A thing", "\n\n## A thing" * 7), "got 7"),
    (skips_no_heading_level, replaced("draw", "###", "####"), "(id draw): heading 'Its picture' of level 4"),
    (opens_with_a_question_and_a_picture, replaced("title", "?", "."), "asks no question"),
    (opens_with_a_question_and_a_picture, replaced("title", "(images/", "(pictures/"), "does not show the picture"),
    (draws_the_picture_it_opens_with, updated("figure", metadata={}), "tagged cover, got 0"),
    (draws_the_picture_it_opens_with, updated("sum", metadata={"tags": ["cover"]}), "tagged cover, got 2"),
    (
        draws_the_picture_it_opens_with,
        updated("figure", outputs=[shown(png="AAAA")]),
        "(id figure): its picture is not",
    ),
    (states_goals_and_time, replaced("goals", "- derive it\n", ""), "got 2"),
    (states_goals_and_time, replaced("goals", "- derive it\n", "- derive it\n" * 4), "got 6"),
    (states_goals_and_time, replaced("needs", "about 40 minutes", "an hour"), "must state the time"),
    (imports_in_the_set_up_only, replaced("sum", "1 + 1", "import os"), "(id sum): imports belong"),
    (imports_in_the_set_up_only, replaced("sum", "1 + 1", "def f():\n    from os import path"), "(id sum): imports"),
    (imports_in_the_set_up_only, replaced("imports", "rng =", "random ="), "and make rng"),
    (imports_in_the_set_up_only, removed("imports"), "and make rng"),
    (has_clean_metadata, lambda notebook: notebook["metadata"].update(toc=1), "metadata 'toc'"),
    (has_clean_metadata, lambda notebook: notebook["metadata"]["kernelspec"].update(name="mine"), "must be python3"),
    (has_clean_metadata, lambda notebook: notebook.update(nbformat_minor=4), "(4, 4) has no cell ids"),
    (has_clean_metadata, updated("sum", metadata={"execution": {}}), "(id sum): metadata 'execution'"),
    (has_unique_cell_ids, updated("sum", id=""), "cell 7 (id ): no id"),
    (has_unique_cell_ids, updated("sum", id="draw"), "cell 8 (id draw): the id is not unique"),
    (
        is_executed_from_top_to_bottom,
        updated("sum", execution_count=None),
        "(id sum): execution count None, expected 2",
    ),
    (is_executed_from_top_to_bottom, updated("claim", execution_count=9), "(id claim): execution count 9, expected 5"),
    (is_executed_from_top_to_bottom, updated("sum", source=" \n"), "(id sum): empty"),
    (
        writes_nothing_to_stderr,
        updated("sum", outputs=[printed("") | {"name": "stderr"}]),
        "(id sum): output on stderr",
    ),
    (fails_only_where_it_is_meant_to, updated("failing", metadata={}), "(id failing): an error, but no tag"),
    (fails_only_where_it_is_meant_to, updated("failing", outputs=[]), "(id failing): the tag raises-exception"),
    (uses_known_tags, updated("sum", metadata={"tags": ["nbval-skip"]}), "(id sum): unknown tag 'nbval-skip'"),
    (describes_every_figure, replaced("figure", "#| fig-alt", "# fig-alt"), "(id figure): a figure, but"),
    (describes_every_figure, replaced("figure", "#| fig-alt", "\n#| fig-alt"), "(id figure): a figure, but"),
    (describes_every_figure, replaced("figure", "A line that rises from left to right.", "A line."), "does not say"),
    (describes_every_figure, replaced("figure", "A line that", "A line: it"), "(id figure): the fig-alt is no YAML"),
    (describes_every_figure, replaced("figure", "right.", "right #2."), "(id figure): the fig-alt is no YAML"),
    (describes_every_figure, updated("figure", outputs=[]), "(id figure): '#| fig-alt: …', but no figure"),
    (describes_every_figure, updated("figure", outputs=[shown(png="…"), shown(png="…")]), "2 pictures"),
    (describes_every_figure, updated("figure", outputs=[shown(svg="…")]), "(id figure): a picture as image/svg+xml"),
    (has_alt_text_and_file_for_every_image, replaced("title", "A thing at its work", ""), "has the alt text ''"),
    (
        has_alt_text_and_file_for_every_image,
        replaced("title", "thing.png", "thin.png"),
        "no image file images/04_build_a_thin.png",
    ),
    (
        has_alt_text_and_file_for_every_image,
        replaced("draw", "We", "<img src='x.png'> We"),
        "(id draw): an image as HTML",
    ),
    (links_to_what_exists, replaced("end", "05_go_on", "05_go_off"), "(id end): there is no 05_go_off.ipynb"),
    (links_to_what_exists, replaced("section", "(#exercises)", "(#exercise)"), "(id section): there is no heading"),
    (leads_on_to_the_next_lesson, replaced("end", "05_go_on", "04_build_a_thing"), "no link to 05_go_on.ipynb"),
    (folds_its_answers_properly, replaced("exercise-2", "</details>", ""), "(id exercise-2): each <details> needs"),
    (folds_its_answers_properly, replaced("exercise-2", "<summary>Answer</summary>", ""), "(id exercise-2): each"),
    (folds_its_answers_properly, replaced("exercise-2", "</summary>\n\n", "</summary>\n"), "an empty line before it"),
    (asks_questions, replaced("questions", ANSWER + ANSWER, ANSWER), "got 2"),
    (asks_questions, replaced("questions", ANSWER + ANSWER, 5 * ANSWER), "got 6"),
    (has_complete_exercises, replaced("exercise-3", "Exercise 4.3", "Task 4.3"), "at least three"),
    (has_complete_exercises, replaced("exercise-3", "4.3", "4.4"), "exercise 4.4 should be number 4.3"),
    (has_complete_exercises, replaced("exercise-2", "<details>", ""), "exercise 4.2 has no folded hint"),
    (has_complete_exercises, removed("learner-2"), "(id exercise-2): exercise 4.2 has no code cell for the learner"),
    (
        has_complete_exercises,
        replaced("learner-2", "check(", "print("),
        "exercise 4.2 has no code cell for the learner",
    ),
    (has_complete_exercises, removed("solution-2"), "(id exercise-2): exercise 4.2 has no executed code cell tagged"),
    (has_complete_exercises, replaced("solution-2", "check(", "print("), "4.2: the solution does not run the check"),
    (
        has_solutions_that_pass_and_overwrite_nothing,
        replaced("solution-2", "solution_2", "my_2"),
        "(id solution-2): the solution overwrites my_2",
    ),
    (
        has_solutions_that_pass_and_overwrite_nothing,
        replaced("solution-2", "check(", "answer_1 = 7\ncheck("),
        "(id solution-2): the solution overwrites answer_1",
    ),
    (
        has_solutions_that_pass_and_overwrite_nothing,
        updated("solution-2", outputs=[printed("Not yet: the sign is the wrong way round.")]),
        "(id solution-2): the solution does not pass its check",
    ),
    (
        has_solutions_that_pass_and_overwrite_nothing,
        updated("solution-2", metadata={"tags": ["solution"]}),
        "(id solution-2): a solution must be folded",
    ),
    (is_small, replaced("title", "What", "x" * 1_000_000), "expected at most 1,000,000"),
    (has_plain_and_portable_code, replaced("sum", "1 + 1", "%matplotlib inline"), "(id sum): not plain Python, line 1"),
    *(
        (has_plain_and_portable_code, replaced("sum", "1 + 1", source), f"(id sum): '{found}'")
        for source, found in [
            ("np.random.seed(0)", "np.random.seed"),
            ("np.random.rand(3)", "np.random.rand"),
            ("sys.path.append('..')", "sys.path"),
            ("import pip", "pip"),
            ("os.system('ls')", "os.system"),
            ("warnings.simplefilter('ignore')", "warnings.simplefilter"),
            ("np.seterr(all='ignore')", "np.seterr("),
            ("fetch_openml('mnist_784')", "fetch_openml"),
            ("read('http://example.org')", "http://"),
            ("load_mnist('/home/me/mnist')", "'/home"),
            ("load_mnist('C:\\\\mnist')", "'C:\\"),
            ("clear_output()", "clear_output"),
            ("f()  # NBVAL_SKIP", "# NBVAL_"),
        ]
    ),
    (has_short_code_cells, replaced("sum", "1 + 1", "1 + 1\n" * 31), "(id sum): 31 lines of code"),
    (has_short_code_cells, replaced("solution-2", "return", "\n" * 60 + "return"), "at most 60"),
    *(
        (shows_nothing_of_the_machine, updated("sum", outputs=[printed(text)]), f"(id sum): the output shows '{found}'")
        for text, found in [
            ("File /home/me/x.py:1", "/home/me/x.py:1"),
            ("C:\\Users\\me", "C:\\Users\\me"),
            ("File ~/lib/socket.py:827", "~/lib/socket.py:827"),
            ("<object at 0x7fd6afbb0e08>", "0x7fd6afbb0e08"),
            ("\x1b[32m/root/\x1b[0mx", "/root/x"),
        ]
    ),
    (
        shows_nothing_of_the_machine,
        updated("failing", outputs=[ERROR | {"traceback": ["in /opt/x"]}]),
        "(id failing): the output shows '/opt/x'",
    ),
    (
        compares_only_what_is_the_same_everywhere,
        updated("sum", outputs=[shown(text="0.66524095577482")]),
        "(id sum): the last digits of 0.66524095577482 differ",
    ),
    (
        compares_only_what_is_the_same_everywhere,
        updated("sum", outputs=[printed("took 1.25 s")]),
        "(id sum): '1.25 s' looks like a measured time",
    ),
    (states_a_claim_after_each_measurement, removed("claim"), "(id training): tagged nbval-ignore-output"),
    (states_a_claim_after_each_measurement, replaced("claim", "expect(", "print("), "(id training): tagged"),
    (
        states_a_claim_after_each_measurement,
        updated("claim", metadata={"tags": ["nbval-ignore-output"]}),
        "(id training): tagged",
    ),
    (explains_between_code_cells, removed("draw"), "(id figure): a second code cell in a row"),
]


@pytest.mark.parametrize(("check", "change", "words"), BREAKS, ids=lambda value: getattr(value, "__name__", None))
def test_a_rule_notices_when_it_is_broken(check, change, words, store):
    notebook = good_lesson()
    change(notebook)
    problems = list(check(store(notebook)))
    assert any(words in problem for problem in problems), problems


def test_a_file_name_without_a_verb_and_a_topic_is_noticed(store):
    (problem,) = has_a_numbered_title(store(good_lesson(), "04_Thing.ipynb"))
    assert problem == "the file name is not NN_verb_topic.ipynb"


def test_every_rule_is_broken_above():
    assert {check.__name__ for check, _, _ in BREAKS} == {check.__name__ for check in RULES}


def test_headings_and_sections_are_not_taken_from_code_blocks(store):
    notebook = good_lesson()
    replaced("draw", "We draw it.", "```\n# no title\n## no section\n```")(notebook)
    lesson = store(notebook)
    assert list(has_a_numbered_title(lesson)) == []
    assert list(has_the_fixed_headings_in_order(lesson)) == []
    assert [cell.id for cell in lesson.sections()["A thing"]][:4] == ["section", "sum", "draw", "figure"]
    assert lesson.sections()["Next"][0].source.split() == ["##", "Next", "[05](05_go_on.ipynb)"]
