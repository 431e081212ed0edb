"""Which organisations belong to an account."""

from collections.abc import Collection, Iterable

from kamgraph.model import Organisation, OrganisationKind


def units_of(organisations: Iterable[Organisation], accounts: Collection[str]) -> dict[str, str]:
    """Map each account, and each of its units, to the account.

    A unit is a descendant that is not itself an account and not behind one; a circle of parents ends where it closes.

    Examples
    --------
    >>> firm = Organisation(id="a", name="A")
    >>> plant = Organisation(id="p", name="P", kind="other", parent_id="a")
    >>> daughter = Organisation(id="d", name="D", parent_id="a")
    >>> units_of([firm, plant, daughter], ["a"])
    {'a': 'a', 'p': 'a'}
    """
    children: dict[str, list[str]] = {}
    for organisation in organisations:
        if organisation.parent_id is not None and organisation.kind is not OrganisationKind.ACCOUNT:
            children.setdefault(organisation.parent_id, []).append(organisation.id)
    account_of: dict[str, str] = {}
    for account in sorted(accounts):
        stack = [account]
        while stack:
            unit = stack.pop()
            if unit not in account_of:
                account_of[unit] = account
                stack.extend(children.get(unit, ()))
    return account_of


def group_of(organisations: Iterable[Organisation], account: str) -> tuple[str, ...]:
    """Ids of the account and of all accounts below it, sorted.

    Examples
    --------
    >>> group_of([Organisation(id="a", name="A"), Organisation(id="d", name="D", parent_id="a")], "a")
    ('a', 'd')
    """
    children: dict[str, list[Organisation]] = {}
    for organisation in organisations:
        if organisation.parent_id is not None:
            children.setdefault(organisation.parent_id, []).append(organisation)
    found, seen, stack = {account}, {account}, [account]
    while stack:
        for child in children.get(stack.pop(), ()):
            if child.id not in seen:
                seen.add(child.id)
                stack.append(child.id)
                if child.kind is OrganisationKind.ACCOUNT:
                    found.add(child.id)
    return tuple(sorted(found))
