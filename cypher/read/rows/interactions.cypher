// Interactions before a moment, for the whole portfolio.
// parameters: hidden, next, before
// columns: id, at (microseconds since 1970), kind, minutes, direction, account, participants
MATCH (i:Interaction)
WHERE i.id > '' AND i.at < $before
  AND NOT i.run IN $hidden AND i.run < $next
  AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
RETURN i.id AS id, i.at.epochSeconds * 1000000 + i.at.microsecond AS at, i.kind AS kind, i.minutes AS minutes,
       i.direction AS direction, i.account AS account,
       i.participants AS participants
ORDER BY i.id
