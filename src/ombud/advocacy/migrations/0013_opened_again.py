from django.db import migrations

from ombud.guarantees.operations import Uphold


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0012_forgotten")]
    operations = [Uphold("ombud.advocacy.guarantees.GUARANTEES")]
