"""Registry of the tasks that units may be asked for, by key.

Each app registers its tasks in `AppConfig.ready`. Deadline.asked, Submission.asked and Notice.asked store a key.
This module imports no models, so that models can import it.
"""

REMARKS, SIGNATORY, KEY_WORKS, PROGRAMME = "remarks", "signatory", "key_works", "programme"

_TASKS = {}


def register_task(task):
    """Add a UnitTask, replacing one with the same key."""
    _TASKS[task.key] = task


def all_tasks():
    return sorted(_TASKS.values(), key=lambda task: task.position)


def task_for(key):
    """Return the task with a key. Raises KeyError if none is registered."""
    return _TASKS[key]


def task_choices():
    """Return the choices of a model field that stores a task key. Migrations import this function."""
    return [(task.key, task.label) for task in all_tasks()]
