"""The desk's addresses of awards."""

from django.urls import path

from awards.desk import paste, registrations, views

app_name = "awards_desk"

# /ban-lam-viec/<cluster>/<label>/
urlpatterns = [
    path("khen-thuong/", views.awards, name="awards"),
    path("khen-thuong/dan/", paste.awards_paste, name="paste"),
    path("khen-thuong/<int:award>/", views.award_edit, name="award"),
    path("khen-thuong/<int:award>/<slug:to>/", views.award_move, name="move"),
    path("dang-ky/", registrations.registrations, name="registrations"),
    path("dang-ky/bang.csv", registrations.registrations_csv, name="registrations_csv"),
]
