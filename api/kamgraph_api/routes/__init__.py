"""The routes, one file for each thing that is asked about."""

from kamgraph_api.routes import accounts, docs, leaving, measures, people, portfolio, state

ROUTERS = (docs.router, state.router, portfolio.router, accounts.router, measures.router, people.router, leaving.router)
