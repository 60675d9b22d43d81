"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("thanks", "0001_initial"), ("guarantees", "0001_words")]
    operations = [Uphold("ombud.thanks.guarantees.GUARANTEES")]
