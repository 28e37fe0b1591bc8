"""Charts: a Figure and a language go in, an SVG comes out whose colours are classes and whose words are words.

What a kind of chart looks like stands in theme/figures/<kind>.json, in Vega's terms; Vega draws it, and `plain` takes
from its drawing all that a page does not need.
"""

from clearheart.charts.draw import Chart, draw_charts, inline_chart
from clearheart.charts.layout import LEAST_ROOM, room_for_bars
from clearheart.charts.tell import describe, figure_rows, label_of, year_words

__all__ = [
    "LEAST_ROOM",
    "Chart",
    "describe",
    "draw_charts",
    "figure_rows",
    "inline_chart",
    "label_of",
    "room_for_bars",
    "year_words",
]
