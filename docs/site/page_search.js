// SPDX-License-Identifier: MIT
// Lists the headings of the pages that contain all words of the search field, above what Doxygen's
// own search finds, which knows symbols and titles by their beginnings. `headings` is made by
// tools/build-docs: [heading, title of its page, address] each.
"use strict";

const folder = new URL(".", document.currentScript.src);

document.addEventListener("DOMContentLoaded", () => {
    const field = document.getElementById("MSearchField");
    const results = document.getElementById("MSearchResultsWindow");
    if (!field || !results) return;
    const list = document.createElement("ul");
    list.id = "page-results";
    list.hidden = true;
    list.setAttribute("aria-label", "Pages found");
    results.prepend(list);

    const show = () => {
        const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
        const found = words.length === 0 ? [] : headings.filter(([heading, page]) => {
            const text = `${heading} ${page}`.toLowerCase();
            return words.every((word) => text.includes(word));
        });
        list.replaceChildren(...found.slice(0, 12).map(([heading, page, address]) => {
            const link = document.createElement("a");
            link.href = new URL(address, folder);
            link.textContent = heading === page ? page : `${page}: ${heading}`;
            const item = document.createElement("li");
            item.append(link);
            return item;
        }));
        list.hidden = found.length === 0;
    };
    field.addEventListener("input", show);
    show();
});
