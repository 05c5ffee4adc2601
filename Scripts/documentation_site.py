"""Makes a handbook of the documentation, which `handbook build` then checks and builds.

usage: python3 Scripts/documentation_site.py FOLDER

FOLDER/Content gets a page for each Markdown file of the documentation. Links between them are rewritten; links to other
files of the repository become their paths as text, because the site doesn't contain them.
"""

import os
import posixpath
import re
import shutil
import sys

# Files outside the documentation that it links to, and their pages.
OTHERS = {
    "README.md": "pages/readme.md",
    "CONTRIBUTING.md": "pages/contributing.md",
    "CHANGELOG.md": "pages/changelog.md",
    "SECURITY.md": "pages/reporting-security-problems.md",
}
FENCE = re.compile(r"^\s*(```|~~~)")
LINK = re.compile(r"(!?)\[((?:[^\[\]`]|`[^`]*`)*)\]\(([^()\s]+)\)")
CODE = re.compile(r"(`+)(?:.*?)\1")


def documents():
    """Returns the path of each page in the handbook by its path in the repository."""
    pages = {path: page for path, page in OTHERS.items() if os.path.exists(path)}
    for folder, _, names in sorted(os.walk("Documentation")):
        for name in sorted(names):
            path = posixpath.join(folder, name)
            if name.endswith(".md"):
                below = posixpath.relpath(path, "Documentation")
                pages[path] = "pages/" + ("contents.md" if below == "README.md" else below)
    return pages


def rewritten(line, path, pages, images):
    """Returns a line with its links as the pages of the site need them."""

    def link(match):
        mark, text, address = match.groups()
        if re.match(r"[a-z]+:|#", address):
            return match.group(0)
        target, _, anchor = address.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        page = pages.get(found)
        if page is None and mark and os.path.exists(found):
            page = images[found] = posixpath.join("pages", posixpath.basename(found))
        if page is None:
            if not os.path.exists(found):
                sys.exit(f"{path}: {address} doesn't exist")
            return f"{text} (`{found}`)"
        new = posixpath.relpath(page, posixpath.dirname(pages[path]))
        return f"{mark}[{text}]({new}{'#' + anchor if anchor else ''})"

    # Code stays as it is.
    parts, end = [], 0
    for code in CODE.finditer(line):
        parts += [LINK.sub(link, line[end : code.start()]), code.group(0)]
        end = code.end()
    outside = "".join(parts) + LINK.sub(link, line[end:])
    # A link whose text is code.
    return LINK.sub(link, line) if outside == line else outside


def page(path, pages, images):
    """Returns a file of the documentation as a page with front matter."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    if not lines[0].startswith("# "):
        sys.exit(f"{path}: the first line isn't a title")
    title = lines[0][2:].replace("`", "").replace('"', '\\"')
    body, fenced = [], False
    for line in lines[1:]:
        if FENCE.match(line):
            fenced = not fenced
        body.append(line if fenced else rewritten(line, path, pages, images))
    return f'---\ntitle: "{title}"\n---\n' + "\n".join(body)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    content = os.path.join(sys.argv[1], "Content")
    shutil.rmtree(content, ignore_errors=True)
    pages, images = documents(), {}
    for path, name in pages.items():
        target = os.path.join(content, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(page(path, pages, images))
    for path, name in images.items():
        shutil.copyfile(path, os.path.join(content, name))
    guides = sorted(name for name in pages.values() if name.startswith("pages/guides/"))
    with open(os.path.join(content, "handbook.yml"), "w", encoding="utf-8") as file:
        file.write("title: Handbook documentation\nshort-title: Handbook\ndata: false\n")
        file.write("description: How to write, check, and publish a handbook of codes of ethics.\n")
        file.write("navigation:\n")
        for name in ["pages/contents.md", "pages/guides/start.md", "pages/importing.md"]:
            file.write(f"  - {name}\n")
        for name in guides:
            if name != "pages/guides/start.md":
                file.write(f"  - {name}\n")
        for name in ["authoring", "diagnostics", "reference/front-matter", "reference/commands"]:
            if f"pages/{name}.md" in pages.values():
                file.write(f"  - pages/{name}.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
