# SPDX-License-Identifier: MIT
"""Markdown pages, as far as links, headings and examples go."""

import re

FENCE = re.compile(r"^(```+)[^`]*$")
HEADING = re.compile(r"^(#{1,6}) (.+?) *$")
CODE = re.compile(r"(`+)(?:.*?[^`])?\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def slug(heading):
    """The anchor that readers of Markdown give a heading: GitHub's rule."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def lines(text):
    """(number, line, whether it is prose): fences and what is in them are not."""
    fence = None
    for number, line in enumerate(text.split("\n"), start=1):
        match = FENCE.match(line)
        if fence:
            yield number, line, False
            if match and line.strip() == fence:
                fence = None
        else:
            fence = match and match.group(1)
            yield number, line, not match


def headings(text):
    """(number of the line, level, text, anchor) of each; a repeated one is counted."""
    seen = {}
    for number, line, is_prose in lines(text):
        match = HEADING.match(line) if is_prose else None
        if match:
            anchor = slug(match.group(2))
            count = seen[anchor] = seen.get(anchor, -1) + 1
            yield number, len(match.group(1)), match.group(2), anchor + (f"-{count}" if count else "")


def links(text):
    """(number of the line, target) of each link. Code has none."""
    prose = "\n".join(line if is_prose else "" for _, line, is_prose in lines(text))
    # Links may be broken after a word, and so may code.
    prose = CODE.sub(lambda code: "`" + "\n" * code.group(0).count("\n"), prose)
    for match in LINK.finditer(prose):
        yield prose.count("\n", 0, match.start()) + 1, match.group(1)


def blocks(text):
    """(info string, content) of each fenced block."""
    info, content = None, []
    for _, line, is_prose in lines(text):
        if is_prose:
            continue
        if info is None:
            info = line.strip("`").strip()
        elif line.startswith("```"):
            yield info, "".join(part + "\n" for part in content)
            info, content = None, []
        else:
            content.append(line)
