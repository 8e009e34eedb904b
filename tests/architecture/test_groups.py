"""Tests that share what takes long to make run in one process: their group holds."""

import pytest


@pytest.mark.xdist_group("together")
def test_group_of_a_test_is_known_to_whoever_hands_out_tests(request):
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("tests are not handed out by groups")

    assert request.node.nodeid.endswith("@together")
