// Visible initiatives and plan items, of some accounts or of all, and handovers that are not over.
// parameters: accounts: [id] (or null), day, hidden, next
// columns: kind, held
CALL () {
  MATCH (n:Initiative) WHERE $accounts IS NULL OR n.account IN $accounts
  RETURN 'Initiative' AS kind, n
  UNION ALL
  MATCH (n:PlanItem) WHERE $accounts IS NULL OR n.account IN $accounts
  RETURN 'PlanItem' AS kind, n
  UNION ALL
  MATCH (n:Handover) WHERE n.lastWorkingDay >= $day
  RETURN 'Handover' AS kind, n
}
WITH kind, n WHERE NOT n.run IN $hidden AND n.run < $next
RETURN kind, properties(n) AS held
ORDER BY kind, n.id
