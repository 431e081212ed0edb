// Visible records, all or those of some accounts.
// parameters: accounts (or null), hidden, next
// columns: held
MATCH (n:PlanItem)
WHERE $accounts IS NULL OR n.account IN $accounts
WITH n WHERE NOT n.run IN $hidden AND n.run < $next
RETURN properties(n) AS held
ORDER BY n.id
