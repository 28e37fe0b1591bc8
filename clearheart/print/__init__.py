"""Lay a leaflet out on paper: a document's tree comes in, a tagged PDF or its problems come out.

`job` says what a leaflet needs, `formats` on what paper; `prepare` makes its data with `blocks`, `words`, `pictures`
and `surroundings`; `findings` holds what is wrong with it, `coverage` asks the fonts, `drawings` fills in the colours;
`press` lets Typst (theme/print) set the data, `impose` puts pages on sheets, and `proof` tells what does not fit.
"""

from clearheart.print.coverage import check_text_coverage
from clearheart.print.job import PrintJob
from clearheart.print.proof import Leaflet, check_leaflet, prepare_leaflet

__all__ = ["Leaflet", "PrintJob", "check_leaflet", "check_text_coverage", "prepare_leaflet"]
