// How much is visible, by label and relationship type.
// parameters: hidden, next
// columns: name, n
CALL () {
  MATCH (n:Organisation) WHERE NOT n.run IN $hidden AND n.run < $next RETURN 'Organisation' AS name, count(n) AS n
  UNION ALL
  MATCH (n:Person) WHERE NOT n.run IN $hidden AND n.run < $next RETURN 'Person' AS name, count(n) AS n
  UNION ALL
  MATCH (n:Initiative) WHERE NOT n.run IN $hidden AND n.run < $next RETURN 'Initiative' AS name, count(n) AS n
  UNION ALL
  MATCH (n:PlanItem) WHERE NOT n.run IN $hidden AND n.run < $next RETURN 'PlanItem' AS name, count(n) AS n
  UNION ALL
  MATCH (n:Handover) WHERE NOT n.run IN $hidden AND n.run < $next RETURN 'Handover' AS name, count(n) AS n
  UNION ALL
  MATCH ()-[r:WORKS_AT]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'WORKS_AT' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:STAKEHOLDER_IN]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'STAKEHOLDER_IN' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:ASSIGNED_TO]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'ASSIGNED_TO' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:KNOWS]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'KNOWS' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:REPORTS_TO]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'REPORTS_TO' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:INFLUENCES]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'INFLUENCES' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:CONFLICTS_WITH]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'CONFLICTS_WITH' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:HAS_FIGURE]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'HAS_FIGURE' AS name, count(r) AS n
  UNION ALL
  MATCH ()-[r:IS_ABSENT]->() WHERE NOT r.run IN $hidden AND r.run < $next
    AND all(by IN coalesce(r.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'IS_ABSENT' AS name, count(r) AS n
  UNION ALL
  MATCH (i:Interaction) WHERE NOT i.run IN $hidden AND i.run < $next
    AND all(by IN coalesce(i.supersededBy, []) WHERE by IN $hidden OR by >= $next)
  RETURN 'Interaction' AS name, count(i) AS n
  UNION ALL
  MATCH (r:ImportRun) WHERE r.state = 'committed' RETURN 'ImportRun' AS name, count(r) AS n
}
RETURN name, n
