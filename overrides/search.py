"""A hook of the build: the search finds words. Code would be a third of what each page loads for it."""

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


@event_priority(-50)  # after `search` has written its index, before `offline` copies it
def on_post_build(config: MkDocsConfig) -> None:
    """Take the code blocks out of the search index."""
    file = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        entry["text"] = CODE.sub("", entry["text"])
    file.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
