"""Edit an exported code in LibreOffice with tracked changes, and save one Word file for each edit.

The tests read the files, so this is only run when an edit is added. It needs Debian's `libreoffice-writer` and
`python3-uno`. In a handbook whose only code is code.md:

    handbook export code.docx --code OR
    /usr/bin/python3 edit.py code.docx
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "handbook-edit"


def option(name, value):
    """Return a named argument for LibreOffice."""
    result = PropertyValue()
    result.Name = name
    result.Value = value
    return result


class Document:
    """An open document, whose changes are tracked."""

    def __init__(self, services, context, path):
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.document = desktop.loadComponentFromURL(
            path.resolve().as_uri(), "_blank", 0, (option("Hidden", True),)
        )
        self.document.RecordChanges = True
        self.cursor = self.document.CurrentController.getViewCursor()

    def command(self, name, **arguments):
        """Run a command of the menus."""
        frame = self.document.CurrentController.Frame
        values = tuple(option(key, value) for key, value in arguments.items())
        self.dispatcher.executeDispatch(frame, f".uno:{name}", "", 0, values)

    def paragraph(self, words):
        """Return the first paragraph that contains some words."""
        paragraphs = self.document.Text.createEnumeration()
        while paragraphs.hasMoreElements():
            paragraph = paragraphs.nextElement()
            if paragraph.supportsService("com.sun.star.text.Paragraph") and words in paragraph.String:
                return paragraph
        raise LookupError(words)

    def found(self, old, start=None):
        """Return the range of some words after a paragraph's start."""
        search = self.document.createSearchDescriptor()
        search.SearchString = old
        search.SearchCaseSensitive = True
        if start is None:
            return self.document.findFirst(search)
        return self.document.findNext(self.paragraph(start).Start, search)

    def replace(self, start, old, new):
        """Replace words in a paragraph."""
        self.found(old, start).String = new

    def select(self, first, last=None):
        """Select paragraphs with the end of the last one, as people do with the mouse."""
        self.cursor.gotoRange(self.paragraph(first).Start, False)
        self.cursor.gotoRange(self.paragraph(last or first).End, True)
        self.cursor.goRight(1, True)

    def delete(self, first, last=None):
        """Delete paragraphs."""
        self.select(first, last)
        self.command("Delete")

    def move(self, words, before):
        """Cut a paragraph and paste it before another one."""
        self.select(words)
        self.command("Cut")
        self.cursor.gotoRange(self.paragraph(before).Start, False)
        self.command("Paste")

    def insert_after(self, words, text):
        """Type a new paragraph after another one."""
        self.cursor.gotoRange(self.paragraph(words).End, False)
        self.command("InsertPara")
        self.command("InsertText", Text=text)

    def insert_before(self, words, text):
        """Type a new paragraph before another one."""
        self.cursor.gotoRange(self.paragraph(words).Start, False)
        self.command("InsertText", Text=text)
        self.command("InsertPara")

    def append(self, start, words, text):
        """Type text after words in a paragraph."""
        self.cursor.gotoRange(self.found(words, start).End, False)
        self.command("InsertText", Text=text)

    def split(self, start, words):
        """Begin a new paragraph at some words."""
        self.cursor.gotoRange(self.found(words, start).Start, False)
        self.command("InsertPara")

    def join(self, words):
        """Delete the end of a paragraph."""
        self.cursor.gotoRange(self.paragraph(words).End, False)
        self.command("Delete")

    def append_to_cell(self, corner, cell, text):
        """Type text into a cell of the table whose first cell has some text."""
        tables = self.document.TextTables
        for index in range(tables.Count):
            table = tables.getByIndex(index)
            if table.getCellByName("A1").String == corner:
                self.cursor.gotoRange(table.getCellByName(cell).Text.End, False)
                self.command("InsertText", Text=text)

    def save(self, path):
        """Save the document as a Word file."""
        self.document.storeToURL(path.resolve().as_uri(), (option("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def words(document):
    document.replace("Refuse gifts", "any value", "more than $20 in value")
    document.replace("Report abuse", "agency", "department at once")
    document.append("Do not hire", "client", " or a client's family")


def bold(document):
    document.replace("Keep ", "mented", "menting")
    document.replace("Complete ", "10", "15")
    document.replace("Tell a super", "peated", "curring")


def renumbered(document):
    document.delete("Refuse gifts")
    document.replace("Complete ", "3.", "2.")
    document.replace("Report abuse", "4.", "3.")


def several(document):
    words(document)
    document.delete("Tell a supervisor")
    document.insert_after("Do not hire", "Do not employ a client's family.")
    document.move("Do not accept rides", before="Do not lend")
    document.replace("Complete ", "10", "15")


def footnote(document):
    document.found("five").String = "seven"


EDITS = {
    "nothing": lambda document: None,
    "words": words,
    "bold": bold,
    "link": lambda document: document.replace("Every peer", "the law", "each law"),
    "title": lambda document: document.replace("Code of Ethics", "Ethics", "Conduct"),
    "heading": lambda document: document.replace("Limits", "Limits", "Boundaries"),
    "cell": lambda document: document.append_to_cell("Act", "B2", " in writing"),
    "footnote": footnote,
    "rewritten": lambda document: document.replace(
        "Do not hire", "Do not hire a client.", "Never employ anyone whom you serve."
    ),
    "deleted": lambda document: document.delete("Do not hire"),
    "deleted-first": lambda document: document.delete("Return gifts"),
    "deleted-last": lambda document: document.delete("Do not accept rides"),
    "deleted-group": lambda document: document.delete("Limits", "Do not accept rides"),
    "inserted": lambda document: document.insert_after("Do not hire", "Do not employ a client's family."),
    "inserted-label": lambda document: document.insert_after(
        "Refuse gifts", "3.\tKeep a calendar of visits."
    ),
    "inserted-before": lambda document: document.insert_before("Do not lend", "•\tDo not sell to a client."),
    "moved": lambda document: document.move("Do not accept rides", before="Do not lend"),
    "moved-nested": lambda document: document.move("Tell a supervisor", before="Return gifts"),
    "renumbered": renumbered,
    "split": lambda document: document.split("Report abuse", "to the"),
    "joined": lambda document: document.join("Do not lend"),
    "several": several,
}


def connect(resolver):
    """Return LibreOffice's context, as soon as it accepts connections."""
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice didn't start")


def main():
    """Make the files of all edits."""
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                f"--accept=pipe,name={PIPE};urp;",
            ]
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = connect(resolver)
        services = context.ServiceManager
        for name, edit in EDITS.items():
            document = Document(services, context, source)
            edit(document)
            document.save(Path(__file__).parent / f"{name}.docx")
        services.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        office.wait(30)


if __name__ == "__main__":
    main()
