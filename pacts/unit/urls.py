"""URLs of a unit's own pages."""

from django.urls import path

from pacts.unit import extract, home, programme
from pacts.unit.task_page import task_view
from pacts.unit.task_registry import all_tasks

app_name = "my_unit"

# /don-vi-cua-toi/
urlpatterns = [
    path("", home.home, name="home"),
    # /don-vi-cua-toi/<number of the unit's year>/
    path("<int:pk>/", home.year, name="year"),
    path("<int:pk>/phan-cua-don-vi/", extract.extract, name="extract"),
    path("<int:pk>/quyet-dinh/", extract.division_file, name="division"),
    path("<int:pk>/chuong-trinh/tep/", programme.programme_file, name="programme_file"),
    path("<int:pk>/chuong-trinh/tep/rut/", programme.programme_file_withdraw, name="programme_file_withdraw"),
    *[path(f"<int:pk>/{task.slug}/", task_view(task), name=task.key) for task in all_tasks()],
]
