"""Signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from clusters.signing_in import SignIn, SignOut

app_name = "clusters"

urlpatterns = [
    path("dang-nhap/", SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", login_not_required(SignOut.as_view()), name="sign_out"),
]
