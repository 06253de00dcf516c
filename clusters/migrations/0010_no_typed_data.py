"""Nothing that was typed is kept with a failed sign-in: what stands there (also new passwords) is emptied."""

from django.db import migrations


def empty(apps, schema_editor):
    attempts = apps.get_model("axes", "AccessAttempt").objects.using(schema_editor.connection.alias)
    attempts.update(get_data="", post_data="")


class Migration(migrations.Migration):
    dependencies = [("clusters", "0009_cluster_is_demo"), ("axes", "0010_accessattemptexpiration")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
