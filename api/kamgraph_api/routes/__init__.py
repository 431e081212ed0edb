"""The routes, one file for each thing that is asked about."""

from kamgraph_api.routes import accounts, leaving, measures, people, portfolio, state

ROUTERS = (state.router, portfolio.router, accounts.router, measures.router, people.router, leaving.router)
