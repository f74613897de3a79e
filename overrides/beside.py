"""Moves what is much of an element's values from its tag into a script beside the page.

The page is painted without them; the element's figure loads the script when it needs them. It is a classic
script, which works from a file too, and leaves the values on its own tag, as `given`.
"""

import html
import json
import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

MUCH = 4096
"""Characters of one value that a page does not hold itself."""
ELEMENT = re.compile(r'<([a-z]+(?:-[a-z]+)+)((?: data-[a-z0-9]+="[^"]*")+)')
VALUE = re.compile(r' data-([a-z0-9]+)="([^"]*)"')


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Move them, and add the scripts to the site."""

    def shortened(match: re.Match[str]) -> str:
        name, attributes = match.groups()
        moved = {key: html.unescape(text) for key, text in VALUE.findall(attributes) if len(text) > MUCH}
        if not moved:
            return match[0]
        place = PurePosixPath(page.file.dest_uri)
        file = f"{place.stem}.{name}.js"
        files.append(File.generated(config, str(place.with_name(file)), content=script(moved)))
        rest = VALUE.sub(lambda value: "" if value[1] in moved else value[0], attributes)
        return f'<{name}{rest} data-beside="{file}"'

    return ELEMENT.sub(shortened, content)


def script(values: dict[str, str]) -> str:
    """Return the script that hands over values, each of which is JSON."""
    pairs = ",".join(f"{json.dumps(key)}:{text}" for key, text in values.items())
    return f"document.currentScript.given={{{pairs}}}\n"
