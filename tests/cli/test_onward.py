"""Who introduces us, whom to meet next, who takes over: the commands."""

import pytest

import kamgraph as kg
from kamgraph.analytics.results import to_json
from kamgraph.sample import as_of
from kamgraph.store.open import open_store


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("introductions", "gasienicz"), "Roman Świądro"),
        (("introductions", "gasienicz", "--from", "paczkowic"), "Jędrzej Pączkowic → Mateusz Gżegżółka"),
        (("introductions", "swiadro"), "Mateusz Gżegżółka"),
        (("introductions", "srutwa"), "Przemysław Śrutwa"),
        (("handover", "klosik"), "Jędrzej Pączkowic"),
        (("handover", "klosik", "--to", "dziobek"), "Sylwia Dzióbek"),
        (("handover", "klosik", "--account", "arnika"), "--account"),
        (("handover", "szczesniak"), "23"),
        (("next-best-ties", "zakole"), "Ludwik Gąsienicz"),
        (("if-tied", "paczkowic", "gasienicz"), "Ludwik Gąsienicz"),
    ],
)
def test_the_way_onward_has_readable_reports(on_sample_day, words, shown, lang):
    result = on_sample_day(*words, "--lang", lang)
    assert result.exit_code == 0, result.output
    assert shown in result.stdout
    assert ("23.11.2026" if lang == "pl" else "23 Nov 2026") in result.stdout
    assert "None" not in result.stdout


def test_json_of_the_way_onward_is_the_functions_results(answer, sample_url):
    with open_store(sample_url) as store:
        whole, zakole = (kg.snapshot(store, account=one, as_of=as_of()) for one in (None, "zakole"))
    number = {name: person for person, name in kg.names(whole).items()}
    leaver, target, asking = (number[n] for n in ("Bartłomiej Kłosik", "Ludwik Gąsienicz", "Jędrzej Pączkowic"))
    expected = {
        ("introductions", "gasienicz"): kg.introductions(whole, target),
        ("introductions", "gasienicz", "--from", "paczkowic", "--max-hops", "2"): kg.introductions(
            whole, target, source=asking, max_hops=2
        ),
        ("handover", "klosik"): kg.handover(whole, [leaver]),
        ("handover", "klosik", "--to", "paczkowic", "--capacity", "3"): kg.handover(
            whole, [leaver], successors=[asking], capacity=3
        ),
        ("next-best-ties", "zakole", "--k", "2", "--strength", "0.9"): kg.next_best_ties(zakole, k=2, strength=0.9),
    }
    for words, result in expected.items():
        printed = answer(*words)
        assert "Ludwik Gąsienicz" in printed.pop("names").values()
        assert printed == to_json(result)


def test_a_client_person_hands_nothing_over(on_sample_day):
    result = on_sample_day("handover", "gasienicz")
    assert result.exit_code == 3
    assert "must be one of our people" in result.stderr
