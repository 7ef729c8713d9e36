"""Checks of themes: `check` looks at everything, `brand` at what a build tells."""
