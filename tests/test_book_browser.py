"""The book in a real browser, from a disk and without a network, as a reader opens it.

Needs Chromium (Debian: ``apt install chromium``) or Chrome. Without one these tests are skipped, but not in CI.
"""

import json
import re
from pathlib import Path

import axe_playwright_python
import pytest
from book_building import ROOT, build_book
from browser import chromium

from mlpkit.book.prose import links

LISTED = [link.target for link in links((ROOT / "notebooks" / "SUMMARY.md").read_text(encoding="utf-8"))]
PAGES = [re.sub(r"\.(ipynb|md)$", ".html", name) for name in LISTED]
LESSONS = [page for page in PAGES if re.match(r"\d\d_", page)]

PHONE = {"width": 390, "height": 844}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


class Reader:
    """A reader's tab, which keeps in ``troubles`` whatever goes wrong."""

    def __init__(self, browser, site: Path, color_scheme: str):
        self.site = site
        self.color_scheme = color_scheme
        self.context = browser.new_context(color_scheme=color_scheme, offline=True)
        self.context.set_default_timeout(600_000)  # ms; ends what hangs
        self.tab = self.context.new_page()
        self.troubles: list[str] = []
        self.judged: set[str] = set()  # looks, see below
        self.tab.on("console", lambda message: message.type == "error" and self.troubles.append(message.text))
        self.tab.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.tab.on("requestfailed", self.note_failure)
        self.tab.on("request", self.note_request)

    def note_request(self, request) -> None:
        if not request.url.startswith((self.site.as_uri(), "data:")):
            self.troubles.append(f"from elsewhere: {request.url[:200]}")

    def note_failure(self, request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader had turned the page
            self.troubles.append(f"{request.failure}: {request.url[:200]}")

    def open(self, page: str, *, width: int = 1280) -> None:
        """Open a page; at 1080 and more, its table of contents is open, too."""
        self.tab.set_viewport_size({"width": width, "height": 900})
        self.tab.goto((self.site / page).as_uri())

    def ask(self, script: str, argument: object = None):
        return self.tab.evaluate(script, argument)

    def unfold_everything(self) -> None:
        self.ask("for (const fold of document.querySelectorAll('details')) fold.open = true")
        self.ask("for (const image of document.images) image.loading = 'eager'")
        self.tab.wait_for_function("[...document.images].every(image => image.complete)")
        follow = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))"
        self.ask(f"document.fonts.ready.then(() => new Promise(done => {follow}))")  # when scripts have followed


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request, browser, site):
    reader = Reader(browser, site, request.param)
    yield reader
    reader.context.close()


# Contrast is judged once for every pair of colors and size of letters, which is what it depends on: a hundred times
# faster than for every word of code. Whether a link can be told from the text around it depends on their looks, too.
# What a reader was shown before, on another page, is not judged again.
MARK_LOOKS = """(judged) => {
    const seen = new Set();
    const before = new Set(judged);
    const transparent = "rgba(0, 0, 0, 0)";
    for (const box of document.body.querySelectorAll("*")) {
        delete box.dataset.look;
        const isLink = box.matches("a[href]");
        const hasText = [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if ((!hasText && !isLink) || box.closest("math")) continue;
        let paper = box;
        while (paper && getComputedStyle(paper).backgroundColor === transparent) paper = paper.parentElement;
        const style = getComputedStyle(box);
        const ground = paper ? getComputedStyle(paper).backgroundColor : "";
        const parts = [style.color, ground, style.fontSize, style.fontWeight];
        if (isLink) {
            const around = getComputedStyle(box.parentElement);
            parts.push(style.textDecorationLine, style.borderBottom, box.parentElement.tagName);
            parts.push(around.color, around.fontSize, around.fontWeight);
        }
        const look = parts.join();
        if (!seen.has(look) && !before.has(look)) box.dataset.look = seen.size;
        seen.add(look);
    }
    return [...seen];
}"""


OF_LOOKS = ["color-contrast", "link-in-text-block"]
OTHER_RULES = {rule: {"enabled": False} for rule in [*OF_LOOKS, "region"]}  # region is never serious, and slow


