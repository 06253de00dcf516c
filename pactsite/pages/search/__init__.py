"""The page of the public search: what was asked, the results, and the sentences in which the words stand."""
