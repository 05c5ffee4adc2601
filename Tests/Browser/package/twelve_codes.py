"""Writes a handbook with twelve codes whose structures are those of real sources, and with all kinds of files."""

from pathlib import Path

RULES = (
    """
I tell the person what I must report before we talk about anything private.
I do not accept gifts of money, and I tell my supervisor about any other gift.
I write each note on the day of the visit, in words that the person could read.
I do not lend money to people whom I support, and I do not borrow from them.
I end a relationship in which I can no longer be fair, and I help the person find someone else.
I share my own story only when it helps the person.
I know what I am trained to do, and I refer the person for everything else.
I do not begin a romantic or sexual relationship with anyone whom I support, with a member of their
 household, or with anyone whose records I can see because of my work.
I speak up when a coworker treats people without respect.
I keep records locked, and I take none of them home.
""".strip()
    .replace("\n ", " ")
    .splitlines()
)
TOPICS = ["gifts", "privacy", "notes"]


class Rules:
    """Rules with consecutive ids, some of which have a topic."""

    def __init__(self):
        self.count = 0

    def rule(self, before="- ", attributes=""):
        self.count += 1
        topic = f" .{TOPICS[self.count % 4]}" if self.count % 4 < len(TOPICS) else ""
        text = RULES[self.count % len(RULES)]
        return f"{before}{text} {{#p{self.count}{topic}{attributes}}}"

    def list(self, count, before="- "):
        return "\n".join(self.rule(before) for _ in range(count))

    def numbered(self, count, form="{}. "):
        return "\n".join(self.rule(form.format(number)) for number in range(1, count + 1))

    def lettered(self, count, form="{}. "):
        return "\n\n".join(self.rule(form.format(chr(ord("A") + number))) for number in range(count))


def shapes():
    """Returns the body of each code, and lines for its front matter."""
    one = Rules
    yield one().list(3), "status: in-force\nadopted: 2019-05-01"
    yield one().numbered(14), "status: in-force\neffective: 2021-07-01"
    rules = one()
    yield "\n\n---\n\n".join(rules.list(4) for _ in range(3)), "status: unknown"
    rules = one()
    principles = []
    for number, name in [("I", "Service"), ("II", "Respect"), ("III", "Privacy")]:
        items = "\n".join(rules.rule(f"- {number} – {letter}. ") for letter in "abcd")
        principles.append(f"## Principle {number}. {name}\n\n{items}")
    yield "\n\n".join(principles), "status: in-force"
    rules = one()
    nested = "\n".join(
        rules.rule(before) for before in ("- (2) ", "  - (b) ", "    - (iii) ", "    - (iv) ", "- (3) ")
    )
    yield f"## Conduct\n\n{nested}", "status: in-force\neffective: 2023"
    rules = one()
    long = "A heading in the source that is so long that it takes two lines in the book and in a reading app"
    yield f"## GENERAL\n\n{rules.list(9)}\n\n## {long}\n\n{rules.list(30)}", "status: in-force"
    rules = one()
    yield "## Conduct\n\n" + "\n\n---\n\n".join(rules.list(2) for _ in range(3)), "status: proposed"
    rules = one()
    paragraphs = "\n\n".join(rules.rule("") for _ in range(4))
    yield f"Preamble of the code.\n\n## Rules\n\n{paragraphs}", "status: unknown"
    rules = one()
    yield f"{rules.lettered(5)}\n\n{rules.list(2)}", "status: in-force"
    rules = one()
    parts = [
        f'## Rule {number}: {name} {{label="Rule {number}"}}\n\n'
        + "\n".join(rules.rule("- ", f' label="Rule {number}.{item}"') for item in range(1, 5))
        for number, name in [(1, "Competence"), (2, "Limits"), (3, "Complaints")]
    ]
    yield "\n\n".join(parts), "status: in-force"
    rules = one()
    marks = "- {++I ask before I share anything.++} {#new .privacy}\n- {--I may lend money.--} {#old .gifts}"
    yield (
        f"## A\n\n### B\n\n{rules.list(3)}\n\n### C\n\n{marks}\n- I keep {{~~notes~>records~~}} safe. {{#safe}}",
        'status: draft\nversion: "2026 draft"',
    )
    rules = one()
    yield (
        f"You must:\n\n{rules.numbered(3, '{}) ')}\n\nYou must not:\n\n{rules.list(3)}",
        "status: superseded",
    )


