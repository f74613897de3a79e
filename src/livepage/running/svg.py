"""Makes an SVG of Matplotlib's a fraction of its size, for the same picture at twice the size of its page.

What is drawn stays: paths, letters, colours in plain hexadecimal. What goes: metadata, comments, ids that
nothing refers to, groups and shapes without effect, styles repeated on each child, digits finer than the eye.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Point = tuple[int, int]

TENTHS, HUNDREDTHS = 10, 100
"""Parts of a point to which a figure's coordinates, and those of a marker, are rounded."""
HALVES = 2
"""Parts of a hundredth of its size to which a letter's are: of one of 13 points, a fifteenth of a point."""
INHERITED = re.compile(r"fill|fill-\w+|stroke|stroke-\w+|shape-rendering|clip-path")
"""What a group may say for all its children; of `clip-path`, none but the children is drawn in the group."""

_PART = re.compile(r"([MLQCz])([^MLQCz]*)")
_UNKNOWN = re.compile(r"[^MLQCZze\d\s.,+-]")
_SCALE = re.compile(r"scale\(([\d.]+)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"(?<=^#).+|(?<=url\(#)[^)]+")


def compact(svg: str, name: str) -> str:
    """Return the same picture in fewer bytes; its ids begin with `name`."""
    root = ElementTree.fromstring(svg)
    for node in root.iter():
        _plain(node)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("stroke-linejoin", "round")
    for child in [*root.findall("metadata"), *root.findall("defs[style]")]:
        root.remove(child)  # the style says what the root says above, for all that it holds
    _rename(root, name)
    _round(root, TENTHS)
    _prune(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def path_data(data: str, factor: float, parts: int) -> str:
    """Return path data times `factor`, rounded, in relative steps, less the points on a straight line.

    Args:
        data: absolute path data of the commands M, L, Q, C and z.
        factor: what the coordinates are multiplied by.
        parts: into how many parts a unit is divided; coordinates are rounded to one of them.

    Raises:
        ValueError: for another command.
    """
    if unknown := _UNKNOWN.search(data):
        raise ValueError(f"a path with {unknown[0]!r}, which this module cannot make smaller")
    steps: list[tuple[str, list[Point]]] = []
    for command, numbers in _PART.findall(data.replace("Z", "z")):
        flat = [round(float(number) * factor * parts) for number in numbers.replace(",", " ").split()]
        points = list(zip(flat[::2], flat[1::2], strict=True))
        if command == "L" and len(steps) > 1 and steps[-1][0] == "L" and _straight(steps[-2:], points[0]):
            steps.pop()
        steps.append((command, points))
    return _relative(steps, parts)


def _straight(before: list[tuple[str, list[Point]]], end: Point) -> bool:
    """Tell whether the way over the last two points to `end` goes straight on."""
    if not before[0][1]:
        return False
    (ax, ay), (bx, by) = before[0][1][-1], before[1][1][-1]
    first, second = (bx - ax, by - ay), (end[0] - bx, end[1] - by)
    across = first[0] * second[1] - first[1] * second[0]
    return across == 0 and first[0] * second[0] + first[1] * second[1] >= 0


def _relative(steps: list[tuple[str, list[Point]]], parts: int) -> str:
    text: list[str] = []
    last = ""
    here = start = (0, 0)
    for command, points in steps:
        letter = "z" if command == "z" else command.lower() if text else command
        numbers = "".join(_joined(x - here[0], parts) + _joined(y - here[1], parts) for x, y in points)
        text.append(numbers if letter == last and letter != "z" else letter + numbers.lstrip(" "))
        last = letter
        start = points[-1] if command == "M" else start
        here = points[-1] if points else start
    return "".join(text)


def _joined(number: int, parts: int) -> str:
    """Write a number so that it can follow another."""
    text = shortest(number / parts)
    return text if text.startswith("-") else " " + text


def shortest(number: float) -> str:
    """Write a number of at most two decimals as SVG reads it in the fewest letters."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{number:.2f}".rstrip("0").rstrip(".")).replace("-0", "0")


def _plain(node: Element) -> None:
    """Write names without their namespace, and a style as attributes."""
    node.tag = node.tag.rpartition("}")[2]
    node.text = node.tail = None
    for key, value in list(node.items()):
        del node.attrib[key]
        node.set(key.rpartition("}")[2], value)
    for item in node.attrib.pop("style", "").split(";"):
        key, _, value = item.partition(":")
        if key.strip():
            node.set(key.strip(), value.strip())


def _rename(root: Element, name: str) -> None:
    """Keep the ids that something refers to, numbered."""
    used = {
        found[0]
        for node in root.iter()
        for value in node.attrib.values()
        for found in _REFERENCE.finditer(value)
    }
    own = [node.attrib["id"] for node in root.iter() if node.get("id") in used]
    new = {old: f"{name}-{number}" for number, old in enumerate(own)}
    for node in root.iter():
        for key, value in node.items():
            node.set(key, _REFERENCE.sub(lambda found: new.get(found[0], found[0]), value))
        old = node.attrib.pop("id", "")
        if old in new:
            node.set("id", new[old])


def _round(node: Element, parts: int) -> None:
    parts = HUNDREDTHS if node.tag == "defs" else parts
    for key in {"x", "y", "width", "height"} & node.attrib.keys() if node.tag in {"use", "rect"} else ():
        node.set(key, shortest(round(float(node.attrib[key]), 1)))
    if "d" in node.attrib:
        scale = _SCALE.fullmatch(node.get("transform", ""))
        if scale:  # a letter
            del node.attrib["transform"]
        factor, parts = (float(scale[1]), HALVES) if scale else (1, parts)
        node.set("d", path_data(node.attrib["d"], factor, parts))
    elif "transform" in node.attrib:
        node.set(
            "transform", _NUMBER.sub(lambda n: shortest(round(float(n[0]), 2)), node.attrib["transform"])
        )
    for child in node:
        _round(child, parts)


def _prune(node: Element) -> None:
    """Take out, from the leaves up, what draws nothing, and let a group say what its children share."""
    kept: list[Element] = []
    for child in node:
        _prune(child)
        if child.tag == "g" and not child.attrib:
            kept += child
        elif node.tag == "clipPath" or not _draws_nothing(child):
            kept.append(child)
    node[:] = kept
    if node.tag == "g" and len(node):
        _hoist(node)


def _draws_nothing(node: Element) -> bool:
    empty = node.tag in {"g", "defs"} and not len(node)
    unseen = node.tag == "path" and node.get("fill") == "none" and "stroke" not in node.attrib
    return empty or (unseen and "id" not in node.attrib)


def _hoist(group: Element) -> None:
    children = list(group)
    if any("transform" in child.attrib for child in children):
        return  # a child's clip path would lie elsewhere
    for key, value in list(children[0].items()):
        same = all(child.get(key) == value for child in children)
        if same and INHERITED.fullmatch(key) and key not in group.attrib:
            group.set(key, value)
            for child in children:
                del child.attrib[key]
