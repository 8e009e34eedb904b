"""Notices by mail, as each wants them."""
