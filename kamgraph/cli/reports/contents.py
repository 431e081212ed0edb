"""What a store holds, section by section, in the reader's words."""

from kamgraph.cli.reports.base import Reader

_NAMES = {
    "organisations": ("Organizacje", "Organisations"),
    "people": ("Osoby", "People"),
    "initiatives": ("Inicjatywy", "Initiatives"),
    "plan_items": ("Punkty planów", "Plan items"),
    "handovers": ("Przekazania", "Handovers"),
    "record": ("Organizacje, osoby i plany", "Organisations, people and plans"),
    "records": ("Organizacje, osoby i plany", "Organisations, people and plans"),
    "position": ("Stanowiska", "Positions"),
    "stakeholder": ("Role i postawy u klientów", "Parts and attitudes at clients"),
    "assignment": ("Przypisania do klientów", "Assignments to clients"),
    "tie": ("Relacje", "Ties"),
    "line": ("Podległość, wpływ, konflikty", "Reporting, influence, conflicts"),
    "figure": ("Liczby o klientach", "Figures of clients"),
    "absence": ("Nieobecności", "Absences"),
    "interaction": ("Kontakty", "Contacts"),
    "interactions": ("Kontakty", "Contacts"),
    "alias": ("Osoby połączone w jedną", "People merged into one"),
    "aliases": ("Osoby połączone w jedną", "People merged into one"),
    "run": ("Zapisy", "Runs"),
    "runs": ("Zapisy", "Runs"),
    "erasure": ("Usunięcia osób", "Erasures"),
    "tombstone": ("Ślady usunięć", "Tombstones"),
    "event": ("Wpisy dziennika", "Entries of the audit log"),
}


def section_name(section: str, reader: Reader) -> str:
    """Name of a section of a store's counts or of its dump."""
    return reader.say(*_NAMES[section])