def check_contrast(reader: Reader) -> None:
    """Hold that everything on the page can be told from its ground, and links from the text around them."""
    looks = set(reader.ask(MARK_LOOKS, sorted(reader.judged)))
    assert len(looks) >= 5
    if looks <= reader.judged:
        return
    assert serious_violations(reader, "{include: [['[data-look]']]}", f"runOnly: {OF_LOOKS}") == []
    reader.judged |= looks


def serious_violations(reader: Reader, what: str, rules: str) -> list[tuple[str, str]]:
    if reader.ask("window.axe === undefined"):
        reader.ask(AXE)
    found = reader.ask(f"axe.run({what}, {{{rules}, resultTypes: ['violations'], preload: false}})")
    return [
        (violation["id"], violation["nodes"][0]["html"][:200])
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.fixture(scope="module")
def critic(browser, site):
    """A reader for whom dusk and dawn come while a page is open, so that each is loaded once."""
    reader = Reader(browser, site, "dark")
    yield reader
    reader.context.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_fits_a_phone_and_keeps_nobody_out_in_both_themes(page, critic):
    critic.tab.emulate_media(color_scheme="dark")
    critic.open(page, width=1280 if page == PAGES[0] else 1000)
    assert "navy" in critic.ask("document.documentElement.className").split()
    critic.unfold_everything()
    assert critic.ask("[...document.images].filter(image => !image.naturalWidth).map(image => image.alt)") == []
    assert critic.ask("[...document.images].filter(image => !image.alt.trim()).length") == 0
    check_contrast(critic)
    critic.tab.emulate_media(color_scheme="light")
    critic.tab.wait_for_selector("html.light:not(.navy)", state="attached")
    check_contrast(critic)
    if page != PAGES[0]:  # which has its table of contents open here, and tests of its own below
        check_what_no_theme_changes(page, critic)
        check_neighbors(page, critic)
    assert critic.troubles == []


def check_neighbors(page: str, reader: Reader) -> None:
    """Hold that links lead to the next and to the previous page, wherever there is one, and can be clicked."""
    place = PAGES.index(page)
    for name, expected in {"previous": PAGES[:place][-1:], "next": PAGES[place + 1 :][:1]}.items():
        link = reader.tab.locator(f"a.mobile-nav-chapters.{name}")
        assert link.evaluate_all("links => links.map(link => link.href)") == [
            (reader.site / neighbor).as_uri() for neighbor in expected
        ]
        if expected:
            link.click(trial=True)


def test_the_theme_is_the_one_that_the_system_asks_for(reader):
    reader.open(PAGES[1])
    theme = {"light": "light", "dark": "navy"}[reader.color_scheme]
    assert theme in reader.ask("document.documentElement.className").split()


def test_the_welcome_page_fits_a_phone_and_keeps_nobody_out(reader):
    reader.open(PAGES[0], width=1000)
    reader.unfold_everything()
    check_what_no_theme_changes(PAGES[0], reader)


def check_what_no_theme_changes(page: str, reader: Reader) -> None:
    """Hold that nothing pushes a phone's page sideways, that formulas are visible, and axe's other rules."""
    reader.tab.set_viewport_size(PHONE)
    too_wide = reader.ask("""() => {
        const width = document.documentElement.clientWidth + 1;
        const scrolling = "pre, .table-wrapper, .formula, .figure"; // each within itself
        const sticksOut = (box) => box.getBoundingClientRect().right > width;
        const spills = (box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === "visible";
        return [...document.querySelectorAll("main *")]
            .filter((box) => box.matches(scrolling) ? spills(box) : !box.closest(scrolling) && sticksOut(box))
            .map((box) => box.tagName + " " + box.textContent.slice(0, 60));
    }""")
    assert too_wide == []
    assert reader.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    sizes = reader.ask(
        "[...document.querySelectorAll('main math')].map(formula => [formula, formula.getBoundingClientRect()])"
        ".map(([formula, box]) => [Math.min(box.width, box.height), formula.textContent])"
    )
    assert [text for size, text in sizes if size < 2] == []
    assert (len(sizes) > 0) >= (page in LESSONS)
    assert not sizes or reader.ask("document.fonts.check('16px \"STIX Two Math\"')")
    assert serious_violations(reader, "document", f"rules: {json.dumps(OTHER_RULES)}") == []


def test_search_finds_backpropagation(reader):
    reader.open("index.html")
    reader.tab.keyboard.press("s")
    reader.tab.keyboard.type("backpropagation")
    reader.tab.wait_for_selector("#mdbook-searchresults a")
    check_contrast(reader)
    reader.tab.click("#mdbook-searchresults a[href*='06_backpropagate.html']")
    reader.tab.wait_for_url("**/06_backpropagate.html**")
    assert reader.troubles == []


def test_next_and_previous_turn_the_page(reader):
    reader.open(PAGES[0], width=390)
    check_neighbors(PAGES[0], reader)  # those of all other pages: see above
    for name, page in [("next", PAGES[1]), ("next", PAGES[2]), ("previous", PAGES[1])]:
        reader.tab.click(f"a.mobile-nav-chapters.{name}")
        reader.tab.wait_for_url(f"**/{page}")
    assert reader.troubles == []


def test_the_arrow_keys_turn_the_page(reader):
    reader.open(PAGES[1])
    reader.tab.keyboard.press("ArrowRight")
    reader.tab.wait_for_url(f"**/{PAGES[2]}")
    reader.tab.keyboard.press("ArrowLeft")
    reader.tab.wait_for_url(f"**/{PAGES[1]}")


def test_folds_and_the_table_of_contents_open_by_keyboard(reader):
    reader.open(LESSONS[6])
    is_open = "document.documentElement.classList.contains('sidebar-visible')"
    before = reader.ask(is_open)
    for expected in (not before, before):
        reader.tab.focus("#mdbook-sidebar-toggle")
        reader.tab.keyboard.press("Enter")
        assert reader.ask(is_open) == expected
    reader.tab.focus("main details.solution summary")
    reader.tab.keyboard.press("Enter")
    assert reader.ask("document.querySelector('main details.solution').open")


def test_what_scrolls_sideways_on_a_phone_is_reached_by_keyboard(reader):
    reader.open(LESSONS[6], width=390)
    reader.unfold_everything()
    assert reader.ask("document.querySelectorAll('main [tabindex=\"0\"]').length") > 5
    out_of_reach = reader.ask("""() => [...document.querySelectorAll("pre, .table-wrapper, .formula, .figure")]
        .filter((box) => box.scrollWidth > box.clientWidth)
        .filter((box) => box.tabIndex !== 0 && !box.querySelector("[tabindex='0'], button"))
        .map((box) => box.textContent.slice(0, 60))""")
    assert out_of_reach == []


def test_only_themes_that_are_kept_readable_are_offered(reader):
    reader.open("index.html")
    reader.tab.click("#mdbook-theme-toggle")
    buttons = reader.tab.query_selector_all("#mdbook-theme-list button")
    assert [button.inner_text() for button in buttons if button.is_visible()] == ["Auto", "Light", "Navy"]


def test_code_is_highlighted_and_figures_stand_on_white(reader):
    reader.open(LESSONS[6])
    assert reader.ask("document.querySelectorAll('main code.language-python .hljs-keyword').length") > 10
    figure = "getComputedStyle(document.querySelector('main img[src^=data]')).backgroundColor"
    assert reader.ask(figure) == "rgb(255, 255, 255)"


def test_a_lesson_can_be_printed(reader):
    reader.open(LESSONS[6])
    paper = reader.tab.pdf(format="A4")
    assert 8 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 40
    reader.tab.emulate_media(media="print")
    for hidden in ("#mdbook-menu-bar", ".lesson-links", "#mdbook-sidebar", "a.nav-chapters.next"):
        assert not reader.tab.is_visible(hidden)
    for part in ("main", "main code.hljs", "main code.hljs .hljs-keyword"):
        assert reader.ask(f"getComputedStyle(document.querySelector('{part}')).color") == "rgb(0, 0, 0)"
    reader.tab.emulate_media(media="screen")
    reader.ask("window.print = () => { window.printed = true }")
    reader.tab.click(".print-page")
    assert reader.ask("window.printed")
