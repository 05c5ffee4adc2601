"""The generators that are compared: how each prepares its sources, and the commands that build them.

Preparation isn't measured. If a generator's navigation would list every page on every page, its pages are in
folders of `corpus.SECTION` pages and its pruning option is on, which is faster than one flat folder.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from pathlib import Path

import corpus

THEME = Path(__file__).resolve().parent.parent / "Themes" / "default"
PROGRAMS = Path(sys.executable).parent

# The folder, below a generator's own, that it writes to.
OUTPUT = "output"


def run_version(arguments):
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else "unknown"


@dataclass
class Search:
    """How to use a site's search: the folder of its index, the prefixes of its files' paths, the page to open, and the
    script that sets it up."""

    folder: str
    files: tuple
    start: str
    script: str


class Generator:
    """One row of the table."""

    name = ""
    note = ""
    corpora = ("plain",)
    search = None
    # The most pages that it can build within the limit on the machines we tried.
    most = 1_000_000

    def version(self):
        return ""

    def available(self):
        return True

    def prepare(self, source, folder):
        """Prepares `folder` for building the handbook in `source`."""

    def commands(self, source, folder, output):
        """Returns the commands of one build into `output`, which doesn't exist yet."""
        raise NotImplementedError


def in_sections(source, target, front_matter=True):
    """Copies the plain pages into one folder for each section, and returns the folders' names and pages."""
    sections = {}
    for page in sorted(Path(source, "Content", "pages").glob("*.md")):
        name = f"section-{int(page.stem.split('-')[1]) // corpus.SECTION:03}"
        sections.setdefault(name, []).append(page)
        copy = Path(target, name, page.name)
        if front_matter:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        else:
            title, body = page.read_text(encoding="utf-8").split("\n---\n", 1)
            corpus.write(copy, f"# {title.split('title: ')[1]}\n{body}")
    return sections


class CLoop(Generator):
    name = "C loop over libcmark"
    note = "one thread; no templates, no links, no search"
    corpora = ("plain", "handbook")

    def __init__(self, program):
        self.program = program

    def commands(self, source, folder, output):
        return [[self.program, str(Path(source, "Content")), str(output)]]


class Handbook(Generator):
    name = "Handbook"
    note = "whole site with search"
    corpora = ("plain", "handbook")
    search = Search(
        "search",
        ("search/", "assets/search"),
        "search.html",
        """async () => {
          const index = await handbookSearch.open();
          window.searchFor = async (q) => {
            await handbookSearch.loadAnswers();
            const answer = await handbookSearch.answer(index, { q }, { start: 0, count: 10 });
            return (await Promise.all(answer.results.map(({ record }) => index.textOf(record)))).length;
          };
        }""",
    )

    def __init__(self, program):
        self.program = str(Path(program).resolve())

    def version(self):
        return run_version([self.program, "--version"])

    def commands(self, source, folder, output):
        folders = ["--source", str(source), "--output", str(output), "--theme", str(THEME)]
        return [[self.program, "build", "--quiet", *folders]]


