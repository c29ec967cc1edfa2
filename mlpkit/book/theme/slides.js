// What does not fit on a slide goes on on the next, unless it fits with a smaller picture or slightly smaller letters.
// A single block that is too tall for a slide gets letters as small as it needs.

const HEIGHT = 670; // of 720; the arrows are below

// A heading, or a line that ends in a colon or a comma, stays with what it announces.
function leads(block) {
    return /^H\d$/.test(block.tagName) || /[:,]\s*$/.test(block.textContent);
}

function split(slide) {
    const blocks = [...slide.children];
    const top = slide.getBoundingClientRect().top;
    const bottom = (block) => block.getBoundingClientRect().bottom - top;
    const excess = Math.max(...blocks.map(bottom)) - HEIGHT;
    if (excess <= 0) {
        return;
    }
    const image = slide.querySelector("img");
    if (image && excess < 0.4 * image.height) {
        image.style.minHeight = 0;
        image.style.maxHeight = `${image.height - excess}px`;
        return;
    }
    if (excess < 0.15 * HEIGHT) {
        slide.style.fontSize = `${HEIGHT / (HEIGHT + excess)}em`;
        return;
    }
    const first = blocks.findIndex((block) => bottom(block) > HEIGHT);
    let cut = first;
    while (cut > 0 && leads(blocks[cut - 1])) {
        cut -= 1;
    }
    if (cut === 0) {
        slide.style.fontSize = `${HEIGHT / bottom(blocks[first])}em`;
        cut = first + 1;
    }
    const rest = slide.cloneNode();
    rest.append(...blocks.slice(cut));
    if (rest.children.length) {
        rest.removeAttribute("style");
        slide.after(rest);
        split(rest);
    }
}

window.addEventListener("load", async () => {
    const slides = document.querySelector(".slides");
    slides.classList.add("measured");
    slides.getBoundingClientRect(); // asks for the fonts
    await document.fonts.ready;
    slides.querySelectorAll("section section").forEach(split);
    slides.classList.remove("measured");
    Reveal.initialize({ width: 1280, height: 720, margin: 0.03, center: false, hash: true, slideNumber: "c/t" });
});
