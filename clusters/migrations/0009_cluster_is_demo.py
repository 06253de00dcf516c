"""Demo clusters carry a mark: what happens to their pacts stands in a chain of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0008_invitation_letter"),
    ]

    operations = [
        migrations.AddField(
            model_name="cluster",
            name="is_demo",
            field=models.BooleanField(
                default=False, editable=False, help_text="Its pacts stand in a chain of their own.", verbose_name="demo"
            ),
        ),
        migrations.AddField(
            model_name="historicalcluster",
            name="is_demo",
            field=models.BooleanField(
                default=False, editable=False, help_text="Its pacts stand in a chain of their own.", verbose_name="demo"
            ),
        ),
    ]
