"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("access", "0003_initial"), ("guarantees", "0001_words"), ("cases", "0010_guarantees")]
    operations = [Uphold("ombud.access.guarantees.GUARANTEES")]