HUGO_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="viewport" content="width=device-width"></head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main data-pagefind-body>
<h1>{{ .Title }}</h1>
{{ if .IsPage }}{{ .TableOfContents }}{{ end }}
{{ .Content }}
{{ if .IsNode }}<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</main>
</body>
</html>
"""


class Hugo(Generator):
    name = "Hugo + Pagefind"
    note = "one small template; the index is Pagefind's"
    search = Search(
        "pagefind",
        ("pagefind/",),
        "index.html",
        """async () => {
          const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
          await pagefind.init();
          window.searchFor = async (q) => {
            const { results } = await pagefind.search(q);
            return (await Promise.all(results.slice(0, 10).map((one) => one.data()))).length;
          };
        }""",
    )

    def __init__(self):
        packages = PROGRAMS.parent.glob("lib/python3*/site-packages")
        self.packages = next(packages, PROGRAMS)
        self.hugo = self.packages / "hugo" / "binaries" / "hugo"
        self.pagefind = self.packages / "pagefind_bin" / "pagefind"

    def available(self):
        return self.hugo.exists() and self.pagefind.exists()

    def version(self):
        hugo = run_version([str(self.hugo), "version"]).split()
        number = hugo[1].split("-")[0] if len(hugo) > 1 else "unknown"
        return f"{number}, {run_version([str(self.pagefind), '--version'])}"

    def prepare(self, source, folder):
        in_sections(source, folder / "content")
        corpus.write(
            folder / "hugo.toml",
            'baseURL = "https://example.org/"\ntitle = "Benchmark"\n'
            'disableKinds = ["taxonomy", "term", "RSS"]\n'
            '[markup.goldmark.renderHooks.link]\nuseEmbedded = "always"\n',
        )
        for kind in ("single", "list", "home"):
            corpus.write(folder / "layouts" / f"{kind}.html", HUGO_PAGE)

    def commands(self, source, folder, output):
        return [
            [str(self.hugo), "--quiet", "--source", str(folder), "--destination", str(output)],
            [str(self.pagefind), "--quiet", "--site", str(output)],
        ]


class MkDocs(Generator):
    name = "Material for MkDocs"
    note = "navigation.prune"
    most = 1_000

    def available(self):
        return (PROGRAMS / "mkdocs").exists()

    def version(self):
        return f"{installed_version('mkdocs-material')}, MkDocs {installed_version('mkdocs')}"

    def prepare(self, source, folder):
        in_sections(source, folder / "docs")
        corpus.write(folder / "docs" / "index.md", "# Benchmark\n")
        corpus.write(
            folder / "mkdocs.yml",
            "site_name: Benchmark\nsite_url: https://example.org/\ntheme:\n  name: material\n  font: false\n"
            "  features: [navigation.prune]\nplugins: [search]\n",
        )

    def commands(self, source, folder, output):
        config = str(folder / "mkdocs.yml")
        return [[str(PROGRAMS / "mkdocs"), "build", "--quiet", "-f", config, "-d", str(output)]]


class Zensical(Generator):
    name = "Zensical"
    most = 1_000
    note = "navigation.prune, no cache"

    def available(self):
        return (PROGRAMS / "zensical").exists()

    def version(self):
        return run_version([str(PROGRAMS / "zensical"), "--version"])

    def prepare(self, source, folder):
        in_sections(source, folder / "docs")
        corpus.write(folder / "docs" / "index.md", "# Benchmark\n")
        corpus.write(
            folder / "zensical.toml",
            '[project]\nsite_name = "Benchmark"\nsite_url = "https://example.org/"\n'
            f'site_dir = "{OUTPUT}"\n'
            '[project.theme]\nfont = false\nfeatures = ["navigation.prune"]\n',
        )

    def commands(self, source, folder, output):
        return [[str(PROGRAMS / "zensical"), "build", "--clean", "-f", str(folder / "zensical.toml")]]


class Sphinx(Generator):
    name = "Sphinx"
    most = 100
    note = "MyST, alabaster, two jobs"

    def available(self):
        return (PROGRAMS / "sphinx-build").exists()

    def version(self):
        return run_version([str(PROGRAMS / "sphinx-build"), "--version"]).replace("sphinx-build ", "")

    def prepare(self, source, folder):
        sections = in_sections(source, folder / "source", front_matter=False)
        toctree = "# {}\n\n```{{toctree}}\n:glob:\n{}\n```\n"
        for name in sections:
            corpus.write(folder / "source" / name / "index.md", toctree.format(name, "page-*"))
        corpus.write(folder / "source" / "index.md", toctree.format("Benchmark", "*/index"))
        corpus.write(
            folder / "source" / "conf.py",
            'project = "Benchmark"\nextensions = ["myst_parser"]\nhtml_theme = "alabaster"\n',
        )

    def commands(self, source, folder, output):
        program = str(PROGRAMS / "sphinx-build")
        doctrees = str(output / ".doctrees")
        return [[program, "-q", "-j", "2", "-d", doctrees, str(folder / "source"), str(output)]]


class MdBook(Generator):
    name = "mdBook"
    note = "where it is in PATH; its search index is one file"

    def available(self):
        return shutil.which("mdbook") is not None

    def version(self):
        return run_version(["mdbook", "--version"]).replace("mdbook ", "")

    def prepare(self, source, folder):
        sections = in_sections(source, folder / "src", front_matter=False)
        lines = ["# Summary\n"]
        for name, pages in sections.items():
            corpus.write(folder / "src" / name / "index.md", f"# {name}\n")
            lines.append(f"- [{name}]({name}/index.md)")
            lines += [f"  - [{page.stem}]({name}/{page.name})" for page in pages]
        corpus.write(folder / "src" / "SUMMARY.md", "\n".join(lines) + "\n")
        corpus.write(folder / "book.toml", '[book]\ntitle = "Benchmark"\n')

    def commands(self, source, folder, output):
        return [["mdbook", "build", str(folder), "-d", str(output)]]


def all_generators(handbook, c_loop):
    """Returns every generator, starting with the baseline."""
    return [CLoop(c_loop), Handbook(handbook), Hugo(), MdBook(), Zensical(), MkDocs(), Sphinx()]
