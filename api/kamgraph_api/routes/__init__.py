"""The routes, one file for each thing that is asked about."""

from kamgraph_api.routes import measures, portfolio, state

ROUTERS = (state.router, portfolio.router, measures.router)
