#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks links; prints dead ones, exits 1 if there is one.

    check_links.py [ROOT]          of the tree's Markdown: files, folders and headings
    check_links.py --site FOLDER   of a site: pages, what they need, and anchors
    check_links.py --self-test

The pages of a site may not load anything from other hosts. Links to other hosts are not checked.
"""

import html.parser
import pathlib
import sys
import tempfile
import urllib.parse

import markdown_page

PROJECT = pathlib.Path(__file__).resolve().parents[1]
PAGES = ("*.md", "docs/*.md", "fuzz/*.md")
# Elements that load something, and the attributes with its address.
LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href"), ("object", "data"),
          ("source", "src")}


def is_elsewhere(target):
    return bool(urllib.parse.urlsplit(target).netloc)


def is_script(target):
    return target.startswith("javascript:")


def markdown_violations(root):
    """Dead links in the Markdown of a tree."""
    root = pathlib.Path(root).resolve()
    pages = sorted(page for pattern in PAGES for page in root.glob(pattern))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    anchors = {page: {anchor for *_, anchor in markdown_page.headings(text)}
               for page, text in texts.items()}
    for page, text in texts.items():
        for line, target in markdown_page.links(text):
            if is_elsewhere(target):
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            place = f"{page.relative_to(root)}:{line}: {target}"
            if not file.is_relative_to(root) or not file.exists():
                yield f"{place}: no such file"
            elif anchor and anchor not in anchors.get(file, ()):
                yield f"{place}: no such heading"


class Page(html.parser.HTMLParser):
    """The anchors and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.loaded = set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.anchors |= {attributes[name] for name in ("id", "name") if attributes.get(name)
                         and (name == "id" or tag == "a")}
        for name, value in attrs:
            if (tag, name) in LOADED:
                self.loaded.append((self.getpos()[0], value or ""))
            elif name in ("href", "src", "action"):
                self.links.append((self.getpos()[0], value or ""))


def site_violations(folder):
    """Dead links in the pages of a site."""
    folder = pathlib.Path(folder).resolve()
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    if folder / "index.html" not in pages:
        yield "no index.html"
    for path, page in pages.items():
        name = path.relative_to(folder)
        for line, target in page.loaded:
            if is_elsewhere(target):
                yield f"{name}:{line}: {target}: is loaded from elsewhere"
        for line, target in page.links + page.loaded:
            if is_elsewhere(target) or is_script(target):
                continue
            parts = urllib.parse.urlsplit(target)
            file = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            if not file.is_relative_to(folder) or not file.is_file():
                yield f"{name}:{line}: {target}: no such file"
                continue
            anchor = urllib.parse.unquote(parts.fragment)
            if anchor and (file not in pages or anchor not in pages[file].anchors):
                yield f"{name}:{line}: {target}: no such anchor"


def self_test():
    """Breaks links in a valid tree and a valid site; each must be reported, and nothing else."""
    fence = "```text\n[dead](dead.md)\n# Not a heading\n```\n"
    tree = {
        "README.md": "# Top\n[a](docs/a.md), [b](docs/a.md#two-words-b) [host](https://host/x)\n"
                     "`[dead](dead.md)` [own](#top) [folder](docs)\n" + fence,
        "docs/a.md": "# A\n## Two words: `b`\n## Two words: `b`\n[top](../README.md#top)\n"
                     "[again](#two-words-b-1)\n",
    }
    bad_trees = [
        ({"README.md": "# Top\n[a](docs/b.md)\n"}, "README.md:2: docs/b.md: no such file"),
        ({"README.md": "# Top\n" + fence + "[`a`](dead)\n"}, "README.md:6: dead: no such file"),
        ({"README.md": "# Top\n[a](docs/a.md#a-b)\n"}, "README.md:2: docs/a.md#a-b: no such heading"),
        ({"README.md": "# Top\n[a](docs/a.md#not-a-heading)\n" + fence}, "no such heading"),
        ({"README.md": "# Top\n[a](../outside)\n"}, "README.md:2: ../outside: no such file"),
        ({"docs/a.md": tree["docs/a.md"] + "`code\nover` two [lines](#lines)\n"},
         "docs/a.md:7: #lines: no such heading"),
    ]
    site = {
        "index.html": '<link href="a.css"><a href="b/c.html#d%20e">x</a><a id="top" href="#top">',
        "a.css": "",
        "b/c.html": '<p id="d e"><a name="f" href="../index.html"></a><a href="https://host/">',
    }
    bad_sites = [
        ({"index.html": None, "b/c.html": ""}, "no index.html"),
        ({"a.css": None}, "index.html:1: a.css: no such file"),
        ({"b/c.html": '\n<p id="d e"><a href="d.html">'}, "b/c.html:2: d.html: no such file"),
        ({"b/c.html": '<p id="d e"><a href="../index.html#f">'}, "../index.html#f: no such anchor"),
        ({"b/c.html": '<p id="d e"><a href="../a.css#f">'}, "../a.css#f: no such anchor"),
        ({"b/c.html": '<p id="d e"><a href="../../x">'}, "../../x: no such file"),
        ({"b/c.html": '<p id="d e"><script src="//host/x.js">'}, "is loaded from elsewhere"),
    ]

    def broken(good, changes, violations):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**good, **changes}.items():
                if text is not None:
                    full = pathlib.Path(folder, path)
                    full.parent.mkdir(exist_ok=True)
                    full.write_text(text, encoding="utf-8")
            return list(violations(folder))

    failures = []
    for good, bad, violations in ((tree, bad_trees, markdown_violations),
                                  (site, bad_sites, site_violations)):
        failures += [f"good: {line}" for line in broken(good, {}, violations)]
        for changes, expected in bad:
            found = broken(good, changes, violations)
            if expected not in " ".join(found) or len(found) != 1:
                failures.append(f"{changes}: expected only '{expected}', got {found}")
    return failures


def main(arguments):
    if arguments == ["--self-test"]:
        found = self_test()
    elif arguments[:1] == ["--site"]:
        found = list(site_violations(arguments[1]))
    else:
        found = list(markdown_violations(arguments[0] if arguments else PROJECT))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
