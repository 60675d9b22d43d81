from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0013_public"),
        ("replies", "0015_enclosures"),
    ]

    operations = [Uphold("ombud.replies.guarantees.GUARANTEES")]
