"""The routes, one file for each thing that is asked about."""

from kamgraph_api.routes import (
    accounts,
    contacts,
    docs,
    erasing,
    facts,
    imports,
    journal,
    leaving,
    measures,
    newcomers,
    pages,
    people,
    portfolio,
    records,
    state,
    supposing,
)

ROUTERS = (
    pages.router,
    docs.router,
    state.router,
    portfolio.router,
    accounts.router,
    measures.router,
    people.router,
    leaving.router,
    supposing.router,
    newcomers.router,
    records.router,
    contacts.router,
    erasing.router,
    facts.router,
    imports.router,
    journal.router,
)
