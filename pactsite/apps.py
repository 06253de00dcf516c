"""The admin site, with the register's own sign-in."""

from django.contrib.admin.apps import AdminConfig


class RegisterAdminConfig(AdminConfig):
    default_site = "pactsite.admin.RegisterAdminSite"
