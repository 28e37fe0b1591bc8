"""Editable files for office programs: a Project goes in; leaflets for Word and lessons as slides come out."""
