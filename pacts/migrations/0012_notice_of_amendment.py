"""Units are told when a signed pact is amended; the stored values of the column stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pacts", "0011_task_choices")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="sort",
            field=models.TextField(
                choices=[
                    ("circulated", "sent for comment"),
                    ("answered", "remark answered"),
                    ("signed", "recorded as signed"),
                    ("amended", "amended after the signing"),
                    ("reminded", "reminded by the secretariat"),
                    ("due_in_a_week", "due in seven days"),
                    ("due_tomorrow", "due tomorrow"),
                    ("overdue", "overdue"),
                ],
                verbose_name="notice",
            ),
        ),
    ]
