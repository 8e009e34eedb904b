"""A page made to harm ends at worst its child: there is a picture of it, or a reason why there is none, within the limits."""

import time

import pytest
from tests.hostile import pdfs
from tests.hostile.test_pdf import GOOD, HARMLESS, WITHOUT_END
from tests.unit.evidence.conftest import sha256

from jixiao.documents.limits import Limits
from jixiao.evidence import Evidence, Missing, PagePicture, Picture
from jixiao.provenance import SourceRef

SIZED = {
    "page of 1e9 points by 1": lambda: GOOD.replace(b"[0 0 595 842]", b"[0 0 1e9 1]"),
    "page of no size": lambda: GOOD.replace(b"[0 0 595 842]", b"[0 0 0 0]"),
    "page that ends before it begins": lambda: GOOD.replace(b"[0 0 595 842]", b"[595 842 0 0]"),
    "page of no numbers": lambda: GOOD.replace(b"[0 0 595 842]", b"[/a /b /c /d]"),
}
SECONDS = 10.0


def files():
    yield from ((name, lambda data=data: data) for name, data in HARMLESS.items())
    yield from WITHOUT_END.items()
    yield from SIZED.items()


@pytest.mark.parametrize(("name", "make"), [pytest.param(name, make, id=name) for name, make in files()])
def test_page_is_drawn_or_told(name, make, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(make())
    evidence = Evidence(limits=Limits(seconds=SECONDS))
    digest = sha256(file)
    began = time.monotonic()

    page = evidence.page(str(file), digest, 1)
    part = evidence.crop(SourceRef(str(file), page=1, box=(70.0, 90.0, 300.0, 110.0)), digest)

    assert isinstance(page, PagePicture | Missing)
    assert isinstance(part, Picture | Missing)
    assert time.monotonic() - began < 2 * SECONDS + 5
    if isinstance(page, Missing):
        assert len(page.reason) > 10
    else:
        assert page.width <= 12_001
        assert page.height <= 12_001


def test_protected_file_is_told(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(pdfs.encrypted())

    found = Evidence().page(str(file), sha256(file), 1)

    assert isinstance(found, Missing)
    assert "密码" in found.reason
