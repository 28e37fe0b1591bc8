"""Engines: a staged language goes in, its HTML pages come out. Guests of the house, one module each."""
