"""The tasks that the units of a cluster may be asked for, by key. Each room registers its own in `AppConfig.ready`.

A key is stored in Deadline.asked, Submission.asked and Notice.asked. This module imports no models, so they may use it.
"""

REMARKS, SIGNATORY, KEY_WORKS, PROGRAMME = "remarks", "signatory", "key_works", "programme"

_TASKS = {}


def register_task(task):
    """Add a UnitTask. One with the same key is replaced."""
    _TASKS[task.key] = task


def all_tasks():
    """Return the registered tasks in the order of the year."""
    return sorted(_TASKS.values(), key=lambda task: task.position)


def task_for(key):
    """Return the task with a key. Raises KeyError where none is registered."""
    return _TASKS[key]


def task_choices():
    """Return the choices of a model field that stores a key. Migrations name this function."""
    return [(task.key, task.label) for task in all_tasks()]
