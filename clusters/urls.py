"""Signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

app_name = "clusters"

urlpatterns = [
    path("dang-nhap/", LoginView.as_view(template_name="clusters/sign_in.html"), name="sign_in"),
    path("dang-xuat/", login_not_required(LogoutView.as_view()), name="sign_out"),
]
