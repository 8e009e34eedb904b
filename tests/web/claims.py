"""Many who claim one ceiling at once, and give back what they claimed (T52)."""

import random
import threading
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from tests.web.rounds import Desk, all_at_once
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import budget
from jixiao.web.records.actions.claiming import CeilingError, claim, give_back
from jixiao.web.records.models import BudgetCeiling, BudgetClaim, Declaration, Stage

UNIT, DEPARTMENT = Decimal("5000000.00"), Decimal("7000000.00")
"""The unit may ask for 500 万元, the department for 700 with both of its units."""


class Office:
    """Agencies and people, and nothing declared yet.

    Args:
        tree: of :mod:`tests.web.tree`.
    """

    def __init__(self, tree):
        self.tree = tree

    def actor(self, login):
        """Somebody at work."""
        return actor_of(self.tree.people[login])


def give_ceilings(desk, **amounts):
    """Ceilings by the finance desk: ``unit_a=Decimal(…)``."""
    given = {desk.tree.agencies[place].pk: budget.Given(amount) for place, amount in amounts.items()}
    return budget.set_ceilings(YEAR, given, actor=desk.actor("finance"))


def of_unit(desk, place, yuan):
    """A declaration that waits to be handed in, with some money."""
    own = desk.waiting(Stage.DRAFT)
    row = desk.tree.agencies[place]
    Declaration.objects.filter(pk=own.pk).update(agency=row, annual_yuan=yuan)
    return own.pk


def claim_one(pk):
    """What handing in does to the ceilings, without the rest of it."""
    with transaction.atomic():
        claim(Declaration.objects.select_for_update().get(pk=pk))


def give_one_back(pk):
    with transaction.atomic():
        give_back(Declaration.objects.select_for_update().get(pk=pk))


class Pool:
    """Two units of one department, with more declarations than the ceilings allow.

    Args:
        tree: agencies and people.
        many: declarations.
        seed: of what each of them asks for.
    """

    def __init__(self, tree, many, seed=52):
        self.desk = Desk(tree)
        give_ceilings(self.desk, department_1=DEPARTMENT, unit_a=UNIT, unit_b=Decimal("2000000.00"))
        chance = random.Random(seed)  # noqa: S311 - no secret
        self.keys = [
            of_unit(self.desk, ("unit_a", "unit_b")[number % 2], Decimal(chance.randint(1, 90_000_000)) / 100) for number in range(many)
        ]

    def claims(self, count, writers, seed=52):
        """So many claims by some writers, who give back one of three; how many were made, refused, given back."""
        done, lock, failures = {"claimed": 0, "refused": 0, "freed": 0}, threading.Lock(), []

        def write(number):
            chance = random.Random(seed * 1000 + number)  # noqa: S311 - no secret
            for _ in range(count // writers):
                pk = chance.choice(self.keys)
                try:
                    kind = "freed" if chance.random() < 1 / 3 else "claimed"
                    (give_one_back if kind == "freed" else claim_one)(pk)
                except CeilingError:
                    kind = "refused"
                with lock:
                    done[kind] += 1

        outcome = all_at_once(*(lambda number=number: write(number) for number in range(writers)))
        failures += outcome.failures
        assert failures == []
        return done

    def look(self):
        """What stands in the ceilings is the sum of the claims, and never more than the ceiling."""
        for ceiling in BudgetCeiling.objects.select_related("agency"):
            place = {"department_id": ceiling.agency_id} if ceiling.is_of_department else {"agency_id": ceiling.agency_id}
            total = BudgetClaim.objects.filter(**place, fiscal_year=YEAR).aggregate(total=Sum("amount_yuan"))["total"] or Decimal(0)
            assert total.quantize(Decimal("0.01")) == ceiling.claimed_yuan, ceiling.agency
            assert ceiling.claimed_yuan <= ceiling.amount_yuan, ceiling.agency


def last_of_it(desk, many):
    """A round: many would take what is left for one of them; one gets it."""
    keys = [of_unit(desk, "unit_a", Decimal("1000000.00")) for _ in range(many)]
    outcome = all_at_once(*(lambda pk=pk: claim_one(pk) for pk in keys))
    connection.close()
    return outcome
