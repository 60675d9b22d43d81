"""When a word had gone in every language that somebody reads: by that, and not by its first letter, a promise is kept."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

from ombud.guarantees.operations import Uphold


def kept_by_what_was_sent(apps: Any, _editor: Any) -> None:
    """What was sent so far kept its promise as it went."""
    apps.get_model("incidents", "Update").objects.filter(sent_at__isnull=False).update(reached_at=F("sent_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0018_dismissed_and_merged'),
    ]

    operations = [
        migrations.AddField(
            model_name='update',
            name='reached_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(kept_by_what_was_sent, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=Q(('reached_at', None), ('sent_at__isnull', False), _connector='OR'), name='incidents_reached_by_sending'),
        ),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
