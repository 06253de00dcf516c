"""The site itself as an application (for its management commands), and the admin with the register's own sign-in."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    name = "pactsite"


class RegisterAdminConfig(AdminConfig):
    default_site = "pactsite.admin.RegisterAdminSite"
