"""Wordings with choices: what they stand for, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.wording import written_out

ALTERNATIVES = st.lists(st.text("新收案数量件", max_size=3), min_size=2, max_size=4, unique=True)


def test_choices_are_written_out() -> None:
    assert written_out("(新|)收案(数|量)") == ["新收案数", "新收案量", "收案数", "收案量"]


@pytest.mark.parametrize("word", ["受理", "合同(协议)", "合同（协议）", "(一审"])
def test_a_wording_without_a_choice_is_itself(word: str) -> None:
    assert written_out(word) == [word]


@pytest.mark.parametrize("wording", ["受理|收案", "(受理|收案", "(受理|(新|)收案)"])
def test_a_choice_outside_brackets_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="stands between the alternatives"):
        written_out(wording)


def test_a_wording_that_may_be_empty_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves no word"):
        written_out("(新|)(收案|)")


@given(ALTERNATIVES, ALTERNATIVES)
def test_every_combination_is_there_once(first: list[str], second: list[str]) -> None:
    words = written_out(f"({'|'.join(first)})复议({'|'.join(second)})")
    assert words == [a + "复议" + b for a in first for b in second]


def test_choices_that_multiply_without_measure_are_refused() -> None:
    assert len(written_out("(收|接)" * 8)) == 256
    with pytest.raises(ValueError, match="stands for 512 words"):
        written_out("(收|接)" * 9)
