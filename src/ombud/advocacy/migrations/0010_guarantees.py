"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0001_initial"), ("guarantees", "0001_words"), ("cases", "0010_guarantees"), ("conversations", "0010_guarantees"), ("team", "0001_initial")]
    operations = [Uphold("ombud.advocacy.guarantees.GUARANTEES")]
