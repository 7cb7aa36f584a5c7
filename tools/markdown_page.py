# SPDX-License-Identifier: MIT
"""Links, headings and examples in Markdown pages."""

import re

FENCE = re.compile(r"^(```+)[^`]*$")
HEADING = re.compile(r"^(#{1,6}) (.+?) *$")
CODE = re.compile(r"(`+)(?:.*?[^`])?\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def slug(heading):
    """The anchor of a heading by GitHub's rule."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def lines(text):
    """(number, line, whether it is prose); fences and their content are not prose."""
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
    """(line number, level, text, anchor) of each heading; repeated anchors are numbered."""
    seen = {}
    for number, line, is_prose in lines(text):
        match = HEADING.match(line) if is_prose else None
        if match:
            anchor = slug(match.group(2))
            count = seen[anchor] = seen.get(anchor, -1) + 1
            yield number, len(match.group(1)), match.group(2), anchor + (f"-{count}" if count else "")


def links(text):
    """(line number, target) of each link outside code."""
    prose = "\n".join(line if is_prose else "" for _, line, is_prose in lines(text))
    # Links and code can contain line breaks.
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
