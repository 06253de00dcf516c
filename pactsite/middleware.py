"""Two headers' worth of manners: what the browser may not use, and a readable page for a refused method."""

from django.shortcuts import render

NOT_NEEDED = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def permissions_policy(get_response):
    """Tell the browser that no page of the register uses its camera, place or microphone."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOT_NEEDED)
        return response

    return middleware


def clear_method_refusals(get_response):
    """Give a person who meets 405 a page with words; Django's own answer is empty."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
