"""Runs work after the response has been sent, so that nobody waits for a slow mail server."""

import logging

logger = logging.getLogger(__name__)


def run_after_response(response, work):
    """Call `work()` when the server has sent the response and closes it. Return the response.

    The browser cannot measure how long the work takes. An exception in it is logged only. The work is lost if the
    process ends before, so store beforehand what must not be lost.
    """
    close = response.close

    def close_after_work():
        response.close = close
        try:
            work()
        except Exception:
            logger.exception("Work after a response has failed.")
        close()

    response.close = close_after_work
    return response
