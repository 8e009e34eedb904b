"""What is left for a declaration under the ceilings over it (可用控制数)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.web.records.ceilings import ceilings_over, handing_in
from jixiao.web.records.models import BudgetCeiling, BudgetClaim, BudgetRound, Declaration

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """A ceiling, as it stands to one declaration.

    Attributes:
        ceiling: of the unit or of its department.
        missing_yuan: what the declaration asks for beyond what is left; 0 where it fits, or claimed already.
    """

    ceiling: BudgetCeiling
    missing_yuan: Decimal

    @property
    def full(self) -> int:
        """How much of it is claimed, in percent, for a bar."""
        amount = self.ceiling.amount_yuan or _NOTHING
        return int(self.ceiling.claimed_yuan * 100 / amount) if amount else 100


@dataclass(frozen=True, slots=True)
class Room:
    """What is left for a declaration.

    Attributes:
        shares: of unit and department; none where nothing is limited.
        is_claimed: the declaration has taken its part.
        asked_yuan: what it asks for.
        goes_by_rounds: the year has rounds.
        round: in which units hand in now.
        is_asked: it is with the unit, which will hand it in.
    """

    shares: tuple[Share, ...]
    is_claimed: bool
    asked_yuan: Decimal | None
    goes_by_rounds: bool
    round: BudgetRound | None
    is_asked: bool


def room_of(declaration: Declaration) -> Room:
    """What is left for a declaration that the caller may see."""
    ceilings = [] if declaration.is_whole_department else ceilings_over(declaration)
    is_claimed = bool(ceilings) and BudgetClaim.objects.reached().filter(pk=declaration.pk).exists()
    asked = declaration.annual_yuan or _NOTHING
    shares = tuple(Share(each, _NOTHING if is_claimed else max(_NOTHING, asked - (each.free_yuan or _NOTHING))) for each in ceilings)
    is_asked = declaration.is_editable
    goes_by_rounds, now = handing_in(declaration.finance_id, declaration.fiscal_year) if is_asked else (False, None)
    return Room(shares, is_claimed, declaration.annual_yuan, goes_by_rounds, now, is_asked)
