"""The search endpoint's insides; `helpgen.search.app` puts them together."""
