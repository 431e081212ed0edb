// The cheapest question, to measure a round trip.
// parameters: none
// columns: one
RETURN 1 AS one
