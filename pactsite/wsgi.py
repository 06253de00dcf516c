"""The WSGI application gunicorn serves."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pactsite.settings")

CHARSET = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)


def only_utf8(serve):
    """Read every request as UTF-8, whatever it calls itself.

    Django takes any codec Python knows, and some of those ("idna", "hex") read no text at all: it would fail
    before the first middleware.
    """

    def application(environ, start_response):
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return serve(environ, start_response)

    return application


application = only_utf8(get_wsgi_application())
