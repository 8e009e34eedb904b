"""One value, one sequence of bytes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.chain import CanonicalError, canonical_json
from jixiao.chain.canonical import canonical_again, read_json

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=12,
)


def test_keys_are_in_the_order_of_utf_16():
    """The example of RFC 8785, 3.2.3."""
    given_keys = ["€", "\r", "\ufb33", "1", "\U0001f600", "\x80", "ö"]

    told = canonical_json({key: at for at, key in enumerate(given_keys)}).decode()

    assert told == '{"\\r":1,"1":3,"\x80":5,"ö":6,"€":0,"\U0001f600":4,"\ufb33":2}'


def test_control_characters_are_escaped_and_nothing_else():
    assert canonical_json('"\\\x0f\n/é年').decode() == '"\\"\\\\\\u000f\\n/é年"'


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), {1: "a"}, 2**53, float("nan"), b"a", "\ud83d", {"\ud83d": 1}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(CanonicalError):
        canonical_json({"a": [value]} if not isinstance(value, dict) else value)


@given(PLAIN)
def test_order_of_keys_does_not_matter(value):
    def turned(part):
        if isinstance(part, dict):
            return {key: turned(part[key]) for key in reversed(part)}
        return [turned(each) for each in part] if isinstance(part, list) else part

    assert canonical_json(turned(value)) == canonical_json(value)


@given(PLAIN)
def test_what_was_read_has_the_same_form_again(value):
    told = canonical_json(value)

    assert canonical_again(read_json(told)) == told
    assert read_json(told) == value
