"""What is taken out of a file of recognition: one document, or the whole dossier."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from convenant.base.actors import Actor
from convenant.people.access import page
from convenant.techniques.dossier import dossier, dossier_name
from convenant.techniques.queries import recognition as queries


@page(queries.may_read_files)
def file(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """A document of the file itself."""
    found = queries.file_for(request.actor, number, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.file_name)
    return answer


@page(queries.may_read_files)
def whole(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier: the record as a PDF with every document, in one ZIP."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.recognition_numbered(by, number)
    if found is None:
        raise Http404
    return FileResponse(  # type: ignore[return-value]
        dossier(found),
        as_attachment=True,
        filename=dossier_name(found),
        content_type="application/zip",
    )
