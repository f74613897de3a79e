"""A hook of the build for narrow screens: tables that hold text can become stacks, and long names may break.

In a stack each cell stands on a line of its own, behind the name of its column; the style sheet does that
where the screen is narrow. The names come from here, so that it needs no script.
"""

import re
from html import escape, unescape

TABLE = re.compile(r"(?P<element><[a-z]+(?:-[a-z]+)+ [^>]*>\s*)?<table>(?P<rows>.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
NAME = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
CELL = re.compile(r"<td\b(?P<attributes>[^>]*)>(?P<content>.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
OBJECT = re.compile(r'(<span class="doc doc-object-name[^>]*>)([^<]+)(</span>)')
LONG = 24  # characters: more in a cell is text, and two such columns do not fit a phone


def on_page_content(html: str, **_: object) -> str:
    """Return the page with labelled tables, and names that break after a dot or an underscore only."""
    html = OBJECT.sub(lambda found: found[1] + re.sub(r"([._])(?=\w)", r"\1<wbr>", found[2]) + found[3], html)
    return TABLE.sub(stacked, html)


def stacked(table: re.Match[str]) -> str:
    """Return a table of text with labels; any other, and that of a custom element, as it is."""
    names = [text(name) for name in NAME.findall(table["rows"])]
    cells = [text(cell["content"]) for cell in CELL.finditer(table["rows"])]
    if table["element"] or len(names) < 2 or max(map(len, cells), default=0) <= LONG:
        return table[0]
    return f'<table data-stacked="">{ROW.sub(lambda row: labelled(row[0], names), table["rows"])}</table>'


def labelled(row: str, names: list[str]) -> str:
    """Return a row whose cells hold the names of their columns."""
    columns = iter(names)

    def label(cell: re.Match[str]) -> str:
        name = escape(next(columns, ""))
        return f'<td{cell["attributes"]} data-label="{name}">{cell["content"]}</td>'

    return CELL.sub(label, row)


def text(html: str) -> str:
    """Return what is read of the HTML."""
    return " ".join(unescape(TAG.sub("", html)).split())
