"""Calls of pdfium, which only this folder knows.

The functions that are called for every character and every drawn object take and give handles as numbers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pypdfium2.raw as pdfium


def _bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401 - handles of pdfium have no public type
    """A function of pdfium that takes and gives handles as numbers: called a thousand times a page, it costs a third."""
    address = int(ctypes.cast(function, ctypes.c_void_p).value or 0)
    return cast("Callable[..., Any]", ctypes.PYFUNCTYPE(result, *arguments)(address))


_P, _I = ctypes.c_void_p, ctypes.c_int
page_object = _bare(pdfium.FPDFPage_GetObject, _P, _P, _I)
form_object = _bare(pdfium.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
type_of = _bare(pdfium.FPDFPageObj_GetType, _I, _P)
clip_of = _bare(pdfium.FPDFPageObj_GetClipPath, _P, _P)
clip_paths = _bare(pdfium.FPDFClipPath_CountPaths, _I, _P)
clip_count = _bare(pdfium.FPDFClipPath_CountPathSegments, _I, _P, _I)
clip_segment = _bare(pdfium.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
point_of = _bare(pdfium.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
bounds_of = _bare(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
matrix_into = _bare(pdfium.FPDFPageObj_GetMatrix, _I, _P, _P)
form_count = _bare(pdfium.FPDFFormObj_CountObjects, _I, _P)
draw_mode = _bare(pdfium.FPDFPath_GetDrawMode, _I, _P, _P, _P)
path_count = _bare(pdfium.FPDFPath_CountSegments, _I, _P)
path_segment = _bare(pdfium.FPDFPath_GetPathSegment, _P, _P, _I)
segment_type = _bare(pdfium.FPDFPathSegment_GetType, _I, _P)
segment_close = _bare(pdfium.FPDFPathSegment_GetClose, _I, _P)
unicode_of = _bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
loose_box = _bare(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
text_object = _bare(pdfium.FPDFText_GetTextObject, _P, _P, _I)


def address(handle: Any) -> int:  # noqa: ANN401 - handles of pdfium have no public type
    return int(ctypes.cast(handle, _P).value or 0)
