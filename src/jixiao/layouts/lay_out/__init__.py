"""From the model to grids: a project as an official form, a table as its document printed it (排版).

This is the way back of :mod:`jixiao.layouts.recognise`. What a form looks like is declared in ``layouts/official``; recognition never
reads the declarations, so that what is laid out is read like any other document.
"""

from jixiao.layouts.lay_out.binding import Around
from jixiao.layouts.lay_out.declaration import Declaration, DeclarationError, declaration, form_names
from jixiao.layouts.lay_out.form import LaidOut, lay_out_form
from jixiao.layouts.lay_out.tables import lay_out_table

__all__ = ["Around", "Declaration", "DeclarationError", "LaidOut", "declaration", "form_names", "lay_out_form", "lay_out_table"]
