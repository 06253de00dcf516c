"""Work that is done when the answer has been sent: a slow mail server keeps nobody waiting at a page."""

import logging

logger = logging.getLogger(__name__)


def after_answer(response, work):
    """Do `work` once the server has sent a response, and return the response.

    How long the work takes tells the browser nothing. A fault in it is logged: the answer has been given. What must
    not be lost if the process ends meanwhile has to be written down before.
    """
    close = response.close

    def close_after_work():
        response.close = close
        try:
            work()
        except Exception:
            logger.exception("What was left to do after an answer has failed.")
        close()

    response.close = close_after_work
    return response
