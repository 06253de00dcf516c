"""The addresses of a unit's own pages."""

from django.urls import path

from pacts.unit import extract, home, key_works, programme, remarks, signatory
from pacts.unit.parts import part

app_name = "my_unit"

# /don-vi-cua-toi/
urlpatterns = [
    path("", home.home, name="home"),
    # /don-vi-cua-toi/<number of the unit's year>/
    path("<int:pk>/", home.year, name="year"),
    path("<int:pk>/phan-cua-don-vi/", extract.extract, name="extract"),
    path("<int:pk>/quyet-dinh/", extract.division_file, name="division"),
    path("<int:pk>/gop-y/", part(remarks.remarks_write), name="remarks"),
    path("<int:pk>/nguoi-ky/", part(signatory.signatory_name), name="signatory"),
    path("<int:pk>/cong-trinh/", part(key_works.key_works_write), name="key_works"),
    path("<int:pk>/chuong-trinh/", part(programme.programme_write), name="programme"),
    path("<int:pk>/chuong-trinh/tep/", programme.programme_file, name="programme_file"),
    path("<int:pk>/chuong-trinh/tep/rut/", part(programme.programme_file_withdraw), name="programme_file_withdraw"),
]
