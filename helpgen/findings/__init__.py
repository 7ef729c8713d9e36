"""What becomes of problems: severities of site.toml, known ones left out, told in a form."""
