"""Lay a leaflet out on paper: a document's tree comes in, a tagged PDF or its problems come out.

`job` says what a leaflet needs, `prepare` makes its data with `blocks`, `words`, `pictures` and `surroundings`,
`findings` holds what is wrong with it, `coverage` asks the fonts, `drawings` fills in the colours, and `press` lets
Typst (theme/print) set the data.
"""

from clearheart.print.coverage import check_text_coverage
from clearheart.print.job import PrintJob
from clearheart.print.press import check_leaflet, compile_leaflet, draw_leaflet

__all__ = ["PrintJob", "check_leaflet", "check_text_coverage", "compile_leaflet", "draw_leaflet"]
