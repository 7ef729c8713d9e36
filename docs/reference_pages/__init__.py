"""The reference pages that are drawn from the code, a module each."""
