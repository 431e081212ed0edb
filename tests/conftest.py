"""What every test may count on: hypothesis profiles, and the fixtures of tests/plugins."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["required_parts", "filled_store", "neo4j_server", "neo4j_emptied", "chromium_page"]

# A noisy machine makes single examples slow without anything being wrong, so time is never a reason to fail.
settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("long", settings.get_profile("default"), max_examples=2_000)
settings.load_profile("default")
