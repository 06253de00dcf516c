"""Whoever has put the second step off is not offered it again at each sign-in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clusters", "0012_authenticator_device")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="second_factor_declined_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="second step put off at"),
        ),
    ]
