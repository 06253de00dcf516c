from django.db import migrations

from clusters.search.migration import search_index


class Migration(migrations.Migration):
    dependencies = [("clusters", "0015_search_entries")]

    operations = [search_index()]
