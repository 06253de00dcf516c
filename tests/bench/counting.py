"""How many queries a request took, told in a header to whoever asks; nobody else's request is slowed by it."""

from django.db import connection

ASKED, TOLD = "X-Count-Queries", "X-Queries"


def count_queries(get_response):
    def middleware(request):
        if ASKED not in request.headers:
            return get_response(request)
        count = 0

        def counted(execute, sql, params, many, context):
            nonlocal count
            count += sql.split(None, 1)[0] not in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            response = get_response(request)
        response.headers[TOLD] = str(count)
        return response

    return middleware
