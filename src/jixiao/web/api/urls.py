"""The interface as a whole."""

from __future__ import annotations

from ninja.openapi.docs import Swagger

from jixiao.messages import text
from jixiao.version import VERSION
from jixiao.web.api import (
    agencies,
    around,
    audit,
    budget,
    declarations,
    imports,
    jurisdictions,
    library,
    moves,
    notices,
    people,
    problems,
    proofs,
    queues,
    remarks,
    reviewing,
    waivers,
    whole,
)
from jixiao.web.api.answering import Body, Json, conditional
from jixiao.web.api.auth import Session, Token
from jixiao.web.api.describing import Described


class Docs(Swagger):
    """The page that describes the interface, all of it from this server."""

    template = "api/docs.html"


api = Described(
    title="jixiao 绩效",
    version=VERSION,
    description=text("api.description", "zh") + "\n\n" + text("api.description", "en"),
    urls_namespace="api",
    auth=[Token(), Session()],
    docs=Docs(settings={"deepLinking": False, "layout": "BaseLayout"}),
    renderer=Json(),
    parser=Body(),
)
problems.install(api)
api.add_decorator(conditional, mode="view")
for room in (
    around,
    declarations,
    moves,
    reviewing,
    remarks,
    proofs,
    imports,
    jurisdictions,
    queues,
    waivers,
    notices,
    budget,
    library,
    whole,
    agencies,
    people,
    audit,
):
    api.add_router("", room.router)
api.add_router("", audit.tokens_router)
