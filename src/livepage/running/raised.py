"""What an exception of a page says, where it arose, and what to do about it."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType, TracebackType

from livepage.model.claims import Claim, Embed, shown_path


def described(error: object) -> str:
    """Return the name of an exception's type and its text, if it has one."""
    kind = error if isinstance(error, type) else type(error)
    try:
        text = str(error) if isinstance(error, BaseException) else ""
    except Exception as odd:
        text = f"(its text cannot be had: {type(odd).__name__})"
    return f"{kind.__name__}: {text}" if text else kind.__name__


def line_of_trace(trace: TracebackType | None, path: Path) -> int | None:
    """Return the last line of the page that an exception passed."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def line_of_frame(frame: FrameType | None, path: Path) -> int | None:
    """Return the line of the page that runs now, or that called what runs now."""
    while frame is not None and frame.f_code.co_filename != str(path):
        frame = frame.f_back
    return frame.f_lineno if frame else None


def where_raised(error: BaseException, page: Path) -> tuple[int | None, str]:
    """Return the page's line that an exception passed, and the place outside the page where it arose."""
    line = line_of_trace(error.__traceback__, page)
    last: tuple[str, int] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == str(page):
            last = None
        elif not name.startswith("<") and Path(name).parent != Path(__file__).parent:
            last = (name, trace.tb_lineno)
        trace = trace.tb_next
    return line, f" (raised at {shown_path(Path(last[0]))}:{last[1]})" if last else ""


def missing_name(error: BaseException, claim: Claim) -> str:
    """Say what to do where source that is embedded uses a name, as in an annotation, that the page lacks."""
    if not isinstance(claim, Embed) or not isinstance(error, NameError) or not error.name:
        return ""
    return f": the embedded source uses it, so the page imports or defines {error.name} above"


def raise_if_asked(error: BaseException) -> None:
    """Let Ctrl-C end the run; where it cannot come, a page has raised it itself."""
    if isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        raise error
