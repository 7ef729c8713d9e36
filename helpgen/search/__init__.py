"""Search: one analysis of the text, a Whoosh index, an index for the page, an endpoint."""
