"""Every verb knows every kind of claim, and refuses one that it does not know."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from livepage.checking.check_page import CHECK, check_claim
from livepage.falsifying.mutation import FALSIFY
from livepage.model import claims
from livepage.model.claims import Claim
from livepage.model.kinds import KINDS, entry
from livepage.model.results import Results
from livepage.running.run import RUN
from livepage.taking.cells import TAKE
from livepage.writing.render import RENDER
from livepage.writing.update import UPDATE
from tests.livepage.author import written
from tools.census import CENSUS

VERBS: dict[str, Mapping[type[Claim], object]] = {
    "run": RUN,
    "check": CHECK,
    "render": RENDER,
    "take": TAKE,
    "update": UPDATE,
    "falsify": FALSIFY,
    "census": CENSUS,
}


def test_the_kinds_are_those_that_a_page_can_claim() -> None:
    defined = {kind for kind in vars(claims).values() if inspect.isclass(kind) and issubclass(kind, Claim)}
    assert set(KINDS) == defined - {Claim}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_an_entry_for_each_kind(verb: str) -> None:
    assert set(VERBS[verb]) == set(KINDS)


@dataclass(frozen=True)
class Sound(Claim):
    """A kind that no verb knows."""


def test_a_kind_that_a_verb_does_not_know_is_an_error_and_never_holds() -> None:
    claim = Sound(0, 0, 1)
    with pytest.raises(TypeError, match="a claim of the kind sound, where these are known: Code, Embed"):
        check_claim(written("text\n"), Results(), claim)
    with pytest.raises(TypeError, match="sound"):
        entry(RENDER, claim)
