// Who of us works on which client, in which role.
// parameters: day
// columns: account, role, names
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (account:Organisation)<-[seat:ASSIGNED_TO]-(ours:Person)
WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
  AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
RETURN account.name AS account, seat.role AS role, collect(ours.name) AS names
ORDER BY account, role
