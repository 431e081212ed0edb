"""The routes, one file for each thing that is asked about."""

from kamgraph_api.routes import accounts, docs, imports, journal, leaving, measures, pages, people, portfolio, state

ROUTERS = (
    pages.router,
    docs.router,
    state.router,
    portfolio.router,
    accounts.router,
    measures.router,
    people.router,
    leaving.router,
    imports.router,
    journal.router,
)
