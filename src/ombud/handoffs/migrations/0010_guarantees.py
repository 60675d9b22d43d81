"""What the database refuses from here on."""

from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("handoffs", "0002_initial"), ("guarantees", "0001_words"), ("cases", "0010_guarantees"), ("replies", "0010_guarantees"), ("promises", "0010_guarantees")]
    operations = [Uphold("ombud.handoffs.guarantees.GUARANTEES")]
