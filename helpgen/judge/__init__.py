"""How good a search is: judged queries asked of an index or an endpoint, and what comes of it."""
