// Every version of the interactions that some runs wrote.
// parameters: runs: [number], most
// columns: participants, account
MATCH (o:Interaction) WHERE o.run IN $runs
MATCH (i:Interaction {id: o.id})
RETURN DISTINCT i.participants AS participants, i.account AS account
LIMIT $most
