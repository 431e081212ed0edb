// People whose folded name, e-mails or id hold all of the words.
// parameters: words (the longest first), hidden, next
// columns: held
MATCH (n:Person)
WHERE n.search CONTAINS $words[0] AND all(word IN $words WHERE n.search CONTAINS word)
  AND NOT n.run IN $hidden AND n.run < $next
RETURN properties(n) AS held
