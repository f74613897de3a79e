"""Serves the interactive figures without the comments that declare their types, and as one script.

Comments and six files would add a half to what they weigh. The modules are written for it: no name stands
twice at their top level, and each comes after what it imports.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/javascripts/backpropagation"
MODULES = ("mathematics", "state", "describe", "plot", "loss-surface", "microscope")
BESIDE = ("assets/javascripts/interactive.js", "assets/stylesheets/interactive.css")
COMMENT = re.compile(r"/\*[\s\S]*?\*/ ?|(?:(?<=\s)|^)// .*", re.MULTILINE)
IMPORT = re.compile(r"^import [^;]*? from \"\./.*\"$", re.MULTILINE)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the modules by one file, and those beside them by what is left of them."""
    sources = [files.src_uris[f"{FOLDER}/{name}.js"] for name in MODULES]
    short = {f"{FOLDER}.js": "".join(stripped(source.content_string) for source in sources)}
    for uri in BESIDE:
        sources.append(files.src_uris[uri])
        short[uri] = stripped(files.src_uris[uri].content_string)
    for source in sources:
        files.remove(source)
    for uri, content in short.items():
        files.append(File.generated(config, uri, content=content))
    return files


def stripped(text: str) -> str:
    """Return the text without comments, indentation, imports of modules and the word `export`."""
    lines = (
        line.strip().removeprefix("export ") for line in IMPORT.sub("", COMMENT.sub("", text)).split("\n")
    )
    return "\n".join(line for line in lines if line) + "\n"
