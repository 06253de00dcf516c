"""The address at which the desk has pasted text of an old font converted while it is typed."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.common.rate_limits import limited
from clusters.intake.fonts import read_old_font

LONGEST = 60_000  # letters


@require_POST
@limited("paste", method="POST", accounts=True)
def old_font_read(request):
    """Answer the text of a field converted from its font, with the words that say so; the font is "" if it has none."""
    reading = read_old_font(request.POST.get("text", "")[:LONGEST])
    words = [_("The text was typed in an old font; it has been converted.")]
    if reading.guesses:
        guesses = ", ".join(reading.guesses)
        words.append(
            _("The copy had lost letters; these words are guesses, please read them: %(words)s") % {"words": guesses}
        )
    return JsonResponse(
        {"text": reading.text, "font": reading.font, "words": " ".join(words), "back": _("Keep what I typed")}
    )
