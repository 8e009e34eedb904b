"""What administrators do, each with a power of his own, and the tokens of everybody (系统管理、安全管理、审计管理)."""

from jixiao.web.records.actions.administration.accounts import end_sessions, remove_factor, revoke_token_of, unlock
from jixiao.web.records.actions.administration.agencies import add_agency, carry_over, change_agency, open_year, remove_agency, seen_digest
from jixiao.web.records.actions.administration.beginning import begin, rescue
from jixiao.web.records.actions.administration.checks import check_chains, start_check
from jixiao.web.records.actions.administration.jurisdictions import Wanted, assign_pack, preview, set_for
from jixiao.web.records.actions.administration.people import activate, create_person, deactivate, rename_person, reset_password
from jixiao.web.records.actions.administration.posts import end_post, give_post, hand_over, stand_in
from jixiao.web.records.actions.administration.refusing import Fault, NotAcceptedError, PowerError, StaleError, day_typed
from jixiao.web.records.actions.administration.tokens import create_token, digest_of, revoke_token

__all__ = [
    "Fault",
    "NotAcceptedError",
    "PowerError",
    "StaleError",
    "Wanted",
    "activate",
    "add_agency",
    "assign_pack",
    "begin",
    "carry_over",
    "change_agency",
    "check_chains",
    "create_person",
    "create_token",
    "day_typed",
    "deactivate",
    "digest_of",
    "end_post",
    "end_sessions",
    "give_post",
    "hand_over",
    "open_year",
    "preview",
    "remove_agency",
    "remove_factor",
    "rename_person",
    "rescue",
    "reset_password",
    "revoke_token",
    "revoke_token_of",
    "seen_digest",
    "set_for",
    "stand_in",
    "start_check",
    "unlock",
]
