"""Whose form wrote a word to everybody last, so that an old one does not write over it."""

from django.db import migrations, models

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0020_called_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='rendering',
            name='edition',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
