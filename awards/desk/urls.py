"""The desk's addresses of awards."""

from django.urls import path

from awards.desk import pasting, views

app_name = "awards_desk"

# /ban-lam-viec/<cluster>/<label>/khen-thuong/
urlpatterns = [
    path("", views.awards, name="awards"),
    path("dan/", pasting.awards_paste, name="paste"),
    path("<int:award>/", views.award_edit, name="award"),
    path("<int:award>/<slug:to>/", views.award_move, name="move"),
]
