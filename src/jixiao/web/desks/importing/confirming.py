"""The confirming desk: the file on the left with the cell marked, its fields on the right, doubtful ones first (导入确认台).

Everything works as plain forms; the script of the page only saves the way of the hand to the mouse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jixiao.declaring import Draft, DraftError
from jixiao.declaring.confirming import corrected, is_open_to, label_of, places_at
from jixiao.errors import CallerError
from jixiao.evidence import Missing
from jixiao.messages import language, text
from jixiao.provenance import SourceRef
from jixiao.web.desks.importing.keys import keys_told
from jixiao.web.desks.importing.queue import number_of
from jixiao.web.desks.importing.source import evidence_of, shown
from jixiao.web.middleware import refused
from jixiao.web.records import queues
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import confirming
from jixiao.web.records.actions.declarations import pack_of
from jixiao.web.records.models import AgencyYear, QueuedFile, QueuedProject, QueueState
from jixiao.web.records.refusals import RefusedError

_LINE = 42
_OF_SCRIPT = ("progress", "field_accepted", "field_corrected", "field_open", "not_kept", "reload")
_BLANKS = {name: f"{{{name}}}" for name in ("settled", "doubtful", "decided", "found")}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a project on the desk (一栏).

    Attributes:
        path: of the field; ``label`` is what people call it.
        text: as it stands now; ``read`` as it was read.
        where: in the file, in words.
        is_open: something may be typed there.
        state: ``open``, ``accepted``, ``corrected``, or empty for a field that nobody needs to look at.
        remarks: what is said of it.
        choices: texts that are usual there; others may be typed.
    """

    path: str
    label: str
    text: str
    read: str
    where: str
    is_open: bool
    state: str
    remarks: list[dict[str, Any]] = field(default_factory=list)
    choices: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """How high the field is: a line for each so many characters."""
        return min(max(sum(1 + len(line) // _LINE for line in self.text.split("\n")), 1), 8)


def _found(request: HttpRequest, pk: Any) -> QueuedFile:
    seen = QueuedFile.objects.visible_to(request.actor.scope).select_related("batch", "agency")
    found: QueuedFile = get_object_or_404(seen.defer("reading"), pk=pk)
    return found


def _project(entry: QueuedFile, number: int) -> QueuedProject:
    """A project of a file; what the database cannot count to is none."""
    found: QueuedProject = get_object_or_404(entry.projects, number=min(number, 100_000))
    return found


@require_GET
def queue_desk(request: HttpRequest, pk: Any) -> HttpResponse:
    """A project of a file, to be compared with the file and confirmed."""
    return desk(request, _found(request, pk))


def desk(request: HttpRequest, entry: QueuedFile, *, number: int | None = None, refusal: CallerError | None = None) -> HttpResponse:
    """The page of the desk, with what was refused."""
    projects = list(entry.projects.select_related("agency", "decided_by"))
    number = number or number_of(request.GET.get("project", ""))
    own = next((each for each in projects if each.number == number), None)
    if own is None and number is not None:
        raise Http404
    own = own or next((each for each in projects if each.is_open), projects[0] if projects else None)
    progress = queues.progress_of(request.actor, [entry.batch_id]).get(entry.batch_id, queues.Progress())
    told: dict[str, Any] = {
        "entry": entry,
        "projects": projects,
        "own": own,
        "refusal": refusal,
        "progress": progress,
        "next": queues.next_open(request.actor, entry.batch_id, entry.number),
        "agencies": agencies_where(request.actor, "clerk"),
        "is_waiting": entry.state == QueueState.WAITING,
        "key_map": keys_told(),
    }
    if own is not None:
        rows = rows_of(own, _pack_id(entry, own))
        doubtful = [row for row in rows if row.path in own.doubtful]
        doubtful.sort(key=lambda row: own.doubtful.index(row.path))
        first = next((row for row in doubtful if row.state == "open"), None)
        path = request.GET.get("path", first.path if first else rows[0].path if rows else "")
        told |= {
            "script_texts": {name: text(f"web_queue.{name}", **_BLANKS) for name in _OF_SCRIPT},
            "doubtful": doubtful,
            "rest": [row for row in rows if row.path not in own.doubtful],
            "first": first,
            "path": path,
            "shown": shown(_with_reading(request, entry), own, path),
        }
    status = 200 if refusal is None else 422 if isinstance(refusal, confirming.NotLookedAtError) else 409
    return render(request, "importing/desk.html", told, status=status)


def _with_reading(request: HttpRequest, entry: QueuedFile) -> QueuedFile:
    return QueuedFile.objects.visible_to(request.actor.scope).select_related("file").defer("file__content").get(pk=entry.pk)


def _pack_id(entry: QueuedFile, own: QueuedProject) -> str:
    known = AgencyYear.objects.filter(agency_id=own.agency_id, fiscal_year=entry.fiscal_year).values_list("pack", flat=True)
    return (known.first() if own.agency_id else None) or "national"


def rows_of(own: QueuedProject, pack_id: str) -> list[Row]:
    """All fields of a project as the desk shows them, in the order of the form; what is missing behind them.

    Args:
        own: the project, or the whole department.
        pack_id: of the jurisdiction.
    """
    pack = pack_of(own.pack_id(pack_id))
    read = Draft.from_plain(own.plain())
    now = corrected(read, own.corrections)
    lines = dict(own.content["lines"])
    remarks: dict[str, list[dict[str, Any]]] = {}
    for remark in own.remarks:
        remarks.setdefault(remark["path"], []).append(in_words(remark))
    return [
        Row(
            path=path,
            label=label_of(path, now),
            text=str(own.corrections.get(path, lines.get(path, ""))),
            read=lines.get(path, ""),
            where=_where(places_at(own.content, path, own.remarks)),
            is_open=is_open_to(path, read, pack, lines),
            state=_state(own, path),
            remarks=remarks.get(path, []),
            choices=tuple(one.printed for one in pack.attributes) if path == "attribute" else (),
        )
        for path in [*lines, *(path for path in own.doubtful if path not in lines)]
    ]


def _where(places: list[SourceRef]) -> str:
    """The first place in words; of a page its number, because the cell is marked on it."""
    if not places:
        return ""
    return text("place.page", page=places[0].page) if places[0].page else places[0].where()


def _state(own: QueuedProject, path: str) -> str:
    if path in own.settled:
        return "accepted" if own.settled[path] is None else "corrected"
    return "open" if path in own.doubtful else ""


def in_words(remark: dict[str, Any]) -> dict[str, Any]:
    """A remark in the language of the page."""
    return remark | {"message": remark["message"][language()], "remedy": remark["remedy"][language()]}


@require_POST
def queue_field(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """A field is right as it was read, or another text is put there; the script of the page is answered with JSON."""
    entry = _found(request, pk)
    _project(entry, number)
    path, seen = request.POST.get("path", ""), number_of(request.POST.get("seen", "")) or 0
    typed = request.POST["typed"].replace("\r\n", "\n") if "typed" in request.POST else None
    is_script = request.headers.get("Accept", "").startswith("application/json")
    try:
        own = confirming.settle(pk, number, path, typed, seen=seen, actor=request.actor)
    except (CallerError, DraftError) as error:
        status = 409 if isinstance(error, confirming.DecidedError) else 422
        if is_script:
            return JsonResponse({"message": error.message()}, status=status)
        return desk(request, entry, number=number, refusal=error) if status == 409 else refused(request, error)
    if is_script:
        return JsonResponse(_told(own))
    next_path = next(iter(own.open_paths), None)
    place = "confirm" if next_path is None else f"row-{own.doubtful.index(next_path)}"
    return HttpResponseRedirect(f"{_address(entry, number)}#{place}")


def _told(own: QueuedProject) -> dict[str, Any]:
    """What the script changes in the page."""
    remarks = [in_words(remark) for remark in own.remarks]
    return {
        "revision": own.revision,
        "settled": own.looked_at,
        "doubtful": own.doubtful,
        "states": {path: _state(own, path) for path in {*own.doubtful, *own.settled}},
        "remarks": [{key: remark[key] for key in ("path", "severity", "message", "remedy")} for remark in remarks],
    }


@require_POST
def queue_decide(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """Confirm a project, leave it out, or take it up again; then the next one, or the next file."""
    entry = _found(request, pk)
    _project(entry, number)
    seen, what = number_of(request.POST.get("seen", "")) or 0, request.POST.get("do", "")
    try:
        if what == "skip":
            confirming.skip(pk, number, seen=seen, actor=request.actor)
        elif what == "take_up":
            confirming.take_up(pk, number, seen=seen, actor=request.actor)
            return HttpResponseRedirect(_address(entry, number))
        elif what in ("confirm", "confirm_unseen"):
            made, is_new = confirming.confirm(pk, number, seen=seen, actor=request.actor, unseen=what == "confirm_unseen")
            told = text("web_queue.confirmed" if is_new else "web_queue.made_before", name=str(made))
            (messages.success if is_new else messages.warning)(request, told)
        else:
            raise RefusedError("web_queue.no_decision")
    except (confirming.DecidedError, confirming.NotLookedAtError) as error:
        return desk(request, entry, number=number, refusal=error)
    except CallerError as error:
        return refused(request, error)
    return HttpResponseRedirect(_onwards(request, _found(request, pk), number))


def _onwards(request: HttpRequest, entry: QueuedFile, number: int) -> str:
    """Where one goes on: the next project of the file, the next file, the list when all is done."""
    left = [each for each in entry.projects.values_list("number", "state").order_by("number") if each[1] == "open"]
    if left:
        return _address(entry, next((each[0] for each in left if each[0] > number), left[0][0]))
    found = queues.next_open(request.actor, entry.batch_id, entry.number)
    return found.get_absolute_url() if found else entry.batch.get_absolute_url()


def _address(entry: QueuedFile, number: int) -> str:
    return f"{reverse('queue_desk', args=[entry.pk])}?project={number}"


@require_GET
def queue_source(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """The left half for a field: a part of the desk."""
    seen = QueuedFile.objects.visible_to(request.actor.scope).select_related("file").defer("file__content")
    entry = get_object_or_404(seen, pk=pk)
    own = _project(entry, number)
    return render(request, "importing/source.html", {"entry": entry, "shown": shown(entry, own, request.GET.get("path", ""))})


@require_GET
def queue_page(request: HttpRequest, pk: Any, page: int) -> HttpResponse:
    """The picture of a page of the file, drawn in a process of its own."""
    seen = QueuedFile.objects.visible_to(request.actor.scope).select_related("file").defer("file__content")
    entry = get_object_or_404(seen, pk=pk, file__isnull=False)
    name = (entry.reading or {}).get("source", {}).get("file", entry.short_name)
    drawn = evidence_of(entry, name).page(name, str(entry.file_id), min(page, 100_000)) if entry.reading else Missing("")
    if isinstance(drawn, Missing):
        raise Http404
    return HttpResponse(drawn.image, content_type=drawn.media_type)
