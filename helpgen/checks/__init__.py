"""Rules on what a build makes of answers, one file each; `rules` lists them.

They look before anything is published: at what editors wrote (`seen.Written`), and at the
finished HTML (`seen.Page`). What another step finds on its way, such as markup that the
sanitiser removed, is a rule too (`told`).
"""
