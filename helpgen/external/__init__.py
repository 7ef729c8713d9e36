"""Addresses of other hosts: asked politely, remembered, told. Builds ask nobody."""
