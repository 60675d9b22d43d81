"""The next word of an incident is a promise, so that it rings before it is late."""

from datetime import timedelta
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from ombud.guarantees.operations import Uphold

BEFORE = timedelta(minutes=15)


def promise_what_goes_on(apps: Any, _editor: Any) -> None:
    """What goes on has its date since it was confirmed: from here on it is promised."""
    incidents, promises = apps.get_model("incidents", "Incident"), apps.get_model("promises", "Promise")
    going_on = incidents.objects.filter(dismissed_at=None, ended_at=None, merged_into=None, confirmed_at__isnull=False)
    for incident in going_on.iterator():
        due = max(incident.next_update_by, incident.confirmed_at)
        promise = promises.objects.create(
            key=f"i{incident.pk}:update:0", owe="update", keeper_id=incident.owner_id,
            urgency=1 if incident.safety_at else 2, made_at=incident.confirmed_at, due_at=due,
            alarm_at=max(incident.confirmed_at, due - BEFORE),
        )  # fmt: skip
        apps.get_model("incidents", "Pledge").objects.create(incident=incident, promise=promise)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_guarantees"), ("promises", "0011_update_owed")]
    operations = [
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("incident", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="incidents.incident")),
                ("promise", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="pledge", to="promises.promise")),
            ],
            options={"indexes": [models.Index(fields=["incident", "-id"], name="incidents_pledged")]},
        ),
        migrations.RunPython(promise_what_goes_on, migrations.RunPython.noop),
        Uphold("ombud.incidents.guarantees.GUARANTEES"),
    ]
