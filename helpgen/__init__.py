"""helpgen: static help centers from Gladly Public Answers."""

__version__ = "0.1.0"
