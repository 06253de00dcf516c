"""The public pages."""

app_name = "pages"

urlpatterns = []
