// People at a client whom exactly one of us knows.
// parameters: account, day
// columns: theirs, title, only
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation {id: $account})<-[seat:WORKS_AT]-(theirs:Person)<-[tie:KNOWS]-(ours:Person)
WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
  AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
  AND NOT tie.run IN hidden AND all(by IN coalesce(tie.supersededBy, []) WHERE by IN hidden)
  AND coalesce(tie.validFrom <= $day, true) AND coalesce($day < tie.validTo, true)
WITH theirs, seat.title AS title, collect(DISTINCT ours.name) AS known
WHERE size(known) = 1
RETURN theirs.name AS theirs, title, known[0] AS only
ORDER BY theirs
