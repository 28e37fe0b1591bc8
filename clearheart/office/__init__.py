"""Editable files for office programs: a Project goes in; orders for leaflets in Word and lessons as slides come out.

`runs`, `pictures`, `fonts` and `package` serve both; `styles` and `writing` make a Word document, of which `word` is
the leaflet and `letter` the letter home; `slide`, `fit`, `questions` and `deck` divide a page between slides, which
`powerpoint` and `slides_pdf` write.
"""

from clearheart.office.orders import check_slides, docx_names, has_slides, office_orders, slide_names

__all__ = ["check_slides", "docx_names", "has_slides", "office_orders", "slide_names"]
