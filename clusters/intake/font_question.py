"""Forms typed in an old font: before anything is stored, a page shows the converted text; one key keeps it as typed."""

from django.http import QueryDict
from django.shortcuts import render

from clusters.intake.fonts import read_old_font

ANSWER = "old_font"  # the field that answers the question: "converted" or "as_typed"
OWN = ("csrfmiddlewaretoken", ANSWER)
# The boxes of pages that show what they read before it is added: these say themselves what they converted.
SAID_THERE = ("text", "typed")


class OldFontQuestion:
    """Middleware. Asks about each form of a signed-in person that has text of an old font, whichever page it is of.

    The page has all that was sent, so the answer sends it again: converted, or as typed. A form with a file, which
    could not be sent again, and one with a password are passed on as they are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        if request.method != "POST" or not request.user.is_authenticated or not _is_form(request):
            return None
        answer = request.POST.get(ANSWER)
        if answer == "as_typed":
            return None
        readings = _readings(request.POST)
        if not readings:
            return None
        if answer == "converted":
            request.POST = _converted(request.POST, readings)
            return None
        return render(request, "clusters/old_font.html", _question(request, readings))


def _is_form(request):
    if request.content_type not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return False
    return not request.FILES and not any("password" in name for name in request.POST)


def _readings(posted):
    """Return {(field, number of its value): Reading} of the values that are text of an old font."""
    found = {}
    for name, values in posted.lists():
        if name in (*OWN, *SAID_THERE):
            continue
        for number, value in enumerate(values):
            reading = None if value.isascii() else read_old_font(value)
            if reading and reading.font:
                found[name, number] = reading
    return found


def _converted(posted, readings):
    copy = QueryDict(mutable=True)
    for name, values in posted.lists():
        if name != ANSWER:
            texts = [
                readings[name, number].text if (name, number) in readings else value
                for number, value in enumerate(values)
            ]
            copy.setlist(name, texts)
    copy._mutable = False
    return copy


def _question(request, readings):
    fields = [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
    texts = [(request.POST.getlist(name)[number], reading) for (name, number), reading in readings.items()]
    return {"address": request.get_full_path(), "fields": fields, "texts": texts}
