"""Turns the documentation into a handbook, which `handbook build` then checks and builds.

usage: python3 Scripts/documentation_site.py FOLDER

FOLDER/Content gets a page for each Markdown file of the documentation. Links between them are rewritten; links to other
files of the repository become their paths as text, because the site doesn't contain them.
"""

import posixpath
import re
import shutil
import sys
from pathlib import Path

# Files outside the documentation that it links to, and their pages.
OTHERS = {
    "README.md": "pages/readme.md",
    "CONTRIBUTING.md": "pages/contributing.md",
    "CHANGELOG.md": "pages/changelog.md",
    "SECURITY.md": "pages/reporting-security-problems.md",
}
FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)")
LINK = re.compile(r"(!?)\[((?:[^\[\]`]|`[^`]*`)*)\]\(([^()\s]+)\)")
CODE = re.compile(r"(`+).*?\1")


def documents():
    """Returns the path of each page in the handbook by its path in the repository."""
    pages = {path: page for path, page in OTHERS.items() if Path(path).exists()}
    for path in sorted(Path("Documentation").rglob("*.md")):
        below = path.relative_to("Documentation").as_posix()
        pages[path.as_posix()] = "pages/" + ("contents.md" if below == "README.md" else below)
    return pages


def rewritten(line, path, pages, images):
    """Returns a line with its links rewritten for the pages of the site."""

    def link(match):
        mark, text, address = match.groups()
        if re.match(r"[a-z]+:|#", address):
            return match.group(0)
        target, _, anchor = address.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        page = pages.get(found)
        if page is None and mark and Path(found).exists():
            page = images[found] = posixpath.join("pages", posixpath.basename(found))
        if page is None:
            if not Path(found).exists():
                sys.exit(f"{path}: {address} doesn't exist")
            return f"{text} (`{found}`)"
        new = posixpath.relpath(page, posixpath.dirname(pages[path]))
        return f"{mark}[{text}]({new}{'#' + anchor if anchor else ''})"

    # Code stays unchanged, unless it's the text of a link.
    code = [found.span() for found in CODE.finditer(line)]
    return LINK.sub(
        lambda match: (
            match.group(0)
            if any(start <= match.start() and match.end() <= end for start, end in code)
            else link(match)
        ),
        line,
    )


def page(path, pages, images):
    """Returns a file of the documentation as a page with front matter."""
    # An image's description can have several lines.
    text = re.sub(
        r"!\[[^\]]*\]", lambda found: found[0].replace("\n", " "), Path(path).read_text(encoding="utf-8")
    )
    lines = text.split("\n")
    if not lines[0].startswith("# "):
        sys.exit(f"{path}: the first line isn't a title")
    title = lines[0][2:].replace("`", "").replace('"', '\\"')
    body, fence = [], ""
    for line in lines[1:]:
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        body.append(line if fence else rewritten(line, path, pages, images))
    return f'---\ntitle: "{title}"\n---\n' + "\n".join(body)


def configuration(pages):
    """Returns handbook.yml, with the guides and the reference in the navigation."""
    guides = ["pages/guides/start.md", "pages/importing.md"]
    guides += sorted(
        name for name in pages.values() if name.startswith("pages/guides/") and name not in guides
    )
    reference = ["authoring", "reference/front-matter", "reference/commands", "diagnostics"]
    entries = ["pages/contents.md", *guides, *(f"pages/{name}.md" for name in reference)]
    lines = [
        "title: Handbook documentation",
        "short-title: Handbook",
        "description: How to write, check, and publish a handbook of codes of ethics.",
        "data: false",
        "navigation:",
        *(f"  - {name}" for name in entries),
    ]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    content = Path(sys.argv[1]) / "Content"
    shutil.rmtree(content, ignore_errors=True)
    pages, images = documents(), {}
    for path, name in pages.items():
        target = content / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(path, pages, images), encoding="utf-8")
    for path, name in images.items():
        shutil.copyfile(path, content / name)
    (content / "handbook.yml").write_text(configuration(pages), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
