"""A second count of the sample, from its files alone: dictionaries and loops, nothing of kamgraph.

The engine's answers are compared with these, so nothing here may be taken from the engine.
"""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]
LEVEL_WEIGHT = {"owner": 10.0, "board": 9.0, "director": 7.0, "manager": 4.0, "specialist": 2.0}
RATING = {"1": 0.1, "2": 0.3, "3": 0.5, "4": 0.7, "5": 0.9}


def read(folder: Path) -> Tables:
    tables = {}
    for file in sorted(folder.glob("*.csv")):
        raw = file.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1250")
        separator = ";" if text.splitlines()[0].count(";") else ","
        tables[file.stem] = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    return tables


def holds(row: Row, day: date) -> bool:
    iso = day.isoformat()
    return row["valid_from"] <= iso and (not row["valid_to"] or iso < row["valid_to"])


def age(then: str, day: date) -> int:
    return (day - date.fromisoformat(then[:10])).days


class Count:
    """Everything countable on one day."""

    def __init__(self, tables: Tables, day: date, window: int = 180) -> None:
        self.tables, self.day, self.window = tables, day, window
        self.people = {row["id"]: row for row in tables["people"]}
        self.excluded = {person for person, row in self.people.items() if row["do_not_score"] == "yes"}
        organisations = {row["id"]: row for row in tables["organisations"]}
        self.accounts = [name for name, row in organisations.items() if row["kind"] == "account"]
        self.home = {name: row["parent"] if row["kind"] == "other" else name for name, row in organisations.items()}
        standing = [row for row in tables["positions"] if holds(row, day)]
        self.ours = {row["person"] for row in standing if organisations[row["organisation"]]["kind"] == "own"}
        self.weight = self._weights(standing)
        self.placed = {person for weights in self.weight.values() for person in weights}
        self.strength, self.observed, self.declared = self._strengths()
        self.lines = [row for row in tables["lines"] if holds_or_open(row, day) and row["kind"] != "conflicts_with"]

    def _weights(self, standing: list[Row]) -> dict[str, dict[str, float]]:
        weight: dict[str, dict[str, float]] = {account: {} for account in self.accounts}
        for row in standing:
            account = self.home[row["organisation"]]
            if account in weight and row["person"] not in self.excluded | self.ours:
                weight[account][row["person"]] = LEVEL_WEIGHT.get(row["level"], 3.0)
        for row in self.tables["stakeholders"]:
            if holds(row, self.day) and row["person"] not in self.excluded | self.ours:
                here = weight[row["account"]]
                here.setdefault(row["person"], 3.0)
                if row["influence"]:
                    here[row["person"]] = float(row["influence"])
        return weight

    def _strengths(self) -> tuple[dict[tuple[str, str], float], ...]:
        observed, recent = self._observed()
        declared: dict[tuple[str, str], float] = {}
        rated: set[tuple[str, str]] = set()
        for row in self.tables["ties"]:
            pair = row["ours"], row["theirs"]
            said = [d for d in (row["confirmed_on"], row["valid_from"]) if d and d <= self.day.isoformat()]
            if not holds(row, self.day) or not said:
                continue
            old = age(said[0], self.day)
            declared[pair] = RATING[row["declared"]] * 2 ** (-old / 365)
            if old <= 365:
                rated.add(pair)
        active = {
            (u, c): max(observed.get((u, c), 0.0), declared.get((u, c), 0.0))
            for u, c in recent | rated
            if u in self.ours and c in self.placed
        }
        return active, observed, declared

    def _observed(self) -> tuple[dict[tuple[str, str], float], set[tuple[str, str]]]:
        way_in: dict[tuple[str, str], float] = defaultdict(float)
        way_out: dict[tuple[str, str], float] = defaultdict(float)
        recent = set()
        for row in self.tables["interactions"]:
            old = age(row["at"], self.day)
            if old < 0:
                continue
            present = [p for p in row["participants"].split("|") if p not in self.excluded]
            ours, theirs = ([p for p in present if p[0] == side] for side in "uc")
            for pair in ((u, c) for u in ours for c in theirs):
                into, out = minutes(row, len(ours), len(theirs))
                way_in[pair] += into * 2 ** (-old / 90)
                way_out[pair] += out * 2 ** (-old / 90)
                if old <= self.window:
                    recent.add(pair)
        attention = {p: 0.7 * (way_in[p] + way_out[p]) + 0.6 * min(way_in[p], way_out[p]) for p in way_in}
        return {pair: 1 - math.exp(-a / 120) for pair, a in attention.items()}, recent

    # -- one account --------------------------------------------------------------------------------------------

    def ties(self, account: str, without: AbstractSet[str] = frozenset()) -> dict[tuple[str, str], float]:
        here = self.weight[account]
        return {(u, c): s for (u, c), s in self.strength.items() if c in here and u not in without and c not in without}

    def holders(self, account: str, without: AbstractSet[str] = frozenset()) -> dict[str, dict[str, float]]:
        held: dict[str, dict[str, float]] = {contact: {} for contact in self.weight[account]}
        for (u, c), s in self.ties(account, without).items():
            held[c][u] = s
        return held

    def pattern(self, account: str) -> str:
        ties = self.ties(account)
        ours, theirs = {u for u, _ in ties}, {c for _, c in ties}
        return f"{'1' if len(ours) == 1 else 'N'}:{'1' if len(theirs) == 1 else 'N'}" if ties else "none"

    def kappa(self, account: str, without: AbstractSet[str] = frozenset()) -> float:
        held = self.holders(account, without)
        weight = self.weight[account]
        return sum(w * (1 - math.prod(1 - s for s in held[c].values())) for c, w in weight.items()) / sum(
            weight.values()
        )

    def reach(self, account: str, k: int = 1) -> float:
        held, weight = self.holders(account), self.weight[account]
        return sum(w for c, w in weight.items() if len(held[c]) >= k) / sum(weight.values())

    def loss(self, account: str, person: str) -> float:
        return self.kappa(account) - self.kappa(account, {person})

    def orphaned(self, account: str, person: str) -> set[str]:
        return {c for c, held in self.holders(account).items() if set(held) == {person}}

    def r_1(self, account: str) -> tuple[float, float]:
        kappa = self.kappa(account)
        ties = self.ties(account)
        return tuple(  # type: ignore[return-value]
            kappa - max((self.loss(account, p) for p in people), default=0.0)
            for people in ({u for u, _ in ties}, {c for _, c in ties})
        )

    def threads(self, account: str) -> int:
        """Size of the largest matching, by augmenting paths."""
        known = defaultdict(list)
        for u, c in self.ties(account):
            known[u].append(c)
        partner: dict[str, str] = {}

        def place(u: str, tried: set[str]) -> bool:
            for c in known[u]:
                if c not in tried:
                    tried.add(c)
                    if c not in partner or place(partner[c], tried):
                        partner[c] = u
                        return True
            return False

        return sum(place(u, set()) for u in known)

    def reachable(self, without: AbstractSet[str] = frozenset()) -> set[str]:
        """Everybody to whom a chain of ties and lines leads from any of ours, over the whole portfolio."""
        near = defaultdict(set)
        for a, b in [*self.strength, *((row["source"], row["target"]) for row in self.lines)]:
            if not {a, b} & (without | self.excluded) and {a, b} <= self.ours | self.placed:
                near[a].add(b)
                near[b].add(a)
        seen, stack = set(self.ours - without), list(self.ours - without)
        while stack:
            for other in near[stack.pop()] - seen:
                seen.add(other)
                stack.append(other)
        return seen

    def access_loss(self, account: str, person: str) -> float:
        weight = self.weight[account]
        before, after = self.reachable(), self.reachable({person})
        return sum(w for c, w in weight.items() if c in before and c not in after) / sum(weight.values())

    # -- money ---------------------------------------------------------------------------------------------------

    def figure(self, account: str, kind: str) -> float | None:
        rows = [r for r in self.tables["figures"] if (r["account"], r["kind"], r["person"]) == (account, kind, "")]
        return next((float(r["value"]) for r in rows if holds(r, self.day)), None)

    def value_exposed(self, account: str) -> float | None:
        value = self.figure(account, "annual_value")
        return None if value is None else value * (1 - min(self.r_1(account)))

    def value_at_stake(self, person: str) -> float:
        return sum(
            (self.figure(account, "annual_value") or 0.0) * self.loss(account, person) / kappa
            for account in self.accounts
            if self.weight[account] and (kappa := self.kappa(account)) > 0
        )


def holds_or_open(row: Row, day: date) -> bool:
    return holds({**row, "valid_from": row["valid_from"] or "0001-01-01"}, day)


def minutes(row: Row, ours: int, theirs: int) -> tuple[float, float]:
    if row["kind"] == "email":
        return (2.5 / ours, 0.0) if row["direction"] == "in" else (0.0, 5.0 / theirs)
    half = float(row["minutes"]) / max(ours, theirs) / 2
    return half, half
