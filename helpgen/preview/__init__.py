"""The preview: every brand and language on one port, each page made when it's asked for."""
