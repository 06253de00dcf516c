"""What this register is, who answers for it, and how it is to be read."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def about(request):
    return render(request, "pages/about.html")
