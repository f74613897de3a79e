"""The tags of a PDF, which say what is a heading, a table or a picture, kept when several PDFs become one.

pypdf joins sheets, links and bookmarks, and leaves the tags behind. A sheet and a link name their tags by a
number, which each PDF counts from 0: those of a later one move on by the numbers before it.
"""

from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject, PdfObject

TREE, OF_NUMBERS, NEXT = "/StructTreeRoot", "/ParentTree", "/ParentTreeNextKey"


def join_tags(readers: list[PdfReader], writer: PdfWriter) -> None:
    """Give a writer, which holds the sheets of the readers in their order, the tags of all of them."""
    parts, numbers = ArrayObject(), ArrayObject()
    tree = writer._add_object(named({"/Type": NameObject("/StructTreeRoot")}))
    whole = {"/S": NameObject("/Document"), "/P": tree, "/K": parts}
    document = writer._add_object(named({"/Type": NameObject("/StructElem"), **whole}))
    used = sheets = 0
    for reader in readers:
        for old, sheet in zip(reader.pages, writer.pages[sheets:], strict=False):
            move(old, sheet, "/StructParents", used)
            for link in sheet.get("/Annots", []):
                move(link.get_object(), link.get_object(), "/StructParent", used)
        root: Any = reader.trailer["/Root"]
        tags = root[TREE]
        part = tags.raw_get("/K").clone(writer)
        part.get_object().update(named({"/S": NameObject("/Part"), "/P": document}))
        parts.append(part)
        pairs = tags[OF_NUMBERS]["/Nums"]
        for number, those in zip(pairs[::2], pairs[1::2], strict=True):
            numbers.extend([NumberObject(used + number), those.clone(writer)])
        used += tags[NEXT]
        sheets += len(reader.pages)
    top: Any = tree.get_object()
    top.update(named({"/K": document, OF_NUMBERS: named({"/Nums": numbers}), NEXT: NumberObject(used)}))
    language: Any = readers[0].trailer["/Root"]
    kept = {TREE: tree, "/MarkInfo": named({"/Marked": BooleanObject(True)}), "/Lang": language["/Lang"]}
    writer.root_object.update(named(kept))


def move(old: Any, new: Any, key: str, by: int) -> None:
    """Let a sheet or a link, if it has tags, name them by a later number."""
    if key in old:
        new[NameObject(key)] = NumberObject(old[key] + by)


def named(entries: dict[str, PdfObject]) -> DictionaryObject:
    """Return a dictionary as a PDF holds it."""
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})
