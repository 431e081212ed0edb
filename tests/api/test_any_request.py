"""Whatever is asked, within the schema and outside it: no fault of the service, and only answers that it describes."""

import re
import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from kamgraph.access import Principal, Scope
from kamgraph_api import create_app

# Rules of a body that no schema says: what no keyboard types, days in their order, two different people.
RULES = re.compile(
    "control characters|later than valid_from|two people|himself or herself|negative|own parent|years 1 to 9999|"
    "at least 1 character|the body says the id|of the other side only|valid datetime|valid date"
)
SENT = {"Authorization": "Bearer right"}
# What no schema can say: what a cursor is, what a file must be called, who must be one of ours, and which measures are
# not for a portfolio.
BEYOND_A_SCHEMA = {"invalid-value", "not-possible", "unknown-cursor", "unreadable-file", "wrong-id"}
# What a schema does not say of a request, because it depends on what was there before.
BEYOND_A_SCHEMA |= {"changed", "precondition-required"}


@pytest.fixture(scope="module")
def described(sample_settings, sample_file, tmp_path_factory):
    store = f"sqlite:///{shutil.copy(sample_file, tmp_path_factory.mktemp('any') / 'map.db')}"
    keys = {"right": Principal("test", frozenset({Scope.ADMIN}))}
    app = create_app(
        sample_settings.model_copy(update={"store": store, "auth": "keys", "names": ("testserver",)}),
        authenticate=keys.get,
    )
    # Keys have tests of their own; here every request must get past them.
    told = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=told, headers=SENT)


# Facts of the other kinds go through the same code.
ALIKE = "^/v1/(positions|stakeholders|assignments|lines|absences)"
schema = schemathesis.pytest.from_fixture("described").exclude(path_regex=ALIKE)


@schema.parametrize()
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_request(case):
    response = case.call(headers=SENT)
    impossible = response.status_code in {412, 422, 428} and _is_beyond_a_schema(response.json())
    excluded = [positive_data_acceptance] if impossible else []
    if response.status_code < 400 and any(text != text.strip() for text in _texts(case.body)):
        # Blanks around a text are taken off before it is measured.
        excluded.append(negative_data_rejection)
    case.validate_response(response, excluded_checks=excluded)


def _texts(body):
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict | list):
        for inner in body.values() if isinstance(body, dict) else body:
            yield from _texts(inner)


def _is_beyond_a_schema(problem):
    faults = problem["faults"]
    ruled = bool(faults) and all(RULES.search(fault["reason"]) for fault in faults)
    return ruled or problem["type"].split(":")[-1] in BEYOND_A_SCHEMA
