// What a style sheet cannot do: reach what scrolls sideways with the keyboard, and print.

const SCROLLING = "main pre, main pre > code, main .table-wrapper, main .formula, main .figure";

function letKeyboardScroll() {
    for (const box of document.querySelectorAll(SCROLLING)) {
        if (box.scrollWidth > box.clientWidth) {
            box.tabIndex = 0;
        } else {
            box.removeAttribute("tabindex");
        }
    }
}

// Chromium keeps room behind a root for the widest root sign that the font has.
function closeGapsAfterRoots() {
    for (const root of document.querySelectorAll("main msqrt")) {
        const size = parseFloat(getComputedStyle(root).fontSize);
        const gap = root.getBoundingClientRect().right - root.lastElementChild.getBoundingClientRect().right;
        if (gap > 0.15 * size) {
            root.style.marginInlineEnd = `${-gap / size}em`;
        }
    }
}

for (const adjust of [letKeyboardScroll, closeGapsAfterRoots]) {
    window.addEventListener("load", adjust);
    document.addEventListener("toggle", adjust, true); // what was folded has a width now
}
window.addEventListener("resize", letKeyboardScroll);
document.fonts.ready.then(closeGapsAfterRoots);

for (const button of document.querySelectorAll(".print-page")) {
    button.addEventListener("click", () => window.print());
}

// mdBook opens the table of contents by a hidden checkbox, which keys do not reach: ours is a button.
document.getElementById("mdbook-sidebar-toggle")?.addEventListener("click", () => {
    document.getElementById("mdbook-sidebar-toggle-anchor").click();
});
