"""The portal as gunicorn serves it; a request may ask how many queries it took."""

from django.db import connection

from keepitlocal.wsgi import application as portal

ASKED = "HTTP_X_BENCH_COUNT"
HEADER = "X-Bench-Queries"


def counting(served):
    """Wrap a WSGI application. Counting is off unless asked for, so that it weighs on no other figure."""

    def application(environ, start_response):
        if ASKED not in environ:
            return served(environ, start_response)
        queries = []

        def count(execute, sql, params, many, context):
            queries.append(sql)
            return execute(sql, params, many, context)

        def answer(status, headers, exc_info=None):
            return start_response(status, [*headers, (HEADER, str(len(queries)))], exc_info)

        with connection.execute_wrapper(count):
            return served(environ, answer)

    return application


application = counting(portal)
