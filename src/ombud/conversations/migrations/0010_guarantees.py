"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_initial"), ("guarantees", "0001_words")]
    operations = [Uphold("ombud.conversations.guarantees.GUARANTEES")]
