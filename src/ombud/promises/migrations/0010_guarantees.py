"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_initial"), ("guarantees", "0001_words")]
    operations = [Uphold("ombud.promises.guarantees.GUARANTEES")]
