"""Pages and pictures: the influence map of an account, the portfolio, and the words both are written in."""
