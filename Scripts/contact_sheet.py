"""Takes pictures of a built site, one page of each kind, for people who change its theme.

usage: .venv/bin/python Scripts/contact_sheet.py FOLDER [--site Output] [--kind KIND]… [--width PIXELS]…
       .venv/bin/python Scripts/contact_sheet.py FOLDER --width 390 --overview Documentation/pages.jpg

FOLDER gets an index.html with the pictures: each kind of page at five widths in light and dark colors, and its first
sheets as printed. An overview is one picture with all kinds of pages on a phone, half of them in dark colors.
`Scripts/setup test` installs what this needs. It builds nothing, so build the site first.
"""

import argparse
import html
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from browsers import SCHEMES, launch  # noqa: E402
from pages import Site  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

# The height of the window at each width. Two phones, a tablet, a laptop, and a large screen.
HEIGHTS = {360: 780, 390: 844, 768: 1024, 1280: 900, 1920: 1080}

# A picture shows this many windows of a page from its top, because some pages are a hundred windows long.
WINDOWS = 3

# This many sheets of paper are shown.
SHEETS = 4

STYLE = """
body { margin: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; background: #888; color: #000; }
.row { display: flex; gap: 1rem; align-items: start; overflow-x: auto; padding-bottom: 1rem; }
figure { flex: none; margin: 0; }
img { display: block; width: auto; max-height: 48rem; background: #fff; }
"""

# The overview shows the first window of each page, this many side by side, at a third of its size.
COLUMNS = 7
OVERVIEW_STYLE = """
body { margin: 0; padding: 14px; background: #c9c5bb; font: 13px/1.4 sans-serif; }
main { display: grid; gap: 14px; }
figure { margin: 0; }
img { display: block; object-fit: cover; object-position: top; border-radius: 6px; }
"""


def main():
    arguments = parsed_arguments()
    site = Site(arguments.site)
    kinds = arguments.kind or list(site.samples)
    unknown = set(kinds) - set(site.samples)
    if unknown or "index.html" not in site.files:
        sys.exit(f"error: {arguments.site} has no pages of this kind: {', '.join(sorted(unknown)) or 'any'}")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    pictures = {kind: [] for kind in kinds}
    with sync_playwright() as playwright:
        browser = launch(playwright, "chromium", "light")
        for scheme in SCHEMES:
            for width in arguments.width:
                tab = browser.new_page(
                    viewport={"width": width, "height": HEIGHTS.get(width, 900)}, color_scheme=scheme
                )
                for kind in kinds:
                    tab.goto((site.folder / site.samples[kind].path).as_uri())
                    name = f"{kind}-{width}-{scheme}.png"
                    take(tab, arguments.folder / name, width)
                    pictures[kind].append(name)
                tab.close()
        tab = browser.new_page()
        for kind in kinds:
            tab.goto((site.folder / site.samples[kind].path).as_uri())
            pictures[kind] += printed(tab, arguments.folder, kind)
        if arguments.overview:
            take_overview(browser, arguments, kinds)
        browser.close()
    index = arguments.folder / "index.html"
    index.write_text(contact_sheet(site, pictures), encoding="utf-8")
    print(index)


def parsed_arguments():
    parser = argparse.ArgumentParser(description="Takes pictures of one page of each kind of a built site.")
    parser.add_argument("folder", type=Path, help="where the pictures and their index.html go")
    parser.add_argument("--site", default=REPOSITORY / "Output", help="the built site (default: Output)")
    parser.add_argument("--kind", action="append", help="a kind of page, such as code (default: all)")
    parser.add_argument("--width", type=int, action="append", help="a width in pixels (default: five widths)")
    parser.add_argument("--overview", type=Path, help="also write one picture of all kinds, a JPEG file")
    arguments = parser.parse_args()
    arguments.width = arguments.width or list(HEIGHTS)
    return arguments


def take(tab, path, width):
    """Takes a picture of the top of the page once its fonts are loaded and its scripts have run."""
    tab.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    length = tab.evaluate("document.documentElement.scrollHeight")
    height = min(length, WINDOWS * HEIGHTS.get(width, 900))
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    # Drawing a long page takes a while on a busy machine.
    tab.screenshot(path=path, full_page=True, clip=clip, timeout=120_000)


def take_overview(browser, arguments, kinds):
    """Takes one picture of all kinds of pages at the first width, every other one in dark colors."""
    width = arguments.width[0]
    across, down = width // 3, HEIGHTS.get(width, 900) // 3
    figures = [
        f'<figure><img src="{kind}-{width}-{SCHEMES[place % 2]}.png" width="{across}" height="{down}" alt="">'
        f"<figcaption>{html.escape(kind)}</figcaption></figure>"
        for place, kind in enumerate(kinds)
    ]
    grid = (
        f'<main style="grid-template-columns: repeat({COLUMNS}, {across}px)">' + "".join(figures) + "</main>"
    )
    page = arguments.folder / "overview.html"
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><style>{OVERVIEW_STYLE}</style>{grid}', encoding="utf-8"
    )
    tab = browser.new_page(
        viewport={"width": COLUMNS * (across + 14) + 14, "height": 600}, device_scale_factor=1.25
    )
    tab.goto(page.resolve().as_uri(), wait_until="load")
    tab.screenshot(path=arguments.overview, full_page=True, type="jpeg", quality=70)


def printed(tab, folder, kind):
    """Prints the page to a PDF and returns the names of the pictures of its first sheets."""
    if not shutil.which("pdftoppm"):
        print("warning: pdftoppm isn't installed, so there are no printed sheets", file=sys.stderr)
        return []
    pdf = folder / f"{kind}.pdf"
    tab.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    options = ["-png", "-r", "80", "-l", str(SHEETS)]
    subprocess.run(["pdftoppm", *options, pdf, folder / f"{kind}-print"], check=True)
    return sorted(path.name for path in folder.glob(f"{kind}-print-*.png"))


def contact_sheet(site, pictures):
    """Returns a page with a row of pictures for each kind."""
    rows = []
    for kind, names in pictures.items():
        rows.append(f"<h2>{html.escape(kind)}</h2>\n<p>{html.escape(site.samples[kind].path)}</p>")
        figures = [
            f'<figure><a href="{name}"><img src="{name}" alt="" loading="lazy"></a>'
            f"<figcaption>{Path(name).stem}</figcaption></figure>"
            for name in map(html.escape, names)
        ]
        rows.append('<div class="row">\n' + "\n".join(figures) + "\n</div>")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Contact sheet</title>\n'
        f"<style>{STYLE}</style>\n<h1>Contact sheet</h1>\n" + "\n".join(rows) + "\n</html>\n"
    )


if __name__ == "__main__":
    main()
