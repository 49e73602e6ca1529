"""What the YAML parser says, in words a person can use."""

from __future__ import annotations

from .problems import printable

_INDENTATION = (
    "this line does not stand under those above it.",
    "Give it the indentation of its neighbours; look for a missing colon, hyphen or quotation mark above.",
)
# What the parser says, and what a person can do about it.
_PLAIN = {
    "mapping values are not allowed in this context": (
        "a colon stands where no field can begin.",
        "Put text that holds a colon in quotes, or look at the indentation.",
    ),
    "did not find expected key": _INDENTATION,
    "could not find expected ':'": ("a colon is missing after a field's name.", "Write `field: value`, on this line or the one above."),
    "did not find expected '-' indicator": _INDENTATION,
    "block sequence entries are not allowed in this context": (
        "a hyphen stands where no list can begin.",
        "Put each entry on a line of its own below the field.",
    ),
    "did not find expected ',' or ']'": ("a bracket [ is never closed, or a comma is missing.", "Close it with ], and put a comma between entries."),
    "did not find expected ',' or '}'": ("a brace { is never closed, or a comma is missing.", "Close it with }, and put a comma between entries."),
    "did not find expected <document start>": _INDENTATION,
    "did not find expected comment or line break": ("text stands beside > or |.", "Begin it on the next line."),
    "found unknown escape character": ("this backslash means nothing in double quotes.", "Write it twice, or use single quotes."),
    "found unexpected end of stream": ("a quotation mark is never closed.", "Close it where the text ends."),
}


def plainly(said: str, text: str, line: int, column: int) -> tuple[str, str]:
    """The parser's words about a place in a text, as a sentence and a remedy. `line` counts from 0, `column` from 1."""
    lines = text.split("\n")
    row = lines[line] if line < len(lines) else ""
    if said == "did not find expected key" and row[: column - 1].strip(" -"):
        return "text stands after the end of the value.", "Put the whole text in one pair of quotes; inside single quotes write an apostrophe twice."
    if said == "found character that cannot start any token":
        char = row[column - 1 : column]
        if char == "\t":
            return "a tab stands here.", "Indent with spaces."
        return f"text cannot begin with '{printable(char)}'.", "Put it in quotes."
    known = _PLAIN.get(said)
    return known or (f"this is not YAML here: {printable(said, 120)}.", "Look at the indentation, the quotes and the colons of this line and the one above.")
