"""The page of the public search: the query, the results and their excerpts."""
