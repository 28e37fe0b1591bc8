"""Markup: one Markdown text goes in; safe HTML, plain text, or a tree with lines for check and print comes out."""
