// Words inside folded names, e-mails and ids; and names as people type them into the Browser.
CREATE TEXT INDEX person_search IF NOT EXISTS FOR (n:Person) ON (n.search);
CREATE TEXT INDEX organisation_search IF NOT EXISTS FOR (n:Organisation) ON (n.search);
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Organisation) ON EACH [n.name]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: true}};
