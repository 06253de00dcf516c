"""The page of a user's own notices."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.common.list_query import page_or_404, whole_number
from pacts.notices.sentences import notice_rows, notices_of, unread_number
from pacts.services.notices import mark_read


@require_http_methods(["GET", "POST"])
def notices(request):
    """Show a user's notices; a post marks one or all of them as read."""
    if request.method == "POST":
        number = request.POST.get("notice", "")
        notice = whole_number(number)
        if number == "all" or notice is not None:
            mark_read(user=request.user, notice=notice)
            messages.success(request, _("Marked as read."))
        return redirect(request.get_full_path())
    page = page_or_404(request.GET, notices_of(request.user))
    context = {"page": page, "rows": notice_rows(page), "unread_number": unread_number(request.user)}
    return render(request, "pacts/notices/notices.html", context)
