// Who knows whom at a client, best ties first.
// parameters: account, day
// columns: ours, theirs, title, declared
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation {id: $account})<-[seat:WORKS_AT]-(theirs:Person)<-[tie:KNOWS]-(ours:Person)
WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
  AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
  AND NOT tie.run IN hidden AND all(by IN coalesce(tie.supersededBy, []) WHERE by IN hidden)
  AND coalesce(tie.validFrom <= $day, true) AND coalesce($day < tie.validTo, true)
RETURN ours.name AS ours, theirs.name AS theirs, seat.title AS title, tie.declared AS declared
ORDER BY declared DESC, theirs, ours
