"""A person's own notices: read here, or in the day's e-mail."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacts.board.paging import asked_page
from pacts.notice_services import mark_read
from pacts.notices import notices_of, told, unread_number

DIGITS = 18


@require_http_methods(["GET", "POST"])
def notices(request):
    """Show a person's notices; a post marks one as read, or all."""
    if request.method == "POST":
        number = request.POST.get("notice", "")
        if number == "all" or (number.isascii() and number.isdecimal() and len(number) <= DIGITS):
            mark_read(user=request.user, notice=None if number == "all" else int(number))
            messages.success(request, _("Marked as read."))
        return redirect(request.get_full_path())
    page = asked_page(request, notices_of(request.user))
    context = {"page": page, "rows": told(page), "unread_number": unread_number(request.user)}
    return render(request, "pacts/board/notices.html", context)
