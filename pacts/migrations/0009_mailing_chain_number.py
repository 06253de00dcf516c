"""How far an administrator was told of the chain in the letter of a day."""

from django.db import migrations

import clusters.common.fields


class Migration(migrations.Migration):
    dependencies = [("pacts", "0008_chain_of_before")]

    operations = [
        migrations.AddField(
            model_name="mailing",
            name="chain_number",
            field=clusters.common.fields.NumberField(
                blank=True, editable=False, null=True, verbose_name="number of the entry of the chain told of"
            ),
        ),
    ]
