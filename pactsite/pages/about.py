"""What this register is, who answers for it, and how it is to be read."""

from django.shortcuts import render

from clusters.public import public_page


@public_page
def about(request):
    return render(request, "pages/about.html")
