from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0013_public"),
        ("guarantees", "0002_unspaced"),
        ("replies", "0016_waiting_hers"),
    ]

    operations = [Uphold("ombud.replies.guarantees.GUARANTEES")]
