"""Whatever is asked, within the schema and outside it: no fault of the service, and only answers that it describes."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kamgraph.access import Principal, Scope
from kamgraph_api import create_app

SENT = {"Authorization": "Bearer right"}
# What no schema can say: what a cursor is, what a file must be called, who must be one of ours, and which measures are
# not for a portfolio.
BEYOND_A_SCHEMA = {"invalid-value", "not-possible", "unknown-cursor", "unreadable-file"}


@pytest.fixture(scope="module")
def described(sample_settings):
    keys = {"right": Principal("test", frozenset({Scope.ADMIN}))}
    app = create_app(
        sample_settings.model_copy(update={"auth": "keys", "names": ("testserver",)}), authenticate=keys.get
    )
    # Keys have tests of their own; here every request must get past them.
    told = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=told, headers=SENT)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_request(case):
    response = case.call(headers=SENT)
    impossible = response.status_code == 422 and response.json()["type"].split(":")[-1] in BEYOND_A_SCHEMA
    case.validate_response(response, excluded_checks=[positive_data_acceptance] if impossible else [])
