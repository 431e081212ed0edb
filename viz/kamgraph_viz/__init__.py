"""Pages and pictures: the influence map of an account, the portfolio, and the words both are written in."""

from kamgraph_viz.account.page import account_map
from kamgraph_viz.drawn import ACCOUNT_DRAWN, Beyond
from kamgraph_viz.people.page import people_of, people_page
from kamgraph_viz.person.page import person_page
from kamgraph_viz.portfolio.page import portfolio_of, portfolio_page
from kamgraph_viz.site import write_site

__all__ = [
    "ACCOUNT_DRAWN",
    "Beyond",
    "account_map",
    "people_of",
    "people_page",
    "person_page",
    "portfolio_of",
    "portfolio_page",
    "write_site",
]
