"""The best assignment of two lists to each other (最优指派), by scores of the pairs that may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Scores = Mapping[tuple[int, int], float]
"""Number in the old and in the new list, to how well the two fit, above 0 and up to 1."""

_FINE = 10_000
_MOST_PARTNERS = 12
_FREE = -1


def assign(scores: Scores) -> list[tuple[int, int]]:
    """The pairs whose scores have the largest sum; each number stands in one pair at most.

    The answer does not depend on the order in which the pairs are given. Where several are equally good, the one that keeps the order
    of the lists is taken. Of each number the 12 best partners are looked at.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    [(0, 1), (1, 0)]
    """
    found: list[tuple[int, int]] = []
    for edges in _components(_best(scores)):
        found += _solve(edges)
    return sorted(found)


def _best(scores: Scores) -> dict[tuple[int, int], float]:
    """The pairs that are among the best of their old or their new number."""
    sides: dict[tuple[str, int], list[tuple[float, int, tuple[int, int]]]] = defaultdict(list)
    for (old, new), score in scores.items():
        if score > 0:
            for side in (("old", old), ("new", new)):
                sides[side].append((-score, abs(old - new), (old, new)))
    kept = {edge for ranked in sides.values() for _, _, edge in sorted(ranked)[:_MOST_PARTNERS]}
    return {edge: scores[edge] for edge in sorted(kept)}


def _components(scores: dict[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The pairs in groups that have no number in common."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for old, new in scores:
        parent[root(("old", old))] = root(("new", new))
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (old, new), score in scores.items():
        groups[root(("old", old))][old, new] = score
    return groups.values()


def _solve(edges: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The best assignment of one group by the Hungarian method on whole numbers, so that no rounding decides."""
    if len(edges) == 1:
        return list(edges)
    olds, news = sorted({old for old, _ in edges}), sorted({new for _, new in edges})
    size = max(len(olds), len(news))
    tie = 2 * size * size + 1
    gain = [[0] * size for _ in range(size)]
    rank_old, rank_new = ({number: at for at, number in enumerate(numbers)} for numbers in (olds, news))
    for (old, new), score in edges.items():
        apart = abs(rank_old[old] - rank_new[new])
        gain[rank_old[old]][rank_new[new]] = max(1, round(score * _FINE)) * tie * size + size - apart
    columns = _hungarian([[-value for value in row] for row in gain])
    return [(olds[row], news[column]) for row, column in columns if gain[row][column] > 0]


def _hungarian(cost: list[list[int]]) -> list[tuple[int, int]]:
    """Row and column of the cheapest complete assignment of a square of costs, in time that grows with its third power."""
    size = len(cost)
    row_price, column_price = [0] * (size + 1), [0] * (size + 1)
    row_of = [_FREE] * (size + 1)  # column to row; the last column is where each search begins
    for row in range(size):
        row_of[size] = row
        at = size
        least: list[int | None] = [None] * size
        before = [size] * size
        done = [False] * (size + 1)
        while row_of[at] != _FREE:
            done[at] = True
            current, delta, following = row_of[at], None, at
            for column in range(size):
                if done[column]:
                    continue
                reduced = cost[current][column] - row_price[current] - column_price[column]
                known = least[column]
                if known is None or reduced < known:
                    least[column], before[column], known = reduced, at, reduced
                if delta is None or known < delta:
                    delta, following = known, column
            _reprice(delta or 0, done, row_of, (row_price, column_price), least)
            at = following
        while at != size:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return [(row_of[column], column) for column in range(size)]


def _reprice(delta: int, done: list[bool], row_of: list[int], prices: tuple[list[int], list[int]], least: list[int | None]) -> None:
    """Change the prices of what the search has reached, so that the cheapest pair outside becomes free."""
    rows, columns = prices
    for column, is_done in enumerate(done):
        if is_done:
            rows[row_of[column]] += delta
            columns[column] -= delta
        elif column < len(least) and (known := least[column]) is not None:
            least[column] = known - delta