NAMES = "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Lambda".split()

LESSON = """
---
title: "{title}"
description: What the codes ask, and where they differ.
minutes: 20
order: {order}
audience: both
objectives:
  - {{ id: explain, text: Explain what the codes ask }}
---

Read the rules first. Each state has its own words.

## The rule {{#rule teaches="explain"}}

![[AA#p2]]

Compare [[BB#p1]], [[DD#p3]], and [[topics/gifts]]. A [[glossary#peer|peer]] asks a supervisor.

| What | Alpha | Beta | Kappa |
|---|---|---|---|
| Money | [[AA#p1]] | [[BB#p4]] | [[JJ#p2]] |
| Notes | [[AA#p3]] | [[BB#p2]] | [[JJ#p5]] |

> [!QUESTION] explain
> A person offers you five dollars. What do you do?
>
> - [x] Say no, and tell your supervisor. The rule has no exception. [[AA#p1]]
> - [ ] Take it and say nothing. The rule asks you to tell your supervisor. [[AA#p1]]
> - [ ] Take it, because it is little. The rule has no limit. [[AA#p1]]

> [!KEYPOINTS]
> - Ask before you act.
> - Write it down.
"""

FILES = {
    "handbook.yml": "title: Twelve codes of ethics for the people who support their peers in recovery\n"
    "short-title: Twelve codes\ndescription: Twelve codes in their own words.\nfooter: Not legal advice.\n",
    "glossary.md": "---\ntitle: Glossary\n---\n\n## Peer {#peer}\n\nA person who has been there.\n\n"
    "## Supervisor {#supervisor}\n\nThe person you ask.\n",
    "pages/about.md": "---\ntitle: About\n---\n\n## Why {#why}\n\nA handbook for tests.\n",
    "lessons/first.md": LESSON.strip().format(title="Gifts, money, and notes", order=1) + "\n",
    "lessons/second.md": LESSON.strip().format(title="Everything else", order=2) + "\n",
    "codes/reference.md": "---\ntitle: A rule elsewhere\njurisdiction: Omega\nabbreviation: OO\nstatus: unknown\n"
    "text: reference\nsource:\n  title: The rule\n  url: https://example.org/rule\n---\n\nIt has a rule.\n",
    "topics/gifts.md": "---\ntitle: Gifts and money\nsynonyms: [presents, loans]\nrelated: [notes]\n---\n\n"
    "## What to do {#do}\n\n- Say no. [[AA#p1]]\n",
    "topics/privacy.md": "---\ntitle: Privacy\nsynonyms: [confidentiality]\n---\n\nWhat stays between you.\n",
    "topics/notes.md": "---\ntitle: Notes and records\n---\n\nWhat you write down.\n",
}


def write(folder):
    """Writes the handbook into a folder."""
    content = Path(folder, "Content")
    files = dict(FILES)
    for number, (name, (body, facts)) in enumerate(zip(NAMES, shapes(), strict=True)):
        letters = chr(ord("A") + number) * 2 if number < 11 else "KK-S"
        title = "Code of Ethics and Professional Conduct for Certified Peer Support Specialists"
        files[f"codes/{letters.lower()}.md"] = (
            f"---\ntitle: {title if number % 3 else 'Code of Ethics'}\njurisdiction: {name}\n"
            f"abbreviation: {letters}\n{facts}\ntext: full\n"
            f"source:\n  title: The issuer’s page\n  url: https://example.org/{letters.lower()}\n---\n\n{body}\n"
        )
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
