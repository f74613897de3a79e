"""Serves the modules of an interactive figure as one script, without the comments that declare its types.

Comments and six files would double what a page weighs. The modules are written for it: a name at their top level is
there once, and what they import stands before them.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/javascripts/backpropagation/"
ORDER = ("mathematics", "state", "describe", "plot", "loss-surface", "microscope")
COMMENT = re.compile(r"/\*[\s\S]*?\*/ ?|(?:(?<=\s)|^)// .*", re.MULTILINE)
IMPORT = re.compile(r"^import [^;]*? from \"\./.*\"$", re.MULTILINE)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the modules by one file."""
    text = ""
    for name in ORDER:
        module = files.src_uris[f"{FOLDER}{name}.js"]
        text += stripped(module.content_string)
        files.remove(module)
    files.append(File.generated(config, f"{FOLDER.rstrip('/')}.js", content=text))
    return files


def stripped(module: str) -> str:
    """Return the module without comments, indentation, imports and the word `export`."""
    text = IMPORT.sub("", COMMENT.sub("", module))
    lines = (line.strip().removeprefix("export ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"
