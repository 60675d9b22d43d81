"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial"), ("guarantees", "0001_words"), ("conversations", "0003_initial"), ("team", "0001_initial")]
    operations = [Uphold("ombud.cases.guarantees.GUARANTEES")]
